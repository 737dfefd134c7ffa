import { useMemo, useState } from 'react';
import { visible } from 'ui-kit/visible';
import { FilterChip } from '../../controls/filter-chip.tsx';
import type { FilterDefinition } from '../../controls/filter-definitions.ts';
import { useViewer } from '../../controls/viewer.ts';
import { SignalPeopleDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { UNASSIGNED } from './signals-view.ts';
import type { SignalsView } from './signals-view.ts';

export const assigneeLabel = 'Assignee';

interface AssigneeChipProps {
  readonly view: SignalsView;
  readonly onChange: (change: Partial<SignalsView>) => void;
  readonly startsOpen: boolean;
}

/** Narrows the feed to what is assigned to some members, or to no one. Names are asked for when one is set, or the list is opened. */
export function AssigneeChip({ view, onChange, startsOpen }: AssigneeChipProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  const own = useViewer()?.person?.id;
  const { data, failure } = useLiveQuery({
    query: SignalPeopleDocument,
    variables: {},
    isWanted: isOpen || (view.assignee ?? []).some((one) => one !== UNASSIGNED),
  });
  const members = data?.members.edges;
  const definition = useMemo(
    (): FilterDefinition<SignalsView, 'assignee'> => ({
      key: 'assignee',
      label: assigneeLabel,
      isMany: true,
      isOpen: false,
      options:
        members === undefined
          ? null
          : [
              { value: UNASSIGNED, label: 'no one' },
              ...members
                .map(({ node }) => ({ value: node.personId, label: `${visible(node.name)}${node.personId === own ? ' (you)' : ''}` }))
                .toSorted((one, other) => Number(other.value === own) - Number(one.value === own) || one.label.localeCompare(other.label)),
            ],
      read: ({ assignee }) => assignee ?? [],
      write: (chosen) => ({ assignee: chosen.length === 0 ? undefined : chosen }),
      whenNone: 'The workspace has no member.',
    }),
    [members, own],
  );
  return (
    <FilterChip
      definition={definition}
      view={view}
      onChange={onChange}
      startsOpen={startsOpen}
      labelOf={(value) => (value === UNASSIGNED ? 'no one' : members === undefined ? '…' : 'a former member')}
      failure={failure}
      onOpen={setOpen}
    />
  );
}
