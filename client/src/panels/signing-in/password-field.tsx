import { useState } from 'react';
import { Button } from '../../primitives/button.tsx';
import { TextField } from '../../primitives/field.tsx';
import styles from './signing-in.module.css';

export interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly problem?: string | undefined;
  readonly hint?: string | undefined;
  /** `new`: browsers offer to make one. */
  readonly kind: 'new' | 'current';
}

/** A password, hidden unless the reader wants to see it. */
export function PasswordField({ label, value, onText, problem, hint, kind }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <div className={styles.password}>
      <TextField
        label={label}
        type={isShown ? 'text' : 'password'}
        autoComplete={`${kind}-password`}
        spellCheck={false}
        autoCapitalize="none"
        value={value}
        onText={onText}
        problem={problem}
        hint={hint}
      />
      <Button tone="bare" aria-pressed={isShown} aria-label={`Show: ${label.toLowerCase()}`} onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide' : 'Show'}
      </Button>
    </div>
  );
}
