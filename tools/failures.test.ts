import { describe, expect, test } from 'vitest';
import { failureReport, filesOfFew, recoveredReport } from './failures.ts';

const suite = { name: 'server', code: 1, output: '', failures: [] };

test('each failed test comes with the words of its error, without their colours', () => {
  const failures = [
    {
      file: 'server/a.test.ts',
      name: 'server/a.test.ts: is ready',
      message: 'expected \u001B[31m1\u001B[39m to be 2\n\nat server/a.test.ts:3',
    },
  ];
  expect(failureReport([{ ...suite, failures }])).toEqual([
    'Failed',
    '  server/a.test.ts: is ready',
    '      expected 1 to be 2',
    '      at server/a.test.ts:3',
  ]);
});

test('a suite that ended without a failed test comes with its last lines', () => {
  const output = `${Array.from({ length: 100 }, (_, index) => `test ${index} passed\n`).join('')}Error: Failed to load url ./nowhere.ts\n`;
  const report = failureReport([{ ...suite, output, failures: null }]);
  expect(report.slice(0, 2)).toEqual(['Failed', '  server ended with code 1']);
  expect(report.at(-1)).toBe('      Error: Failed to load url ./nowhere.ts');
  expect(report.length).toBeLessThan(16);
});

test('of many failures the first are listed and the rest counted; nothing is printed when all is well', () => {
  const failures = Array.from({ length: 25 }, (_, index) => ({ file: 'server/a.test.ts', name: `test ${index}`, message: 'fails' }));
  expect(failureReport([{ ...suite, failures }]).slice(-3)).toEqual(['  test 19', '      fails', '  and 5 more']);
  expect(failureReport([{ ...suite, code: 0 }])).toEqual([]);
});

describe('which files are run again, alone', () => {
  const failed = (file: string | null, index = 0) => ({ file, name: `test ${index}`, message: 'fails' });
  test('those of a few failures, each once', () => {
    const server = { ...suite, failures: [failed('server/a.test.ts', 1), failed('server/a.test.ts', 2), failed('server/b.test.ts', 3)] };
    const passed = { ...suite, name: 'client', code: 0 };
    expect(filesOfFew([server, passed, { ...suite, name: 'e2e', failures: [failed('e2e/c.test.ts')] }])).toEqual(
      new Map([
        ['server', ['server/a.test.ts', 'server/b.test.ts']],
        ['e2e', ['e2e/c.test.ts']],
      ]),
    );
  });
  test.each([
    ['nothing failed', [{ ...suite, code: 0 }]],
    [
      'more failed than a busy machine explains',
      [{ ...suite, failures: Array.from({ length: 6 }, (_, index) => failed('server/a.test.ts', index)) }],
    ],
    ['an error belongs to no file', [{ ...suite, failures: [failed('server/a.test.ts'), failed(null)] }]],
    [
      'a suite ended before it could report',
      [
        { ...suite, failures: [failed('server/a.test.ts')] },
        { ...suite, name: 'e2e', failures: null },
      ],
    ],
    ['a suite ended without a failed test', [{ ...suite, failures: [] }]],
  ])('none where %s', (_, suites) => {
    expect(filesOfFew(suites)).toBeNull();
  });
  test('what passed then is named', () => {
    expect(recoveredReport(['server/a.test.ts: is ready'])).toEqual([
      'Failed beside other suites and passed alone',
      '  server/a.test.ts: is ready',
    ]);
    expect(recoveredReport([])).toEqual([]);
  });
});
