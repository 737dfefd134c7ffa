import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { SaveBoardDocument } from '../../graphql/generated/graphql.ts';
import type { BoardInput, SaveBoardMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { panels } from '../../panels/dashboard/registry.ts';
import { Field, FieldStack } from '../../primitives/field.tsx';
import { readBoard } from './board-file.ts';
import type { MakeProps } from './new-board-dialog.tsx';
import { inputOf } from './tiles.ts';
import styles from './boards.module.css';

const ids = panels.map(({ id }) => id);

/** Makes a board of the file of one. */
export function ImportDialog({ onMade, onClose }: MakeProps) {
  const client = useClient();
  const form = useForm<{ readonly text: string }, BoardInput, SaveBoardMutation>({
    start: { text: '' },
    check: ({ text }) => {
      const read = readBoard(text, ids);
      if (!read.ok) return { ok: false, problems: { text: read.problem } };
      const { name, search, tiles } = read.board;
      return { ok: true, value: { name, search, tiles: inputOf(tiles) } };
    },
    save: (input) => send(client, SaveBoardDocument, { input }),
    onSaved: ({ saveBoard }) => {
      onClose();
      if (saveBoard != null) onMade(saveBoard.id, saveBoard.search);
    },
  });
  return (
    <FormDialog
      form={form}
      title="Import a board"
      save="Import board"
      wide
      canSave={form.draft.text.trim() !== ''}
      says="The file that Export gives, or one that a program wrote. It becomes a new board; none is replaced."
      onClose={onClose}
    >
      <FieldStack>
        <Field label="File">
          {(ids) => (
            <input
              {...ids}
              type="file"
              accept="application/json,.json"
              onChange={(event) => void event.target.files?.[0]?.text().then((text) => form.change({ text }))}
            />
          )}
        </Field>
        <Field label="Or its text" problem={form.problems['text']}>
          {(ids) => (
            <textarea
              {...ids}
              className={styles.text}
              rows={10}
              spellCheck={false}
              value={form.draft.text}
              onChange={(event) => form.change({ text: event.target.value })}
            />
          )}
        </Field>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
