import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { anomalyBeganAt } from '../load/began.ts';
import { shownBeganAt } from '../pure/incidents.ts';
import type { SignalDimension } from '../types.ts';
import { AnomalyDirectionRef, AnomalyEndRef, AnomalyKindRef, AnomalyVerdictRef, SignalDimensionRef, SignalMetricRef } from './enums.ts';

/** Of all messages there is no value. */
export const shownValue = ({ dimension, value }: { readonly dimension: SignalDimension; readonly value: string }): string | null =>
  dimension === 'WORKSPACE' ? null : value;

export const minutesOf = (spanMs: number): number => Math.round(spanMs / 60_000);
export const spanDescription =
  'Length of the worst stretch in minutes: an hour; 1 or 5 minutes of a busy series; 12 to 48 hours that were judged together where few messages come, or five days where people judge seldom.';

export const AnomalyFindingRef = builder.prismaNode('AnomalyFinding', {
  id: { field: 'id' },
  nullable: true,
  description: 'A series of a metric that left its expected range; a part of an anomaly.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    metric: t.expose('metric', { type: SignalMetricRef, description: 'Metric of the series.' }),
    dimension: t.expose('dimension', { type: SignalDimensionRef, description: 'What the series is kept apart by.' }),
    dimensionValue: t.string({
      nullable: true,
      description: 'Value of the dimension, such as the name of a model; null: all messages.',
      select: { dimension: true, value: true },
      resolve: (row) => shownValue(row),
    }),
    series: t.relation('series', { description: 'Watched series of the finding, which can be muted.' }),
    kind: t.expose('kind', { type: AnomalyKindRef, description: 'Course of the finding.' }),
    direction: t.expose('direction', { type: AnomalyDirectionRef, description: 'Side of the expected range on which the values lie.' }),
    value: t.exposeFloat('measured', {
      description: 'Value of the worst stretch, in the unit of the metric; numbers of messages, tokens and costs by the hour.',
    }),
    expected: t.exposeFloat('expected', { description: 'Expected value of the worst stretch.' }),
    expectedLow: t.exposeFloat('expectedLow', { description: 'Lower end of the range that 95 of 100 such values lie in.' }),
    expectedHigh: t.exposeFloat('expectedHigh', { description: 'Upper end of the range that 95 of 100 such values lie in.' }),
    at: t.expose('worstAt', { type: 'DateTime', description: 'Start of the worst stretch: the one farthest from the expected value.' }),
    deviation: t.exposeFloat('deviation', {
      description: 'Distance of the value from the expected one, in standard deviations of such values; negative: below.',
    }),
    spanMinutes: t.int({ description: spanDescription, select: { spanMs: true }, resolve: ({ spanMs }) => minutesOf(spanMs) }),
    beganAt: t.field({
      type: 'DateTime',
      description:
        'Start of the first hour that was out; of a series with few messages, which began between this hour and `openedAt`, not before the anomaly.',
      select: { beganAt: true, anomalyId: true },
      resolve: async ({ beganAt, anomalyId }, _args, context) =>
        new Date(shownBeganAt(beganAt.getTime(), (await anomalyBeganAt(context).load(anomalyId))?.getTime() ?? 0)),
    }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'Start of the bucket with which the evidence sufficed.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'End of the last hour that was out; null: the finding goes on.',
    }),
    endReason: t.expose('endReason', {
      type: AnomalyEndRef,
      nullable: true,
      description: 'How the finding ended; null: the finding goes on.',
    }),
    explainedShare: t.exposeFloat('telling', {
      description:
        'Part of the change of the metric over all messages that the value explains, less its share of the messages: from -2 to 1; 0.2 for all messages.',
    }),
    verdict: t.expose('verdict', { type: AnomalyVerdictRef, nullable: true, description: 'Verdict on the finding; null: none.' }),
  }),
});
