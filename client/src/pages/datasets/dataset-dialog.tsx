import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { CreateDatasetDocument, UpdateDatasetDocument } from '../../graphql/generated/graphql.ts';
import type { DatasetListRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Field, FieldStack, TextField } from '../../primitives/field.tsx';
import styles from './datasets.module.css';

interface Draft {
  readonly name: string;
  readonly description: string;
  readonly tags: string;
}

/** Makes a dataset, or changes what one is called. */
export function DatasetDialog({
  dataset,
  onSaved,
  onClose,
}: {
  readonly dataset: DatasetListRowFragment | null;
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}) {
  const client = useClient();
  const form = useForm<Draft, { name: string; description: string; tags: string[] }, string>({
    start: { name: dataset?.name ?? '', description: dataset?.description ?? '', tags: dataset?.tags.join(', ') ?? '' },
    check: ({ name, description, tags }) => ({
      ok: true,
      value: {
        name,
        description,
        tags: tags
          .split(',')
          .map((tag) => tag.trim())
          .filter((tag) => tag !== ''),
      },
    }),
    save: async (input) => {
      if (dataset !== null) {
        const sent = await send(client, UpdateDatasetDocument, { input: { id: dataset.id, ...input } });
        return sent.ok ? { ok: true, data: sent.data.updateDataset.id } : sent;
      }
      const sent = await send(client, CreateDatasetDocument, { input });
      return sent.ok ? { ok: true, data: sent.data.createDataset.id } : sent;
    },
    onSaved: (id) => {
      onClose();
      onSaved(id);
    },
  });
  const { draft, change, problems } = form;
  return (
    <FormDialog
      form={form}
      title={dataset === null ? 'New dataset' : 'Edit dataset'}
      says={dataset === null ? 'Rows are added next: from files, from messages, or by the API.' : 'Its versions and rows stay as they are.'}
      save={dataset === null ? 'Make dataset' : 'Save'}
      onClose={onClose}
    >
      <FieldStack>
        <TextField label="Name" value={draft.name} onText={(name) => change({ name })} problem={problems['name']} />
        <Field label="Description" problem={problems['description']}>
          {(ids) => (
            <textarea
              {...ids}
              className={styles.area}
              rows={3}
              value={draft.description}
              onChange={(event) => change({ description: event.target.value })}
            />
          )}
        </Field>
        <TextField
          label="Tags"
          value={draft.tags}
          onText={(tags) => change({ tags })}
          hint="Separated by commas."
          problem={problems['tags']}
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
