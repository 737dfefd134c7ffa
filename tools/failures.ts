/** A reporter of vitest: what failed, into the file that TEST_FAILURES names; and how the end of a run tells it. */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { ROOT } from './run.ts';

export interface Failure {
  /** The file, from the folder of the project; null: it is about no file. */
  readonly file: string | null;
  /** The file and the full name of the test; without a test what failed in its place. */
  readonly name: string;
  readonly message: string;
}

export interface SuiteEnd {
  readonly name: string;
  readonly code: number;
  readonly output: string;
  /** Null: the suite ended before it could write them. */
  readonly failures: readonly Failure[] | null;
}

const MOST_FAILURES = 20;
const MOST_LINES = 12;
const MOST_CHARACTERS = 400;
const TAIL_LINES = 12;

/** The last lines of a run whose log may be cut off at the beginning; none when nothing failed. */
export function failureReport(suites: readonly SuiteEnd[]): string[] {
  const failures = suites.flatMap((suite) => {
    if (suite.code === 0 || (suite.failures ?? []).length > 0) return suite.failures ?? [];
    return [
      { file: null, name: `${suite.name} ended with code ${suite.code}`, message: linesOf(suite.output).slice(-TAIL_LINES).join('\n') },
    ];
  });
  if (failures.length === 0) return [];
  const rest = failures.length - MOST_FAILURES;
  return [
    'Failed',
    ...failures.slice(0, MOST_FAILURES).flatMap(({ name, message }) => [`  ${name}`, ...shortened(message)]),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}

/** So many failed tests may be tried again; more of them are no accident of a busy machine. */
const MOST_AGAIN = 5;

/**
 * The files whose tests are run once more, alone, at the end of a whole run, by suite: a machine that runs several suites beside each other
 * is late now and then. Null: nothing failed, too much did, or something that is about no file.
 */
export function filesOfFew(suites: readonly SuiteEnd[]): ReadonlyMap<string, readonly string[]> | null {
  const failed = suites.filter(({ code }) => code !== 0);
  const failures = failed.flatMap((suite) => suite.failures ?? []);
  const areAllKnown = failed.every((suite) => suite.failures !== null && suite.failures.length > 0);
  if (!areAllKnown || failures.length === 0 || failures.length > MOST_AGAIN || failures.some(({ file }) => file === null)) return null;
  return new Map(failed.map(({ name, failures: own }) => [name, [...new Set((own ?? []).flatMap(({ file }) => file ?? []))]]));
}

/** Names the tests that failed beside others and passed alone, so that each is looked at. */
export function recoveredReport(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return ['Failed beside other suites and passed alone', ...names.map((name) => `  ${name}`)];
}

export default class TestFailures implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const path = process.env['TEST_FAILURES'];
    if (path === undefined) return;
    const failures = [
      ...modules.flatMap(failuresOf),
      ...unhandled.map((error) => ({ file: null, name: 'Unhandled error, outside of a test', message: messageOf([error]) })),
    ];
    writeFileSync(path, JSON.stringify(failures));
  }
}

function failuresOf(module: TestModule): Failure[] {
  const file = relative(ROOT, module.moduleId);
  const path = `${file} (${module.project.name})`;
  const suites = [...module.children.allSuites()];
  const tests = [...module.children.allTests('failed')];
  return [
    { name: path, errors: module.errors() },
    ...suites.map((suite) => ({ name: `${path}: ${suite.fullName}`, errors: suite.errors() })),
    ...tests.map((test) => ({ name: `${path}: ${test.fullName}`, errors: test.result().errors ?? [] })),
  ]
    .filter(({ errors }) => errors.length > 0)
    .map(({ name, errors }) => ({ file, name, message: messageOf(errors) }));
}

/** The first error's words with what differs, and its first place in the project's own files. */
function messageOf([error]: readonly SerializedError[]): string {
  if (error === undefined) return '';
  const place = error.stacks?.find(({ file }) => file.startsWith(ROOT) && !file.includes('/node_modules/'));
  const words = linesOf(`${error.message}\n${error.diff ?? ''}`)
    .slice(0, MOST_LINES)
    .join('\n')
    .slice(0, MOST_CHARACTERS);
  return place === undefined ? words : `${words}\nat ${relative(ROOT, place.file)}:${place.line}`;
}

function shortened(message: string): string[] {
  const text = stripVTControlCharacters(message);
  const lines = linesOf(text.length > 2 * MOST_CHARACTERS ? `… ${text.slice(-2 * MOST_CHARACTERS)}` : text);
  return lines.map((line) => `      ${line}`);
}

const linesOf = (text: string): string[] =>
  stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => line.trim() !== '');
