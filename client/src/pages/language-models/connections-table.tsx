import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { visible } from 'ui-kit/visible';
import { useMemo, useState } from 'react';
import { useClient } from 'urql';
import { CheckModelConnectionDocument } from '../../graphql/generated/graphql.ts';
import type { ConnectionRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import styles from './language-models.module.css';

export interface ConnectionsTableProps {
  readonly connections: readonly ConnectionRowFragment[];
  readonly mayEdit: boolean;
  readonly onEdit: (connection: ConnectionRowFragment) => void;
  readonly onDelete: (connection: ConnectionRowFragment) => void;
  readonly onChecked: () => void;
}

const kinds = { OPENAI_COMPATIBLE: 'OpenAI-compatible', ANTHROPIC: 'Anthropic' } as const;

/** Connections with what their last check gave. */
export function ConnectionsTable({ connections, mayEdit, onEdit, onDelete, onChecked }: ConnectionsTableProps) {
  const client = useClient();
  const [checking, setChecking] = useState<string | null>(null);
  const columns = useMemo((): readonly Column<ConnectionRowFragment>[] => {
    const check = async ({ id }: ConnectionRowFragment): Promise<void> => {
      setChecking(id);
      const checked = await send(client, CheckModelConnectionDocument, { id });
      setChecking(null);
      if (!checked.ok) notify({ title: 'The check was not made.', says: checked.refusal.message });
      onChecked();
    };
    const actions: Column<ConnectionRowFragment> = {
      key: 'actions',
      header: <span className="uk-hidden">Actions</span>,
      of: () => null,
      isSortable: false,
      align: 'end',
      cell: (connection) => (
        <span className={styles.actions}>
          <Button
            tone="bare"
            disabled={checking === connection.id}
            aria-label={`Check ${connection.name}`}
            onClick={() => void check(connection)}
          >
            {checking === connection.id ? 'Checking' : 'Check'}
          </Button>
          <Menu trigger={<IconButton icon="more" label={`Actions for ${connection.name}`} />}>
            <MenuItem icon="edit" onChoose={() => onEdit(connection)}>
              Edit
            </MenuItem>
            <MenuItem icon="trash" tone="bad" onChoose={() => onDelete(connection)}>
              Delete
            </MenuItem>
          </Menu>
        </span>
      ),
    };
    return [...shown, ...(mayEdit ? [actions] : [])];
  }, [client, checking, mayEdit, onEdit, onDelete, onChecked]);
  return <DataTable caption="Connections" columns={columns} rows={connections} rowKey={({ id }) => id} rowHeight={48} />;
}

const shown: readonly Column<ConnectionRowFragment>[] = [
  { key: 'name', header: 'Name', of: ({ name }) => name, cell: ({ name }) => <strong>{visible(name)}</strong> },
  { key: 'kind', header: 'API', of: ({ kind }) => kinds[kind] },
  {
    key: 'address',
    header: 'Address',
    of: ({ baseUrl }) => baseUrl,
    cell: ({ baseUrl }) => <span className="mono">{visible(baseUrl)}</span>,
  },
  {
    key: 'key',
    header: 'Key',
    of: ({ hasKey }) => (hasKey ? 1 : 0),
    cell: ({ hasKey, keyEnd }) => (hasKey ? <span className="mono">…{keyEnd ?? ''}</span> : <span className="quiet">none</span>),
  },
  { key: 'models', header: 'Models', of: ({ models }) => models.length, unit: 'count' },
  { key: 'state', header: 'Last check', of: ({ checkedAt }) => checkedAt ?? null, cell: (connection) => <Checked {...connection} /> },
];

function Checked({ isEnabled, checkedAt, checkCode, checkMessage, latencyMs }: ConnectionRowFragment) {
  if (!isEnabled) return <span className="quiet">switched off</span>;
  if (checkedAt == null) return <span className="quiet">not checked yet</span>;
  if (checkCode != null)
    return (
      <span className={styles.bad} title={checkMessage ?? undefined}>
        {checkMessage ?? checkCode}
      </span>
    );
  return (
    <span>
      answered in {latencyMs} ms{' '}
      <span className="quiet">
        <Ago at={checkedAt} />
      </span>
    </span>
  );
}
