import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { EditVersionDocument } from '../../graphql/generated/graphql.ts';
import type { EditModelVersionInput, EditVersionMutation, VersionRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Field, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { versionName } from './words.ts';

interface VersionDraft {
  readonly label: string;
  /** Global id; '': none. */
  readonly parentVersionId: string;
  /** Names, one a line. */
  readonly servedAs: string;
}

interface EditDialogProps {
  readonly row: VersionRowFragment;
  readonly rows: readonly VersionRowFragment[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** What a version was made from, and by which further names messages and benchmarks mean it. */
export function EditDialog({ row, rows, onSaved, onClose }: EditDialogProps) {
  const client = useClient();
  const form = useForm<VersionDraft, EditModelVersionInput, EditVersionMutation>({
    start: { label: row.label ?? '', parentVersionId: row.parent?.id ?? '', servedAs: row.servedAs.join('\n') },
    check: ({ label, parentVersionId, servedAs }) => ({
      ok: true,
      value: {
        id: row.id,
        label: label.trim() === '' ? null : label.trim(),
        parentVersionId: parentVersionId === '' ? null : parentVersionId,
        servedAs: servedAs.split('\n').filter((name) => name.trim() !== ''),
      },
    }),
    save: (input) => send(client, EditVersionDocument, { input }),
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  const { draft, problems, change } = form;
  const others = rows.filter(({ id }) => id !== row.id).toReversed();
  const parents = [
    { value: '', label: 'None' },
    ...(row.parent != null && !others.some(({ id }) => id === row.parent?.id)
      ? [{ value: row.parent.id, label: `${visible(row.parent.model.name)} v${row.parent.version}` }]
      : []),
    ...others.map((other) => ({ value: other.id, label: visible(versionName(other)) })),
  ];
  return (
    <FormDialog form={form} onClose={onClose} title={`Edit ${visible(versionName(row))}`} save="Save version">
      <FieldStack>
        <TextField label="Label" value={draft.label} problem={problems['label']} onText={(label) => change({ label })} mono />
        <Field label="Made from" problem={problems['parentVersionId']}>
          {({ id }) => (
            <Select
              id={id}
              label="Made from"
              value={draft.parentVersionId}
              options={parents}
              onChoose={(parentVersionId) => change({ parentVersionId })}
            />
          )}
        </Field>
        <Field
          label="Further names, one a line"
          problem={problems['servedAs'] ?? Object.entries(problems).find(([field]) => field.startsWith('servedAs'))?.[1]}
          hint="by which messages and benchmarks name this version alone"
        >
          {(ids) => (
            <textarea
              {...ids}
              className="mono"
              rows={3}
              spellCheck={false}
              value={draft.servedAs}
              onChange={(event) => change({ servedAs: event.target.value })}
            />
          )}
        </Field>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
