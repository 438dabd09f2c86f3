() => {
  // What lies over the page? Boxes that are fixed, or placed over the whole page, with other content under them.
  const vw = innerWidth, vh = innerHeight;
  const style = element => getComputedStyle(element);
  const apart = element => { const block = element.offsetParent;
    if (!block || block === document.body || block === document.documentElement) return true;
    const r = block.getBoundingClientRect();
    return r.width >= vw * 0.9 && r.height >= document.documentElement.scrollHeight * 0.8; };
  const all = [...document.body.querySelectorAll('*')];
  const boxes = all.filter(element => { const s = style(element);
    if (s.display === 'none' || s.visibility === 'hidden') return false;
    if (s.position !== 'fixed' && !(s.position === 'absolute' && apart(element)) && !element.matches('dialog[open]')) return false;
    const r = element.getBoundingClientRect();
    return r.width >= 40 && r.height >= 40 && r.right > 0 && r.bottom > 0 && r.left < vw && r.top < vh; }).slice(0, 200);
  // The text and the pictures of the page, each by a point in its middle and what it is worth.
  const spots = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode() && spots.length < 2500) {
    const node = walker.currentNode, text = node.nodeValue.trim();
    if (text.length < 2 || !node.parentElement || /^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$/.test(node.parentElement.tagName)) continue;
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()];
    for (const line of lines.slice(0, 20)) {
      const parts = Math.min(30, Math.ceil(line.width / 24)), y = line.top + line.height / 2;
      for (let part = 0; part < parts; part += 1) { const x = line.left + line.width * (part + 0.5) / parts;
        if (line.width > 4 && x > 0 && y > 0 && x < vw && y < vh)
          spots.push({x, y, owner: node.parentElement, worth: text.length / lines.length / parts, picture: false}); } } }
  for (const image of document.images) { const r = image.getBoundingClientRect(), x = r.left + r.width / 2, y = r.top + r.height / 2;
    if (r.width > 60 && r.height > 40 && x > 0 && y > 0 && x < vw && y < vh) spots.push({x, y, owner: image, worth: 1, picture: true}); }
  const under = new Map();
  for (const spot of spots) {
    const stack = document.elementsFromPoint(spot.x, spot.y);
    const top = stack[0];
    if (!top || top === spot.owner || spot.owner.contains(top)) continue;
    const box = boxes.find(one => one.contains(top) && !one.contains(spot.owner));
    if (!box) continue;
    // Something else may lie between (a slide over a slide): then it is not the box that hides the text.
    const next = stack.find(element => !box.contains(element));
    if (next !== spot.owner && !spot.owner.contains(next)) continue;
    const sum = under.get(box) || {text: 0, pictures: 0};
    if (spot.picture) sum.pictures += 1; else sum.text += spot.worth;
    under.set(box, sum); }
  // How much of the window shows a box: the area of its frame, times the part of the points in it at which it lies on top;
  // what sticks out of the frame is counted by points only.
  const columns = 24, rows = 14, points = new Map();
  const frames = new Map(boxes.map(box => [box, box.getBoundingClientRect()]));
  for (let i = 0; i < columns; i += 1) for (let j = 0; j < rows; j += 1) {
    const x = (i + 0.5) * vw / columns, y = (j + 0.5) * vh / rows, top = document.elementFromPoint(x, y);
    for (const [box, r] of frames) { const sum = points.get(box) || {all: 0, inside: 0, outside: 0}, on = top && box.contains(top);
      const inside = x >= r.left && x < r.right && y >= r.top && y < r.bottom;
      if (inside) sum.all += 1;
      if (on && inside) sum.inside += 1; else if (on) sum.outside += 1;
      points.set(box, sum); } }
  const shareOf = (box, r) => { const {all, inside, outside} = points.get(box);
    const area = Math.max(0, Math.min(r.right, vw) - Math.max(r.left, 0)) * Math.max(0, Math.min(r.bottom, vh) - Math.max(r.top, 0));
    return (all ? area / (vw * vh) * inside / all : 0) + outside / (columns * rows); };
  const path = element => { const steps = [];
    for (let at = element; at && at !== document.body && steps.length < 6; at = at.parentElement) {
      if (at.id && /^[A-Za-z][\w-]*$/.test(at.id)) { steps.unshift(`#${at.id}`); break; }
      const same = [...(at.parentElement ? at.parentElement.children : [])].filter(one => one.tagName === at.tagName);
      steps.unshift(`${at.tagName.toLowerCase()}${same.length > 1 ? `:nth-of-type(${same.indexOf(at) + 1})` : ''}`); }
    return steps[0].startsWith('#') ? steps.join(' > ') : `body > ${steps.join(' > ')}`; };
  const clear = element => { const s = style(element); const alpha = (s.backgroundColor.match(/[\d.]+/g) || []).map(Number);
    return Number(s.opacity) < 0.06 || ((alpha.length === 4 && alpha[3] < 0.06) && s.backgroundImage === 'none'); };
  for (const old of document.querySelectorAll('[data-xunjian-box]')) old.removeAttribute('data-xunjian-box');
  const told = [];
  for (const box of boxes) {
    const covers = under.get(box), r = frames.get(box), share = shareOf(box, r);
    if (!covers && share < 0.3) continue;
    if (told.some(one => one.element.contains(box)) && !(covers && covers.text)) continue;
    const text = (box.innerText || '').replace(/\s+/g, ' ').trim();
    const empty = !text && !box.querySelector('img, video, canvas, svg, iframe, input');
    const link = box.closest('a[href]') || box.querySelector('a[href]');
    const wide = r.width >= vw * 0.9, high = r.height <= vh * 0.35;
    const name = [box.tagName.toLowerCase(), box.id && `#${box.id}`, ...[...box.classList].map(one => `.${one}`)].join('');
    told.push({element: box, selector: path(box), name: `${name} ${text.slice(0, 8)}`.replace(/\d+/g, '#').trim(), text: text.slice(0, 60), share,
      left: r.left, top: r.top, width: r.width, height: r.height, words: covers ? Math.round(covers.text * 10) / 10 : 0, pictures: covers ? covers.pictures : 0,
      fixed: style(box).position === 'fixed', bar: wide && high && (r.top <= 2 || r.bottom >= vh - 2),
      edge: r.width <= 90 && (r.left <= 30 || r.right >= vw - 30), frame: Boolean(box.querySelector('iframe')),
      clear: empty && clear(box) && share >= 0.3, link: link && /^https?:/.test(link.href) ? link.href : ''}); }
  told.forEach(({element}, number) => element.setAttribute('data-xunjian-box', String(number)));
  return JSON.stringify({boxes: told.map(({element, ...rest}, number) => ({...rest, number})), met: window.__xunjianMet || {dialogs: [], windows: []}});
}
