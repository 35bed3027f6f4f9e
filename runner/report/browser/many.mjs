// Makes, of a real result, one with 5,000 discrepancies, and one in which everything occurs: every state, hostile text, times, earlier results.
// node many.mjs RESULT.json OUT
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , from, out] = process.argv;
const load = () => JSON.parse(readFileSync(from, 'utf8'));
const write = (name, result) => writeFileSync(join(out, name), JSON.stringify(result, null, 2));
const hostile = '</code><script>window.broken = true</script><img src=x onerror="window.broken = true">&lt;b&gt; "\'';

// Findings that answers showed, spread over the cases, so that every card has a body to quote.
function answered(result, number) {
  const cases = result.cases.filter((test) => (test.exchange?.response?.body ?? '').startsWith('{'));
  const test = cases[number % cases.length];
  const [member, value] = Object.entries(JSON.parse(test.exchange.response.body))[0];
  const text = JSON.stringify(value);
  return {
    fingerprint: number.toString(16).padStart(16, '0'), shape: number.toString(16).padStart(8, '0'), rule: 'response.schema', severity: ['error', 'warning'][number % 2], state: 'new', vendor: result.vendor.id,
    operation: test.operation, status: '200', mediaType: 'application/json', schemaPointer: `/a/${number}`, instancePointer: `/${member}`,
    message: `${member}.field_${number} is not an integer`, expected: 'integer', observed: 'string', details: [],
    likely: 'The service: schema and example agree on integer.', sides: [{ name: 'schema', says: 'integer' }, { name: 'example', says: 'integer' }, { name: 'answer', says: 'string' }],
    case: test.id,
    places: [
      { ...result.findings[number % result.findings.length].places[0] },
      { source: 'response body', pointer: `/${member}`, line: 1, column: 1, endColumn: 4, before: '  ', marked: text.slice(0, 40), note: 'observed string' },
    ],
  };
}

function withFindings(result, findings) {
  result.findings.push(...findings);
  return result;
}

function conclude(result) {
  const count = (...states) => new Set(result.findings.filter((found) => states.includes(found.state)).map((found) => found.fingerprint)).size;
  Object.assign(result.tally, { failing: count('new', 'expired', 'worsened'), documented: count('documented'), notes: count('note') });
  Object.assign(result, result.tally.failing > 0 ? { exitCode: 1, verdict: 'discrepancy' } : { exitCode: 0, verdict: 'conforms' });
  return result;
}

const many = load();
many.findings = [];
for (const part of [...many.cases, ...many.audits]) for (const judgement of part.judgements) judgement.findings = [];
const template = load();
write('many.json', conclude(withFindings(many, Array.from({ length: 5000 }, (_, number) => answered(template, number)))));

const everything = load();
everything.vendor.title = `Everything ${hostile}`;
everything.mode = 'live';
everything.target = 'https://api.example.com';
everything.cases.forEach((test, index) => {
  test.durationMs = 20 + ((index * 37) % 190) + (index % 11 === 0 ? 600 : 0);
  if (test.exchange) test.exchange.durationMs = test.durationMs;
});
const made = Array.from({ length: 4 }, (_, number) => answered(everything, number));
made[0].message = hostile;
made[0].places[1].note = hostile;
const target = everything.cases.find((test) => test.id === made[0].case);
const body = JSON.parse(target.exchange.response.body);
target.exchange.response.body = JSON.stringify({ ...body, hostile, more: Array.from({ length: 3000 }, (_, i) => ({ i })) });
const [expired, worsened] = everything.findings.filter((found) => found.state === 'documented');
expired.state = 'expired';
worsened.state = 'worsened';
for (const waiver of everything.waivers) if (waiver.id === expired.waiver) waiver.expires = '2020-01-01';
everything.waivers[everything.waivers.length - 1].state = 'stale';
withFindings(everything, made);
const gone = everything.cases[1];
delete gone.exchange.response;
gone.exchange.error = { kind: 'connect', message: 'connection refused' };
gone.verdict = 'error';
gone.judgements = [{ rule: 'exchange', verdict: 'error', reason: 'connection refused', errorKind: 'transport.connect', inconclusive: true, findings: [] },
  { rule: 'response.schema', verdict: 'skipped', reason: 'NOT RUN: no answer came', findings: [] }];
everything.tally.inconclusive = 1;
everything.tally.staleWaivers = 1;
write('everything.json', conclude(everything));
for (let month = 1; month <= 8; ++month) {
  const past = load();
  past.started = `2024-${String(month).padStart(2, '0')}-15T08:00:00Z`;
  for (const found of past.findings.slice(0, 9 - month)) found.state = found.state === 'note' ? 'note' : 'new';
  write(`history/${past.started.slice(0, 10)}.json`, conclude(past));
}
