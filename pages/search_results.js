// Reads a page of search results as it stands. In: [results, categories, no-result selectors], null when not configured.
([givenResults, givenCategories, givenNothing]) => {
  const REGION = 'header, footer, nav, aside, [role=navigation], [role=banner], [role=contentinfo], [role=complementary]';
  const TOKEN = new RegExp('^(nav|navbar|mainnav|menu|topbar|toolbar|head|header|foot|footer|side|sidebar|aside|crumbs?|'
    + 'breadcrumbs?|friends?|hot[-_]?(words?|search|list)?|recommend\\w*|history|rank\\w*)$', 'i');
  const NOTHING = new RegExp('(没有|未|无法|暂无)(能)?(找到|检索到|查询到|搜索到|搜到|查到)|(没有|暂无|无)(任何)?(相关|符合|匹配|检索|搜索)|'
    + '(找到|检索到|搜索到|结果)[^0-9。]{0,12}\\b0 ?(条|个|项|篇)|暂无(数据|内容|结果)|no results?', 'i');
  const SHIELD = /请.{0,6}完成.{0,6}验证|拖动滑块|人机验证|访问验证/;
  const COUNT = /\s*[（(\[]?\s*\d+\s*(条|个|项)?\s*[）)\]]?$/;
  const RELATED = /^(相关|推荐|相似|热门相关)(的)?(搜索|检索|关键词|词)|^(猜您?你?想搜|您可能(还)?(想搜|想找|感兴趣)|大家(都|还)在搜|搜索推荐|为您推荐)/;
  const LIVE = 'a, button, label, [onclick], [role=tab]';
  const BOXES = 'ul, ol, dl, nav, div, p, td, tr, section, form, fieldset';

  const furniture = element => {
    if (element.closest(REGION)) return true;
    for (let up = element; up && up !== document.body; up = up.parentElement)
      if ([up.id, ...up.classList].some(token => TOKEN.test(token))) return true;
    return false;
  };
  const text = document.body ? flat(document.body.innerText) : '';
  const roots = givenResults ? pick(givenResults) : pick('body');
  const links = roots.flatMap(root => root.matches('a[href]') ? [root] : pick('a[href]', root));
  const scripted = roots.flatMap(root => pick('[onclick], [data-url], [data-href], h3, h4', root))
    .filter(one => !one.closest('a') && !one.querySelector('a[href]'));
  const hits = [...links, ...scripted].filter(one => shown(one) && (givenResults || !furniture(one))).slice(0, 400)
    .map(one => ({
      text: flat(one.innerText).slice(0, 300),
      title: flat(one.title),
      url: one.href || one.dataset.url || one.dataset.href || '',
    })).filter(hit => hit.text.length > 1);
  const chip = element => {
    const inner = element.matches(LIVE) ? element : [...element.children].find(child => child.matches(LIVE));
    const word = flat(element.innerText).replace(COUNT, '');
    const live = inner || getComputedStyle(element).cursor === 'pointer';
    return live && word && word.length <= 8 && shown(element) ? {text: word, href: inner?.href || ''} : null;
  };
  const groups = givenCategories
    ? [pick(givenCategories).filter(shown).map(one => ({text: flat(one.innerText).replace(COUNT, ''), href: ''}))]
    : pick(BOXES).map(box => [...box.children].map(chip).filter(Boolean)).filter(group => group.length > 1).slice(0, 200);
  const heads = pick('h2, h3, h4, dt').filter(one => shown(one) && !furniture(one) && !one.querySelector('a'))
    .map(one => flat(one.innerText)).filter(word => word.length <= 8).slice(0, 100);
  const labels = pick('span, i, b, em, strong, label, td')
    .filter(one => !one.children.length && shown(one) && !furniture(one) && !one.closest('button, [role=tab], li[onclick]'))
    .map(one => flat(one.innerText).replace(/^[【[]|[】\]]$/g, '')).filter(word => word && word.length <= 8).slice(0, 300);
  const lead = pick('h2, h3, h4, h5, dt, p, span, b, strong, div, li').filter(one => shown(one) && flat(one.innerText).length < 200
    && RELATED.test(flat(one.innerText)) && !one.closest('nav, footer')).pop();
  const beside = lead ? [lead, lead.nextElementSibling, lead.parentElement].find(box => box && box.querySelector('a, [onclick]')) : null;
  const related = beside ? pick('a, [onclick]', beside).map(one => flat(one.innerText)).filter(word => word.length > 1 && word.length <= 40) : [];
  const captcha = SHIELD.test(text)
    || pick('input').some(one => shown(one) && /验证码|captcha|yzm/i.test(`${one.placeholder} ${one.name} ${one.id}`));
  const nothing = givenNothing ? pick(givenNothing).some(shown) : NOTHING.test(text);
  return JSON.stringify({hits, groups, heads, labels, related, captcha, nothing});
}
