// How is an element called, can it be seen, and where does its text stand? Put before the scripts that look at layouts.
const SILENT = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'OPTION', 'TITLE', 'HEAD']);
const CONTROL = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=tab], [role=menuitem], [role=checkbox], [role=switch], [onclick]';
const styleOf = element => getComputedStyle(element);
const seen = element => element.checkVisibility
  ? element.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true})
  : element.getClientRects().length > 0 && styleOf(element).visibility !== 'hidden';
const STATE = /\d{2,}|^(?:on|off|cur|current|active|hover|open|opened|show|shown|selected|focus|first|last|odd|even|clearfix|clear|cf|fl|fr)$/i;
const classesOf = element => [...element.classList].filter(name => !STATE.test(name)).slice(0, 2);
const stepOf = element => element.tagName.toLowerCase() +
  (element.id && !/\d{2,}/.test(element.id) ? '#' + CSS.escape(element.id) : classesOf(element).map(name => '.' + CSS.escape(name)).join(''));
// What all elements made by one line of a template have in common.
const patternOf = element => { const steps = [];
  for (let at = element; at && at !== document.documentElement && steps.length < 4; at = at.parentElement) { const step = stepOf(at);
    if (at === document.body && steps.length) break;
    steps.unshift(step); if (step.includes('#')) break; }
  return steps.join(' > '); };
const pathOf = element => { const steps = [];
  for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
    if (at.id && document.querySelectorAll('#' + CSS.escape(at.id)).length === 1) { steps.unshift('#' + CSS.escape(at.id)); break; }
    let nth = 1; for (let twin = at.previousElementSibling; twin; twin = twin.previousElementSibling) if (twin.tagName === at.tagName) nth += 1;
    steps.unshift(at.tagName.toLowerCase() + ':nth-of-type(' + nth + ')'); }
  return steps.join(' > '); };
const ownText = element => [...element.childNodes].filter(node => node.nodeType === 3 && node.nodeValue.trim());
const labelOf = element => ((element.tagName === 'SELECT' ? (element.selectedOptions[0] || {}).text : element.innerText) || element.alt || element.value || element.getAttribute('aria-label') || element.title ||
  (element.querySelector('img[alt]') || {}).alt || element.placeholder || '').replace(/\s+/g, ' ').trim().slice(0, 60);
// The line boxes of the text an element holds itself, as high as its characters: the boxes of tight lines overlap, letters do not.
const linesOf = element => { const size = parseFloat(styleOf(element).fontSize) || 16, lines = [], range = document.createRange();
  for (const node of ownText(element)) { range.selectNodeContents(node);
    for (const box of range.getClientRects()) { if (box.width < 1 || box.height < 1) continue;
      const middle = (box.top + box.bottom) / 2, half = Math.min(box.height, size * 0.86) / 2;
      lines.push({left: box.left, right: box.right, top: middle - half, bottom: middle + half}); } }
  return lines; };
const boxOf = element => { const box = element.getBoundingClientRect();
  return {left: box.left, right: box.right, top: box.top, bottom: box.bottom}; };
const rootStyle = () => { const root = styleOf(document.documentElement);
  return root.overflowX === 'visible' && root.overflowY === 'visible' && document.body ? styleOf(document.body) : root; };
// The boxes that cut off or scroll what stands inside, and whether it stays where it is while the page is scrolled.
const clipsOf = element => { const clips = []; let fixed = false, escaping = false;
  const html = document.documentElement, top = rootStyle();
  for (let at = element; at && at !== html; at = at.parentElement) { const style = styleOf(at);
    const contains = style.position !== 'static' || style.transform !== 'none' || style.filter !== 'none';
    if (at !== element && escaping && !contains) continue;
    if (at !== element && contains) escaping = false;
    const cuts = style.overflowX !== 'visible' || style.overflowY !== 'visible';
    if (cuts && style.display !== 'inline' && !(at === document.body && style === top) && !(at === document.body && styleOf(html).overflowX === 'visible')) {
      const box = at.getBoundingClientRect(), left = box.left + at.clientLeft, upper = box.top + at.clientTop;
      clips.push({element: at, left, top: upper, right: left + at.clientWidth, bottom: upper + at.clientHeight,
        x: style.overflowX, y: style.overflowY,
        marked: style.textOverflow === 'ellipsis' || !['none', 'auto', ''].includes(style.webkitLineClamp)}); }
    if (style.position === 'fixed') { fixed = true; break; }
    if (style.position === 'sticky') fixed = true;
    if (style.position === 'absolute') escaping = true; }
  return {clips, fixed}; };
const HARD = new Set(['hidden', 'clip']);
// Cut one line at the clips around it: what is left of it, what share is lost for good, and whether letters are cut through.
const cutLine = (line, clips) => { let {left, right, top, bottom} = line, kept = 1, sliced = false, by = null, marked = false;
  const full = bottom - top;
  for (const clip of clips) {
    for (const [low, high, from, to, mode] of [['left', 'right', clip.left, clip.right, clip.x], ['top', 'bottom', clip.top, clip.bottom, clip.y]]) {
      let a = low === 'left' ? left : top, b = low === 'left' ? right : bottom; const length = b - a;
      if (mode === 'visible' || length <= 0 || (a >= from - 1 && b <= to + 1)) continue;
      if (HARD.has(mode)) { const c = Math.max(a, from), d = Math.min(b, to), share = Math.max(0, d - c) / length;
        if (share < 0.98) { kept *= share; by = by || clip.element; marked = marked || clip.marked;
          if (low === 'top' && share > 0.1 && share < 0.75) sliced = true; }
        a = c; b = Math.max(c, d);
      } else { const span = Math.min(length, to - from); a = Math.min(Math.max(a, from), to - span); b = a + span; }
      if (low === 'left') { left = a; right = b; } else { top = a; bottom = b; } } }
  return {left, right, top, bottom, kept: full > 0 ? kept : 1, sliced, by, marked}; };
