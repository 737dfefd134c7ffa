import type { IncomingMessage, ServerResponse } from 'node:http';
import { viewerIn } from './domains/access/load.ts';
import { viewerOf, type Credentials } from './domains/access/viewer.ts';
import { cookieSecret } from './domains/people/load/secret.ts';
import { cookiePrefixOf } from './domains/people/pure/cookie.ts';
import type { SignInConfig, TrustedProxies } from './platform/config-sign-in.ts';
import type { Viewer } from './platform/graphql/context.ts';
import type { DomainError, Result } from './platform/graphql/errors.ts';
import { callerOf } from './platform/http/caller.ts';
import { isCrossSite, isOnThisMachine, originOf } from './platform/http/gate.ts';
import { metered } from './platform/http/metering.ts';
import { perRequest } from './platform/http/per-request.ts';
import { workspacePath } from './platform/http/workspace-path.ts';
import type { Rates } from './platform/rates/rates.ts';
import { outsideWorkspaces } from './platform/store/scope.ts';
import type { Stores } from './platform/store/stores.ts';
import { writeTokenHeader } from './protocols/trackio/http.ts';
import { createRefusals } from './refusals.ts';

export interface AuthenticationDeps {
  readonly stores: Stores;
  readonly defaultWorkspaceId: string;
  readonly signIn: SignInConfig;
  readonly trustedProxies: TrustedProxies;
  readonly rates: Rates;
}

type Payload = Readonly<Record<string, unknown>> | undefined;

export interface Authentication {
  /** To be called first: who calls, by the proxies that are trusted, and where a cookie that is replaced, and headers of the limits, are put. */
  begin(request: IncomingMessage, response?: ServerResponse): void;
  /** Who asks, counted by the limits. */
  viewerOf(request: IncomingMessage): Promise<Result<Viewer, DomainError>>;
  /** Who opens a socket: what `connection_init` carries wins over the headers, as browsers cannot set these. */
  viewerOfSocket(request: IncomingMessage, payload: Payload): Promise<Result<Viewer, DomainError>>;
  /** The same for a caller that can set no header, and shows a client key elsewhere; null: it shows none. */
  viewerOfClient(request: IncomingMessage, key: string | null): Promise<Result<Viewer, DomainError>>;
  /** Clients of trainers know an address alone, which may name the workspace. */
  viewerOfTrainer(request: IncomingMessage): Promise<Result<Viewer, DomainError>>;
  /** Counts a request whose viewer is known by other means, or is refused. */
  counted(request: IncomingMessage, found: Result<Viewer, DomainError>): Promise<Result<Viewer, DomainError>>;
  /** Where the caller reaches this server. */
  originOf(request: IncomingMessage): string;
  /** What cookies are signed with. */
  secret(): Promise<string>;
  readonly refusals: ReturnType<typeof createRefusals>;
}

/** Who asks, on every protocol: from headers, a cookie, or the payload of a socket. */
export function createAuthentication({ stores, defaultWorkspaceId, signIn, trustedProxies, rates }: AuthenticationDeps): Authentication {
  const refusals = createRefusals(stores);
  const responses = perRequest<ServerResponse>('response');
  const secret = (): Promise<string> => cookieSecret(stores, signIn.secret);
  const publicOriginOf = (request: IncomingMessage): string => originOf(request, signIn.publicUrl, cookiePrefixOf);

  /** Pages of other sites make browsers send cookies along: there they count for nothing. */
  const sessionIn = (request: IncomingMessage): Credentials['session'] => {
    if (request.headers.cookie === undefined || isCrossSite(request)) return null;
    const response = responses.get(request);
    return {
      cookies: request.headers.cookie,
      origin: publicOriginOf(request),
      secret,
      ...(response && { answerCookie: (header) => void response.appendHeader('set-cookie', header) }),
    };
  };
  const authenticate = async (request: IncomingMessage, given: Partial<Credentials> = {}): Promise<Result<Viewer, DomainError>> => {
    const credentials = { ...headerCredentials(request), session: sessionIn(request), ...given };
    const found = await outsideWorkspaces(() => refusals.watch(request, credentials, viewerOf(stores, defaultWorkspaceId, credentials)));
    return metered(rates, request, responses.get(request), found);
  };

  return {
    begin(request, response) {
      callerOf(request, trustedProxies);
      if (response !== undefined) responses.set(request, response);
    },
    viewerOf: (request) => authenticate(request),
    viewerOfSocket: (request, payload) => authenticate(request, payloadCredentials(payload)),
    viewerOfClient: (request, key) => authenticate(request, key === null ? {} : { authorization: `Bearer ${key}`, session: null }),
    async viewerOfTrainer(request) {
      const viewer = await authenticate(request);
      const { slug } = workspacePath((request.url ?? '/').split('?', 1)[0] ?? '/');
      return viewer.ok ? outsideWorkspaces(() => viewerIn(stores, viewer.value, slug)) : viewer;
    },
    counted: (request, found) => metered(rates, request, responses.get(request), found),
    originOf: publicOriginOf,
    secret,
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
    workspace: (textOf(headers[workspaceHeader]) ?? workspaceOfLink(request))?.slice(0, maxSlugLength) ?? null,
    address: callerOf(request).address,
  };
}

/** A download is followed as a link, which carries no header: its address may name the workspace (`?workspace=`). */
function workspaceOfLink({ method, url = '' }: IncomingMessage): string | null {
  if (method !== 'GET' || !url.includes('workspace=')) return null;
  return textOf(new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('workspace'));
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
