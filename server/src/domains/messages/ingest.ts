import type { RawBatch } from '../../platform/ingest/batches.ts';
import { environmentOf, type Sender } from '../../platform/ingest/environment.ts';
import type { Rejection } from '../../platform/ingest/rejection.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import {
  readBoolean,
  readCount,
  readEnum,
  readFields,
  readJson,
  readList,
  readName,
  readRequiredName,
  readText,
  readTime,
  type Fields,
} from '../../platform/ingest/values.ts';
import { providerName } from '../models/pure/provider.ts';
import { spanIdOf, traceIdOf } from './pure/trace-ids.ts';
import type { CheckedMessage, CheckedToolCall } from './types.ts';
import { messageRoles } from './types.ts';

const maxToolCalls = 1_000;

const nameFields = [
  'model',
  'provider',
  'errorType',
  'sessionId',
  'experimentName',
  'variant',
  'userId',
  'environment',
  'promptName',
  'promptVersion',
  'traceId',
  'spanId',
] as const;
const countFields = [
  'inputTokens',
  'outputTokens',
  'cacheReadTokens',
  'cacheWriteTokens',
  'reasoningTokens',
  'latencyMs',
  'timeToFirstTokenMs',
] as const;
const knownFields: ReadonlySet<string> = new Set([
  'externalId',
  'conversationId',
  'role',
  'content',
  'createdAt',
  ...nameFields,
  ...countFields,
  'toolCalls',
  'widget',
  'metadata',
]);
const knownToolFields: ReadonlySet<string> = new Set(['id', 'name', 'success', 'durationMs', 'error', 'arguments', 'result']);

/** What stands in for a batch of messages while the schema's types read the variables. */
export const messageBatch = (batch: RawBatch): object => ({
  externalId: '',
  conversationId: '',
  role: 'USER',
  content: '',
  createdAt: batch,
});

/** What can be stored of a batch, in the order sent, and why the rest cannot. */
export interface CheckedBatch {
  messages: CheckedMessage[];
  rejected: Rejection[];
}

/**
 * Checks each message on its own, types and values: a bad one never costs the others. One rejection for each bad message: its
 * first problem.
 *
 * Written by hand: it runs for every message at full speed (bench/ingest.ts; 20,000 a second share one thread with everything
 * else). An optional text that is empty counts as absent; names and ids lose the spaces around them; a provider gets the product's name,
 * and trace and span their ids' one form; nothing else is repaired. `sender`: whose environment is filled in, or is the only one taken.
 */
export function checkMessages(items: readonly unknown[], now: Date, sender: Sender = {}): CheckedBatch {
  const batch: CheckedBatch = { messages: [], rejected: [] };
  for (let index = 0; index < items.length; index += 1) {
    const checked = sentBy(sender, checkMessage(items[index], now));
    if (checked instanceof Problem) batch.rejected.push({ index, field: checked.field, reason: checked.reason });
    else batch.messages.push(checked);
  }
  return batch;
}

function sentBy(sender: Sender, message: CheckedMessage | Problem): CheckedMessage | Problem {
  if (message instanceof Problem) return message;
  const environment = environmentOf(sender, message.environment);
  if (environment instanceof Problem) return environment;
  message.environment = environment;
  return message;
}

/** The message as it can be stored, or its first problem. */
export function checkMessage(item: unknown, now: Date): CheckedMessage | Problem {
  const fields = readFields(item, knownFields, 'MessageInput');
  if (fields instanceof Problem) return fields;
  const message: CheckedMessage = {
    externalId: '',
    conversationId: '',
    role: 'USER',
    content: '',
    createdAt: null,
    model: null,
    provider: null,
    inputTokens: null,
    outputTokens: null,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    reasoningTokens: null,
    latencyMs: null,
    timeToFirstTokenMs: null,
    errorType: null,
    toolCalls: null,
    sessionId: null,
    experimentName: null,
    variant: null,
    widget: null,
    userId: null,
    environment: null,
    promptName: null,
    promptVersion: null,
    traceId: null,
    spanId: null,
    metadata: null,
  };
  return readRequired(message, fields) ?? readOptional(message, fields, now) ?? badUsage(message) ?? message;
}

function readRequired(message: CheckedMessage, fields: Fields): Problem | null {
  const externalId = readRequiredName(fields, 'externalId');
  if (externalId instanceof Problem) return externalId;
  const conversationId = readRequiredName(fields, 'conversationId');
  if (conversationId instanceof Problem) return conversationId;
  const role = readEnum(fields, 'role', messageRoles);
  if (role instanceof Problem) return role;
  const content = readText(fields, 'content');
  if (content instanceof Problem) return content;
  if (role === null) return new Problem('role', 'is missing');
  if (content === null && fields['content'] !== '') return new Problem('content', 'is missing');
  message.externalId = externalId;
  message.conversationId = conversationId;
  message.role = role;
  message.content = content ?? '';
  return null;
}

function readOptional(message: CheckedMessage, fields: Fields, now: Date): Problem | null {
  const createdAt = readTime(fields, 'createdAt', now);
  if (createdAt instanceof Problem) return createdAt;
  message.createdAt = createdAt;
  for (const field of nameFields) {
    const name = readName(fields, field);
    if (name instanceof Problem) return name;
    message[field] = name;
  }
  if (message.provider !== null) message.provider = providerName(message.provider);
  if (message.traceId !== null) message.traceId = traceIdOf(message.traceId);
  if (message.spanId !== null) message.spanId = spanIdOf(message.spanId);
  for (const field of countFields) {
    const count = readCount(fields, field);
    if (count instanceof Problem) return count;
    message[field] = count;
  }
  const widget = readBoolean(fields, 'widget');
  if (widget instanceof Problem) return widget;
  message.widget = widget;
  const metadata = readJson(fields, 'metadata');
  if (metadata instanceof Problem) return metadata;
  message.metadata = metadata;
  const toolCalls = readToolCalls(fields);
  if (toolCalls instanceof Problem) return toolCalls;
  message.toolCalls = toolCalls;
  return null;
}

/** A part that is larger than its whole is a source that counts otherwise: taken as sent, its cost would be wrong. */
function badUsage({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens }: CheckedMessage): Problem | null {
  const cached = (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
  if (inputTokens !== null && cached > inputTokens) {
    return new Problem(
      'inputTokens',
      `is ${inputTokens}, less than cacheReadTokens and cacheWriteTokens together (${cached}), which are parts of it; send all input tokens`,
    );
  }
  if (outputTokens !== null && (reasoningTokens ?? 0) > outputTokens) {
    return new Problem(
      'outputTokens',
      `is ${outputTokens}, less than reasoningTokens (${reasoningTokens}), which are part of it; send all output tokens`,
    );
  }
  return null;
}

function readToolCalls(fields: Fields): CheckedToolCall[] | null | Problem {
  const calls = readList(fields, 'toolCalls');
  if (calls === null) return null;
  if (calls.length > maxToolCalls) return new Problem('toolCalls', `has ${calls.length} calls; at most ${maxToolCalls} are taken`);
  const checked: CheckedToolCall[] = [];
  for (const [index, call] of calls.entries()) {
    const result = readToolCall(call, `toolCalls[${index}]`);
    if (result instanceof Problem) return result;
    checked.push(result);
  }
  return checked;
}

function readToolCall(item: unknown, path: string): CheckedToolCall | Problem {
  const fields = readFields(item, knownToolFields, 'ToolCallInput', path);
  if (fields instanceof Problem) return fields;
  const name = readRequiredName(fields, 'name', `${path}.name`);
  if (name instanceof Problem) return name;
  const callId = readName(fields, 'id', `${path}.id`);
  if (callId instanceof Problem) return callId;
  const success = readBoolean(fields, 'success', `${path}.success`);
  if (success instanceof Problem) return success;
  const durationMs = readCount(fields, 'durationMs', `${path}.durationMs`);
  if (durationMs instanceof Problem) return durationMs;
  const error = readText(fields, 'error', `${path}.error`);
  if (error instanceof Problem) return error;
  const args = readJson(fields, 'arguments', `${path}.arguments`);
  if (args instanceof Problem) return args;
  const result = readJson(fields, 'result', `${path}.result`);
  if (result instanceof Problem) return result;
  return { callId, name, success, durationMs, error, arguments: args, result };
}
