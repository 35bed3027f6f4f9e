// Measures ajv over one set, inside the process, and prints the line of JSON that plumbline_measure_set prints.
//
//   node ajv.mjs MODULES FOLDER [ROUNDS]          MODULES: the folder that has ajv in its node_modules
//   node ajv.mjs MODULES --lines SCHEMA FILE      bytes to verdicts and no more, for measuring the whole process
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {basename, join, resolve} from 'node:path';

const [modules, ...rest] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), 'index.js'));
const options = {strict: false, validateFormats: false, validateSchema: false, logger: false};

function build(schema, more = {}) {
  const dialect = typeof schema === 'object' ? schema.$schema ?? '' : '';
  const name = dialect.includes('draft-04') ? 'ajv-draft-04'
    : dialect.includes('2019-09') ? 'ajv/dist/2019'
    : dialect.includes('2020-12') ? 'ajv/dist/2020' : 'ajv';
  const Ajv = require(name);
  const compile = (unicodeRegExp) => {
    const ajv = new (Ajv.default ?? Ajv)({...options, unicodeRegExp, ...more});
    if (dialect.includes('draft-06')) ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
    return ajv.compile(schema);
  };
  try {
    return compile(true);
  } catch (error) {
    if (error instanceof SyntaxError) return compile(false);  // a pattern that only the older rules read
    throw error;
  }
}

function* linesOf(bytes) {
  for (let begin = 0; begin < bytes.length;) {
    let end = bytes.indexOf(10, begin);
    if (end < 0) end = bytes.length;
    if (end > begin) yield bytes.subarray(begin, end);
    begin = end + 1;
  }
}

const now = () => Number(process.hrtime.bigint());

function median(times) {
  times.sort((a, b) => a - b);
  return times[times.length >> 1];
}

// The median of at most `rounds` runs; one that takes a second is not repeated often.
function time(rounds, run) {
  const times = [];
  for (let spent = 0; times.length < rounds && spent < 4e9;) {
    const start = now();
    run();
    times.push(now() - start);
    spent += times.at(-1);
  }
  return Math.round(median(times));
}

function warm(run) {
  const end = now() + 3e8;
  do run(); while (now() < end);
}

// What fails (a stack that overflows) has no number.
function attempt(run) {
  try {
    return run();
  } catch {
    return null;
  }
}

function measure(folder, rounds) {
  const schema = JSON.parse(readFileSync(join(folder, 'schema.json'), 'utf8'));
  const bytes = readFileSync(join(folder, 'instances.jsonl'));
  const lines = [...linesOf(bytes)].map((line) => line.toString());
  const invalid = [...linesOf(readFileSync(join(folder, 'invalid.jsonl')))].map((line) => JSON.parse(line.toString()));
  const documents = lines.map((line) => JSON.parse(line));
  const validate = build(schema);
  const validateAll = build(schema, {allErrors: true});
  let sink = 0;
  const row = {set: basename(folder), bytes: bytes.length, documents: lines.length};
  row.valid = attempt(() => documents.filter((one) => validate(one)).length);
  row.invalid_documents = attempt(() => invalid.filter((one) => !validateAll(one)).length);
  row.violations = attempt(() => invalid.reduce((sum, one) => sum + (validateAll(one) ? 0 : validateAll.errors.length), 0));
  row.compile = attempt(() => time(rounds, () => build(schema)));
  const parse = () => { for (const line of lines) sink += JSON.parse(line) === null ? 1 : 0; };
  warm(parse);
  row.parse = time(rounds, parse);
  row.validate = attempt(() => {
    const loop = 50;
    warm(() => { for (const one of documents) sink += validate(one); });
    let sum = 0;
    for (const one of documents) sum += time(Math.min(rounds, 5), () => { for (let i = 0; i < loop; ++i) sink += validate(one); }) / loop;
    return Math.round(sum);
  });
  row.pipeline = attempt(() => {
    const run = () => { for (const line of linesOf(bytes)) sink += validate(JSON.parse(line.toString())); };
    warm(run);
    return time(rounds, run);
  });
  row.errors_invalid = attempt(() => {
    const run = () => { for (const one of invalid) sink += validateAll(one) ? 1 : validateAll.errors.length; };
    warm(run);
    return time(rounds, run);
  });
  row.sink = sink % 10;
  console.log(JSON.stringify(row));
}

if (rest[0] === '--lines') {
  const validate = build(JSON.parse(readFileSync(rest[1], 'utf8')));
  let valid = 0, all = 0;
  for (const line of linesOf(readFileSync(rest[2]))) {
    valid += validate(JSON.parse(line.toString()));
    ++all;
  }
  console.log(`${valid} of ${all} valid`);
} else {
  measure(rest[0], Number(rest[1] ?? 11));
}
