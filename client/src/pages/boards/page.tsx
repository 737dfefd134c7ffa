import { Link, useNavigate } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useEffect, useMemo, useState } from 'react';
import { Page } from '../../controls/page/page.tsx';
import { parseSearch } from '../../controls/search.ts';
import { useMay } from '../../controls/viewer.ts';
import { BoardsDocument } from '../../graphql/generated/graphql.ts';
import type { BoardCardFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { DeleteBoard } from './delete-board.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { NewBoardDialog } from './new-board-dialog.tsx';

/** Boards that the viewer sees. */
export function BoardsPage() {
  const answer = useLiveQuery({ query: BoardsDocument, variables: {} });
  const mayEdit = useMay('EDIT_BOARDS');
  const navigate = useNavigate();
  const [open, setOpen] = useState<'new' | 'import' | null>(null);
  const [deleted, setDeleted] = useState<BoardCardFragment | null>(null);
  const columns = useMemo(() => (mayEdit ? [...facts, actionsOf(setDeleted)] : facts), [mayEdit]);
  const [made, setMade] = useState<{ readonly id: string; readonly search: string } | null>(null);
  const onMade = (id: string, search: string) => setMade({ id, search });
  // Once the form is gone: as long as it stands there it would ask whether to leave what is typed.
  useEffect(() => {
    if (made !== null) void navigate({ to: '/boards/$boardId', params: { boardId: made.id }, search: parseSearch(made.search) });
  }, [made, navigate]);
  return (
    <Page
      title="Boards"
      actions={
        mayEdit && (
          <>
            <Button icon="upload" onClick={() => setOpen('import')}>
              Import
            </Button>
            <Button tone="primary" icon="plus" onClick={() => setOpen('new')}>
              New board
            </Button>
          </>
        )
      }
    >
      <Panel
        title="Boards"
        hint="panels that people put together, with filters of their own"
        flush
        skeleton="rows"
        minHeight={240}
        load={loadOf(answer, ({ boards }) => (boards.length === 0 ? null : boards))}
        onRetry={answer.reload}
        empty={{
          says: 'No board yet.',
          how: 'A board has the panels of the dashboard that you choose, where you want them. Begin with a template, or with nothing.',
          action: mayEdit ? <Button onClick={() => setOpen('new')}>Make a board</Button> : undefined,
        }}
      >
        {(rows) => (
          <DataTable
            caption="Boards"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            initialSort={{ key: 'name', direction: 'ascending' }}
            rowHeight={34}
            maxHeight="calc(100dvh - 130px)"
          />
        )}
      </Panel>
      {open === 'new' && <NewBoardDialog onMade={onMade} onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportDialog onMade={onMade} onClose={() => setOpen(null)} />}
      {deleted !== null && <DeleteBoard board={deleted} onDeleted={answer.reload} onClose={() => setDeleted(null)} />}
    </Page>
  );
}

const facts: readonly Column<BoardCardFragment>[] = [
  {
    key: 'name',
    header: 'Board',
    of: ({ name }) => name,
    cell: ({ id, name, search }) => (
      <Link to="/boards/$boardId" params={{ boardId: id }} search={parseSearch(search)}>
        {visible(name)}
      </Link>
    ),
  },
  {
    key: 'shared',
    header: 'Seen by',
    of: ({ isShared, isLeft }) => (isShared ? 'everybody here' : isLeft ? 'who manages members' : 'you alone'),
  },
  { key: 'owner', header: 'Made by', of: ({ ownerName, isOwn }) => (isOwn ? 'you' : (ownerName ?? null)) },
  { key: 'panels', header: 'Panels', of: ({ tiles }) => tiles.filter(({ kind }) => kind === 'PANEL').length, unit: 'count' },
  {
    key: 'changed',
    header: 'Changed',
    of: ({ updatedAt }) => Date.parse(updatedAt),
    align: 'end',
    cell: ({ updatedAt }) => <Ago at={updatedAt} />,
  },
];

const actionsOf = (onDelete: (board: BoardCardFragment) => void): Column<BoardCardFragment> => ({
  key: 'actions',
  header: <span className="uk-hidden">Actions</span>,
  of: () => null,
  isSortable: false,
  align: 'end',
  cell: (board) => (
    <Menu trigger={<IconButton icon="more" label={`Actions for ${board.name}`} />}>
      <MenuItem icon="trash" tone="bad" onChoose={() => onDelete(board)}>
        Delete
      </MenuItem>
    </Menu>
  ),
});
