// What does a page show to somebody who presses keys? Installs `window.xunjianKeys`; its methods answer in JSON.
// Elements are known by number, across shadow roots and frames of the same site.
() => {
  if (window.xunjianKeys) return JSON.stringify({ready: true});
  const NATIVE = 'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], video[controls], [contenteditable=""], [contenteditable=true]';
  const ROLES = '[role=button], [role=link], [role=checkbox], [role=switch], [role=tab], [role=menuitem], [role=radio], [role=option]';
  const COMPOSITE = '[role=tablist], [role=menu], [role=menubar], [role=radiogroup], [role=listbox], [role=tree], [role=grid], [role=toolbar], [role=combobox]';
  const NAVIGATION = 'nav, header, [role=navigation], [role=menubar], [class*=nav i], [id*=nav i], [class*=menu i], [id*=menu i]';
  const NO_NAVIGATION = 'footer, [class*=foot i], [id*=foot i], [class*=crumb i], select';
  const PASSING = /^(?:on|cur|current|active|actived|hover|selected|select|first|last|odd|even|open|show|hide|now|focus|visited)$|\d/i;
  const LEAST = 4, WHOLE = 0.3, LONGEST = 40, PARTS = 30, TRIGGERS = 12, POINTED = 80;
  const STYLES = ['boxShadow', 'borderTopColor', 'borderTopWidth', 'borderTopStyle', 'borderBottomColor', 'borderBottomWidth',
    'borderBottomStyle', 'borderLeftColor', 'borderLeftWidth', 'borderLeftStyle', 'backgroundColor', 'backgroundImage',
    'color', 'textDecorationLine', 'opacity', 'transform', 'filter', 'fontWeight', 'fontSize'];
  const numbers = new Map(), elements = [];
  const number = element => {
    if (!numbers.has(element)) { numbers.set(element, elements.length); elements.push(element); }
    return numbers.get(element);
  };
  const flat = text => (text || '').replace(/[\s\u00a0\u3000]+/g, ' ').trim();
  const view = element => element.ownerDocument.defaultView || window;
  const inner = frame => { try { return frame.contentDocument; } catch { return null; } };
  const host = element => { const root = element.getRootNode(); return root.host || (view(element).frameElement ?? null); };
  const up = element => element.parentElement || (element.getRootNode().host ?? null);
  function* every(root) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* every(element.shadowRoot);
      const doc = /^I?FRAME$/.test(element.tagName) ? inner(element) : null;
      if (doc && doc.body) yield* every(doc);
    }
  }
  // A link around floating or placed content has no size of its own.
  const extent = element => {
    const at = element.getBoundingClientRect();
    if (at.width >= LEAST && at.height >= LEAST) return at;
    const parts = [...[...element.querySelectorAll('*')].slice(0, PARTS).map(one => one.getBoundingClientRect()).filter(one => one.width >= LEAST && one.height >= LEAST)];
    if (!parts.length) return at;
    const [left, top] = [Math.min(...parts.map(one => one.left)), Math.min(...parts.map(one => one.top))];
    const [right, bottom] = [Math.max(...parts.map(one => one.right)), Math.max(...parts.map(one => one.bottom))];
    return {left, top, right, bottom, width: right - left, height: bottom - top};
  };
  const box = element => {
    const at = extent(element);
    let x = at.left, y = at.top;
    for (let frame = view(element).frameElement; frame; frame = view(frame).frameElement) {
      const outer = frame.getBoundingClientRect();
      x += outer.left + frame.clientLeft; y += outer.top + frame.clientTop;
    }
    return {x, y, width: at.width, height: at.height};
  };
  // What is left of an element after every box that cuts it off.
  const seen = element => {
    if (element.checkVisibility && !element.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true})) return false;
    const at = extent(element), win = view(element);
    let left = Math.max(at.left, -win.scrollX), top = Math.max(at.top, -win.scrollY), right = at.right, bottom = at.bottom;
    if (getComputedStyle(element).clip === 'rect(0px, 0px, 0px, 0px)' || /inset\(50%|inset\(100%/.test(getComputedStyle(element).clipPath)) return false;
    const own = getComputedStyle(element).position;
    if (own !== 'fixed') for (let box = up(element); box && box.nodeType === 1 && box !== element.ownerDocument.body; box = up(box)) {
      const style = getComputedStyle(box);
      if (style.overflowX === 'hidden' || style.overflowY === 'hidden' || style.overflowX === 'clip') {
        const edge = box.getBoundingClientRect();
        left = Math.max(left, edge.left); right = Math.min(right, edge.right);
        top = Math.max(top, edge.top); bottom = Math.min(bottom, edge.bottom);
      }
      if (style.position === 'fixed') break;
    }
    return right - left >= LEAST && bottom - top >= LEAST;
  };
  const label = element => {
    const picture = element.querySelector && element.querySelector('img[alt]');
    const words = [element.getAttribute('aria-label'), element.innerText, element.title, element.alt, picture && picture.alt,
      element.labels && [...element.labels].map(one => one.innerText).join(' '), element.placeholder,
      /^(?:button|submit|reset)$/.test(element.type || '') ? element.value : ''];
    return (words.map(flat).find(Boolean) || '').slice(0, LONGEST);
  };
  const classes = element => [...element.classList].filter(name => !PASSING.test(name) && /^[\w-]+$/.test(name)).sort();
  const selector = element => {
    if (element.getRootNode() !== document) return '';
    const steps = [];
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      if (at.id && /^[A-Za-z][\w-]*$/.test(at.id) && document.querySelectorAll('#' + at.id).length === 1) { steps.unshift('#' + at.id); break; }
      const alike = at.parentElement ? [...at.parentElement.children].filter(one => one.tagName === at.tagName) : [at];
      steps.unshift(at.tagName.toLowerCase() + (alike.length > 1 ? `:nth-of-type(${alike.indexOf(at) + 1})` : ''));
    }
    return steps.join('>');
  };
  const pattern = element => {
    const steps = [];
    for (let at = element; at && at.tagName !== 'BODY' && steps.length < 3; at = at.parentElement) {
      const id = at.id && !/\d/.test(at.id) ? '#' + at.id : '';
      steps.unshift(at.tagName.toLowerCase() + id + classes(at).map(name => '.' + name).join(''));
    }
    return steps.join('>');
  };
  const zone = element => {
    if (element.closest('footer, [role=contentinfo], #footer, .footer, #foot, .foot')) return 'footer';
    if (element.closest('main, [role=main]')) return 'main';
    return element.closest('header, [role=banner], #header, .header, #head, .head') ? 'header' : '';
  };
  const fixed = element => {
    for (let at = element; at && at.nodeType === 1; at = up(at)) if (/fixed|sticky/.test(getComputedStyle(at).position)) return true;
    return false;
  };
  const clear = color => /rgba\(.*, 0\)$|^transparent$/.test(color);
  const look = element => {
    const one = kind => {
      const style = getComputedStyle(element, kind);
      const ring = style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0 || clear(style.outlineColor);
      const size = kind ? style.content + style.width + style.height : '';
      return (ring ? '-' : style.outlineStyle + style.outlineWidth + style.outlineColor) + STYLES.map(name => style[name]).join('|') + size;
    };
    const at = element.getBoundingClientRect();
    return one(null) + one('::before') + one('::after') + Math.round(at.width) + 'x' + Math.round(at.height);
  };
  const typed = element => element.matches('textarea, [contenteditable=""], [contenteditable=true], input:not([type]), input[type=text], input[type=search], input[type=tel], input[type=email], input[type=url], input[type=password], input[type=number]')
    && !element.readOnly && !clear(getComputedStyle(element).caretColor);
  const active = () => {
    let at = document.activeElement;
    for (;;) {
      if (at && at.shadowRoot && at.shadowRoot.activeElement) { at = at.shadowRoot.activeElement; continue; }
      const doc = at && /^I?FRAME$/.test(at.tagName) ? inner(at) : null;
      if (doc && doc.activeElement && doc.activeElement !== doc.body && doc.activeElement !== doc.documentElement) { at = doc.activeElement; continue; }
      return at && at !== document.body && at !== document.documentElement ? at : null;
    }
  };
  let arrived = null, last = null, before = '', drawn = null;
  // Not `focusin`: a handler that gives the focus away at once keeps that event from coming.
  const listen = doc => {
    doc.addEventListener('focus', event => { if (event.target.nodeType === 1) arrived = event.composedPath()[0]; }, true);
    // The focus is not where it was told to be: since then a script has put it there.
    doc.addEventListener('keydown', event => { if (event.isTrusted && event.key === 'Tab') { const at = active(); drawn = last && at && at !== last ? at : null; } }, true);
  };
  listen(document);
  for (const frame of document.querySelectorAll('iframe, frame')) if (inner(frame)) listen(inner(frame));
  const about = element => ({
    number: number(element), tag: element.tagName.toLowerCase(), type: (element.type || '') + '', label: label(element), href: element.href && typeof element.href === 'string' ? element.href : '',
    selector: selector(element), pattern: pattern(element), tabindex: element.tabIndex, zone: zone(element), fixed: fixed(element),
    box: (at => ({x: at.x + scrollX, y: at.y + scrollY, width: at.width, height: at.height}))(box(element)),
    foreign: /^I?FRAME$/.test(element.tagName) && !inner(element),
    form: element.form && typeof element.form === 'object' ? number(element.form) : -1,
  });
  // The property says 0 of every <a>, with or without an address.
  const tabs = element => element.tabIndex >= 0 && !element.matches('a:not([href]):not([tabindex])');
  const disabled = element => element.disabled || element.getAttribute('aria-disabled') === 'true' || element.closest('fieldset[disabled], [inert], [aria-hidden=true], [disabled]');
  const big = element => { const at = element.getBoundingClientRect(); return at.width * at.height > WHOLE * innerWidth * innerHeight; };
  const pointer = element => getComputedStyle(element).cursor === 'pointer' && !(up(element) && up(element).nodeType === 1 && getComputedStyle(up(element)).cursor === 'pointer');
  const pictured = element => element.matches('img, svg, i') || element.querySelector('img, svg, i') || getComputedStyle(element).backgroundImage !== 'none'
    || ['::before', '::after'].some(kind => !/^(?:none|normal|"")$/.test(getComputedStyle(element, kind).content));
  const called = element => element.getAttribute('onclick');
  const reaching = (element, reached) => {
    for (let at = element; at; at = up(at) || host(at)) if (reached.has(at) || at.matches?.('label')) return true;
    for (const one of reached) if (element.contains(one)) return true;
    return false;
  };
  let candidates = [], pointed = [];
  window.xunjianKeys = {
    // Everything that reacts to the mouse and is to be seen. The listeners of `pointed` are asked of the browser.
    survey: () => {
      candidates = []; pointed = [];
      for (const element of every(document.documentElement)) {
        if (element.closest('head') || /^(?:HTML|BODY|LABEL|OPTION|SCRIPT)$/.test(element.tagName)) continue;
        const native = element.matches(NATIVE);
        const why = native ? 'native' : element.matches(ROLES) ? 'role' : called(element) && pointerish(element) ? 'onclick' : '';
        if (!why && !((pointer(element) || element.matches('a:not([href])')) && pointed.length < POINTED)) continue;
        if (disabled(element) || !seen(element) || (!native && big(element))) continue;
        if (why) candidates.push([element, why]); else pointed.push(element);
      }
      return JSON.stringify({candidates: candidates.length, pointed: pointed.length});
    },
    pointed: () => pointed,
    element: one => elements[one],
    know: element => ({...about(element), inside: [...element.querySelectorAll(NATIVE + ', [tabindex]'), ...(element.matches(NATIVE) ? [element] : [])].filter(one => tabs(one) && seen(one)).map(number)}),
    heard: indexes => { for (const index of indexes) candidates.push([pointed[index], 'listener']); return JSON.stringify({}); },
    // After one press of Tab: where the focus is, and whether the element it came from looks different without it.
    stop: () => {
      const at = active(), from = last, was = before, by = drawn ? number(drawn) : -1;
      const shown = from && from !== at ? {number: number(from), changed: look(from) !== was} : null;
      const lost = !at && arrived && arrived.isConnected ? number(arrived) : -1;
      arrived = null; drawn = null; last = at; before = at ? look(at) : '';
      return JSON.stringify({shown, lost, drawn: by, url: location.href, stop: at ? {...about(at), seen: seen(at), caret: typed(at)} : null});
    },
    // What of the survey the keyboard did not come to. In: numbers of the stops; whether Tab was pressed to the end. If it
    // was not, what takes part in its order counts as reached.
    missed: ([stops, complete]) => {
      const reached = new Set(stops.map(one => elements[one]));
      if (!complete) for (const [element] of candidates) if (tabs(element)) reached.add(element);
      const links = new Set([...reached].map(one => one.href).filter(Boolean));
      const groups = new Set([...reached].map(one => one.closest(COMPOSITE)).filter(Boolean));
      const radios = new Set([...reached].filter(one => one.type === 'radio').map(one => one.name));
      const missed = [];
      for (const [element, why] of candidates) {
        if (reached.has(element) || !element.isConnected || !seen(element) || disabled(element)) continue;
        if (element.closest(COMPOSITE) && groups.has(element.closest(COMPOSITE))) continue;
        if (element.type === 'radio' && radios.has(element.name)) continue;
        if (element.href && links.has(element.href) && !/^javascript:|#$/.test(element.href)) continue;
        if (why !== 'native' && (tabs(element) || reaching(element, reached))) continue;
        if (why === 'native' && element.tabIndex < 0 && reaching(element, reached)) continue;
        const target = /["'](?:https?:\/\/|\/)[^"']*["']/.exec(called(element) || '');
        if (target && links.has(new URL(target[0].slice(1, -1), location.href).href)) continue;
        if (!label(element) && !pictured(element)) continue;
        missed.push({...about(element), why, skipped: tabs(element), html: element.outerHTML.slice(0, 200)});
      }
      return JSON.stringify(missed);
    },
    // Sets the focus by script, so that Shift+Tab and Tab can bring it back by keys.
    set: one => { elements[one].focus({preventScroll: false}); return JSON.stringify({set: active() === elements[one]}); },
    at: () => { const at = active(); return JSON.stringify({number: at ? number(at) : -1, seen: Boolean(at && seen(at)), url: location.href}); },
    // Where to look for the mark of the focus: the element with its labels and a margin, in the window.
    area: one => {
      const element = elements[one], beside = [element, ...(element.labels || [])], near = element.parentElement;
      if (near && (near.getBoundingClientRect().width < 400 && near.getBoundingClientRect().height < 120)) beside.push(near);
      const edges = [...beside, ...[...element.querySelectorAll('*')].slice(0, PARTS).filter(seen)].map(box), most = 12;
      const left = Math.max(0, Math.min(...edges.map(e => e.x)) - most), top = Math.max(0, Math.min(...edges.map(e => e.y)) - most);
      const right = Math.min(innerWidth, Math.max(...edges.map(e => e.x + e.width)) + most), bottom = Math.min(innerHeight, Math.max(...edges.map(e => e.y + e.height)) + most);
      return JSON.stringify({x: left, y: top, width: right - left, height: bottom - top});
    },
    // What the page says in so many words: a key that leads out of a trap may be among them.
    words: () => JSON.stringify(document.body.innerText + [...document.querySelectorAll('[aria-label], [title]')].map(one => `\n${one.getAttribute('aria-label') || ''} ${one.title || ''}`).join('')),
    leave: () => { const at = active(); if (at) at.blur(); return JSON.stringify({}); },
    top: () => { const at = active(); if (at) at.blur(); scrollTo(0, 0); return JSON.stringify({}); },
    // Which of two elements comes first in the document, and whether the first is above the second (or left of it).
    before: ([one, two]) => {
      const first = elements[one], second = elements[two], a = box(first), b = box(second);
      const document = Boolean(first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING);
      return JSON.stringify({document, above: a.y + a.height <= b.y + 2 || (Math.abs(a.y - b.y) < 10 && a.x < b.x)});
    },
    // Which of some elements stand before one in the document.
    ahead: ([some, one]) => JSON.stringify(some.filter(other => other !== one && elements[other].compareDocumentPosition(elements[one]) & Node.DOCUMENT_POSITION_FOLLOWING)),
    // Where a link on the page leads to: the number of its target, -1 when there is none.
    target: one => {
      const hash = decodeURIComponent((elements[one].hash || '').slice(1));
      const at = hash && (document.getElementById(hash) || document.getElementsByName(hash)[0]);
      return JSON.stringify({number: at ? number(at) : -1});
    },
    // Navigation items behind which links are hidden.
    triggers: () => {
      const regions = [...document.querySelectorAll(NAVIGATION)].filter(one => !one.closest(NO_NAVIGATION) && one.tagName !== 'BODY');
      const found = new Set();
      let apart = false;
      for (const region of regions) for (const link of region.querySelectorAll('a[href]')) {
        if (seen(link)) continue;
        let item = link.parentElement;
        while (item && item !== region && !(item.matches('li, dd, dl, td, div') && seen(item) && !big(item) && item.getBoundingClientRect().height < 90)) item = item.parentElement;
        if (item && item !== region && item.getBoundingClientRect().top < innerHeight) found.add(item); else apart = true;
      }
      if (apart && !found.size) for (const region of regions) for (const link of region.querySelectorAll('li > a, a')) if (seen(link) && link.getBoundingClientRect().top < innerHeight) found.add(link);
      const items = [...found].filter(one => ![...found].some(other => other !== one && other.contains(one)));
      return JSON.stringify(items.slice(0, TRIGGERS).map(one => ({...about(one), inside: [...elements.keys()].filter(n => one.contains(elements[n]) && elements[n].matches(NATIVE + ', [tabindex]'))})));
    },
    links: () => JSON.stringify([...document.querySelectorAll('a[href]')].filter(one => one.closest(NAVIGATION) && seen(one)).map(one => [number(one), one.href])),
    // Whether pressing Enter on it would leave the page.
    leads: one => {
      const href = elements[one].getAttribute('href') || '';
      const opens = elements[one].matches('button, [role=button], summary, [aria-haspopup], [aria-expanded]');
      return JSON.stringify({away: !opens && Boolean(href) && !/^(?:#|javascript:)/i.test(href.trim())});
    },
  };
  function pointerish(element) { return getComputedStyle(element).cursor === 'pointer' || element.matches('a, img, i') || element.innerText?.trim().length < LONGEST; }
  return JSON.stringify({ready: true});
}
