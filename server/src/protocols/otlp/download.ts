import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { assertPermitted, codedError } from '../../platform/graphql/errors.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { traceIdOf } from '../../domains/messages/pure/trace-ids.ts';
import { spansOfTrace } from '../../domains/traces/load/whole-trace.ts';
import { toReceived } from '../../domains/traces/pure/conventions/to-received.ts';
import { eventOfJudgment } from '../../domains/traces/pure/conventions/stored-judgment.ts';
import { spanIdsOfTrace } from '../../domains/traces/queries/keys.ts';
import type { ReceivedSpan, Span, SpanEvent } from '../../domains/traces/types.ts';
import { evaluationsOfTrace } from '../../domains/evaluations/load.ts';
import { answerFile, viewerOfDownload, type Download, type DownloadDeps } from '../../platform/http/download.ts';
import { writeStatus } from './answers.ts';
import { writeSpans } from './json/write.ts';
import { refusalOf } from './refusal.ts';
import { inWorkspace } from '../../platform/store/scope.ts';

export interface TraceDownloadDeps extends Pick<DownloadDeps, 'stores' | 'viewerOf'> {
  readonly logger: Logger;
}

/**
 * Answers with a trace as a file: an ExportTraceServiceRequest in OpenTelemetry's JSON, as the trace is stored (what was masked stays
 * masked), with its judgments. It is written page by page, so a large trace takes no more memory than a small one. To send it to `/v1/traces` or to import it
 * gives the same trace.
 */
export function answerTrace(deps: TraceDownloadDeps, request: IncomingMessage, response: ServerResponse, sentId: string): Promise<void> {
  return answerFile(request, response, {
    // As everything at this path is refused.
    refuse: (_request, refused, error) => {
      const { httpStatus, headers, ...status } = refusalOf(error, deps.logger);
      refused.writeHead(httpStatus, { ...headers, 'content-type': 'application/json', 'cache-control': 'no-store' });
      refused.end(writeStatus(status, 'json'));
    },
    open: async () => {
      const viewer = await viewerOfDownload(deps, request);
      assertPermitted(viewer, 'READ');
      return openTrace(deps.stores, viewer.workspaceId, sentId);
    },
  });
}

async function openTrace(stores: Stores, workspaceId: string, sentId: string): Promise<Download> {
  const traceId = traceIdOf(sentId);
  const pages = inScope(workspaceId, spansOfTrace(stores, workspaceId, traceId));
  const first = await pages.next();
  if (first.done === true)
    throw codedError('NOT_FOUND', `Trace ${JSON.stringify(sentId.slice(0, 100))} was not found in this workspace.`, { httpStatus: 404 });
  const judgments = await inWorkspace(workspaceId, () => judgmentsBySpan(stores, workspaceId, traceId));
  return { contentType: 'application/json', name: `trace-${traceId}.json`, body: written(first.value, pages, judgments) };
}

/** Events of judgments by the span that each is written in. */
type Judgments = ReadonlyMap<string, readonly SpanEvent[]>;

/** Those of no span that is stored stand in the first one. */
async function judgmentsBySpan(stores: Stores, workspaceId: string, traceId: string): Promise<Judgments> {
  const evaluations = await evaluationsOfTrace(stores, workspaceId, traceId);
  if (evaluations.length === 0) return new Map();
  const spanIds = new Set((await spanIdsOfTrace(stores.clickhouse, { workspaceId, traceId })).map(({ spanId }) => spanId));
  const [first = ''] = spanIds;
  const bySpan = Map.groupBy(evaluations, ({ traceId: of, spanId }) =>
    of === traceId && spanId !== null && spanIds.has(spanId) ? spanId : first,
  );
  const eventOf = (one: (typeof evaluations)[number]) => eventOfJudgment({ ...one, createdAt: one.createdAt.toISOString() });
  return new Map([...bySpan].map(([spanId, of]) => [spanId, of.map(eventOf)]));
}

/** Each page is read within the workspace, wherever it is asked for. */
function inScope<Page>(workspaceId: string, pages: AsyncGenerator<Page>): AsyncGenerator<Page> {
  return {
    next: () => inWorkspace(workspaceId, () => pages.next()),
    return: (value) => pages.return(value),
    throw: (error) => pages.throw(error),
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: () => pages[Symbol.asyncDispose](),
  };
}

async function* written(first: readonly Span[], others: AsyncIterable<readonly Span[]>, judgments: Judgments): AsyncGenerator<string> {
  let before = '{"resourceSpans":[';
  for await (const page of pagesOf(first, others)) {
    const text = textOf(page, judgments);
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

const textOf = (spans: readonly Span[], judgments: Judgments): string =>
  writeSpans(spans.map((span) => withJudgments(toReceived(span), judgments)))
    .map((group) => JSON.stringify(group))
    .join(',\n');

const withJudgments = (span: ReceivedSpan, judgments: Judgments): ReceivedSpan => {
  const own = judgments.get(span.spanId);
  return own === undefined ? span : { ...span, events: [...span.events, ...own] };
};
