// What moves on a page by itself? Installs `window.xunjianMotion`, which looks several times a second from then on.
// Needs `window.xunjianKeys`.
() => {
  if (window.xunjianMotion) return JSON.stringify({ready: true});
  const EVERY = 250, MOST = 4000, JITTER = 1.5, FAINT = 0.05, SMALL = 0.01, WIDE = 0.4, ROOMY = 3, FITS = 0.8, HALF = 0.5, WORDY = 8, LEVELS = 3;
  const LEFT_OUT = /^(?:SCRIPT|STYLE|LINK|META|NOSCRIPT|TEMPLATE|OPTION|BR|AREA|PARAM|SOURCE|TRACK)$/;
  const SWITCH = /暂\s*停|停\s*止|播\s*放|(?:^|[^a-z])(?:pause|stop|play)(?:$|[^a-z])/i;
  const known = new Map();
  const began = performance.now();
  const since = () => (performance.now() - began) / 1000;
  const own = element => [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.nodeValue).join('').replace(/[\d\s:：\-/年月日时分秒星期一二三四五六七八九十.%]/g, '');
  const look = element => {
    const at = element.getBoundingClientRect(), style = getComputedStyle(element);
    const parent = element.parentElement.getBoundingClientRect();
    const before = element.previousElementSibling, beside = before ? before.getBoundingClientRect() : null;
    return {
      shown: at.width > 2 && at.height > 2 && style.visibility === 'visible', opacity: Number(style.opacity),
      x: at.left - parent.left, y: at.top - parent.top, before,
      dx: beside ? at.left - beside.right : 0, dy: beside ? at.top - beside.bottom : 0,
      picture: element.currentSrc || (style.backgroundImage !== 'none' ? style.backgroundImage + style.backgroundPosition : ''),
      text: own(element), time: element.tagName === 'VIDEO' && !element.paused ? element.currentTime : -1,
      width: at.width, height: at.height,
    };
  };
  const far = (one, two) => Math.abs(one - two) > JITTER;
  // What is only pushed along by a neighbour that grew has not moved by itself.
  const shifted = (was, is) => (far(was.x, is.x) || far(was.y, is.y))
    && (!is.before || was.before !== is.before || far(was.dx, is.dx) || far(was.dy, is.dy));
  const differs = (was, is) => was.shown !== is.shown ? true : !is.shown ? false
    : shifted(was, is) || Math.abs(was.opacity - is.opacity) > FAINT || (was.picture && is.picture && was.picture !== is.picture)
      || (was.text && is.text && was.text !== is.text) || (was.time >= 0 && is.time > was.time);
  const sample = () => {
    const now = since();
    let count = 0;
    for (const element of document.body.querySelectorAll('*')) {
      if (LEFT_OUT.test(element.tagName) || element.closest('svg') && element.tagName !== 'svg') continue;
      if (++count > MOST) break;
      const is = look(element), was = known.get(element);
      if (!was) { known.set(element, {...is, times: [], largest: is.width * is.height}); continue; }
      const times = was.times;
      if (differs(was, is)) times.push(now);
      known.set(element, {...is, times, largest: Math.max(was.largest, is.width * is.height)});
    }
  };
  sample();
  setInterval(sample, EVERY);
  const area = element => { const at = element.getBoundingClientRect(); return at.width * at.height; };
  const screen = innerWidth * innerHeight;
  const moving = element => Boolean(known.get(element) && known.get(element).times.length);
  const size = element => Math.max(area(element), known.get(element) ? known.get(element).largest : 0);
  // The box in which something moves: the nearest one that stays, unless that is half the page and it is not.
  const place = element => {
    let box = element.parentElement;
    while (box && box !== document.body && (moving(box) || area(box) < FITS * size(element) && getComputedStyle(box).overflow === 'visible')) box = box.parentElement;
    if (!box || box === document.body) return element;
    const loose = /fixed|absolute/.test(getComputedStyle(element).position) && area(box) > ROOMY * size(element) && element.tagName !== 'LI';
    return loose || area(box) > WIDE * screen && size(element) < HALF * area(box) ? element : box;
  };
  const inside = (one, two) => {
    const a = one.getBoundingClientRect(), b = two.getBoundingClientRect();
    return area(one) > 0 && a.left >= b.left - JITTER && a.right <= b.right + JITTER && a.top >= b.top - JITTER && a.bottom <= b.bottom + JITTER;
  };
  // What holds both, when it is hardly larger: the pictures of a carousel and the words over them are one thing.
  const joint = (one, two, moved) => {
    if (one.contains(two)) return area(one) <= ROOMY * area(two) || moved >= HALF * area(one) ? one : null;
    if (!inside(two, one)) return null;
    let box = one;
    while (box && !box.contains(two)) box = box.parentElement;
    return box && box !== document.body && area(box) <= ROOMY * area(one) ? box : null;
  };
  const controls = (region, inside) => {
    const near = [];
    for (let box = region, level = 0; box && box !== document.body && level <= LEVELS; box = box.parentElement, level++) {
      if (level && area(box) > ROOMY * Math.max(area(region), 1)) break;
      for (const one of box.querySelectorAll('a, button, input, summary, [role=button], [tabindex]')) {
        const words = [one.innerText, one.value, one.title, one.getAttribute('aria-label'), one.className, one.id, one.querySelector('img') && one.querySelector('img').alt].join(' ');
        const away = /^(?!#|javascript:)./i.test((one.getAttribute('href') || '').trim());
        if (one.tabIndex >= 0 && !away && words.length < 120 && SWITCH.test(words)) near.push(window.xunjianKeys.know(one).number);
      }
    }
    return [...new Set([...near, ...(region.tagName === 'VIDEO' && region.controls ? inside : [])])];
  };
  const words = element => (element.innerText || '').replace(/\s/g, '').length;
  // Boxes in which something moved: when, how much of the screen it takes, how many words are in it.
  const regions = () => {
    const found = new Map();
    const add = (box, one) => {
      const all = found.get(box) || {times: [], moved: 0, words: 0, parts: []};
      found.set(box, {times: [...all.times, ...one.times], moved: all.moved + one.moved, words: Math.max(all.words, one.words), parts: [...all.parts, ...one.parts]});
    };
    for (const [element, seen] of known) {
      if (!seen.times.length || !element.isConnected) continue;
      const box = place(element);
      add(box, {times: seen.times, moved: Math.min(size(element), Math.max(area(box), area(element))), words: words(element), parts: [element]});
    }
    for (let again = true; again;) {
      again = false;
      for (const one of found.keys()) for (const two of found.keys()) {
        const both = one !== two && found.has(one) && found.has(two) ? joint(one, two, found.get(one).moved) : null;
        if (!both) continue;
        const parts = [found.get(one), found.get(two)];
        found.delete(one); found.delete(two);
        for (const part of parts) add(both, part);
        again = true;
      }
    }
    return found;
  };
  window.xunjianMotion = {
    seconds: () => JSON.stringify(since()),
    // Every box in which something moved: when, how large it is, and what in it can be focused.
    regions: () => JSON.stringify([...regions()].filter(([, one]) => one.moved >= SMALL * screen || one.words >= WORDY).map(([box, one]) => {
      const told = window.xunjianKeys.know(box);
      const within = told.inside.filter(each => one.parts.some(part => part.contains(window.xunjianKeys.element(each))));
      return {...told, inside: within.length ? within : told.inside, times: [...new Set(one.times)].sort((first, second) => first - second), share: area(box) / screen, controls: controls(box, told.inside), html: box.outerHTML.slice(0, 200)};
    })),
    // Which boxes, by number, still had something moving in them after so many seconds.
    moved: ([boxes, after]) => JSON.stringify(boxes.filter(box => [...known].some(([element, seen]) => seen.times.length
      && seen.times[seen.times.length - 1] > after && window.xunjianKeys.element(box).contains(element)))),
    // Animated pictures that are large enough to be noticed.
    gifs: () => JSON.stringify([...new Set([...document.images].filter(one => /\.gif(?:$|\?)/i.test(one.currentSrc || one.src) && area(one) >= SMALL * screen).map(one => one.currentSrc || one.src))]),
  };
  return JSON.stringify({ready: true});
}
