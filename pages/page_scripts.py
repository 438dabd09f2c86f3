"""What is asked of a page in the browser? One script per question, each answered with a string."""

# Old libraries (Prototype 1.6) give arrays and strings a `toJSON` of their own, and JSON comes out as something else.
UNTAMPERED = """const untampered = (work) => {
  const owners = [Array.prototype, Object.prototype, String.prototype];
  const kept = owners.map((owner) => Object.getOwnPropertyDescriptor(owner, 'toJSON'));
  for (const owner of owners) delete owner.toJSON;
  try { return work(); } finally {
    owners.forEach((owner, at) => { if (kept[at]) Object.defineProperty(owner, 'toJSON', kept[at]); });
  }
};"""
# Nothing changes any more; a page that shows nothing yet is waited for until its scripts have brought something.
SETTLED = """(quiet) => new Promise(done => {
  const something = 'img, svg, canvas, video, iframe, frame, embed, object, input, button';
  const blank = () => { const body = document.body;
    return quiet > 0 && body && !(body.innerText || '').trim() && !body.querySelector(something); };
  let timer = setTimeout(() => finish(), quiet);
  const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(() => finish(), quiet); });
  const finish = () => { if (blank()) { timer = setTimeout(() => finish(), quiet); return; }
    watch.disconnect(); done('settled'); };
  watch.observe(document, {childList: true, subtree: true, characterData: true});
})"""
READING = """() => JSON.stringify({
  url: location.href, title: document.title,
  html: document.documentElement ? document.documentElement.outerHTML : '',
  text: document.body ? document.body.innerText : ''})"""
# Steps of a selector that leads into frames or shadow roots are parted by ` >>> `; what cannot be entered is boxed.
BOX = """([selector, needle]) => {
  let element = null;
  const frames = [];
  try {
    let root = document;
    for (const step of selector ? selector.split(' >>> ') : []) {
      const found = root && root.querySelector(step);
      if (!found) break;
      if (element && !element.shadowRoot) frames.push(element);
      element = found;
      root = element.shadowRoot || element.contentDocument;
    }
  } catch { /* no selector after all: the words may be found */ }
  if (!element && needle) {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.nodeValue.includes(needle)) {
      element = walker.currentNode.parentElement; break; }
  }
  if (!element) return JSON.stringify({found: false});
  element.scrollIntoView({block: 'center'});
  const at = element.getBoundingClientRect();
  for (const outer of frames) {
    const edge = outer.getBoundingClientRect();
    at.x += edge.left + outer.clientLeft; at.y += edge.top + outer.clientTop;
  }
  const frame = document.createElement('div');
  frame.id = 'xunjian-box';
  frame.style.cssText = `position:fixed;left:${at.left - 4}px;top:${at.top - 4}px;width:${at.width + 8}px;` +
    `height:${at.height + 8}px;border:3px solid #d4001a;box-shadow:0 0 0 2px #fff;` +
    'z-index:2147483647;pointer-events:none';
  document.documentElement.appendChild(frame);
  return JSON.stringify({found: true, html: element.outerHTML.slice(0, 1500)});
}"""
OPEN_FORMS = """() => JSON.stringify([...document.querySelectorAll('form')]
  .filter(form => !/return\\s+false/.test(form.getAttribute('onsubmit') || ''))
  .flatMap(form => [form, ...form.querySelectorAll('[formaction]')])
  .map(one => one.getAttribute('formaction') ?? one.getAttribute('action') ?? '')
  .flatMap(raw => { try { return [new URL(raw, document.baseURI).href]; } catch { return []; } }))"""
