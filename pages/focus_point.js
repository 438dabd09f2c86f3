// What has the focus? Its mark (`data-xunjian`, its own or that of what holds it), words, address and state, as JSON.
() => {
  let at = document.activeElement;
  while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  const none = !at || at === document.body || at === document.documentElement;
  if (none) return JSON.stringify({none: true, mark: '', href: '', text: '', state: '', same: false, widget: -1, fixed: false});
  const holder = at.closest('[data-xunjian]');
  const group = at.type === 'radio' && at.name ? [...document.getElementsByName(at.name)].map(one => one.checked).join() : '';
  const state = at.isContentEditable ? at.innerText : `${at.value ?? ''}|${at.checked ?? ''}|${group}`;
  const same = window.xunjianFocus === at;
  window.xunjianFocus = at;
  const widgets = [...document.querySelectorAll('[data-xunjian-widget]')];
  return JSON.stringify({
    none: false, mark: holder ? holder.getAttribute('data-xunjian') : '', href: at.href || '', state, same,
    text: (at.innerText || at.value || '').replace(/\s+/g, ' ').trim().slice(0, 300),
    widget: widgets.findIndex(one => one.contains(at)), fixed: Boolean(at.readOnly),
  });
}
