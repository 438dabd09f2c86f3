// Which films does a page show, and what do they offer to those who cannot hear? Out: JSON, one row for each.
() => {
  const PLAYER = /player|video|vod|v\.qq|bilibili|cctv|youku|iqiyi|miaopai|\.(?:mp4|m3u8|flv|webm)/i;
  const NEAR = /文字(?:稿|实录|版|记录)|字幕|手语|解说词|文稿|transcript/i;
  const words = text => (text || '').replace(/\s+/g, ' ').trim();
  const sized = element => { const at = element.getBoundingClientRect(); return at.width >= 80 && at.height >= 60; };
  const near = element => {
    let box = element;
    for (let steps = 0; steps < 3 && box.parentElement && box.parentElement !== document.body; steps += 1) box = box.parentElement;
    const link = [...box.querySelectorAll('a, button, summary')].find(one => NEAR.test(one.innerText));
    return link ? words(link.innerText).slice(0, 30) : '';
  };
  const rows = [];
  for (const film of document.querySelectorAll('video')) {
    const source = film.currentSrc || film.src || (film.querySelector('source[src]') || {}).src || '';
    if (!sized(film)) continue;
    // A muted film that starts by itself and cannot be operated is a background.
    const background = film.muted && !film.controls;
    const tracks = [...film.querySelectorAll('track')].filter(one => ['captions', 'subtitles'].includes(one.kind) && one.getAttribute('src')).map(one => one.src);
    rows.push({sort: background ? 'background' : 'video', source, tracks, near: near(film), at: pathOf(film), html: film.outerHTML.slice(0, 200)});
  }
  for (const frame of document.querySelectorAll('iframe, embed, object')) {
    const source = frame.src || frame.data || '';
    if (source && PLAYER.test(source) && sized(frame) && seen(frame)) rows.push({sort: 'player', source, tracks: [], near: near(frame), at: pathOf(frame), html: frame.outerHTML.slice(0, 200)});
  }
  return JSON.stringify({films: rows});
}
