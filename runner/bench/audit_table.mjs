// Turns the numbers that audit_peers.sh collected into Markdown tables of medians.
//
//   node audit_table.mjs NUMBERS.tsv HEADING (FILE BYTES)...
import {readFileSync} from 'node:fs';

const [numbers, heading, ...files] = process.argv.slice(2);
const rows = new Map();  // tool -> file -> [{seconds, mib, code}]
for (const line of readFileSync(numbers, 'utf8').trim().split('\n')) {
  const [tool, file, wall, , kib, code] = line.split('\t');
  const ofTool = rows.get(tool) ?? rows.set(tool, new Map()).get(tool);
  (ofTool.get(file) ?? ofTool.set(file, []).get(file)).push({seconds: wall / 1e9, mib: kib / 1024, code: Number(code)});
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const most = (runs) => Math.max(...runs.map((run) => run.code));

function cells(tool, file) {
  const runs = rows.get(tool).get(file);
  // 124 and above: ended by the clock or a signal. A linter that only finds something ends with less.
  if (!runs || most(runs) >= 124) return `– | – | ${runs ? most(runs) : '–'}`;
  return `${median(runs.map((run) => run.seconds)).toFixed(2)} s | ${median(runs.map((run) => run.mib)).toFixed(0)} | ${most(runs)}`;
}

console.log(`${heading}\n`);
for (let i = 0; i < files.length; i += 2) {
  console.log(`| ${files[i]}, ${(files[i + 1] / 1e6).toFixed(1)} MB | wall time | peak memory, MiB | exit code |\n|---|---:|---:|---:|`);
  for (const tool of rows.keys()) {
    if (tool !== 'corpus') console.log(`| ${tool} | ${cells(tool, files[i])} |`);
  }
  console.log('');
}
const corpus = rows.get('corpus');
if (corpus) {
  const each = [...corpus].map(([file, runs]) => ({file: file.replace(/^corpus\//, ''), seconds: median(runs.map((run) => run.seconds)),
                                                  mib: Math.max(...runs.map((run) => run.mib)), code: most(runs)}));
  each.sort((a, b) => b.seconds - a.seconds);
  const sum = each.reduce((total, one) => total + one.seconds, 0), codes = new Map();
  for (const one of each) codes.set(one.code, (codes.get(one.code) ?? 0) + 1);
  console.log(`${each.length} contracts of the corpus, one process each: ${sum.toFixed(2)} s in all; the slowest, ${each[0].file}, ` +
              `${each[0].seconds.toFixed(2)} s; at most ${Math.max(...each.map((one) => one.mib)).toFixed(0)} MiB; exit codes ` +
              [...codes].sort().map(([code, count]) => `${code} of ${count}`).join(', ') + '.');
}
