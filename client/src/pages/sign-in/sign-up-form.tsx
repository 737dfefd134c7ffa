import { useState } from 'react';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { sendAuth } from '../../graphql/auth.ts';
import { emailProblem, problemsIn } from '../../panels/signing-in/checks.ts';
import type { SignInOptions } from '../../panels/signing-in/types.ts';
import { Button } from '../../primitives/button.tsx';
import { TextField } from '../../primitives/field.tsx';
import { Card } from './frame.tsx';
import styles from './sign-in.module.css';

/** An account where people may make their own: the address is proved by a mail first. */
export function SignUpForm({ options: { signUp, domain }, onBack }: { readonly options: SignInOptions; readonly onBack: () => void }) {
  return (
    <MailForm
      title="Make an account"
      says={`A link comes by mail, to set a name and a password.${signUp === 'DOMAIN' && domain !== null ? ` Addresses of ${domain} only.` : ''}`}
      path="/sign-up"
      onBack={onBack}
    />
  );
}

export interface MailFormProps {
  readonly title: string;
  readonly says: string;
  /** The endpoint that takes the address. */
  readonly path: '/sign-up' | '/reset';
  readonly onBack: () => void;
}

/** Asks for an address to send a link to. The answer is the same whether or not the address has an account. */
export function MailForm({ title, says, path, onBack }: MailFormProps) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm<{ readonly email: string }, string, string>({
    start: { email: '' },
    check: ({ email }) => {
      const problems = problemsIn({ email: emailProblem(email) });
      return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value: email.trim() };
    },
    save: async (email) => {
      const sent = await sendAuth(path, { email });
      return sent.ok ? { ok: true, data: email } : sent;
    },
    onSaved: (email) => setSentTo(email),
  });
  return (
    <Card title={title} says={sentTo === null ? says : undefined}>
      {sentTo === null ? (
        <FormBody form={form} className={styles.form}>
          <TextField
            label="E-mail"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            value={form.draft.email}
            problem={form.problems['email']}
            onText={(email) => form.change({ email })}
          />
          <FormRefusal form={form} />
          <Button tone="primary" type="submit" disabled={form.isSaving}>
            {form.isSaving ? 'Sending' : 'Send the link'}
          </Button>
        </FormBody>
      ) : (
        <p className={styles.good} role="status">
          If {sentTo} can be used here, a mail with a link is on its way. It works once. Nothing after a few minutes? Look among unwanted
          mail.
        </p>
      )}
      <div className={styles.row}>
        <Button tone="bare" icon="left" onClick={onBack}>
          Back to sign-in
        </Button>
      </div>
    </Card>
  );
}
