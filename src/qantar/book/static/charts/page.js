// On every page: draw charts when they come near the window, and mend what the theme leaves unlabelled.
(() => {
  const own = document.currentScript;
  const payloads = new Map();
  const waiting = new Map();

  const load = source => new Promise((done, failed) => {
    const script = Object.assign(document.createElement('script'), {src: source, onload: done, onerror: failed});
    document.head.append(script);
  });
  let library;
  const ready = () => (library ??= load(own.dataset.charts));

  window.qantarChart = (label, payload) => payloads.set(label, payload);

  const show = async element => {
    const {label, src} = element.dataset;
    await Promise.all([ready(), payloads.has(label) || load(src)]);
    await window.qantarDraw(element, payloads.get(label));
    mend();
  };

  // One chart at a time, so that the first is live before the last is parsed.
  let queue = Promise.resolve();
  const near = new IntersectionObserver(entries => entries.forEach(({isIntersecting, target}) => {
    if (!isIntersecting || waiting.has(target)) return;
    near.unobserve(target);
    waiting.set(target, true);
    queue = queue.then(() => show(target)).catch(error => console.error(`${target.dataset.label}: ${error}`));
  }), {rootMargin: '400px'});

  // A page with charts fetches the script for them once it has nothing better to do.
  const idle = window.requestIdleCallback ?? (run => setTimeout(run, 200));
  if (own.dataset.charts) addEventListener('load', () => idle(ready));

  const each = (selector, mendOne) => document.querySelectorAll(selector).forEach(mendOne);

  function mend() {
    each('.search-button-field[aria-label], summary[aria-label="Toggle hidden content"]', element =>
      element.removeAttribute('aria-label'));
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
  }

  // As soon as the page is parsed: the theme's own scripts run after that and take their time.
  function start() {
    mend();
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
  if (document.readyState === 'loading') document.addEventListener('readystatechange', start, {once: true});
  else start();
})();
