import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineTool, NoData } from '../../platform/tools/tool.ts';

interface TraceRow {
  readonly id: string;
  readonly name: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly costUsd: number | null;
  readonly spanCount: number;
  readonly errorCount: number;
  readonly errorTypes: readonly string[];
  readonly models: readonly string[];
  readonly modelCallCount: number;
  readonly toolCallCount: number;
  readonly inputTokens: number | string;
  readonly outputTokens: number | string;
  readonly sessionId: string | null;
}
const fields =
  'id name startedAt durationMs costUsd spanCount errorCount errorTypes models modelCallCount toolCallCount inputTokens outputTokens sessionId';

interface SpanRow {
  readonly name: string;
  readonly kind: string;
  readonly startedAt: string;
  readonly durationMs: number | null;
  readonly model: string | null;
  readonly costUsd: number | null;
  readonly errorMessage: string | null;
}

const tokens = ({ inputTokens, outputTokens }: TraceRow): number => Number(inputTokens) + Number(outputTokens);

export const tracesTool = defineTool({
  name: 'traces',
  title: 'Traces',
  description: 'Traces of requests: the list by time, duration, cost, tokens or errors under filters, and one trace with its spans.',
  group: 'production',
  readsPayload: true,
  words: ['trace', 'span', 'request', 'slowest', 'duration', 'error', 'agent', 'step'],
  operations: {
    list: {
      about: 'traces under filters, in an order',
      words: ['list', 'slowest', 'expensive', 'failed', 'recent', 'latest'],
      document: `query ($search: String, $from: DateTime, $to: DateTime, $hasError: Boolean, $models: [String!], $sessions: [String!], $minDurationMs: Float, $minCostUsd: Float, $order: TraceOrder = STARTED_AT, $ascending: Boolean = false, $limit: Int = 20) {
        traces(search: $search, order: $order, ascending: $ascending, first: $limit, filter: { from: $from, to: $to, hasError: $hasError, models: $models, sessions: $sessions, minDurationMs: $minDurationMs, minCostUsd: $minCostUsd }) {
          edges { node { ${fields} } } pageInfo { hasNextPage }
        }
      }`,
      shape: ({ traces }: { traces: { edges: readonly { node: TraceRow }[]; pageInfo: { hasNextPage: boolean } } }) => ({
        table: tableOf(
          traces.edges.map(({ node }) => node),
          (at) => [
            at.payload('name', 'Name', (row) => row.name),
            at.time('startedAt', 'Started', (row) => row.startedAt),
            at.ms('duration', 'Duration', (row) => row.durationMs),
            at.usd('cost', 'Cost', (row) => row.costUsd),
            at.number('tokens', 'Tokens', tokens, { unit: 'tokens' }),
            at.number('spans', 'Spans', (row) => row.spanCount),
            at.number('errors', 'Failed spans', (row) => row.errorCount),
            at.text('models', 'Models', (row) => row.models.join(', ')),
            at.text('sessionId', 'Session', (row) => row.sessionId),
            at.text('traceId', 'Id', (row) => row.id),
          ],
          { hasMore: traces.pageInfo.hasNextPage },
        ),
        links: [pageLink('Traces', '/traces')],
      }),
    },
    get: {
      about: 'one trace with its first spans',
      words: ['trace', 'span', 'steps'],
      document: `query ($traceId: String!, $limit: Int = 50) {
        trace(traceId: $traceId) { ${fields} inputPreview outputPreview spans(first: $limit) { edges { node { name kind startedAt durationMs model costUsd errorMessage } } } }
      }`,
      shape: (
        {
          trace,
        }: {
          trace:
            | (TraceRow & { inputPreview: string | null; outputPreview: string | null; spans: { edges: readonly { node: SpanRow }[] } })
            | null;
        },
        { traceId },
      ) => {
        if (trace === null) throw new NoData(`No trace has the id ${JSON.stringify(traceId)}.`);
        return {
          facts: [
            fact('duration', 'Duration', trace.durationMs, { unit: 'ms' }),
            fact('cost', 'Cost', trace.costUsd, { unit: 'usd' }),
            fact('tokens', 'Tokens', tokens(trace), { unit: 'tokens' }),
            fact('spanCount', 'Spans', trace.spanCount),
            fact('errorCount', 'Failed spans', trace.errorCount),
            fact('modelCalls', 'Model calls', trace.modelCallCount),
            fact('toolCalls', 'Tool calls', trace.toolCallCount),
            fact('input', 'Input', trace.inputPreview, { isPayload: true }),
            fact('output', 'Output', trace.outputPreview, { isPayload: true }),
          ],
          table: tableOf(
            trace.spans.edges.map(({ node }) => node),
            (at) => [
              at.payload('name', 'Span', (row) => row.name),
              at.text('kind', 'Kind', (row) => row.kind),
              at.time('startedAt', 'Started', (row) => row.startedAt),
              at.ms('duration', 'Duration', (row) => row.durationMs),
              at.text('model', 'Model', (row) => row.model),
              at.usd('cost', 'Cost', (row) => row.costUsd),
              at.payload('error', 'Error', (row) => row.errorMessage),
            ],
            { total: trace.spanCount },
          ),
          links: [pageLink('This trace', `/traces/${trace.id}`)],
        };
      },
    },
  },
});
