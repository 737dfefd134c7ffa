import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import type { Viewer } from '../../platform/graphql/context.ts';
import { assertPermitted, codedError, unwrap, type DomainError, type Result } from '../../platform/graphql/errors.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { traceIdOf } from '../../domains/messages/pure/trace-ids.ts';
import { spansOfTrace } from '../../domains/traces/load/whole-trace.ts';
import { toReceived } from '../../domains/traces/pure/conventions/to-received.ts';
import type { Span } from '../../domains/traces/types.ts';
import { writeStatus } from './answers.ts';
import { writeSpans } from './json/write.ts';
import { refusalOf } from './refusal.ts';
import { inWorkspace } from '../../platform/store/scope.ts';

export interface DownloadDeps {
  stores: Stores;
  logger: Logger;
  viewerOf: (request: IncomingMessage) => Promise<Result<Viewer, DomainError>>;
}

/**
 * Answers with a trace as a file: an ExportTraceServiceRequest in OpenTelemetry's JSON, as the trace is stored (what was masked stays
 * masked). It is written page by page, so a large trace takes no more memory than a small one. To send it to `/v1/traces` or to import it
 * gives the same trace.
 */
export async function answerDownload(
  { stores, logger, viewerOf }: DownloadDeps,
  request: IncomingMessage,
  response: ServerResponse,
  sentId: string,
): Promise<void> {
  try {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw codedError('METHOD_NOT_ALLOWED', 'A trace is downloaded with GET.', { httpStatus: 405, headers: { allow: 'GET, HEAD' } });
    const viewer = unwrap(await viewerOf(request));
    assertPermitted(viewer, 'READ');
    await inWorkspace(viewer.workspaceId, () => answerTrace(stores, viewer.workspaceId, sentId, request, response));
  } catch (error) {
    // Who asked may leave in the middle of it; what broke off after its beginning ends without its end.
    if (response.headersSent) return void response.destroy();
    const { httpStatus, headers, ...status } = refusalOf(error, logger);
    response.writeHead(httpStatus, { ...headers, 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(writeStatus(status, 'json'));
  }
}

/** Writes the trace page by page. */
async function answerTrace(
  stores: Stores,
  workspaceId: string,
  sentId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const traceId = traceIdOf(sentId);
  const pages = spansOfTrace(stores, workspaceId, traceId);
  const first = await pages.next();
  if (first.done === true)
    throw codedError('NOT_FOUND', `Trace ${JSON.stringify(sentId.slice(0, 100))} was not found in this workspace.`, { httpStatus: 404 });
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-disposition': `attachment; filename="trace-${traceId}.json"`,
    'cache-control': 'no-store',
  });
  if (request.method === 'HEAD') return void response.end();
  await pipeline(Readable.from(written(first.value, pages)), response);
}

async function* written(first: readonly Span[], others: AsyncIterable<readonly Span[]>): AsyncGenerator<string> {
  let before = '{"resourceSpans":[';
  for await (const page of pagesOf(first, others)) {
    const text = textOf(page);
    if (text === '') continue;
    yield before + text;
    before = ',\n';
  }
  yield ']}\n';
}

async function* pagesOf(first: readonly Span[], others: AsyncIterable<readonly Span[]>): AsyncGenerator<readonly Span[]> {
  yield first;
  yield* others;
}

const textOf = (spans: readonly Span[]): string =>
  writeSpans(spans.map(toReceived))
    .map((group) => JSON.stringify(group))
    .join(',\n');
