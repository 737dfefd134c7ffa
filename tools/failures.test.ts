import { expect, test } from 'vitest';
import { failureReport } from './failures.ts';

const suite = { name: 'server', code: 1, output: '', failures: [] };

test('each failed test comes with the words of its error, without their colours', () => {
  const failures = [{ name: 'server/a.test.ts: is ready', message: 'expected \u001B[31m1\u001B[39m to be 2\n\nat server/a.test.ts:3' }];
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
  const failures = Array.from({ length: 25 }, (_, index) => ({ name: `test ${index}`, message: 'fails' }));
  expect(failureReport([{ ...suite, failures }]).slice(-3)).toEqual(['  test 19', '      fails', '  and 5 more']);
  expect(failureReport([{ ...suite, code: 0 }])).toEqual([]);
});
