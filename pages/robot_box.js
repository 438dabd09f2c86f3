// Where does one ask the robot? Marks the field and the button with data-xunjian. Out: JSON.
() => {
  const ASK = /问|咨询|请输入|说点|帮您|帮你|输入您|聊/;
  const OTHER = /搜索|检索|关键[字词]|用户名|账号|密码|手机|电话|邮箱|验证码|姓名|标题|编号/;
  const SEND = /^(提问|发送|提交|咨询|询问|问一问|我要问|立即提问|回车|确定|send)$/i;
  const pick = (css, root = document) => [...root.querySelectorAll(css)];
  const flat = text => (text || '').replace(/[\s\u00a0\u3000]+/g, '');
  const shown = element => {
    const box = element.getBoundingClientRect();
    return box.width > 3 && box.height > 3 && getComputedStyle(element).visibility === 'visible';
  };
  const told = element => [element.placeholder, element.title, element.name, element.id, element.getAttribute('aria-label'),
    ...(element.labels ? [...element.labels].map(label => label.textContent) : [])].map(flat).join(' ');
  for (const old of pick('[data-xunjian]')) old.removeAttribute('data-xunjian');
  const fields = pick('textarea, input:not([type]), input[type=text], [contenteditable=true]')
    .filter(one => shown(one) && !one.disabled && !one.readOnly && !OTHER.test(told(one)) && !one.closest('[role=search]'));
  const input = fields.find(one => ASK.test(told(one))) || (fields.length === 1 ? fields[0] : null);
  let send = null;
  for (let place = input && input.parentElement; place && !send; place = place.parentElement)
    send = pick('button, input[type=submit], input[type=button], a, [onclick]', place)
      .find(one => shown(one) && SEND.test(flat(one.textContent) || flat(one.value))) || null;
  for (const [name, element] of Object.entries({input, send})) element?.setAttribute('data-xunjian', name);
  return JSON.stringify({
    input: Boolean(input), send: Boolean(send),
    frame: input ? '' : pick('iframe[src]').filter(shown).map(one => one.src).find(src => /robot|chat|kefu|qa|znwd|wenda|im/i.test(src)) || '',
    lines: (document.body ? document.body.innerText : '').split('\n').map(line => line.trim()).filter(Boolean).slice(0, 2000),
  });
}
