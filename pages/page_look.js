() => {
  // Everything of one document that a scan for accessibility hangs on, as text; empty when a part of it cannot be read.
  const parts = [document.doctype ? document.doctype.name : '', `${innerWidth}x${innerHeight}x${devicePixelRatio}`];
  const rules = sheet => {
    for (const rule of sheet.cssRules) {
      parts.push(rule.cssText);
      if (rule.styleSheet) rules(rule.styleSheet);
    }
  };
  const attributes = element => {
    const passing = one => one.name === 'nonce' || (one.name === 'value' && element.type === 'hidden');
    return [...element.attributes].filter(one => !passing(one)).map(one => `${one.name}=${JSON.stringify(one.value)}`).join(' ');
  };
  const state = element => ['checked', 'selected', 'disabled', 'open', 'paused'].filter(name => element[name]).join(' ');
  const walk = node => {
    if (node.nodeType === 3) { if (node.data.trim()) parts.push(node.data.trim()); return; }
    if (node.nodeType !== 1 && node.nodeType !== 11) return;
    if (node.nodeType === 1) {
      if (/^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$/.test(node.tagName)) return;
      const at = node.getBoundingClientRect();
      parts.push(`<${node.tagName} ${attributes(node)}|${state(node)}|${[at.x, at.y, at.width, at.height].map(Math.round)}`);
      if (node.shadowRoot) walk(node.shadowRoot);
    } else for (const sheet of [...node.styleSheets, ...node.adoptedStyleSheets]) rules(sheet);
    for (const child of node.childNodes) walk(child);
    parts.push('>');
  };
  try {
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) rules(sheet);
    walk(document.documentElement);
    return JSON.stringify(parts.join('\n'));
  } catch { return JSON.stringify(''); }  // a style sheet of another site
}
