import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm, type Saved } from '../../controls/form/use-form.ts';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { listOf } from './words.ts';

interface NamesDraft {
  readonly names: string;
}

export interface NamesDialogProps {
  readonly title: string;
  /** What setting them does. */
  readonly says: string;
  /** What they are, as the API calls them. */
  readonly noun: 'labels' | 'tags';
  readonly hint: string;
  readonly held: readonly string[];
  readonly set: (names: string[]) => Promise<Saved<NamesDraft, unknown>>;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Sets which names a thing has, of a list that is typed. */
export function NamesDialog({ title, says, noun, hint, held, set, onSaved, onClose }: NamesDialogProps) {
  const form = useForm<NamesDraft, string[], unknown>({
    start: { names: held.join(', ') },
    check: ({ names }) => ({ ok: true, value: listOf(names) }),
    save: set,
    onSaved: () => {
      onClose();
      onSaved();
    },
    names: { [noun]: 'names' },
  });
  return (
    <FormDialog form={form} title={title} says={says} save={`Set ${noun}`} onClose={onClose}>
      <FieldStack>
        <TextField
          label={noun === 'tags' ? 'Tags' : 'Labels'}
          value={form.draft.names}
          onText={(names) => form.change({ names })}
          hint={hint}
          problem={form.problems['names']}
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
