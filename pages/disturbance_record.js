(() => {
  // Runs before the page's own scripts: native dialogs are written down and answered, an endless row of them is ended.
  if (window.__xunjianMet) return;
  const met = {dialogs: [], windows: []};
  window.__xunjianMet = met;
  const say = (text, answer) => { met.dialogs.push(String(text === undefined ? '' : text).slice(0, 60));
    if (met.dialogs.length > 6) throw new Error('too many dialogs'); return answer; };
  window.alert = text => say(text, undefined);
  window.confirm = text => say(text, false);
  window.prompt = text => say(text, null);
  const open = window.open;
  window.open = function (address, ...rest) {
    // What a press of the inspector opens is a window, what opens by itself is only noted.
    if (navigator.userActivation && navigator.userActivation.isActive) return open.call(this, address, ...rest);
    try { met.windows.push(new URL(address || '', location.href).href); } catch { met.windows.push(String(address)); }
    return null; };
})();
