// What the browser tests ask a page; each function returns a list of problems.
window.qantarChecks = (() => {
  const short = one => one.outerHTML.slice(0, 120);
  const shown = one => one.offsetParent !== null;
  const all = selector => [...document.querySelectorAll(selector)].filter(shown);

  // The theme's scripts have run once they have said of each listing and table whether it scrolls.
  const drawn = () => walked && all('.q-chart').every(one => one.classList.contains('q-on'))
    && all('img').every(one => one.complete)
    && all('pre, .pst-scrollable-table-container').every(one => one.hasAttribute('tabindex'));

  // Charts are drawn when they come near the window.
  let walked = false;
  const walk = async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
      scrollTo(0, y);
      await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
    scrollTo(0, 0);
    walked = true;
  };

  const sideways = () => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = all('body *').filter(one => one.getBoundingClientRect().right > width + 1);
    return ['scrolls sideways', ...wide.slice(0, 5).map(one => `wider than the page: ${short(one)}`)];
  };

  const broken = () => all('img').filter(one => !one.naturalWidth)
    .map(one => `broken picture: ${one.currentSrc || one.src}`);

  const clipped = () => all('main :is(p, a, li, h1, h2, h3, button, summary, td, th, label)')
    .filter(one => /hidden|clip/.test(getComputedStyle(one).overflow)
      && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
    .slice(0, 5).map(one => `cut off: ${short(one)}`);

  const headings = () => {
    const seen = all('h1, h2, h3, h4, h5, h6');
    const levels = seen.map(one => Number(one.tagName[1]));
    const first = levels.filter(level => level === 1).length;
    const skipped = seen.filter((one, i) => levels[i] > (i ? levels[i - 1] : 0) + 1);
    return [
      ...skipped.map(one => `heading out of order: ${one.tagName} ${one.textContent.trim()}`),
      ...(first === 1 ? [] : [`${first} headings of the first level`]),
    ];
  };

  // null at the end of the page, else the problem with the element that has the focus, or none.
  const focus = () => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(one);
    const [{left, top, width, height} = {}] = one.getClientRects();
    const ring = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
    const middle = (from, size, most) => (Math.max(from, 0) + Math.min(from + size, most)) / 2; // of what is in view
    const seen = width && height &&
      one.contains(document.elementFromPoint(middle(left, width, innerWidth), middle(top, height, innerHeight)));
    return ring && seen ? [] : [`focus not seen: ${short(one)}`];
  };

  return {drawn, walk, headings, focus, layout: () => [...sideways(), ...broken(), ...clipped()]};
})();
