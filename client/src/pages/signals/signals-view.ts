import { oneOf, present, texts } from '../../controls/view.ts';
import type { RawSearch, View } from '../../controls/view.ts';
import { windowOf } from '../../controls/window.ts';
import type { AnomalyPageQueryVariables, AnomalySeverity, AnomalyState, SignalMetric } from '../../graphql/generated/graphql.ts';
import { metricNames } from '../../panels/signals/words.ts';

export const tabs = ['feed', 'watched', 'settings'] as const;
export type Tab = (typeof tabs)[number];

export const anomalyStates = ['OPEN', 'ACKNOWLEDGED', 'RESOLVED'] as const satisfies readonly AnomalyState[];
export const anomalySeverities = ['CRITICAL', 'WARNING', 'INFO'] as const satisfies readonly AnomalySeverity[];

/** What the feed is looked at through. It lives in the address, beside the time range. */
export interface SignalsView extends Pick<View, 'range' | 'from' | 'to' | 'live'> {
  readonly tab: Tab;
  readonly state?: readonly AnomalyState[] | undefined;
  readonly severity?: readonly AnomalySeverity[] | undefined;
  readonly metric?: SignalMetric | undefined;
  /** Value of a dimension: a model, a tool. */
  readonly of?: string | undefined;
  /** Global ids of members, and UNASSIGNED. */
  readonly assignee?: readonly string[] | undefined;
}

/** In the place of a member: what is assigned to no one. */
export const UNASSIGNED = 'none';

const someOf = <Known extends string>(value: unknown, known: readonly Known[]): readonly Known[] | undefined => {
  const found = (texts(value) ?? []).flatMap((text) => known.filter((one) => one === text.toUpperCase()));
  return found.length === 0 ? undefined : found;
};

/** The part of an address that is about signals. What can't be understood is left out. */
export function readSignalsView(search: RawSearch): Omit<SignalsView, 'range' | 'from' | 'to' | 'live'> {
  return {
    tab: oneOf(search['tab'], tabs) ?? 'feed',
    state: someOf(search['state'], anomalyStates),
    severity: someOf(search['severity'], anomalySeverities),
    metric: someOf(search['metric'], metricNames)?.[0],
    of: texts(search['of'])?.[0],
    assignee: texts(search['assignee']),
  };
}

export const signalsFilterKeys = ['state', 'severity', 'metric', 'assignee', 'of'] as const satisfies readonly (keyof SignalsView)[];
export type SignalsFilterKey = (typeof signalsFilterKeys)[number];

export const isNarrowed = (view: SignalsView): boolean => signalsFilterKeys.some((key) => view[key] !== undefined);

/** A view as the API takes it, in an hour given by its start (ms since the epoch). */
export function anomalyFilterOf(view: SignalsView, hour: number): Omit<AnomalyPageQueryVariables, 'first' | 'after'> {
  const { from, to } = windowOf(view, new Date(hour));
  const people = view.assignee?.filter((one) => one !== UNASSIGNED) ?? [];
  return present({
    from,
    to,
    states: view.state === undefined ? undefined : [...view.state],
    severities: view.severity === undefined ? undefined : [...view.severity],
    metric: view.metric,
    dimensionValue: view.of,
    assigneeIds: people.length === 0 ? undefined : people,
    isUnassigned: view.assignee?.includes(UNASSIGNED) === true ? true : undefined,
  });
}
