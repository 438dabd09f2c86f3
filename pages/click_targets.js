() => {
  // What can be pressed, how large is it, and does the line it stands in or the browser itself decide its size?
  const lineless = text => !/[\p{L}\p{N}]/u.test(text);
  const inlineLike = element => { const style = styleOf(element);
    return style.display === 'inline' || (style.display === 'inline-block' && parseFloat(style.paddingTop) + parseFloat(style.paddingBottom) < 2 && !element.querySelector('img, svg')); };
  const holder = element => { let at = element.parentElement;
    while (at && at !== document.body && (styleOf(at).display === 'contents' || (styleOf(at).display === 'inline' && styleOf(at).float === 'none'))) at = at.parentElement;
    return at; };
  // Whether text that is no target stands in the same lines: then these decide how high the target is.
  const inLine = (element, box) => { if (!inlineLike(element) || styleOf(element).float !== 'none' || /absolute|fixed/.test(styleOf(element).position)) return false;
    const outer = holder(element); if (!outer) return false;
    const walker = document.createTreeWalker(outer, NodeFilter.SHOW_TEXT), range = document.createRange();
    const broken = outer.querySelector('br') !== null;
    for (let count = 0; walker.nextNode() && count < 400; count += 1) { const node = walker.currentNode, parent = node.parentElement;
      if (lineless(node.nodeValue) || SILENT.has(parent.tagName) || parent.closest(CONTROL)) continue;
      let flows = true; for (let at = parent; at && at !== outer; at = at.parentElement) { const style = styleOf(at);
        if (style.float !== 'none' || /absolute|fixed/.test(style.position) || !/^inline/.test(style.display) && style.display !== 'contents') { flows = false; break; } }
      if (!flows) continue;
      range.selectNodeContents(node);
      if ([...range.getClientRects()].some(line => line.width > 0 && (!broken || Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top) > 4))) return true; }
    return false; };
  // As large as the browser makes it when the page says nothing about it.
  const native = (element, box) => { if (!['INPUT', 'SELECT', 'BUTTON', 'SUMMARY', 'TEXTAREA'].includes(element.tagName)) return false;
    const copy = element.cloneNode(true); copy.removeAttribute('id'); copy.removeAttribute('name'); copy.style.cssText = 'all: revert; position: absolute; visibility: hidden';
    for (const part of copy.querySelectorAll('*')) part.style.cssText = 'all: revert';
    document.body.appendChild(copy); const plain = copy.getBoundingClientRect(); copy.remove();
    return Math.abs(plain.height - (box.bottom - box.top)) < 0.6 && (Math.abs(plain.width - (box.right - box.left)) < 0.6 || !['checkbox', 'radio'].includes(element.type)); };
  const join = (a, b) => ({left: Math.min(a.left, b.left), right: Math.max(a.right, b.right), top: Math.min(a.top, b.top), bottom: Math.max(a.bottom, b.bottom)});
  // Pictures and padded parts inside a link are pressed with it; so is an invisible frame laid around it by the style sheet.
  const grown = element => { let box = boxOf(element);
    for (const part of element.querySelectorAll('*')) { const inner = boxOf(part); if (inner.right - inner.left > 0 && inner.bottom - inner.top > 0 && seen(part)) box = join(box, inner); }
    for (const pseudo of ['::before', '::after']) { const style = getComputedStyle(element, pseudo);
      if (style.content === 'none' || style.position !== 'absolute' || styleOf(element).position === 'static') continue;
      const left = box.left + parseFloat(style.left), top = box.top + parseFloat(style.top);
      const wide = parseFloat(style.width), high = parseFloat(style.height);
      if ([left, top, wide, high].every(Number.isFinite)) box = join(box, {left, top, right: left + wide, bottom: top + high}); }
    for (const label of element.labels || []) if (seen(label) && ['checkbox', 'radio'].includes(element.type)) box = join(box, boxOf(label));
    return box; };
  const html = document.documentElement, targets = [], places = new Map();
  for (const element of document.querySelectorAll(CONTROL + ', [tabindex]:not([tabindex="-1"])')) {
    if (!seen(element) || element.disabled || element.closest('svg, map, [aria-disabled=true]') || styleOf(element).pointerEvents === 'none') continue;
    if (element.matches('body, html, main, [role=region], [role=tabpanel]')) continue;
    const {clips, fixed} = clipsOf(element), raw = grown(element), box = cutLine(raw, clips);
    const wide = box.right - box.left, high = box.bottom - box.top;
    if (wide < 2 || high < 2 || box.kept < 0.3 || box.right + scrollX <= 0 || box.bottom + scrollY <= 0) continue;
    const outer = element.parentElement && element.parentElement.closest(CONTROL);
    places.set(element, targets.length);
    const shift = {x: fixed ? 0 : scrollX, y: fixed ? 0 : scrollY};
    const lines = styleOf(element).display === 'inline' && element.getClientRects().length > 1 ? [...element.getClientRects()] : [];
    targets.push({at: pathOf(element), pattern: patternOf(element), text: labelOf(element), href: element.href ? String(element.href) : '',
      left: box.left + shift.x, top: box.top + shift.y, width: wide, height: high, fixed,
      lines: lines.map(line => [line.left + shift.x, line.top + shift.y, line.width, line.height]), inline: inLine(element, box), native: native(element, raw), outer: outer && places.has(outer) ? places.get(outer) : -1}); }
  return JSON.stringify({url: location.href, width: html.clientWidth, targets: targets.slice(0, 1500)});
}
