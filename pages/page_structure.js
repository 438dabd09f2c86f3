// Which language is the text of a page in, which one is declared, and which headings lead through it? Frames of the
// same origin are read too. Out: JSON, one row for each document.
() => {
  const SCRIPTS = {han: /\p{Script=Han}/gu, kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, hangul: /\p{Script=Hangul}/gu,
    tibetan: /\p{Script=Tibetan}/gu, arabic: /\p{Script=Arabic}/gu, mongolian: /\p{Script=Mongolian}/gu, cyrillic: /\p{Script=Cyrillic}/gu,
    latin: /[A-Za-z\u00c0-\u024f]{2,}/g};
  const LONGEST = 30000;
  const there = element => element.checkVisibility({visibilityProperty: true}) && !element.closest('[aria-hidden=true]');
  const flat = text => (text || '').replace(/[\s\u00a0\u200b\u3000]+/g, ' ').trim();
  // Parts with a language of their own are left out: only what the whole page's declaration covers.
  const plain = doc => {
    const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
    let text = '';
    while (walker.nextNode() && text.length < LONGEST) {
      const holder = walker.currentNode.parentElement, own = holder && holder.closest('[lang]');
      if (!holder || SILENT.has(holder.tagName) || (own && own !== doc.documentElement) || !flat(walker.currentNode.nodeValue) || !seen(holder)) continue;
      text += walker.currentNode.nodeValue + '\n';
    }
    return text;
  };
  const title = element => flat(element.innerText) || flat(element.getAttribute('aria-label')) ||
    (element.getAttribute('aria-labelledby') || '').split(/\s+/).map(id => id && element.ownerDocument.getElementById(id)).filter(Boolean).map(one => flat(one.textContent)).join(' ').trim() ||
    [...element.querySelectorAll('img[alt], [aria-label], [title], svg title, input')].map(one => flat(one.getAttribute('alt') || one.getAttribute('aria-label') || one.getAttribute('title') || one.textContent || one.value)).join(' ').trim();
  const level = element => Number(element.getAttribute('aria-level')) || Number((/^H([1-6])$/.exec(element.tagName) || [])[1]) || 2;
  const headings = doc => [...doc.querySelectorAll('h1, h2, h3, h4, h5, h6, [role=heading]')]
    .filter(element => (!element.getAttribute('role') || element.getAttribute('role') === 'heading') && there(element))
    .map(element => ({level: level(element), text: title(element).slice(0, 40), pattern: patternOf(element), at: pathOf(element), html: element.outerHTML.slice(0, 200)}));
  const rows = [];
  const enter = (doc, way) => {
    const text = plain(doc);
    const counts = Object.fromEntries(Object.entries(SCRIPTS).map(([name, script]) => [name, (text.match(script) || []).length]));
    const declared = doc.documentElement.getAttribute('lang') ?? doc.documentElement.getAttribute('xml:lang') ?? '';
    rows.push({url: doc.URL, way, declared: declared.trim(), counts, length: flat(doc.body.innerText).length, headings: headings(doc)});
    for (const frame of doc.querySelectorAll('iframe, frame')) {
      let inner = null;
      try { inner = frame.contentDocument; } catch { /* of another origin */ }
      if (inner && inner.body && /^https?:/.test(inner.URL) && seen(frame) && rows.length < 12) enter(inner, way + pathOf(frame) + ' >>> ');
    }
  };
  if (document.body) enter(document, '');
  return JSON.stringify({documents: rows});
}
