import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Viewer } from '../../platform/graphql/context.ts';
import { assertPermitted, codedError, DomainError, type Result, unwrap } from '../../platform/graphql/errors.ts';
import type { MemoryHold, RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { answerJson } from '../../platform/http/answer.ts';
import { assertJson, readJson } from '../../platform/http/body.ts';
import { takeItems } from '../../platform/http/metering.ts';
import { answerInShell } from '../../platform/http/shell.ts';
import type { Fields } from '../../platform/ingest/values.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Disk } from '../../platform/store/disk/watch.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { bulkAlert, bulkLog, bulkLogSystem, runsForProject, runSummary, type Called } from './calls.ts';
import { InvalidCall } from './errors.ts';
import { inWorkspace } from '../../platform/store/scope.ts';

export interface TrackioDeps {
  stores: Stores;
  live: LiveBus;
  viewerOf: (request: IncomingMessage) => Promise<Result<Viewer, DomainError>>;
  /** Turns what is not expected into an error that tells nothing, and logs it. */
  mask: (error: unknown) => GraphQLError;
  disk: Disk;
  requestMemory: RequestMemory;
}

interface Call {
  readonly writes: boolean;
  readonly answer: (called: Called) => Promise<unknown>;
}

/** What of Trackio's API there is: what its clients send, and what one asks before it resumes a run. */
const calls: ReadonlyMap<string, Call> = new Map([
  ['bulk_log', { writes: true, answer: bulkLog }],
  ['bulk_log_system', { writes: true, answer: bulkLogSystem }],
  ['bulk_alert', { writes: true, answer: bulkAlert }],
  ['get_runs_for_project', { writes: false, answer: runsForProject }],
  ['get_run_summary', { writes: false, answer: runSummary }],
]);
/** Calls with files, which are not kept here: a client that is answered 404 goes on without. */
const notOffered = new Set([
  'upload',
  'bulk_upload_media',
  'check_artifact_blobs',
  'bulk_upload_artifact_blob',
  'artifact_log',
  'log_artifact_use',
  'get_artifact_manifest',
]);

const prefix = '/api/';
export const isTrackio = (path: string): boolean =>
  path.startsWith(prefix) && (calls.has(path.slice(prefix.length)) || notOffered.has(path.slice(prefix.length)));

/** The header by which a client of Trackio shows its key. */
export const writeTokenHeader = 'x-trackio-write-token';

/** What a client asks before its first call. */
export const trackioVersion = {
  version: '0.43.0',
  api_version: 1,
  writes_paused: false,
  api_transport: 'http',
  mcp_enabled: false,
  mcp_path: null,
} as const;

/** The part of Trackio's API that its clients need to log runs: `{ args, kwargs }` in, `{ data, error }` out. */
export function createTrackioHandler({ stores, live, viewerOf, mask, disk, requestMemory }: TrackioDeps) {
  return (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> =>
    answerInShell(request, response, {
      requestMemory,
      answer: async (hold) => {
        const call = calls.get(path.slice(prefix.length));
        if (call === undefined)
          throw codedError(
            'NOT_FOUND',
            `Files of Trackio are not kept here; of its API this server has: ${[...calls.keys()].join(', ')}.`,
            {
              httpStatus: 404,
            },
          );
        if (request.method !== 'POST') throw codedError('METHOD_NOT_ALLOWED', `${request.method} is not taken here.`, { httpStatus: 405 });
        const viewer = unwrap(await viewerOf(request));
        assertPermitted(viewer, call.writes ? 'INGEST' : 'READ');
        if (call.writes) disk.assertRoom();
        const kwargs = await kwargsOf(request, hold(viewer));
        await takeItems(request, kwargs);
        const { workspaceId } = viewer;
        const data = await inWorkspace(workspaceId, () => call.answer({ stores, live, workspaceId, kwargs, now: new Date() }));
        answerJson(response, 200, { data, error: null });
      },
      refuse: (error) => {
        const { status, message } = refusalOf(error, mask);
        answerJson(response, status, { data: null, error: message });
      },
    });
}

async function kwargsOf(request: IncomingMessage, hold: MemoryHold): Promise<Fields> {
  assertJson(request);
  const body = await readJson(request, { hold, malformed: () => new InvalidCall('The body is not valid JSON.') });
  const kwargs = typeof body === 'object' && body !== null && 'kwargs' in body ? body.kwargs : undefined;
  if (typeof kwargs !== 'object' || kwargs === null || Array.isArray(kwargs))
    throw new InvalidCall('The body is an object { args, kwargs }.');
  return kwargs as Fields;
}

function refusalOf(error: unknown, mask: TrackioDeps['mask']): { status: number; message: string } {
  if (error instanceof DomainError) return { status: error.httpStatus === 200 ? 400 : error.httpStatus, message: error.message };
  const { message, extensions } = mask(error);
  return { status: (extensions as { http?: { status?: number } }).http?.status ?? 500, message };
}
