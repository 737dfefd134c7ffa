import { randomBytes } from 'node:crypto';
import type { Stores } from '../../../platform/store/stores.ts';
import { installationSecret } from '../queries.ts';

const kept = new WeakMap<Stores['postgres'], Promise<string>>();

/** What signs cookies: AUTH_SECRET, else a secret that all servers on this database share, made once. */
export function cookieSecret({ postgres }: Pick<Stores, 'postgres'>, configured: string | null): Promise<string> {
  if (configured !== null) return Promise.resolve(configured);
  let secret = kept.get(postgres);
  if (secret === undefined) {
    secret = installationSecret(postgres, { name: 'cookies', value: randomBytes(32).toString('base64url') }).then(
      ([found]) => (found as { value: string }).value,
    );
    secret.catch(() => kept.delete(postgres));
    kept.set(postgres, secret);
  }
  return secret;
}
