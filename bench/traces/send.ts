import { randomBytes } from 'node:crypto';

const batchSize = 2_000;
const childrenPerSpan = 6;

/** Sends one trace of an agent by OTLP/JSON and gives its id: model calls, tools and steps, each the parent of up to six others. */
export async function sendTrace(address: string, spanCount: number): Promise<string> {
  const traceId = randomBytes(16).toString('hex');
  const startMs = Date.now() - 600_000;
  for (let from = 0; from < spanCount; from += batchSize) {
    const spans = Array.from({ length: Math.min(batchSize, spanCount - from) }, (_, offset) => spanAt(traceId, from + offset, startMs));
    const response = await fetch(`${address}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        resourceSpans: [{ resource: { attributes: [text('service.name', 'bench')] }, scopeSpans: [{ scope: { name: 'bench' }, spans }] }],
      }),
    });
    if (!response.ok) throw new Error(`${response.status}: ${(await response.text()).slice(0, 300)}`);
  }
  return traceId;
}

const text = (key: string, value: string) => ({ key, value: { stringValue: value } });
const count = (key: string, value: number) => ({ key, value: { intValue: String(value) } });
const idOf = (place: number): string => (place + 1).toString(16).padStart(16, '0');

function spanAt(traceId: string, place: number, startMs: number): object {
  const kind = place === 0 ? 'root' : ((['call', 'tool', 'step'] as const)[place % 3] as string);
  const startNs = (BigInt(startMs) * 1_000n + BigInt(place * 300)) * 1_000n;
  const isFailed = place % 97 === 96;
  const attributes = {
    root: [text('openinference.span.kind', 'AGENT')],
    call: [
      text('gen_ai.operation.name', 'chat'),
      text('gen_ai.provider.name', 'openai'),
      text('gen_ai.request.model', 'gpt-4o'),
      count('gen_ai.usage.input_tokens', 100 + (place % 50)),
      count('gen_ai.usage.output_tokens', 20),
      text(
        'gen_ai.input.messages',
        JSON.stringify([
          {
            role: 'user',
            parts: [{ type: 'text', content: `Question ${place} about an order, in some more words so that it is not too short` }],
          },
        ]),
      ),
      text('gen_ai.output.messages', JSON.stringify([{ role: 'assistant', parts: [{ type: 'text', content: `Answer ${place}` }] }])),
    ],
    tool: [
      text('openinference.span.kind', 'TOOL'),
      text('tool.name', `tool_${place % 5}`),
      text('input.value', `{"order":${place}}`),
      text('output.value', '{"found":true}'),
    ],
    step: [text('openinference.span.kind', 'CHAIN'), text('http.route', '/steps')],
  }[kind];
  return {
    traceId,
    spanId: idOf(place),
    ...(place === 0 ? {} : { parentSpanId: idOf(Math.floor((place - 1) / childrenPerSpan)) }),
    name: kind === 'call' ? 'chat gpt-4o' : `${kind} ${place % 12}`,
    startTimeUnixNano: String(startNs),
    endTimeUnixNano: String(startNs + BigInt(40_000 + (place % 17) * 1_000) * 1_000n),
    attributes,
    status: isFailed ? { code: 2, message: 'It did not answer in time' } : {},
  };
}
