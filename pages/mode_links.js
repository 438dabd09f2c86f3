() => {
  // Which links of the site itself does the page have? Those in its content, and whether some open new windows.
  const shown = element => { const r = element.getBoundingClientRect(); return r.width > 0 && r.height > 0; };
  const page = address => address.split('#')[0];
  const file = /\.(?:docx?|xlsx?|pdf|zip|rar|mp4|jpe?g|png)(?:\?|$)/i;
  const own = [...document.querySelectorAll('a[href]')].filter(link => shown(link) && link.host === location.host &&
    /^https?:$/.test(link.protocol) && page(link.href) !== page(location.href) && !file.test(link.href));
  const content = own.filter(link => (link.innerText || '').trim().length >= 4 && link.pathname !== '/' &&
    !/退出|返回|标准版|普通版|首页|登录|注册/.test(link.innerText));
  return JSON.stringify({windows: own.filter(link => link.target === '_blank').length,
    content: [...new Set(content.map(link => page(link.href)))].slice(0, 8)});
}
