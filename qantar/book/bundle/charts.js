// The live charts: Vega's runtime without its compiler (Vega-Lite is compiled when the notebook runs) and without
// code generation (expressions are interpreted, so pages need no 'unsafe-eval').
import {extend} from 'vega-util';
import {transforms} from 'vega-dataflow';
import * as basic from 'vega-transforms';
import * as marks from 'vega-view-transforms';
import * as encode from 'vega-encode';
import * as geo from 'vega-geo';
import {View} from 'vega-view';
import {parse} from 'vega-parser';
import {expressionInterpreter} from 'vega-interpreter';
import {showTooltip} from './tooltip.js';
import {steerBrush} from './brush.js';

extend(transforms, basic, marks, encode, geo);

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

// Signals that hold the width of a stacked chart's views; a chart of one view fits itself to `width`.
const isWidth = signal => /width$/i.test(signal.name) && typeof signal.value === 'number';

function sized(spec, width) {
  const signals = (spec.signals ?? []).map(signal => (isWidth(signal) ? {...signal, value: width} : signal));
  return {...spec, signals, ...('width' in spec ? {width} : {})};
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
  const width = Math.floor(element.querySelector('.q-stage').clientWidth) - payload.margin;
  const before = drawn.get(element);
  const settings = before ? carried(before.view, payload) : [];
  before?.view.finalize();
  live.replaceChildren();
  controls.replaceChildren();
  const coloured = isDark() ? recoloured(payload.vega, payload.dark) : payload.vega;
  const view = new View(parse(sized(coloured, width), undefined, {ast: true}), {
    renderer: 'svg', expr: expressionInterpreter, container: live, bind: controls, tooltip: showTooltip,
  });
  settings.forEach(([name, value]) => view.signal(name, value));
  drawn.set(element, {view, payload, width});
  await view.runAsync();
  const picture = live.querySelector('svg');
  picture.setAttribute('role', 'img');
  picture.removeAttribute('aria-roledescription');
  picture.setAttribute('aria-label', payload.description);
  nameInputs(controls, payload.description);
  steerBrush(view, payload, live);
  element.classList.add('q-on');
  element.dataset.ready = '1';
}

async function fit(element) {
  const {view, payload, width: before} = drawn.get(element);
  const width = Math.floor(element.querySelector('.q-stage').clientWidth) - payload.margin;
  if (width === before || width <= 0) return;
  drawn.get(element).width = width;
  if ('width' in payload.vega) view.signal('width', width);
  (payload.vega.signals ?? []).filter(isWidth).forEach(signal => view.signal(signal.name, width));
  await view.resize().runAsync();
}

const observer = new ResizeObserver(entries => entries.forEach(({target}) => {
  const element = target.closest('.q-chart');
  if (drawn.has(element)) fit(element);
}));

window.qantarDraw = async (element, payload) => {
  await draw(element, payload);
  observer.observe(element.querySelector('.q-stage'));
};

let dark = isDark();
new MutationObserver(() => {
  if (isDark() === dark) return;
  dark = isDark();
  drawn.forEach(({payload}, element) => draw(element, payload));
}).observe(document.documentElement, {attributeFilter: ['data-theme']});
