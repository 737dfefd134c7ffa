import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromAdditiveUsage, toLedger } from './ledger.ts';
import type { TokenUsage } from '../types.ts';

const nothing: TokenUsage = { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null, reasoningTokens: null };

describe('toLedger', () => {
  test.each([
    { source: 'langfuse#12306', inputTokens: 130_213, cacheReadTokens: 128_955, cacheWriteTokens: 1_253, uncached: 5 },
    { source: 'langfuse#10592', inputTokens: 17_903, cacheReadTokens: 17_817, cacheWriteTokens: null, uncached: 86 },
    { source: 'langfuse#17117', inputTokens: 300, cacheReadTokens: 40, cacheWriteTokens: 25, uncached: 235 },
    { source: 'trpc-agent-go#2282', inputTokens: 2_495, cacheReadTokens: 2_304, cacheWriteTokens: null, uncached: 191 },
  ])('counts each input token once ($source)', ({ inputTokens, cacheReadTokens, cacheWriteTokens, uncached }) => {
    const ledger = toLedger({ ...nothing, inputTokens, cacheReadTokens, cacheWriteTokens });
    expect(ledger.uncachedInput).toBe(uncached);
    expect(ledger.uncachedInput + ledger.cacheRead + ledger.cacheWrite).toBe(inputTokens);
  });

  test('counts a source whose input leaves the cache out as the sum of its three counts (thoughtbot#38)', () => {
    const usage = fromAdditiveUsage({ ...nothing, inputTokens: 100, cacheReadTokens: 75, cacheWriteTokens: 20 });
    expect(usage.inputTokens).toBe(195);
    expect(toLedger(usage)).toMatchObject({ uncachedInput: 100, cacheRead: 75, cacheWrite: 20 });
  });

  test('takes reasoning out of the output', () => {
    expect(toLedger({ ...nothing, outputTokens: 900, reasoningTokens: 640 })).toMatchObject({ visibleOutput: 260, reasoning: 640 });
  });

  test('keeps "not reported" apart from zero', () => {
    expect(toLedger(nothing)).toMatchObject({ inputReported: false, outputReported: false });
    expect(toLedger({ ...nothing, inputTokens: 0, outputTokens: 0 })).toMatchObject({ inputReported: true, outputReported: true });
  });

  test('never yields a negative bucket, and adds up wherever the parts fit their whole', () => {
    const count = fc.option(fc.nat(2 ** 31 - 1), { nil: null });
    const usage = fc.record({
      inputTokens: count,
      outputTokens: count,
      cacheReadTokens: count,
      cacheWriteTokens: count,
      reasoningTokens: count,
    });
    fc.assert(
      fc.property(usage, (sent) => {
        const ledger = toLedger(sent);
        for (const key of ['uncachedInput', 'cacheRead', 'cacheWrite', 'visibleOutput', 'reasoning'] as const)
          expect(ledger[key]).toBeGreaterThanOrEqual(0);
        const parts = (sent.cacheReadTokens ?? 0) + (sent.cacheWriteTokens ?? 0);
        expect(ledger.uncachedInput + ledger.cacheRead + ledger.cacheWrite).toBe(Math.max(sent.inputTokens ?? 0, parts));
        expect(ledger.visibleOutput + ledger.reasoning).toBe(Math.max(sent.outputTokens ?? 0, sent.reasoningTokens ?? 0));
      }),
    );
  });
});
