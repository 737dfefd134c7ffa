import { useState } from 'react';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { sendAuth } from '../../graphql/auth.ts';
import { plainCode } from '../../panels/signing-in/checks.ts';
import type { SignedIn } from '../../panels/signing-in/types.ts';
import { Button } from '../../primitives/button.tsx';
import { TextField } from '../../primitives/field.tsx';
import { Card } from './frame.tsx';
import styles from './sign-in.module.css';

export interface SecondFactorProps {
  readonly onSignedIn: () => void;
  /** The password must be given again; the words say why. */
  readonly onExpired: (words: string) => void;
}

interface Draft {
  readonly code: string;
  readonly trustDevice: boolean;
}

/** The second step: a code of the authenticator app, or a recovery code where that is lost. */
export function SecondFactor({ onSignedIn, onExpired }: SecondFactorProps) {
  const [way, setWay] = useState<'app' | 'recovery'>('app');
  const form = useForm<Draft, Draft, SignedIn>({
    start: { code: '', trustDevice: false },
    check: (draft) => {
      const code = way === 'app' ? plainCode(draft.code) : draft.code.trim();
      const problem =
        way === 'app'
          ? /^\d{6}$/.test(code)
            ? undefined
            : 'The code has six digits.'
          : code === ''
            ? 'Give one of your recovery codes.'
            : undefined;
      return problem === undefined ? { ok: true, value: { ...draft, code } } : { ok: false, problems: { code: problem } };
    },
    save: async ({ code, trustDevice }) => {
      const sent = await (way === 'app'
        ? sendAuth<SignedIn>('/sign-in/second-factor', { code, trustDevice })
        : sendAuth<SignedIn>('/sign-in/recovery-code', { code }));
      if (!sent.ok && sent.refusal.code === 'SECOND_FACTOR_EXPIRED') onExpired(sent.refusal.message);
      return sent;
    },
    onSaved: () => onSignedIn(),
  });
  const { draft, problems, change } = form;
  const choose = (next: typeof way) => {
    form.undo();
    setWay(next);
  };
  return (
    <Card
      title="Second factor"
      says={
        way === 'app'
          ? 'The code that your authenticator app shows now. It comes within ten minutes of the password.'
          : 'One of the codes that you kept when the second factor was set up. Each works once.'
      }
    >
      <FormBody form={form} className={styles.form}>
        <TextField
          key={way}
          label={way === 'app' ? 'Code' : 'Recovery code'}
          inputMode={way === 'app' ? 'numeric' : 'text'}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          mono
          value={draft.code}
          problem={problems['code']}
          onText={(code) => change({ code })}
        />
        {way === 'app' && (
          <label className={styles.check}>
            <input type="checkbox" checked={draft.trustDevice} onChange={(event) => change({ trustDevice: event.target.checked })} />
            Ask for no code in this browser for 30 days
          </label>
        )}
        <FormRefusal form={form} />
        <Button tone="primary" type="submit" disabled={form.isSaving}>
          {form.isSaving ? 'Checking' : 'Continue'}
        </Button>
      </FormBody>
      <div className={styles.row}>
        <Button tone="bare" onClick={() => choose(way === 'app' ? 'recovery' : 'app')}>
          {way === 'app' ? 'Use a recovery code' : 'Use the app'}
        </Button>
      </div>
    </Card>
  );
}
