import { factOf, hourOf, writeFacts, type Fact } from '../../analytics/analytics.testing.ts';
import { dayMs, hourMs } from '../../analytics/pure/interval.ts';
import { randomNumbers } from '../../analytics/random-facts.testing.ts';
import { rebuildRollupHours } from '../../analytics/rollup.ts';
import { defineCommand } from '../../../platform/store/query.ts';
import { raw, sql, uuid } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';

/** The hour in which the traffic of a test ends. */
export const trafficEnd = Date.UTC(2026, 5, 15, 12);

/** What a message of a test is, beside its time: what is left out is as usual. */
export interface Message {
  readonly model: string;
  readonly latencyMs: number;
  readonly error: string;
  readonly success: boolean | null;
  readonly tool: boolean | null;
  readonly costNanoUsd: number;
}

export interface Traffic {
  readonly days: number;
  /** Messages of an hour of one model, on average. */
  readonly perHour: number;
  readonly models?: readonly string[];
  /** Changes a message; null: there is none. */
  readonly change?: (message: Message, at: number) => Message | null;
  readonly seed?: number;
  /** In which hour it ends. */
  readonly end?: number;
}

/**
 * Facts of an application with a day and a week: messages of some models, a third more of them at noon, fewer on weekends, latency with a spread of 30 %, two
 * percent of errors, four of five judged as success.
 */
export function trafficOf({ days, perHour, models = ['alpha', 'beta', 'gamma'], change, seed = 7, end = trafficEnd }: Traffic): Fact[] {
  const random = randomNumbers(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const facts: Fact[] = [];
  let id = seed * 1_000_000;
  for (let hour = end - days * dayMs; hour < end; hour += hourMs) {
    const date = new Date(hour);
    const weekend = date.getUTCDay() % 6 === 0 ? 0.6 : 1;
    const mean = perHour * weekend * (1 + 0.3 * Math.sin(((date.getUTCHours() - 6) / 24) * 2 * Math.PI));
    for (const model of models) {
      const count = Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      for (let nth = 0; nth < count; nth += 1) {
        const at = hour + Math.floor(random() * hourMs);
        const usual: Message = {
          model,
          latencyMs: Math.round(900 * Math.exp(0.3 * normal())),
          error: random() < 0.02 ? 'timeout' : '',
          success: random() < 0.5 ? random() < 0.8 : null,
          tool: random() < 0.3 ? random() > 0.03 : null,
          costNanoUsd: Math.round(2_000_000 * Math.exp(0.4 * normal())),
        };
        const message = change === undefined ? usual : change(usual, at);
        if (message === null) continue;
        id += 1;
        facts.push(
          factOf({
            id,
            at: new Date(at),
            conversation: Math.ceil(id / 3),
            user: 1 + (id % 400),
            model: message.model,
            provider: message.model === 'alpha' ? 'one' : 'two',
            environment: 'production',
            tokens: [200, 0, 0, 100, 0],
            latencyMs: message.latencyMs,
            error: message.error,
            costNanoUsd: message.costNanoUsd,
            tools: message.tool === null ? [] : [{ name: 'lookup', success: message.tool, durationMs: 40 }],
            evaluations: message.success === null ? [] : [{ rating: message.success ? 5 : 2, success: message.success, tags: [] }],
          }),
        );
      }
    }
  }
  return facts;
}

/** Where traffic of a test stands already, by what it is. */
const sent = new WeakMap<Stores, Map<string, string>>();
const copied = defineCommand({
  name: 'test.copy',
  acrossWorkspaces: 'A test copies what another workspace has.',
  timeoutMs: 20_000,
  sql: ({ table, from, to }: { table: string; from: string; to: string }) => sql`
    INSERT INTO ${raw(table)} SELECT t.* REPLACE (${uuid(to)} AS workspace_id) FROM ${raw(table)} AS t FINAL WHERE t.workspace_id = ${uuid(from)}`,
});

/** Writes facts and their rollup, as the server does. Traffic that another workspace was given alone is copied from there. */
export async function sendTraffic(stores: Stores, workspaceId: string, facts: readonly Fact[], version = 1): Promise<void> {
  const known = sent.get(stores) ?? new Map<string, string>();
  sent.set(stores, known);
  const name = JSON.stringify([
    version,
    facts.length,
    facts[0],
    facts.at(-1),
    facts.reduce((sum, { latencyMs }) => sum + (latencyMs ?? 0), 0),
  ]);
  const from = known.get(name);
  if (from !== undefined && version === 1) {
    for (const table of ['message_facts', 'message_rollup']) await copied(stores.clickhouse, { table, from, to: workspaceId });
    return;
  }
  known.set(name, workspaceId);
  for (let at = 0; at < facts.length; at += 20_000) await writeFacts(stores, workspaceId, facts.slice(at, at + 20_000), version);
  const hours = [...new Set(facts.map(({ at }) => hourOf(at).getTime()))].map((at) => new Date(at));
  await rebuildRollupHours(stores.clickhouse, workspaceId, hours, BigInt(version + 1));
}
