(paths) => {
  // What was each element before the mode came on: to be seen, hidden, not there (made by the mode), on another page?
  const known = window.__xunjianKnown, there = window.__xunjianThere;
  const find = path => path.reduce((root, step) => root && (root.shadowRoot || root).querySelector(step), document);
  return JSON.stringify(paths.map(path => {
    if (!known || !there) return 'apart';
    let element = null;
    try { element = find(path); } catch { /* a selector of another document */ }
    if (!element) return 'hidden';
    return known.has(element) ? 'shown' : there.has(element) ? 'hidden' : 'made'; }));
}
