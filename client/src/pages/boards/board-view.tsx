import { Link, useNavigate } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { CrosshairProvider } from 'ui-kit/crosshair';
import { useMemo, useState } from 'react';
import { useClient } from 'urql';
import { useKeys } from '../../controls/keys.ts';
import { Page } from '../../controls/page/page.tsx';
import { UndoZoom } from '../../controls/undo-zoom.tsx';
import { useMay, useViewer } from '../../controls/viewer.ts';
import { SaveBoardDocument } from '../../graphql/generated/graphql.ts';
import type { BoardInput, WholeBoardFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { BandsChoice } from '../../panels/dashboard/bands-menu.tsx';
import { MarkedCharts, MarksOfRange } from '../../panels/marks/marks.tsx';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../primitives/menu.tsx';
import { notify } from '../../primitives/toast.ts';
import { writeBoard } from './board-file.ts';
import { BoardEditor } from './board-editor.tsx';
import { BoardGrid } from './board-grid.tsx';
import { DeleteBoard } from './delete-board.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { inReadingOrder } from './layout.ts';
import { saveText } from './save-text.ts';
import { inputOf } from './tiles.ts';
import { useBoardFilters } from './use-board-filters.ts';
import { useBoardPanels } from './use-board-panels.ts';
import { useFullScreen } from './use-full-screen.ts';
import styles from './boards.module.css';

export interface BoardViewProps {
  readonly board: WholeBoardFragment;
  /** Something of it was saved. */
  readonly onChanged: () => void;
}

/** A board as it is looked at, and as it is changed. */
export function BoardView({ board, onChanged }: BoardViewProps) {
  const { stage, zoom, onBands } = useBoardPanels();
  const filters = useBoardFilters(board.search);
  const [isFull, toggleFull] = useFullScreen();
  const [isEdited, setEdited] = useState(false);
  const [open, setOpen] = useState<'marks' | 'history' | 'delete' | null>(null);
  const acts = useBoardActs(board, onChanged);
  const mayEdit = useMay('EDIT_BOARDS');
  const isPerson = useViewer()?.person != null;
  const navigate = useNavigate();
  const edit = () => setEdited(true);
  useKeys('Board', {
    f: { says: 'the board alone on the screen, and back', run: toggleFull },
    ...(mayEdit && !isEdited && { e: { says: 'change the board', run: edit } }),
  });
  const tiles = useMemo(() => inReadingOrder(board.tiles), [board.tiles]);
  const range = stage.view.filter;
  return (
    <Page
      title={board.name}
      trail={<Link to="/boards">Boards</Link>}
      beside={
        !board.isShared && <Badge tone="neutral">{board.isLeft ? `left by ${board.ownerName ?? 'a former member'}` : 'only you'}</Badge>
      }
      controls="view"
      row={
        filters.areOther && (
          <Button tone="bare" onClick={filters.reset} title="Back to the time range and filters that the board opens with">
            Reset
          </Button>
        )
      }
      actions={
        <>
          <UndoZoom zoom={zoom} />
          {isFull && <Button onClick={toggleFull}>Leave full screen</Button>}
          {mayEdit && !isEdited && !isFull && (
            <Button icon="edit" onClick={edit}>
              Edit
            </Button>
          )}
          <Menu trigger={<IconButton icon="more" label="Actions for this board" />}>
            <MenuItem icon="screen" onChoose={toggleFull}>
              {isFull ? 'Leave full screen' : 'Full screen'}
            </MenuItem>
            <MenuSeparator />
            <BandsChoice bands={stage.view.bands} onChoose={onBands} />
            <MenuSeparator />
            <MenuItem onChoose={() => setOpen('marks')}>Marks on charts</MenuItem>
            <MenuItem onChoose={() => setOpen('history')}>History</MenuItem>
            <MenuItem onChoose={() => saveText(`${board.name}.json`, writeBoard(board))}>Export as JSON</MenuItem>
            {mayEdit && !isEdited && (
              <>
                <MenuSeparator />
                <MenuItem
                  disabled={!filters.areOther}
                  onChoose={() => void acts.save({ search: filters.current }, 'The board opens with these filters from now on')}
                >
                  Open with these filters
                </MenuItem>
                {isPerson && (board.isOwn || !board.isShared) && (
                  <MenuItem
                    onChoose={() =>
                      void acts.save(
                        { isShared: !board.isShared },
                        board.isShared ? 'Only you see the board now' : 'Everybody here sees the board now',
                      )
                    }
                  >
                    {board.isShared ? 'Share no more' : 'Share with everybody here'}
                  </MenuItem>
                )}
                <MenuItem icon="copy" onChoose={() => void acts.copy()}>
                  Make a copy
                </MenuItem>
                <MenuSeparator />
                <MenuItem icon="trash" tone="bad" onChoose={() => setOpen('delete')}>
                  Delete
                </MenuItem>
              </>
            )}
          </Menu>
        </>
      }
    >
      <CrosshairProvider>
        <MarkedCharts range={range}>
          {isEdited ? (
            <BoardEditor board={board} stage={stage} onSaved={onChanged} onClose={() => setEdited(false)} />
          ) : (
            <>
              {tiles[0]?.kind !== 'SECTION' && <h2 className="uk-hidden">Tiles</h2>}
              {tiles.length === 0 && (
                <div className={styles.empty}>
                  <p>This board is empty.</p>
                  {mayEdit && (
                    <Button tone="primary" icon="plus" onClick={edit}>
                      Add panels
                    </Button>
                  )}
                </div>
              )}
              {filters.isSettled && <BoardGrid tiles={tiles} {...stage} />}
            </>
          )}
        </MarkedCharts>
      </CrosshairProvider>
      {open === 'marks' && <MarksOfRange range={range} onClose={() => setOpen(null)} />}
      {open === 'history' && (
        <HistoryDialog board={board} mayEdit={mayEdit && !isEdited} onRestored={onChanged} onClose={() => setOpen(null)} />
      )}
      {open === 'delete' && <DeleteBoard board={board} onDeleted={() => void navigate({ to: '/boards' })} onClose={() => setOpen(null)} />}
    </Page>
  );
}

/** What is done to the board as a whole; a refusal is shown at the edge of the page. */
function useBoardActs({ id, version, name, search, tiles }: WholeBoardFragment, onChanged: () => void) {
  const client = useClient();
  const navigate = useNavigate();
  const run = async (input: BoardInput): Promise<string | null> => {
    const sent = await send(client, SaveBoardDocument, { input });
    if (!sent.ok) notify({ title: 'The board is not saved', says: sent.refusal.message, tone: 'bad' });
    return sent.ok ? (sent.data.saveBoard?.id ?? null) : null;
  };
  return {
    save: async (change: Partial<BoardInput>, words: string) => {
      if ((await run({ id, version, name, search, tiles: inputOf(tiles), ...change })) === null) return;
      notify({ title: words });
      onChanged();
    },
    copy: async () => {
      const copy = await run({ name: `${name} (copy)`.slice(0, 100), search, tiles: inputOf(tiles) });
      if (copy !== null) void navigate({ to: '/boards/$boardId', params: { boardId: copy } });
    },
  };
}
