import { fields } from 'importer/mapping/fields';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Field, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { fix, type Draft } from './plan.ts';
import styles from './import.module.css';

const options = [{ value: '', label: 'Choose a field' }, ...fields.map(({ name, title }) => ({ value: name, label: title }))];

export interface FixedValuesProps {
  readonly draft: Draft;
  readonly isDisabled: boolean;
  readonly onDraft: (draft: Draft) => void;
}

/** Fields that no column is, with the same value in every row: the model of a table that does not name it. */
export function FixedValues({ draft, isDisabled, onDraft }: FixedValuesProps) {
  const { constants } = draft;
  return (
    <div className={styles.stack}>
      {constants.length > 0 && (
        <ul className={styles.fixed} aria-label="Fixed values">
          {constants.map((constant, index) => (
            // An entry has no name of its own, and none changes its place.
            <li key={index}>
              <Field label="Field">
                {({ id }) => (
                  <Select
                    id={id}
                    label={`Field of fixed value ${index + 1}`}
                    value={constant.field}
                    disabled={isDisabled}
                    options={options}
                    onChoose={(field) => onDraft(fix(draft, index, { ...constant, field }))}
                  />
                )}
              </Field>
              <TextField
                label="Value in every row"
                value={constant.value}
                maxLength={2_000}
                disabled={isDisabled}
                onText={(value) => onDraft(fix(draft, index, { ...constant, value }))}
              />
              <IconButton
                icon="trash"
                label={`Remove fixed value ${index + 1}`}
                disabled={isDisabled}
                onClick={() => onDraft({ ...draft, constants: constants.filter((_, at) => at !== index) })}
              />
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          icon="plus"
          disabled={isDisabled}
          onClick={() => onDraft({ ...draft, constants: [...constants, { field: '', value: '' }] })}
        >
          Add a fixed value
        </Button>
      </div>
    </div>
  );
}
