import { expect, test } from 'vitest';
import { totalsOf } from './totals.ts';

const turn = (more: Partial<Parameters<typeof totalsOf>[0][number]>) => ({
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  latencyMs: null,
  toolCalls: [],
  ...more,
});

test('a total that no message has a number for is absent, not zero', () => {
  expect(totalsOf([turn({}), turn({ inputTokens: 0 })])).toMatchObject({ inputTokens: 0, outputTokens: null, latencyMs: null });
});

test('a tool call of unknown outcome is not counted as failed', () => {
  expect(totalsOf([turn({ toolCalls: [{ success: false }, { success: null }, { success: true }] })])).toMatchObject({
    toolCalls: 3,
    failedToolCalls: 1,
  });
});
