(selector) => {
  // What on or next to a box says that it closes it? Marked with numbers, the plainest first.
  const box = selector && document.querySelector(selector);
  if (selector && !box) return JSON.stringify([]);
  const words = /^(?:×|✕|✖|╳|⨯|x|\[x\]|关闭|关\s*闭|close|我?知道了|我?已?知晓|确定|好的|同意|跳过|取消|不再提示|收起|进入(?:网站|首页|主站|官网)?)$/i;
  const names = /(?:^|[\s_-])(?:close|closed|closebtn|btn-?close|guanbi|shut|dismiss|hide)(?:$|[\s_.(-])|close|guanbi/i;
  const around = box && box.getBoundingClientRect();
  const near = element => { if (!box || box.contains(element)) return true;
    const r = element.getBoundingClientRect();
    return r.right > around.left - 30 && r.left < around.right + 30 && r.bottom > around.top - 40 && r.top < around.bottom + 40; };
  for (const old of document.querySelectorAll('[data-xunjian-close]')) old.removeAttribute('data-xunjian-close');
  const found = [];
  for (const element of document.querySelectorAll('a, button, span, i, b, em, div, img, svg, input, area, p, li, label')) {
    const r = element.getBoundingClientRect(), s = getComputedStyle(element);
    if (r.width < 6 || r.height < 6 || r.width > 320 || r.height > 160 || s.visibility === 'hidden' || element === box || !near(element)) continue;
    const text = [element.innerText, element.value, element.getAttribute('aria-label'), element.getAttribute('title'),
      element.getAttribute('alt')].map(one => (typeof one === 'string' ? one : '').replace(/\s+/g, '')).find(Boolean) || '';
    const own = `${element.getAttribute('class') || ''} ${element.id} ${element.getAttribute('onclick') || ''} ${element.getAttribute('src') || ''}`;
    const said = words.test(text) || (text.length <= 10 && /关闭|close/i.test(text));
    if (!said && !(names.test(own) && text.length <= 6)) continue;
    // The innermost is the button: a small box with a close button in it says “关闭” as well.
    const outer = found.findIndex(one => one.element.contains(element));
    if (outer >= 0 && found[outer].said && !said) continue;
    if (outer >= 0) found.splice(outer, 1);
    const link = element.closest('a[href]');
    const written = link ? link.getAttribute('href') : '';
    const away = link && !/^(?:javascript:|#)/i.test(written) && link.href.split('#')[0] !== location.href.split('#')[0] ? link.href : '';
    found.push({element, said, text, away, silent: Boolean(away) && !link.onclick && !element.onclick}); }
  found.sort((a, b) => Boolean(a.away) - Boolean(b.away) || b.said - a.said);
  return JSON.stringify(found.slice(0, 8).map((one, number) => { one.element.setAttribute('data-xunjian-close', String(number));
    const r = one.element.getBoundingClientRect();
    return {number, text: one.text.slice(0, 10), said: one.said, away: one.away, silent: one.silent,
      width: Math.round(r.width), height: Math.round(r.height)}; }));
}
