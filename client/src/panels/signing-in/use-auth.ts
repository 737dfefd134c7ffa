import { useCallback, useEffect, useState } from 'react';
import { readAuth, sendAuth } from '../../graphql/auth.ts';
import type { AuthRefusal, AuthSent } from '../../graphql/auth.ts';

export type AuthAnswer<Data> =
  | { readonly state: 'loading' }
  | { readonly state: 'refused'; readonly refusal: AuthRefusal }
  | { readonly state: 'ready'; readonly data: Data };

/** What an endpoint of sign-in answers, asked once, and again by `reload`. `body` absent: it is read, not sent to. */
export function useAuth<Data>(path: string, body?: Readonly<Record<string, unknown>>): AuthAnswer<Data> & { readonly reload: () => void } {
  const [answer, setAnswer] = useState<AuthAnswer<Data>>({ state: 'loading' });
  const [tryCount, setTryCount] = useState(0);
  const sent = JSON.stringify(body);
  useEffect(() => {
    let isWanted = true;
    const asked: Promise<AuthSent<Data>> = sent === undefined ? readAuth(path) : sendAuth(path, JSON.parse(sent) as object);
    void asked.then((came) => {
      if (isWanted) setAnswer(came.ok ? { state: 'ready', data: came.data } : { state: 'refused', refusal: came.refusal });
    });
    return () => {
      isWanted = false;
    };
  }, [path, sent, tryCount]);
  const reload = useCallback(() => setTryCount((count) => count + 1), []);
  return { ...answer, reload };
}
