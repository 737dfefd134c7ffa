import type { Viewer } from '../../platform/graphql/context.ts';
import { succeed, type Result } from '../../platform/graphql/errors.ts';
import { noUuid } from '../../platform/graphql/ids.ts';
import type { Stores } from '../../platform/store/stores.ts';
import type { SsoRequired } from '../people/errors.ts';
import { sessionShown, type SessionShown } from '../people/load/session.ts';

/** Who asks by a cookie; null: it shows no session that goes on. A person who is no member of the workspace that is named has no role. */
export async function viewerWithSession(
  stores: Pick<Stores, 'postgres'>,
  shown: SessionShown,
): Promise<Result<Viewer, SsoRequired> | null> {
  const found = await sessionShown(stores, shown);
  if (found === null || !found.ok) return found;
  const { sessionId, person, membership } = found.value;
  return succeed({
    workspaceId: membership?.workspaceId ?? noUuid,
    role: membership?.role ?? null,
    keyScope: null,
    keyId: null,
    person,
    sessionId,
    ...(membership?.isArchived === true && { isArchived: true }),
  });
}
