// Keeps a form from being sent, and marks the lists that stand for a hidden <select>. Out: JSON, one row for each.
() => {
  const flat = text => (text || '').replace(/[\s\u00a0\u3000]+/g, ' ').trim();
  const shown = element => { const at = element.getBoundingClientRect(); return at.width > 3 && at.height > 3 && getComputedStyle(element).visibility === 'visible'; };
  document.addEventListener('submit', event => { event.preventDefault(); event.stopImmediatePropagation(); }, true);
  const WIDGET = /select|dropdown|combo|chosen/i;
  const rows = [];
  for (const select of document.querySelectorAll('select')) {
    if (shown(select)) continue;
    const widget = [select.nextElementSibling, select.previousElementSibling, select.parentElement]
      .find(one => one && one.tagName !== 'FORM' && shown(one) && WIDGET.test(`${one.className} ${one.getAttribute('role') || ''}`));
    if (!widget) continue;
    widget.setAttribute('data-xunjian-widget', rows.length);
    const label = select.labels && select.labels[0];
    const around = select.closest('tr, li, p, .field, .form-group, .layui-form-item') || widget.parentElement;
    const lead = flat(label ? label.innerText : around.innerText).slice(0, 20);
    rows.push({
      label: lead.replace(/[*＊:：]/g, '').trim() || flat(widget.innerText).slice(0, 20),
      required: select.required || select.getAttribute('aria-required') === 'true' || /required|must/.test(select.getAttribute('lay-verify') || '') || /[*＊]|必填/.test(flat(around.innerText)),
    });
  }
  return JSON.stringify(rows);
}
