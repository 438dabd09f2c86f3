() => {
  // What of the page can be seen: its text and the pictures of some size.
  const body = document.body;
  const seen = element => element.checkVisibility ? element.checkVisibility({opacityProperty: true, visibilityProperty: true})
    : element.getClientRects().length > 0;
  if (!body) return JSON.stringify({text: '', pictures: 0});
  const pictures = [...body.querySelectorAll('img, canvas, video, svg, iframe, object, embed')].filter(element =>
    seen(element) && element.getBoundingClientRect().width > 100 && (element.tagName !== 'IMG' || element.naturalWidth > 0)).length;
  const texts = [];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) { const element = walker.currentNode.parentElement;
    if (element && !['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE'].includes(element.tagName) && seen(element))
      texts.push(walker.currentNode.nodeValue.trim()); }
  return JSON.stringify({text: texts.filter(Boolean).join('\n'), pictures});
}
