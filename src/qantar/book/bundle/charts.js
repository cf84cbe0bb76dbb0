// The live charts: Vega's runtime without its compiler (Vega-Lite is compiled when the notebook runs) and without
// code generation (expressions are interpreted, so pages need no 'unsafe-eval').
import {extend} from 'vega-util';
import {transforms} from 'vega-dataflow';
import {
  aggregate, collect, compare, expression, extent, facet, field, filter, formula, key, lookup, multiextent, multivalues,
  params, prefacet, proxy, relay, sieve, tupleindex, values,
} from 'vega-transforms';
import {bound, mark, overlap, render, viewlayout} from 'vega-view-transforms';
import {axisticks, datajoin, encode, legendentries, scale, sortitems, stack} from 'vega-encode';
import {View} from 'vega-view';
import {parse} from 'vega-parser';
import {expressionInterpreter} from 'vega-interpreter';
import {tooltips} from './tooltip.js';

// What charts ask for by name (filter, formula, lookup, stack) and what Vega's parser itself asks for.
extend(transforms, {
  aggregate, axisticks, bound, collect, compare, datajoin, encode, expression, extent, facet, field, filter, formula,
  key, legendentries, lookup, mark, multiextent, multivalues, overlap, params, prefacet, proxy, relay, render, scale,
  sieve, sortitems, stack, tupleindex, values, viewlayout,
});

const drawn = new Map(); // element -> {view, payload, width}
const isDark = () => document.documentElement.dataset.theme === 'dark';

function recoloured(part, colours) {
  if (typeof part === 'string') {
    return part.replace(/#[0-9a-f]{6}\b/gi, colour => colours[colour.toLowerCase()] ?? colour);
  }
  if (Array.isArray(part)) return part.map(item => recoloured(item, colours));
  if (part === null || typeof part !== 'object') return part;
  return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, recoloured(item, colours)]));
}

// A chart of one view fits itself into the place kept for it. The views of a stacked chart get their width by
// signals; what axes and labels add to it is known for the static picture and corrected once drawn.
const isWidth = signal => /width$/i.test(signal.name) && typeof signal.value === 'number';
const isStacked = spec => !spec.autosize;
const place = element => {
  const stage = element.querySelector('.q-stage');
  return {width: Math.floor(stage.clientWidth), height: Math.round(parseFloat(getComputedStyle(stage).minHeight))};
};

function fitted(spec, {width, height}, margin) {
  const inner = isStacked(spec) ? width - margin : width;
  const signals = spec.signals.map(signal => {
    if (signal.name === 'room') return {...signal, value: width};
    return isStacked(spec) && isWidth(signal) ? {...signal, value: inner} : signal;
  });
  const fixed = !isStacked(spec) && typeof spec.height === 'number';
  return {
    ...spec, signals,
    ...('width' in spec ? {width: inner} : {}),
    ...(fixed ? {height, autosize: {type: 'fit', contains: 'padding'}} : {}),
  };
}

function setSize(view, spec, {width, height}, margin) {
  view.signal('room', width);
  if (!isStacked(spec)) {
    view.signal('width', width);
    if (typeof spec.height === 'number') view.signal('height', height);
    return;
  }
  if ('width' in spec) view.signal('width', width - margin);
  (spec.signals ?? []).filter(isWidth).forEach(signal => view.signal(signal.name, width - margin));
}

// Vega keeps no room for the end of an axis' last label, and measures words before their font is known.
function overhang(picture) {
  const edge = picture.getBoundingClientRect();
  const words = [...picture.querySelectorAll('text')].filter(text => text.getAttribute('opacity') !== '0');
  const boxes = words.map(text => text.getBoundingClientRect());
  const most = side => Math.ceil(Math.max(0, ...boxes.map(side)));
  return {left: most(box => edge.left - box.left), right: most(box => box.right - edge.right)};
}

// Only what is shown can be measured, so this comes after the first drawing. A label in the middle moves by less than
// the room it is given, so room is given again until nothing is cut off.
async function settle(view, payload, room, live) {
  let margin = payload.margin;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const picture = live.querySelector('svg');
    const over = isStacked(payload.vega) ? Math.ceil(Number(picture.getAttribute('width')) - room.width) : 0;
    const cut = overhang(picture);
    if (!over && cut.left <= 1 && cut.right <= 1) return;
    const padding = view.padding();
    margin += over + cut.left + cut.right;
    view.padding({...padding, left: padding.left + cut.left, right: padding.right + cut.right});
    setSize(view, payload.vega, room, margin);
    await view.resize().runAsync();
  }
}

// A chart with sliders answers in words, in the first of its views: whoever hears the page is told them as they change,
// and a slider that stands alone says the first line as its value.
function tell(element, live, controls) {
  const inputs = controls.querySelectorAll('input');
  const answer = element.querySelector('output') ?? document.createElement('output');
  const say = () => {
    const lines = [...live.querySelectorAll('.concat_0_group text')].flatMap(text =>
      text.childElementCount ? [...text.children].map(line => line.textContent) : text.textContent);
    if (inputs.length === 1) inputs[0].setAttribute('aria-valuetext', lines[0]);
    if (lines.join() !== answer.dataset.said) answer.innerText = lines.join('\n');
    answer.dataset.said = lines.join();
  };
  if (!inputs.length) return;
  answer.className = 'q-heard';
  answer.setAttribute('aria-live', 'polite');
  element.append(answer);
  say();
  new MutationObserver(say).observe(live.querySelector('svg'), {childList: true, characterData: true, subtree: true});
}

function nameInputs(controls, label) {
  controls.querySelectorAll('input, select').forEach(input => {
    const words = input.closest('.vega-bind')?.querySelector('.vega-bind-name')?.textContent ?? label;
    if (input.type !== 'radio') input.setAttribute('aria-label', words);
  });
  controls.querySelectorAll('.vega-bind-radio').forEach(group => {
    group.setAttribute('role', 'radiogroup');
    group.setAttribute('aria-label', group.previousElementSibling?.textContent ?? label);
  });
}

function carried(view, payload) {
  const bound = (payload.vega.signals ?? []).filter(signal => signal.bind);
  return bound.map(signal => [signal.name, view.signal(signal.name)]);
}

async function draw(element, payload) {
  const live = element.querySelector('.q-live');
  const controls = element.querySelector('.q-controls');
  const room = place(element);
  const before = drawn.get(element);
  const settings = before ? carried(before.view, payload) : [];
  before?.view.finalize();
  live.replaceChildren();
  controls.replaceChildren();
  const coloured = isDark() ? recoloured(payload.vega, payload.dark) : payload.vega;
  const pointing = tooltips(live);
  const view = new View(parse(fitted(coloured, room, payload.margin), undefined, {ast: true}), {
    renderer: 'svg', expr: expressionInterpreter, container: live, bind: controls, tooltip: pointing.vega,
  });
  settings.forEach(([name, value]) => view.signal(name, value));
  drawn.set(element, {view, payload, room});
  await view.runAsync();
  element.classList.add('q-on');
  await settle(view, payload, room, live);
  const picture = live.querySelector('svg');
  picture.setAttribute('role', 'img');
  picture.removeAttribute('aria-roledescription');
  picture.setAttribute('aria-label', payload.description);
  pointing.listen(view);
  nameInputs(controls, payload.description);
  tell(element, live, controls);
  element.dataset.ready = '1';
}

async function refit(element) {
  const {view, payload, room: before} = drawn.get(element);
  const room = place(element);
  if (room.width <= 0 || (room.width === before.width && room.height === before.height)) return;
  drawn.get(element).room = room;
  setSize(view, payload.vega, room, payload.margin);
  await view.resize().runAsync();
  await settle(view, payload, room, element.querySelector('.q-live'));
}

const observer = new ResizeObserver(entries => entries.forEach(({target}) => {
  const element = target.closest('.q-chart');
  if (drawn.has(element)) refit(element);
}));

const live = async (element, payload) => {
  await draw(element, payload);
  observer.observe(element.querySelector('.q-stage'));
};
window.qantarDraw = Object.assign(live, {transforms});

let dark = isDark();
new MutationObserver(() => {
  if (isDark() === dark) return;
  dark = isDark();
  drawn.forEach(({payload}, element) => draw(element, payload));
}).observe(document.documentElement, {attributeFilter: ['data-theme']});
