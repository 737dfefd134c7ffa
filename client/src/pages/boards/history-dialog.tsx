import { useState } from 'react';
import { useClient } from 'urql';
import { BoardHistoryDocument, RestoreBoardDocument } from '../../graphql/generated/graphql.ts';
import type { WholeBoardFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import { Moment } from '../../primitives/moment.tsx';
import styles from './boards.module.css';

export interface HistoryDialogProps {
  readonly board: Pick<WholeBoardFragment, 'id' | 'name'>;
  /** The viewer may restore a version. */
  readonly mayEdit: boolean;
  readonly onRestored: () => void;
  readonly onClose: () => void;
}

/** Every version of a board; an earlier one comes back as a new one. */
export function HistoryDialog({ board: { id, name }, mayEdit, onRestored, onClose }: HistoryDialogProps) {
  const client = useClient();
  const { data, failure } = useLiveQuery({ query: BoardHistoryDocument, variables: { id } });
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const board = data?.board ?? null;
  const restore = async (version: number, of: number) => {
    setRunning(true);
    const sent = await send(client, RestoreBoardDocument, { input: { id, version, restore: of } });
    setRunning(false);
    if (!sent.ok) return setRefusal(sent.refusal.message);
    onRestored();
    return onClose();
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={`History of ${name}`}
      says="Restoring a version makes a new one: what stands now stays in the history."
    >
      {(refusal ?? failure) !== null && <FormProblem>{refusal ?? failure}</FormProblem>}
      <ul className={styles.versions} aria-label="Versions">
        {board?.versions.map(({ version, savedAt, savedBy, restoredFrom, tiles, name: named }) => (
          <li key={version}>
            <b className="mono">v{version}</b>
            <span>
              <Moment at={savedAt} /> <span className="quiet">{savedBy == null ? 'without an account' : `by ${savedBy}`}</span>
            </span>
            <span className="quiet">
              {named === name ? '' : `${named}, `}
              {tiles.length} {tiles.length === 1 ? 'tile' : 'tiles'}
              {restoredFrom != null && `, restored from v${restoredFrom}`}
            </span>
            {version === board.version ? (
              <span className="quiet">now</span>
            ) : (
              mayEdit && (
                <Button tone="bare" disabled={isRunning} onClick={() => void restore(board.version, version)}>
                  Restore
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
