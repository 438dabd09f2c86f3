"""What is asked of a page in the browser? One script per question, each answered with a string."""

SETTLED = """(quiet) => new Promise(done => {
  let timer = setTimeout(() => finish(), quiet);
  const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(() => finish(), quiet); });
  const finish = () => { watch.disconnect(); done('settled'); };
  watch.observe(document, {childList: true, subtree: true, characterData: true});
})"""
READING = """() => JSON.stringify({
  url: location.href, title: document.title,
  html: document.documentElement ? document.documentElement.outerHTML : '',
  text: document.body ? document.body.innerText : ''})"""
BOX = """([selector, needle]) => {
  let element = null;
  try { element = selector ? document.querySelector(selector) : null; } catch { element = null; }
  if (!element && needle) {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.nodeValue.includes(needle)) {
      element = walker.currentNode.parentElement; break; }
  }
  if (!element) return JSON.stringify({found: false});
  element.scrollIntoView({block: 'center'});
  const at = element.getBoundingClientRect();
  const frame = document.createElement('div');
  frame.id = 'xunjian-box';
  frame.style.cssText = `position:fixed;left:${at.left - 4}px;top:${at.top - 4}px;width:${at.width + 8}px;` +
    `height:${at.height + 8}px;border:3px solid #d4001a;box-shadow:0 0 0 2px #fff;` +
    'z-index:2147483647;pointer-events:none';
  document.documentElement.appendChild(frame);
  return JSON.stringify({found: true, html: element.outerHTML.slice(0, 1500)});
}"""
