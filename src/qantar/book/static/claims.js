// Lets readers narrow the claims by topic, verdict, kind and words, and copy a claim with its address; without this script the full list stands.
(() => {
  const first = document.querySelector('.qantar-claims');
  if (!first) return;
  const claims = [...document.querySelectorAll('.qantar-claims > .claim')];
  const trait = (claim, prefix) =>
    [...claim.classList].find(name => name.startsWith(prefix)).slice(prefix.length);
  const text = claim => claim.textContent.replace(/\s+/g, ' ').toLowerCase();
  const words = new Map(claims.map(claim => [claim, text(claim)]));
  const told = JSON.parse(document.getElementById('claims-words').textContent);
  const chosen = {topic: '', verdict: '', kind: ''};
  const bar = document.createElement('form');
  bar.className = 'claims-filter';
  bar.setAttribute('role', 'search');
  bar.setAttribute('aria-label', told.filter);
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  const search = document.createElement('input');

  function apply() {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const claim of claims) {
      const match = Object.entries(chosen).every(
        ([name, value]) => !value || trait(claim, `${name}-`) === value) &&
        wanted.every(word => words.get(claim).includes(word));
      claim.hidden = !match;
      shown += match;
    }
    for (const list of document.querySelectorAll('.qantar-claims')) {
      list.closest('section').hidden = ![...list.children].some(claim => !claim.hidden);
    }
    status.textContent = told.shown.replace('{shown}', shown).replace('{total}', claims.length);
  }

  function field(name, label, control) {
    const box = document.createElement('div');
    const title = document.createElement('label');
    title.textContent = label;
    title.htmlFor = control.id = `claims-${name}`;
    box.append(title, control);
    bar.append(box);
  }

  for (const name of ['topic', 'verdict', 'kind']) {
    const select = document.createElement('select');
    select.add(new Option(told.all, ''));
    for (const value of new Set(claims.map(claim => trait(claim, `${name}-`)))) {
      const count = claims.filter(claim => trait(claim, `${name}-`) === value).length;
      select.add(new Option(`${told[`${name}s`][value]} (${count})`, value));
    }
    select.addEventListener('change', () => { chosen[name] = select.value; apply(); });
    field(name, told[name], select);
  }
  search.type = 'search';
  search.autocomplete = 'off';
  search.addEventListener('input', apply);
  field('search', told.words, search);
  bar.append(status);
  bar.addEventListener('submit', event => event.preventDefault());
  // The bar stands before the first topic, so that hiding that topic does not hide the bar.
  first.closest('section').before(bar);

  // A link to one claim must show it, whatever is filtered.
  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !claims.includes(target) || !target.hidden) return;
    bar.reset();
    chosen.topic = chosen.verdict = chosen.kind = '';
    apply();
    target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);

  // Voices jump from card to card as from heading to heading.
  for (const claim of claims) {
    const head = claim.querySelector('.claim-head');
    head.setAttribute('role', 'heading');
    head.setAttribute('aria-level', 1 + Number(claim.closest('section').querySelector('h1, h2, h3').tagName[1]));
  }

  // The link to a claim also copies what to share: claim, verdict, address.
  for (const link of document.querySelectorAll('.claim-link')) {
    link.addEventListener('click', () => {
      if (!navigator.clipboard) return;
      const claim = link.closest('.claim');
      const said = claim.querySelector('.claim-text').textContent;
      const verdict = claim.querySelector('.claim-verdict').textContent;
      navigator.clipboard.writeText(told.claim.replace('{claim}', said).replace('{verdict}', verdict).replace('{address}', link.href)).then(() => {
        status.textContent = told.copied;
      }, () => {});
    });
  }
  apply();
})();
