import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { GraphQLError } from 'graphql';
import { recordEvent } from '../../domains/audit/commands.ts';
import { acting, actorOf } from '../../platform/graphql/actor.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { assertPermitted, BadInput, codedError, DomainError, NotFound, type Result, unwrap } from '../../platform/graphql/errors.ts';
import type { MemoryHold, RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { readJson } from '../../platform/http/body.ts';
import { callerOf } from '../../platform/http/caller.ts';
import { takeItems } from '../../platform/http/metering.ts';
import { answerInShell } from '../../platform/http/shell.ts';
import type { Fields } from '../../platform/ingest/values.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Disk } from '../../platform/store/disk/watch.ts';
import type { Stores } from '../../platform/store/stores.ts';
import * as artifacts from './artifacts.ts';
import { type Answer, type Asked } from './asked.ts';
import { MlflowRefusal } from './errors.ts';
import { limits } from './fields.ts';
import { routeOf } from './routes.ts';
import { inWorkspace } from '../../platform/store/scope.ts';

export interface MlflowDeps {
  stores: Stores;
  live: LiveBus;
  viewerOf: (request: IncomingMessage) => Promise<Result<Viewer, DomainError>>;
  /** Turns what is not expected into an error that tells nothing, and logs it. */
  mask: (error: unknown) => GraphQLError;
  disk: Disk;
  requestMemory: RequestMemory;
}

const apiForm = /^\/(?:ajax-)?api\/[23]\.0\/mlflow\/(.*)$/;
const artifactForm = /^\/(?:ajax-)?api\/2\.0\/mlflow-artifacts\/(artifacts(?:\/.*)?|mpu\/.*|presigned\/.*)$/;

/** Whether a path, without the part that names a workspace, is MLflow's. */
export const isMlflow = (path: string): boolean => apiForm.test(path) || artifactForm.test(path);

/** The version of MLflow whose clients this speaks with. */
export const mlflowVersion = '3.17.2';

/**
 * The part of MLflow's REST API that its clients need to log and read runs. Every answer is 200 and a JSON object, or a refusal in its
 * form.
 */
export function createMlflowHandler(deps: MlflowDeps) {
  const { mask, requestMemory } = deps;
  return (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> =>
    answerInShell(request, response, {
      requestMemory,
      answer: async (hold) => {
        const viewer = unwrap(await deps.viewerOf(request));
        const held = hold(viewer);
        const proxied = artifactForm.exec(path)?.[1];
        await inWorkspace(viewer.workspaceId, () =>
          proxied === undefined
            ? answerCall(deps, viewer, request, response, apiForm.exec(path)?.[1] ?? '', held)
            : answerArtifact(deps, viewer, request, response, proxied),
        );
      },
      refuse: (error) => refuse(response, error, mask),
    });
}

function assertMayWrite({ disk }: MlflowDeps, viewer: Viewer, writes: 'STORES' | 'FREES' | undefined): void {
  assertPermitted(viewer, writes === undefined ? 'READ' : 'INGEST');
  // What deletes makes room.
  if (writes === 'STORES') disk.assertRoom();
}

/** Beside what deletes, what a person does and not a trainer: as in GraphQL, what is logged leaves no entry in the audit trail. */
const recordedRoutes: readonly string[] = ['experiments/create', 'experiments/update', 'experiments/restore', 'runs/restore'];

const askedOf = ({ stores, live }: MlflowDeps, { workspaceId }: Viewer, fields: Fields, names: readonly string[] = []): Asked => ({
  stores,
  live,
  workspaceId,
  fields,
  names,
  now: new Date(),
});

async function answerCall(
  deps: MlflowDeps,
  viewer: Viewer,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  hold: MemoryHold,
): Promise<void> {
  const { route, names } = routeOf(request.method ?? '', path);
  assertMayWrite(deps, viewer, route.writes);
  const fields = request.method === 'GET' ? queryOf(request) : await bodyOf(request, hold, path);
  await takeItems(request, fields);
  const answer = (): Promise<Answer> => route.answer(askedOf(deps, viewer, fields, names));
  const isRecorded = route.writes === 'FREES' || recordedRoutes.includes(path);
  await send(response, await (isRecorded ? acting({ viewer, caller: callerOf(request) }, `mlflow ${path}`, answer) : answer()));
}

async function answerArtifact(
  deps: MlflowDeps,
  viewer: Viewer,
  request: IncomingMessage,
  response: ServerResponse,
  proxied: string,
): Promise<void> {
  const asked = askedOf(deps, viewer, queryOf(request));
  if (!proxied.startsWith('artifacts'))
    throw new MlflowRefusal('NOT_IMPLEMENTED', 'Files are sent in one piece; uploads in parts and links to a store are not offered.');
  const path = decoded(proxied.slice('artifacts/'.length));
  if (request.method === 'GET' && path === '') return send(response, await artifacts.listByPath(asked));
  if (request.method === 'GET') return artifacts.download(asked, path, response);
  if (request.method === 'PUT') {
    assertMayWrite(deps, viewer, 'STORES');
    return send(response, await artifacts.upload(asked, path, request));
  }
  if (request.method === 'DELETE') {
    assertMayWrite(deps, viewer, 'FREES');
    const removed = await artifacts.remove(asked, path);
    const actor = actorOf(viewer, callerOf(request), 'mlflow artifacts/delete');
    await recordEvent(deps.stores.postgres, viewer.workspaceId, { targetType: 'Artifact', targetName: path.slice(0, 300) }, actor);
    return send(response, removed);
  }
  throw new MlflowRefusal('BAD_REQUEST', `${request.method} is not taken for artifacts; GET, PUT or DELETE is.`);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new MlflowRefusal('INVALID_PARAMETER_VALUE', 'The path is not encoded as a URL has it.');
  }
}

/** Arguments of the address; those that come several times are lists. */
function queryOf(request: IncomingMessage): Fields {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const fields: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name);
    fields[name] = values.length === 1 ? values[0] : values;
  }
  return fields;
}

async function bodyOf(request: IncomingMessage, hold: MemoryHold, path: string): Promise<Fields> {
  const length = request.headers['content-length'];
  if (length === '0' || (length === undefined && request.headers['transfer-encoding'] === undefined)) return {};
  // As of GraphQL: a type that a web page can send without being asked is refused.
  const mediaType = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (mediaType !== 'application/json') throw codedError('BAD_REQUEST', 'Send the body as application/json.', { httpStatus: 415 });
  if (path === 'runs/log-batch' && Number(length ?? 0) > limits.batchBytes)
    throw new MlflowRefusal(
      'BAD_REQUEST',
      `Batched logging API requests must be at most ${limits.batchBytes} bytes. Got a request of size ${length}.`,
    );
  const body = await readJson(request, { hold, malformed: () => new MlflowRefusal('BAD_REQUEST', 'The body is not valid JSON.') });
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new MlflowRefusal('BAD_REQUEST', 'The body is not a JSON object.');
  return body as Fields;
}

const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' } as const;

async function send(response: ServerResponse, answer: Answer): Promise<void> {
  response.writeHead(200, headers);
  if (!(Symbol.asyncIterator in answer)) return void response.end(JSON.stringify(answer));
  for await (const piece of answer as AsyncIterable<string>) {
    if (response.destroyed) return;
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

/** A refusal in MLflow's form: `{ error_code, message }`. Clients try again on 429, 500 and 503 alone. */
function refuse(response: ServerResponse, error: unknown, mask: MlflowDeps['mask']): void {
  const { status, code, message } = refusalOf(error, mask);
  if (status === 401) response.setHeader('www-authenticate', 'Basic realm="mlflow"');
  response.writeHead(status, headers);
  response.end(JSON.stringify({ error_code: code, message }));
}

const codesOf: Readonly<Record<number, string>> = {
  400: 'INVALID_PARAMETER_VALUE',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'RESOURCE_DOES_NOT_EXIST',
  413: 'BAD_REQUEST',
  415: 'BAD_REQUEST',
  429: 'REQUEST_LIMIT_EXCEEDED',
  503: 'TEMPORARILY_UNAVAILABLE',
};

function refusalOf(error: unknown, mask: MlflowDeps['mask']): { status: number; code: string; message: string } {
  if (error instanceof MlflowRefusal) return { status: error.httpStatus, code: error.code, message: error.message };
  if (error instanceof NotFound) return { status: 404, code: 'RESOURCE_DOES_NOT_EXIST', message: error.message };
  if (error instanceof DomainError) {
    if (error.code === 'EXPERIMENT_EXISTS') return { status: 400, code: 'RESOURCE_ALREADY_EXISTS', message: error.message };
    const status = error instanceof BadInput || error.httpStatus === 200 ? 400 : error.httpStatus;
    return { status, code: codesOf[status] ?? 'INTERNAL_ERROR', message: error.message };
  }
  const { message, extensions } = mask(error);
  const status = (extensions as { http?: { status?: number } }).http?.status ?? 500;
  return { status, code: codesOf[status] ?? 'INTERNAL_ERROR', message };
}
