// The pictures of the README: page one of an audit, and what the terminal shows. node pictures.mjs AUDIT.html TERMINAL.txt OUT
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import puppeteer from 'puppeteer-core';

const [, , audit, terminal, out] = process.argv;
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-lcd-text'] });
const page = await browser.newPage();
await page.setViewport({ width: 1180, height: 900 });
await page.goto(`file://${resolve(audit)}`);
const height = await page.$eval('#verdict', (section) => Math.ceil(section.getBoundingClientRect().bottom + scrollY));
await page.screenshot({ path: join(out, 'audit.png'), clip: { x: 0, y: 0, width: 1180, height: height + 24 } });

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const colours = { 1: 'font-weight:700', 2: 'opacity:.65', 32: 'color:#8cd8a2', 33: 'color:#f0c678', '1;31': 'color:#ff9f96;font-weight:700' };
const parts = readFileSync(terminal, 'utf8').trimEnd().split('\n\n');
const shown = [...parts.slice(0, 4), '…', parts.at(-1)].join('\n\n');
const text = escaped(shown).replaceAll(/\x1b\[([\d;]+)m(.*?)\x1b\[0m/gs, (_, code, inside) => `<span style="${colours[code] ?? ''}">${inside}</span>`);
await page.goto('about:blank');
await page.setContent(`<body style="margin:0;background:#121518"><pre style="margin:0;padding:20px 24px;width:1220px;color:#e5e8eb;font:13px/1.45 'DejaVu Sans Mono',monospace;white-space:pre;overflow:hidden">${text}</pre>`);
await page.setViewport({ width: 1280, height: 900 });
await (await page.$('pre')).screenshot({ path: join(out, 'terminal.png') });
await browser.close();
