import { hexId } from '../spans.testing.ts';
import { randomOf } from '../tree/random-trace.testing.ts';
import { emptySpan, type Span } from '../types.ts';

const firstUs = Date.UTC(2026, 10, 20, 12) * 1_000;
const words = ['refund', 'order', 'weather', 'invoice', 'tariff', 'shipment', 'Überweisung', '訂單'];

/** Spans of many small traces that share starts, lengths and names, so that every order has ties; in no order at all. */
export function randomTraces(seed: number, traceCount: number): Span[] {
  const random = randomOf(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const oneOf = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;
  const spans: Span[] = [];
  for (let trace = 0; trace < traceCount; trace += 1) {
    const traceId = hexId(seed * 100_000 + trace * 7_919, 8).padEnd(32, (trace % 10).toString());
    const startUs = firstUs + below(12) * 1_000_000;
    const count = 1 + below(5);
    const rootIsLate = random() < 0.1;
    for (let n = 0; n < count; n += 1) {
      const kind = n === 0 ? 'AGENT' : oneOf(['LLM', 'TOOL', 'LLM', 'CHAIN'] as const);
      const isLlm = kind === 'LLM';
      const fails = random() < 0.15;
      const at = startUs + (n === 0 ? 0 : below(4) * 250_000);
      spans.push({
        ...emptySpan,
        traceId,
        spanId: hexId(trace * 10 + n, 16),
        parentId: n === 0 ? (rootIsLate ? hexId(999_999, 16) : null) : hexId(trace * 10, 16),
        name: n === 0 ? oneOf(['support', 'research', 'report']) : isLlm ? 'chat' : oneOf(['look up', 'send mail']),
        kind,
        startUs: at,
        endUs: random() < 0.04 ? null : at + below(4) * 500_000,
        isError: fails,
        errorType: fails ? oneOf(['timeout', 'rate_limit', null]) : null,
        service: oneOf(['api', 'worker']),
        environment: n === 0 ? oneOf(['production', 'staging', null]) : null,
        model: isLlm ? oneOf(['gpt-4o', 'nobody-knows']) : null,
        provider: isLlm ? 'openai' : null,
        usage: isLlm
          ? {
              inputTokens: below(3) * 100,
              outputTokens: below(3) * 10,
              cacheReadTokens: null,
              cacheWriteTokens: null,
              reasoningTokens: null,
            }
          : emptySpan.usage,
        toolName: kind === 'TOOL' ? oneOf(['search', 'mail']) : null,
        sessionId: n === 0 ? `session ${below(6)}` : null,
        userId: n === 0 ? `user ${below(6)}` : null,
        tags: n === 0 && random() < 0.5 ? [oneOf(['beta', 'vip'])] : [],
        input: isLlm ? { form: 'CHAT', messages: [{ role: 'USER', content: `About the ${oneOf(words)}:\n${oneOf(words)} "now"` }] } : null,
        output: kind === 'TOOL' ? { form: 'JSON', value: { found: oneOf(words) } } : null,
      });
    }
  }
  return spans
    .map((span) => ({ span, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ span }) => span);
}

/** A trace summed up a second time, the plain way. */
export interface ReferenceTrace {
  readonly id: string;
  readonly spans: readonly Span[];
  readonly root: Span;
  readonly startUs: number;
  readonly endUs: number;
  readonly errorCount: number;
  readonly tokenCount: number;
  /** null: no price is known for any of its calls. */
  readonly costNanoUsd: number | null;
}

/** `inputRate`, `outputRate`: nano-dollars a token of gpt-4o; nothing else has a price. */
export function referenceTraces(spans: readonly Span[], rates: { inputRate: number; outputRate: number }): ReferenceTrace[] {
  return [...Map.groupBy(spans, ({ traceId }) => traceId)].map(([id, own]) => {
    const byStart = own.toSorted((a, b) => a.startUs - b.startUs || (a.spanId < b.spanId ? -1 : 1));
    const calls = own.filter(({ kind }) => kind === 'LLM');
    const costs = calls
      .filter(({ model }) => model === 'gpt-4o')
      .map(({ usage }) => (usage.inputTokens ?? 0) * rates.inputRate + (usage.outputTokens ?? 0) * rates.outputRate);
    return {
      id,
      spans: own,
      root: byStart.find(({ parentId }) => parentId === null) ?? (byStart[0] as Span),
      startUs: Math.min(...own.map(({ startUs }) => startUs)),
      endUs: Math.max(...own.map(({ startUs, endUs }) => endUs ?? startUs)),
      errorCount: byStart.filter((span, place) => span.isError && !isMadeGood(span, byStart, place)).length,
      tokenCount: calls.reduce((sum, { usage }) => sum + (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0), 0),
      costNanoUsd: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0),
    };
  });
}

/** A model call that failed under a step that did not, and was made again with success. */
function isMadeGood({ kind, parentId }: Span, byStart: readonly Span[], place: number): boolean {
  const parent = byStart.find(({ spanId }) => spanId === parentId);
  const again = byStart.slice(place + 1).some((later) => later.parentId === parentId && later.kind === 'LLM' && !later.isError);
  return kind === 'LLM' && parent?.isError === false && again;
}
