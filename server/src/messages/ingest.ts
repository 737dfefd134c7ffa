import { RefusedItem } from '../ingest/itemwise.ts';
import { badJson, jsonText } from '../ingest/json.ts';
import type { Rejection } from '../ingest/rejection.ts';
import { Problem } from '../ingest/rejection.ts';
import { badName, badText } from '../ingest/text.ts';
import { badTime } from '../ingest/time.ts';
import type { CheckedMessage, CheckedToolCall, MessageInput, ToolCallInput } from './types.ts';
import { messageRoles } from './types.ts';

/** What stands in for a message that the schema's types refuse. */
export const refusedMessage = (refused: RefusedItem): MessageInput => ({ externalId: '', conversationId: '', role: 'USER', content: '', createdAt: refused });

export const maxToolCalls = 1_000;
const maxInt = 2_147_483_647;

const roles: ReadonlySet<string> = new Set(messageRoles);
const nameFields = ['model', 'provider', 'errorType', 'sessionId', 'experimentName', 'variant', 'userId', 'environment', 'traceId', 'spanId'] as const;
const countFields = ['inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWriteTokens', 'reasoningTokens', 'latencyMs', 'timeToFirstTokenMs'] as const;

/** What can be stored of a batch, in the order sent, and why the rest cannot. */
export interface CheckedBatch {
  messages: CheckedMessage[];
  rejected: Rejection[];
}

/**
 * Checks each message on its own: a bad one never costs the others. One rejection for each bad message: its first problem.
 *
 * Written by hand: it runs for every message at full speed (bench/ingest.ts; 20,000 a second share one thread with everything
 * else). An optional text that is empty counts as absent; nothing else is repaired.
 */
export function checkMessages(inputs: readonly MessageInput[], now: Date): CheckedBatch {
  const batch: CheckedBatch = { messages: [], rejected: [] };
  for (let index = 0; index < inputs.length; index += 1) {
    const checked = checkMessage(inputs[index] as MessageInput, now);
    if (checked instanceof Problem) batch.rejected.push({ index, field: checked.field, reason: checked.reason });
    else batch.messages.push(checked);
  }
  return batch;
}

/** The message as it can be stored, or its first problem. */
export function checkMessage(input: MessageInput, now: Date): CheckedMessage | Problem {
  if (input.createdAt instanceof RefusedItem) return input.createdAt.problem;
  const problem = badRequired(input) ?? badOptional(input, now) ?? badUsage(input);
  if (problem !== null) return problem;
  const metadata = json(input.metadata, 'metadata');
  if (metadata instanceof Problem) return metadata;
  const toolCalls = checkToolCalls(input.toolCalls);
  if (toolCalls instanceof Problem) return toolCalls;
  return {
    externalId: input.externalId,
    conversationId: input.conversationId,
    role: input.role,
    content: input.content,
    createdAt: input.createdAt ?? null,
    model: input.model || null,
    provider: input.provider || null,
    inputTokens: input.inputTokens ?? null,
    outputTokens: input.outputTokens ?? null,
    cacheReadTokens: input.cacheReadTokens ?? null,
    cacheWriteTokens: input.cacheWriteTokens ?? null,
    reasoningTokens: input.reasoningTokens ?? null,
    latencyMs: input.latencyMs ?? null,
    timeToFirstTokenMs: input.timeToFirstTokenMs ?? null,
    errorType: input.errorType || null,
    toolCalls,
    sessionId: input.sessionId || null,
    experimentName: input.experimentName || null,
    variant: input.variant || null,
    widget: input.widget ?? null,
    userId: input.userId || null,
    environment: input.environment || null,
    traceId: input.traceId || null,
    spanId: input.spanId || null,
    metadata,
  };
}

function badRequired(input: MessageInput): Problem | null {
  const id = badName(input.externalId);
  if (id !== null) return new Problem('externalId', id);
  const conversation = badName(input.conversationId);
  if (conversation !== null) return new Problem('conversationId', conversation);
  if (!roles.has(input.role)) return new Problem('role', `is none of ${messageRoles.join(', ')}`);
  const content = badText(input.content);
  return content === null ? null : new Problem('content', content);
}

function badOptional(input: MessageInput, now: Date): Problem | null {
  if (input.createdAt !== undefined && input.createdAt !== null) {
    const time = badTime(input.createdAt, now);
    if (time !== null) return new Problem('createdAt', time);
  }
  for (const field of nameFields) {
    const name = input[field];
    if (name === undefined || name === null || name === '') continue;
    const problem = badName(name);
    if (problem !== null) return new Problem(field, problem);
  }
  for (const field of countFields) {
    const count = input[field];
    if (count === undefined || count === null) continue;
    const problem = badCount(count);
    if (problem !== null) return new Problem(field, problem);
  }
  return null;
}

/** Why this is no count of tokens or milliseconds, or null. */
function badCount(count: number): string | null {
  if (count < 0) return `is ${count}; it must not be negative`;
  if (!Number.isInteger(count)) return `is ${count}; it must be a whole number`;
  return count > maxInt ? `is ${count}; at most ${maxInt} is taken` : null;
}

/** A part that is larger than its whole is a source that counts otherwise: taken as sent, its cost would be wrong. */
function badUsage(input: MessageInput): Problem | null {
  const { inputTokens, outputTokens, reasoningTokens } = input;
  const cached = (input.cacheReadTokens ?? 0) + (input.cacheWriteTokens ?? 0);
  if (inputTokens !== undefined && inputTokens !== null && cached > inputTokens) {
    const reason = `is ${inputTokens}, less than cacheReadTokens and cacheWriteTokens together (${cached}), which are parts of it; send all input tokens`;
    return new Problem('inputTokens', reason);
  }
  if (outputTokens !== undefined && outputTokens !== null && (reasoningTokens ?? 0) > outputTokens) {
    return new Problem('outputTokens', `is ${outputTokens}, less than reasoningTokens (${reasoningTokens}), which are part of it; send all output tokens`);
  }
  return null;
}

function checkToolCalls(calls: MessageInput['toolCalls']): CheckedToolCall[] | null | Problem {
  if (calls === undefined || calls === null) return null;
  if (calls.length > maxToolCalls) return new Problem('toolCalls', `has ${calls.length} calls; at most ${maxToolCalls} are taken`);
  const checked: CheckedToolCall[] = [];
  for (const [index, call] of calls.entries()) {
    const result = checkToolCall(call, `toolCalls[${index}]`);
    if (result instanceof Problem) return result;
    checked.push(result);
  }
  return checked;
}

function checkToolCall(call: ToolCallInput, path: string): CheckedToolCall | Problem {
  const name = badName(call.name);
  if (name !== null) return new Problem(`${path}.name`, name);
  const id = call.id ? badName(call.id) : null;
  if (id !== null) return new Problem(`${path}.id`, id);
  const error = call.error ? badText(call.error) : null;
  if (error !== null) return new Problem(`${path}.error`, error);
  const duration = badCount(call.durationMs ?? 0);
  if (duration !== null) return new Problem(`${path}.durationMs`, duration);
  const args = json(call.arguments, `${path}.arguments`);
  if (args instanceof Problem) return args;
  const result = json(call.result, `${path}.result`);
  if (result instanceof Problem) return result;
  return {
    callId: call.id || null,
    name: call.name,
    success: call.success ?? null,
    durationMs: call.durationMs ?? null,
    error: call.error || null,
    arguments: args,
    result,
  };
}

function json(value: unknown, field: string): string | null | Problem {
  if (value === undefined || value === null) return null;
  const problem = badJson(value);
  if (problem !== null) return new Problem(field, problem);
  const result = jsonText(value);
  return 'text' in result ? result.text : new Problem(field, result.problem);
}
