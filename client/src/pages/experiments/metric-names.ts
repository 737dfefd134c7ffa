import { MetricChoicesDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import type { SearchOption } from '../../primitives/search-select.tsx';
import { metricLabel } from './words.ts';

export interface MetricNames {
  /** Metrics of the workspace, then those of its events. */
  readonly all: readonly SearchOption[];
  /** What a metric is called; by its key where the workspace has none of it. */
  readonly nameOf: (key: string) => string;
}

/** The metrics of the workspace by name. */
export function useMetricNames(): MetricNames {
  const { data } = useLiveQuery({ query: MetricChoicesDocument, variables: {} });
  const names = new Map((data?.metrics ?? []).map(({ key, name }) => [key, name]));
  return {
    all: [
      ...(data?.metrics ?? []).map(({ key, name }) => ({ value: key, label: name, note: key })),
      ...(data?.eventNames ?? []).flatMap(({ name }) =>
        [`event:${name}`, `event_value:${name}`].map((value) => ({ value, label: metricLabel(value), note: 'events' })),
      ),
    ],
    nameOf: (key) => names.get(key) ?? metricLabel(key),
  };
}
