import { ChipRow } from '../../controls/chip-row.tsx';
import type { Chip } from '../../controls/chip-row.tsx';
import { FilterChip } from '../../controls/filter-chip.tsx';
import type { FilterDefinition, FilterOption } from '../../controls/filter-definitions.ts';
import { withoutAny } from '../../controls/view.ts';
import type { AnomalySeverity, AnomalyState, SignalMetric } from '../../graphql/generated/graphql.ts';
import { metricNames, metrics, severities, states } from '../../panels/signals/words.ts';
import { AssigneeChip, assigneeLabel } from './assignee-chip.tsx';
import { anomalySeverities, anomalyStates, signalsFilterKeys } from './signals-view.ts';
import type { SignalsFilterKey, SignalsView } from './signals-view.ts';
import { useSignalsView } from './use-signals-view.ts';

type Definition = FilterDefinition<SignalsView, SignalsFilterKey>;

/** What narrows the feed, one chip each. A value of a dimension is set from an anomaly. */
export function SignalsFilters() {
  const [view, change] = useSignalsView();
  const chips = signalsFilterKeys
    .filter((key) => key !== 'of' || view.of !== undefined)
    .map((key): Chip<SignalsFilterKey> => ({
      key,
      label: key === 'assignee' ? assigneeLabel : definitions[key].label,
      isSet: view[key] !== undefined,
      isAlways: true,
      draw: (startsOpen) =>
        key === 'assignee' ? (
          <AssigneeChip view={view} onChange={change} startsOpen={startsOpen} />
        ) : (
          <FilterChip
            definition={key === 'of' ? { ...definitions.of, options: optionsOf(view.of) } : definitions[key]}
            view={view}
            onChange={change}
            startsOpen={startsOpen}
          />
        ),
    }));
  return <ChipRow chips={chips} onClear={() => change(withoutAny(signalsFilterKeys))} />;
}

const optionsOf = (value: string | undefined): readonly FilterOption[] => (value === undefined ? [] : [{ value, label: value }]);

const definitions: Readonly<Record<Exclude<SignalsFilterKey, 'assignee'>, Definition>> = {
  state: {
    key: 'state',
    label: 'State',
    isMany: true,
    isOpen: false,
    whenNone: '',
    options: anomalyStates.map((value) => ({ value, label: states[value].name })),
    read: (view) => view.state ?? [],
    write: (chosen) => ({ state: chosen.length === 0 ? undefined : (chosen as readonly AnomalyState[]) }),
  },
  severity: {
    key: 'severity',
    label: 'Severity',
    isMany: true,
    isOpen: false,
    whenNone: '',
    options: anomalySeverities.map((value) => ({ value, label: severities[value].name })),
    read: (view) => view.severity ?? [],
    write: (chosen) => ({ severity: chosen.length === 0 ? undefined : (chosen as readonly AnomalySeverity[]) }),
  },
  metric: {
    key: 'metric',
    label: 'Metric',
    isMany: false,
    isOpen: false,
    whenNone: '',
    options: metricNames.map((value) => ({ value, label: metrics[value].name })),
    read: (view) => (view.metric === undefined ? [] : [view.metric]),
    write: ([chosen]) => ({ metric: chosen as SignalMetric | undefined }),
  },
  of: {
    key: 'of',
    label: 'Of',
    isMany: false,
    isOpen: false,
    whenNone: '',
    options: [],
    read: (view) => (view.of === undefined ? [] : [view.of]),
    write: ([chosen]) => ({ of: chosen }),
  },
};
