import { expect, test } from 'vitest';
import { anomalySentence } from './sentence.ts';

const tool = { metric: 'TOOL_FAILURE_SHARE', dimension: 'TOOL', value: 'search' } as const;

test('a value outside of its range stands beside the range', () => {
  expect(
    anomalySentence(
      { metric: 'LATENCY_P95', dimension: 'WORKSPACE', value: '' },
      { kind: 'SPIKE', direction: 'UP', worst: { value: 4_210, expected: 1_280, low: 1_100, high: 1_480 } },
    ),
  ).toBe('The p95 latency rose to 4,210 ms; 1,100 ms to 1,480 ms was expected.');
});

test('one inside of it, of hours that are out only together, stands beside the usual value', () => {
  expect(
    anomalySentence(tool, { kind: 'SPIKE', direction: 'UP', worst: { value: 0.524, expected: 0.0049, low: 0.0000035, high: 0.874 } }),
  ).toBe('The failure rate of tools of the tool "search" rose to 52.4 %; 0.5 % is usual.');
});
