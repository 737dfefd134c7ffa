import { builder } from '../../../platform/graphql/builder.ts';
import { traceOrders } from '../queries/order.ts';
import type { SpanKind, SpanTextForm } from '../types.ts';

const kinds = {
  SPAN: 'Anything else: a step that is none of the others.',
  LLM: 'A call of a model that answers with text. It becomes a message.',
  EMBEDDING: 'A call of a model that answers with vectors.',
  TOOL: 'A tool that ran.',
  AGENT: 'An agent, with what it did under it.',
  CHAIN: 'Steps that belong together.',
  RETRIEVER: 'A search for documents.',
  RERANKER: 'Documents put in another order.',
  GUARDRAIL: 'A check of what goes in or comes out.',
  EVALUATOR: 'A judgment of something else.',
  PROMPT: 'A prompt made from its template.',
  EVENT: 'An instant.',
} as const satisfies Record<SpanKind, string>;

export const SpanKindRef = builder.enumType('SpanKind', {
  description: 'What a span did.',
  values: Object.fromEntries(Object.entries(kinds).map(([kind, description]) => [kind, { value: kind, description }])) as { [Kind in SpanKind]: { value: Kind; description: string } },
});

const forms = {
  TEXT: 'Plain text.',
  JSON: 'Any JSON value but a chat.',
  CHAT: 'Messages of a chat.',
} as const satisfies Record<SpanTextForm, string>;

export const SpanTextFormRef = builder.enumType('SpanTextForm', {
  description: 'What an input or an output is.',
  values: Object.fromEntries(Object.entries(forms).map(([form, description]) => [form, { value: form, description }])) as { [Form in SpanTextForm]: { value: Form; description: string } },
});

export const TraceOrderRef = builder.enumType('TraceOrder', {
  description: 'What traces are sorted by; those that are equal in it by their start.',
  values: {
    STARTED_AT: { value: traceOrders[0], description: 'When they began.' },
    DURATION: { value: traceOrders[1], description: 'From the first start to the last end.' },
    COST: { value: traceOrders[2], description: 'What their model calls cost; those without a price are last, whichever way.' },
    TOKENS: { value: traceOrders[3], description: 'Tokens, in and out.' },
    ERRORS: { value: traceOrders[4], description: 'How many spans failed.' },
    SPANS: { value: traceOrders[5], description: 'How many spans they have.' },
  },
});
