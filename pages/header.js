(limit) => {
  const parts = [];
  const style = element => getComputedStyle(element);
  const shown = element => { const s = style(element), r = element.getBoundingClientRect();
    return s.visibility !== 'hidden' && s.display !== 'none' && Number(s.opacity) > 0.1 && r.width > 0 && r.height > 0; };
  const add = (kind, text, element) => { const r = element.getBoundingClientRect();
    if (r.top + scrollY < limit && r.bottom > 0 && r.right > 0 && r.left < innerWidth && shown(element))
      parts.push({kind, text, top: r.top + scrollY, width: r.width, height: r.height,
        size: parseFloat(style(element).fontSize), drawn: element.tagName !== 'IMG' || element.naturalWidth > 0}); };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) { const node = walker.currentNode, parent = node.parentElement;
    if (node.nodeValue.trim() && parent && !['SCRIPT','STYLE','NOSCRIPT','TEMPLATE','OPTION'].includes(parent.tagName))
      add('text', node.nodeValue, parent); }
  for (const element of document.querySelectorAll('h1, h2, .logo, header, #header, .header, .top'))
    if (element.children.length && element.innerText && element.innerText.length < 60) add('text', element.innerText, element);
  for (const element of document.querySelectorAll('img, svg, object, embed'))
    add('image', [element.alt, element.title, element.getAttribute('aria-label'),
      element.querySelector && element.querySelector('title') ? element.querySelector('title').textContent : '']
      .filter(Boolean).join(' '), element);
  for (const element of document.querySelectorAll('[aria-label], [title]'))
    add('label', [element.getAttribute('aria-label'), element.title].filter(Boolean).join(' '), element);
  for (const element of document.querySelectorAll('body *')) {
    if (style(element).backgroundImage.includes('url(')) add('background', element.innerText || element.title || '', element); }
  return JSON.stringify(parts.slice(0, 800));
}
