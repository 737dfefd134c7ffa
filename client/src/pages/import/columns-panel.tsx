import { fields } from 'importer/mapping/fields';
import { Panel } from 'ui-kit/panel';
import type { SavedMappingFragment } from '../../graphql/generated/graphql.ts';
import { Select } from '../../primitives/select.tsx';
import type { Reading } from './engine/types.ts';
import { FixedValues } from './fixed-values.tsx';
import { choose, fieldOf, isWithoutText, keptUnder, metadataOf, type Draft } from './plan.ts';
import { SavedMappings } from './saved-mappings.tsx';
import styles from './import.module.css';

const fieldOptions = fields.map(({ name, title }) => ({ value: name, label: title }));

export interface ColumnsPanelProps {
  readonly reading: Reading;
  readonly draft: Draft;
  readonly saved: readonly SavedMappingFragment[];
  /** Of the saved mapping that the columns were taken from. */
  readonly mappingId: string | null;
  readonly isDisabled: boolean;
  readonly onDraft: (draft: Draft) => void;
  /** null: as the names of the columns suggest. */
  readonly onMapping: (id: string | null) => void;
  readonly onSaved: (id: string | null) => void;
}

/** Which column of the file is which field, and what every row has. */
export function ColumnsPanel({ reading, draft, saved, mappingId, isDisabled, onDraft, onMapping, onSaved }: ColumnsPanelProps) {
  const { names, rows } = reading;
  return (
    <Panel title="Columns" hint="which column is which field; names suggest it">
      <div className={styles.stack}>
        <SavedMappings
          names={names}
          draft={draft}
          saved={saved}
          mappingId={mappingId}
          isDisabled={isDisabled}
          onMapping={onMapping}
          onSaved={onSaved}
        />
        <ul className={styles.columns} aria-label="Columns of the file">
          {names.map((name, index) => (
            <li key={name}>
              <div>
                <div className="mono">{name}</div>
                <div className={styles.small}>
                  {rows.find(({ cells }) => cells[index] !== '')?.cells[index] ?? 'empty in the first rows'}
                </div>
              </div>
              <Select
                label={`Field of ${name}`}
                value={fieldOf(draft, name) ?? ''}
                disabled={isDisabled}
                options={optionsOf(name, draft)}
                onChoose={(field) => onDraft(choose(draft, name, field))}
              />
            </li>
          ))}
        </ul>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={draft.keepsUnknown}
            disabled={isDisabled}
            onChange={(event) => onDraft({ ...draft, keepsUnknown: event.target.checked })}
          />
          Keep columns that are no field as metadata
        </label>
        <FixedValues draft={draft} isDisabled={isDisabled} onDraft={onDraft} />
        {isWithoutText(draft) && (
          <p className={styles.small}>No column is the text of a message or its prompt: messages come without text.</p>
        )}
      </div>
    </Panel>
  );
}

function optionsOf(name: string, draft: Draft): readonly { value: string; label: string }[] {
  const { keepsUnknown } = draft;
  const chosen = fieldOf(draft, name) ?? '';
  const under = keptUnder(chosen);
  const metadata = under !== null && under !== name ? { value: chosen, label: `Metadata, as ${under}` } : null;
  return [
    { value: '', label: keepsUnknown ? 'Metadata' : 'Left out' },
    ...(metadata === null ? [] : [metadata]),
    ...(keepsUnknown && under !== name ? [] : [{ value: metadataOf(name), label: 'Metadata' }]),
    ...fieldOptions,
  ];
}
