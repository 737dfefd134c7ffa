import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { TraceOrder } from '../queries/order.ts';
import type { SpanKind, SpanTextForm } from '../types.ts';

export const SpanKindRef = describedEnum<SpanKind>('SpanKind', 'Kind of a span.', {
  SPAN: 'Any step that is of no other kind.',
  LLM: 'A call of a model that answers with text. It becomes a message.',
  EMBEDDING: 'A call of a model that answers with vectors.',
  TOOL: 'A run of a tool.',
  AGENT: 'An agent, with its steps as descendants.',
  CHAIN: 'Steps that belong together.',
  RETRIEVER: 'A search for documents.',
  RERANKER: 'A change of the order of documents.',
  GUARDRAIL: 'A check of an input or an output.',
  EVALUATOR: 'A judgment of something else.',
  PROMPT: 'The rendering of a prompt from a template.',
  EVENT: 'An event without a duration.',
});

export const SpanTextFormRef = describedEnum<SpanTextForm>('SpanTextForm', 'Form of an input or an output.', {
  TEXT: 'Plain text without structure.',
  JSON: 'Any JSON value but a chat.',
  CHAT: 'Messages of a chat.',
});

export const TraceOrderRef = describedEnum<TraceOrder>('TraceOrder', 'Order of a list of traces; equal ones are sorted by their start.', {
  STARTED_AT: 'Start of the trace.',
  DURATION: 'Time from the first start to the last end.',
  COST: 'Cost of the model calls; traces without a known price are last in both directions.',
  TOKENS: 'Input and output tokens together.',
  ERRORS: 'Number of failed spans.',
  SPANS: 'Number of spans.',
});
