/** What the reader's system may change under a drawing: its theme, its contrast, its own colours. */
const preferences = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'];

/**
 * Calls back, at most once a frame, when the colours around an element or the density of its pixels may have changed: for
 * what is drawn with colours that were looked up once. Returns the means to stop.
 */
export function watchLook(element: Element, changed: () => void): () => void {
  let frame = 0;
  const soon = () => {
    window.cancelAnimationFrame(frame);
    frame = window.requestAnimationFrame(changed);
  };
  const observer = new MutationObserver(soon);
  for (let above = element.parentElement; above !== null; above = above.parentElement) {
    observer.observe(above, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
  }
  const queries = preferences.map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener('change', soon);
  // A query for one density ends when the window moves to a screen of another, so it is created again.
  let density: MediaQueryList | undefined;
  const onDensity = () => {
    density?.removeEventListener('change', onDensity);
    const isFirst = density === undefined;
    density = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    density.addEventListener('change', onDensity);
    if (!isFirst) soon();
  };
  onDensity();
  return () => {
    window.cancelAnimationFrame(frame);
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', soon);
    density?.removeEventListener('change', onDensity);
  };
}
