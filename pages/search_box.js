// Finds the search box. In: [input selector, button selector], null when nothing is configured.
// Marks what it chose with data-xunjian, so that a locator can reach it. Out: JSON.
([givenInput, givenButton]) => {
  const WORD = /搜索|搜一搜|检索|查找|关键[字词]|想找|想搜|search|sousuo/i;
  const NAME = /^(q|qt|wd|kw|s|ss|sw|words?|keys?|search\w*|key_?words?|query\w*|fulltext)$/i;
  const ACTION = /search|sousuo|jiansuo|was5|igs\/front|[?&]q=/i;
  const OTHER = /用户名|账号|帐号|密码|手机|电话|邮箱|验证码|姓名|身份证|编号|查询码|登录|订阅/;
  const CALL = /^(站内|全站|全文|智能|高级|网站)?(搜索|检索)$/;
  const ICON = /(^|[-_\s])(search|sousuo)([-_]?(btn|button|icon|ico|toggle))?(\s|$)/i;
  const BUTTONS = 'button, input[type=submit], input[type=button], input[type=image], a, img, [onclick]';
  const TEXTS = 'input:not([type]), input[type=text], input[type=search]';
  const LEAST = 4;

  const told = element => [element.placeholder, element.value, element.title, element.alt,
    element.getAttribute('aria-label'), ...(element.labels ? [...element.labels].map(label => label.textContent) : []),
  ].map(flat).join(' ');
  const named = element => ['id', 'class', 'name', 'src'].map(name => element.getAttribute(name) || '').join(' ');
  const around = element => {
    const above = [];
    for (let up = element.parentElement; up && above.length < 4 && up !== document.body; up = up.parentElement) above.push(up);
    return above;
  };
  const speaks = element => !/高级/.test(element.textContent)
    && WORD.test(`${told(element)} ${flat(element.textContent).slice(0, 12)} ${named(element)}`);
  const after = element => {
    const next = [];
    for (let one = element.nextElementSibling; one && next.length < 3; one = one.nextElementSibling) next.push(one);
    return next;
  };
  const beside = input => {
    for (const place of [...(input.form ? [input.form] : after(input)), ...around(input)]) {
      const inside = place.matches(BUTTONS) ? [place] : pick(BUTTONS, place);
      const found = inside.filter(one => one !== input && shown(one) && flat(one.textContent).length < 12);
      const hit = found.find(one => one.type === 'submit' || one.type === 'image') || found.find(speaks);
      if (hit) return hit;
    }
    return null;
  };
  const score = input => {
    const form = input.form;
    const cue = told(input);
    if (OTHER.test(cue) || (form && form.querySelector('input[type=password], textarea'))) return -1;
    const button = beside(input);
    return (WORD.test(cue) ? 4 : 0)
      + (input.type === 'search' ? 4 : 0)
      + (NAME.test(input.name) || NAME.test(input.id) ? 3 : 0)
      + (input.closest('[role=search]') ? 3 : 0)
      + (form && ACTION.test(form.getAttribute('action') || '') ? 3 : 0)
      + (button && speaks(button) ? 3 : 0)
      + (around(input).some(up => /search|sousuo/i.test(named(up))) ? 2 : 0);
  };
  const calls = element => [element.textContent, element.title, element.getAttribute('aria-label'), element.alt]
    .some(text => CALL.test(flat(text))) || (!flat(element.textContent) && ICON.test(named(element)));

  for (const old of pick('[data-xunjian]')) old.removeAttribute('data-xunjian');
  const ranked = pick(TEXTS).filter(one => !one.disabled && !one.readOnly && shown(one))
    .map(one => [score(one), one]).filter(([points]) => points >= LEAST).sort((one, two) => two[0] - one[0]);
  const input = (givenInput ? pick(givenInput)[0] : ranked.length ? ranked[0][1] : null) || null;
  const button = (givenButton ? pick(givenButton)[0] : input && beside(input)) || null;
  const opener = input ? null : pick('a, button, i, span, img, [onclick]').filter(shown).find(calls) || null;
  for (const [name, element] of Object.entries({input, button, opener})) element?.setAttribute('data-xunjian', name);
  return JSON.stringify({
    input: Boolean(input),
    opener: Boolean(opener),
    frame: pick('iframe[src]').map(one => one.src).find(src => ACTION.test(src)) || '',
    get: Boolean(input && input.form && input.form.method === 'get'),
    limit: input && input.maxLength > 0 ? input.maxLength : 0,
    words: document.body ? flat(document.body.innerText).length : 0,
    links: pick('a[href]').map(one => [flat(one.textContent), one.href]).slice(0, 3000),
    html: input ? (input.form || input.parentElement).outerHTML.slice(0, 600) : '',
  });
}
