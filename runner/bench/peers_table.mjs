// Turns the numbers that peers.sh collected into Markdown tables: medians, and their ratios to Blaze.
//
//   node peers_table.mjs NUMBERS.tsv DATE VERSIONS MACHINE ROUNDS
import {readFileSync} from 'node:fs';

const [file, date, versions, machine, rounds] = process.argv.slice(2);
const numbers = new Map();  // set -> tool -> measure -> values
for (const line of readFileSync(file, 'utf8').split('\n')) {
  const [tool, set, measure, value] = line.split('\t');
  if (value === undefined) continue;
  const tools = numbers.get(set) ?? numbers.set(set, new Map()).get(set);
  const measures = tools.get(tool) ?? tools.set(tool, new Map()).get(tool);
  (measures.get(measure) ?? measures.set(measure, []).get(measure)).push(Number(value));
}

function median(set, tool, measure) {
  const values = numbers.get(set)?.get(tool)?.get(measure);
  if (!values) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

// What Blaze says of validation are means, which whatever else the machine does makes longer: of all tools the best turn counts.
function best(set, tool, measure) {
  const values = numbers.get(set)?.get(tool)?.get(measure);
  return values ? Math.min(...values) : NaN;
}

// Differences of two processes below the noise of starting one are no numbers.
const least = 1e5;
const difference = (a, b) => (a - b >= least ? a - b : NaN);

// The nanoseconds of each part over all documents of a set, from whole processes where they are measured.
function columns(set) {
  const of = (tool, measure) => median(set, tool, measure);
  // The process of one document is taken off; a set of one document that is not repeated has nothing left.
  const atLeastOne = (n) => (n > 1e-9 ? n : NaN);
  const repeats = atLeastOne(of('all', 'repeats') - 1 / of('plumbline', 'documents'));
  const repeatsInvalid = atLeastOne(of('all', 'repeats_invalid') - 1 / of('plumbline', 'invalid_documents'));
  const process = (tool) => ({
    compile: difference(of(tool, 'one'), of(tool, 'any_one')),
    parse: difference(of(tool, 'any_big'), of(tool, 'any_one')) / repeats,
    pipeline: difference(of(tool, 'big'), of(tool, 'one')) / repeats,
    errors: difference(of(tool, 'wrong'), of(tool, 'wrong_one')) / repeatsInvalid,
    memory: of(tool, 'rss_big') / 1024,
    violations: of(tool, 'violations'),
  });
  const inside = (tool) => ({
    ...Object.fromEntries(['compile', 'parse', 'validate', 'pipeline', 'violations'].map((part) => [part, of(tool, part)])),
    validate: best(set, tool, 'validate'),
    errors: of(tool, 'errors_invalid') + of(tool, 'parse') * of('plumbline', 'invalid_bytes') / of('plumbline', 'bytes'),
    memory: of(tool, 'rss_big') / 1024,
  });
  const plumbline = inside('plumbline'), ajv = inside('ajv');
  const repeated = Number.isNaN(of('all', 'synthetic'));
  const whole = repeated && !Number.isNaN(of('plumbline', 'big'));
  if (whole) {
    const {parse, pipeline, errors, memory} = process('plumbline');
    Object.assign(plumbline, {parse, pipeline, errors, memory});
  }
  if (repeated && !Number.isNaN(of('ajv', 'big'))) ajv.pipeline = process('ajv').pipeline;
  return {plumbline, blaze: {...process('blaze'), validate: best(set, 'blaze', 'validate')}, ajv,
    documents: of('plumbline', 'documents'), bytes: of('plumbline', 'bytes'), whole};
}

function duration(nanoseconds) {
  if (Number.isNaN(nanoseconds)) return '–';
  if (nanoseconds < 1e3) return `${nanoseconds.toFixed(0)} ns`;
  if (nanoseconds < 1e6) return `${(nanoseconds / 1e3).toPrecision(3)} µs`;
  if (nanoseconds < 1e9) return `${(nanoseconds / 1e6).toPrecision(3)} ms`;
  return `${(nanoseconds / 1e9).toPrecision(3)} s`;
}
const ratio = (value) => (Number.isFinite(value) ? value.toFixed(value < 0.1 ? 3 : 2) : '–');
const mean = (values) => {
  const finite = values.filter((v) => Number.isFinite(v) && v > 0);
  return finite.length === 0 ? NaN : Math.exp(finite.reduce((sum, v) => sum + Math.log(v), 0) / finite.length);
};

const all = [...numbers.keys()].sort();
const real = all.filter((set) => Number.isNaN(median(set, 'all', 'synthetic')));
const synthetic = all.filter((set) => !real.includes(set));
const rows = new Map(all.map((set) => [set, columns(set)]));
const parts = [['compile', 'compile'], ['parse', 'parse'], ['validate', 'validate'], ['pipeline', 'bytes to verdict'],
  ['errors', 'bytes to errors']];

function ratios(tool) {
  const shown = parts.filter(([part]) => real.some((set) => Number.isFinite(rows.get(set)[tool][part] / rows.get(set).blaze[part])));
  console.log(`| set | ${shown.map(([, title]) => title).join(' | ')} |`);
  console.log(`|---|${shown.map(() => '---:|').join('')}`);
  for (const set of real) {
    const row = rows.get(set);
    console.log(`| ${set} | ${shown.map(([part]) => ratio(row[tool][part] / row.blaze[part])).join(' | ')} |`);
  }
  console.log(`| **geometric mean** | ${shown.map(([part]) => `**${ratio(mean(real.map((set) => rows.get(set)[tool][part] / rows.get(set).blaze[part])))}**`).join(' | ')} |`);
}

console.log(`Run of ${date}: ${versions}. ${machine}. Medians of ${rounds} turns.\n`);
const whole = [...rows.values()].some((row) => row.whole);
if (!whole) console.log('This build has no `plumbline validate`: its numbers are all measured inside the process.\n');
if (real.length > 0) {
  console.log('### Plumbline’s time divided by Blaze’s (below 1: Plumbline is faster)\n');
  ratios('plumbline');
  console.log('\n### ajv’s time divided by Blaze’s\n');
  ratios('ajv');
  console.log('\n### Medians, over all documents of the set: Plumbline / Blaze / ajv\n');
  console.log('| set | documents | MB | compile | parse | validate | bytes to verdict | bytes to errors | errors reported | peak memory, MiB |');
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|');
  for (const set of real) {
    const row = rows.get(set), three = (show, part) => ['plumbline', 'blaze', 'ajv'].map((tool) => show(row[tool][part])).join(' / ');
    const count = (n) => (Number.isFinite(n) ? n.toFixed(0) : '–');
    console.log(`| ${set} | ${row.documents} | ${(row.bytes / 1e6).toFixed(2)} | ${three(duration, 'compile')} | ${three(duration, 'parse')} | ${three(duration, 'validate')} | ${three(duration, 'pipeline')} | ${three(duration, 'errors')} | ${three(count, 'violations')} | ${three(count, 'memory')} |`);
  }
}
if (synthetic.length > 0) {
  console.log('\n### Shapes that are the worst of their kind: Plumbline / Blaze / ajv\n');
  console.log('| set | compile | validate | bytes to errors | peak memory, MiB |');
  console.log('|---|---:|---:|---:|---:|');
  for (const set of synthetic) {
    const row = rows.get(set), three = (show, part) => ['plumbline', 'blaze', 'ajv'].map((tool) => show(row[tool][part])).join(' / ');
    const count = (n) => (Number.isFinite(n) ? n.toFixed(0) : '–');
    console.log(`| ${set} | ${three(duration, 'compile')} | ${three(duration, 'validate')} | ${three(duration, 'errors')} | ${three(count, 'memory')} |`);
  }
}
