import { useMemo, useState } from 'react';
import { CohortChoicesDocument } from '../graphql/generated/graphql.ts';
import { useLiveQuery } from '../graphql/use-live.ts';
import { FilterChip } from './filter-chip.tsx';

/** What holds the cohort of a page, by its id. */
interface OfCohort {
  readonly members?: string | undefined;
}

export interface CohortChipProps<Held extends OfCohort> {
  readonly view: Held;
  readonly onChange: (change: Partial<Held>) => void;
  readonly startsOpen: boolean;
}

/** A filter by the users of a cohort. Names are asked for when one is set, or the list is opened. */
export function CohortChip<Held extends OfCohort>({ view, onChange, startsOpen }: CohortChipProps<Held>) {
  const [isOpen, setOpen] = useState(startsOpen);
  const answer = useLiveQuery({
    query: CohortChoicesDocument,
    variables: {},
    isWanted: isOpen || view.members !== undefined,
  });
  const cohorts = answer.data?.cohorts;
  const definition = useMemo(
    () => ({
      key: 'members',
      label: 'Cohort',
      isMany: false,
      isOpen: true,
      options:
        cohorts?.map(({ id, name, lastSize }) => ({ value: id, label: name, ...(lastSize != null && { count: lastSize.userCount }) })) ??
        null,
      read: ({ members }: Held) => (members === undefined ? [] : [members]),
      write: ([chosen]: readonly string[]) => ({ members: chosen }) as Partial<Held>,
      whenNone: 'There is no cohort yet.',
    }),
    [cohorts],
  );
  return (
    <FilterChip
      definition={definition}
      view={view}
      onChange={onChange}
      startsOpen={startsOpen}
      labelOf={() => (cohorts === undefined ? '…' : 'a cohort that was deleted')}
      failure={answer.failure}
      onOpen={setOpen}
    />
  );
}
