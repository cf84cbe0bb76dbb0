// The value at the pointer, in the page's own look. Text only: nothing in the data can become markup.
const REACH = 18; // px from which a line's nearest point answers
const PATHS = new Set(['line', 'area', 'trail']);
let box;

// What Vega writes where the data have nothing.
const EMPTY = new Set(['', 'null', 'undefined', 'NaN', 'Invalid Date']);

function rows(value) {
  const list = document.createElement('dl');
  for (const [key, item] of Object.entries(value)) {
    if (EMPTY.has(String(item ?? '').trim())) continue;
    list.append(
      Object.assign(document.createElement('dt'), {textContent: key}),
      Object.assign(document.createElement('dd'), {textContent: item}),
    );
  }
  return list;
}

function place(event) {
  const gap = 12;
  const {width, height} = box.getBoundingClientRect();
  const right = event.clientX + gap + width < document.documentElement.clientWidth;
  const below = event.clientY + gap + height < document.documentElement.clientHeight;
  box.style.left = `${Math.max(0, right ? event.clientX + gap : event.clientX - gap - width)}px`;
  box.style.top = `${Math.max(0, below ? event.clientY + gap : event.clientY - gap - height)}px`;
}

function create() {
  box = Object.assign(document.createElement('div'), {className: 'q-tooltip', hidden: true});
  box.setAttribute('aria-hidden', 'true');
  document.body.append(box);
  addEventListener('keydown', ({key}) => { if (key === 'Escape') box.hidden = true; });
  addEventListener('scroll', () => { box.hidden = true; }, {passive: true});
  addEventListener('pointerdown', ({target}) => { box.hidden ||= !target.closest('.q-live'); });
}

function show(event, value) {
  if (!box) create();
  box.hidden = value === null || value === undefined || value === '';
  if (box.hidden) return;
  box.replaceChildren(typeof value === 'object' ? rows(value) : String(value));
  place(event);
}

// Every path of the scene with its offset in the picture.
function* paths(mark, x, y) {
  if (PATHS.has(mark.marktype)) yield {mark, x, y};
  if (mark.marktype !== 'group') return;
  for (const group of mark.items) {
    for (const inner of group.items) yield* paths(inner, x + (group.x ?? 0), y + (group.y ?? 0));
  }
}

// Vega knows of a whole line only its first point: the reader means the one nearest to the pointer.
function nearest(view, svg, event, within) {
  const matrix = svg.querySelector('g').getScreenCTM().inverse();
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  let best = null;
  let least = within ? Infinity : REACH;
  for (const {mark, x, y} of paths(view.scenegraph().root, 0, 0)) {
    if (within && mark !== within) continue;
    for (const item of mark.items) {
      if (item.tooltip === undefined || item.tooltip === null || item.defined === false) continue;
      const across = Math.abs(item.x + x - at.x);
      const distance = within ? across : Math.hypot(across, item.y + y - at.y);
      if (distance < least) [best, least] = [item, distance];
    }
  }
  return best?.tooltip;
}

function svgItem(element) {
  const item = element.__data__;
  return item?.mark ? item : item?.[0];
}

// A finger has nothing to hover with and leaves at once: what it tapped is shown until the next tap. A mark that is a
// link is followed by the second.
const views = new WeakMap();
let tapped = null;
function tap(event) {
  if (event.pointerType === 'mouse') return;
  const live = event.currentTarget;
  const item = svgItem(event.target);
  if (item?.href && tapped !== item) {
    event.preventDefault();
    event.stopPropagation();
  }
  tapped = item;
  const path = item && PATHS.has(item.mark.marktype) ? item.mark : null;
  show(event, !path && item?.tooltip || nearest(views.get(live), live.querySelector('svg'), event, path));
}

// Vega says which mark is under the pointer; the page asks for the nearest point where that is a path or nothing.
export function tooltips(live) {
  let over = null;
  let text = null;
  const vega = (handler, event, item, value) => {
    over = value === null ? null : item;
    text = value;
  };
  const listen = view => {
    live.onpointermove = event => {
      const path = over && PATHS.has(over.mark.marktype) ? over.mark : null;
      show(event, over && !path ? text : nearest(view, live.querySelector('svg'), event, path));
    };
    live.onpointerleave = event => { if (event.pointerType === 'mouse') show(event, null); };
    views.set(live, view);
    live.addEventListener('click', tap, {capture: true});
  };
  return {vega, listen};
}
