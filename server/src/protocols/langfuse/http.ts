import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { GraphQLError } from 'graphql';
import { deleteEvaluation } from '../../domains/evaluations/commands.ts';
import { acting } from '../../platform/graphql/actor.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { assertPermitted, BadInput, codedError, DomainError, NotFound, type Result, unwrap } from '../../platform/graphql/errors.ts';
import type { MemoryHold, RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { evaluateScores, ingestBatch } from './commands.ts';
import { InvalidRequest } from './errors.ts';
import { isFields } from './fields.ts';
import { readScore } from './score.ts';
import { BadPrompt, PromptInUse, PromptReference } from '../../domains/prompts/errors.ts';
import type { Permission } from '../../platform/permissions.ts';
import type { Answered, Asked } from './asked.ts';
import { createPrompt, issuesOf, labelPrompt, listPrompts, onePrompt, removePrompts } from './prompts.ts';
import { listDatasets, listItems, oneDataset, oneItem, putDataset, putItem, removeItem } from './datasets.ts';
import { listExperimentItems, listExperiments } from './experiments.ts';
import { listRunItems, putRunItem, readRuns, removeRun } from './runs.ts';
import { scoreOf, scorePage, scoresAfter } from './scores.ts';
import { storeScores } from './store-scores.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Disk } from '../../platform/store/disk/watch.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { answerJson } from '../../platform/http/answer.ts';
import { assertJson, readJson } from '../../platform/http/body.ts';
import { callerOf } from '../../platform/http/caller.ts';
import { takeItems } from '../../platform/http/metering.ts';
import { answerInShell } from '../../platform/http/shell.ts';
import { inWorkspace } from '../../platform/store/scope.ts';

export interface LangfuseDeps {
  stores: Stores;
  live: LiveBus;
  viewerOf: (request: IncomingMessage) => Promise<Result<Viewer, DomainError>>;
  /** Turns what is not expected into an error that tells nothing, and logs it. */
  mask: (error: unknown) => GraphQLError;
  disk: Disk;
  requestMemory: RequestMemory;
}

interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/public/`; a star stands for one name. */
  readonly path: string;
  /** Needs a key that may write. */
  readonly writes?: true;
  /** The permission that it needs; absent: INGEST where it writes, else READ. */
  readonly may?: Permission;
  readonly answer: (asked: Asked) => Promise<Answered>;
}

export const langfusePrefix = '/api/public/';
const version = '0.1.0';

/** What of Langfuse's API there is: what its SDKs send, what they probe, and scores. */
const routes: readonly Route[] = [
  { method: 'POST', path: 'ingestion', writes: true, answer: ingest },
  { method: 'POST', path: 'scores', writes: true, answer: createScore },
  { method: 'GET', path: 'scores', answer: listScores },
  { method: 'GET', path: 'v2/scores', answer: listScores },
  {
    method: 'GET',
    path: 'v3/scores',
    answer: async ({ stores, workspaceId, params }) => ok(unwrap(await scoresAfter(stores, workspaceId, params))),
  },
  { method: 'GET', path: 'scores/*', answer: oneScore },
  { method: 'GET', path: 'v2/scores/*', answer: oneScore },
  { method: 'DELETE', path: 'scores/*', writes: true, answer: removeScore },
  { method: 'GET', path: 'projects', answer: project },
  { method: 'GET', path: 'v2/prompts', answer: listPrompts },
  { method: 'POST', path: 'v2/prompts', writes: true, may: 'EDIT_PROMPTS', answer: createPrompt },
  { method: 'GET', path: 'v2/prompts/*', answer: onePrompt },
  { method: 'PATCH', path: 'v2/prompts/*', writes: true, may: 'EDIT_PROMPTS', answer: labelPrompt },
  { method: 'DELETE', path: 'v2/prompts/*', writes: true, may: 'EDIT_PROMPTS', answer: removePrompts },
  { method: 'GET', path: 'v2/datasets', answer: listDatasets },
  { method: 'POST', path: 'v2/datasets', writes: true, may: 'EDIT_DATASETS', answer: putDataset },
  { method: 'GET', path: 'v2/datasets/*', answer: oneDataset },
  { method: 'GET', path: 'dataset-items', answer: listItems },
  { method: 'POST', path: 'dataset-items', writes: true, answer: putItem },
  { method: 'GET', path: 'dataset-items/*', answer: oneItem },
  { method: 'DELETE', path: 'dataset-items/*', writes: true, may: 'EDIT_DATASETS', answer: removeItem },
  { method: 'GET', path: 'dataset-run-items', answer: listRunItems },
  { method: 'POST', path: 'dataset-run-items', writes: true, answer: putRunItem },
  { method: 'GET', path: 'datasets/*', answer: readRuns },
  { method: 'DELETE', path: 'datasets/*', writes: true, may: 'RUN_EVALUATIONS', answer: removeRun },
  { method: 'GET', path: 'experiments', answer: listExperiments },
  { method: 'GET', path: 'experiment-items', answer: listExperimentItems },
  { method: 'POST', path: 'media', answer: noMedia },
  { method: 'GET', path: 'media/*', answer: noMedia },
  { method: 'PATCH', path: 'media/*', answer: noMedia },
];
const offered = [
  'GET /api/public/health',
  'POST /api/public/otel/v1/traces',
  ...routes.map(({ method, path }) => `${method} ${langfusePrefix}${path.replace('*', '{id}')}`),
];

/** The part of Langfuse's API that its SDKs need, in its own forms: failures are `{ message, error }`. */
export function createLangfuseHandler({ stores, live, viewerOf, mask, disk, requestMemory }: LangfuseDeps) {
  return (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    answerInShell(request, response, {
      requestMemory,
      answer: async (hold) => {
        const { pathname, searchParams: params } = new URL(request.url ?? '/', 'http://localhost');
        const path = pathname.slice(langfusePrefix.length).replace(/\/$/, '');
        if (path === 'health' && request.method === 'GET') return answer(response, ok({ status: 'OK', version }));
        const { route, name } = routeOf(request.method ?? '', path);
        const viewer = unwrap(await viewerOf(request));
        assertPermitted(viewer, route.may ?? (route.writes === true ? 'INGEST' : 'READ'));
        // What deletes makes room.
        if (route.writes === true && route.method !== 'DELETE') disk.assertRoom();
        const held = hold(viewer);
        const hasBody = route.method === 'POST' || (route.method === 'PATCH' && route.may !== undefined);
        const body = hasBody ? await readJsonBody(request, held) : undefined;
        await takeItems(request, body);
        const { workspaceId } = viewer;
        const call = (): Promise<Answered> => route.answer({ stores, live, workspaceId, viewer, params, name, body });
        const isRecorded = route.method === 'DELETE' || route.may !== undefined;
        const act = `langfuse ${route.method} ${route.path}`;
        const work = isRecorded ? () => acting({ viewer, caller: callerOf(request) }, act, call) : call;
        answer(response, await inWorkspace(workspaceId, work));
      },
      refuse: (error) => answer(response, refusalOf(error, mask)),
    });
}

function routeOf(method: string, path: string): { route: Route; name: string } {
  let isKnown = false;
  for (const route of routes) {
    const name = nameIn(path, route.path);
    if (name === null) continue;
    if (route.method === method) return { route, name };
    isKnown = true;
  }
  if (isKnown) throw codedError('METHOD_NOT_ALLOWED', `${method} is not taken here.`, { httpStatus: 405 });
  throw codedError(
    'NOT_FOUND',
    `${langfusePrefix}${path.slice(0, 100)} is not there. Of Langfuse's API this server has: ${offered.join(', ')}.`,
    { httpStatus: 404 },
  );
}

/** What the star of a pattern stands for; '' where it has none; null: the path is another. */
function nameIn(path: string, pattern: string): string | null {
  if (!pattern.endsWith('/*')) return path === pattern ? '' : null;
  const start = pattern.slice(0, -1);
  const rest = path.slice(start.length);
  if (!path.startsWith(start) || rest === '') return null;
  try {
    return decodeURIComponent(rest);
  } catch {
    return null;
  }
}

const ok = (body: unknown): Answered => ({ status: 200, body });

async function ingest({ stores, live, workspaceId, viewer, body }: Asked): Promise<Answered> {
  return { status: 207, body: unwrap(await ingestBatch({ stores, live, viewer }, workspaceId, body, new Date())) };
}

async function createScore({ stores, live, workspaceId, body }: Asked): Promise<Answered> {
  const now = new Date();
  if (Array.isArray(body)) return scoreBatch({ stores, live, workspaceId }, body, now);
  if (!isFields(body)) throw new InvalidRequest('The body is a score, a JSON object, or a list of them.');
  const score = readScore(body, { id: randomUUID(), at: now });
  if (score instanceof Problem) throw new InvalidRequest(`${score.field} ${score.reason}`);
  const [refused] = unwrap(await storeScores({ stores, live, workspaceId }, [score], now));
  if (refused !== undefined) throw new InvalidRequest(`${refused.field} ${refused.reason}`);
  return ok({ id: score.externalId });
}

/** 202 where all of a list is stored; else 207 with the counts and, for each score that is not, its place and reason. */
async function scoreBatch(
  storing: Pick<Asked, 'stores' | 'live' | 'workspaceId'>,
  items: readonly unknown[],
  now: Date,
): Promise<Answered> {
  const { accepted, problems } = unwrap(await evaluateScores(storing, items, now));
  if (problems.length === 0) return { status: 202, body: { message: 'Accepted' } };
  return { status: 207, body: { accepted, rejected: problems.length, errors: problems.map((message) => ({ message })) } };
}

async function listScores({ stores, workspaceId, params }: Asked): Promise<Answered> {
  return ok(unwrap(await scorePage(stores, workspaceId, params)));
}

async function oneScore({ stores, workspaceId, name }: Asked): Promise<Answered> {
  const score = await scoreOf(stores, workspaceId, name);
  if (score === null) throw new NotFound('The score', name);
  return ok(score);
}

async function removeScore({ stores, workspaceId, name }: Asked): Promise<Answered> {
  if (!(await deleteEvaluation(stores, workspaceId, name))) throw new NotFound('The score', name);
  return ok({ message: 'The score was deleted.' });
}

async function project({ stores, workspaceId }: Asked): Promise<Answered> {
  const { id, name } = await stores.prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { id: true, name: true } });
  const policy = await stores.prisma.dataPolicy.findUnique({ where: { workspaceId }, select: { traceRetentionDays: true } });
  return ok({ data: [{ id, name, organization: { id, name }, metadata: {}, retentionDays: policy?.traceRetentionDays ?? null }] });
}

/** The SDKs go on when an upload is refused; they try again only on 5xx. */
async function noMedia(): Promise<Answered> {
  return { status: 422, body: { message: 'Files are not kept here.', error: 'NotSupported' } };
}

async function readJsonBody(request: IncomingMessage, hold: MemoryHold): Promise<unknown> {
  assertJson(request);
  return readJson(request, { hold, malformed: () => new InvalidRequest('The body is not valid JSON.') });
}

/** A failure in Langfuse's form. `error` is the name that its SDKs know a kind of failure by. */
function refusalOf(error: unknown, mask: LangfuseDeps['mask']): Answered {
  if (error instanceof NotFound) return { status: 404, body: { message: error.message, error: 'LangfuseNotFoundError' } };
  if (error instanceof PromptReference || error instanceof PromptInUse)
    return { status: 409, body: { message: error.message, error: 'LangfuseConflictError' } };
  if (error instanceof BadPrompt) return { status: 400, body: { message: 'Invalid request data', error: issuesOf(error) } };
  if (error instanceof InvalidRequest || error instanceof BadInput)
    return { status: 400, body: { message: 'Invalid request data', error: error.message } };
  if (error instanceof DomainError) return { status: error.httpStatus, body: { message: error.message, error: error.code } };
  const { message, extensions } = mask(error);
  const { code, http } = extensions as { code?: string; http?: { status?: number; headers?: Record<string, string> } };
  return { status: http?.status ?? 500, headers: http?.headers ?? {}, body: { message, error: code ?? 'INTERNAL_SERVER_ERROR' } };
}

const answer = (response: ServerResponse, { status, headers, body }: Answered): void => answerJson(response, status, body, headers);
