import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chatOf, readChat, readSpanText } from '../chat/read.ts';
import type { AttributeValue, Attributes, Span } from '../../types.ts';
import { received, startUs, type ReceivedParts } from './received.fixtures.ts';
import { toReceived } from './to-received.ts';
import { toSpan } from './to-span.ts';
import { knownNames, knownPrefixes } from './span-attributes.ts';

const suffix = fc.constantFrom(
  '0',
  '0.message',
  '0.message.role',
  '0.message.content',
  '1.message.contents.0.message_content.type',
  '0.message.tool_calls.0.tool_call.function.name',
  '0.role',
  '0.content',
  '3.tool_calls.x',
  'name',
  '0.0.0',
  '',
  '.',
  '__proto__',
  'constructor.0',
  '0.annotation.name',
  '0.document',
);
const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...knownNames()) },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...knownPrefixes()), suffix).map(([prefix, rest]) => prefix + rest) },
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', 'toString'),
);

/** Pieces that conversations are made of, put together in any way. */
const word = fc.oneof(
  fc.constantFrom(
    'user',
    'assistant',
    'tool',
    'text',
    'tool_use',
    'tool_result',
    'reasoning',
    'function_call',
    'message',
    'human',
    'chat',
    'LLM',
    'generation',
    '[',
    '{"role":',
    "role='user' content='x",
    "{'role': 'user'",
    'user: a\nassistant: b',
  ),
  fc.string(),
);
const field = fc.constantFrom(
  'role',
  'content',
  'type',
  'parts',
  'messages',
  'tool_calls',
  'function',
  'name',
  'arguments',
  'id',
  'text',
  'kwargs',
  'lc_kwargs',
  'data',
  'message',
  'choices',
  'output',
  'input',
  'contents',
  'candidates',
  'generations',
  'functionCall',
  'toolUse',
  'toolResult',
  'functionResponse',
  'response',
  'config',
  'tools',
  'system',
  'prompt',
  'toolCallId',
  'toolName',
  '__proto__',
);
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(field, tie('value'), { maxKeys: 5 }),
  ),
}));
const value = fc.oneof(
  json,
  json.map((inner) => JSON.stringify(inner)),
) as fc.Arbitrary<AttributeValue>;
const attributes = fc.array(fc.tuple(name, value), { maxLength: 30 }).map((entries) => Object.fromEntries(entries) as Attributes);
const events = fc.array(
  fc.record({
    name: fc.constantFrom(
      'exception',
      'gen_ai.user.message',
      'gen_ai.choice',
      'gen_ai.content.prompt',
      'gen_ai.evaluation.result',
      'gen_ai.client.inference.operation.details',
      'x',
    ),
    atUs: fc.constant(startUs),
    attributes,
  }),
  { maxLength: 3 },
);

/** A span as it comes from the store: through JSON, without what is stored as nothing. */
function stored(span: Span): Span {
  const { usage, reportedCostUsd, read, isError, errorType } = span;
  return {
    ...(JSON.parse(JSON.stringify(span)) as Span),
    errorType: isError ? errorType : null,
    usage: {
      ...usage,
      cacheReadTokens: usage.cacheReadTokens || null,
      cacheWriteTokens: usage.cacheWriteTokens || null,
      reasoningTokens: usage.reasoningTokens || null,
    },
    reportedCostUsd: reportedCostUsd === null ? null : Math.round(reportedCostUsd * 1e9) / 1e9,
    read: read === null ? null : JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(read) as object).toSorted())),
  };
}

describe('whatever is sent', () => {
  test('toSpan does not throw, and its span can be kept as JSON', () => {
    fc.assert(
      fc.property(attributes, attributes, events, fc.constantFrom(0, 1, 2), (own, resource, sent, statusCode) => {
        const span = toSpan(received({ attributes: own, resource, events: sent, statusCode }));
        expect(typeof JSON.stringify(span)).toBe('string');
        expect(chatOf(span).every(({ content }) => typeof content === 'string')).toBe(true);
        // What is left of the attributes is what was sent.
        for (const key of Object.keys(span.attributes)) if (!key.endsWith('.rest')) expect(span.attributes[key]).toBe(own[key]);
      }),
      { numRuns: 3_000 },
    );
  });

  test('a span that is downloaded and sent again is the same span', () => {
    fc.assert(
      fc.property(attributes, attributes, events, fc.constantFrom(0, 1, 2), (own, resource, sent, statusCode) => {
        // No protocol brings a number that JSON does not have.
        const told = JSON.parse(JSON.stringify({ attributes: own, resource, events: sent })) as ReceivedParts;
        const span = stored(toSpan(received({ ...told, statusCode })));
        expect(stored(toSpan(toReceived(span)))).toEqual({ ...span, judgments: expect.any(Array) as unknown });
      }),
      { numRuns: 1_000 },
    );
  });

  test.each(['[', '{"content":', '{"role":"user","content":[', '{"message":', '{"tool_call":'])(
    'JSON text nested 100,000 times (%s) is text',
    (opening) => {
      const deep = opening.repeat(100_000);
      const own = {
        'openinference.span.kind': 'LLM',
        'input.value': deep,
        'langfuse.observation.usage_details': deep,
        'gen_ai.tool.definitions': deep,
        'ai.response.toolCalls': `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
        metadata: deep,
      };
      expect(toSpan(received({ attributes: own })).input).toEqual({ form: 'TEXT', text: deep });
    },
  );

  test('a conversation has roles and texts, and is read again as the same from its JSON', () => {
    fc.assert(
      fc.property(json, (sent) => {
        const messages = readChat(sent);
        for (const { role, content, toolCalls } of messages ?? []) {
          expect(['SYSTEM', 'USER', 'ASSISTANT', 'TOOL']).toContain(role);
          expect(typeof content).toBe('string');
          for (const call of toolCalls ?? []) expect(typeof call.name).toBe('string');
        }
        if (typeof sent === 'object' && sent !== null)
          expect(JSON.stringify(readSpanText(JSON.stringify(sent)))).toBe(JSON.stringify(readSpanText(JSON.parse(JSON.stringify(sent)))));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('nothing is kept twice, and nothing is lost', () => {
  /** Told by another name of the same convention better, or in one word with it. */
  const toldBetter =
    /^(ai\.(prompt|result\.|response\.|value|embedding|documents|ranking|toolCall\.)|gen_ai\.(tool\.call\.(arguments|result)|system_instructions)|(input|output)\.(value|mime_type)|openinference\.span\.kind|traceloop\.association)/;

  test('a text that came once stands in the span once', () => {
    const chosen = fc.uniqueArray(fc.constantFrom(...knownNames().filter((known) => known !== 'gen_ai.conversation.id')), {
      minLength: 1,
      maxLength: 25,
    });
    fc.assert(
      fc.property(chosen, fc.boolean(), fc.boolean(), (names, isRoot, isError) => {
        const own = Object.fromEntries(names.map((known, place) => [known, `text${place}mark`]));
        const { read, ...span } = toSpan(received({ attributes: own, parentId: isRoot ? '' : 'aa', statusCode: isError ? 2 : 0 }));
        const text = JSON.stringify(span);
        // Each name that was sent is there: among what is left, or with what became of it.
        const sent = { ...span.attributes, ...JSON.parse(read ?? '{}') };
        for (const known of names)
          if (!span.metadata)
            expect(Object.keys(sent).some((name) => name === known || (name.endsWith('*') && known.startsWith(name.slice(0, -1))))).toBe(
              true,
            );
        for (const side of [span.input, span.output]) if (side?.form === 'TEXT') expect(read).not.toContain(side.text);
        names.forEach((known, place) => {
          const count = text.split(`text${place}mark`).length - 1;
          expect(`${known}: ${count}`).toBe(toldBetter.test(known) && count === 0 ? `${known}: 0` : `${known}: 1`);
        });
      }),
      { numRuns: 3_000 },
    );
  });
});
