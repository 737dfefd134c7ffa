import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { useViewer } from '../../controls/viewer.ts';
import { SaveBoardDocument } from '../../graphql/generated/graphql.ts';
import type { BoardInput, SaveBoardMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { templates } from './templates.ts';
import { inputOf } from './tiles.ts';
import styles from './boards.module.css';

export interface MakeProps {
  /** `search`: what the board opens with. */
  readonly onMade: (id: string, search: string) => void;
  readonly onClose: () => void;
}

interface NewDraft {
  readonly name: string;
  /** Empty: nothing to begin with. */
  readonly template: string;
  readonly isShared: boolean;
}

const choices = [{ id: '', name: 'Empty', about: 'choose every panel yourself' }, ...templates];

/** Makes a board, of a template or of nothing. */
export function NewBoardDialog({ onMade, onClose }: MakeProps) {
  const client = useClient();
  const isPerson = useViewer()?.person != null;
  const form = useForm<NewDraft, BoardInput, SaveBoardMutation>({
    start: { name: '', template: '', isShared: !isPerson },
    check: ({ name, template, isShared }) => {
      const begin = templates.find(({ id }) => id === template);
      const named = name.trim() === '' ? (begin?.name ?? '') : name.trim();
      if (named === '') return { ok: false, problems: { name: 'A board needs a name.' } };
      return { ok: true, value: { name: named, isShared, search: begin?.search ?? '', tiles: inputOf(begin?.tiles ?? []) } };
    },
    save: (input) => send(client, SaveBoardDocument, { input }),
    onSaved: ({ saveBoard }) => {
      onClose();
      if (saveBoard != null) onMade(saveBoard.id, saveBoard.search);
    },
  });
  const { draft, problems, change } = form;
  return (
    <FormDialog form={form} title="New board" save="Make board" wide onClose={onClose}>
      <FieldStack>
        <TextField
          label="Name"
          value={draft.name}
          onText={(name) => change({ name })}
          problem={problems['name']}
          placeholder={templates.find(({ id }) => id === draft.template)?.name ?? 'Weekly numbers'}
          maxLength={100}
        />
        <fieldset className={styles.choices}>
          <legend>Begin with</legend>
          {choices.map(({ id, name, about }) => (
            <label key={id} className={styles.choice}>
              <input type="radio" name="template" checked={draft.template === id} onChange={() => change({ template: id })} />
              <span>
                <b>{name}</b> <span className="quiet">{about}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {isPerson && (
          <label className={styles.choice}>
            <input type="checkbox" checked={draft.isShared} onChange={(event) => change({ isShared: event.target.checked })} />
            <span>
              <b>Share it</b> <span className="quiet">everybody in this workspace sees the board</span>
            </span>
          </label>
        )}
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
