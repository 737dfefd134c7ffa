import { hourMs } from '../../analytics/pure/interval.ts';
import { pinnedBaseline } from '../../drift/load/pinned.ts';
import { driftReport } from '../../drift/load/report.ts';
import { readings } from '../../drift/pure/features.ts';
import { globalId } from '../../../platform/graphql/ids.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { Seen } from '../pure/readings.ts';
import { effectLabels, minuteMs, type ConditionOf, type Rule } from '../types.ts';

/** Of a report; many are made of windows that overlap. */
const falseAlarmRate = 0.01;
/** A report is made again after this part of its window, and not within the hour. */
const windowPart = 1 / 7;

/** After how long the report of a rule is made again. */
export const driftEveryMs = ({ windowMinutes }: Pick<ConditionOf<'DRIFT'>, 'windowMinutes'>): number =>
  Math.max(hourMs, windowMinutes * minuteMs * windowPart);

/** How many features of the last window have drifted as far as the rule wants; empty where there is too little to compare. Null: the rule is about none. */
export async function readDriftOf(stores: Stores, { condition, workspaceId }: Rule, now: Date): Promise<Seen | null> {
  if (condition.source !== 'DRIFT') return null;
  const { filter, driftRole, driftFeatures, driftBaselineId, minimumEffect, windowMinutes } = condition;
  const pinned = driftBaselineId === null ? null : await pinnedBaseline(stores, workspaceId, driftBaselineId);
  if (driftBaselineId !== null && pinned === null)
    return { kind: 'empty', sentence: 'The pinned baseline that the rule compares with is deleted.' };
  const asked = {
    filter: { ...filter, from: new Date(now.getTime() - windowMinutes * minuteMs), to: now },
    baselineFrom: pinned?.from ?? null,
    baselineTo: pinned?.to ?? null,
    ...(pinned !== null && { baselineFilter: pinned.filter }),
    role: driftRole,
    features: driftFeatures.length === 0 ? null : driftFeatures,
    falseAlarmRate,
  };
  const report = await driftReport(stores, workspaceId, asked, now);
  if (!report.ok) return { kind: 'empty', sentence: report.failure.message };
  const { tooLittle, features, currentCount, windows } = report.value;
  if (tooLittle !== null) return { kind: 'empty', sentence: tooLittle };
  const least = effectLabels.indexOf(minimumEffect);
  const drifted = features.filter(({ hasDrifted, effectLabel }) => hasDrifted && effectLabels.indexOf(effectLabel) >= least);
  const names = drifted.slice(0, 3).map(({ feature, effectLabel }) => `${readings[feature].name} (${effectLabel.toLowerCase()})`);
  const search = new URLSearchParams({
    range: 'custom',
    from: windows.currentFrom.toISOString(),
    to: windows.currentTo.toISOString(),
    ...(driftBaselineId === null ? {} : { pinned: globalId('DriftBaselinePin', driftBaselineId) }),
    ...(drifted[0] === undefined ? {} : { feature: drifted[0].feature }),
    ...(driftRole === 'BOTH' ? {} : { role: driftRole }),
  });
  return {
    kind: 'value',
    value: drifted.length,
    of: currentCount,
    sentence:
      drifted.length === 0
        ? `None of ${features.length} features has drifted so far, over ${currentCount} conversations.`
        : `${drifted.length} of ${features.length} features ${drifted.length === 1 ? 'has' : 'have'} drifted over ${currentCount} conversations: ${names.join(', ')}${drifted.length > 3 ? ' and others' : ''}.`,
    link: `/drift?${search.toString().replaceAll('%3A', ':')}`,
  };
}
