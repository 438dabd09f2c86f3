(words) => {
  // Controls, not words: something to click whose whole label is short and names a mode.
  const wanted = new RegExp(words);
  const shown = element => { const s = getComputedStyle(element), r = element.getBoundingClientRect();
    return s.visibility !== 'hidden' && s.display !== 'none' && r.width > 0 && r.height > 0; };
  const label = element => {
    const image = element.matches('img') ? element : element.querySelector('img');
    const texts = [element.innerText, element.value, element.getAttribute('aria-label'), element.title,
      image && (image.alt || image.title)];
    return (texts.find(text => typeof text === 'string' && text.trim()) || '').replace(/\s+/g, ''); };
  for (const old of document.querySelectorAll('[data-xunjian-control]')) old.removeAttribute('data-xunjian-control');
  const found = [];
  const own = 'a, button, [role="button"], [role="switch"], [onclick], input[type="button"], input[type="checkbox"], summary';
  for (const element of document.querySelectorAll(`${own}, span, div, li, img, i, label`)) {
    const clickable = element.matches(own) || getComputedStyle(element).cursor === 'pointer';
    const text = clickable && shown(element) ? label(element) : '';
    if (!text || text.length > 16 || !wanted.test(text) || element.closest('[data-xunjian-control]')) continue;
    element.setAttribute('data-xunjian-control', String(found.length));
    found.push({number: found.length, label: text, href: element.href || ''});
    if (found.length > 20) break;
  }
  return JSON.stringify(found);
}
