import { z } from 'zod';
import { fieldsOf, parseJson } from '../chat/json.ts';
import { chatRoles, spanKinds, type Attributes, type AttributeValue, type Span } from '../../types.ts';

/**
 * The attribute of a downloaded span that holds what its other attributes do not tell: fields of `Span` as JSON text. The reading of a
 * span ends with it, so a span that is downloaded and sent again is the same span (to-span.fuzz.test.ts).
 */
export const restoredName = 'fine_tune_lab.span';

const text = z.string().nullable();
const count = z.number().nonnegative().nullable();
/** Any object: a record of Zod's would lose the name `__proto__`. */
const attributes = z.custom<Attributes>((value) => fieldsOf(value) !== null);
const message = z.object({
  role: z.enum(chatRoles),
  content: z.string(),
  name: z.string().optional(),
  toolCalls: z.array(z.object({ id: text, name: z.string(), arguments: z.unknown() })).optional(),
  toolCallId: z.string().optional(),
  reasoning: z.string().optional(),
  parts: z.array(z.unknown()).optional(),
});
const spanText = z
  .discriminatedUnion('form', [
    z.object({ form: z.literal('TEXT'), text: z.string() }),
    z.object({ form: z.literal('JSON'), value: z.unknown() }),
    z.object({ form: z.literal('CHAT'), messages: z.array(message) }),
  ])
  .nullable();
const readValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.object({ shownAs: z.enum(['field', 'input', 'output']), length: z.number().optional(), count: z.number().optional() }),
]);

const Restored = z
  .object({
    kind: z.enum(spanKinds),
    isError: z.boolean(),
    errorType: text,
    errorMessage: text,
    service: text,
    environment: text,
    release: text,
    appVersion: text,
    model: text,
    provider: text,
    modelParameters: attributes.nullable(),
    usage: z.object({
      inputTokens: count,
      outputTokens: count,
      cacheReadTokens: count,
      cacheWriteTokens: count,
      reasoningTokens: count,
    }),
    usageReading: text,
    reportedCostUsd: count,
    timeToFirstTokenMs: count,
    finishReason: text,
    input: spanText,
    output: spanText,
    tools: z.array(z.unknown()).nullable(),
    toolName: text,
    toolCallId: text,
    sessionId: text,
    conversationId: text,
    userId: text,
    traceName: text,
    tags: z.array(z.string()),
    metadata: attributes.nullable(),
    experimentName: text,
    variant: text,
    promptName: text,
    promptVersion: text,
    attributes,
    read: z
      .record(z.string(), readValue)
      .transform((members) => JSON.stringify(members))
      .nullable(),
  })
  .partial();

/** The fields of a span that attributes tell. */
export const restoredFields = Object.keys(Restored.shape) as readonly (keyof z.infer<typeof Restored>)[];

/** What the attribute holds; null: nothing that can be used, and the other attributes stand alone. */
export function restoredOf(value: AttributeValue): Partial<Span> | null {
  const read = Restored.safeParse(typeof value === 'string' ? parseJson(value) : value);
  return read.success ? (read.data as Partial<Span>) : null;
}
