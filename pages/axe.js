(options) => {
  // Runs axe here and in every frame it was put into; answers with JSON text. `untampered` stands in page_scripts.py.
  const contrast = ({data}) => data && data.contrastRatio
    ? [data.contrastRatio, data.expectedContrastRatio, data.fgColor, data.bgColor] : null;
  const node = (one) => ({
    contrast: one.any.map(contrast).find((found) => found) || null,
    target: one.target, ancestry: one.ancestry, html: one.html.slice(0, 1500), impact: one.impact,
    checks: [...one.any, ...one.all, ...one.none].map((check) => ({
      id: check.id, key: (check.data && check.data.messageKey) || '', message: check.message})),
  });
  const issue = (one) => ({
    rule: one.id, impact: one.impact, tags: one.tags, help: one.help, nodes: one.nodes.map(node)});
  // Every kind of place at which text can be seen: the tags down to it (as in `ancestry`, without positions), its classes.
  const shown = () => {
    const ways = new Map([[document.documentElement, 'html']]), places = new Set();
    for (const element of document.querySelectorAll('body, body *')) {
      ways.set(element, `${ways.get(element.parentElement)} > ${element.nodeName.toLowerCase()}`);
      if (![...element.childNodes].some((child) => child.nodeType === 3 && child.nodeValue.trim())) continue;
      if (element.checkVisibility && !element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
      places.add(`${ways.get(element)}\n${element.getAttribute('class') || ''}`); }
    return [...places]; };
  return window.xunjianAxe.run(document, options).then(
    (found) => untampered(() => JSON.stringify({
      version: found.testEngine.version, url: location.href, shown: shown(),
      violations: found.violations.map(issue), incomplete: found.incomplete.map(issue)})),
    (error) => JSON.stringify({error: String(error)}));
}
