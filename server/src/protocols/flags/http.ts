import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { recordExposures } from '../../domains/experiments/commands.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { assertPermitted, codedError, DomainError, unwrap, type Result } from '../../platform/graphql/errors.ts';
import type { RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { answerError, answerWhole } from '../../platform/http/answer.ts';
import { assertJson, readJson } from '../../platform/http/body.ts';
import { takeItems } from '../../platform/http/metering.ts';
import { answerInShell } from '../../platform/http/shell.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Disk } from '../../platform/store/disk/watch.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { answerAssign } from './assign.ts';
import type { Answered } from './answer.ts';
import { answerPreflight, openToPages } from './cors.ts';
import { answerFeatures } from './growthbook.ts';
import { answerEval } from './remote-eval.ts';
import { answerAll, answerOne, OfrepFailure } from './ofrep.ts';
import { answerEvents, answerExposures, answerTrack } from './record.ts';
import { methodOf, permissionOf, type FlagRoute } from './paths.ts';
import type { FeatureStreams } from './stream.ts';

export interface FlagDeps {
  readonly stores: Stores;
  readonly live: LiveBus;
  /** `key`: what the request shows in place of headers, where it is a browser's that can set none. */
  readonly viewerOf: (request: IncomingMessage, key: string | null) => Promise<Result<Viewer, DomainError>>;
  /** Turns what is not expected into an error that tells nothing, and logs it. */
  readonly mask: (error: unknown) => GraphQLError;
  readonly disk: Disk;
  readonly requestMemory: RequestMemory;
  readonly streams: FeatureStreams;
}

/** `true`: what is assigned is recorded as an exposure, too. */
const exposureHeader = 'x-record-exposure';

/** Assignment and exposures over plain HTTP, the OpenFeature Remote Evaluation Protocol, and what GrowthBook's SDKs ask. */
export function createFlagHandler(deps: FlagDeps) {
  /** `isForeign`: a page of another site sent it, so that neither cookies nor the place of the caller count. */
  return (request: IncomingMessage, response: ServerResponse, route: FlagRoute, isForeign: boolean): Promise<void> => {
    openToPages(request, response);
    if (request.method === 'OPTIONS') return Promise.resolve(answerPreflight(response));
    return answerInShell(request, response, {
      requestMemory: deps.requestMemory,
      answer: async (hold) => {
        const method = methodOf(route);
        if (request.method !== method)
          throw codedError('METHOD_NOT_ALLOWED', `${request.method} is not taken here; ${method} is.`, {
            httpStatus: 405,
            headers: { allow: method },
          });
        const viewer = unwrap(await deps.viewerOf(request, keyIn(request, route)));
        if (isForeign && viewer.keyScope !== 'CLIENT')
          throw codedError('ORIGIN_REFUSED', 'A page of another site may call this with a key of the scope CLIENT alone.', {
            httpStatus: 403,
          });
        const permission = permissionOf(route);
        assertPermitted(viewer, permission);
        if (route.kind === 'STREAM') return deps.streams.open(viewer, request, response);
        if (permission === 'EXPOSE') deps.disk.assertRoom();
        const body = method === 'POST' ? await bodyOf(request, route, hold(viewer)) : undefined;
        const isRecorded = request.headers[exposureHeader] === 'true';
        if (isRecorded) assertPermitted(viewer, 'EXPOSE');
        const { workspaceId } = viewer;
        const answer = await inWorkspace(workspaceId, async () => {
          const made = await answerRoute(deps, request, route, viewer, body);
          // In the same call, so that a caller that has its variant has been counted.
          if (isRecorded && made.given !== undefined && made.given.length > 0)
            unwrap(await recordExposures(deps, workspaceId, made.given, new Date()));
          return made;
        });
        send(response, answer);
      },
      refuse: (error) => refuse(deps, request, response, route, error),
    });
  };
}

/** A key in the address: of a client, which is no secret. */
function keyIn(request: IncomingMessage, route: FlagRoute): string | null {
  if ('clientKey' in route) return route.clientKey;
  return route.kind === 'TRACK' ? new URL(request.url ?? '/', 'http://localhost').searchParams.get('client_key') : null;
}

async function bodyOf(request: IncomingMessage, route: FlagRoute, hold: Parameters<typeof readJson>[1]['hold']): Promise<unknown> {
  // Beacons of browsers are plain text.
  if (route.kind !== 'TRACK') assertJson(request);
  const isOfrep = route.kind === 'OFREP_ALL' || route.kind === 'OFREP_ONE';
  const malformed = (): Error =>
    isOfrep
      ? new OfrepFailure(400, 'PARSE_ERROR', 'The body is not valid JSON.')
      : codedError('BAD_REQUEST', 'The body is not valid JSON.', { httpStatus: 400 });
  const body = await readJson(request, { hold, malformed });
  if (Array.isArray(body)) await takeItems(request, body);
  return body;
}

async function answerRoute(
  deps: FlagDeps,
  request: IncomingMessage,
  route: Exclude<FlagRoute, { kind: 'STREAM' }>,
  viewer: Viewer,
  body: unknown,
): Promise<Answered> {
  const { workspaceId } = viewer;
  const ifNoneMatch = request.headers['if-none-match'];
  switch (route.kind) {
    case 'ASSIGN':
      return answerAssign(deps, workspaceId, body);
    case 'OFREP_ONE':
      return answerOne(deps, workspaceId, route.key, body);
    case 'OFREP_ALL':
      return answerAll(deps, workspaceId, body, ifNoneMatch);
    case 'FEATURES':
      return answerFeatures(deps, workspaceId, ifNoneMatch);
    case 'EVAL':
      return answerEval(deps, workspaceId, body);
    case 'EXPOSURES':
      return answerExposures(deps, workspaceId, body);
    case 'EVENTS':
      return answerEvents(deps, viewer, body);
    case 'TRACK':
      return answerTrack(deps, viewer, body);
  }
}

function send(response: ServerResponse, { status, headers, text }: Answered): void {
  if (text === '') return void response.writeHead(status, { 'cache-control': 'no-store', ...headers }).end();
  answerWhole(response, status, text, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers });
}

function refuse({ mask }: FlagDeps, request: IncomingMessage, response: ServerResponse, route: FlagRoute, error: unknown): void {
  const { status, code, message, headers, masked } = statusOf(error, mask, route);
  if (route.kind === 'OFREP_ONE' || route.kind === 'OFREP_ALL') {
    const key = route.kind === 'OFREP_ONE' ? { key: route.key } : {};
    return send(response, { status, headers, text: JSON.stringify({ ...key, errorCode: code, errorDetails: message }) });
  }
  // As GrowthBook's own server.
  if ('clientKey' in route) return send(response, { status, headers, text: JSON.stringify({ status, error: message }) });
  answerError(request, response, masked);
}

function statusOf(error: unknown, mask: FlagDeps['mask'], route: FlagRoute) {
  if (error instanceof OfrepFailure) {
    const masked = codedError(error.errorCode, error.message, { httpStatus: error.status });
    return { status: error.status, code: error.errorCode, message: error.message, headers: {}, masked };
  }
  const masked = mask(error);
  const { http } = masked.extensions as { http?: { status?: number; headers?: Record<string, string> } };
  // A failure of one field has the status 200 in GraphQL; here it is all of the answer.
  const own = error instanceof DomainError && error.httpStatus === 200 ? (error.code === 'NOT_FOUND' ? 404 : 400) : undefined;
  const status = own ?? http?.status ?? (error instanceof DomainError ? error.httpStatus : 500);
  masked.extensions['http'] = { status, headers: http?.headers ?? {} };
  const code = route.kind.startsWith('OFREP') ? 'GENERAL' : String(masked.extensions['code']);
  return { status, code, message: masked.message, headers: http?.headers ?? {}, masked };
}
