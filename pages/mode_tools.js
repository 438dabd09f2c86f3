([kinds, marked]) => {
  // Which reading tools can be seen and pressed? `kinds` are patterns of labels; `marked`, an attribute to find them by.
  const wanted = Object.entries(kinds).map(([kind, words]) => [kind, new RegExp(words)]);
  const pressable = window.__xunjianPressable || new WeakSet();
  const known = window.__xunjianKnown || new WeakSet();
  const own = 'a, button, [role="button"], [role="switch"], [role="menuitem"], [role="radio"], [onclick], input[type="button"], ' +
    'input[type="checkbox"], input[type="radio"], summary, label';
  const all = [];
  const gather = root => { for (const element of root.querySelectorAll('*')) { all.push(element);
    if (element.shadowRoot) gather(element.shadowRoot); } };
  gather(document.body);
  const shown = element => { const s = getComputedStyle(element), r = element.getBoundingClientRect();
    return s.visibility !== 'hidden' && Number(s.opacity) > 0.1 && r.width > 3 && r.height > 3 && r.right > 0 && r.left < innerWidth; };
  const clean = text => (typeof text === 'string' ? text : '').replace(/\s+/g, '');
  const label = element => {
    const image = element.matches('img') ? element : element.querySelector('img');
    const written = [element.innerText, element.value, element.getAttribute('aria-label')].map(clean).find(Boolean) || '';
    const hint = clean(element.title || (image && (image.alt || image.title))).split(/[,，。；;:：(（]/)[0];
    return [written, hint]; };
  const matches = texts => wanted.filter(([, words]) => texts.some(text => text && text.length <= 14 && words.test(text)));
  // A tool bar is a small piece of the page with several labels that name tools.
  const kindsIn = new Map();
  const kindsOf = at => { if (!kindsIn.has(at)) kindsIn.set(at, new Set([...at.querySelectorAll('*')].slice(0, 150)
    .flatMap(element => matches(label(element)).map(([kind]) => kind))).size); return kindsIn.get(at); };
  const bar = (element, least) => { for (let at = element.parentElement, step = 0; at && step < 4; at = at.parentElement, step += 1) {
    if (clean(at.innerText).length > 200) return false;
    if (kindsOf(at) >= least) return true; }
    return false; };
  if (marked) for (const element of all) element.removeAttribute(marked);
  const found = [], fresh = [];
  for (const element of all) {
    if (!shown(element)) continue;
    const clickable = element.matches(own) || pressable.has(element) || getComputedStyle(element).cursor === 'pointer';
    const texts = label(element), hits = matches(texts);
    const isNew = !known.has(element);
    if (clickable && isNew && found.length + fresh.length < 60 && !hits.length && element.getBoundingClientRect().height < 120)
      fresh.push(element);
    if (!hits.length || !(clickable || bar(element, 3))) continue;
    const outer = found.findIndex(one => one.element.contains(element));
    // The innermost element with a listener of its own is the button; what merely wraps its label is not.
    if (outer >= 0) { if (element.matches(own) || pressable.has(element)) found.splice(outer, 1); else continue; }
    found.push({element, texts, kinds: hits.map(([kind]) => kind), isNew});
    if (found.length > 40) break;
  }
  const told = [];
  const tell = (element, texts, names, isNew) => { if (marked) element.setAttribute(marked, String(told.length));
    const link = element.closest('a[href]');
    const away = link && !/^(?:javascript:|#)/i.test(link.getAttribute('href')) && link.href.split('#')[0] !== location.href.split('#')[0];
    told.push({number: told.length, label: texts[0].slice(0, 14) || texts[1], kinds: names, bar: bar(element, 2), href: away ? link.href : '', fresh: isNew}); };
  for (const one of found) tell(one.element, one.texts, one.kinds, one.isNew);
  for (const element of fresh) if (!found.some(one => one.element.contains(element) || element.contains(one.element)))
    tell(element, label(element), [], true);
  const frames = all.filter(element => element.matches('iframe, embed, object, canvas') && shown(element) && !known.has(element) &&
    element.getBoundingClientRect().width > 100).map(element => element.tagName.toLowerCase());
  const state = [document.documentElement.className, document.body.className, document.body.getAttribute('style'), document.cookie,
    ...found.map(one => one.element.outerHTML.replace(/ data-xunjian-[\w-]+="[^"]*"/g, '').slice(0, 300) + one.element.parentElement?.className)];
  try { state.push(JSON.stringify(localStorage)); } catch { /* storage may be refused */ }
  return JSON.stringify({tools: told, frames, state: state.join('|')});
}
