() => {
  // Which pictures may stand for text: in navigation, headings and buttons of the template, with a text alternative that reads like a label?
  const spared = /logo|emblem|badge|icon|qr|ewm|erwei|weixin|wechat|weibo|avatar|captcha|yzm|verify|conac|jiucuo|police|gongan|beian|loading|徽|标识|标志|找错|党政机关|事业单位|公安|备案|二维码|扫一扫|微信|微博|验证码|头像|图标|吉祥物/i;
  const frame = 'header, nav, footer, aside, h1, h2, h3, h4, button, [role=navigation], [role=banner], [class*=nav i], [class*=menu i], [class*=head i], [class*=title i], [class*=tit i], [class*=banner i], [class*=btn i], [class*=foot i], [class*=quick i], [class*=link i]';
  const news = 'article, figure, table.data, [class*=slide i], [class*=carousel i], [class*=swiper i], [class*=focus i], [class*=lunbo i], [class*=content i] p, [class*=news i]';
  const han = text => (text.match(/[\u4e00-\u9fff]/g) || []).length;
  const found = [];
  const background = element => { const match = styleOf(element).backgroundImage.match(/^url\("?(.*?)"?\)/); return match ? match[1] : ''; };
  for (const element of document.body.querySelectorAll('img, a, button, h1, h2, h3, h4, input[type=image]')) {
    const image = ['IMG', 'INPUT'].includes(element.tagName), source = image ? element.currentSrc || element.src : background(element);
    if (!source || !seen(element)) continue;
    const text = (element.innerText || '').trim(), indent = parseFloat(styleOf(element).textIndent) || 0;
    if (!image && text && indent > -200 && parseFloat(styleOf(element).fontSize) > 1) continue;
    const link = element.closest('a[href], button'), box = element.getBoundingClientRect();
    const alt = (element.alt || element.title || element.getAttribute('aria-label') || (image ? '' : text) || (link ? link.title : '') || '').trim();
    if (han(alt) < 2 || box.width < 40 || box.height < 14 || box.height > 160 || box.width / box.height < 1.2 || spared.test([alt, source.split('/').pop(), element.id, element.className, link ? link.className : ''].join(' '))) continue;
    // The first picture that leads home is the sign of the house; a caption beside a picture says it in text already.
    const home = link && link.href && new URL(link.href, location.href).pathname.replace(/index\.\w+$/, '') === '/' && box.top + scrollY < 300;
    const beside = ((link || element.parentElement).innerText || '').replace(/\s+/g, '');
    if (home || (image && han(beside) >= 2) || !element.closest(frame) || element.closest(news)) continue;
    if (han(alt) < 4 && !element.closest('nav, button, [role=navigation], [class*=nav i], [class*=menu i], [class*=btn i], h1, h2, h3, h4')) continue;
    found.push({at: pathOf(element), pattern: patternOf(element), text: alt.slice(0, 60), source, characters: han(alt)}); }
  return JSON.stringify({found: found.slice(0, 60)});
}
