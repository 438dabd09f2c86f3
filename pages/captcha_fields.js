// Which fields ask for what a picture shows, and what is offered to those who cannot see it? Marks them. Out: JSON.
() => {
  const ASKS = /验证码|校验码|附加码|图形码|图片码|captcha|yzm|yanzheng|v_?code|verify_?code|check_?code|rand_?code/i;
  const SENT = /短信|手机|动态码|动态口令|邮箱|邮件|sms|mobile|phone|email/i;
  const DRAWN = /captcha|verif|yzm|yanzheng|v_?code|check_?code|valid|rand|kaptcha|code_?(?:img|image|pic)|(?:img|pic|image)_?code/i;
  const AUDIO = /语音|听|朗读|播报|音频/, AUDIO_NAME = /audio|voice|sound|yuyin/i;
  const SMS = /^(?:短信|手机)(?:验证码?|动态码|快捷)?(?:登[录陆]|验证|方式)$|^(?:验证码|动态密码|免密)登[录陆]$|短信(?:方式)?验证$/;
  const SCAN = /扫码|二维码|刷脸|人脸/;
  const OTHER = /换[一个]?种|其他(?:验证)?方式|文字(?:问答|提问)?(?:验证|校验)|问答|算[术式]|无障碍验证|视障|看不见/;
  const AGAIN = /换一[张幅组]|看不清|刷新/;
  const SUM = /[\d零一二两三四五六七八九十]\s*(?:加上?|减去?|乘以?|除以|[+\-×xX*＋－])\s*[\d零一二两三四五六七八九十]+[^\d]{0,4}(?:等于|=|＝|是|？|\?|得|多少|几)/;
  const PUZZLE = '[class*=geetest], [class*=slide-verify], [class*=slider-captcha], [class*=slideverify], .nc-container, .nc_wrapper, [id*=tcaptcha], [class*=verify-move-block], [class*=captcha-slider]';
  const words = text => (text || '').replace(/[\s\u00a0\u3000]+/g, ' ').trim();
  const names = element => [element.name, element.id, element.className].filter(one => typeof one === 'string').join(' ');
  const saying = element => words([element.innerText || element.value, element.title, element.alt, element.getAttribute('aria-label'), ...[...element.querySelectorAll('img[alt]')].map(one => one.alt)].filter(Boolean).join(' '));
  const typed = box => [...box.querySelectorAll('input')].filter(one => /^(?:text|tel|number|search|password|email)$/.test(one.type) && seen(one));
  const label = input => {
    const own = [...(input.labels || [])].map(one => one.innerText).join(' ');
    if (words(own)) return words(own);
    for (let at = input, steps = 0; at && steps < 3; at = at.parentElement, steps += 1)
      for (let before = at.previousSibling; before; before = before.previousSibling) {
        if (before.nodeType === 1 && before.querySelector('input')) break;
        const text = words(before.nodeType === 3 ? before.nodeValue : before.innerText);
        if (text) return text.slice(-20);
      }
    return '';
  };
  const drawnBy = element => DRAWN.test(`${element.getAttribute('src') || ''} ${names(element)} ${element.getAttribute('onclick') || ''} ${element.alt || ''}`) || /验证码|校验码/.test(`${element.alt || ''}${element.title || ''}`);
  const sized = element => { const at = element.getBoundingClientRect(); return at.width >= 40 && at.width <= 320 && at.height >= 16 && at.height <= 130 && at.width > at.height; };
  const picture = input => {
    let alone = true;
    for (let at = input.parentElement, steps = 0; at && at !== document.body.parentElement && steps < 5; at = at.parentElement, steps += 1) {
      alone = alone && typed(at).length <= 1;
      const found = [...at.querySelectorAll('img, canvas, svg, input[type=image]')].filter(one => seen(one) || one.tagName === 'IMG')
        .find(one => (drawnBy(one) && !AUDIO_NAME.test(names(one))) || (alone && sized(one) && seen(one)));
      if (found) return [found, at];
      if (at.tagName === 'FORM') return null;
    }
    return null;
  };
  const kind = element => {
    const said = saying(element), called = `${names(element)} ${element.getAttribute('src') || ''}`;
    if (said.length > 24) return '';
    if (AGAIN.test(said) && !AUDIO.test(said)) return '';
    if (element.tagName === 'AUDIO' || AUDIO.test(said) || (AUDIO_NAME.test(called) && said.length < 12)) return 'audio';
    if (OTHER.test(said)) return 'other';
    if (SMS.test(said.replace(/ /g, ''))) return 'sms';
    return SCAN.test(said) ? 'scan' : '';
  };
  const CONTROLS = 'a, button, input[type=button], [onclick], [role=button], [role=tab], audio, li, span, img';
  const offers = (input, box) => {
    const scope = input.closest('form') || box.parentElement || box;
    const login = !!document.querySelector('input[type=password]');
    const near = new Set(scope.querySelectorAll(CONTROLS));
    const all = login ? document.querySelectorAll(CONTROLS) : near;
    return [...all].filter(seen).map(element => [element, kind(element)])
      .filter(([element, sort]) => sort && (near.has(element) || /sms|scan/.test(sort)))
      .filter(([element], at, every) => !every.some(([other]) => other !== element && element.contains(other)))
      .slice(0, 4).map(([element, sort]) => ({kind: sort, words: saying(element).slice(0, 24) || sort, at: pathOf(element)}));
  };
  let ordersSent = false;
  // A code that is sent to a telephone comes when its button is pressed.
  const ordered = input => {
    for (let at = input.parentElement, steps = 0; at && steps < 3 && at.tagName !== 'FORM' && typed(at).length < 2; at = at.parentElement, steps += 1)
      if ([...at.querySelectorAll('a, button, input[type=button], [onclick], span')].some(one => seen(one) && /^(?:点击|免费|重新)?(?:获取|发送)(?:短信|手机|动态|邮箱)?(?:验证码|校验码)?$/.test(saying(one)))) return true;
    return false;
  };
  const fields = [];
  for (const input of typed(document)) {
    const called = `${label(input)} ${input.placeholder} ${input.title} ${input.getAttribute('aria-label') || ''}`;
    if (SENT.test(called) || !(ASKS.test(called) || (ASKS.test(names(input)) && !SENT.test(names(input))))) continue;
    if (ordered(input)) { ordersSent = true; continue; }
    const found = picture(input);
    const box = found ? found[1] : input.parentElement.parentElement || input.parentElement;
    fields.push({label: words(label(input).replace(/[*＊:：]/g, '')) || words(input.placeholder) || '验证码', at: pathOf(input), picture: found ? pathOf(found[0]) : '',
      source: found ? (found[0].getAttribute('src') || found[0].tagName.toLowerCase()).slice(0, 200) : '', question: SUM.test(words(box.innerText)), offers: found ? offers(input, box) : []});
  }
  const puzzle = [...document.querySelectorAll(PUZZLE)].find(seen);
  const sent = ordersSent || typed(document).some(input => SENT.test(`${label(input)} ${input.placeholder} ${names(input)}`));
  return JSON.stringify({fields, puzzle: puzzle ? pathOf(puzzle) : '', sent});
}
