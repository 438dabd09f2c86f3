() => {
  // Which texts have a picture or a gradient behind them? Found by the boxes of their ancestors and of what lies under them.
  const paints = element => { const style = styleOf(element);
    return style.backgroundImage !== 'none' || ['IMG', 'VIDEO', 'CANVAS', 'PICTURE'].includes(element.tagName); };
  const alpha = colour => { const parts = (colour.match(/[\d.]+/g) || []).map(Number); return parts.length === 3 ? 1 : parts[3] || 0; };
  const solid = element => alpha(styleOf(element).backgroundColor) > 0.98;
  const above = element => { for (let at = element; at; at = at.parentElement) { if (paints(at)) return at; if (solid(at)) return null; } return null; };
  const images = [...document.body.querySelectorAll('img, video, canvas')].filter(seen).map(element => ({element, box: boxOf(element)}))
    .filter(({box}) => box.right - box.left > 30 && box.bottom - box.top > 20);
  const over = (element, lines) => images.find(({element: image, box}) => !image.contains(element) &&
    lines.some(line => Math.min(line.right, box.right) - Math.max(line.left, box.left) > 4 && Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top) > 4));
  const fade = element => { let all = 1; for (let at = element; at; at = at.parentElement) all *= Number(styleOf(at).opacity); return all; };
  const found = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (SILENT.has(element.tagName) || !seen(element) || !ownText(element).length || element.closest('[disabled], [aria-disabled=true], svg')) continue;
    const style = styleOf(element), lines = linesOf(element); if (!lines.length || alpha(style.webkitTextFillColor || style.color) < 0.1) continue;
    const {clips} = clipsOf(element), parts = lines.map(line => cutLine(line, clips)).filter(part => part.kept > 0.6 && part.left + scrollX >= 0);
    if (!parts.length) continue;
    const behind = above(element) || (over(element, parts) || {}).element;
    if (!behind) continue;
    const parsed = (style.webkitTextFillColor || style.color).match(/[\d.]+/g).map(Number);
    found.push({at: pathOf(element), pattern: patternOf(element), text: labelOf(element), colour: parsed.slice(0, 3), alpha: (parsed.length > 3 ? parsed[3] : 1) * fade(element),
      size: parseFloat(style.fontSize), bold: Number(style.fontWeight) >= 700, rimmed: style.textShadow !== 'none' || parseFloat(style.webkitTextStrokeWidth) > 0,
      source: behind.currentSrc || styleOf(behind).backgroundImage.slice(0, 300)}); }
  return JSON.stringify({found: found.slice(0, 400)});
}
