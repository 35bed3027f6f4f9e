// Opens each report in headless chromium, in light, dark, phone and print, with scripts and without, and holds it to what the page promises.
// node check.mjs FOLDER
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import puppeteer from 'puppeteer-core';

const folder = resolve(process.argv[2]);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kMostBytes = 10 * 1000 * 1000;
const kMostMilliseconds = 2000;
let failures = 0;
const expect = (holds, what) => {
  if (!holds) ++failures;
  console.log(`${holds ? 'ok' : 'FAILED'}  ${what}`);
};

const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

async function open(name, { width = 1280, height = 900, scheme = 'light', scripts = true } = {}) {
  const page = await browser.newPage();
  const troubles = [];
  page.on('console', (message) => troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('request', (request) => request.url().startsWith('file:') || troubles.push(`request: ${request.url()}`));
  page.on('dialog', (dialog) => dialog.dismiss());
  await page.evaluateOnNewDocument(() => {
    window.violations = [];
    addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
  });
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height, deviceScaleFactor: 1, isMobile: width < 500 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  const begun = performance.now();
  await page.goto(`file://${join(folder, name)}.html`, { waitUntil: 'load' });
  await page.screenshot();
  return { page, troubles, time: performance.now() - begun };
}

async function axeViolations(page) {
  await page.evaluate(axe);
  const results = await page.evaluate(() => window.axe.run(document, { preload: false, resultTypes: ['violations'] }));
  return results.violations.map((rule) => `${rule.id} (${rule.impact}, ${rule.nodes.length}): ${rule.help}: ${rule.nodes[0].html.slice(0, 160)} ${rule.nodes[0].failureSummary?.replace(/\s+/g, ' ').slice(0, 200)}`);
}

const names = readdirSync(folder).filter((file) => file.endsWith('.html')).map((file) => file.slice(0, -5)).sort();
for (const name of names) {
  if (name === 'many') continue;
  for (const [look, options] of Object.entries({ light: {}, dark: { scheme: 'dark' }, phone: { width: 390, height: 844 } })) {
    const { page, troubles } = await open(name, options);
    await page.screenshot({ path: join(folder, `${name}-${look}.png`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide <= 0, `${name} ${look}: nothing stands out to the right (${wide})`);
    expect(await page.evaluate(() => !document.getElementById('filter')?.hidden), `${name} ${look}: the filter is offered`);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    const violations = await axeViolations(page);
    expect(violations.length === 0, `${name} ${look}: axe finds nothing${violations.map((line) => `\n        ${line}`).join('')}`);
    troubles.push(...(await page.evaluate(() => window.violations)), ...((await page.evaluate(() => window.broken)) ? ['a script of a body ran'] : []));
    expect(troubles.length === 0, `${name} ${look}: no error, no request, no violation of the policy ${troubles.join('; ')}`);
    await page.close();
  }
  const { page } = await open(name);
  await page.pdf({ path: join(folder, `${name}.pdf`), format: 'A4' });
  await page.close();
  const quiet = await open(name, { scripts: false });
  const cards = await quiet.page.$$eval('.card', (all) => all.filter((card) => card.checkVisibility()).length);
  const told = await quiet.page.$$eval('.card', (all) => all.length);
  expect(cards === told && (await quiet.page.$eval('#filter', (form) => form.hidden).catch(() => true)), `${name} without scripts: all ${told} cards are there, and no filter`);
  await quiet.page.close();
}

// The judges themselves: what they must notice, they notice.
{
  const { page } = await open('everything');
  await page.evaluate(() => {
    const text = document.createElement('p');
    text.textContent = 'faint';
    document.body.append(text, document.createElement('img'));
    text.setAttribute('style', 'color: #777');
    const script = document.createElement('script');
    script.textContent = 'window.broken = true';
    document.body.append(script);
  });
  await new Promise((done) => setTimeout(done, 200));
  const kinds = await page.evaluate(() => window.violations);
  expect(kinds.some((kind) => kind.startsWith('style-src')) && kinds.some((kind) => kind.startsWith('script-src')), 'the policy keeps out styles and scripts that are not of the page');
  expect(!(await page.evaluate(() => window.broken)), 'a script that was put into the page does not run');
  expect((await axeViolations(page)).some((line) => line.startsWith('image-alt')), 'axe sees an image without a text');
  await page.close();
}
// One click from a card to the whole body, which a closed <details> holds.
{
  const { page } = await open('everything', { scripts: false });
  const target = await page.$eval('.cases a', (link) => {
    link.click();
    return link.getAttribute('href').slice(1);
  });
  await new Promise((done) => setTimeout(done, 300));
  expect(await page.evaluate((id) => document.getElementById(id).checkVisibility(), target), `a link opens the case ${target}, without scripts`);
  await page.close();
}
// Filters.
{
  const { page } = await open('everything');
  const visible = () => page.$$eval('.card', (all) => all.filter((card) => !card.hidden).map((card) => card.dataset.state));
  const all = (await visible()).length;
  await page.select('[name=state]', 'expired');
  expect((await visible()).every((state) => state === 'expired') && (await visible()).length === 1, 'the state filter leaves the expired one');
  await page.select('[name=state]', '');
  await page.type('[name=words]', 'onerror');
  expect((await visible()).length === 1, 'the search leaves the one that holds the word');
  await page.evaluate(() => (location.hash = document.querySelector('.card[hidden]').id));
  await new Promise((done) => setTimeout(done, 200));
  expect((await visible()).length === all, 'a link to a hidden card shows it');
  await page.select('[name=order]', 'rule');
  const rules = await page.$$eval('.card', (cards) => cards.map((card) => card.dataset.rule));
  expect(rules.join() === [...rules].sort((a, b) => a.localeCompare(b)).join(), 'cards can be ordered by rule');
  await page.close();
}
// 5,000 discrepancies.
{
  const bytes = statSync(join(folder, 'many.html')).size;
  expect(bytes < kMostBytes, `5,000 discrepancies: ${(bytes / 1e6).toFixed(1)} MB`);
  let best = Infinity;
  for (let i = 0; i < 3; ++i) {
    const { page, time, troubles } = await open('many');
    best = Math.min(best, time);
    expect(troubles.length === 0 && (await page.$$eval('.card', (all) => all.length)) === 5000, `5,000 discrepancies: all there ${troubles.join('; ')}`);
    await page.close();
  }
  expect(best < kMostMilliseconds, `5,000 discrepancies: loaded and painted in ${Math.round(best)} ms`);
}
await browser.close();
console.log(failures === 0 ? 'browser: nothing is wrong' : `browser: ${failures} of these do not hold`);
process.exit(failures === 0 ? 0 : 1);
