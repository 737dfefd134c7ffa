import { useState } from 'react';
import { sendAuth } from '../../graphql/auth.ts';
import type { AuthSent } from '../../graphql/auth.ts';
import { hasPasskeys, signInWithPasskey } from '../../panels/signing-in/passkey.ts';
import type { SignInOptions } from '../../panels/signing-in/types.ts';
import { Button } from '../../primitives/button.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import { leaveTo } from '../../panels/signing-in/leave.ts';
import styles from './sign-in.module.css';

export interface OtherWaysProps {
  readonly options: Pick<SignInOptions, 'providers'>;
  /** A path of this dashboard. */
  readonly returnTo: string;
  readonly onSignedIn: () => void;
}

/** In without a password: a passkey of this device, or a provider of single sign-on. */
export function OtherWays({ options: { providers }, returnTo, onSignedIn }: OtherWaysProps) {
  const [tried, setTried] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const go = async <Data,>(way: string, sending: Promise<AuthSent<Data>>, onDone: (data: Data) => void) => {
    setTried(way);
    setProblem(null);
    const sent = await sending;
    if (sent.ok) return onDone(sent.data);
    setTried(null);
    return setProblem(sent.refusal.message);
  };
  if (!hasPasskeys() && providers.length === 0) return null;
  return (
    <>
      <div className={styles.or}>or</div>
      <div className={styles.ways}>
        {hasPasskeys() && (
          <Button disabled={tried !== null} onClick={() => void go('passkey', signInWithPasskey(), onSignedIn)}>
            {tried === 'passkey' ? 'Waiting for the device' : 'Use a passkey'}
          </Button>
        )}
        {providers.map(({ id, name }) => (
          <Button
            key={id}
            disabled={tried !== null}
            onClick={() =>
              void go(id, sendAuth<{ readonly url: string }>('/sign-in/sso', { provider: id, returnTo }), ({ url }) => leaveTo(url))
            }
          >
            {tried === id ? `Going to ${name}` : `Continue with ${name}`}
          </Button>
        ))}
      </div>
      {problem !== null && <FormProblem>{problem}</FormProblem>}
    </>
  );
}
