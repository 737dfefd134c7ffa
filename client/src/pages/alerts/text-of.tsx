import type { Problems } from '../../controls/form/form-state.ts';
import { TextField } from '../../primitives/field.tsx';
import type { RuleDraft } from './rule-form.ts';

export interface FieldsProps {
  readonly draft: RuleDraft;
  readonly problems: Problems;
  readonly onChange: (change: Partial<RuleDraft>) => void;
}

type TextName = { [Name in keyof RuleDraft]: RuleDraft[Name] extends string ? Name : never }[keyof RuleDraft];

/** A field of text of the draft. */
export const textOf =
  ({ draft, problems, onChange }: FieldsProps) =>
  (name: TextName, label: string, placeholder = '', isNumber = false) => (
    <TextField
      label={label}
      value={draft[name]}
      onText={(value) => onChange({ [name]: value })}
      problem={problems[name]}
      placeholder={placeholder}
      mono={isNumber}
      {...(isNumber && { inputMode: 'decimal' as const })}
    />
  );
