// What appears when an incomplete form is to be sent, and can it be heard? In: mode, marks of the fields. Out: JSON.
([mode, marks]) => {
  const fields = marks.map(mark => document.querySelector(`[data-xunjian="${mark}"]`));
  const flat = text => (text || '').replace(/[\s\u00a0\u3000]+/g, ' ').trim();
  const own = element => flat([...element.childNodes].filter(node => node.nodeType === 3).map(node => node.nodeValue).join(' '));
  const texts = () => new Map([...document.body.querySelectorAll('*')].filter(one => !SILENT.has(one.tagName) && own(one) && seen(one)).map(one => [one, own(one)]));
  const look = field => { const style = getComputedStyle(field); return [style.borderTopColor, style.borderBottomColor, style.backgroundColor, style.backgroundImage, style.boxShadow, field.className, field.parentElement ? field.parentElement.className : ''].join('|'); };
  const hints = field => `${field.placeholder || ''}|${field.title || ''}`;
  if (mode === 'before') {
    const invalid = [];
    window.xunjianForm = {texts: texts(), looks: fields.map(one => one ? look(one) : ''), hints: fields.map(one => one ? hints(one) : ''), invalid};
    window.addEventListener('invalid', event => {
      const row = {mark: (event.target.getAttribute && event.target.getAttribute('data-xunjian')) || '', message: event.target.validationMessage || '', shown: false};
      invalid.push(row);
      setTimeout(() => { row.shown = !event.defaultPrevented; }, 0);
    }, true);
    return JSON.stringify({ready: true});
  }
  const kept = window.xunjianForm;
  if (!kept) return JSON.stringify({gone: true});
  const active = document.activeElement;
  const markOf = element => marks[fields.indexOf(element)] || '';
  const named = field => ['aria-describedby', 'aria-errormessage', 'aria-labelledby'].flatMap(name => (field.getAttribute(name) || '').split(/\s+/)).filter(Boolean);
  const tied = element => fields.filter(Boolean).filter(field => {
    for (let at = element, steps = 0; at && steps < 3; at = at.parentElement, steps += 1) {
      if (at.id && named(field).includes(at.id)) return true;
      if (at.tagName === 'LABEL' && (at.control === field || at.htmlFor === field.id && field.id)) return true;
    }
    return false;
  }).map(markOf);
  const near = element => {
    for (let at = element.parentElement, steps = 0; at && at !== document.body && steps < 4; at = at.parentElement, steps += 1) {
      const inside = fields.filter(field => field && at.contains(field));
      if (inside.length === 1) return markOf(inside[0]);
      if (inside.length > 1 && !inside.every(one => one.type === 'radio' && one.name === inside[0].name)) return '';
      if (inside.length) return markOf(inside[0]);
    }
    return '';
  };
  const fresh = [...texts()].filter(([element, text]) => kept.texts.get(element) !== text && !fields.includes(element)).slice(0, 40).map(([element, text]) => ({
    text: text.slice(0, 80), at: pathOf(element), pattern: patternOf(element), tied: tied(element), near: near(element),
    live: !!element.closest('[role=alert], [role=status], [role=alertdialog], [role=log], [aria-live=polite], [aria-live=assertive], output'),
    entered: !!(element.closest('[role=dialog], dialog[open], [tabindex]') && element.closest('[role=dialog], dialog[open], [tabindex]').contains(active)) }));
  fields.forEach((field, number) => { if (field && kept.hints[number] !== hints(field))
    fresh.push({text: flat(hints(field).replace(/\|/g, ' ')).slice(0, 80), at: pathOf(field), pattern: patternOf(field), tied: [marks[number]], near: marks[number], live: false, entered: active === field}); });
  return JSON.stringify({gone: false, fresh, focused: markOf(active), native: kept.invalid.filter(one => one.shown && one.message).map(one => one.mark),
    flagged: fields.filter(one => one && one.getAttribute('aria-invalid') === 'true').map(markOf),
    changed: fields.filter((one, number) => one && one !== active && look(one) !== kept.looks[number]).map(markOf)});
}
