import { FilterChoicesDocument } from '../graphql/generated/graphql.ts';
import { useLiveQuery } from '../graphql/use-live.ts';
import { ChipRow } from './chip-row.tsx';
import { FilterChip } from './filter-chip.tsx';
import { filterDefinitions } from './filter-definitions.ts';
import { useView } from './use-view.ts';
import { filterKeys, withoutAny } from './view.ts';
import type { FilterKey } from './view.ts';

/** Chips that are always there; the others come with `+ filter`, or when they are set. */
const always: readonly FilterKey[] = ['model', 'rating', 'result', 'method', 'session', 'channel'];

/** What narrows the page, one chip each. Every number on the page goes through all of them. `fixed` is what the page itself is about. */
export function FilterRow({ fixed }: { readonly fixed?: FilterKey | undefined }) {
  const [view, change] = useView();
  const { data } = useLiveQuery({ query: FilterChoicesDocument, variables: {} });
  const definitions = filterDefinitions(data?.filterOptions ?? null);
  return (
    <ChipRow
      onClear={() => change(withoutAny(filterKeys))}
      chips={filterKeys
        .filter((key) => key !== fixed)
        .map((key) => ({
          key,
          label: definitions[key].label,
          isSet: view[key] !== undefined,
          isAlways: always.includes(key),
          draw: (startsOpen) => <FilterChip definition={definitions[key]} view={view} onChange={change} startsOpen={startsOpen} />,
        }))}
    />
  );
}
