import { expect, test } from 'vitest';
import { toLedger } from '../../../messages/pure/ledger.ts';
import { settleUsage, type ReportedTokens, type UsageConvention } from './usage.ts';
import { usageReading } from './usage-reading.ts';

/** What each count may be: not reported, none, and amounts that are each other's sums. */
const counts = [null, 0, 1, 2, 3, 5] as const;
const places = ['INCLUDED', 'BESIDE', null] as const;

/** The smallest that a side can be, whichever way its part is read. */
const least = (whole: number | null, part: number): number => (whole === null ? part : part > whole ? whole + part : whole);

test('of all combinations of counts, none has parts beyond their side, or sides beyond a total that could hold them', () => {
  const offences: object[] = [];
  let combinationCount = 0;
  const check = (reported: ReportedTokens, convention: UsageConvention, provider: string | null): void => {
    combinationCount += 1;
    const { usage, steps } = settleUsage(reported, convention, provider);
    const { uncachedInput, cacheRead, cacheWrite, visibleOutput, reasoning } = toLedger(usage);
    const buckets = uncachedInput + cacheRead + cacheWrite + visibleOutput + reasoning;
    const sides = (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0);
    const cache = (reported.cacheRead ?? 0) + (reported.cacheWrite ?? 0);
    const { total } = reported;
    const isWithin =
      total === null ||
      total === 0 ||
      least(reported.input, cache) + least(reported.output, reported.reasoning ?? 0) > total ||
      buckets <= total;
    const isComplete = uncachedInput >= 0 && visibleOutput >= 0 && buckets === sides;
    const isExplained = steps.length === 0 || usageReading(steps.join(',')).reason.length > 20;
    if (!(isWithin && isComplete && isExplained) && offences.length < 3) offences.push({ reported, convention, provider, usage });
  };
  for (const input of counts)
    for (const output of counts)
      for (const cacheRead of counts)
        for (const cacheWrite of [null, 1, 3])
          for (const reasoning of counts)
            for (const total of counts)
              for (const cache of places)
                for (const place of places)
                  for (const provider of [null, 'anthropic'])
                    check({ input, output, cacheRead, cacheWrite, reasoning, total }, { cache, reasoning: place }, provider);
  expect(offences).toEqual([]);
  expect(combinationCount).toBeGreaterThan(400_000);
});
