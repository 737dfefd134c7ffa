import { expect, test } from 'vitest';
import { explaining } from './explain.ts';

const now = new Date('2026-03-18T15:30:00Z');

test('a stretch of time that was chosen in a chart goes along with the filters, and is compared with the period before', () => {
  const view = {
    range: 'custom',
    from: '2026-03-01T00:00:00.000Z',
    to: '2026-03-02T00:00:00.000Z',
    model: ['gpt-4o', 'a b'],
    rating: [1],
  } as const;
  expect(explaining('Response time', view, now)).toEqual({
    text: 'Explain “Response time” in what I look at: what changed against the period before, and what is behind it?',
    command:
      '/evaluation_metrics period_comparison from=2026-03-01T00:00:00.000Z to=2026-03-02T00:00:00.000Z models="gpt-4o,a b" ratings=1',
    about: 'Response time',
  });
});

test('all time has no period before it: it is shown over time', () => {
  expect(explaining('Cost', { range: 'all' }, now).command).toBe('/production_metrics groupBy=time');
});

test.each([
  { provider: ['openai'] },
  { says: 'refund' },
  { 'not-model': ['gpt-4o'] },
  { model: ['(none)'] },
  { result: 'failure' } as const,
])('%j is left out by no command', (view) => {
  expect(explaining('Cost', view, now).command).toBeNull();
});
