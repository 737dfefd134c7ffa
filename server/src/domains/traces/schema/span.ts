import { builder } from '../../../platform/graphql/builder.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { EvaluationRef } from '../../evaluations/schema.ts';
import { MessageRef } from '../../messages/schema/message.ts';
import { costNote } from './cost-note.ts';
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

/** A span in the tree of its trace. */
interface InTree {
  readonly tree: TraceTree;
  readonly place: number;
}

const SpanTotalsRef = builder.objectRef<InTree>('SpanTotals').implement({
  description: 'What a span and all under it come to. Tokens and cost are those of calls of models: a step that repeats what its calls used counts nothing twice.',
  fields: (t) => ({
    spanCount: t.int({ description: 'Spans, with itself.', resolve: ({ tree, place }) => tree.sizes[place] as number }),
    errorCount: t.int({ description: 'Spans that failed.', resolve: ({ tree, place }) => tree.subtrees.errorCounts[place] as number }),
    modelCallCount: t.int({ description: 'Calls of models that answer with text.', resolve: ({ tree, place }) => tree.subtrees.modelCallCounts[place] as number }),
    inputTokens: t.field({ type: 'BigInt', description: 'Input tokens, cache reads and writes included.', resolve: ({ tree, place }) => tree.subtrees.inputTokens[place] as number }),
    outputTokens: t.field({ type: 'BigInt', description: 'Output tokens, reasoning included.', resolve: ({ tree, place }) => tree.subtrees.outputTokens[place] as number }),
    costUsd: t.float({ nullable: true, description: 'US dollars, exact to the nano-dollar; null: of no call is a price known.', resolve: ({ tree, place }) => usdOrNull(tree.subtrees.costsNanoUsd[place]) }),
  }),
});

/** With its place in its span. */
interface PlacedEvent extends SpanEvent {
  readonly offsetMs: number;
}

const SpanEventRef = builder.objectRef<PlacedEvent>('SpanEvent').implement({
  description: 'Something that happened at an instant within a span.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What happened.' }),
    at: t.field({ type: 'DateTime', description: 'When.', resolve: ({ atUs }) => new Date(atUs / 1_000) }),
    offsetMs: t.exposeFloat('offsetMs', { description: 'When, in milliseconds from the start of the span; negative where a clock was set back.' }),
    attributes: t.field({ type: 'JSON', description: 'What else was told of it.', resolve: ({ attributes }) => attributes }),
  }),
});

const SpanLinkRef = builder.objectRef<SpanLink>('SpanLink').implement({
  description: 'Another span that one has to do with, of this trace or of another.',
  fields: (t) => ({
    traceId: t.exposeString('traceId', { description: 'Its trace, 32 hex digits.' }),
    spanId: t.exposeString('spanId', { description: 'The span, 16 hex digits.' }),
    attributes: t.field({ type: 'JSON', description: 'What was told of the link.', resolve: ({ attributes }) => attributes }),
  }),
});

export const SpanRef = builder.objectRef<SpanRecord>('Span').implement({
  description: 'One step of a trace: what it did, when, with what, and what it came to.',
  fields: (t) => ({
    id: t.exposeString('id', { description: '16 hex digits.' }),
    traceId: t.exposeString('traceId', { description: 'Its trace, 32 hex digits.' }),
    parentId: t.exposeString('parentId', { nullable: true, description: 'The span that it is a step of; null: it is a root.' }),
    isOrphan: t.boolean({ description: 'Whether it names a parent that has not come.', resolve: async (span, _args, context) => (await inTree(span, context, ({ tree, place }) => tree.orphans[place] === 1)) ?? false }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    kind: t.expose('kind', { type: SpanKindRef, description: 'What it did.' }),
    startedAt: t.field({ type: 'DateTime', description: 'When it began.', resolve: ({ startedAtUs }) => new Date(startedAtUs / 1_000) }),
    durationMs: t.float({ nullable: true, description: 'How long it took, in milliseconds to the microsecond; null: it has not ended.', resolve: ({ durationUs }) => (durationUs === null ? null : durationUs / 1_000) }),
    offsetMs: t.float({ description: "When it began, in milliseconds from the trace's start.", resolve: async (span, _args, context) => (await inTree(span, context, ({ tree, place }) => (tree.startsUs[place] as number) / 1_000)) ?? 0 }),
    depth: t.int({ description: 'How many spans it is under.', resolve: async (span, _args, context) => (await inTree(span, context, ({ tree, place }) => tree.depths[place] as number)) ?? 0 }),
    childCount: t.int({ description: 'How many spans are right under it.', resolve: async (span, _args, context) => (await inTree(span, context, ({ tree, place }) => tree.childCounts[place] as number)) ?? 0 }),
    spanCount: t.int({ description: 'How many spans it has, with itself and all under it.', resolve: async (span, _args, context) => (await inTree(span, context, ({ tree, place }) => tree.sizes[place] as number)) ?? 1 }),
    isOnCriticalPath: t.boolean({ description: 'Whether the end of the trace waited for it.', resolve: async (span, _args, context) => (await inTree(span, context, ({ tree, place }) => tree.critical[place] === 1)) ?? false }),
    isError: t.exposeBoolean('isError', { description: 'Whether it failed.' }),
    errorType: t.exposeString('errorType', { nullable: true, description: 'What it failed with; null: it did not, or does not say.' }),
    errorMessage: t.exposeString('errorMessage', { nullable: true, description: 'What it says of its failure; null: nothing.' }),
    service: t.exposeString('service', { nullable: true, description: 'The service that sent it; null: not told.' }),
    environment: t.exposeString('environment', { nullable: true, description: 'Such as production; null: not told.' }),
    model: t.exposeString('model', { nullable: true, description: 'The model that it called; null: not told.' }),
    provider: t.exposeString('provider', { nullable: true, description: "The model's provider; null: not told." }),
    modelParameters: t.field({ type: 'JSON', nullable: true, description: 'Temperature and the like, as sent; null: not told.', resolve: async (span, _args, context) => (await detailsOf(span, context)).modelParameters }),
    toolName: t.exposeString('toolName', { nullable: true, description: 'The tool that ran; null: none did.' }),
    toolCallId: t.exposeString('toolCallId', { nullable: true, description: 'The call of the tool that it answers; null: not told.' }),
    finishReason: t.string({ nullable: true, description: 'Why the model stopped; null: not told.', resolve: async (span, _args, context) => (await detailsOf(span, context)).finishReason }),
    inputTokens: t.int({ nullable: true, description: 'All input tokens, cache reads and writes included; null: not told.', resolve: ({ ledger }) => (ledger.inputReported ? ledger.uncachedInput + ledger.cacheRead + ledger.cacheWrite : null) }),
    outputTokens: t.int({ nullable: true, description: 'All output tokens, reasoning included; null: not told.', resolve: ({ ledger }) => (ledger.outputReported ? ledger.visibleOutput + ledger.reasoning : null) }),
    cacheReadTokens: t.int({ nullable: true, description: 'Input tokens read from a cache; null: input tokens were not told.', resolve: ({ ledger }) => (ledger.inputReported ? ledger.cacheRead : null) }),
    cacheWriteTokens: t.int({ nullable: true, description: 'Input tokens written to a cache; null: input tokens were not told.', resolve: ({ ledger }) => (ledger.inputReported ? ledger.cacheWrite : null) }),
    reasoningTokens: t.int({ nullable: true, description: 'Output tokens spent on reasoning; null: output tokens were not told.', resolve: ({ ledger }) => (ledger.outputReported ? ledger.reasoning : null) }),
    costUsd: t.float({ nullable: true, description: 'What it cost in US dollars, by the price that held when it came; null: not known, and `costNote` says why.', resolve: ({ costNanoUsd }) => usdOrNull(costNanoUsd) }),
    costNote: t.string({ description: 'Which price its cost came from, or why there is none, in a sentence.', resolve: async (span, _args, context) => costNote(span, await priceBookOf(context).load('book')) }),
    reportedCostUsd: t.float({ nullable: true, description: 'What its sender says it cost, in US dollars; null: not told.', resolve: ({ reportedCostNanoUsd }) => usdOrNull(reportedCostNanoUsd) }),
    timeToFirstTokenMs: t.exposeInt('timeToFirstTokenMs', { nullable: true, description: 'From the request to the first token, in milliseconds; null: not told, or not streamed.' }),
    subtree: t.field({ type: SpanTotalsRef, nullable: true, description: 'What it and all under it come to; null: it is beyond what a tree holds.', resolve: (span, _args, context) => inTree(span, context, (found) => found) }),
    input: t.field({ type: SpanContentRef, nullable: true, description: 'What went in; null: not told.', resolve: ({ input }, _args, context) => contentOf(input, context) }),
    output: t.field({ type: SpanContentRef, nullable: true, description: 'What came out; null: not told.', resolve: ({ output }, _args, context) => contentOf(output, context) }),
    tools: t.field({ type: 'JSON', nullable: true, description: 'Definitions of the tools that the model could call, as sent; null: not told.', resolve: ({ context: places }, _args, context) => toolsOf(places, context) }),
    attributes: t.field({ type: 'JSON', description: 'Attributes as sent, but for those that are shown elsewhere.', resolve: async (span, _args, context) => (await detailsOf(span, context)).attributes }),
    metadata: t.field({ type: 'JSON', nullable: true, description: 'What else its sender tells of it; null: nothing.', resolve: async (span, _args, context) => (await detailsOf(span, context)).metadata }),
    resource: t.field({ type: 'JSON', description: 'Attributes of what sent it: service, host, SDK.', resolve: async (span, _args, context) => (await detailsOf(span, context)).resource }),
    scope: t.field({ type: 'JSON', nullable: true, description: 'The instrumentation that made it, { name version }; null: not told.', resolve: async (span, _args, context) => (await detailsOf(span, context)).scope }),
    events: t.field({
      type: [SpanEventRef],
      description: 'What happened within it, by time.',
      resolve: async (span, _args, context) => (await detailsOf(span, context)).events.map((event): PlacedEvent => ({ ...event, offsetMs: (event.atUs - span.startedAtUs) / 1_000 })),
    }),
    links: t.field({ type: [SpanLinkRef], description: 'Other spans that it has to do with.', resolve: async (span, _args, context) => [...(await detailsOf(span, context)).links] }),
    promptName: t.string({ nullable: true, description: 'The prompt that it was made from; null: not told.', resolve: async (span, _args, context) => (await detailsOf(span, context)).promptName }),
    promptVersion: t.string({ nullable: true, description: 'Its version; null: not told.', resolve: async (span, _args, context) => (await detailsOf(span, context)).promptVersion }),
    message: t.field({ type: MessageRef, nullable: true, description: 'The reply that this model call became; null: it became none.', resolve: (span, _args, context) => messageOfSpan(context).load(keyOfSpan({ traceId: span.traceId, spanId: span.id })) }),
    evaluations: t.field({ type: [EvaluationRef], description: 'Every judgment of it and of the message that it became.', resolve: (span, _args, context) => evaluationsOfSpan(context).load(keyOfSpan({ traceId: span.traceId, spanId: span.id })) }),
    json: t.field({ type: 'JSON', complexity: 20, description: 'All of it, texts included, for "open as JSON".', resolve: async (span, _args, context) => spanJson(span, await detailsOf(span, context), await contentOf(span.input, context), await contentOf(span.output, context), await toolsOf(span.context, context)) }),
  }),
});

async function inTree<Value>(span: SpanRecord, context: Context, read: (found: InTree) => Value): Promise<Value | null> {
  const tree = await treeOf(context).load(span.traceId);
  const place = tree?.placeOf(span.id);
  return tree === null || place === undefined ? null : read({ tree, place });
}

const detailsOf = async (span: SpanRecord, context: Context): Promise<SpanDetails> =>
  (await spanDetails(context).load(keyOfSpan({ traceId: span.traceId, spanId: span.id }))) ?? noDetails;

const contentOf = async (text: SpanTextPlaces | null, context: Context) => (text === null ? null : { ...text, pieces: await textsAt(context, text.places) });

async function toolsOf(places: SpanRecord['context'], context: Context): Promise<unknown> {
  const [text] = await textsAt(context, places);
  if (text === undefined || text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text; // it was cut
  }
}
