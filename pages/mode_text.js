() => {
  // Where does the mouse point at a piece of text? [x, y, whether a click there follows no link], empty when nowhere.
  const place = element => { const r = element.getBoundingClientRect();
    return [r.left + Math.min(r.width, 60) / 2, r.top + r.height / 2]; };
  const texts = [...document.querySelectorAll('p, li, td, a, h2, span')].filter(element => {
    const r = element.getBoundingClientRect();
    return (element.innerText || '').trim().length > 5 && r.width > 20 && r.left >= 0 && r.top > 0 && r.bottom < innerHeight &&
      !element.closest('[data-xunjian-tool]') && element.contains(document.elementFromPoint(...place(element))); });
  const read = texts.find(element => !element.closest('a, button')) || texts[0];
  return JSON.stringify(read ? [...place(read), !read.closest('a, button')] : []);
}
