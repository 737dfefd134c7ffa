import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Viewer } from '../../platform/graphql/context.ts';
import { acting } from '../../platform/graphql/actor.ts';
import { assertPermitted, BadInput, codedError, DomainError, NotFound, type Result, unwrap } from '../../platform/graphql/errors.ts';
import type { RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { answerJson, answerText } from '../../platform/http/answer.ts';
import { assertJson, readJson } from '../../platform/http/body.ts';
import { callerOf } from '../../platform/http/caller.ts';
import { takeItems } from '../../platform/http/metering.ts';
import { answerInShell } from '../../platform/http/shell.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Permission } from '../../platform/permissions.ts';
import type { Disk } from '../../platform/store/disk/watch.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import type { Stores } from '../../platform/store/stores.ts';
import type { Answered, Asked } from './asked.ts';
import { listDatasets, listExamples, listVersions, oneDataset, removeDataset } from './datasets.ts';
import { InvalidCall } from './errors.ts';
import { createExperiment, listExperiments, oneExperiment, removeExperiment } from './experiments.ts';
import { createRun, experimentCsv, experimentJson, incompleteEvaluations, incompleteRuns, listRuns, putEvaluation } from './runs.ts';
import { uploadDataset } from './upload.ts';

export interface PhoenixDeps {
  stores: Stores;
  live: LiveBus;
  viewerOf: (request: IncomingMessage) => Promise<Result<Viewer, DomainError>>;
  /** Turns what is not expected into an error that tells nothing, and logs it. */
  mask: (error: unknown) => GraphQLError;
  disk: Disk;
  requestMemory: RequestMemory;
}

interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/v1/`; a star stands for one name. */
  readonly path: string;
  readonly may: Permission;
  readonly answer: (asked: Asked) => Promise<Answered>;
}

const prefix = '/v1/';
/** What of Phoenix's API there is: what its client's experiments need. Its spans go to `/v1/traces`. */
const routes: readonly Route[] = [
  { method: 'GET', path: 'datasets', may: 'READ', answer: listDatasets },
  { method: 'POST', path: 'datasets/upload', may: 'EDIT_DATASETS', answer: uploadDataset },
  { method: 'GET', path: 'datasets/*', may: 'READ', answer: oneDataset },
  { method: 'DELETE', path: 'datasets/*', may: 'EDIT_DATASETS', answer: removeDataset },
  { method: 'GET', path: 'datasets/*/versions', may: 'READ', answer: listVersions },
  { method: 'GET', path: 'datasets/*/examples', may: 'READ', answer: listExamples },
  { method: 'GET', path: 'datasets/*/experiments', may: 'READ', answer: listExperiments },
  { method: 'POST', path: 'datasets/*/experiments', may: 'INGEST', answer: createExperiment },
  { method: 'GET', path: 'experiments/*', may: 'READ', answer: oneExperiment },
  { method: 'DELETE', path: 'experiments/*', may: 'RUN_EVALUATIONS', answer: removeExperiment },
  { method: 'GET', path: 'experiments/*/runs', may: 'READ', answer: listRuns },
  { method: 'POST', path: 'experiments/*/runs', may: 'INGEST', answer: createRun },
  { method: 'GET', path: 'experiments/*/incomplete-runs', may: 'READ', answer: incompleteRuns },
  { method: 'GET', path: 'experiments/*/incomplete-evaluations', may: 'READ', answer: incompleteEvaluations },
  { method: 'GET', path: 'experiments/*/json', may: 'READ', answer: experimentJson },
  { method: 'GET', path: 'experiments/*/csv', may: 'READ', answer: experimentCsv },
  { method: 'POST', path: 'experiment_evaluations', may: 'INGEST', answer: putEvaluation },
];
export const isPhoenix = (path: string): boolean => /^\/v1\/(datasets|experiments|experiment_evaluations)(\/|$)/.test(path);

/** The part of Phoenix's REST API that its client's experiments need, in its own forms: failures are `{ detail }`. */
export function createPhoenixHandler({ stores, live, viewerOf, mask, disk, requestMemory }: PhoenixDeps) {
  return (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    answerInShell(request, response, {
      requestMemory,
      answer: async (hold) => {
        const { pathname, searchParams: params } = new URL(request.url ?? '/', 'http://localhost');
        const { route, id } = routeOf(request.method ?? '', pathname.slice(prefix.length).replace(/\/$/, ''));
        const viewer = unwrap(await viewerOf(request));
        assertPermitted(viewer, route.may);
        if (route.method === 'POST') disk.assertRoom();
        const held = hold(viewer);
        let body: unknown;
        if (route.method === 'POST') {
          assertJson(request);
          body = await readJson(request, { hold: held, malformed: () => new InvalidCall('The body is not valid JSON.', 400) });
        }
        await takeItems(request, body);
        const { workspaceId } = viewer;
        const call = (): Promise<Answered> => route.answer({ stores, live, workspaceId, viewer, params, id, body });
        const isRecorded = route.method === 'DELETE' || route.path === 'datasets/upload';
        const act = `phoenix ${route.method} ${route.path}`;
        answer(
          response,
          await inWorkspace(workspaceId, isRecorded ? () => acting({ viewer, caller: callerOf(request) }, act, call) : call),
        );
      },
      refuse: (error) => refuse(response, error, mask),
    });
}

function routeOf(method: string, path: string): { route: Route; id: string } {
  let isKnown = false;
  for (const route of routes) {
    const id = idIn(path, route.path);
    if (id === null) continue;
    if (route.method === method) return { route, id };
    isKnown = true;
  }
  if (isKnown) throw codedError('METHOD_NOT_ALLOWED', `${method} is not taken here.`, { httpStatus: 405 });
  throw codedError('NOT_FOUND', `${prefix}${path.slice(0, 100)} is not there.`, { httpStatus: 404 });
}

/** What the star of a pattern stands for; '' where it has none; null: the path is another. */
function idIn(path: string, pattern: string): string | null {
  if (!pattern.includes('*')) return path === pattern ? '' : null;
  const [start = '', end = ''] = pattern.split('*');
  const id = path.slice(start.length, path.length - end.length);
  if (!path.startsWith(start) || !path.endsWith(end) || id === '' || id.includes('/')) return null;
  try {
    return decodeURIComponent(id);
  } catch {
    return null;
  }
}

function answer(response: ServerResponse, { status = 200, contentType, body }: Answered): void {
  if (contentType !== undefined) answerText(response, status, String(body), contentType);
  else if (status === 204) response.writeHead(204).end();
  else answerJson(response, status, body);
}

function refuse(response: ServerResponse, error: unknown, mask: PhoenixDeps['mask']): void {
  if (error instanceof DomainError) {
    const status = error instanceof NotFound ? 404 : error instanceof BadInput ? 422 : error.httpStatus === 200 ? 422 : error.httpStatus;
    return answerJson(response, status, { detail: error.message });
  }
  const { message, extensions } = mask(error);
  const { http } = extensions as { http?: { status?: number; headers?: Record<string, string> } };
  answerJson(response, http?.status ?? 500, { detail: message }, http?.headers);
}
