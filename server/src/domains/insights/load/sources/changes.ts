import { hourMs } from '../../../analytics/pure/interval.ts';
import { explain } from '../../../causes/load/explain.ts';
import { changeSentence } from '../../../causes/pure/sentence.ts';
import { mostConditions } from '../../../causes/types.ts';
import { unitOf } from '../../../signals/pure/measure.ts';
import type { MessageMetric } from '../../../signals/types.ts';
import { sizeOfChange, weightOfChange } from '../../pure/weight.ts';
import type { FoundInsight, InsightUnit } from '../../types.ts';
import type { InsightSource, Looking } from '../source.ts';
import { lastWeek, weekLink, type Weeks } from '../week.ts';

/** Metrics that are explained week over week, and whether more of them is worse. */
const metrics: readonly { readonly metric: MessageMetric; readonly isWorseAbove: boolean }[] = [
  { metric: 'SUCCESS_SHARE', isWorseAbove: false },
  { metric: 'AVERAGE_RATING', isWorseAbove: false },
  { metric: 'ERROR_SHARE', isWorseAbove: true },
  { metric: 'LATENCY_P95', isWorseAbove: true },
  { metric: 'TOOL_FAILURE_SHARE', isWorseAbove: true },
  { metric: 'COST', isWorseAbove: true },
];
/** Changes by less of where they began are not worth a line. */
const leastSize = 0.07;

/** Metrics that have changed against the week before, with the group of messages that it comes from. */
export const changes: InsightSource = {
  name: 'CHANGES',
  kinds: ['CHANGE'],
  everyMs: hourMs,
  find: async (looking) => {
    const weeks = lastWeek(looking.now);
    const found: FoundInsight[] = [];
    // One after the other: an explanation is several statements over all messages of three weeks.
    for (const asked of metrics) {
      const one = await changeOf(looking, weeks, asked);
      if (one !== null) found.push(one);
    }
    return found;
  },
};

async function changeOf(
  { stores, workspaceId, now }: Looking,
  weeks: Weeks,
  { metric, isWorseAbove }: (typeof metrics)[number],
): Promise<FoundInsight | null> {
  const asked = {
    metric,
    filter: weeks,
    baselineFrom: null,
    baselineTo: null,
    anomalyId: null,
    dimensions: null,
    maximumDimensions: mostConditions,
  };
  const explained = await explain(stores, workspaceId, asked, now);
  if (!explained.ok) return null;
  const { baseline, current, interval, causes, sentence, tooLittle } = explained.value;
  if (tooLittle !== null || baseline === null || current === null || current === baseline) return null;
  const cause = causes.find(({ isContradicted }) => !isContradicted) ?? null;
  // Percentiles have no interval: what they have is a cause that chance does not make.
  const isSure = interval === null ? cause !== null : interval.low > 0 || interval.high < 0;
  const size = sizeOfChange(baseline, current);
  if (!isSure || size < leastSize) return null;
  const isWorse = current > baseline === isWorseAbove;
  return {
    kind: 'CHANGE',
    key: `${metric} ${current > baseline ? 'UP' : 'DOWN'}`,
    dimension: cause?.conditions.map(({ dimension }) => dimension).join('+') ?? '',
    // That nothing stands out is worth a line on the page alone.
    sentence: cause === null ? changeSentence(metric, baseline, current) : sentence,
    value: current,
    unit: unitOf(metric) as InsightUnit,
    link: weekLink('/why', weeks, { metric }),
    weight: weightOfChange({ size, isWorse, isExplained: cause !== null }),
  };
}
