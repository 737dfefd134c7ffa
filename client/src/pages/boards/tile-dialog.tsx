import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { Field, TextField } from '../../primitives/field.tsx';
import type { Tile } from './tiles.ts';
import styles from './boards.module.css';

export interface TileDialogProps {
  readonly tile: Tile;
  /** The panel's own title, where the tile has a panel. */
  readonly ownTitle: string | null;
  readonly onSaved: (change: Pick<Tile, 'title' | 'text'>) => void;
  readonly onClose: () => void;
}

interface TileDraft {
  readonly title: string;
  readonly text: string;
}

const names = { PANEL: 'Title of the panel', TEXT: 'Text', SECTION: 'Section' } as const;

/** What a tile says: its title, its text. */
export function TileDialog({ tile, ownTitle, onSaved, onClose }: TileDialogProps) {
  const form = useForm<TileDraft, Pick<Tile, 'title' | 'text'>, null>({
    start: { title: tile.title ?? '', text: tile.text ?? '' },
    check: ({ title, text }) => {
      if (tile.kind === 'SECTION' && title.trim() === '') return { ok: false, problems: { title: 'A section has a heading.' } };
      if (tile.kind === 'TEXT' && text.trim() === '') return { ok: false, problems: { text: 'A text tile has a text.' } };
      return { ok: true, value: { title: title.trim() === '' ? null : title.trim(), text: tile.kind === 'TEXT' ? text : null } };
    },
    save: (change) => {
      onSaved(change);
      return Promise.resolve({ ok: true, data: null });
    },
    onSaved: () => onClose(),
  });
  const { draft, problems, change } = form;
  return (
    <FormDialog form={form} title={names[tile.kind]} save="Take it over" wide={tile.kind === 'TEXT'} onClose={onClose}>
      {tile.kind === 'TEXT' ? (
        <Field label="Markdown" problem={problems['text']} hint="Headings, lists, links, tables, code. HTML stays text.">
          {(ids) => (
            <textarea
              {...ids}
              className={styles.text}
              rows={12}
              maxLength={20_000}
              value={draft.text}
              onChange={(event) => change({ text: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <TextField
          label={tile.kind === 'SECTION' ? 'Heading' : 'Title'}
          value={draft.title}
          onText={(title) => change({ title })}
          problem={problems['title']}
          placeholder={ownTitle ?? ''}
          hint={tile.kind === 'PANEL' ? 'Empty: the panel’s own title.' : undefined}
          maxLength={100}
        />
      )}
    </FormDialog>
  );
}
