import { randomBytes } from 'node:crypto';
import type { Stores } from '../../../platform/store/stores.ts';
import { installationSecret } from '../queries.ts';

const kept = new WeakMap<Stores['postgres'], Map<string, Promise<string>>>();

/** What signs cookies: AUTH_SECRET, else a secret that all servers on this database share. */
export const cookieSecret = (stores: Pick<Stores, 'postgres'>, configured: string | null): Promise<string> =>
  configured === null ? sharedSecret(stores, 'cookies') : Promise.resolve(configured);

/** A secret of this name that all servers on this database share, made once. */
export function sharedSecret({ postgres }: Pick<Stores, 'postgres'>, name: string): Promise<string> {
  let secrets = kept.get(postgres);
  if (secrets === undefined) kept.set(postgres, (secrets = new Map()));
  const known = secrets.get(name);
  if (known !== undefined) return known;
  const secret = installationSecret(postgres, { name, value: randomBytes(32).toString('base64url') }).then(
    ([found]) => (found as { value: string }).value,
  );
  secrets.set(name, secret);
  secret.catch(() => secrets.delete(name)); // a failure is the caller's, and is not remembered
  return secret;
}
