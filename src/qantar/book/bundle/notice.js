// Writes ../static/NOTICE: what was bundled, its hash, and every package's licence. Run by `npm run build`.
import {createHash} from 'node:crypto';
import {readFileSync, readdirSync, writeFileSync} from 'node:fs';

const STATIC = '../static/';
const hash = file => createHash('sha256').update(readFileSync(STATIC + file)).digest('hex');
const inputs = Object.keys(JSON.parse(readFileSync('node_modules/meta.json')).inputs);
const names = new Set(inputs.filter(file => file.startsWith('node_modules/')).map(file => file.split('/')[1]));

const groups = new Map(); // licence text -> packages under it
const add = (text, name) => groups.set(text, [...(groups.get(text) ?? []), name]);
for (const name of [...names].sort()) {
  const folder = `node_modules/${name}/`;
  const {version, license} = JSON.parse(readFileSync(`${folder}package.json`));
  const file = readdirSync(folder).find(entry => /^licen/i.test(entry));
  const text = `Licence: ${license}\n\n${readFileSync(folder + file, 'utf8').trim()}`;
  add(text, `${name} ${version}`);
}
for (const [name, text] of Object.entries(JSON.parse(readFileSync('node_modules/theme.json')))) add(text, name);

const vazirmatn = JSON.parse(readFileSync('node_modules/vazirmatn/package.json'));
add(`Licence: OFL-1.1\n\n${readFileSync('node_modules/vazirmatn/OFL.txt', 'utf8').trim()}`, `vazirmatn ${vazirmatn.version}`);

const licences = [...groups].map(([text, packages]) => `${'-'.repeat(78)}\n${packages.join(', ')}\n${text}\n`);
writeFileSync(`${STATIC}NOTICE`, `What others wrote and the pages carry. Nothing else is loaded, from here or elsewhere.

charts/charts.js
  sha256 ${hash('charts/charts.js')}
charts/maps.js
  sha256 ${hash('charts/maps.js')}
theme.css
  sha256 ${hash('theme.css')}
theme.rtl.css
  sha256 ${hash('theme.rtl.css')}
  Made from src/qantar/book/bundle/ (exact versions with their hashes in package-lock.json), after make book:
      cd src/qantar/book/bundle && npm ci && npm run build
  The scripts hold the report's own lines (MIT) and packages below, each with its licence. theme.css holds the rules
  in use of Sphinx's theme and extensions below, which bring Bootstrap and Font Awesome's rules (MIT); theme.rtl.css
  is the same, mirrored by rtlcss for pages read from right to left.

fonts/  Vazirmatn ${vazirmatn.version}, OFL-1.1 (below), from npm package vazirmatn: its Arabic letters, for pages read from
  right to left. Charts are drawn with the same font, src/qantar/charting/fonts/.
fonts/vazirmatn.woff2
  sha256 ${hash('fonts/vazirmatn.woff2')}

mathjax/  MathJax 3.2.2, Apache-2.0 (mathjax/LICENSE), unchanged from npm package mathjax@3.2.2, folder es5/
mathjax/tex-chtml.js
  sha256 ${hash('mathjax/tex-chtml.js')}

${licences.join('\n')}`);
