(toolWords) => {
  // How large and how distinct is the text, and which reading tools can be seen?
  const tools = new RegExp(toolWords);
  const style = element => getComputedStyle(element);
  const shown = element => { const s = style(element), r = element.getBoundingClientRect();
    return s.visibility !== 'hidden' && s.display !== 'none' && Number(s.opacity) > 0.1 && r.width > 0 && r.height > 0; };
  const parse = colour => { const m = colour.match(/[\d.]+/g); return m ? m.map(Number) : [0, 0, 0, 0]; };
  const luminance = ([r, g, b]) => { const [x, y, z] = [r, g, b].map(v => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); }); return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
  const ground = element => { for (let at = element; at; at = at.parentElement) {
    const c = parse(style(at).backgroundColor); if (c.length < 4 || c[3] > 0.5) return c; } return [255, 255, 255]; };
  const scale = element => element.currentCSSZoom ||
    (element.offsetWidth ? element.getBoundingClientRect().width / element.offsetWidth : 1) || 1;
  const sizes = [], contrasts = [], colours = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (walker.nextNode() && count < 1500) {
    const text = walker.currentNode.nodeValue.trim(), element = walker.currentNode.parentElement;
    if (!text || !element || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'OPTION'].includes(element.tagName) || !shown(element)) continue;
    count += 1;
    const [light, dark] = [luminance(parse(style(element).color)), luminance(ground(element))].sort((a, b) => b - a);
    sizes.push([parseFloat(style(element).fontSize) * scale(element), text.length]);
    contrasts.push([(light + 0.05) / (dark + 0.05), text.length]);
    const pair = `${parse(style(element).color).slice(0, 3)} / ${ground(element).slice(0, 3)}`;
    colours.set(pair, (colours.get(pair) || 0) + text.length);
  }
  const median = pairs => { pairs.sort((a, b) => a[0] - b[0]); const half = pairs.reduce((sum, p) => sum + p[1], 0) / 2;
    let sum = 0; for (const [value, weight] of pairs) { sum += weight; if (sum >= half) return value; } return 0; };
  const named = [...document.querySelectorAll('a, button, [role="button"], [onclick], li, span, div, img')].filter(element =>
    element.children.length < 3 && shown(element)).map(element => (element.innerText || element.title || element.alt ||
    element.getAttribute('aria-label') || '').replace(/\s+/g, '')).filter(text => text && text.length <= 8 && tools.test(text));
  const page = performance.getEntriesByType('navigation')[0];
  return JSON.stringify({url: location.href, status: (page && page.responseStatus) || 200, size: median(sizes),
    contrast: median(contrasts), tools: [...new Set(named)].slice(0, 20),
    style: [style(document.body).filter, style(document.documentElement).filter, style(document.body).backgroundColor,
      style(document.body).fontFamily, document.documentElement.className].join('|'),
    colours: [([...colours].sort((a, b) => b[1] - a[1])[0] || [''])[0], style(document.body).filter,
      style(document.documentElement).filter].join(' | ')});
}
