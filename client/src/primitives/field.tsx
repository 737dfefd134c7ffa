import { useId } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import styles from './field.module.css';

export interface FieldProps {
  readonly label: string;
  /** Why a value is not taken; the field says so to a screen reader too. */
  readonly problem?: string | undefined;
  readonly hint?: ReactNode;
  readonly children: (ids: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': boolean | undefined;
  }) => ReactNode;
}

/** A labelled place for one value, with its hint and its problem. */
export function Field({ label, problem, hint, children }: FieldProps) {
  const id = useId();
  const hasNote = problem !== undefined || hint !== undefined;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': hasNote ? `${id}-note` : undefined, 'aria-invalid': problem !== undefined || undefined })}
      {hasNote && (
        <div className={styles.note} id={`${id}-note`} data-problem={problem !== undefined || undefined}>
          {problem ?? hint}
        </div>
      )}
    </div>
  );
}

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'className' | 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly problem?: string | undefined;
  readonly hint?: ReactNode;
  /** Numbers and ids are set in the tabular face. */
  readonly mono?: boolean | undefined;
}

export function TextField({ label, value, onText, problem, hint, mono = false, ...rest }: TextFieldProps) {
  return (
    <Field label={label} problem={problem} hint={hint}>
      {(ids) => (
        <input
          {...rest}
          {...ids}
          className={styles.input}
          data-mono={mono || undefined}
          value={value}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Fields side by side where there is room. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

export function FieldStack({ children }: { readonly children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>;
}

/** What the server or the form refuses as a whole. */
export function FormProblem({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles.problem} role="alert">
      {children}
    </p>
  );
}
