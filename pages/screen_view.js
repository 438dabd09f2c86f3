() => {
  // Is there something in the main part of the page, and is there a way to search?
  const main = [...document.querySelectorAll('main, [role=main], #main, #content, .main, .content')].filter(seen)
    .sort((a, b) => b.getBoundingClientRect().width * b.getBoundingClientRect().height - a.getBoundingClientRect().width * a.getBoundingClientRect().height)[0] || document.body;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT); let letters = 0;
  while (walker.nextNode() && letters < 5000) { const parent = walker.currentNode.parentElement;
    if (parent && !SILENT.has(parent.tagName) && seen(parent)) letters += walker.currentNode.nodeValue.trim().length; }
  const pictures = [...main.querySelectorAll('img, canvas, video, svg, iframe, object, embed')].filter(element => seen(element) &&
    element.getBoundingClientRect().width > 100 && (element.tagName !== 'IMG' || element.naturalWidth > 0)).length;
  const words = /search|sousuo|搜|检索|query|keyword|^q$|^s$|kw/i;
  const named = element => [element.name, element.id, element.className && element.className.baseVal === undefined ? element.className : '', element.placeholder, element.title,
    element.getAttribute('aria-label'), element.alt, element.href ? new URL(element.href, location.href).pathname : '',
    (element.innerText || '').length < 8 ? element.innerText : ''].some(text => text && words.test(String(text)));
  const ways = [...document.querySelectorAll('input:not([type=hidden]), a[href], button, [role=search], [onclick], form')].filter(named);
  const box = main.getBoundingClientRect();
  return JSON.stringify({url: location.href, letters, pictures, search: ways.some(seen),
    main: [Math.max(0, box.left), Math.max(0, box.top), Math.min(innerWidth, box.right), Math.min(innerHeight, box.bottom)], window: innerWidth});
}
