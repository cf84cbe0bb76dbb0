// Writes ../static/theme.rtl.css: theme.css as pages read from right to left need it. Run by `npm run build`.
import {readFileSync, writeFileSync} from 'node:fs';
import rtlcss from 'rtlcss';

const STATIC = '../static/';
writeFileSync(`${STATIC}theme.rtl.css`, rtlcss.process(readFileSync(`${STATIC}theme.css`, 'utf8')));
