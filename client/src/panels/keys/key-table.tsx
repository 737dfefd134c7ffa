import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { useMemo } from 'react';
import { visible } from 'ui-kit/visible';
import { roleLabel } from '../../controls/roles.ts';
import type { ApiKeyLineFragment } from '../../graphql/generated/graphql.ts';
import { useMinute } from '../../primitives/clock.ts';
import { Button } from '../../primitives/button.tsx';
import { Ago, Moment } from '../../primitives/moment.tsx';
import { scopeLabel, sortedKeys, stateOf } from './key-form.ts';

export interface KeyTableProps {
  readonly caption: string;
  readonly keys: readonly ApiKeyLineFragment[];
  /** Of one person: who made them is known, and their role is that of the person. */
  readonly isPersonal?: boolean;
  /** null: the reader may not revoke them. */
  readonly onRevoke: ((key: ApiKeyLineFragment) => void) | null;
  readonly maxHeight: string;
}

/** Keys, those that work first. */
export function KeyTable({ caption, keys, isPersonal = false, onRevoke, maxHeight }: KeyTableProps) {
  const now = useMinute();
  const rows = useMemo(() => sortedKeys(keys, now), [keys, now]);
  const columns = useMemo(() => columnsOf(now, isPersonal, onRevoke), [now, isPersonal, onRevoke]);
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={({ id }) => id} rowHeight={34} maxHeight={maxHeight} />;
}

const makerOf = (person: string | null, key: string | null): string =>
  key !== null ? `made by the key ${visible(key)}` : person === null ? 'the workspace' : `made by ${visible(person)}`;

function columnsOf(now: number, isPersonal: boolean, onRevoke: KeyTableProps['onRevoke']): readonly Column<ApiKeyLineFragment>[] {
  const owners: readonly Column<ApiKeyLineFragment>[] = [
    {
      key: 'owner',
      header: 'Of',
      of: (key) => key.ownerName ?? key.createdByName ?? '',
      cell: ({ isPersonal: isOfPerson, ownerName, createdByName, createdByKeyName }) =>
        isOfPerson ? (
          <span title="A personal key: it acts as this person">{visible(ownerName ?? '')}</span>
        ) : (
          <span
            className="quiet"
            title={createdByKeyName == null ? 'A key of the workspace' : 'Revoked together with the key that made it'}
          >
            {makerOf(createdByName ?? null, createdByKeyName ?? null)}
          </span>
        ),
    },
    { key: 'role', header: 'Role', of: ({ role, isPersonal: isOfPerson }) => (isOfPerson ? 'as its person' : roleLabel(role)) },
  ];
  return [
    {
      key: 'name',
      header: 'Key',
      of: ({ name }) => name,
      cell: (key) => {
        const state = stateOf(key, now);
        return (
          <>
            <span title={`made ${key.createdAt.slice(0, 10)}`}>{visible(key.name)}</span> {state !== 'active' && <Badge>{state}</Badge>}
          </>
        );
      },
    },
    {
      key: 'prefix',
      header: 'Begins with',
      of: ({ prefix }) => prefix,
      cell: ({ prefix }) => <span className="mono quiet">{prefix}…</span>,
    },
    { key: 'scope', header: 'May', of: ({ scope }) => scopeLabel(scope) },
    ...(isPersonal ? [] : owners),
    {
      key: 'environment',
      header: 'Environment',
      of: ({ environment }) => environment ?? '',
      cell: ({ environment }) =>
        environment == null ? <span className="quiet">any</span> : <span className="mono">{visible(environment)}</span>,
    },
    {
      key: 'used',
      header: 'Last used',
      of: ({ lastUsedAt }) => (lastUsedAt == null ? null : Date.parse(lastUsedAt)),
      cell: ({ lastUsedAt, lastUsedFrom }) =>
        lastUsedAt == null ? (
          <span className="quiet">never</span>
        ) : (
          <>
            <Ago at={lastUsedAt} /> {lastUsedFrom != null && <span className="quiet mono">{visible(lastUsedFrom)}</span>}
          </>
        ),
    },
    {
      key: 'expires',
      header: 'Expires',
      of: ({ expiresAt }) => (expiresAt == null ? null : Date.parse(expiresAt)),
      cell: ({ expiresAt }) => (expiresAt == null ? <span className="quiet">never</span> : <Moment at={expiresAt} precision="day" />),
    },
    { key: 'limit', header: 'A minute', of: ({ requestsPerMinute }) => requestsPerMinute ?? null, unit: 'count' },
    ...(onRevoke === null
      ? []
      : [
          {
            key: 'actions',
            header: <span className="uk-hidden">Actions</span>,
            of: () => null,
            isSortable: false,
            align: 'end' as const,
            cell: (key: ApiKeyLineFragment) =>
              stateOf(key, now) === 'revoked' ? null : (
                <Button tone="bare" aria-label={`Revoke ${key.name}`} onClick={() => onRevoke(key)}>
                  Revoke
                </Button>
              ),
          },
        ]),
  ];
}
