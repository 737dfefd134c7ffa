import type { IncomingMessage } from 'node:http';
import { prefixOf } from './domains/access/key.ts';
import type { Credentials } from './domains/access/viewer.ts';
import { actorOf, type Actor } from './platform/graphql/actor.ts';
import type { Viewer } from './platform/graphql/context.ts';
import type { DomainError, Result } from './platform/graphql/errors.ts';
import { noteRefusal } from './platform/graphql/refused.ts';
import { callerOf } from './platform/http/caller.ts';
import { perRequest } from './platform/http/per-request.ts';
import type { Stores } from './platform/store/stores.ts';

/** What the audit trail learns of requests that are refused as a whole, whatever protocol they speak. */
export function createRefusals(stores: Stores) {
  const viewers = perRequest<Viewer>('viewer');

  return {
    /** Who asks; wrong credentials are noted. A request without any is none: each scanner of a network sends those. */
    async watch<Failure extends DomainError>(
      request: IncomingMessage,
      { authorization, apiKey }: Pick<Credentials, 'authorization' | 'apiKey'>,
      asked: Promise<Result<Viewer, Failure>>,
    ): Promise<Result<Viewer, Failure>> {
      const found = await asked;
      if (found.ok) viewers.set(request, found.value);
      else if (found.failure.httpStatus === 401 && Boolean(authorization || apiKey))
        noteRefusal(stores, {
          workspaceId: null,
          actor: unknownActor(request),
          permission: null,
          reason: found.failure.message,
          keyPrefix: prefixIn(authorization ?? apiKey ?? ''),
        });
      return found;
    },

    /** A request that a protocol refused for what its viewer may not do. Fields of GraphQL are noted by themselves (builder.ts). */
    answered(request: IncomingMessage, status: number): void {
      const viewer = viewers.get(request);
      if (status !== 403 || viewer === undefined) return;
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      if (path === '/graphql') return;
      noteRefusal(stores, {
        workspaceId: viewer.workspaceId,
        actor: actorOf(viewer, callerOf(request), `${request.method} ${path.slice(0, 100)}`),
        permission: null,
        reason: 'The request was refused with 403: the viewer lacks a permission.',
      });
    },
  };
}

const unknownActor = (request: IncomingMessage): Actor => ({
  kind: 'UNKNOWN',
  id: null,
  name: null,
  keyId: null,
  ...callerOf(request),
  action: 'authenticate',
});

/** The public part of the key in a header, of whatever scheme; null: it has none. */
function prefixIn(shown: string): string | null {
  const basic = /^basic\s+(\S+)$/i.exec(shown.trim())?.[1];
  const text = basic === undefined ? shown : Buffer.from(basic, 'base64').toString('utf8');
  const key = /\bft[lp]_[0-9A-Za-z]{6}/.exec(text)?.[0];
  return key === undefined ? null : prefixOf(key);
}
