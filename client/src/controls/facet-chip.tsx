import { useDeferredValue, useMemo, useState } from 'react';
import { FilterValuesDocument } from '../graphql/generated/graphql.ts';
import { useLiveQuery } from '../graphql/use-live.ts';
import { useSettled } from '../primitives/settled.ts';
import { FilterChip } from './filter-chip.tsx';
import type { MessageFilter } from './filter-definitions.ts';
import { useViewQuery } from './use-view.ts';
import type { View } from './view.ts';

const LATER_MS = 500;

export interface FacetChipProps {
  readonly filter: MessageFilter;
  readonly view: View;
  readonly onChange: (change: Partial<View>) => void;
  readonly startsOpen: boolean;
}

/**
 * A filter of messages with the values that occur, and how many messages each would show. They are asked for when the list is opened, so
 * that no page waits for them; where there are more than the list holds, the server looks for what is typed.
 */
export function FacetChip({ filter: definition, view, onChange, startsOpen }: FacetChipProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  const [typed, setTyped] = useState('');
  const [isLong, setLong] = useState(false);
  const { filter } = useViewQuery();
  const prefix = useDeferredValue(isLong ? typed.trim() : '');
  const { dimension, optionOf } = definition;
  // What a choice changes on the page is asked first, the values of the open list after it.
  const asked = useSettled(filter, LATER_MS);
  const answer = useLiveQuery({
    query: FilterValuesDocument,
    variables: { filter: asked, dimension: dimension ?? 'MODEL', ...(prefix !== '' && { prefix }) },
    isWanted: isOpen && dimension !== null,
  });
  const facet = answer.data?.analytics.facets[0];
  if (!isLong && facet !== undefined && facet.valueCount > facet.values.length) setLong(true);
  const options = useMemo(
    () => (dimension === null ? definition.options : (facet?.values.map(({ value, count }) => ({ ...optionOf(value), count })) ?? null)),
    [dimension, definition.options, facet, optionOf],
  );
  return (
    <FilterChip
      definition={{ ...definition, options }}
      view={view}
      onChange={onChange}
      startsOpen={startsOpen}
      labelOf={(value) => optionOf(value).label}
      failure={answer.failure}
      onOpen={setOpen}
      onTyped={setTyped}
      total={facet?.valueCount}
    />
  );
}
