// On every page: draw the charts that come near the window, the first before the theme's scripts run; then those, and
// mend what the theme leaves unlabelled.
(() => {
  const own = document.currentScript;
  const NEAR = 400; // px below the window
  const SOON = 3.5; // windows from the top: who opens a page is there before long
  const payloads = new Map();
  const drawing = new Set();

  const loads = {};
  const load = (src, async = true) => loads[new URL(src, location)] ??= new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement('script'), {src, async, onload, onerror}));
  });

  window.qantarChart = (label, payload) => payloads.set(label, payload);
  // What draws, and the first chart: each is run as soon as it is there, not when the page leaves it a turn.
  document.querySelectorAll('link[rel="preload"][as="script"]').forEach(({href}) => load(href));

  const show = async element => {
    const {label, src} = element.dataset;
    await Promise.all([load(own.dataset.charts), load(src)]);
    await window.qantarDraw(element, payloads.get(label));
    mend();
  };

  // One chart at a time, so that the first is live before the last is parsed.
  let queue = Promise.resolve();
  function draw(element) {
    if (drawing.has(element)) return;
    drawing.add(element);
    queue = queue.then(() => show(element)).catch(error => console.error(`${element.dataset.label}: ${error}`));
  }
  const near = new IntersectionObserver(entries => entries.forEach(({isIntersecting, target}) => {
    if (!isIntersecting) return;
    near.unobserve(target);
    draw(target);
  }), {rootMargin: `${NEAR}px`});

  // The theme's scripts take their time: the first chart does not wait for them, nor for the end of the page.
  function look() {
    const first = document.querySelector('.q-chart');
    const parsed = document.readyState !== 'loading';
    if (!parsed && !first?.nextElementSibling) return requestAnimationFrame(look);
    if (first?.getClientRects().length && first.getBoundingClientRect().top < SOON * innerHeight) draw(first);
    return queue.then(theme);
  }

  // Of these, two only mark the words that a search has just found, and two copy code, most of which is folded away.
  async function theme() {
    const unfolded = document.querySelector('.highlight:not(details:not([open]) *)');
    const sought = localStorage.getItem('sphinx_highlight_terms');
    const late = (own.dataset.late ?? '').split(' ').filter(src => src && (sought || !/doctools|highlight|translations/.test(src)));
    const copying = late.filter(src => !unfolded && /clipboard|copybutton/.test(src));
    const run = scripts => Promise.all(scripts.map(src => load(new URL(`../${src}`, own.src).href, false)));
    addEventListener('toggle', () => run(copying), {capture: true, once: true});
    await run(late.filter(src => !copying.includes(src)));
    mend();
  }

  const each = (selector, mendOne) => document.querySelectorAll(selector).forEach(mendOne);

  function mend() {
    each('.search-button-field[aria-label]', element => element.removeAttribute('aria-label'));
    each('.theme-switch-button svg', picture => {
      picture.querySelector('title')?.remove();
      picture.removeAttribute('aria-labelledby');
      picture.setAttribute('aria-hidden', 'true');
    });
    each('.sidebar-primary-item:has(> .navbar-brand)', element => {
      element.setAttribute('role', 'region');
      element.setAttribute('aria-label', document.querySelector('.navbar-brand .title')?.textContent ?? 'Book');
    });
    each('th', cell => { if (!cell.textContent.trim()) cell.replaceWith(document.createElement('td')); });
    each('[data-bs-title]', element => { element.title = element.dataset.bsTitle; });
  }

  // What is called alike at every figure says which it belongs to; a table is called as its section.
  function nameAlike() {
    each('.q-links', links => {
      const figure = links.closest('figure').querySelector('.caption-number')?.textContent.trim();
      if (figure) [links, ...links.querySelectorAll('summary, a[download], .q-listing > p a')].forEach(one =>
        one.setAttribute('aria-label', `${one.getAttribute('aria-label') ?? one.textContent}, ${figure}`));
    });
    each('.bd-article table:not(.q-figure *, :has(caption))', table => {
      const heading = table.closest('details, section')?.querySelector('summary, h1, h2, h3, h4');
      if (heading) table.setAttribute('aria-label', heading.textContent.replace(/#$/, ''));
    });
  }

  // The theme's way back up, shown to whoever scrolls up.
  function backToTop() {
    const button = document.getElementById('pst-back-to-top');
    let before = 0;
    addEventListener('scroll', () => {
      button.style.display = scrollY < before && scrollY > innerHeight ? 'block' : 'none';
      before = scrollY;
    }, {passive: true});
    button.addEventListener('click', () => scrollTo(0, 0));
  }

  function start() {
    mend();
    nameAlike();
    backToTop();
    each('.q-chart', element => near.observe(element));
  }
  // A link to what lies in a closed box opens the box.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let box = target?.closest('details:not([open])');
    if (!box) return;
    for (; box; box = box.parentElement.closest('details')) box.open = true;
    target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  addEventListener('load', reveal);
  addEventListener('load', mend);
  requestAnimationFrame(look); // once the style sheets are there
  if (document.readyState === 'loading') document.addEventListener('readystatechange', start, {once: true});
  else start();
})();
