import { useClient } from 'urql';
import { asDocument } from '../../graphql/document.ts';
import { BoardPageDocument } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';

export interface ConflictDialogProps {
  readonly boardId: string;
  /** Who saved it, and when. */
  readonly says: string;
  /** Saves on top of the version that stands now. */
  readonly onOver: (version: number) => void;
  /** Gives up the own changes. */
  readonly onTheirs: () => void;
  readonly onClose: () => void;
}

/** Another version was saved meanwhile: the reader chooses which one goes on. Both stay in the history. */
export function ConflictDialog({ boardId, says, onOver, onTheirs, onClose }: ConflictDialogProps) {
  const client = useClient();
  const over = async () => {
    const { data } = await client.query(asDocument(BoardPageDocument), { id: boardId }, { requestPolicy: 'network-only' }).toPromise();
    if (data?.board != null) onOver(data.board.version);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="The board was saved in the meantime"
      says={says}
      actions={
        <>
          <Button onClick={onClose}>Go on editing</Button>
          <Button onClick={onTheirs}>Take the other version</Button>
          <Button tone="primary" onClick={() => void over()}>
            Save mine on top
          </Button>
        </>
      }
    />
  );
}
