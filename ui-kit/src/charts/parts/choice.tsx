import { useId } from 'react';

export interface ChoiceProps<Value extends string> {
  /** What is chosen; read out, not drawn. */
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly title?: string | undefined }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few, side by side: radio buttons that look like one instrument's switch. Arrows move, as in any radio group. */
export function Choice<Value extends string>({ label, options, value, onChange }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <div className="uk-choice" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className="uk-choice-option" title={option.title} data-chosen={option.value === value || undefined}>
          <input
            type="radio"
            className="uk-choice-input"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
