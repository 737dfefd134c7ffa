import { hourMs } from '../../../analytics/pure/interval.ts';
import { driftReport } from '../../../drift/load/report.ts';
import type { EffectLabel } from '../../../drift/types.ts';
import type { InsightSource } from '../source.ts';
import { lastWeek, weekLink } from '../week.ts';

const weights: Readonly<Record<EffectLabel, number>> = { LARGE: 0.65, MEDIUM: 0.5, SMALL: 0.3, NEGLIGIBLE: 0 };
/** A report is made each hour of a moving week: many looks at much the same messages. */
const falseAlarmRate = 0.01;

/** Features of messages that differ from those of the week before. */
export const drift: InsightSource = {
  name: 'DRIFT',
  kinds: ['DRIFT'],
  everyMs: 6 * hourMs,
  find: async ({ stores, workspaceId, now }) => {
    const weeks = lastWeek(now);
    const asked = { filter: weeks, baselineFrom: null, baselineTo: null, role: 'BOTH', features: null, falseAlarmRate } as const;
    const report = await driftReport(stores, workspaceId, asked, now);
    if (!report.ok || !report.value.hasDrifted) return [];
    const [first] = report.value.features.filter(({ hasDrifted, effectLabel }) => hasDrifted && effectLabel !== 'NEGLIGIBLE');
    if (first === undefined) return [];
    return [
      {
        kind: 'DRIFT',
        key: 'WEEK',
        dimension: first.feature,
        sentence: `Against the week before, ${report.value.sentence.charAt(0).toLowerCase()}${report.value.sentence.slice(1)}`,
        value: first.effect,
        unit: 'number',
        link: weekLink('/drift', weeks, { feature: first.feature }),
        weight: weights[first.effectLabel],
      },
    ];
  },
};
