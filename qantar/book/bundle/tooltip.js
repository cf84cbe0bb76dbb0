// The value under the pointer, in the page's own look. Text only: nothing in the data can become markup.
let box;

function rows(value) {
  const list = document.createElement('dl');
  for (const [key, item] of Object.entries(value)) {
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

export function showTooltip(handler, event, item, value) {
  if (!box) {
    box = Object.assign(document.createElement('div'), {className: 'q-tooltip'});
    box.setAttribute('aria-hidden', 'true');
    document.body.append(box);
    addEventListener('keydown', ({key}) => { if (key === 'Escape') box.hidden = true; });
    addEventListener('scroll', () => { box.hidden = true; }, {passive: true});
  }
  box.hidden = value === null || value === undefined || value === '';
  if (box.hidden) return;
  box.replaceChildren(typeof value === 'object' ? rows(value) : String(value));
  place(event);
}
