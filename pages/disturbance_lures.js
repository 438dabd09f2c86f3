() => {
  // Links that promise something to be pressed: prizes, red packets, fast downloads.
  const words = /^(?:恭喜.{0,10}(?:中奖|获得).{0,6}|(?:立即|马上|点击|免费|点我)(?:领取|领奖|抽奖|参与抽奖|领红包)|抢红包|领红包|高速下载|极速下载|点击有惊喜)[!！]*$/;
  const found = [];
  for (const element of document.querySelectorAll('a[href], button, [onclick]')) {
    const text = (element.innerText || element.getAttribute('aria-label') || element.title ||
      (element.querySelector('img') || {}).alt || '').replace(/\s+/g, '');
    const r = element.getBoundingClientRect();
    if (text && words.test(text) && r.width > 0 && r.height > 0) found.push({text, href: element.href || ''}); }
  return JSON.stringify(found.slice(0, 10));
}
