import type { ReactNode } from 'react';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { sendAuth } from '../../graphql/auth.ts';
import { emailProblem, newPasswordProblem, problemsIn } from '../../panels/signing-in/checks.ts';
import { PasswordField } from '../../panels/signing-in/password-field.tsx';
import type { SignInAnswer } from '../../panels/signing-in/types.ts';
import { Button } from '../../primitives/button.tsx';
import { TextField } from '../../primitives/field.tsx';
import { Card } from './frame.tsx';
import styles from './sign-in.module.css';

export interface NewAccountFormProps {
  readonly title: string;
  readonly says: ReactNode;
  /** What the button says. */
  readonly save: string;
  /** Known already; null: the person gives it. */
  readonly email: string | null;
  /** As it is proposed; null: it is not asked for. */
  readonly name: string | null;
  readonly path: '/link/use' | '/invitation/accept';
  /** What is sent beside the fields: what proves that one may. */
  readonly given: Readonly<Record<string, string>>;
  readonly onAnswer: (answer: SignInAnswer) => void;
  readonly children?: ReactNode;
}

interface Draft {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** A name and a password for an account; it is signed in with it at once. */
export function NewAccountForm({ title, says, save, email, name, path, given, onAnswer, children }: NewAccountFormProps) {
  const form = useForm<Draft, Record<string, string>, SignInAnswer>({
    start: { email: email ?? '', name: name ?? '', password: '' },
    check: (draft) => {
      const problems = problemsIn({
        email: email === null ? emailProblem(draft.email) : undefined,
        name: name !== null && draft.name.trim() === '' ? 'Give the name that others see.' : undefined,
        password: newPasswordProblem(draft.password),
      });
      if (Object.keys(problems).length > 0) return { ok: false, problems };
      return {
        ok: true,
        value: {
          ...given,
          password: draft.password,
          ...(email === null && { email: draft.email.trim() }),
          ...(name !== null && { name: draft.name.trim() }),
        },
      };
    },
    save: (value) => sendAuth(path, value),
    onSaved: onAnswer,
  });
  const { draft, problems, change } = form;
  return (
    <Card title={title} says={says}>
      {children}
      <FormBody form={form} className={styles.form}>
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          readOnly={email !== null}
          autoFocus={email === null}
          value={draft.email}
          problem={problems['email']}
          onText={(text) => change({ email: text })}
        />
        {name !== null && (
          <TextField
            label="Name"
            autoComplete="name"
            maxLength={100}
            autoFocus={email !== null}
            value={draft.name}
            problem={problems['name']}
            onText={(text) => change({ name: text })}
          />
        )}
        <PasswordField
          label="New password"
          kind="new"
          hint="At least 10 characters; a few words make a good one."
          value={draft.password}
          problem={problems['password']}
          onText={(password) => change({ password })}
        />
        <FormRefusal form={form} />
        <Button tone="primary" type="submit" disabled={form.isSaving}>
          {form.isSaving ? 'Saving' : save}
        </Button>
      </FormBody>
    </Card>
  );
}
