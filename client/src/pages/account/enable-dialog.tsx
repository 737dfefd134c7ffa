import { useMemo, useState } from 'react';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { sendAuth } from '../../graphql/auth.ts';
import { plainCode } from '../../panels/signing-in/checks.ts';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { notify } from '../../primitives/toast.ts';
import { PasswordDialog } from './password-dialog.tsx';
import { qrPath, secretIn } from './qr.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import styles from './account.module.css';

export interface EnableDialogProps {
  readonly hasPassword: boolean;
  readonly onEnabled: () => void;
  readonly onClose: () => void;
}

interface Confirmation {
  readonly code: string;
  readonly endOtherSessions: boolean;
}

interface Offered {
  /** `otpauth://…` */
  readonly uri: string;
  readonly recoveryCodes: readonly string[];
}

/** The password, then the code to photograph and the recovery codes to keep, then a first code as a proof that the app has it. */
export function EnableDialog({ hasPassword, onEnabled, onClose }: EnableDialogProps) {
  const [offered, setOffered] = useState<Offered | null>(null);
  return offered === null ? (
    <PasswordDialog<Offered>
      title="Set up a second factor"
      says="You need an authenticator app: on a phone, or a password manager that has one."
      save="Continue"
      hasPassword={hasPassword}
      path="/second-factor/enable"
      onDone={setOffered}
      onClose={onClose}
      staysOpen
    />
  ) : (
    <ConfirmCode offered={offered} onEnabled={onEnabled} onClose={onClose} />
  );
}

function ConfirmCode({
  offered: { uri, recoveryCodes },
  onEnabled,
  onClose,
}: Omit<EnableDialogProps, 'hasPassword'> & { readonly offered: Offered }) {
  const drawn = useMemo(() => qrPath(uri), [uri]);
  const form = useForm<Confirmation, Confirmation, unknown>({
    start: { code: '', endOtherSessions: true },
    check: ({ code, endOtherSessions }) =>
      /^\d{6}$/.test(plainCode(code))
        ? { ok: true, value: { code: plainCode(code), endOtherSessions } }
        : { ok: false, problems: { code: 'The code has six digits.' } },
    save: (value) => sendAuth('/second-factor/confirm', value),
    onSaved: () => {
      onEnabled();
      onClose();
      notify({ title: 'The second factor is on.', says: 'The next sign-in asks for a code.' });
    },
  });
  return (
    <FormDialog form={form} onClose={onClose} wide title="Set up a second factor" save="Turn on">
      <FieldStack>
        <div className={styles.enable}>
          <svg className={styles.qr} viewBox={`0 0 ${drawn.size} ${drawn.size}`} role="img" aria-label="QR code for an authenticator app">
            <path d={drawn.path} />
          </svg>
          <div className={styles.stack}>
            <p>1. Photograph this with the app, or type the key in by hand:</p>
            <code className={styles.secret}>{secretIn(uri)}</code>
            <p className="small">
              On this device: <a href={uri}>open it in an app</a>
            </p>
            <TextField
              label="2. The code that the app shows now"
              inputMode="numeric"
              autoComplete="one-time-code"
              mono
              value={form.draft.code}
              problem={form.problems['code']}
              onText={(code) => form.change({ code })}
            />
          </div>
        </div>
        <p>3. Keep these recovery codes where you find them without the app. Each signs you in once.</p>
        <RecoveryCodes codes={recoveryCodes} />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={form.draft.endOtherSessions}
            onChange={(event) => form.change({ endOtherSessions: event.target.checked })}
          />
          End all other sessions: what was opened with the password alone
        </label>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
