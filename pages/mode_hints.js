(words) => {
  // What speaks for a switch that no label names: tool bar scripts, pictures without a text, hidden entries of menus.
  const wanted = new RegExp(words, 'i');
  const clean = text => (text || '').replace(/\s+/g, '');
  const shown = element => { const r = element.getBoundingClientRect();
    return getComputedStyle(element).visibility !== 'hidden' && r.width > 0 && r.height > 0; };
  const scripts = [...document.scripts].map(script => script.getAttribute('src') || '').filter(src => wanted.test(src));
  const named = element => ['onclick', 'href', 'src', 'id', 'class'].map(name => element.getAttribute(name) || '').join(' ');
  const clickable = [...document.querySelectorAll('a, button, img, [onclick]')];
  const bare = clickable.filter(element => shown(element) && wanted.test(named(element)) && !clean(element.innerText) &&
    !clean(element.alt || element.title || element.getAttribute('aria-label'))).map(element => named(element).trim().slice(0, 80));
  const hidden = clickable.filter(element => !shown(element)).map(element => clean(element.textContent || element.alt || element.title))
    .filter(text => text && text.length <= 12 && !/[，。]/.test(text));
  return JSON.stringify({scripts: [...new Set(scripts)].slice(0, 3), bare: [...new Set(bare)].slice(0, 3),
    hidden: [...new Set(hidden)].slice(0, 400)});
}
