// Has each reader read each report, and holds what it understood against the result. Prints a Markdown table.
//   node readers.mjs MODULES REPORTS SCHEMAS
import {execFileSync, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';

const [modules, reports, schemas] = process.argv.slice(2).map((folder) => path.resolve(folder));
const require = createRequire(path.join(modules, 'index.js'));
const text = (file) => fs.readFileSync(file, 'utf8');
const json = (file) => JSON.parse(text(file));
const version = (name) => json(path.join(modules, 'node_modules', name, 'package.json')).version;
const bin = (name) => path.join(modules, 'node_modules/.bin', name);
const output = (command, args, options = {}) => execFileSync(command, args, {encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'], ...options});
const first = (error) => String(error.stderr || error.message || error).trim().split('\n').slice(0, 3).join(' / ');

// What the result says, counted anew.
function expectation(result) {
  const judgements = [...result.cases, ...result.audits].flatMap((owner) => owner.judgements);
  const verdicts = (name) => judgements.filter((judgement) => judgement.verdict === name).length;
  const stale = result.waivers.filter((waiver) => waiver.state === 'stale').length;
  const needed = result.waivers.filter((waiver) => waiver.state === 'needed').length;
  const fails = (finding) => ['new', 'expired', 'worsened'].includes(finding.state);
  const distinct = new Map();
  for (const finding of result.findings) {
    const known = distinct.get(finding.fingerprint);
    if (!known || (fails(finding) && !fails(known))) distinct.set(finding.fingerprint, finding);
  }
  const told = [...distinct.values()].filter((finding) => finding.state !== 'documented');
  const staleFails = (result.policy?.staleWaivers ?? result.staleWaivers) === 'fail' ? stale : 0;
  return {
    tests: judgements.length + result.waivers.length,
    passed: verdicts('passed') + needed,
    failed: verdicts('failed') + staleFails,
    waived: verdicts('waived'),
    errors: verdicts('error'),
    skipped: verdicts('skipped') + result.waivers.length - needed - staleFails,
    findings: told.length,
    errorsTold: told.filter((finding) => finding.severity === 'error').length + staleFails,
    stale,
    unjudged: new Set(judgements.filter((judgement) => judgement.inconclusive).map((judgement) => (judgement.errorKind || '') + judgement.reason)).size,
    distinct: distinct.size,
    exchanges: result.cases.filter((test) => test.exchange).length,
    unanswered: result.cases.filter((test) => test.exchange && !test.exchange.response).length,
  };
}

const equal = (what, got, wanted) => {
  if (String(got) !== String(wanted)) throw new Error(`${what}: the reader understood ${got}, the result says ${wanted}`);
};
const junitCounts = (e) => ({tests: e.tests, failures: e.failed, errors: e.errors, skipped: e.skipped + e.waived});

function ajv(file) {
  const Ajv = require('ajv/dist/2020').default;
  const validator = new Ajv({strict: false, allErrors: true});
  require('ajv-formats').default(validator);
  return validator.compile(json(file));
}
const compiled = new Map();
function valid(file, value) {
  if (!compiled.has(file)) compiled.set(file, ajv(file));
  const check = compiled.get(file);
  if (!check(value)) throw new Error(check.errors.slice(0, 3).map((error) => `${error.instancePath} ${error.message}`).join('; '));
}

const multitool = () => {
  const [found] = fs.readdirSync(path.join(modules, 'node_modules/@microsoft')).filter((name) => name.startsWith('sarif-multitool-'));
  return path.join(modules, 'node_modules/@microsoft', found, found.includes('win') ? 'Sarif.Multitool.exe' : 'Sarif.Multitool');
};
const dotnet = {env: {...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1'}};
const query = (file, expression) => Number(/Found (\d+) of/.exec(output(multitool(), ['query', file, '--expression', expression], dotnet))[1]);

const kJunitParser = `
import json, sys
from junitparser import JUnitXml, Failure, Error, Skipped
counts = dict(tests=0, failures=0, errors=0, skipped=0)
for suite in JUnitXml.fromfile(sys.argv[1]):
    for case in suite:
        counts["tests"] += 1
        for result in case.result:
            counts["failures"] += isinstance(result, Failure)
            counts["errors"] += isinstance(result, Error)
            counts["skipped"] += isinstance(result, Skipped)
print(json.dumps(counts))`;

const readers = [
  {
    reader: 'xmllint', format: 'junit, rich and strict',
    version: () => /version (\d)(\d\d)(\d\d)/.exec(spawnSync('xmllint', ['--version'], {encoding: 'utf8'}).stderr || '')?.slice(1).map(Number).join('.'),
    read(at, e) {
      for (const [file, schema] of [['junit', 'junit-rich.xsd'], ['junit-strict', 'junit-strict.xsd']]) {
        output('xmllint', ['--noout', '--schema', path.join(schemas, schema), at(file)]);
        for (const [element, wanted] of [['testcase', e.tests], ['failure', e.failed], ['error', e.errors], ['skipped', e.skipped + e.waived]]) {
          equal(element, output('xmllint', ['--xpath', `count(//${element})`, at(file)]).trim(), wanted);
        }
      }
    },
  },
  {
    reader: 'junitparser', format: 'junit, rich and strict',
    version: () => spawnSync('python3', ['-c', 'import junitparser; print(junitparser.version)'], {encoding: 'utf8'}).stdout?.trim(),
    read(at, e) {
      for (const file of ['junit', 'junit-strict']) equal(file, output('python3', ['-c', kJunitParser, at(file)]).trim(), JSON.stringify(junitCounts(e)).replace(/([:,])/g, '$1 '));
    },
  },
  {
    reader: 'junit2json', format: 'junit, rich and strict', package: 'junit2json',
    read(at, e) {
      const wanted = junitCounts(e);
      for (const file of ['junit', 'junit-strict']) {
        const read = JSON.parse(output(bin('junit2json'), [at(file)]));
        const cases = (read.testsuite || []).flatMap((suite) => suite.testcase || []);
        equal('tests', cases.length, wanted.tests);
        for (const [name, count] of [['failure', wanted.failures], ['error', wanted.errors], ['skipped', wanted.skipped]]) {
          equal(name, cases.filter((test) => test[name] !== undefined).length, count);
        }
        if (file === 'junit') for (const name of ['tests', 'failures', 'errors', 'skipped']) equal(`${name} of the root`, read[name], wanted[name]);
      }
    },
  },
  {
    reader: 'xunit-viewer', format: 'junit', package: 'xunit-viewer',
    read(at, e) {
      const page = at('xunit-viewer.html');
      const folder = at('xunit');
      fs.mkdirSync(folder, {recursive: true});
      fs.copyFileSync(at('junit'), path.join(folder, 'junit.xml'));
      // It ends before a pipe has taken all that it says, so it says it to a file.
      const console = fs.openSync(at('xunit-viewer.txt'), 'w');
      execFileSync(bin('xunit-viewer'), ['-r', path.join(folder, 'junit.xml'), '-o', page, '-c', '-n', '-C', 'false'], {stdio: ['ignore', console, 'pipe']});
      fs.closeSync(console);
      const said = text(at('xunit-viewer.txt'));
      const totals = said.trim().split('\n').filter((line) => /^\d+ (passed|failure|error|skipped)/.test(line.trim())).pop() || '';
      const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(totals)?.[1] || 0);
      for (const [word, wanted] of [['passed', e.passed], ['failure', e.failed], ['error', e.errors], ['skipped', e.skipped + e.waived]]) equal(word, count(word), wanted);
    },
  },
  {
    reader: 'ajv, schema of the SARIF specification', format: 'sarif', package: 'ajv',
    read(at, e) {
      const log = json(at('sarif'));
      valid(path.join(path.dirname(multitool()), 'sarif-2.1.0.json'), log);
      equal('results', log.runs[0].results.length, e.findings + e.stale);
    },
  },
  {
    reader: '@microsoft/sarif-multitool', format: 'sarif', package: '@microsoft/sarif-multitool',
    read(at, e) {
      // It passes over files of other names without a word of failure.
      const file = at('report.sarif');
      fs.copyFileSync(at('sarif'), file);
      const log = at('multitool.sarif');
      const said = output(multitool(), ['validate', file, '--rule-kind', 'Sarif;Ghas', '--output', log, '--log', 'ForceOverwrite', '--kind', 'Fail', '--level', 'Error;Warning'], dotnet);
      if (!said.includes('Analysis completed successfully') || said.includes('skipped')) throw new Error(said.trim().split('\n').pop());
      // SARIF2005 asks for the address of a home page, and there is none.
      const faults = json(log).runs[0].results.filter((result) => result.ruleId !== 'SARIF2005' && ['error', 'warning', undefined].includes(result.level));
      if (faults.length > 0) throw new Error(`${faults.length} faults, first ${faults[0].ruleId}: ${JSON.stringify(faults[0].message)}`);
      equal('results', query(file, "RuleId != ''"), e.findings + e.stale);
      equal('errors', query(file, "Level == 'Error'"), e.errorsTold);
    },
  },
  {
    reader: 'ajv, schema of our own', format: 'json', package: 'ajv',
    read: (at) => valid(path.join(schemas, 'result.schema.json'), json(at('json'))),
  },
  {
    reader: 'ctrf', format: 'ctrf', package: 'ctrf',
    read(at, e) {
      const {validate, calculateSummary} = require('ctrf');
      const report = json(at('ctrf'));
      const verdict = validate(report);
      if (!verdict.valid) throw new Error(JSON.stringify(verdict.errors.slice(0, 3)));
      const counted = calculateSummary(report.results.tests);
      for (const [name, wanted] of [['tests', e.tests], ['passed', e.passed], ['failed', e.failed], ['skipped', e.skipped + e.waived], ['other', e.errors]]) {
        equal(name, counted[name], wanted);
        equal(`${name} of the summary`, report.results.summary[name], wanted);
      }
    },
  },
  {
    reader: 'har-validator', format: 'har', package: 'har-validator',
    async read(at, e) {
      const har = await require('har-validator').har(json(at('har'))).catch((error) => { throw new Error(JSON.stringify(error.errors?.slice(0, 3) || String(error))); });
      equal('entries', har.log.entries.length, e.exchanges);
      equal('entries without an answer', har.log.entries.filter((entry) => entry.response.status === 0 && entry.response._error).length, e.unanswered);
    },
  },
  {
    reader: 'tap-parser', format: 'tap', package: 'tap-parser',
    read(at, e) {
      const events = require('tap-parser').Parser.parse(text(at('tap')));
      const complete = events.find((event) => event[0] === 'complete')[1];
      const points = events.filter((event) => event[0] === 'assert').map((event) => event[1]);
      equal('tests', complete.count, e.tests);
      equal('failures', points.filter((point) => !point.ok && !point.todo).length, e.failed + e.errors);
      equal('known failures', points.filter((point) => !point.ok && point.todo).length, e.waived);
      equal('skipped', points.filter((point) => point.skip).length, e.skipped);
      equal('diagnostics that are no YAML', events.filter((event) => event[0] === 'extra').length, 0);
      for (const point of points) if (!point.ok && typeof point.diag?.message !== 'string') throw new Error(`no diagnostics of ${point.name}`);
      equal('the verdict', complete.ok, e.failed + e.errors === 0);
    },
  },
  {
    reader: 'markdown-it', format: 'markdown', package: 'markdown-it',
    read(at, e) {
      const loaded = require('markdown-it');
      const html = (loaded.default || loaded)({html: true}).render(text(at('markdown')));
      const count = (word) => html.split(word).length - 1;
      equal('entries', count('<details>'), e.distinct);
      equal('ends of entries', count('</details>'), e.distinct);
      equal('fences', count('<pre><code class="language-text">'), e.distinct);
      equal('scripts', count('<script'), 0);
    },
  },
  {
    reader: 'ajv, the members that GitLab documents', format: 'gitlab', package: 'ajv',
    read(at, e) {
      const issues = json(at('gitlab'));
      const file = path.join(reports, 'gitlab.schema.json');
      const string = {type: 'string', minLength: 1};
      fs.writeFileSync(file, JSON.stringify({
        type: 'array',
        items: {
          type: 'object', additionalProperties: false, required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
          properties: {
            description: {...string, pattern: '^[^\\n]*$'}, check_name: string, fingerprint: string, severity: {enum: ['info', 'minor', 'major', 'critical', 'blocker']},
            location: {type: 'object', required: ['path', 'lines'], properties: {path: {...string, not: {pattern: '^\\./'}}, lines: {type: 'object', required: ['begin'], properties: {begin: {type: 'integer', minimum: 1}}}}},
          },
        },
      }));
      valid(file, issues);
      equal('issues', issues.length, e.findings + e.stale + e.unjudged);
      equal('fingerprints', new Set(issues.map((issue) => issue.fingerprint)).size, issues.length);
    },
  },
  {
    reader: 'html-validate', format: 'html', package: 'html-validate',
    read(at) {
      const found = spawnSync(bin('html-validate'), ['--preset', 'standard', '-f', 'json', '--stdin'], {input: text(at('html')), encoding: 'utf8', maxBuffer: 1 << 28});
      const messages = JSON.parse(found.stdout || '[]').flatMap((page) => page.messages).filter((message) => message.severity === 2);
      if (messages.length > 0) throw new Error(`${messages.length} errors, first ${messages[0].ruleId} at ${messages[0].line}:${messages[0].column}: ${messages[0].message}`);
    },
  },
  {
    reader: 'allure-commandline', format: 'allure', package: 'allure-commandline',
    missing: () => (spawnSync('java', ['-version']).error ? 'there is no Java' : ''),
    read(at, e) {
      const made = at('allure-report');
      output(bin('allure'), ['generate', at('allure'), '-o', made, '--clean']);
      const {statistic} = json(path.join(made, 'widgets/summary.json'));
      for (const [name, wanted] of [['total', e.tests], ['passed', e.passed], ['failed', e.failed], ['broken', e.errors], ['skipped', e.skipped + e.waived]]) equal(name, statistic[name], wanted);
    },
  },
];

const sets = fs.readdirSync(reports).filter((name) => fs.existsSync(path.join(reports, name, 'result.json'))).sort();
let failed = false;
const rows = [];
for (const {reader, format, package: name, read, missing, ...own} of readers) {
  const word = format.split(',')[0];
  const which = own.version ? own.version() : fs.existsSync(path.join(modules, 'node_modules', name)) ? version(name) : '';
  const why = !which ? 'it is not installed' : missing?.() || (fs.existsSync(path.join(reports, sets[0], word)) ? '' : `there is no format ${word}`);
  if (why) {
    rows.push([reader, which || '–', format, `skipped: ${why}`]);
    continue;
  }
  const faults = [];
  for (const set of sets) {
    try {
      await read((file) => path.join(reports, set, file), expectation(json(path.join(reports, set, 'result.json'))));
    } catch (error) {
      faults.push(`${set}: ${first(error)}`);
    }
  }
  failed ||= faults.length > 0;
  rows.push([reader, which, format, faults.length === 0 ? `read ${sets.length} of ${sets.length}, all counts equal` : `FAILED ${faults.length} of ${sets.length}: ${faults.join(' || ')}`]);
}
console.log('| reader | version | format | verdict |\n|---|---|---|---|');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
process.exit(failed ? 1 : 0);
