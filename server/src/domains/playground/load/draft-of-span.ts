import { fail, NotFound, succeed } from '../../../platform/graphql/errors.ts';
import { keyOfSpan, storedSpans } from '../../traces/load.ts';
import { userOfTrace } from '../../traces/load/trace-user.ts';
import type { Span } from '../../traces/types.ts';
import { messagesOfChat, plainMessage, withAsked } from '../pure/draft-messages.ts';
import { parametersOf } from '../pure/draft-parameters.ts';
import { toolsOf } from '../pure/draft-tools.ts';
import type { PlaygroundMessage } from '../types.ts';
import { connectedRef } from './connected-ref.ts';
import type { DraftContext, Drafted } from './draft.ts';

const traceForm = /^[0-9a-f]{32}$/;
const spanForm = /^[0-9a-f]{16}$/;

/** What a span sent to its model: messages, tools and parameters. */
export async function draftOfSpan(context: DraftContext, traceId: string, spanId: string): Promise<Drafted> {
  const { stores, viewer } = context;
  const key = { traceId: traceId.toLowerCase(), spanId: spanId.toLowerCase() };
  const span =
    traceForm.test(key.traceId) && spanForm.test(key.spanId)
      ? ((await storedSpans(stores, viewer.workspaceId, [key])).get(keyOfSpan(key)) ?? null)
      : null;
  if (span === null) return fail(new NotFound('Span', spanId.slice(0, 100).toWellFormed(), 'from.spanId'));
  const notes: string[] = [];
  const tools = toolsOf(span.tools, notes);
  const messages = withAsked(messagesOf(span, notes));
  return succeed({
    title: span.name.slice(0, 100).toWellFormed(),
    prompt: { messages, tools, ...parametersOf(span.modelParameters ?? {}) },
    rows: [{}],
    model: await connectedRef(context, span.model, notes),
    source: { kind: 'SPAN', promptName: null, promptVersion: null, ...key, messageExternalId: null },
    notes,
    userId: span.userId ?? (await userOfTrace(stores, viewer.workspaceId, key.traceId)),
  });
}

function messagesOf({ input }: Span, notes: string[]): PlaygroundMessage[] {
  if (input === null) {
    notes.push('The span carries no text, or its text is not kept any more.');
    return [];
  }
  if (input.form === 'CHAT') return messagesOfChat(input.messages, notes);
  return [plainMessage('USER', input.form === 'TEXT' ? input.text : JSON.stringify(input.value, null, 2))];
}
