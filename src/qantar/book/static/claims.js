// Lets readers filter the list of claims by topic and verdict; without this script the full list stands.
(() => {
  const claims = [...document.querySelectorAll('.qantar-claims > .claim')];
  const first = document.querySelector('.qantar-claims');
  if (!first) return;

  const kind = (claim, prefix) =>
    [...claim.classList].find(name => name.startsWith(prefix)).slice(prefix.length);
  const chosen = {topic: '', verdict: ''};
  const bar = document.createElement('form');
  bar.className = 'claims-filter';
  bar.setAttribute('role', 'search');
  bar.setAttribute('aria-label', 'Filter the claims');
  const status = document.createElement('p');
  status.setAttribute('role', 'status');

  function apply() {
    let shown = 0;
    for (const claim of claims) {
      const match = ['topic', 'verdict'].every(
        name => !chosen[name] || kind(claim, `${name}-`) === chosen[name]);
      claim.hidden = !match;
      shown += match;
    }
    for (const list of document.querySelectorAll('.qantar-claims')) {
      const section = list.closest('section');
      section.hidden = ![...list.children].some(claim => !claim.hidden);
    }
    status.textContent = `${shown} of ${claims.length} claims shown`;
  }

  for (const [name, words] of [['topic', 'Topic'], ['verdict', 'Verdict']]) {
    const field = document.createElement('span');
    const label = document.createElement('label');
    const select = document.createElement('select');
    label.textContent = words;
    label.htmlFor = select.id = `claims-${name}`;
    const values = [...new Set(claims.map(claim => kind(claim, `${name}-`)))];
    select.add(new Option('all', ''));
    for (const value of values) {
      const count = claims.filter(claim => kind(claim, `${name}-`) === value).length;
      select.add(new Option(`${value} (${count})`, value));
    }
    select.addEventListener('change', () => { chosen[name] = select.value; apply(); });
    field.append(label, ' ', select);
    bar.append(field);
  }
  bar.append(status);
  bar.addEventListener('submit', event => event.preventDefault());
  // The bar stands before the first topic, so that hiding that topic does not hide the bar.
  first.closest('section').before(bar);

  // A link to one claim must show it, whatever is filtered.
  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !claims.includes(target) || !target.hidden) return;
    for (const select of bar.querySelectorAll('select')) select.value = '';
    chosen.topic = chosen.verdict = '';
    apply();
    target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  apply();
})();
