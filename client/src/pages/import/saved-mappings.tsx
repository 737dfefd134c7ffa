import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog, FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { DeleteImportMappingDocument, SaveImportMappingDocument } from '../../graphql/generated/graphql.ts';
import type { ImportMappingInput, SavedMappingFragment, SaveImportMappingMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { notify } from '../../primitives/toast.ts';
import { draftOfStored, isSame, storedOf, type Draft } from './plan.ts';
import styles from './import.module.css';

export interface SavedMappingsProps {
  readonly names: readonly string[];
  readonly draft: Draft;
  readonly saved: readonly SavedMappingFragment[];
  readonly mappingId: string | null;
  readonly isDisabled: boolean;
  readonly onMapping: (id: string | null) => void;
  /** The draft is kept as this mapping now; null: the one that it was taken from is gone. */
  readonly onSaved: (id: string | null) => void;
}

/** Mappings that the workspace keeps: one is taken, saved under a name, or deleted. */
export function SavedMappings({ names, draft, saved, mappingId, isDisabled, onMapping, onSaved }: SavedMappingsProps) {
  const client = useClient();
  const [dialog, setDialog] = useState<'save' | 'delete' | null>(null);
  const mapping = saved.find(({ id }) => id === mappingId) ?? null;
  const held = mapping === null ? null : draftOfStored(mapping, names);
  const isChanged = held !== null && !isSame(held.draft, draft, names);
  const close = () => setDialog(null);
  return (
    <>
      <div className={styles.row}>
        <div className={styles.labelled}>
          <span>Mapping</span>
          <Select
            label="Mapping"
            value={mapping?.id ?? ''}
            disabled={isDisabled}
            options={[{ value: '', label: 'Suggested by names' }, ...saved.map(({ id, name }) => ({ value: id, label: name }))]}
            onChoose={(id) => onMapping(id === '' ? null : id)}
          />
        </div>
        <Button disabled={isDisabled || storedOf(draft, names).columns.length === 0} onClick={() => setDialog('save')}>
          Save mapping
        </Button>
        {mapping !== null && (
          <Button disabled={isDisabled} onClick={() => setDialog('delete')}>
            Delete mapping
          </Button>
        )}
        {isChanged && <span className={styles.small}>Changed since it was saved.</span>}
      </div>
      {held !== null && held.missing.length > 0 && (
        <p className={styles.small}>
          Not in this file: <span className="mono">{held.missing.join(', ')}</span>
        </p>
      )}
      {dialog === 'save' && (
        <SaveDialog names={names} draft={draft} saved={saved} name={mapping?.name ?? ''} onSaved={onSaved} onClose={close} />
      )}
      {dialog === 'delete' && mapping !== null && (
        <ConfirmDialog
          title={`Delete the mapping ${mapping.name}?`}
          says="It is gone for the whole workspace. What was imported with it stays."
          action="Delete mapping"
          run={() => send(client, DeleteImportMappingDocument, { id: mapping.id })}
          onDone={() => onSaved(null)}
          onClose={close}
        />
      )}
    </>
  );
}

interface SaveDialogProps extends Pick<SavedMappingsProps, 'names' | 'draft' | 'saved' | 'onSaved'> {
  /** Of the mapping that the draft was taken from. */
  readonly name: string;
  readonly onClose: () => void;
}

function SaveDialog({ names, draft, saved, name: start, onSaved, onClose }: SaveDialogProps) {
  const client = useClient();
  const form = useForm<{ readonly name: string }, ImportMappingInput, SaveImportMappingMutation>({
    start: { name: start },
    check: ({ name }) =>
      name.trim() === ''
        ? { ok: false, problems: { name: 'Give the mapping a name.' } }
        : { ok: true, value: { name: name.trim(), ...inputOf(draft, names) } },
    save: (input) => send(client, SaveImportMappingDocument, { input }),
    onSaved: ({ saveImportMapping }) => {
      notify({ title: 'Mapping saved.', says: saveImportMapping.name });
      onSaved(saveImportMapping.id);
      onClose();
    },
  });
  const isKnown = saved.some(({ name }) => name === form.draft.name.trim());
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Save this mapping"
      says="Everyone in the workspace can take it for the next file; a file with its columns is read by it."
      save={isKnown ? 'Replace mapping' : 'Save mapping'}
    >
      <FieldStack>
        <TextField
          label="Name"
          value={form.draft.name}
          maxLength={100}
          problem={form.problems['name']}
          hint={isKnown ? 'The mapping of this name is replaced.' : undefined}
          onText={(name) => form.change({ name })}
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

function inputOf(draft: Draft, names: readonly string[]): Omit<ImportMappingInput, 'name'> {
  const { columns, constants, keepsUnknown } = storedOf(draft, names);
  return { columns: [...columns], constants: [...constants], keepsUnknown };
}
