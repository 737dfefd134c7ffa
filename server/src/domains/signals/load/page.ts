import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import type { AnomalySeverity, AnomalyState, SignalDimension, SignalMetric } from '../types.ts';

/** A place in the list of incidents. */
export interface AnomalyPlace {
  readonly beganAt: Date;
  readonly id: string;
}

export interface AnomalyFilter {
  /** In the workspace. */
  readonly number?: number | null | undefined;
  readonly states?: readonly AnomalyState[] | null | undefined;
  readonly severities?: readonly AnomalySeverity[] | null | undefined;
  readonly metric?: SignalMetric | null | undefined;
  readonly dimensionValue?: string | null | undefined;
  /** Members to whom they are assigned; null among them: no one. */
  readonly assigneeIds?: readonly (string | null)[] | null | undefined;
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
}

interface Page<Place> {
  readonly after: Place | null;
  readonly before: Place | null;
  readonly limit: number;
  readonly inverted: boolean;
}

/** PostgreSQL reads no instant before the year 1; nothing began before 1970. */
const comparable = (instant: Date): Date => (instant.getTime() < 0 ? new Date(0) : instant);

/** Incidents of a workspace, the latest to begin first: of a metric or a value, those with such a finding; of a stretch of time, those that touch it. */
export function anomalyPage(
  workspaceId: string,
  { number, states, severities, metric, dimensionValue, assigneeIds, from, to }: AnomalyFilter,
  { after, before, limit, inverted }: Page<AnomalyPlace>,
) {
  const beyond = (place: AnomalyPlace, side: 'lt' | 'gt'): Prisma.AnomalyWhereInput => ({
    OR: [{ beganAt: { [side]: place.beganAt } }, { beganAt: place.beganAt, id: { [side]: place.id } }],
  });
  const isGiven = metric != null || dimensionValue != null;
  const where: Prisma.AnomalyWhereInput = {
    workspaceId,
    ...(number != null && { number }),
    ...(states != null && states.length > 0 && { state: { in: [...states] } }),
    ...(severities != null && severities.length > 0 && { severity: { in: [...severities] } }),
    ...(isGiven && { findings: { some: { ...(metric != null && { metric }), ...(dimensionValue != null && { value: dimensionValue }) } } }),
    AND: [
      ...(assigneeIds == null || assigneeIds.length === 0 ? [] : [{ OR: assigneeIds.map((assigneeId) => ({ assigneeId })) }]),
      ...(from == null ? [] : [{ OR: [{ endedAt: null }, { endedAt: { gt: comparable(from) } }] }]),
      ...(to == null ? [] : [{ beganAt: { lt: comparable(to) } }]),
      ...(after === null ? [] : [beyond(after, 'lt')]),
      ...(before === null ? [] : [beyond(before, 'gt')]),
    ],
  };
  const order = inverted ? 'asc' : 'desc';
  return { where, orderBy: [{ beganAt: order }, { id: order }], take: limit } satisfies Prisma.AnomalyFindManyArgs;
}

/** A place in the list of series. */
export interface SeriesPlace {
  readonly id: string;
}

/** Watched series of a workspace, in the order of their ids. */
export function seriesPage(
  workspaceId: string,
  { metric, dimension }: { readonly metric?: SignalMetric | null | undefined; readonly dimension?: SignalDimension | null | undefined },
  { after, before, limit, inverted }: Page<SeriesPlace>,
) {
  const where: Prisma.WatchedSeriesWhereInput = {
    workspaceId,
    ...(metric != null && { metric }),
    ...(dimension != null && { dimension }),
    AND: [...(after === null ? [] : [{ id: { gt: after.id } }]), ...(before === null ? [] : [{ id: { lt: before.id } }])],
  };
  return { where, orderBy: { id: inverted ? 'desc' : 'asc' }, take: limit } satisfies Prisma.WatchedSeriesFindManyArgs;
}
