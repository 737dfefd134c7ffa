import { useState } from 'react';
import { useClient } from 'urql';
import { LeaveGuard } from '../../controls/form/form-dialog.tsx';
import { withField } from '../../controls/form/form-state.ts';
import { useKeys } from '../../controls/keys.ts';
import { SaveBoardDocument } from '../../graphql/generated/graphql.ts';
import type { WholeBoardFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import type { DashboardPanel } from '../../panels/dashboard/panel.ts';
import { Button } from '../../primitives/button.tsx';
import { FormProblem, TextField } from '../../primitives/field.tsx';
import { AddPanelDialog } from './add-panel-dialog.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { changed, draftOf, redone, undone } from './draft.ts';
import { EditGrid } from './edit-grid.tsx';
import { added, inReadingOrder } from './layout.ts';
import { panelOf } from './tile-body.tsx';
import type { TileBodyProps } from './tile-body.tsx';
import { TileDialog } from './tile-dialog.tsx';
import { inputOf, newKey, panelTile, sectionTile, textTile } from './tiles.ts';
import type { Tile } from './tiles.ts';
import styles from './boards.module.css';

export interface BoardEditorProps {
  readonly board: WholeBoardFragment;
  /** What the tiles are drawn with. */
  readonly stage: Omit<TileBodyProps, 'tile'>;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** A board while it is changed: nothing is saved before the reader saves it. */
export function BoardEditor({ board: newest, stage, onSaved, onClose }: BoardEditorProps) {
  const client = useClient();
  // What the changes are based on stays the same, whatever is saved meanwhile: that is for the server to find.
  const [board] = useState(newest);
  const [draft, setDraft] = useState(() => draftOf(board.name, inReadingOrder(board.tiles)));
  const [isAdding, setAdding] = useState(board.tiles.length === 0);
  const [open, setOpen] = useState<Tile | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [conflict, setConflict] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { tiles } = draft;
  const lay = (next: readonly Tile[]) => setDraft((now) => changed(now, next));
  const [spoken, setSpoken] = useState('');
  const step = (to: (now: typeof draft) => typeof draft, what: string) => {
    const next = to(draft);
    setDraft(to);
    // The numbers differ from one step to the next: the same words twice would not be spoken.
    setSpoken(
      next === draft ? `Nothing is left to be ${what}` : `${what}: ${next.past.length} changes are left, ${next.future.length} undone`,
    );
  };
  const undo = () => step(undone, 'undone');
  const redo = () => step(redone, 'done again');
  const add = (make: (key: string) => Tile): Tile => {
    const tile = make(newKey(tiles));
    setDraft((now) => changed(now, added(now.tiles, tile)));
    return tile;
  };
  useKeys('Board', {
    a: { says: 'add panels', run: () => setAdding(true) },
    u: { says: 'undo the last change', run: undo },
    r: { says: 'do again what was undone', run: redo },
  });
  const isChanged = draft.name !== board.name || JSON.stringify(inputOf(tiles)) !== JSON.stringify(inputOf(inReadingOrder(board.tiles)));
  const save = async (version: number) => {
    setSaving(true);
    setRefusal(null);
    const content = { name: draft.name.trim(), search: board.search, tiles: inputOf(inReadingOrder(tiles)) };
    const sent = await send(client, SaveBoardDocument, { input: { ...content, id: board.id, version } });
    setSaving(false);
    if (sent.ok) {
      onSaved();
      return onClose();
    }
    if (sent.refusal.code === 'BOARD_CHANGED') return setConflict(sent.refusal.message);
    return setRefusal(withField(sent.refusal.message, sent.refusal.field));
  };
  return (
    <>
      <div className={styles.editBar} role="toolbar" aria-label="Changes of the board">
        <TextField label="Name" value={draft.name} maxLength={100} onText={(name) => setDraft((now) => ({ ...now, name }))} />
        <Button icon="plus" onClick={() => setAdding(true)}>
          Panels
        </Button>
        <Button onClick={() => setOpen(textTile('', ''))}>Text</Button>
        <Button onClick={() => setOpen(sectionTile('', ''))}>Section</Button>
        <span className={styles.gap} />
        <Button tone="bare" onClick={undo} disabled={draft.past.length === 0} title="Undo (u)">
          Undo
        </Button>
        <Button tone="bare" onClick={redo} disabled={draft.future.length === 0} title="Redo (r)">
          Redo
        </Button>
        <Button onClick={onClose}>{isChanged ? 'Discard' : 'Close'}</Button>
        <Button tone="primary" disabled={!isChanged || isSaving || draft.name.trim() === ''} onClick={() => void save(board.version)}>
          {isSaving ? 'Saving' : 'Save'}
        </Button>
        {refusal !== null && <FormProblem>{refusal}</FormProblem>}
      </div>
      <p className="uk-hidden" role="status">
        {spoken}
      </p>
      <h2 className="uk-hidden">Tiles</h2>
      {tiles.length === 0 && <p className="quiet">Add panels, texts and sections; drag them, or move them with the arrow keys.</p>}
      <EditGrid tiles={tiles} onChange={lay} onOpen={setOpen} onUndo={undo} onRedo={redo} {...stage} />
      {isAdding && (
        <AddPanelDialog
          present={new Set(tiles.flatMap(({ panel }) => (panel == null ? [] : [panel])))}
          onAdd={(panel: DashboardPanel) => void add((key) => panelTile(key, panel))}
          onClose={() => setAdding(false)}
        />
      )}
      {open !== null && (
        <TileDialog
          tile={open}
          ownTitle={panelOf(open)?.title ?? null}
          onSaved={(change) => {
            if (open.key === '') add((key) => ({ ...open, ...change, key }));
            else lay(tiles.map((tile) => (tile.key === open.key ? { ...tile, ...change } : tile)));
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {conflict !== null && (
        <ConflictDialog
          boardId={board.id}
          says={conflict}
          onOver={(version) => {
            setConflict(null);
            void save(version);
          }}
          onTheirs={() => {
            onSaved();
            onClose();
          }}
          onClose={() => setConflict(null)}
        />
      )}
      <LeaveGuard isChanged={isChanged} />
    </>
  );
}
