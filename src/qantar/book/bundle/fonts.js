// Writes the letters of right-to-left editions: ../static/fonts/ for pages, ../../charting/fonts/ for drawing charts.
// Run by `npm run build`.
import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import subset from 'subset-font';

const FONTS = 'node_modules/vazirmatn/fonts/';
const DRAWN = '../../charting/fonts/';
const span = (first, last) => Array.from({length: last - first + 1}, (_, place) => String.fromCodePoint(first + place)).join('');
// Letters, vowel marks and punctuation of Arabic, and the letters that names from elsewhere take; joiners.
// The `unicode-range` in ../static/rtl.css says the same.
const ARABIC = `،؛؟٪٫٬${span(0x621, 0x652)}\u0670پچژڤگ${span(0x200c, 0x200f)}`;
// A picture is drawn with one font: it needs digits, Latin and signs too.
const LATIN = `${span(0x20, 0x7e)}${span(0xa0, 0x17f)}–—‘’“”…−≈≤≥×₂\u202f${span(0x2066, 0x2069)}`;

async function write(source, letters, targetFormat, folder, target) {
  mkdirSync(folder, {recursive: true});
  writeFileSync(folder + target, await subset(readFileSync(FONTS + source), letters, {targetFormat}));
}

await write('variable/Vazirmatn[wght].ttf', ARABIC, 'woff2', '../static/fonts/', 'vazirmatn.woff2');
for (const weight of ['Regular', 'Bold']) {
  await write(`ttf/Vazirmatn-${weight}.ttf`, ARABIC + LATIN, 'truetype', DRAWN, `Vazirmatn-${weight}.ttf`);
}
copyFileSync('node_modules/vazirmatn/OFL.txt', `${DRAWN}OFL.txt`);
