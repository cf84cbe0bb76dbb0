// Opens pages of the built book in Firefox, over WebDriver BiDi, and draws all their charts.
// node firefox.mjs FOLDER_OF_PUPPETEER FIREFOX HOME PAGE…; prints what is wrong as JSON, a list of lines.
import {createRequire} from 'node:module';

const [folder, executablePath, home, ...pages] = process.argv.slice(2);
const puppeteer = createRequire(`${folder}/`)('puppeteer-core');
const HANGS_MS = 120_000; // no measure of speed: what takes longer never comes

// In the page: what is wrong with the chart of that number, once it is drawn or has had its time.
async function look(place, patience) {
  const chart = document.querySelectorAll('.q-chart')[place];
  if (chart.getClientRects().length === 0) return []; // a list stands in its place
  chart.scrollIntoView({block: 'center'});
  for (const start = Date.now(); chart.dataset.ready !== '1' && Date.now() - start < patience;) {
    await new Promise(requestAnimationFrame);
  }
  const {label} = chart.dataset;
  const live = chart.querySelector('.q-live svg');
  if (!live) return [`${label} is not drawn`];
  const edge = live.getBoundingClientRect();
  const cut = [...live.querySelectorAll('text')].filter(text => text.getAttribute('opacity') !== '0').filter(text => {
    const {left, right} = text.getBoundingClientRect();
    return left < edge.left - 1 || right > edge.right + 1;
  });
  const marks = live.querySelectorAll('[class*="mark-"] :is(path, line, text)').length;
  return [
    ...(marks ? [] : [`${label} has no marks`]),
    ...(edge.width > 200 && edge.height > 50 ? [] : [`${label} is ${edge.width} by ${edge.height} px`]),
    ...cut.map(text => `${label} cuts off ${text.textContent}`),
  ];
}

const browser = await puppeteer.launch({browser: 'firefox', executablePath, headless: true, protocolTimeout: HANGS_MS});
const wrong = [];
try {
  for (const width of [1280, 360]) {
    for (const name of pages) {
      const page = await browser.newPage();
      const say = words => wrong.push(`${name} at ${width} px: ${words}`);
      page.on('pageerror', error => say(error.message));
      page.on('console', message => { if (message.type() === 'error') say(message.text()); });
      await page.setViewport({width, height: 900});
      await page.goto(home + name, {waitUntil: 'load', timeout: HANGS_MS});
      const count = await page.$$eval('.q-chart', charts => charts.length);
      if (!count) say('no chart');
      for (let place = 0; place < count; place += 1) (await page.evaluate(look, place, HANGS_MS / 2)).forEach(say);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) say(`scrolls ${wide} px sideways`);
      await page.close();
    }
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(wrong));
