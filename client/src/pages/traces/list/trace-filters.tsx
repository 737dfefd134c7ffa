import { format, useLocale } from 'ui-kit/format';
import { ChipRow } from '../../../controls/chip-row.tsx';
import type { Chip } from '../../../controls/chip-row.tsx';
import { CohortChip } from '../../../controls/cohort-chip.tsx';
import { FacetChip } from '../../../controls/facet-chip.tsx';
import { FilterChip } from '../../../controls/filter-chip.tsx';
import { filterDefinitions } from '../../../controls/filter-definitions.ts';
import type { FilterDefinition } from '../../../controls/filter-definitions.ts';
import { RangeChip } from '../../../controls/range-chip.tsx';
import { useViewQuery } from '../../../controls/use-view.ts';
import { stars } from '../../../controls/view.ts';
import { TraceListChoicesDocument } from '../../../graphql/generated/graphql.ts';
import type { TraceListChoicesQuery } from '../../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../../graphql/use-live.ts';
import { rangeText, readRange, traceFilterKeys, traceStates, unusedKeys, withoutTraceFilters } from './trace-view.ts';
import type { TraceFilterKey, TraceListView } from './trace-view.ts';
import { useTraceView } from './use-trace-view.ts';
import styles from './traces.module.css';

type Choices = TraceListChoicesQuery['traceFilterOptions'];
type RangeKey = 'duration' | 'cost';
type PromptKey = 'prompt' | 'promptVersion';
type ListKey = Exclude<TraceFilterKey, RangeKey | PromptKey | 'state' | 'rating' | 'result' | 'members'>;
type Definition = FilterDefinition<TraceListView, TraceFilterKey>;

/** Chips that are always there. */
const always: readonly TraceFilterKey[] = ['state', 'environment', 'model', 'tool', 'duration', 'cost'];
/** Ids of which there may be millions: no list offers them, links set them. */
const byLinkOnly: readonly TraceFilterKey[] = ['session', 'user'];

/** What narrows the list of traces, one chip each. */
export function TraceFilters() {
  const [view, change] = useTraceView();
  const {
    filter: { from, to },
  } = useViewQuery();
  const { data } = useLiveQuery({ query: TraceListChoicesDocument, variables: { from: from ?? null, to: to ?? null } });
  const definitions = definitionsOf(data?.traceFilterOptions ?? null);
  const messageFilters = filterDefinitions();
  const unused = unusedKeys.filter((key) => view[key] !== undefined);
  const chips = traceFilterKeys
    .filter((key) => view[key] !== undefined || !byLinkOnly.includes(key))
    .map((key): Chip<TraceFilterKey> => {
      const chip = { key, isSet: view[key] !== undefined, isAlways: always.includes(key) };
      if (key === 'duration' || key === 'cost')
        return { ...chip, label: ranges[key].label, draw: (startsOpen) => <AmountChip of={key} startsOpen={startsOpen} /> };
      if (key === 'members')
        return {
          ...chip,
          label: 'Cohort',
          draw: (startsOpen) => <CohortChip view={view} onChange={change} startsOpen={startsOpen} />,
        };
      if (key === 'prompt' || key === 'promptVersion') {
        const filter = { ...messageFilters[key], not: undefined };
        return {
          ...chip,
          label: filter.label,
          draw: (startsOpen) => <FacetChip filter={filter} view={view} onChange={change} startsOpen={startsOpen} />,
        };
      }
      const definition = definitions[key];
      return {
        ...chip,
        label: definition.label,
        draw: (startsOpen) => <FilterChip definition={definition} view={view} onChange={change} startsOpen={startsOpen} />,
      };
    });
  return (
    <ChipRow
      chips={chips}
      onClear={() => change(withoutTraceFilters)}
      note={
        unused.length > 0 && (
          <span className={styles.unused} title="These filters of other pages stay in the address; they say nothing about a trace.">
            not used here: {unused.join(', ')}
          </span>
        )
      }
    />
  );
}

const ranges = {
  duration: { label: 'Duration', unit: 's', scale: 1_000, format: 'ms' },
  cost: { label: 'Cost', unit: '$', scale: 1, format: 'usd' },
} as const;

function AmountChip({ of: key, startsOpen }: { readonly of: RangeKey; readonly startsOpen: boolean }) {
  const [view, change] = useTraceView();
  const locale = useLocale();
  const { label, unit, scale, format: as } = ranges[key];
  return (
    <RangeChip
      label={label}
      unit={unit}
      scale={scale}
      range={readRange(view[key])}
      words={(value) => format(value, as, locale)}
      startsOpen={startsOpen}
      onChange={(range) => change({ [key]: rangeText(range) })}
    />
  );
}

function definitionsOf(choices: Choices | null): Record<Exclude<TraceFilterKey, RangeKey | PromptKey | 'members'>, Definition> {
  const list = (key: ListKey, label: string, values: readonly string[] | undefined, whenNone: string): Definition => ({
    key,
    label,
    isMany: true,
    isOpen: true,
    whenNone,
    options: values?.map((value) => ({ value, label: value })) ?? null,
    read: (view) => view[key] ?? [],
    write: (chosen) => ({ [key]: chosen.length === 0 ? undefined : chosen }),
  });
  const { rating, result } = filterDefinitions();
  return {
    state: {
      key: 'state',
      label: 'State',
      isMany: false,
      isOpen: false,
      whenNone: '',
      options: traceStates.map((value) => ({ value, label: value })),
      read: ({ state }) => (state === undefined ? [] : [state]),
      write: ([state]) => ({ state: state as TraceListView['state'] }),
    },
    environment: list('environment', 'Environment', choices?.environments, 'No trace here names an environment.'),
    service: list('service', 'Service', choices?.services, 'No trace here names a service.'),
    name: list('name', 'Name', choices?.names, 'No trace here.'),
    model: list('model', 'Model', choices?.models, 'No trace here called a model.'),
    tool: list('tool', 'Tool', choices?.tools, 'No tool ran in a trace here.'),
    error: list('error', 'Error', choices?.errorTypes, 'Nothing failed here.'),
    tag: list('tag', 'Tag', choices?.tags, 'No trace here carries a tag.'),
    provider: list('provider', 'Provider', choices?.providers, 'No trace here names a provider.'),
    session: list('session', 'Session', [], ''),
    user: list('user', 'User', [], ''),
    rating: { ...rating, key: 'rating', not: undefined, options: [...stars].reverse().map((star) => rating.optionOf(String(star))) },
    result: { ...result, key: 'result', not: undefined, options: ['success', 'failure'].map(result.optionOf) },
  };
}
