import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { nameOf } from '../../platform/graphql/asker.ts';
import type { Context, Viewer } from '../../platform/graphql/context.ts';
import { codedError, type DomainError, type Result } from '../../platform/graphql/errors.ts';
import type { MemoryHold, RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import type { Pipeline } from '../../platform/graphql/pipeline.ts';
import { answerError } from '../../platform/http/answer.ts';
import { isWhole, readJson } from '../../platform/http/body.ts';
import { withText } from './by-id.ts';
import { answerPlainly } from './plain.ts';

export interface GraphQLDeps {
  pipeline: Pipeline;
  mask: (error: unknown) => GraphQLError;
  requestMemory: RequestMemory;
  viewerOf: (request: IncomingMessage) => Promise<Result<Viewer, DomainError>>;
  contextOf: (viewer: Viewer, request: IncomingMessage) => Context;
  /** Calls back when the viewer of an open stream ends. Returns what stops the watch. */
  watchViewer: (viewer: Viewer, onEnd: () => void) => () => void;
}

/** GraphQL over HTTP: credentials first, then the body within its limit, parsed once, then the pipeline. */
export function createGraphQLHandler({ pipeline, mask, requestMemory, viewerOf, contextOf, watchViewer }: GraphQLDeps) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let hold: MemoryHold | null = null;
    try {
      if (request.method !== 'GET' && request.method !== 'POST')
        throw codedError('METHOD_NOT_ALLOWED', 'GraphQL takes POST, and GET for queries.', {
          httpStatus: 405,
          headers: { allow: 'GET, POST' },
        });
      const viewer = await viewerOf(request);
      if (!viewer.ok) throw viewer.failure;
      hold = requestMemory.hold(nameOf(viewer.value));
      const params = request.method === 'POST' ? await readParams(request, hold) : null;
      if (params === null) assertReadable(request.url ?? '');
      response.setHeader('cache-control', 'no-store');
      const context = contextOf(viewer.value, request);
      const given = params === null ? null : await answerPlainly(pipeline, context, { params, accept: request.headers.accept, response });
      if (given === undefined) return;
      // A stream of events is open as a socket is, and ends as that does.
      if (request.headers.accept?.includes('text/event-stream'))
        response.once(
          'close',
          watchViewer(viewer.value, () => response.destroy()),
        );
      if (params !== null) Object.assign(request, { body: params });
      await pipeline(request, response, given === null ? context : { ...context, given });
    } catch (error) {
      if (response.headersSent) response.destroy();
      else answerRefusal(request, response, mask(error));
    } finally {
      hold?.release();
    }
  };
}

function answerRefusal(request: IncomingMessage, response: ServerResponse, error: GraphQLError): void {
  if (error.extensions['code'] === 'UNAUTHENTICATED') response.setHeader('www-authenticate', 'Bearer realm="fine-tune-lab"');
  // What was not read of the body would be taken for the next request on this connection.
  if (!isWhole(request)) response.setHeader('connection', 'close');
  answerError(request, response, error);
}

/** The parameters in the body; Yoga takes them as they are. */
async function readParams(request: IncomingMessage, hold: MemoryHold): Promise<object> {
  assertJson(request.headers['content-type']);
  const params = await readJson(request, {
    hold,
    malformed: () => codedError('BAD_REQUEST', 'The body is not valid JSON.', { httpStatus: 400 }),
  });
  if (Array.isArray(params))
    throw codedError('BAD_REQUEST', 'Batching is not supported: send one operation a request.', { httpStatus: 400 });
  if (typeof params !== 'object' || params === null)
    throw codedError('BAD_REQUEST', 'The body is a JSON object with "query" and "variables".', { httpStatus: 400 });
  const found = await withText(params as Record<string, unknown>);
  if (found['query'] === undefined || found['query'] === null) throw noQuery();
  return found;
}

const noQuery = (): GraphQLError => codedError('BAD_REQUEST', 'Must provide query string.', { httpStatus: 400 });

/** What Yoga takes from an address: a query, and JSON where there are variables or extensions. */
function assertReadable(url: string): void {
  const params = new URLSearchParams(url.split('?').slice(1).join('?'));
  if (!params.get('query')) throw noQuery();
  for (const name of ['variables', 'extensions']) {
    const text = params.get(name);
    try {
      if (text !== null && text !== '') JSON.parse(text);
    } catch {
      throw codedError('BAD_REQUEST', `"${name}" in the address is not valid JSON.`, { httpStatus: 400 });
    }
  }
}

const simpleTypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/**
 * A browser sends JSON to another site only after asking it (CORS preflight), which this server never grants. The types
 * that a browser sends without asking are refused as what they would be: a forged request.
 */
function assertJson(contentType: string | undefined): void {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (mediaType === 'application/json' || mediaType === 'application/graphql+json') return;
  if (simpleTypes.includes(mediaType))
    throw codedError('CSRF_REFUSED', `A body of type ${mediaType} is refused, as any web page could send it. Send application/json.`, {
      httpStatus: 403,
    });
  throw codedError('UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json.', { httpStatus: 415 });
}
