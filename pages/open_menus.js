() => {
  // Press the buttons that open what a small screen has put away: those that lead nowhere else and speak of a menu.
  const words = /menu|nav|toggle|hamburger|burger|collapse|switch|菜单|导航|展开|更多|栏目|切换/i;
  // What changes how all pages are shown is no menu.
  const modes = /无障碍|适老|长者|关怀|老年|大字|高对比|朗读|语音|barrier|elder|wza|access|lang|english|繁/i;
  const leads = element => element.tagName === 'A' && element.getAttribute('href') && !/^(?:#|javascript:)/i.test(element.getAttribute('href').trim());
  const buttons = [...document.querySelectorAll('button, summary, a, [role=button], [aria-expanded], [onclick], div, span, i')].filter(element => {
    const box = element.getBoundingClientRect();
    if (!seen(element) || leads(element) || box.width < 10 || box.width > innerWidth || box.height < 8 || box.height > 90 || (element.type === 'submit' && element.form)) return false;
    const said = [element.id, element.className && element.className.baseVal === undefined ? element.className : '', element.title, element.getAttribute('aria-label'),
      (element.innerText || '').slice(0, 12), element.getAttribute('aria-controls')].join(' ');
    if (modes.test(said) || element.hasAttribute('aria-pressed')) return false;
    return element.getAttribute('aria-expanded') === 'false' || element.tagName === 'SUMMARY' ||
      (words.test(said) && ((element.innerText || '').trim().length < 8) && element.querySelectorAll('a[href]').length < 2); }).slice(0, 8);
  buttons.filter(button => !buttons.some(outer => outer !== button && outer.contains(button))).forEach(button => button.click());
  return JSON.stringify({pressed: buttons.length});
}
