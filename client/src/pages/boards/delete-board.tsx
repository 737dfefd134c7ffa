import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { DeleteBoardDocument } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';

export interface DeleteBoardProps {
  readonly board: { readonly id: string; readonly name: string; readonly isShared: boolean };
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

export function DeleteBoard({ board: { id, name, isShared }, onDeleted, onClose }: DeleteBoardProps) {
  const client = useClient();
  return (
    <ConfirmDialog
      title={`Delete the board ${name}?`}
      says={`It is gone${isShared ? ' for everybody here' : ''}, with its history. The numbers that it shows stay. Export it first to keep its layout.`}
      action="Delete board"
      run={() => send(client, DeleteBoardDocument, { id })}
      onDone={onDeleted}
      onClose={onClose}
    />
  );
}
