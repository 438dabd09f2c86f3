// What the search's scripts look at a page with; they stand inside the same function (pages/search.py).
const pick = (css, root = document) => { try { return css ? [...root.querySelectorAll(css)] : []; } catch { return []; } };
const flat = text => (text || '').replace(/[\s\u00a0\u3000]+/g, ' ').trim();
const shown = element => {
  const box = element.getBoundingClientRect();
  return box.width > 3 && box.height > 3 && box.right > 0 && box.bottom > 0
    && getComputedStyle(element).visibility === 'visible';
};
