// Writes ../static/charts/charts.js, and maps.js that draws maps too. Run by `npm run build`.
import {build} from 'esbuild';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {resolve} from 'node:path';

// What no chart of the book needs: pages draw as SVG, data lie in the specification, charts name their colours.
const UNUSED = new RegExp(`node_modules/(${[
  'vega-scenegraph/src/((Canvas|Hybrid|SVGString)Renderer|HybridHandler)',
  'vega-loader/src/formats/topojson',
  'd3-dsv/dist/d3-dsv',
  'vega-scale/src/palettes',
  'vega-functions/src/functions/(ease|geo)',
  'vega-(selections|statistics)/index',
].join('|')})\\.m?js$`);

const trimmed = {
  name: 'trimmed',
  setup({onResolve, onLoad}) {
    // Vega's packages by their single modules, so that what nothing imports stays out.
    onResolve({filter: /^vega-/}, ({path}) => {
      const found = ['index.browser.js', 'index.js'].map(file => resolve('node_modules', path, file)).find(existsSync);
      return found && {path: found, sideEffects: false};
    });
    onResolve({filter: /^\./}, ({path, importer, resolveDir}) => (
      importer.includes('node_modules/vega-') ? {path: resolve(resolveDir, path), sideEffects: false} : undefined
    ));
    onLoad({filter: UNUSED}, () => ({contents: 'module.exports = {};'}));
    // Its lists of the letters that names may hold are 11 kB, and known to every browser.
    onLoad({filter: /vega-expression\/src\/parser\.js$/}, ({path}) => ({
      contents: readFileSync(path, 'utf8').replaceAll(/new RegExp\('\[\\\\xAA[^']*'\)/g, String.raw`/\p{ID_Continue}/u`),
    }));
  },
};

const {metafile} = await build({
  entryPoints: ['charts.js', 'maps.js'], outdir: '../static/charts', bundle: true, minify: true, format: 'iife',
  target: 'es2020', legalComments: 'none', metafile: true, plugins: [trimmed],
});
writeFileSync('node_modules/meta.json', JSON.stringify(metafile));
