(() => {
  // Runs before the page's own scripts: writes down what is spoken and played, and who listens to the mouse.
  if (window.__xunjianHeard) return;
  const heard = [], pressable = new WeakSet();
  window.__xunjianHeard = heard;
  window.__xunjianPressable = pressable;
  const note = (how, what) => { if (heard.length < 50) heard.push([how, String(what || '').trim().slice(0, 60)]); };
  const wrap = (owner, name, made) => { if (owner && owner[name]) owner[name] = made(owner[name]); };
  // A browser without voices stays silent; what a page asks it to say is what counts.
  const voice = {name: '普通话', lang: 'zh-CN', default: true, localService: true, voiceURI: 'zh-CN'};
  if (window.SpeechSynthesis) {
    const tell = (spoken, name) => { const event = new Event(name);
      if (typeof spoken[`on${name}`] === 'function') spoken[`on${name}`](event); spoken.dispatchEvent(event); };
    SpeechSynthesis.prototype.speak = function (spoken) {
      note('speak', spoken && spoken.text);
      setTimeout(() => { try { tell(spoken, 'start'); tell(spoken, 'end'); } catch { /* the page's own handlers */ } }, 50); };
    SpeechSynthesis.prototype.getVoices = () => [voice];
    Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', {configurable: true, get: () => voice, set() {}});
  } else {
    window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
    window.speechSynthesis = {speak: spoken => note('speak', spoken && spoken.text), getVoices: () => [voice], cancel() {},
      pause() {}, resume() {}, addEventListener() {}, removeEventListener() {}};
  }
  wrap(HTMLMediaElement.prototype, 'play', own => function (...rest) {
    note('play', this.currentSrc || this.src); return own.apply(this, rest); });
  wrap(window.AudioScheduledSourceNode && AudioScheduledSourceNode.prototype, 'start', own => function (...rest) {
    note('tone', this.constructor.name); return own.apply(this, rest); });
  wrap(window.AudioBufferSourceNode && AudioBufferSourceNode.prototype, 'start', own => function (...rest) {
    note('tone', 'AudioBuffer'); return own.apply(this, rest); });
  // Tool bars like to hide in closed shadow trees, where nobody else could find their buttons.
  wrap(Element.prototype, 'attachShadow', own => function (options) {
    return own.call(this, {...options, mode: 'open'}); });
  wrap(EventTarget.prototype, 'addEventListener', own => function (kind, ...rest) {
    if (/^(?:click|mousedown|mouseup|pointerdown|pointerup|touchstart|touchend)$/.test(kind) && this instanceof Element)
      pressable.add(this);
    return own.call(this, kind, ...rest); });
})();
