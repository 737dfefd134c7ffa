import { fieldsOf, jsonOr } from '../chat/json.ts';
import type { AttributeValue, SpanKind } from '../../types.ts';
import { isFramework, providerName } from '../../../models/pure/provider.ts';
import { numberOf, row, textOf, type SpanAttributes } from './span-attributes.ts';

/** OpenInference's `llm.model_name` is the one that answered once there is an answer: it comes before the one that was asked for. */
const models = row(
  'langfuse.observation.model.name',
  'gen_ai.response.model',
  'ai.response.model',
  'ai.model.id',
  'gen_ai.request.model',
  'llm.response.model_name',
  'llm.model_name',
  'llm.request.model_name',
  'embedding.model_name',
  'reranker.model_name',
  'llm.model',
  'model',
  'model_name',
  'langsmith.metadata.ls_model_name',
);
const providers = row(
  'gen_ai.provider.name',
  'gen_ai.system',
  'llm.provider',
  'llm.system',
  'ai.model.provider',
  'langsmith.metadata.ls_provider',
);

const firstChunkSeconds = row(
  'gen_ai.response.time_to_first_chunk',
  'gen_ai.client.operation.time_to_first_chunk',
  'gen_ai.server.time_to_first_token',
  'gen_ai.response.time_to_first_token',
  'lk.response.ttft',
  'metrics.ttfb',
  'llm.time_to_first_token',
  'braintrust.metrics.time_to_first_token',
);
const braintrustMetrics = row('braintrust.metrics');
const firstChunkMs = row(
  'ai.response.msToFirstChunk',
  'ai.stream.msToFirstChunk',
  'ttft_ms',
  'gen_ai.response.time_to_first_token_ms',
  'copilot_chat.time_to_first_token',
);
const completionStart = row('langfuse.observation.completion_start_time');

const finishReasons = row(
  'gen_ai.response.finish_reasons',
  'gen_ai.response.finish_reason',
  'ai.response.finishReason',
  'ai.finishReason',
  'llm.finish_reason',
  'llm.response.finish_reason',
  'gen_ai.completion.0.finish_reason',
  'llm.output_messages.0.message.finish_reason',
  'stop_reason',
);

const toolNames = row(
  'gen_ai.tool.name',
  'ai.toolCall.name',
  'tool.name',
  'tool_name',
  'spring.ai.tool.definition.name',
  'mcp.tool.name',
  'lk.function_tool.name',
  'fastmcp.component.key',
);
const toolCallIds = row(
  'gen_ai.tool.call.id',
  'ai.toolCall.id',
  'tool_call.id',
  'tool.id',
  'tool_call_id',
  'tool_use_id',
  'lk.function_tool.id',
  'spring.ai.tool.call.id',
);
const entityName = row('traceloop.entity.name');

/** Braintrust tells model and provider among its metadata. */
const braintrustMetadata = row('braintrust.metadata');
const ofBraintrust = (attributes: SpanAttributes, name: 'model' | 'provider'): string | null => {
  const value = attributes.peek(braintrustMetadata);
  return value === undefined ? null : textOf((fieldsOf(jsonOr(value))?.[name] ?? null) as AttributeValue);
};

export const modelOf = (attributes: SpanAttributes): string | null =>
  attributes.take(models, modelName) ?? ofBraintrust(attributes, 'model');
/** What is named may be the framework that sends the span: it is no provider, and the next name is asked. */
export const providerOf = (attributes: SpanAttributes): string | null =>
  attributes.take(providers, namedProvider) ?? namedProvider(ofBraintrust(attributes, 'provider'));
const namedProvider = (value: AttributeValue | null): string | null =>
  typeof value === 'string' && !isFramework(value) ? providerName(value) : null;

/** Whole milliseconds from the start of a span to its first token; null: not reported. */
export function firstTokenMs(attributes: SpanAttributes, startUs: number, eventUs: number | null): number | null {
  const seconds =
    attributes.number(firstChunkSeconds) ??
    numberOf((fieldsOf(jsonOr(attributes.peek(braintrustMetrics)))?.['time_to_first_token'] ?? null) as AttributeValue);
  if (seconds !== null) return whole(seconds * 1_000);
  const ms = attributes.number(firstChunkMs);
  if (ms !== null) return whole(ms);
  const at = attributes.take(completionStart, instantMs);
  if (at !== null) return whole(at - startUs / 1_000);
  return eventUs === null ? null : whole((eventUs - startUs) / 1_000);
}

/** Of the span itself, else as its answer tells it (`fromAnswer`). */
export function finishReasonOf(attributes: SpanAttributes, fromAnswer: string | null): string | null {
  const reason = attributes.take(finishReasons, (value) => {
    const reasons = jsonOr(value);
    return textOf((Array.isArray(reasons) ? (reasons[0] ?? null) : value) as AttributeValue);
  });
  return reason ?? fromAnswer;
}

/** The tool that a span ran. Where no convention names it, a span is named for it ("execute_tool get_weather"). */
export function toolOf(attributes: SpanAttributes, kind: SpanKind, spanName: string): { name: string | null; callId: string | null } {
  if (kind !== 'TOOL') return { name: null, callId: null };
  const named = attributes.text(toolNames) ?? attributes.text(entityName);
  return { name: named ?? toolNamedBy(spanName), callId: attributes.text(toolCallIds) };
}

const beforeToolNames =
  /^(?:execute_tool|running tool|run_tool|tool_call|tool call|tool_use|tool|tools\/call|anthropic\.tool_use)[: ]+(?=\S)/i;

/** The tool in the name of a span ("execute_tool get_weather", "running tool: get_weather"); null: the name is empty. */
export function toolNamedBy(spanName: string): string | null {
  return spanName === '' ? null : spanName.replace(beforeToolNames, '');
}

/** Without the colours that Claude Code leaves in it ("claude-opus-4[1m]" with an escape before the bracket). */
function modelName(value: AttributeValue): string | null {
  if (typeof value !== 'string') return null;
  const name = value.includes('\u001b') ? value.replaceAll(ansi, '') : value;
  return name === '' ? null : name;
}

// oxlint-disable-next-line no-control-regex
const ansi = /\u001b\[[0-9;]*m/g;

/** Langfuse's SDKs send an instant as JSON text, with its quotes. Milliseconds since the epoch. */
function instantMs(value: AttributeValue): number | null {
  const text = typeof value === 'string' ? (value.startsWith('"') ? value.slice(1, -1) : value) : value;
  const at = typeof text === 'string' ? Date.parse(text) : numberOf(text);
  return at === null || Number.isNaN(at) ? null : at;
}

const whole = (ms: number): number | null => (ms >= 0 && Number.isFinite(ms) ? Math.round(ms) : null);
