// Writes ../static/theme.css: of the theme's rules those that the built books use. Run by `npm run build`.
import {transform} from 'esbuild';
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {PurgeCSS} from 'purgecss';
import html from 'purgecss-from-html';

const ROOT = '../../../../';
const STATIC = '../static/';
const WHOLE = 'node_modules/theme.css';
execFileSync(`${ROOT}.venv/bin/python`, ['theme.py', WHOLE, 'node_modules/theme.json'], {stdio: 'inherit'});
// The book's icons are drawn by site.css: no font is fetched for them.
const whole = readFileSync(WHOLE, 'utf8').replaceAll(/@charset[^;]*;|@font-face\s*\{[^}]*\}/g, '');

const scripts = 'doctools,searchtools,sphinx_highlight,copybutton,copybutton_funcs,scripts/{sphinx-book,pydata-sphinx}-theme';
const [{css}] = await new PurgeCSS().purge({
  css: [{raw: whole}],
  content: [
    `${ROOT}build/*/html/**/*.html`, `${ROOT}build/*/html/_static/{${scripts}}.js`,
    ...['charts/page', 'claims', 'site'].map(name => `${STATIC}${name}.js`),
  ],
  extractors: [{extractor: html, extensions: ['html']}],
  // What scripts and readers change, what MathJax writes, notices of other editions, colours for the book's own sheets.
  dynamicAttributes: ['data-theme', 'data-mode', 'aria-expanded', 'aria-current', 'open', 'hidden', 'tabindex'],
  safelist: {standard: [/^:/], variables: [/^--(pst|sbt)-color/], greedy: [/mjx/, /MathJax/, /admonition/]},
  keyframes: true,
  variables: true,
});
const {code} = await transform(css, {loader: 'css', minify: true, legalComments: 'inline'});
writeFileSync(`${STATIC}theme.css`, code);
