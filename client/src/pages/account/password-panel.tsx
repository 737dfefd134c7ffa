import { Panel } from 'ui-kit/panel';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { sendAuth } from '../../graphql/auth.ts';
import { newPasswordProblem, problemsIn } from '../../panels/signing-in/checks.ts';
import { PasswordField } from '../../panels/signing-in/password-field.tsx';
import { Button } from '../../primitives/button.tsx';
import { notify } from '../../primitives/toast.ts';
import styles from './account.module.css';

interface Draft {
  readonly currentPassword: string;
  readonly newPassword: string;
}
const nothing: Draft = { currentPassword: '', newPassword: '' };

export function PasswordPanel({ hasPassword, email }: { readonly hasPassword: boolean; readonly email: string }) {
  return (
    <Panel title="Password" hint={hasPassword ? 'changing it ends all your other sessions' : undefined}>
      {hasPassword ? (
        <PasswordForm email={email} />
      ) : (
        <p className="quiet">You sign in through your provider or with a passkey; this account has no password.</p>
      )}
    </Panel>
  );
}

function PasswordForm({ email }: { readonly email: string }) {
  const form = useForm<Draft, Draft, unknown>({
    start: nothing,
    check: (draft) => {
      const problems = problemsIn({
        currentPassword: draft.currentPassword === '' ? 'Give the password that you have now.' : undefined,
        newPassword: newPasswordProblem(draft.newPassword),
      });
      return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value: draft };
    },
    save: (value) => sendAuth('/account/password', value),
    onSaved: () => {
      notify({ title: 'Your password is changed.', says: 'Your other sessions have ended.' });
      return nothing;
    },
  });
  const { draft, problems, change } = form;
  return (
    <FormBody form={form} className={styles.stack}>
      {/* Password managers keep the two together. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <div className={styles.two}>
        <PasswordField
          label="Current password"
          kind="current"
          value={draft.currentPassword}
          problem={problems['currentPassword']}
          onText={(currentPassword) => change({ currentPassword })}
        />
        <PasswordField
          label="New password"
          kind="new"
          value={draft.newPassword}
          problem={problems['newPassword']}
          onText={(newPassword) => change({ newPassword })}
        />
      </div>
      <FormRefusal form={form} />
      <div>
        <Button type="submit" disabled={!form.isChanged || form.isSaving}>
          {form.isSaving ? 'Saving' : 'Change password'}
        </Button>
      </div>
    </FormBody>
  );
}
