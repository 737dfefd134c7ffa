import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { useMay } from '../../controls/viewer.ts';
import { DeletePlaygroundRunDocument, UpdatePlaygroundRunDocument } from '../../graphql/generated/graphql.ts';
import type { PlaygroundModelsQuery, PlaygroundWholeRunFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../primitives/menu.tsx';
import { notify } from '../../primitives/toast.ts';
import { CodeDialog } from './code-dialog.tsx';
import type { Draft } from './draft.ts';
import { SaveVersionDialog } from './save-version-dialog.tsx';

export interface RunMenuProps {
  readonly draft: Draft;
  readonly run: PlaygroundWholeRunFragment | null;
  readonly connections: PlaygroundModelsQuery['modelConnections'];
  /** Title or sharing has changed. */
  readonly onChanged: () => void;
  readonly onDeleted: () => void;
}

type Open = 'code' | 'save' | 'delete';

/** What can be done with the prompt as it is typed, and with the run that is shown. */
export function RunMenu({ draft, run, connections, onChanged, onDeleted }: RunMenuProps) {
  const client = useClient();
  const [open, setOpen] = useState<Open | null>(null);
  const mayEdit = useMay('EDIT_PROMPTS');
  const mayRun = useMay('USE_PLAYGROUND');
  const own = run?.isOwn === true && mayRun ? run : null;
  const share = async (isShared: boolean): Promise<void> => {
    if (own === null) return;
    const sent = await send(client, UpdatePlaygroundRunDocument, { input: { id: own.id, isShared } });
    if (!sent.ok)
      return notify({ title: isShared ? 'The run was not shared.' : 'The run is still shared.', says: sent.refusal.message, tone: 'bad' });
    onChanged();
    if (!isShared) return notify({ title: 'The run is yours alone again.' });
    const copied = await navigator.clipboard.writeText(window.location.href).then(
      () => true,
      () => false,
    );
    return notify({
      title: 'Everyone in this workspace can read the run.',
      says: copied ? 'Its address is on the clipboard.' : 'Copy its address from the browser.',
    });
  };
  return (
    <>
      <Menu trigger={<IconButton icon="more" label="Actions for the prompt and the run" />} align="end">
        {mayEdit && (
          <MenuItem icon="star" onChoose={() => setOpen('save')}>
            Save as a prompt version
          </MenuItem>
        )}
        <MenuItem icon="copy" onChoose={() => setOpen('code')}>
          Copy as code
        </MenuItem>
        {own !== null && (
          <>
            <MenuSeparator />
            <MenuItem icon="link" onChoose={() => void share(!own.isShared)}>
              {own.isShared ? 'Stop sharing the run' : 'Share the run'}
            </MenuItem>
            <MenuItem icon="trash" tone="bad" onChoose={() => setOpen('delete')}>
              Delete the run
            </MenuItem>
          </>
        )}
      </Menu>
      {open === 'code' && <CodeDialog draft={draft} connections={connections} onClose={() => setOpen(null)} />}
      {open === 'save' && <SaveVersionDialog draft={draft} onClose={() => setOpen(null)} />}
      {open === 'delete' && own !== null && (
        <ConfirmDialog
          title="Delete the run?"
          says="Its answers are deleted with it; what its calls took stays in the spending of the workspace."
          action="Delete run"
          run={() => send(client, DeletePlaygroundRunDocument, { id: own.id })}
          onDone={onDeleted}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
