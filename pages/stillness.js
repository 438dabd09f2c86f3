() => {
  // Nothing moves any more: timers of carousels, animations, films and marquees stop where they are.
  const last = setTimeout(() => {}, 0);
  for (let timer = 0; timer <= last && timer < 100000; timer += 1) { clearTimeout(timer); clearInterval(timer); }
  for (const film of document.querySelectorAll('video, audio')) film.pause();
  for (const band of document.querySelectorAll('marquee')) if (band.stop) band.stop();
  for (const motion of document.getAnimations ? document.getAnimations() : []) {
    const timing = motion.effect && motion.effect.getComputedTiming();
    if (timing && timing.iterations === Infinity) motion.pause(); else try { motion.finish(); } catch { motion.cancel(); } }
  return JSON.stringify({still: true});
}
