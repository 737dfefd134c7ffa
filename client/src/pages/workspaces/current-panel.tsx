import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog, FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { May, useViewer } from '../../controls/viewer.ts';
import {
  ArchiveWorkspaceDocument,
  DeleteWorkspaceDocument,
  RenameWorkspaceDocument,
  RestoreWorkspaceDocument,
} from '../../graphql/generated/graphql.ts';
import type { DeleteWorkspaceMutation, RenameWorkspaceMutation, WorkspaceRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import styles from './workspaces.module.css';

export interface CurrentPanelProps {
  readonly workspace: WorkspaceRowFragment;
  readonly onChanged: () => void;
}

/** The open workspace: its name, the archive, and the end of it. */
export function CurrentPanel({ workspace, onChanged }: CurrentPanelProps) {
  const client = useClient();
  const viewer = useViewer();
  const [open, setOpen] = useState<'archive' | 'delete' | null>(null);
  const { archivedAt, deleteAfter, name } = workspace;
  const changed = () => {
    onChanged();
    viewer?.reload();
  };
  const restore = async () => {
    const sent = await send(client, RestoreWorkspaceDocument, {});
    if (!sent.ok) return notify({ title: 'The workspace is as it was.', says: sent.refusal.message, tone: 'bad' });
    notify({ title: `${name} is in use again.` });
    return changed();
  };
  return (
    <Panel title={name} hint="the workspace that is open">
      <div className={styles.current}>
        <May permission="EDIT_WORKSPACE" otherwise={<p className="quiet">Administrators rename and archive it.</p>}>
          <RenameForm name={name} onSaved={changed} />
          <div className={styles.line}>
            {archivedAt == null ? (
              <>
                <Button onClick={() => setOpen('archive')}>Archive</Button>
                <span className="quiet">It can be read then, and takes nothing in.</span>
              </>
            ) : (
              <>
                <Button tone="primary" onClick={() => void restore()}>
                  Take it back
                </Button>
                <span className="quiet">
                  {deleteAfter == null ? (
                    <>
                      In the archive since <Moment at={archivedAt} precision="day" />.
                    </>
                  ) : (
                    <>
                      Everything in it is deleted for good after <Moment at={deleteAfter} />.
                    </>
                  )}
                </span>
              </>
            )}
          </div>
        </May>
        {deleteAfter == null && (
          <May permission="DELETE_WORKSPACE">
            <div className={styles.line}>
              <Button tone="bad" onClick={() => setOpen('delete')}>
                Delete
              </Button>
              <span className="quiet">With everything in it, after a period of grace.</span>
            </div>
          </May>
        )}
      </div>
      {open === 'archive' && (
        <ConfirmDialog
          title={`Archive ${name}?`}
          says="Members can read it; messages, traces and changes are refused until it is taken back."
          action="Archive"
          run={() => send(client, ArchiveWorkspaceDocument, {})}
          onDone={changed}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'delete' && <DeleteDialog workspace={workspace} onDeleted={changed} onClose={() => setOpen(null)} />}
    </Panel>
  );
}

function RenameForm({ name, onSaved }: { readonly name: string; readonly onSaved: () => void }) {
  const client = useClient();
  const form = useForm<{ readonly name: string }, string, RenameWorkspaceMutation>({
    start: { name },
    check: (draft) =>
      draft.name.trim() === '' ? { ok: false, problems: { name: 'Give it a name.' } } : { ok: true, value: draft.name.trim() },
    save: (value) => send(client, RenameWorkspaceDocument, { name: value }),
    onSaved: ({ renameWorkspace }) => {
      onSaved();
      return { name: renameWorkspace.name };
    },
  });
  return (
    <>
      <FormBody form={form} className={styles.rename}>
        <TextField
          label="Name"
          maxLength={100}
          value={form.draft.name}
          problem={form.problems['name']}
          hint="Its address stays as it is."
          onText={(text) => form.change({ name: text })}
        />
        <Button type="submit" disabled={!form.isChanged || form.isSaving}>
          Rename
        </Button>
      </FormBody>
      <FormRefusal form={form} />
    </>
  );
}

interface DeleteDialogProps {
  readonly workspace: WorkspaceRowFragment;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Asks for the name in addresses: what is deleted is meant. */
function DeleteDialog({ workspace: { name, slug }, onDeleted, onClose }: DeleteDialogProps) {
  const client = useClient();
  const form = useForm<{ readonly confirmSlug: string }, string, DeleteWorkspaceMutation>({
    start: { confirmSlug: '' },
    check: ({ confirmSlug }) =>
      confirmSlug.trim() === slug ? { ok: true, value: slug } : { ok: false, problems: { confirmSlug: `Type ${slug}.` } },
    save: (confirmSlug) => send(client, DeleteWorkspaceDocument, { confirmSlug }),
    onSaved: () => {
      onDeleted();
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      tone="bad"
      title={`Delete ${name}?`}
      says="It is archived at once. After the period of grace its messages, traces, trainings, models, prices, keys and members are deleted for good; until then it can be taken back here."
      save="Delete workspace"
    >
      <FieldStack>
        <TextField
          label={`Type ${slug} to confirm`}
          value={form.draft.confirmSlug}
          problem={form.problems['confirmSlug']}
          mono
          autoComplete="off"
          spellCheck={false}
          onText={(confirmSlug) => form.change({ confirmSlug })}
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
