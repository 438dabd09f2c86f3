async ([from, key]) => {
  // What the mouse looks like and what goes along with it: asked once before and once after it was moved.
  const things = [];
  const gather = root => { for (const element of root.querySelectorAll('*')) {
    const s = getComputedStyle(element);
    if ((s.position === 'fixed' || s.position === 'absolute') && s.display !== 'none') things.push(element);
    if (element.shadowRoot) gather(element.shadowRoot); } };
  gather(document.body);
  const seen = element => { const r = element.getBoundingClientRect(), s = getComputedStyle(element);
    return {x: r.left + r.width / 2, y: r.top + r.height / 2, w: r.width, h: r.height,
      shown: s.visibility !== 'hidden' && s.display !== 'none' && Number(s.opacity) > 0.05 && r.width > 0 && r.height > 0}; };
  const held = window[key] || new Map();
  const moved = [];
  if (!from) window[key] = new Map(things.slice(0, 800).map(element => [element, seen(element)]));
  else for (const element of things.slice(0, 800)) {
    const before = held.get(element), now = seen(element);
    if (!now.shown || !before) continue;
    const across = Math.abs((now.x - before.x) - from[0]) < 6, down = Math.abs((now.y - before.y) - from[1]) < 6;
    const upright = now.w <= 24 && now.h >= innerHeight * 0.4, level = now.h <= 24 && now.w >= innerWidth * 0.4;
    if (upright && across) moved.push('竖线');
    else if (level && down) moved.push('横线');
    else if (across && down && now.w >= 20 && now.h >= 20 && now.w <= 240 && now.h <= 240) moved.push('指针');
  }
  const points = [document.body, document.querySelector('p'), document.querySelector('a[href]'), document.querySelector('h1, h2, td, li')];
  const images = new Set();
  for (const element of points) {
    const found = element && getComputedStyle(element).cursor.match(/url\(["']?(.+?)["']?\)/);
    if (found) images.add(found[1]); }
  const sizes = await Promise.all([...images].map(address => new Promise(done => {
    const image = new Image();
    const timer = setTimeout(() => done([address.slice(0, 120), 0]), 1500);
    image.onload = () => { clearTimeout(timer); done([address.slice(0, 120), image.naturalWidth || 32]); };
    image.onerror = () => { clearTimeout(timer); done([address.slice(0, 120), 0]); };
    image.src = address; })));
  return JSON.stringify({moved: [...new Set(moved)], images: sizes});
}
