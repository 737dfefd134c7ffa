import { useMemo } from 'react';
import { visible } from 'ui-kit/visible';
import { TopicChoicesDocument } from '../graphql/generated/graphql.ts';
import { useLiveQuery } from '../graphql/use-live.ts';
import { FacetChip } from './facet-chip.tsx';
import type { FacetChipProps } from './facet-chip.tsx';

/** A filter by topics, under their names. Those are asked for with the chip: an address has ids. */
export function TopicChip({ filter, ...props }: FacetChipProps) {
  const { data } = useLiveQuery({ query: TopicChoicesDocument, variables: useMemo(() => ({}), []) });
  const named = useMemo(() => {
    const names = new Map(data?.topicNames.map(({ topicId, name }) => [topicId, visible(name)]));
    return { ...filter, optionOf: (value: string) => ({ value, label: names.get(value) ?? `Topic ${value}` }) };
  }, [filter, data]);
  return <FacetChip filter={named} {...props} />;
}
