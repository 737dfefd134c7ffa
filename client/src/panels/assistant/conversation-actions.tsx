import { useState } from 'react';
import { useClient } from 'urql';
import { FormDialog, ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import {
  AssistantExportDocument,
  DeleteAssistantConversationDocument,
  UpdateAssistantConversationDocument,
} from '../../graphql/generated/graphql.ts';
import type { AssistantConversationRowFragment, AssistantExportFormat } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { baseOf, workspaceHere } from '../../graphql/workspace.ts';
import { IconButton } from '../../primitives/button.tsx';
import { TextField } from '../../primitives/field.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../primitives/menu.tsx';
import { notify } from '../../primitives/toast.ts';

export interface ConversationActionsProps {
  readonly conversationId: string;
  /** Null: not known; then it is not the viewer's to change. */
  readonly row: AssistantConversationRowFragment | null;
  readonly onChanged: () => void;
  readonly onDeleted: () => void;
}

/** What can be done with a conversation: its name, who may read it, files of it, its end. */
export function ConversationActions({ conversationId, row, onChanged, onDeleted }: ConversationActionsProps) {
  const client = useClient();
  const [open, setOpen] = useState<'name' | 'delete' | null>(null);
  const isOwn = row?.isOwn === true;
  const share = async (isShared: boolean): Promise<void> => {
    const sent = await send(client, UpdateAssistantConversationDocument, { input: { id: conversationId, isShared } });
    if (!sent.ok) return notify({ title: 'Sharing was not changed.', says: sent.refusal.message, tone: 'bad' });
    onChanged();
    return isShared
      ? notify({
          title: 'Every viewer of the workspace may read it now, results included.',
          action: { label: 'Copy the link', onPress: () => void navigator.clipboard.writeText(addressOf(conversationId)) },
        })
      : notify({ title: 'Only you can read it now.' });
  };
  const save = async (format: AssistantExportFormat): Promise<void> => {
    const { data, error } = await client.query(asDocument(AssistantExportDocument), { id: conversationId, format }).toPromise();
    if (error !== undefined) return notify({ title: 'There is no file.', says: failureWords(error), tone: 'bad' });
    return data === undefined ? undefined : saveFile(data.assistantExport);
  };
  return (
    <>
      <Menu trigger={<IconButton icon="more" label="Actions of this conversation" />}>
        {isOwn && (
          <>
            <MenuItem icon="edit" onChoose={() => setOpen('name')}>
              Rename
            </MenuItem>
            <MenuItem icon="link" onChoose={() => void share(!row.isShared)}>
              {row.isShared ? 'Stop sharing' : 'Share in the workspace'}
            </MenuItem>
          </>
        )}
        <MenuItem icon="download" onChoose={() => void save('MARKDOWN')}>
          Save as Markdown
        </MenuItem>
        <MenuItem icon="download" onChoose={() => void save('JSON')}>
          Save as JSON
        </MenuItem>
        {isOwn && (
          <>
            <MenuSeparator />
            <MenuItem icon="trash" tone="bad" onChoose={() => setOpen('delete')}>
              Delete
            </MenuItem>
          </>
        )}
      </Menu>
      {open === 'name' && row !== null && <NameDialog row={row} onSaved={onChanged} onClose={() => setOpen(null)} />}
      {open === 'delete' && (
        <ConfirmDialog
          title="Delete this conversation?"
          says="What was asked and answered in it is lost, results included. Changes that were made stay."
          action="Delete conversation"
          run={() => send(client, DeleteAssistantConversationDocument, { id: conversationId })}
          onDone={() => {
            onDeleted();
            onChanged();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

const addressOf = (id: string): string =>
  `${window.location.origin}${baseOf(workspaceHere)}/assistant?conversation=${encodeURIComponent(id)}`;

interface NameDialogProps {
  readonly row: AssistantConversationRowFragment;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

function NameDialog({ row, onSaved, onClose }: NameDialogProps) {
  const client = useClient();
  const form = useForm({
    start: { title: row.title },
    check: ({ title }) =>
      title.trim() === ''
        ? { ok: false as const, problems: { title: 'A name is needed.' } }
        : { ok: true as const, value: { title: title.trim() } },
    save: ({ title }) => send(client, UpdateAssistantConversationDocument, { input: { id: row.id, title } }),
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <FormDialog form={form} title="Rename the conversation" save="Rename" onClose={onClose}>
      <TextField
        label="Name"
        value={form.draft.title}
        problem={form.problems['title']}
        onText={(title) => form.change({ title })}
        maxLength={120}
      />
    </FormDialog>
  );
}

function saveFile({
  fileName,
  contentType,
  content,
}: {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: string;
}): void {
  const url = URL.createObjectURL(new Blob([content], { type: contentType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
