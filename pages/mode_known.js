() => {
  // Remember what is there and what of it can be seen, so that what a control brings can be told from what was there.
  const known = new WeakSet(), there = new WeakSet();
  let count = 0;
  const gather = root => { for (const element of root.querySelectorAll('*')) {
    const r = element.getBoundingClientRect(), s = getComputedStyle(element);
    there.add(element);
    if (r.width > 3 && r.height > 3 && s.visibility !== 'hidden' && Number(s.opacity) > 0.1) { known.add(element); count += 1; }
    if (element.shadowRoot) gather(element.shadowRoot); } };
  gather(document);
  window.__xunjianKnown = known;
  window.__xunjianThere = there;
  return JSON.stringify(count + 1);
}
