import type { IncomingMessage } from 'node:http';
import { viewerIn } from './domains/access/load.ts';
import { viewerOf, type Credentials } from './domains/access/viewer.ts';
import type { TrustedProxies } from './platform/config-sign-in.ts';
import type { Viewer } from './platform/graphql/context.ts';
import type { DomainError, Result } from './platform/graphql/errors.ts';
import { callerOf } from './platform/http/caller.ts';
import { isOnThisMachine } from './platform/http/gate.ts';
import { metered } from './platform/http/metering.ts';
import { workspacePath } from './platform/http/workspace-path.ts';
import type { Rates } from './platform/rates/rates.ts';
import { outsideWorkspaces } from './platform/store/scope.ts';
import type { Stores } from './platform/store/stores.ts';
import { writeTokenHeader } from './protocols/trackio/http.ts';
import { createRefusals } from './refusals.ts';

export interface AuthenticationDeps {
  readonly stores: Stores;
  readonly defaultWorkspaceId: string;
  readonly trustedProxies: TrustedProxies;
  readonly rates: Rates;
  /** What a request shows of a session. */
  readonly sessionIn: (request: IncomingMessage) => Credentials['session'];
}

type Payload = Readonly<Record<string, unknown>> | undefined;

export interface Authentication {
  /** To be called first: who calls, by the proxies that are trusted. */
  begin(request: IncomingMessage): void;
  /** Who asks, counted by the limits. */
  viewerOf(request: IncomingMessage): Promise<Result<Viewer, DomainError>>;
  /** Who opens a socket: what `connection_init` carries wins over the headers, as browsers cannot set these. */
  viewerOfSocket(request: IncomingMessage, payload: Payload): Promise<Result<Viewer, DomainError>>;
  /** Clients of trainers know an address alone, which may name the workspace. */
  viewerOfTrainer(request: IncomingMessage): Promise<Result<Viewer, DomainError>>;
  readonly refusals: ReturnType<typeof createRefusals>;
}

/** Who asks, on every protocol: from headers, a cookie, or the payload of a socket. */
export function createAuthentication(deps: AuthenticationDeps): Authentication {
  const { stores, defaultWorkspaceId, trustedProxies, rates, sessionIn } = deps;
  const refusals = createRefusals(stores);
  const authenticate = async (request: IncomingMessage, given: Partial<Credentials> = {}): Promise<Result<Viewer, DomainError>> => {
    const credentials = { ...headerCredentials(request), session: sessionIn(request), ...given };
    const found = await outsideWorkspaces(() => refusals.watch(request, credentials, viewerOf(stores, defaultWorkspaceId, credentials)));
    return metered(rates, request, found);
  };

  return {
    begin: (request) => void callerOf(request, trustedProxies),
    viewerOf: (request) => authenticate(request),
    viewerOfSocket: (request, payload) => authenticate(request, payloadCredentials(payload)),
    async viewerOfTrainer(request) {
      const viewer = await authenticate(request);
      const { slug } = workspacePath((request.url ?? '/').split('?', 1)[0] ?? '/');
      return viewer.ok ? outsideWorkspaces(() => viewerIn(stores, viewer.value, slug)) : viewer;
    },
    refusals,
  };
}

/** Where clients of other products put their key. */
const keyHeaders = ['x-api-key', 'api-key', 'api_key', 'lunary-project-key', writeTokenHeader];
/** Names the workspace that a request is about, by its slug. */
const workspaceHeader = 'x-workspace';
const maxSlugLength = 200;

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function headerCredentials(request: IncomingMessage): Omit<Credentials, 'session'> {
  const { headers } = request;
  return {
    authorization: headers.authorization,
    apiKey: keyHeaders.map((name) => textOf(headers[name])).find((value) => value !== null) ?? undefined,
    isOnThisMachine: isOnThisMachine(request),
    workspace: textOf(headers[workspaceHeader])?.slice(0, maxSlugLength) ?? null,
    address: callerOf(request).address,
  };
}

function payloadCredentials(payload: Payload): Partial<Credentials> {
  const given: Partial<Credentials> = {};
  for (const [name, value] of Object.entries(payload ?? {})) {
    if (typeof value !== 'string') continue;
    if (name.toLowerCase() === 'authorization') given.authorization = value;
    if (name.toLowerCase() === 'x-api-key' || name === 'apiKey') given.apiKey = value;
    if ((name === 'workspace' || name.toLowerCase() === workspaceHeader) && value !== '') given.workspace = value.slice(0, maxSlugLength);
  }
  if (given.apiKey !== undefined && given.authorization === undefined) given.authorization = undefined;
  return given;
}
