import { builder } from '../../../platform/graphql/builder.ts';
import { messageIdOfSpan, spanIdOf, traceIdOf } from '../../messages/pure/trace-ids.ts';
import { spanDetails, spanOf, traceOf } from '../loaders.ts';
import { keyOfSpan } from '../load.ts';
import { partsOfMessages } from '../loaders/parts.ts';
import { asReported, usageReading } from '../pure/conventions/usage-reading.ts';
import { SpanRef } from './span.ts';
import { TraceRef } from './trace.ts';
import { UsageReadingRef } from './usage-reading.ts';

builder.prismaObjectFields('Message', (t) => ({
  trace: t.field({
    type: TraceRef,
    nullable: true,
    description: 'Trace of the message; null: none was sent, or no span of it is stored.',
    select: { traceId: true },
    resolve: ({ traceId }, _args, context) => (traceId === null ? null : traceOf(context).load(traceIdOf(traceId))),
  }),
  span: t.field({
    type: SpanRef,
    nullable: true,
    description: 'Span of the message; null: none was sent, or it is not stored.',
    select: { traceId: true, spanId: true },
    resolve: ({ traceId, spanId }, _args, context) =>
      traceId === null || spanId === null
        ? null
        : spanOf(context).load(keyOfSpan({ traceId: traceIdOf(traceId), spanId: spanIdOf(spanId) })),
  }),
  parts: t.field({
    type: 'JSON',
    nullable: true,
    complexity: 5,
    description:
      'Parts of the message that are no text (images, audio, files, citations, the mark of a refusal `{ type: "refusal", reason }`), as its model call reports them; null: there are none, or the message was made from no model call.',
    select: { traceId: true, spanId: true, externalId: true, role: true },
    resolve: async ({ traceId, spanId, externalId, role }, _args, context) => {
      if (traceId === null) return null;
      const trace = traceIdOf(traceId);
      const parts = await partsOfMessages(context).load(trace);
      const ofSpan = role === 'ASSISTANT' && spanId !== null ? parts.get(messageIdOfSpan(trace, spanIdOf(spanId))) : undefined;
      return parts.get(externalId) ?? ofSpan ?? null;
    },
  }),
  usageReading: t.field({
    type: UsageReadingRef,
    description: 'How the token counts of the message were read: those of its span; of a message without one, as they were reported.',
    select: { traceId: true, spanId: true },
    resolve: async ({ traceId, spanId }, _args, context) => {
      if (traceId === null || spanId === null) return asReported;
      const details = await spanDetails(context).load(keyOfSpan({ traceId: traceIdOf(traceId), spanId: spanIdOf(spanId) }));
      return details === null ? asReported : usageReading(details.usageReading ?? '');
    },
  }),
}));
