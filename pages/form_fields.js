([mode, chosen]) => {
  const shown = element => {
    const style = getComputedStyle(element), at = element.getBoundingClientRect();
    return style.visibility !== 'hidden' && style.display !== 'none' && at.width > 0 && at.height > 0;
  };
  const words = text => (text || '').replace(/[\s\u00a0\u3000]+/g, ' ').trim();
  const find = selector => { try { return document.querySelector(selector); } catch { return null; } };
  const SEND = mode === 'query' ? /^(?:查\s*询|查\s*看|搜\s*索|立即查询|查询信件|检\s*索|确\s*定|提\s*交)$/
    : /^(?:(?:立即|确认|我要|马上)?(?:提\s*交|发\s*送|寄\s*出|发\s*表|递\s*交)(?:信件|留言|来信|咨询|申请|内容|问题|诉求)?|写好了.*|我要留言|留\s*言|确\s*定|保\s*存)$/;
  const caption = element => words(element.value && element.tagName === 'INPUT' ? element.value
    : element.innerText || element.title || element.getAttribute('aria-label') || element.alt);
  const pressed = box => [...box.querySelectorAll('button, input[type=submit], input[type=button], input[type=image], a, [onclick], [role=button]')]
    .filter(element => shown(element) && element.type !== 'reset' &&
      (SEND.test(caption(element)) || (!caption(element) && /^(?:submit|image)$/.test(element.type || ''))));
  const inputs = box => [...box.querySelectorAll('input, select, textarea, [contenteditable=true]')].filter(element =>
    !/^(?:hidden|submit|button|reset|image)$/.test(element.type || '') &&
    (shown(element) || (/^(?:radio|checkbox|file)$/.test(element.type || '') && element.parentElement && shown(element.parentElement))));
  const writable = element => /^(?:text|tel|search|number|password|email|)$/.test(element.type || '') && element.tagName === 'INPUT';
  const seeds = mode === 'query' ? [...document.querySelectorAll('input')].filter(element => shown(element) && writable(element))
    : [...document.querySelectorAll('textarea, [contenteditable=true]')].filter(shown);
  const around = seed => {
    if (seed.closest('form')) return seed.closest('form');
    let box = seed.parentElement;
    while (box && box !== document.body && !(pressed(box).length && inputs(box).length > (mode === 'query' ? 0 : 1))) box = box.parentElement;
    return box || document.body;
  };
  const boxes = [...new Set(seeds.map(around))];
  const KEYS = /编号|查询码|查询密码|受理号|流水号|密码|单号|信件号/;
  const worth = box => mode === 'query' ? (KEYS.test(words(box.innerText) +
      inputs(box).map(element => element.placeholder || '').join(' ')) ? 10 : 0) + (pressed(box).length ? 1 : 0)
    : inputs(box).length + (pressed(box).length ? 10 : 0);
  const box = boxes.sort((one, two) => worth(two) - worth(one))[0];
  const result = {fields: [], send: false, password: !!document.querySelector('input[type=password]'), puzzle: false,
    editor: !!document.querySelector('.edui-editor, .ke-container, .w-e-text-container, .tox-tinymce, .cke'), top: words(document.body && document.body.innerText).slice(0, 4000)};
  if (!box || (mode === 'query' && worth(box) < 10)) return JSON.stringify(result);
  const list = inputs(box);
  const leads = new Map(), trails = new Map();
  let pieces = [], last = null;
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {acceptNode: node =>
    node.nodeType === 1 && /^(?:OPTION|SCRIPT|STYLE|BUTTON|TEXTAREA|NOSCRIPT)$/.test(node.tagName) && !list.includes(node)
      ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT});
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === 3) {
      if (node.parentElement.closest('select, textarea')) continue;
      if (words(node.nodeValue)) pieces.push(words(node.nodeValue));
    } else if (list.includes(node)) {
      if (last) trails.set(last, pieces.join(' ').slice(0, 60));
      leads.set(node, pieces); pieces = []; last = node;
    }
  }
  if (last) trails.set(last, pieces.join(' ').slice(0, 60));
  const named = ids => ids.split(/\s+/).map(id => document.getElementById(id)).filter(Boolean).map(one => one.innerText).join(' ');
  const label = element => {
    const own = element.labels && element.labels.length ? [...element.labels].map(one => one.innerText).join(' ') : '';
    const aria = element.getAttribute('aria-labelledby') ? named(element.getAttribute('aria-labelledby')) : element.getAttribute('aria-label');
    if (words(own) || words(aria)) return words(own) || words(aria);
    const before = (leads.get(element) || []).filter(piece => /[\u4e00-\u9fffA-Za-z]/.test(piece));
    const tail = before.slice(-1)[0] || '';
    return (tail.length < 2 ? before.slice(-2).join('') : tail).slice(-24);
  };
  const group = element => {
    const set = element.closest('[role=radiogroup], fieldset');
    const title = set && (set.getAttribute('aria-labelledby') ? named(set.getAttribute('aria-labelledby')) : '');
    return words(title) || ((leads.get(element) || []).slice(-3).join(' ')).slice(-24);
  };
  const after = element => {
    if (element.labels && element.labels.length) return words([...element.labels].map(one => one.innerText).join(' '));
    const next = element.nextSibling;
    return words(next ? next.nodeValue || next.innerText : '') || (trails.get(element) || '').split(' ')[0];
  };
  list.forEach((element, number) => {
    element.setAttribute('data-xunjian', `${mode}-${number}`);
    const lead = (leads.get(element) || []).join(' ');
    const choice = /^(?:radio|checkbox)$/.test(element.type || '');
    result.fields.push({
      mark: `${mode}-${number}`, tag: element.tagName.toLowerCase(), type: (element.type || '').toLowerCase(),
      name: element.getAttribute('name') || '', id: element.id || '', label: choice ? group(element) : label(element),
      hint: words(element.placeholder || element.title), option: choice ? after(element) : '',
      options: element.tagName === 'SELECT' ? [...element.options].map(one => [one.value, words(one.text)]) : [],
      required: !!(element.required || element.getAttribute('aria-required') === 'true' ||
        /(?:^|[\s_-])(?:required|must|bitian)(?:$|[\s_-])/i.test(element.className || '') || /[*＊]|必填/.test(`${lead} ${element.placeholder || ''}`)),
      role: Object.keys(chosen.fields).find(role => find(chosen.fields[role]) === element) || ''});
  });
  const send = chosen.send ? find(chosen.send) : (pressed(box)[0] || pressed(document)[0]);
  if (send) { send.setAttribute('data-xunjian', `${mode}-send`); result.send = true; }
  result.puzzle = [...document.querySelectorAll('[class*=geetest], [class*=slide-verify], [class*=slider-captcha], [class*=nc-container], .nc_wrapper, [id*=tcaptcha]')].some(shown);
  return JSON.stringify(result);
}
