import { expect } from 'vitest';
import { bodyOf, keyValue, type SentSpan, type TraceRequest } from '../server/src/protocols/otlp/requests.fixtures.ts';
import type { MadeCall, MadeSpan, MadeTrace } from './made-traces.ts';

export type Encoding = 'protobuf' | 'json';

/** Exports spans as OpenTelemetry's exporters do, in one request; settles when they are acknowledged, all of them. */
export async function exportSpans(address: string, service: string, spans: readonly SentSpan[], encoding: Encoding = 'json'): Promise<void> {
  const request: TraceRequest = { resourceSpans: [{ resource: { attributes: [keyValue('service.name', service)] }, scopeSpans: [{ scope: { name: 'made' }, spans: [...spans] }] }] };
  const body = bodyOf(request, encoding);
  const response = await fetch(`${address}/v1/traces`, { method: 'POST', headers: { 'content-type': encoding === 'json' ? 'application/json' : 'application/x-protobuf' }, body: new Uint8Array(body) });
  const answer = Buffer.from(await response.arrayBuffer()).toString();
  // Full success is an empty message.
  expect([response.status, answer]).toEqual([200, encoding === 'json' ? '{}' : '']);
}

export const exportTrace = (address: string, trace: MadeTrace, encoding: Encoding = 'json', only: (span: MadeSpan) => boolean = () => true): Promise<void> =>
  exportSpans(address, trace.service, trace.spans.filter(only).map((span) => sentSpan(trace, span)), encoding);

/** A made span as its convention tells it. */
function sentSpan(trace: MadeTrace, { id, parentId, name, kind, startMs, durationMs, input, output, failure, call }: MadeSpan): SentSpan {
  const isGenAi = trace.convention === 'gen_ai';
  const kindWord = isGenAi ? { agent: 'invoke_agent', chain: 'invoke_workflow', model: 'chat', tool: 'execute_tool', step: null }[kind] : { agent: 'AGENT', chain: 'CHAIN', model: 'LLM', tool: 'TOOL', step: null }[kind];
  return {
    traceId: trace.id, spanId: id, ...(parentId !== null && { parentSpanId: parentId }), name,
    startTimeUnixNano: nanos(trace.startedAtMs + startMs), endTimeUnixNano: nanos(trace.startedAtMs + startMs + durationMs),
    attributes: [
      keyValue('session.id', trace.session), keyValue('user.id', trace.user),
      ...(kindWord === null ? [] : [keyValue(isGenAi ? 'gen_ai.operation.name' : 'openinference.span.kind', kindWord)]),
      ...(input === undefined ? [] : [keyValue('input.value', input)]),
      ...(output === undefined ? [] : [keyValue('output.value', output)]),
      ...(kind === 'tool' ? [keyValue('gen_ai.tool.name', name.split(' ').at(-1) ?? name)] : []),
      ...(call === undefined ? [] : isGenAi ? genAi(call) : openinference(call)),
    ],
    ...(failure !== undefined && {
      status: { code: 2, message: failure.message },
      events: [{ name: 'exception', timeUnixNano: nanos(trace.startedAtMs + startMs + durationMs), attributes: [keyValue('exception.type', failure.type), keyValue('exception.message', failure.message)] }],
    }),
  };
}

export const nanos = (ms: number): string => `${ms}000000`;
const number = (key: string, intValue: number): object => ({ key, value: { intValue: String(intValue) } });

function genAi({ model, inputTokens, cachedTokens, outputTokens, said, reply }: MadeCall): object[] {
  const message = ({ role, text }: { role: string; text: string }): object => ({ role, parts: [{ type: 'text', content: text }] });
  return [
    keyValue('gen_ai.provider.name', 'openai'), keyValue('gen_ai.response.model', model),
    number('gen_ai.usage.input_tokens', inputTokens), number('gen_ai.usage.cache_read.input_tokens', cachedTokens), number('gen_ai.usage.output_tokens', outputTokens),
    keyValue('gen_ai.input.messages', JSON.stringify(said.map(message))), keyValue('gen_ai.output.messages', JSON.stringify([message({ role: 'assistant', text: reply })])),
  ];
}

function openinference({ model, inputTokens, outputTokens, said, reply }: MadeCall): object[] {
  return [
    keyValue('llm.model_name', model), number('llm.token_count.prompt', inputTokens), number('llm.token_count.completion', outputTokens),
    ...said.flatMap(({ role, text }, place) => [keyValue(`llm.input_messages.${place}.message.role`, role), keyValue(`llm.input_messages.${place}.message.content`, text)]),
    keyValue('llm.output_messages.0.message.role', 'assistant'), keyValue('llm.output_messages.0.message.content', reply),
  ];
}
