// A brush by keyboard: arrows move the selected span, with Shift they widen or narrow it, Escape clears it.
const STEP = 0.05;

function find(context, name) {
  if (context.signals?.[name]) return context;
  for (const inner of context.subcontext ?? []) {
    const found = find(inner, name);
    if (found) return found;
  }
  return null;
}

function brushName(spec) {
  const names = [];
  const walk = part => {
    (part.signals ?? []).forEach(({name}) => {
      if (name.endsWith('_x') && (part.signals ?? []).some(other => other.name === `${name.slice(0, -2)}_tuple`)) {
        names.push(name);
      }
    });
    (part.marks ?? []).forEach(walk);
  };
  walk(spec);
  return names[0];
}

function moved(span, key, wider, width) {
  const step = STEP * width * (key === 'ArrowLeft' ? -1 : 1);
  const [low, high] = span[0] === span[1] ? [0.4 * width, 0.6 * width] : [Math.min(...span), Math.max(...span)];
  if (wider) return [low, Math.min(width, Math.max(low + STEP * width, high + step))];
  const shift = Math.max(-low, Math.min(width - high, step));
  return [low + shift, high + shift];
}

export function steerBrush(view, payload, live) {
  const name = brushName(payload.vega);
  const context = name && find(view._runtime, name);
  if (!context) return;
  live.tabIndex = 0;
  live.setAttribute('role', 'group');
  live.setAttribute('aria-label', live.dataset.brushHelp);
  live.onkeydown = event => {
    const arrow = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
    if (!arrow && event.key !== 'Escape') return;
    event.preventDefault();
    const signal = context.signals[name];
    const width = (context.signals.width ?? view._runtime.signals.width).value;
    const span = arrow ? moved(signal.value.length ? signal.value : [0, 0], event.key, event.shiftKey, width) : [0, 0];
    view.update(signal, span).runAsync();
  };
}
