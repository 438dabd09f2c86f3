([path, colour]) => {
  // Show one element with its text in another colour (none: take it away, leave its shadow), and say where its lines are.
  const element = document.querySelector(path); if (!element) return JSON.stringify({lines: []});
  if (!element.dataset.xunjianStyle) { element.dataset.xunjianStyle = 'kept:' + (element.getAttribute('style') || ''); element.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'}); }
  const style = styleOf(element), {clips} = clipsOf(element);
  const parts = linesOf(element).map(line => cutLine(line, clips)).filter(part => part.kept > 0.6 && part.left >= 0 && part.right <= innerWidth && part.top >= 0 && part.bottom <= innerHeight);
  const lines = parts.filter(part => { const stack = document.elementsFromPoint((part.left + part.right) / 2, (part.top + part.bottom) / 2);
    const own = stack.findIndex(one => one === element || element.contains(one) || one.contains(element));
    return own === 0 || styleOf(element).pointerEvents === 'none'; });
  const set = (name, value) => element.style.setProperty(name, value, 'important');
  const shadow = style.textShadow, stroke = style.webkitTextStrokeColor;
  if (colour === 'own') { const kept = element.dataset.xunjianStyle.slice(5); delete element.dataset.xunjianStyle;
    if (kept) element.setAttribute('style', kept); else element.removeAttribute('style');
  } else { set('transition', 'none'); set('text-shadow', shadow); set('-webkit-text-stroke-color', stroke); set('text-decoration-color', 'transparent');
    set('color', colour); set('-webkit-text-fill-color', colour); }
  return JSON.stringify({lines: lines.map(({left, top, right, bottom}) => [left, top, right, bottom])});
}
