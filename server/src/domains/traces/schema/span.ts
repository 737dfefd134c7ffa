import { builder } from '../../../platform/graphql/builder.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { EvaluationRef } from '../../evaluations/schema.ts';
import { MessageRef } from '../../messages/schema/message.ts';
import { costGap, costNote } from './cost-note.ts';
import { CostGapRef } from '../../prices/schema/cost.ts';
import { evaluationsOfSpan, messageOfSpan } from '../loaders/links.ts';
import { priceBookOf, spanDetails, textsAt, treeOf } from '../loaders.ts';
import { keyOfSpan } from '../load.ts';
import type { SpanRecord, SpanTextPlaces } from '../queries/span.ts';
import { noDetails, type SpanDetails } from '../queries/details.ts';
import { spanJson } from './span-json.ts';
import type { SpanEvent, SpanLink } from '../types.ts';
import type { TraceTree } from '../tree/tree.ts';
import { SpanContentRef } from './content.ts';
import { SpanKindRef } from './kinds.ts';
import { usdOrNull } from './numbers.ts';
import { usageReading } from '../pure/conventions/usage-reading.ts';
import { whyUncounted } from '../tree/uncounted.ts';
import { UsageReadingRef } from './usage-reading.ts';

/** A span in the tree of its trace. */
interface InTree {
  readonly tree: TraceTree;
  readonly place: number;
}

const SpanTotalsRef = builder.objectRef<InTree>('SpanTotals').implement({
  description:
    'Totals of a span and of all its descendants. Tokens and cost are those of model calls: a step that repeats the usage of its calls adds nothing.',
  fields: (t) => ({
    spanCount: t.int({
      description: 'Number of spans, including the span itself.',
      resolve: ({ tree, place }) => tree.sizes[place] as number,
    }),
    errorCount: t.int({
      description: 'Number of spans that failed.',
      resolve: ({ tree, place }) => tree.subtrees.errorCounts[place] as number,
    }),
    modelCallCount: t.int({
      description: 'Number of calls of models that answer with text.',
      resolve: ({ tree, place }) => tree.subtrees.modelCallCounts[place] as number,
    }),
    inputTokens: t.field({
      type: 'BigInt',
      description: 'Input tokens, cache reads and writes included.',
      resolve: ({ tree, place }) => tree.subtrees.inputTokens[place] as number,
    }),
    outputTokens: t.field({
      type: 'BigInt',
      description: 'Output tokens, reasoning included.',
      resolve: ({ tree, place }) => tree.subtrees.outputTokens[place] as number,
    }),
    costUsd: t.float({
      nullable: true,
      description: 'US dollars, exact to the nano-dollar; null: of no call is a price known.',
      resolve: ({ tree, place }) => usdOrNull(tree.subtrees.costsNanoUsd[place]),
    }),
  }),
});

/** With its place in its span. */
interface PlacedEvent extends SpanEvent {
  readonly offsetMs: number;
}

const SpanEventRef = builder.objectRef<PlacedEvent>('SpanEvent').implement({
  description: 'An event at an instant within a span.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the event.' }),
    at: t.field({ type: 'DateTime', description: 'Time of the event.', resolve: ({ atUs }) => new Date(atUs / 1_000) }),
    offsetMs: t.exposeFloat('offsetMs', {
      description: 'Time of the event, in milliseconds from the start of the span; negative where a clock was set back.',
    }),
    attributes: t.field({ type: 'JSON', description: 'Attributes of the event.', resolve: ({ attributes }) => attributes }),
  }),
});

const SpanLinkRef = builder.objectRef<SpanLink>('SpanLink').implement({
  description: 'A link to another span, of this trace or of another.',
  fields: (t) => ({
    traceId: t.exposeString('traceId', { description: 'Id of the linked trace, 32 hex digits.' }),
    spanId: t.exposeString('spanId', { description: 'Id of the linked span, 16 hex digits.' }),
    attributes: t.field({ type: 'JSON', description: 'Attributes of the link.', resolve: ({ attributes }) => attributes }),
  }),
});

export const SpanRef = builder.objectRef<SpanRecord>('Span').implement({
  description: 'One step of a trace: an action with its time, input, output, tokens and cost.',
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Id of the span, 16 hex digits.' }),
    traceId: t.exposeString('traceId', { description: 'Id of the trace, 32 hex digits.' }),
    parentId: t.exposeString('parentId', {
      nullable: true,
      description: 'Id of the parent span, 16 hex digits; null: the span is a root.',
    }),
    isOrphan: t.boolean({
      description: 'Whether the parent that the span names is not stored.',
      resolve: async (span, _args, context) => (await inTree(span, context, ({ tree, place }) => tree.orphans[place] === 1)) ?? false,
    }),
    name: t.exposeString('name', { description: 'Name of the span.' }),
    kind: t.expose('kind', { type: SpanKindRef, description: 'Kind of the span.' }),
    startedAt: t.field({
      type: 'DateTime',
      description: 'Start of the span.',
      resolve: ({ startedAtUs }) => new Date(startedAtUs / 1_000),
    }),
    durationMs: t.float({
      nullable: true,
      description: 'Duration in milliseconds, to the microsecond; null: the span has not ended.',
      resolve: ({ durationUs }) => (durationUs === null ? null : durationUs / 1_000),
    }),
    offsetMs: t.float({
      description: 'Start of the span, in milliseconds from the start of the trace.',
      resolve: async (span, _args, context) =>
        (await inTree(span, context, ({ tree, place }) => (tree.startsUs[place] as number) / 1_000)) ?? 0,
    }),
    depth: t.int({
      description: 'Number of ancestors of the span.',
      resolve: async (span, _args, context) => (await inTree(span, context, ({ tree, place }) => tree.depths[place] as number)) ?? 0,
    }),
    childCount: t.int({
      description: 'Number of direct children of the span.',
      resolve: async (span, _args, context) => (await inTree(span, context, ({ tree, place }) => tree.childCounts[place] as number)) ?? 0,
    }),
    spanCount: t.int({
      description: 'Number of spans of the subtree, including the span itself.',
      resolve: async (span, _args, context) => (await inTree(span, context, ({ tree, place }) => tree.sizes[place] as number)) ?? 1,
    }),
    isOnCriticalPath: t.boolean({
      description: 'Whether the span is on the critical path: the end of the trace waited for the span.',
      resolve: async (span, _args, context) => (await inTree(span, context, ({ tree, place }) => tree.critical[place] === 1)) ?? false,
    }),
    isError: t.exposeBoolean('isError', { description: 'Whether the span failed.' }),
    errorType: t.exposeString('errorType', { nullable: true, description: 'Kind of error; null: the span did not fail, or reports none.' }),
    errorMessage: t.exposeString('errorMessage', { nullable: true, description: 'Message of the error; null: none.' }),
    service: t.exposeString('service', { nullable: true, description: 'Service that sent the span; null: not reported.' }),
    environment: t.exposeString('environment', {
      nullable: true,
      description: 'Environment of the application, such as production; null: not reported.',
    }),
    model: t.exposeString('model', { nullable: true, description: 'Model that the span called; null: not reported.' }),
    provider: t.exposeString('provider', { nullable: true, description: 'Provider of the model; null: not reported.' }),
    modelParameters: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Parameters of the model such as temperature, as sent; null: not reported.',
      resolve: async (span, _args, context) => (await detailsOf(span, context)).modelParameters,
    }),
    toolName: t.exposeString('toolName', { nullable: true, description: 'Name of the tool that ran; null: none did.' }),
    toolCallId: t.exposeString('toolCallId', {
      nullable: true,
      description: 'Id of the tool call that the span answers; null: not reported.',
    }),
    finishReason: t.string({
      nullable: true,
      description: 'Reason why the model stopped; null: not reported.',
      resolve: async (span, _args, context) => (await detailsOf(span, context)).finishReason,
    }),
    inputTokens: t.int({
      nullable: true,
      description: 'All input tokens, cache reads and writes included; null: not reported.',
      resolve: ({ ledger }) => (ledger.inputReported ? ledger.uncachedInput + ledger.cacheRead + ledger.cacheWrite : null),
    }),
    outputTokens: t.int({
      nullable: true,
      description: 'All output tokens, reasoning included; null: not reported.',
      resolve: ({ ledger }) => (ledger.outputReported ? ledger.visibleOutput + ledger.reasoning : null),
    }),
    cacheReadTokens: t.int({
      nullable: true,
      description: 'Input tokens read from a cache; null: input tokens were not reported.',
      resolve: ({ ledger }) => (ledger.inputReported ? ledger.cacheRead : null),
    }),
    cacheWriteTokens: t.int({
      nullable: true,
      description: 'Input tokens written to a cache; null: input tokens were not reported.',
      resolve: ({ ledger }) => (ledger.inputReported ? ledger.cacheWrite : null),
    }),
    reasoningTokens: t.int({
      nullable: true,
      description: 'Output tokens spent on reasoning; null: output tokens were not reported.',
      resolve: ({ ledger }) => (ledger.outputReported ? ledger.reasoning : null),
    }),
    costUsd: t.float({
      nullable: true,
      description: 'Cost of the span in US dollars, by the price at its arrival; null: not known, and `costNote` has the reason.',
      resolve: ({ costNanoUsd }) => usdOrNull(costNanoUsd),
    }),
    costNote: t.string({
      description: 'Reason of the cost, or of its absence, in a sentence: the price that it was computed with.',
      resolve: async (span, _args, context) => costNote(span, await priceBookOf(context).load('book')),
    }),
    costGap: t.field({
      type: CostGapRef,
      nullable: true,
      description: 'Reason why no cost is known; null: it is known, or the span is about to be repriced.',
      resolve: async (span, _args, context) => costGap(span, await priceBookOf(context).load('book')),
    }),
    reportedCostUsd: t.float({
      nullable: true,
      description: 'Cost that the sender reports, in US dollars; null: not reported.',
      resolve: ({ reportedCostNanoUsd }) => usdOrNull(reportedCostNanoUsd),
    }),
    timeToFirstTokenMs: t.exposeInt('timeToFirstTokenMs', {
      nullable: true,
      description: 'Time from the request to the first token, in milliseconds; null: not reported, or not streamed.',
    }),
    subtree: t.field({
      type: SpanTotalsRef,
      nullable: true,
      description: 'Totals of the span and all its descendants; null: the tree is too large to hold the span.',
      resolve: (span, _args, context) => inTree(span, context, (found) => found),
    }),
    input: t.field({
      type: SpanContentRef,
      nullable: true,
      description: 'Input of the span; null: not reported.',
      resolve: ({ input }, _args, context) => contentOf(input, context),
    }),
    output: t.field({
      type: SpanContentRef,
      nullable: true,
      description: 'Output of the span; null: not reported.',
      resolve: ({ output }, _args, context) => contentOf(output, context),
    }),
    tools: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Definitions of the tools that the model could call, as sent; null: not reported.',
      resolve: ({ context: places }, _args, context) => toolsOf(places, context),
    }),
    attributes: t.field({
      type: 'JSON',
      description: 'Attributes as sent, without those that other fields show.',
      resolve: async (span, _args, context) => (await detailsOf(span, context)).attributes,
    }),
    sentAttributes: t.field({
      type: 'JSON',
      description:
        'All attributes of the span under the names that the sender gave, also the ones that other fields show. A prompt, an answer or a long text is { shownAs length }: the side that shows the text, and the length of the text in UTF-16 code units.',
      resolve: async (span, _args, context) => (await detailsOf(span, context)).sentAttributes,
    }),
    usageReading: t.field({
      type: UsageReadingRef,
      description:
        'How the token counts of the span were read, and why they are in no sum of the trace where another span reports them, too.',
      resolve: async (span, _args, context) => {
        const [details, uncounted] = await Promise.all([detailsOf(span, context), inTree(span, context, whyUncounted)]);
        return usageReading([details.usageReading, uncounted].filter((steps) => steps !== null).join(','));
      },
    }),
    metadata: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Further data from the sender; null: none.',
      resolve: async (span, _args, context) => (await detailsOf(span, context)).metadata,
    }),
    resource: t.field({
      type: 'JSON',
      description: 'Attributes of the sender: service, host, SDK.',
      resolve: async (span, _args, context) => (await detailsOf(span, context)).resource,
    }),
    scope: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Instrumentation that made the span, { name version }; null: not reported.',
      resolve: async (span, _args, context) => (await detailsOf(span, context)).scope,
    }),
    events: t.field({
      type: [SpanEventRef],
      description: 'Events within the span, by time.',
      resolve: async (span, _args, context) =>
        (await detailsOf(span, context)).events.map((event): PlacedEvent => ({
          ...event,
          offsetMs: (event.atUs - span.startedAtUs) / 1_000,
        })),
    }),
    links: t.field({
      type: [SpanLinkRef],
      description: 'Links to other spans.',
      resolve: async (span, _args, context) => [...(await detailsOf(span, context)).links],
    }),
    promptName: t.string({
      nullable: true,
      description: 'Name of the prompt template; null: not reported.',
      resolve: async (span, _args, context) => (await detailsOf(span, context)).promptName,
    }),
    promptVersion: t.string({
      nullable: true,
      description: 'Version of the prompt template; null: not reported.',
      resolve: async (span, _args, context) => (await detailsOf(span, context)).promptVersion,
    }),
    message: t.field({
      type: MessageRef,
      nullable: true,
      description: 'Reply made from this model call; null: none.',
      resolve: (span, _args, context) => messageOfSpan(context).load(keyOfSpan({ traceId: span.traceId, spanId: span.id })),
    }),
    evaluations: t.field({
      type: [EvaluationRef],
      description: 'Judgments of the span, and of the message made from the span.',
      resolve: (span, _args, context) => evaluationsOfSpan(context).load(keyOfSpan({ traceId: span.traceId, spanId: span.id })),
    }),
    json: t.field({
      type: 'JSON',
      complexity: 20,
      description: 'The whole span as JSON, texts included. Costly: 20 points each.',
      resolve: async (span, _args, context) =>
        spanJson(
          span,
          await detailsOf(span, context),
          await contentOf(span.input, context),
          await contentOf(span.output, context),
          await toolsOf(span.context, context),
        ),
    }),
  }),
});

async function inTree<Value>(span: SpanRecord, context: Context, read: (found: InTree) => Value): Promise<Value | null> {
  const tree = await treeOf(context).load(span.traceId);
  const place = tree?.placeOf(span.id);
  return tree === null || place === undefined ? null : read({ tree, place });
}

const detailsOf = async (span: SpanRecord, context: Context): Promise<SpanDetails> =>
  (await spanDetails(context).load(keyOfSpan({ traceId: span.traceId, spanId: span.id }))) ?? noDetails;

const contentOf = async (text: SpanTextPlaces | null, context: Context) =>
  text === null ? null : { ...text, pieces: await textsAt(context, text.places) };

async function toolsOf(places: SpanRecord['context'], context: Context): Promise<unknown> {
  const [text] = await textsAt(context, places);
  if (text === undefined || text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text; // it was cut
  }
}
