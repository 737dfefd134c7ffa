import { useState } from 'react';
import type { Problems } from '../../controls/form/form-state.ts';
import { Field, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { fieldsOf, problemsOfGroup } from './command-fields.ts';
import type { CommandField, Draft, Typed } from './command-fields.ts';
import type { JsonSchema } from './types.ts';
import styles from './assistant.module.css';

/** Fields beyond these are folded where they are not needed. */
const MOST_OPEN = 6;

export interface CommandFieldsProps {
  readonly schema: JsonSchema;
  readonly draft: Draft;
  readonly problems: Problems;
  readonly onChange: (change: Draft) => void;
  /** The first field has the keyboard. */
  readonly isFirst?: boolean | undefined;
}

/** One field for each argument. */
export function CommandFields({ schema, draft, problems, onChange, isFirst = false }: CommandFieldsProps) {
  const fields = fieldsOf(schema);
  const [isWhole, setWhole] = useState(false);
  const isOpen = (field: CommandField, place: number): boolean =>
    isWhole || place < MOST_OPEN || field.isRequired || draft[field.name] !== '' || problems[field.name] !== undefined;
  const shown = fields.filter((field, place) => (field.kind === 'group' ? place < MOST_OPEN || isWhole : isOpen(field, place)));
  const left = fields.length - shown.length;
  return (
    <>
      <div className={styles.fields}>
        {shown.map((field, place) => (
          <OneField
            key={field.name}
            field={field}
            typed={draft[field.name] ?? ''}
            problems={problems}
            hasFocus={isFirst && place === 0}
            onChange={(typed) => onChange({ [field.name]: typed })}
          />
        ))}
      </div>
      {left > 0 && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          {left} more {left === 1 ? 'field' : 'fields'}
        </button>
      )}
    </>
  );
}

interface OneFieldProps {
  readonly field: CommandField;
  readonly typed: Typed;
  readonly problems: Problems;
  readonly hasFocus: boolean;
  readonly onChange: (typed: Typed) => void;
}

function OneField({ field, typed, problems, hasFocus, onChange }: OneFieldProps) {
  const { name, kind, schema } = field;
  const label = field.isRequired ? field.label : `${field.label} (optional)`;
  const problem = problems[name];
  const hint = hintOf(field);
  if (typeof typed !== 'string')
    return (
      <details className={styles.group} open={field.isRequired || Object.keys(problemsOfGroup(problems, name)).length > 0 || undefined}>
        <summary>
          {label}
          {field.about !== '' && <span className="quiet"> {field.about}</span>}
        </summary>
        <CommandFields
          schema={schema}
          draft={typed}
          problems={problemsOfGroup(problems, name)}
          onChange={(change) => onChange({ ...typed, ...change })}
        />
      </details>
    );
  switch (kind) {
    case 'choice':
    case 'yesNo':
      return (
        <Field label={label} problem={problem} hint={hint}>
          {({ id }) => <Select id={id} label={label} value={typed} onChoose={onChange} options={optionsOf(field)} />}
        </Field>
      );
    case 'choices':
      return <Choices label={label} hint={hint} choices={schema.items?.enum ?? []} typed={typed} onChange={onChange} />;
    case 'lines':
    case 'json':
    case 'long':
      return (
        <Field label={label} problem={problem} hint={hint}>
          {(ids) => (
            <textarea
              {...ids}
              className={kind === 'lines' ? undefined : 'mono'}
              rows={kind === 'lines' ? 2 : 4}
              value={typed}
              autoFocus={hasFocus}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </Field>
      );
    case 'number':
    case 'time':
    case 'text':
    case 'group':
      return (
        <TextField
          label={label}
          problem={problem}
          hint={hint}
          value={typed}
          inputMode={kind === 'number' ? 'decimal' : undefined}
          mono={kind === 'number'}
          autoFocus={hasFocus}
          onText={onChange}
        />
      );
    default:
      return kind satisfies never;
  }
}

function optionsOf({ kind, schema, isRequired }: CommandField): { value: string; label: string }[] {
  const values = kind === 'yesNo' ? ['true', 'false'] : (schema.enum ?? []);
  const labels: Readonly<Record<string, string>> = kind === 'yesNo' ? { true: 'Yes', false: 'No' } : {};
  return [{ value: '', label: isRequired ? 'Choose' : 'Not set' }, ...values.map((value) => ({ value, label: labels[value] ?? value }))];
}

const timeWords = '“yesterday”, “last 7 days”, “March 5” or 2026-11-01T12:00Z';

function hintOf({ about, kind, schema: { minimum, maximum, default: usual } }: CommandField): string | undefined {
  const parts = [
    ...(about === '' ? [] : [about]),
    ...(kind === 'lines' ? ['one a line'] : kind === 'json' ? ['as JSON'] : kind === 'time' ? [timeWords] : []),
    ...(minimum !== undefined && maximum !== undefined ? [`${minimum} to ${maximum}`] : []),
    ...(usual === undefined || usual === null ? [] : [`${JSON.stringify(usual)} where it is empty`]),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}

interface ChoicesProps {
  readonly label: string;
  readonly hint: string | undefined;
  readonly choices: readonly string[];
  readonly typed: string;
  readonly onChange: (typed: string) => void;
}

function Choices({ label, hint, choices, typed, onChange }: ChoicesProps) {
  const chosen = typed.split('\n').filter((line) => line !== '');
  return (
    <fieldset className={styles.choices}>
      <legend>{label}</legend>
      <div>
        {choices.map((choice) => (
          <label key={choice}>
            <input
              type="checkbox"
              checked={chosen.includes(choice)}
              onChange={(event) =>
                onChange((event.target.checked ? [...chosen, choice] : chosen.filter((one) => one !== choice)).join('\n'))
              }
            />
            {choice}
          </label>
        ))}
      </div>
      {hint !== undefined && <p className="quiet small">{hint}</p>}
    </fieldset>
  );
}
