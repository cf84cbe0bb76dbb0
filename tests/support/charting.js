// What the chart tests ask a page. A chart is given by its label.
window.qantarCharts = (() => {
  const chart = label => document.querySelector(`.q-chart[data-label="${label}"]`);
  const box = element => element.getBoundingClientRect();
  const shown = element => element !== null && box(element).width > 0 && box(element).height > 0;

  // The shifts of layout that were seen, with what moved. The theme moves its list of sections by itself.
  const shifts = [];
  const moved = entry => entry.sources.map(one => one.node?.className || one.node?.nodeName || '');
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (!moved(entry).every(name => /toc-entry|search-button/.test(name))) {
      shifts.push(`${entry.value.toFixed(4)} by ${moved(entry).join(', ')}`);
    }
  })).observe({type: 'layout-shift', buffered: true});

  const labels = () => [...document.querySelectorAll('.q-chart')].map(one => one.dataset.label);

  // Draws by being looked at, one after another.
  const look = label => { chart(label).scrollIntoView({block: 'center'}); };
  const ready = label => chart(label).dataset.ready === '1';

  // Words that reach beyond the picture; those that Vega hides do not count.
  const texts = picture => [...picture.querySelectorAll('text')].filter(text => text.getAttribute('opacity') !== '0');
  const cut = picture => texts(picture).filter(text =>
    box(text).right > box(picture).right + 1 || box(text).left < box(picture).left - 1).map(text => text.textContent);

  // Words that a limit of their length shortened.
  const shortened = picture => texts(picture).map(text => text.textContent).filter(words => /\S…$/.test(words));

  // Pairs of lines that lie over each other. The lead of a label lies over its whole, to be bold.
  const part = node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return {words: node.textContent.replace(/[\u200e\u200f\u2066-\u2069]/g, '').trim(), box: range.getBoundingClientRect()};
  };
  const lines = picture => texts(picture).flatMap(text => text.childElementCount ? [...text.children] : [text])
    .map(part).filter(line => line.words && line.box.width > 0);
  const shared = (one, other, low, high) => Math.min(one.box[high], other.box[high]) - Math.max(one.box[low], other.box[low]);
  const meet = (one, other) => shared(one, other, 'left', 'right') > 1 && shared(one, other, 'top', 'bottom') > 5 &&
    !one.words.includes(other.words) && !other.words.includes(one.words);
  const over = picture => lines(picture).flatMap((one, place, all) =>
    all.slice(place + 1).filter(other => meet(one, other)).map(other => `${one.words} | ${other.words}`));

  // How wide what is drawn stands [px], words aside.
  const drawn = picture => {
    const marks = [...picture.querySelectorAll('[class*="role-mark"] > :is(path, line, rect)')].map(box)
      .filter(one => one.width + one.height > 0);
    return Math.max(...marks.map(one => one.right)) - Math.min(...marks.map(one => one.left));
  };

  // What is wrong with a still picture that should be so many px wide.
  const faults = (picture, width) => [
    ...(Math.abs(box(picture).width - width) > 1 ? [`${box(picture).width} px wide`] : []),
    ...cut(picture).map(words => `cut off: ${words}`), ...shortened(picture).map(words => `shortened: ${words}`),
    ...new Set(over(picture).map(words => `over each other: ${words}`)),
  ];

  const state = label => {
    const one = chart(label);
    const stage = one.querySelector('.q-stage');
    const live = one.querySelector('.q-live svg');
    return {
      pictures: [...one.querySelectorAll('.q-static')].filter(shown).length,
      loaded: [...one.querySelectorAll('.q-static img')].filter(shown).every(img => img.complete && img.naturalWidth),
      alt: [...one.querySelectorAll('.q-static img')].map(img => img.alt),
      live: shown(live), role: live?.getAttribute('role'), name: live?.getAttribute('aria-label'),
      marks: live ? live.querySelectorAll('[class*="mark-"] path, [class*="mark-"] line, [class*="mark-"] text').length : 0,
      over: live ? Math.round(box(live).right - box(stage).right) : 0,
      cut: live ? cut(live) : [],
      short: live ? Math.round(box(stage).width - box(live).width) : 0,
      html: live?.innerHTML ?? '',
      unnamed: [...one.querySelectorAll('.q-controls :is(input, select)')].filter(input =>
        !(input.getAttribute('aria-label') || input.closest('label')?.textContent.trim())).length,
    };
  };

  // Points of the chart where a mark lies: middles of marks, and points along lines and outlines.
  const targets = label => {
    const found = [];
    chart(label).querySelectorAll('.q-live [class*="role-mark"] > :is(path, line, rect)').forEach(mark => {
      const {left, top, width, height} = box(mark);
      found.push([left + width / 2, top + height / 2]);
      if (mark.getTotalLength) {
        const matrix = mark.getScreenCTM();
        for (const part of [0.1, 0.25, 0.5, 0.8]) {
          const at = mark.getPointAtLength(part * mark.getTotalLength()).matrixTransform(matrix);
          found.push([at.x, at.y], [at.x, at.y + 3]);
        }
      }
    });
    const stride = Math.max(1, Math.floor(found.length / 40));
    return found.filter((_, index) => index % stride === 0);
  };

  const tooltip = () => {
    const tip = document.querySelector('.q-tooltip:not([hidden])');
    return shown(tip) ? tip.innerText : '';
  };

  // Frames, not milliseconds: a busy machine draws fewer of them in the same time.
  const FRAMES = 60;
  const frame = () => new Promise(requestAnimationFrame);
  const changed = async (label, html) => {
    for (let n = 0; n < FRAMES && state(label).html === html; n += 1) await frame();
    return state(label).html !== html;
  };
  const pointed = async () => {
    for (let n = 0; n < 2 && !tooltip(); n += 1) await frame();
    return tooltip();
  };

  return {labels, changed, pointed, look, ready, cut, drawn, faults, state, targets, tooltip, shifts: () => shifts};
})();
