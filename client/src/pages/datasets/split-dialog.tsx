import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { SplitDatasetDocument } from '../../graphql/generated/graphql.ts';
import type { DatasetSplitBasis, SplitDatasetInput, SplitDatasetMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Field, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';

interface Draft {
  readonly shares: string;
  readonly by: DatasetSplitBasis;
  readonly seed: string;
}

const bases = [
  { value: 'CONVERSATION', label: 'By conversation' },
  { value: 'USER', label: 'By user' },
  { value: 'NEAR_DUPLICATE', label: 'What asks nearly the same' },
  { value: 'RANDOM', label: 'At random' },
] as const;

/** `train 80, test 20` as splits; null: it is none. */
function sharesOf(text: string): { name: string; share: number }[] | null {
  const parts = text.split(',').map((part) => /^\s*(.+?)\s+(\d+(?:\.\d+)?)\s*%?\s*$/.exec(part));
  if (parts.some((part) => part === null)) return null;
  return parts.map((part) => ({ name: part?.[1] ?? '', share: Number(part?.[2]) / 100 }));
}

/** Gives each row of a dataset a split. */
export function SplitDialog({
  datasetId,
  onDone,
  onClose,
}: {
  readonly datasetId: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const client = useClient();
  const form = useForm<Draft, SplitDatasetInput, SplitDatasetMutation>({
    start: { shares: 'train 80, validation 10, test 10', by: 'CONVERSATION', seed: '0' },
    check: ({ shares, by, seed }) => {
      const splits = sharesOf(shares);
      if (splits === null) return { ok: false, problems: { splits: 'Names with percent, such as: train 80, test 20.' } };
      return /^\d{1,10}$/.test(seed.trim())
        ? { ok: true, value: { id: datasetId, splits, by, seed: Number(seed) } }
        : { ok: false, problems: { seed: 'A whole number.' } };
    },
    save: (input) => send(client, SplitDatasetDocument, { input }),
    onSaved: onDone,
  });
  const { draft, change, problems } = form;
  return (
    <FormDialog
      form={form}
      title="Split into train and test"
      says="Every row gets a split, in a new version. What belongs together stays in one split, and rows that ask the same always do: nothing is tested that was trained on."
      save="Split"
      onClose={onClose}
    >
      <FieldStack>
        <TextField
          label="Splits, in percent"
          value={draft.shares}
          onText={(shares) => change({ shares })}
          problem={problems['splits'] ?? Object.entries(problems).find(([field]) => field.startsWith('splits'))?.[1]}
        />
        <Field label="What stays together" problem={problems['by']}>
          {() => <Select label="What stays together" value={draft.by} options={bases} onChoose={(by) => change({ by })} />}
        </Field>
        <TextField
          label="Seed"
          value={draft.seed}
          onText={(seed) => change({ seed })}
          hint="The same seed gives the same splits."
          problem={problems['seed']}
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
