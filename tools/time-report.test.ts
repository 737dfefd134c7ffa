import { expect, test } from 'vitest';
import { reasonAbove, reasonOf } from './test-times.ts';
import type { FileTime, LongTest } from './test-times.ts';
import { timeReport, unexplained } from './time-report.ts';

const fileOf = (path: string, testMs: number, longTests: readonly LongTest[] = [], project = 'server'): FileTime => ({
  project,
  path,
  importMs: 0,
  testMs,
  longTests,
});
const longTest = (test: Partial<LongTest> = {}): LongTest => ({ name: 'waits', ms: 12_000, timeoutMs: 60_000, reason: null, ...test });

test.each([
  [['// Over 10 s: it waits.', 'test('], 'it waits.'],
  [['/** What it is. Over 10 s: it waits. */', 'test('], 'it waits.'],
  [['/**', ' * What it is.', ' * Over 10 s: it waits', ' * for a sweep.', ' */', 'test('], 'it waits for a sweep.'],
  [['// Over 10 s: of another test', '', 'test('], null],
  [['// Over 10 s: many rows', 'test.each([', '  [1, 2],', '])('], 'many rows'],
  [['// Over 10 s: of another test', 'test(', '});', 'test.each([', '])('], null],
  [['// What it is.', 'test('], null],
  [['test('], null],
])('the reason above the last line of %j is %j', (lines, reason) => {
  expect(reasonAbove(lines, lines.length)).toBe(reason);
});

test('a test that a helper makes has the comment above it there, one of the file itself the one above its line', () => {
  const own = ['// Over 10 s: three starts', "test('starts', () => {", 'testTraining(world);'];
  const helper = ['  // Over 10 s: a model is trained', "  test('trains', async () => {", "  test('waits', async () => {"];
  expect(reasonOf([own, helper], 'trains', 3)).toBe('a model is trained');
  expect(reasonOf([own, helper], 'waits', 3)).toBeNull();
  expect(reasonOf([own, helper], 'starts', 2)).toBe('three starts');
});

test('suites come with their projects, files by their time, and long tests with their reasons', () => {
  const suites = [
    {
      name: 'ui-kit',
      wallMs: 9_000,
      files: [fileOf('ui-kit/a.test.ts', 1_000, [], 'unit'), fileOf('ui-kit/b.test.ts', 7_000, [], 'stories')],
    },
    {
      name: 'server',
      wallMs: 90_000,
      files: [fileOf('server/c.test.ts', 25_000, [longTest(), longTest({ name: 'starts', ms: 13_000, reason: 'ten starts' })])],
    },
  ];
  expect(
    timeReport(suites, 2)
      .slice(1)
      .map((line) => line.trim()),
  ).toEqual([
    '9.0 s  ui-kit',
    '1.0 s    unit',
    '7.0 s    stories',
    '90.0 s  server',
    'Slowest files (tests, and loading where that takes more than a second)',
    '25.0 s  server/c.test.ts',
    '7.0 s  ui-kit/b.test.ts (stories)',
    '1.0 s  ui-kit/a.test.ts (unit)',
    'Tests over 10 s',
    '13.0 s  starts (server/c.test.ts): ten starts',
    '12.0 s  waits (server/c.test.ts): DOES NOT SAY WHY',
  ]);
});

test('a test that allows itself more than the usual time must say why, however fast it was; one that was slow only is listed', () => {
  const suiteOf = (test: LongTest) => [{ name: 'server', wallMs: 1, files: [fileOf('server/c.test.ts', 1, [test])] }];
  expect(unexplained(suiteOf(longTest({ ms: 5, timeoutMs: 60_001 })))).toHaveLength(1);
  expect(unexplained(suiteOf(longTest({ ms: 5, timeoutMs: 60_001, reason: 'a sweep' })))).toEqual([]);
  expect(unexplained(suiteOf(longTest({ ms: 50_000, timeoutMs: 60_000 })))).toEqual([]);
});
