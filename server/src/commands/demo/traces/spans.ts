import type { OtlpSpan } from 'importer/otlp';
import type { Conversation, Turn } from '../types.ts';
import { Random } from '../random.ts';
import { otlpAttributes, type PlainAttributes } from './attributes.ts';
import type { Draft, Service } from './draft.ts';
import { modelCall, visitAttributes, type Call } from './model-call.ts';
import { spanIdOf } from './ids.ts';
import { toolCalls } from './tool-calls.ts';

/** A span with the moment at which the application would send it: when it has ended. */
export type SentSpan = OtlpSpan & { readonly createdAt: Date };

/** OpenTelemetry's kinds: what goes on inside, and what answers another service. */
const kinds = { internal: 1, server: 2 } as const;

/** Everything that the turns of a conversation tell, each when it ends; empty where it is not traced. */
export function spansOf({ opening, turns }: Conversation): SentSpan[] {
  return turns.flatMap((turn, place) => {
    const before = turns.slice(0, place);
    const resource = (service: Service) => ({
      resource: {
        attributes: otlpAttributes({
          'service.name': service,
          'service.version': '2026.11',
          'deployment.environment.name': opening.attributes.environment ?? null,
        }),
      },
    });
    return draftsOf(turn, before, opening).map((draft) => written(turn.traceId, draft, resource(draft.service)));
  });
}

function draftsOf(turn: Turn, before: readonly Turn[], opening: Conversation['opening']): Draft[] {
  const { traceId, userMessage, replies } = turn;
  const random = new Random('trace', traceId);
  const id = (what: string): string => spanIdOf(traceId, what);
  const root = id('root');
  const lasting = (medianMs: number): number => random.logNormal(medianMs, 0.35);
  const answer = replies.at(-1) as (typeof replies)[number];
  const drafts: Draft[] = [];
  const step = (
    name: string,
    parentId: string,
    service: Service,
    startMs: number,
    durationMs: number,
    attributes: PlainAttributes,
  ): number => {
    drafts.push({
      id: id(`${parentId} ${name}`),
      parentId,
      service,
      name,
      startMs,
      endMs: startMs + durationMs,
      attributes,
      failure: null,
    });
    return startMs + durationMs;
  };

  // What stands before the model's call ends where the call begins: at the moment that the message carries.
  const [guardMs, searchMs, promptMs] = [lasting(14), lasting(46), lasting(1.2)];
  const startMs = userMessage.createdAt.getTime() - guardMs - searchMs - promptMs;
  let atMs = step('check_input', root, 'support-assistant', startMs, guardMs, {
    ...traceAttributes(opening),
    'openinference.span.kind': 'GUARDRAIL',
    'input.value': userMessage.content,
    'output.value': 'pass',
    'guardrail.rules': 'prompt_injection, personal_data',
  });
  const documents = documentsFor(random, opening.intent.name);
  step('search conditions-of-carriage', id(`${root} retrieve_policies`), 'knowledge-base', atMs + searchMs * 0.12, searchMs * 0.8, {
    'db.system.name': 'opensearch',
    'db.operation.name': 'search',
    'db.response.returned_rows': documents.length,
  });
  atMs = step('retrieve_policies', root, 'support-assistant', atMs, searchMs, {
    'openinference.span.kind': 'RETRIEVER',
    'input.value': userMessage.content,
    ...documentAttributes(documents),
  });
  step('build_prompt', root, 'support-assistant', atMs, promptMs, {
    'openinference.span.kind': 'PROMPT',
    'prompt.name': 'support-assistant',
    'prompt.version': opening.variant?.name === 'confirm' ? '15' : '14',
  });

  const calls = replies.map((reply): Call => ({ reply, history: before, userMessage, opening }));
  for (const call of calls) {
    drafts.push(modelCall(call, root));
    drafts.push(...toolCalls(random, call, id));
  }

  const endMs = answer.createdAt.getTime();
  atMs = step('check_output', root, 'support-assistant', endMs, lasting(11), {
    'openinference.span.kind': 'GUARDRAIL',
    'input.value': answer.content,
    'output.value': 'pass',
    'guardrail.rules': 'tone, promises',
  });
  const persistMs = lasting(6);
  step('INSERT conversation_messages', id(`${root} persist_turn`), 'support-assistant', atMs + persistMs * 0.2, persistMs * 0.7, {
    'db.system.name': 'postgresql',
    'db.operation.name': 'INSERT',
  });
  atMs = step('persist_turn', root, 'support-assistant', atMs, persistMs, {});

  drafts.push({
    id: root,
    parentId: null,
    service: 'support-assistant',
    name: 'handle_request',
    startMs,
    endMs: atMs,
    failure: null,
    attributes: rootAttributes(turn, opening),
    events: retries(turn),
  });
  return drafts;
}

/** Name, session and user of the trace: attributes of its first span and of its root, which comes last. */
const traceAttributes = (opening: Conversation['opening']): PlainAttributes => ({
  ...visitAttributes(opening),
  'langfuse.trace.name': opening.intent.name.replaceAll('_', ' '),
});

function rootAttributes({ userMessage, replies }: Turn, opening: Conversation['opening']): PlainAttributes {
  const { intent, variant, attributes } = opening;
  return {
    ...traceAttributes(opening),
    'openinference.span.kind': 'AGENT',
    'gen_ai.agent.name': 'support-assistant',
    'tag.tags': [intent.name, attributes.widget === true ? 'widget' : 'page', ...(variant === null ? [] : [variant.name])],
    metadata: JSON.stringify({ simulated: true, intent: intent.name }),
    'input.value': userMessage.content,
    'output.value': replies.at(-1)?.content,
  };
}

/** Where a call of the model failed, the root says that there was another. */
const retries = ({ replies }: Turn): NonNullable<Draft['events']> =>
  replies
    .slice(0, -1)
    .map(({ createdAt, errorType }) => ({ name: 'retry', atMs: createdAt.getTime(), attributes: { 'error.type': errorType } }));

const sections = ['2.1 Fares', '4.2 Changes', '4.5 Refunds', '6.3 Baggage', '7.1 Delays', '8.4 Passenger data', '9.2 Miles'] as const;

function documentsFor(random: Random, intentName: string): { id: string; content: string; score: number }[] {
  return Array.from({ length: random.whole(2, 4) }, (_, place) => {
    const section = random.pick(sections);
    return {
      id: `conditions-of-carriage/${section.split(' ')[0]}`,
      content: `Section ${section}: what holds for ${intentName.replaceAll('_', ' ')} (simulated).`,
      score: Number((0.91 - place * 0.08 - random.uniform() * 0.05).toFixed(3)),
    };
  });
}

const documentAttributes = (documents: readonly { id: string; content: string; score: number }[]): PlainAttributes =>
  Object.fromEntries(
    documents.flatMap(({ id, content, score }, place) => [
      [`retrieval.documents.${place}.document.id`, id],
      [`retrieval.documents.${place}.document.content`, content],
      [`retrieval.documents.${place}.document.score`, score],
    ]),
  );

function written(
  traceId: string,
  { id, parentId, service, name, startMs, endMs, attributes, failure, events = [] }: Draft,
  resource: OtlpSpan['resource'],
): SentSpan {
  return {
    resource,
    scope: { scope: { name: 'airline.support', version: '3.2.0' } },
    createdAt: new Date(Math.ceil(endMs)),
    span: {
      traceId,
      spanId: id,
      ...(parentId === null ? {} : { parentSpanId: parentId }),
      name,
      kind: service === 'support-assistant' ? kinds.internal : kinds.server,
      startTimeUnixNano: nanos(startMs),
      endTimeUnixNano: nanos(endMs),
      attributes: otlpAttributes(attributes),
      ...(events.length === 0
        ? {}
        : {
            events: events.map((event) => ({
              timeUnixNano: nanos(event.atMs),
              name: event.name,
              attributes: otlpAttributes(event.attributes),
            })),
          }),
      status: failure === null ? {} : { code: 2, message: failure },
    },
  };
}

const nanos = (ms: number): string => String(BigInt(Math.round(ms * 1_000)) * 1_000n);
