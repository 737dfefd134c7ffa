import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorState } from 'ui-kit/panel';
import { FormProblem } from '../../primitives/field.tsx';
import type { SignInOptions } from '../../panels/signing-in/types.ts';
import { useAuth } from '../../panels/signing-in/use-auth.ts';
import { errorWords } from './error-words.ts';
import { Card } from './frame.tsx';
import { leaveTo } from '../../panels/signing-in/leave.ts';
import { PasswordForm } from './password-form.tsx';
import { safeReturn } from './return-to.ts';
import { SecondFactor } from './second-factor.tsx';
import { SignUpForm } from './sign-up-form.tsx';
import styles from './sign-in.module.css';
import { OtherWays } from './other-ways.tsx';

/** Ways in: password, then perhaps a second factor; a passkey; a provider. `onSignedIn`: leads back to where the reader came from. */
export function SignInPage({ onSignedIn = leaveTo }: { readonly onSignedIn?: (address: string) => void }) {
  const { returnTo, error } = useSearch({ strict: false }) as { readonly returnTo?: string; readonly error?: string };
  const [step, setStep] = useState<'password' | 'second factor' | 'sign up'>('password');
  const [problem, setProblem] = useState<string | null>(error === undefined ? null : errorWords(error));
  const options = useAuth<SignInOptions>('/options');
  const address = safeReturn(returnTo, window.location.origin);
  const enter = () => onSignedIn(address);

  if (step === 'second factor')
    return (
      <SecondFactor
        onSignedIn={enter}
        onExpired={(words) => {
          setProblem(words);
          setStep('password');
        }}
      />
    );
  if (step === 'sign up' && options.state === 'ready') return <SignUpForm options={options.data} onBack={() => setStep('password')} />;
  if (options.state === 'refused')
    return (
      <Card title="Sign in">
        <ErrorState message={options.refusal.message} onRetry={options.reload} />
      </Card>
    );
  if (options.state === 'ready' && !options.data.hasAccounts) return <NoAccounts />;
  return (
    <Card title="Sign in">
      {problem !== null && <FormProblem>{problem}</FormProblem>}
      <PasswordForm
        canReset={options.state === 'ready'}
        onSignedIn={enter}
        onSecondFactor={() => {
          setProblem(null);
          setStep('second factor');
        }}
      />
      {options.state === 'ready' && <OtherWays options={options.data} returnTo={address} onSignedIn={enter} />}
      {options.state === 'ready' && options.data.signUp !== 'INVITE' && (
        <p className={styles.says}>
          No account yet?{' '}
          <Link to="/sign-in" search={{ returnTo, error: undefined }} onClick={() => setStep('sign up')}>
            Make one
          </Link>
        </p>
      )}
    </Card>
  );
}

function NoAccounts() {
  return (
    <Card
      title="There is no account yet"
      says="On the server’s own machine the dashboard opens without one. To let people in, make the first account: it owns the workspace."
    >
      <p>
        Use the one-time address that the server printed when it started, or run{' '}
        <code className="mono">npx -y pnpm@12 db owner you@example.com</code> on its machine.
      </p>
      <p>
        <a href="/">Open the dashboard</a>
      </p>
    </Card>
  );
}
