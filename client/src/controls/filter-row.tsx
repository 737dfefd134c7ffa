import { useState } from 'react';
import { FilterChoicesDocument } from '../graphql/generated/graphql.ts';
import { usePicture } from '../graphql/picture.ts';
import { Button } from '../primitives/button.tsx';
import { Menu, MenuItem } from '../primitives/menu.tsx';
import styles from './controls.module.css';
import { FilterChip } from './filter-chip.tsx';
import { filterDefinitions } from './filter-definitions.ts';
import { useView } from './use-view.ts';
import { filterCount, filterKeys, withoutFilters } from './view.ts';
import type { FilterKey } from './view.ts';

/** Chips that are always there; the others come with `+ filter`, or when they are set. */
const always: readonly FilterKey[] = ['model', 'rating', 'result', 'method', 'session', 'channel'];

/** What narrows the page, one chip each. Every number on the page goes through all of them. `fixed` is what the page itself is about. */
export function FilterRow({ fixed }: { readonly fixed?: FilterKey | undefined }) {
  const [view, change] = useView();
  const [added, setAdded] = useState<readonly FilterKey[]>([]);
  const { data } = usePicture(FilterChoicesDocument, {});
  const definitions = filterDefinitions(data?.filterOptions ?? null);
  const free = filterKeys.filter((key) => key !== fixed);
  const shown = free.filter((key) => always.includes(key) || added.includes(key) || view[key] !== undefined);
  const hidden = free.filter((key) => !shown.includes(key));
  return (
    <div className={styles.filters} role="group" aria-label="Filters">
      {shown.map((key) => (
        <FilterChip key={key} definition={definitions[key]} view={view} onChange={change} startsOpen={added.at(-1) === key && view[key] === undefined} />
      ))}
      {hidden.length > 0 && (
        <Menu align="start" trigger={<button type="button" className={styles.chip}>+ filter</button>}>
          {hidden.map((key) => <MenuItem key={key} onChoose={() => setAdded([...added, key])}>{definitions[key].label}</MenuItem>)}
        </Menu>
      )}
      {filterCount(view) > 0 && (
        <span className={styles.clear}><Button tone="bare" onClick={() => change({ ...blank, ...withoutFilters(view) })}>Clear filters</Button></span>
      )}
    </div>
  );
}

const blank = Object.fromEntries(filterKeys.map((key) => [key, undefined]));
