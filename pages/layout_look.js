() => {
  // Where does every text and control stand, what of it is cut off, and which texts lie on top of each other?
  const html = document.documentElement, top = rootStyle(), dx = scrollX, dy = scrollY;
  const reach = {right: HARD.has(top.overflowX) ? html.clientWidth : Math.max(html.scrollWidth, html.clientWidth),
    bottom: HARD.has(top.overflowY) ? html.clientHeight : Infinity};
  const isData = table => !table.querySelector('table, form, h1, h2, h3') && table.getAttribute('role') !== 'presentation' &&
    (table.querySelector('th, caption, thead') !== null || (table.rows.length > 2 && [...table.rows].every(row => row.cells.length > 1 && row.cells.length === table.rows[0].cells.length)));
  const exempt = element => { if (element.closest('pre, code, svg, math, canvas, video, audio, iframe, object, embed, map, [role=toolbar], [role=grid], [role=application]')) return true;
    const table = element.closest('table'); return table !== null && isData(table); };
  const pieces = [], boxes = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (SILENT.has(element.tagName) || !seen(element)) continue;
    const lines = linesOf(element), control = element.closest(CONTROL);
    const bare = !lines.length && element.matches(CONTROL) && !element.innerText.trim() && element.getBoundingClientRect().width > 1;
    if (!lines.length && !bare) continue;
    const {clips, fixed} = clipsOf(element), parts = (lines.length ? lines : [boxOf(element)]).map(line => cutLine(line, clips));
    let all = 0, kept = 0, out = 0, right = 0;
    const inner = fixed ? {left: 0, right: html.clientWidth, top: 0, bottom: html.clientHeight}
      : {left: -dx, right: reach.right - dx, top: -dy, bottom: reach.bottom - dy};
    parts.forEach((part, n) => { const line = (lines.length ? lines : [boxOf(element)])[n];
      const area = (line.right - line.left) * (line.bottom - line.top), rest = area * part.kept;
      const wide = Math.max(0, Math.min(part.right, inner.right) - Math.max(part.left, inner.left)) / Math.max(1, part.right - part.left);
      const high = Math.max(0, Math.min(part.bottom, inner.bottom) - Math.max(part.top, inner.top)) / Math.max(1, part.bottom - part.top);
      all += area; kept += rest; out += part.kept > 0.02 ? rest * (1 - Math.min(1, wide) * Math.min(1, high)) : 0;
      if (part.kept > 0.02) right = Math.max(right, part.right + dx);
      if (lines.length && part.kept > 0.5 && !fixed) boxes.push({...part, element}); });
    const by = (parts.find(part => part.by) || {}).by || null;
    pieces.push({at: pathOf(element), pattern: patternOf(element), text: labelOf(element), control: control !== null,
      href: control && control.href ? String(control.href) : '', cut: all ? 1 - kept / all : 0, outside: kept > 0 ? out / kept : 0,
      sliced: parts.some(part => part.sliced), marked: parts.some(part => part.marked),
      named: element.closest('[title]') !== null, fixed, right, exempt: exempt(element),
      window: by && by !== element && by.clientHeight < 800 ? pathOf(by) : '',
      astray: parts.every(part => part.right + dx < -300 || part.bottom + dy < -300) });
  }
  // Texts on top of each other: first by their boxes, then by what really lies at the spot.
  boxes.sort((a, b) => a.top - b.top);
  const pairs = new Map();
  boxes.forEach((a, n) => { for (let m = n + 1; m < boxes.length && boxes[m].top < a.bottom; m += 1) { const b = boxes[m];
    if (a.element === b.element) continue;
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const letter = Math.min(a.bottom - a.top, b.bottom - b.top);
    if (wide < letter * 0.5 || high < letter * 0.4 || wide * high < letter * letter * 0.7) continue;
    const key = patternOf(a.element) + ' × ' + patternOf(b.element);
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push({a, b, x: (Math.max(a.left, b.left) + Math.min(a.right, b.right)) / 2 + dx, y: (Math.max(a.top, b.top) + Math.min(a.bottom, b.bottom)) / 2 + dy}); } });
  const opaque = element => { const style = styleOf(element), parts = (style.backgroundColor.match(/[\d.]+/g) || []).map(Number);
    return ['IMG', 'VIDEO', 'CANVAS', 'IFRAME'].includes(element.tagName) || style.backgroundImage !== 'none' || (parts.length === 3 || parts[3] > 0.9); };
  const region = element => { const box = element.closest('header, nav, main, aside, footer, [role=banner], [role=navigation], [role=main], [role=contentinfo], body > *');
    return box ? pathOf(box) : ''; };
  const probed = ({a, b, x, y}) => { scrollTo(x - innerWidth / 2, y - innerHeight / 2);
    const stack = document.elementsFromPoint(x - scrollX, y - scrollY);
    const place = one => stack.findIndex(each => each === one.element || one.element.contains(each));
    const [first, second] = [place(a), place(b)].sort((p, q) => p - q);
    if (first < 0) return false;
    const upper = stack.slice(0, first).some(each => opaque(each) && !each.contains(a.element) && !each.contains(b.element));
    return second >= 0 && !upper; };
  const overlaps = [];
  for (const [key, found] of [...pairs].slice(0, 40)) { const real = found.slice(0, 3).find(probed);
    if (real) overlaps.push({key, at: pathOf(real.b.element), text: labelOf(real.a.element), other: labelOf(real.b.element), count: found.length,
      regions: [region(real.a.element), region(real.b.element)]}); }
  scrollTo(dx, dy);
  // What is wider than the screen: the first box on the way from the page to the text that does not fit.
  const wide = [], limit = html.clientWidth + 2;
  for (const element of [document.body, ...document.body.querySelectorAll('*')]) { const box = element.getBoundingClientRect();
    if (box.right + dx <= limit || box.width < 2 || SILENT.has(element.tagName) || !seen(element)) continue;
    const outer = element.parentElement, parent = outer && outer !== html ? outer.getBoundingClientRect() : null;
    if (parent && parent.right + dx > limit) continue;
    const part = cutLine(boxOf(element), clipsOf(element).clips);
    if (part.right + dx <= limit) continue;
    wide.push({at: pathOf(element), pattern: patternOf(element), width: Math.round(box.width), right: Math.round(box.right + dx),
      exempt: exempt(element) || element.tagName === 'IMG'}); }
  wide.sort((a, b) => b.right - a.right);
  const meta = document.querySelector('meta[name=viewport]');
  return JSON.stringify({url: location.href, width: html.clientWidth, scroll: html.scrollWidth, hidden: HARD.has(top.overflowX), pieces, overlaps, wide: wide.slice(0, 8),
    responsive: meta !== null && /width\s*=\s*device-width/i.test(meta.content)});
}
