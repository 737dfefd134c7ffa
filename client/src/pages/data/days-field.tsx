import { Field, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { daysChoices } from './policy-form.ts';
import type { DaysDraft } from './policy-form.ts';
import styles from './data.module.css';

export interface DaysFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: DaysDraft;
  readonly problem: string | undefined;
  readonly onDays: (days: DaysDraft) => void;
}

/** How long something is kept: a usual time, without limit, or a number of days. */
export function DaysField({ label, hint, value, problem, onDays }: DaysFieldProps) {
  const isOther = value.choice === 'other';
  return (
    <div className={styles.days}>
      <Field label={label}>
        {({ id }) => <Select id={id} label={label} value={value.choice} options={daysChoices} onChoose={(choice) => onDays({ ...value, choice })} />}
      </Field>
      {isOther && <TextField label="Days" aria-label={`${label}, in days`} inputMode="numeric" mono value={value.typed} problem={problem} onText={(typed) => onDays({ ...value, typed })} autoFocus={value.typed === ''} />}
      <p className={styles.small}>{hint}</p>
    </div>
  );
}
