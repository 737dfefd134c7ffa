import { Link } from '@tanstack/react-router';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { sendAuth } from '../../graphql/auth.ts';
import { emailProblem, problemsIn } from '../../panels/signing-in/checks.ts';
import { PasswordField } from '../../panels/signing-in/password-field.tsx';
import type { SignInAnswer } from '../../panels/signing-in/types.ts';
import { Button } from '../../primitives/button.tsx';
import { TextField } from '../../primitives/field.tsx';
import styles from './sign-in.module.css';

interface Draft {
  readonly email: string;
  readonly password: string;
  readonly remember: boolean;
}

export interface PasswordFormProps {
  readonly canReset: boolean;
  readonly onSignedIn: () => void;
  readonly onSecondFactor: () => void;
}

export function PasswordForm({ canReset, onSignedIn, onSecondFactor }: PasswordFormProps) {
  const form = useForm<Draft, Draft, SignInAnswer>({
    start: { email: '', password: '', remember: true },
    check: (draft) => {
      const problems = problemsIn({
        email: emailProblem(draft.email),
        password: draft.password === '' ? 'Give your password.' : undefined,
      });
      return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value: { ...draft, email: draft.email.trim() } };
    },
    save: (value) => sendAuth('/sign-in', value),
    onSaved: ({ status }) => (status === 'SIGNED_IN' ? onSignedIn() : onSecondFactor()),
  });
  const { draft, problems, change } = form;
  return (
    <FormBody form={form} className={styles.form}>
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        value={draft.email}
        problem={problems['email']}
        onText={(email) => change({ email })}
      />
      <PasswordField
        label="Password"
        kind="current"
        value={draft.password}
        problem={problems['password']}
        onText={(password) => change({ password })}
      />
      <div className={styles.row}>
        <label className={styles.check}>
          <input type="checkbox" checked={draft.remember} onChange={(event) => change({ remember: event.target.checked })} />
          Stay signed in
        </label>
        {canReset && (
          <Link to="/reset" search={{ token: undefined }}>
            Forgot the password?
          </Link>
        )}
      </div>
      <FormRefusal form={form} />
      <Button tone="primary" type="submit" disabled={form.isSaving}>
        {form.isSaving ? 'Signing in' : 'Sign in'}
      </Button>
    </FormBody>
  );
}
