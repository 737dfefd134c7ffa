import { format, useLocale } from 'ui-kit/format';
import type { Unit } from 'ui-kit/format';
import type { Threshold } from 'ui-kit/line-chart';
import { useMemo } from 'react';
import { useSettings } from '../../controls/settings.ts';
import type { HeldSettings } from '../../controls/settings.ts';
import type { AnalyticsFilter, TargetMetric } from '../../graphql/generated/graphql.ts';
import { dayMs } from '../../primitives/times.ts';

export type Target = HeldSettings['targets'][number];

/** The target that the workspace has for a number; undefined: none. */
export const targetOf = (settings: HeldSettings | null, metric: TargetMetric | undefined): Target | undefined =>
  settings?.targets.find((one) => one.metric === metric);

/** Whether a number is on the good side of its target; null: there is no number. */
export const isMet = ({ value, bound }: Target, number: number | null | undefined): boolean | null =>
  number == null ? null : bound === 'AT_LEAST' ? number >= value : number <= value;

export const boundWords = ({ bound }: Target): string => (bound === 'AT_LEAST' ? 'at least' : 'at most');

const none: readonly Threshold[] = [];

/** The target of a number as a line on its chart; the same until it is changed. */
export function useTargetLine(metric: TargetMetric | undefined, unit: Unit): readonly Threshold[] {
  const target = targetOf(useSettings(), metric);
  const locale = useLocale();
  return useMemo(
    () =>
      target === undefined
        ? none
        : [{ value: target.value, label: `target ${boundWords(target)} ${format(target.value, unit, locale)}`, tone: 'neutral' as const }],
    [target, unit, locale],
  );
}

/** Length of a window in days; null: it has no ends. */
export const daysOf = ({ from, to }: AnalyticsFilter): number | null =>
  from == null || to == null ? null : (Date.parse(to) - Date.parse(from)) / dayMs;
