import { useMemo } from 'react';
import { useHour } from '../primitives/clock.ts';
import { ChipRow } from './chip-row.tsx';
import { CohortChip } from './cohort-chip.tsx';
import { FacetChip } from './facet-chip.tsx';
import { filterDefinitions } from './filter-definitions.ts';
import { SlowerChip, TextChip } from './text-chip.tsx';
import { TopicChip } from './topic-chip.tsx';
import { useView } from './use-view.ts';
import { filterKeys, isNarrowedBy, narrowingKeys, withoutAny } from './view.ts';
import type { FilterKey } from './view.ts';

/** Chips that are always there; the others come with `+ filter`, or when they are set. */
const always: readonly FilterKey[] = ['model', 'rating', 'result', 'method', 'session', 'channel'];

/** What narrows the page, one chip each. Every number on the page goes through all of them. `fixed` is what the page itself is about. */
export function FilterRow({ fixed }: { readonly fixed?: FilterKey | undefined }) {
  const [view, change] = useView();
  const hour = useHour();
  const definitions = useMemo(() => filterDefinitions(new Date(hour)), [hour]);
  return (
    <ChipRow
      onClear={() => change(withoutAny(narrowingKeys))}
      chips={filterKeys
        .filter((key) => key !== fixed)
        .map((key) => ({
          key,
          label: key === 'says' ? 'Text' : key === 'slower' ? 'Slower than' : key === 'members' ? 'Cohort' : definitions[key].label,
          isSet: isNarrowedBy(view, key),
          isAlways: always.includes(key),
          draw: (startsOpen) => {
            const props = { view, onChange: change, startsOpen };
            if (key === 'says') return <TextChip {...props} />;
            if (key === 'slower') return <SlowerChip {...props} />;
            if (key === 'members') return <CohortChip {...props} />;
            if (key === 'topic') return <TopicChip filter={definitions.topic} {...props} />;
            return <FacetChip filter={definitions[key]} {...props} />;
          },
        }))}
    />
  );
}
