import { noise } from './made-up.ts';

/** Made-up flows for stories: conversations by topic, model and outcome. */
export interface FlowRow {
  readonly from: string;
  readonly to: string;
  readonly count: number | null;
}

const flow = (from: string, to: string, count: number | null): FlowRow => ({ from, to, count });

export const conversations: readonly FlowRow[] = [
  flow('Refunds', 'gpt-4o', 1204),
  flow('Refunds', 'support-8b-dpo', 812),
  flow('Booking', 'support-8b-dpo', 640),
  flow('Booking', 'gpt-4o', 211),
  flow('Baggage', 'support-8b-dpo', 420),
  flow('Baggage', 'llama-3.1-8b', 318),
  flow('Other', 'llama-3.1-8b', 246),
  flow('gpt-4o', 'resolved', 1042),
  flow('gpt-4o', 'escalated', 312),
  flow('gpt-4o', 'abandoned', 61),
  flow('support-8b-dpo', 'resolved', 1604),
  flow('support-8b-dpo', 'escalated', 198),
  flow('support-8b-dpo', 'abandoned', 70),
  flow('llama-3.1-8b', 'resolved', 330),
  flow('llama-3.1-8b', 'escalated', 170),
  flow('llama-3.1-8b', 'abandoned', 64),
];

/** About 200 links over four columns, some amounts a thousand times others. */
export function manyFlows(): FlowRow[] {
  const next = noise(41);
  const columns = [24, 14, 10, 18].map((count, column) =>
    Array.from({ length: count }, (_, place) => `${['topic', 'model', 'tool', 'outcome'][column]}-${place + 1}`),
  );
  return columns.slice(0, -1).flatMap((sources, column) =>
    sources.flatMap((source) =>
      Array.from({ length: column === 0 ? 4 : 5 }, () => {
        const targets = columns[column + 1] ?? [];
        return flow(source, targets[Math.floor(next() * targets.length)] ?? '', Math.ceil(10 ** (next() * 3)));
      }),
    ),
  );
}
