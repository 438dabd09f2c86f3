// Is somebody signed in on this page, and where does one sign in or out? In: selectors by name, null when not configured.
// Marks the controls with data-xunjian, so that a locator can reach them. Out: JSON. Never reads what was typed.
(given) => {
  const LOGIN = /^(请)?(先)?(用户|个人|市民|公众|自然人|统一身份认证|统一认证|一号)?(登录|登陆|登入)([\/|｜、·]?注册)?$|^(注册|立即)[\/|｜、·]?登录$/;
  const CENTRE = /^(个人|用户|会员)(中心|空间)$|^我的(空间|主页)$/;
  const LOGOUT = /^[\[(【]?(安全)?(退出|注销|登出)(登录|登陆|系统)?[\])】]?$/;
  const GREETING = /^(您好|你好|欢迎您|欢迎)[，,：:！! ]*([^，,。！! ]+)/;
  const NOBODY = /访问|光临|来到|使用|登录|登陆|注册|请|进入|网站|政府/;
  const MASKED = /^[\u4e00-\u9fff·]{1,3}\*{1,3}[\u4e00-\u9fff]?$|^1\d{2}\*{4}\d{4}$/;
  const PLACE = 'header, nav, [class*=top], [class*=head], [class*=user], [id*=user], [class*=login], [id*=login]';
  const CAPTCHA = /验证码|校验码|captcha|verify|yzm|checkcode|vcode|validatecode/i;
  const SLIDER = '[class*=slide-verify], [class*=geetest], [class*=yidun], [class*=nc_wrapper], [class*=slider-captcha], [id*=captcha]';
  const WRONG = /[^。！!？?\n]{0,12}((用户名|用户|账号|帐号|账户|密码|口令)[^。\n]{0,10}(错误|不正确|有误|不存在|不匹配|失败)|登录失败|(已|被)(锁定|冻结))[^。！!\n]{0,20}/;
  const TAB = /^(账号|帐号|账户|用户名|密码)(密码)?登[录陆]$/;
  const CONTROLS = 'a, button, [onclick], [role=button], [role=tab], input[type=button], input[type=submit], li, span';

  const pick = (css, root = document) => { try { return css ? [...root.querySelectorAll(css)] : []; } catch { return []; } };
  const tight = text => (text || '').replace(/[\s\u00a0\u3000]+/g, '');
  const shown = element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility === 'visible';
  };
  const says = element => tight(element.matches('input') ? element.value : element.textContent) || tight(element.title);
  const speaking = (pattern, all) => {
    const found = all.filter(one => pattern.test(says(one)));
    return found.find(one => one.matches('a, button, [onclick], [role=button], input')) || found[0] || null;
  };
  for (const old of pick('[data-xunjian]')) old.removeAttribute('data-xunjian');
  const controls = pick(CONTROLS);
  const visible = controls.filter(shown);

  const password = (given.password ? pick(given.password) : pick('input[type=password]')).filter(shown)[0] || null;
  const form = password && password.form;
  const outside = visible.filter(one => !(form && form.contains(one)) && !one.matches('[role=tab]'));
  const login = (given.login ? pick(given.login).filter(shown)[0] : speaking(LOGIN, outside)) || null;
  const centre = speaking(CENTRE, outside);
  const out = given.logout ? pick(given.logout) : [speaking(LOGOUT, visible), speaking(LOGOUT, controls)].filter(Boolean);
  const logout = out.find(shown) || out[0] || null;
  const leaves = pick('a, span, p, li, b, em, i, strong, div, font, td').filter(one => one.children.length < 2 && shown(one));
  const greeted = leaves.map(one => tight(one.textContent)).find(text => text.length < 24 && GREETING.test(text) && !NOBODY.test(text))
    || leaves.filter(one => one.closest(PLACE)).map(one => tight(one.textContent)).find(text => MASKED.test(text)) || '';
  const signed = given.marker ? pick(given.marker).some(shown)
    : Boolean((logout && shown(logout)) || (!login && !password && (greeted || logout)));

  const scope = form || document;
  const texts = pick('input:not([type]), input[type=text], input[type=tel], input[type=email]', scope).filter(shown);
  const cue = input => `${input.placeholder} ${input.name} ${input.id} ${input.className}`;
  const before = texts.filter(one => password && one.compareDocumentPosition(password) & Node.DOCUMENT_POSITION_FOLLOWING && !CAPTCHA.test(cue(one)));
  const username = given.username ? pick(given.username)[0] : before[before.length - 1];
  const captcha = Boolean(password) && (given.captcha ? pick(given.captcha).some(shown)
    : texts.some(one => CAPTCHA.test(cue(one))) || pick(SLIDER, scope).some(shown));
  const submits = password ? pick('button, input[type=submit], input[type=button], input[type=image], a, [onclick]', scope).filter(shown) : [];
  const submit = (given.submit ? pick(given.submit)[0]
    : submits.find(one => /^(立即|马上)?登[录陆入]$/.test(says(one))) || submits.find(one => one.type === 'submit')) || null;
  const agree = password ? pick('input[type=checkbox]', scope).find(one => !one.checked && /同意|阅读/.test(
    tight((one.labels && one.labels[0] || one.parentElement).textContent))) || null : null;
  const tab = password ? null : visible.find(one => TAB.test(says(one))) || null;
  const marks = {password, username, submit, agree, tab, logout, login: login || centre};
  for (const [name, element] of Object.entries(marks)) element?.setAttribute('data-xunjian', name);
  const wrong = document.body ? (document.body.innerText.match(WRONG) || [''])[0].trim() : '';
  return JSON.stringify({
    signed, greeted, wrong, captcha,
    form: Boolean(password && username && submit),
    password: Boolean(password),
    login: Boolean(login || centre),
    logout: Boolean(logout),
    tab: Boolean(tab),
    agree: Boolean(agree),
    words: document.body ? tight(document.body.innerText).length : 0,
  });
}
