import type { Viewer } from '../../platform/graphql/context.ts';
import { fail, succeed, type NotFound, type Result } from '../../platform/graphql/errors.ts';
import type { Stores } from '../../platform/store/stores.ts';
import type { SsoRequired } from '../people/errors.ts';
import { hasAccounts } from '../people/load/accounts.ts';
import type { SessionShown } from '../people/load/session.ts';
import { Unauthenticated } from './errors.ts';
import { looksLikeKey, prefixOf } from './key.ts';
import { viewerIn } from './load.ts';
import { localOwner } from './viewer-local.ts';
import { viewerWithKey } from './viewer-of-key.ts';
import { viewerWithSession } from './viewer-of-session.ts';

/** What a caller shows of itself: header values as they came, and whether it is known to sit on this machine. */
export interface Credentials {
  authorization: string | undefined;
  apiKey: string | undefined;
  isOnThisMachine: boolean;
  /** What it shows of a session; null: cookies do not count for it. */
  session: Omit<SessionShown, 'workspace'> | null;
  /** Slug of the workspace that it names; null: none. */
  workspace: string | null;
  /** Its network address; null: it is not known. */
  address: string | null;
}

/** The key in a request's headers; null when it shows none. `Authorization` wins over the others, and may be the bare key (Opik). */
function keyShown({ authorization, apiKey }: Pick<Credentials, 'authorization' | 'apiKey'>): Result<string | null, Unauthenticated> {
  if (authorization === undefined || authorization === '') return succeed(apiKey === undefined || apiKey === '' ? null : apiKey.trim());
  const [scheme = '', ...rest] = authorization.trim().split(/\s+/);
  const credentials = rest.join(' ');
  if (rest.length === 0 && looksLikeKey(scheme)) return succeed(scheme);
  if (/^bearer$/i.test(scheme)) return succeed(credentials);
  if (/^basic$/i.test(scheme)) {
    const [publicKey = '', secret = ''] = splitOnce(Buffer.from(credentials, 'base64').toString('utf8'), ':');
    if (publicKey === prefixOf(secret)) return succeed(secret);
    return fail(
      new Unauthenticated(
        'In Basic credentials the user name is the public part of the key ("ftl_" and six characters), the password the whole key.',
      ),
    );
  }
  return fail(new Unauthenticated('Authorization takes "Bearer <key>", the bare key, or Basic with the public part and the key.'));
}

/**
 * Who asks: a key, which is of its own workspace only; a session; or, while there are no accounts, a caller on this machine without either,
 * as owner of the workspace that it names, else of `default`. A wrong key is never ignored, whatever its sender; a session that has ended
 * counts as none.
 */
export async function viewerOf(
  stores: Stores,
  defaultWorkspaceId: string,
  credentials: Credentials,
): Promise<Result<Viewer, Unauthenticated | NotFound | SsoRequired>> {
  const { session, workspace } = credentials;
  const shown = keyShown(credentials);
  if (!shown.ok) return shown;
  if (shown.value !== null) {
    const viewer = await viewerWithKey(stores, shown.value, credentials.address);
    return viewer.ok ? viewerIn(stores, viewer.value, workspace) : viewer;
  }
  const withSession = session === null ? null : await viewerWithSession(stores, { ...session, workspace });
  if (withSession !== null) return withSession;
  if (credentials.isOnThisMachine && !(await hasAccounts(stores))) return succeed(await localOwner(stores, defaultWorkspaceId, workspace));
  return fail(new Unauthenticated('Sign in, or send an API key: "Authorization: Bearer ftl_…", or the header x-api-key.'));
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
