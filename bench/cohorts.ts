import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemberSet } from '../server/src/domains/cohorts/pure/member-set.ts';
import { countOf, membersOf } from '../server/src/domains/cohorts/queries/compile.ts';
import { memberCount, memberHashes } from '../server/src/domains/cohorts/queries/members.ts';
import type { CohortRule } from '../server/src/domains/cohorts/types.ts';
import { everyUser } from '../server/src/domains/users/queries/known.ts';
import type { ClickHouse } from '../server/src/platform/store/clickhouse/client.ts';
import { openEmbeddedClickHouse } from '../server/src/platform/store/clickhouse/open.ts';
import { migrateClickHouse } from '../server/src/platform/store/migrations/clickhouse.ts';
import { int, sql, uuid } from '../server/src/platform/store/sql.ts';

const userCount = Number(process.env['BENCH_USERS'] ?? 1_000_000);
const messagesPerUser = 5;
const runs = 7;
const targetMs = 500;
const workspaceId = '00000000-0000-4000-8000-0000000000c0';
const limits = { timeoutMs: 600_000, workspaceId };

const property = (name: string, test: string, more: object): CohortRule => ({ property: { name, test, ...more } }) as CohortRule;
const activity = (measure: string, test: string, number: number, more: object = {}): CohortRule =>
  ({ activity: { measure, test, number, ...more } }) as CohortRule;

export const rules: Readonly<Record<string, CohortRule>> = {
  'plan is pro': property('plan', 'IS', { values: ['pro'] }),
  'signed up within 90 days': property('signupDate', 'WITHIN_DAYS', { days: 90 }),
  'not on the plan free': { not: property('plan', 'IS', { values: ['free'] }) },
  'more than 3 conversations in 30 days': activity('CONVERSATIONS', 'ABOVE', 3, { days: 30 }),
  'rated 1 or 2': activity('RATINGS', 'AT_LEAST', 1, { ratings: [1, 2] }),
  'at most 1 message, ever': activity('MESSAGES', 'AT_MOST', 1),
  'pro, signed up lately, and busy': {
    all: [
      property('plan', 'IS', { values: ['pro'] }),
      property('signupDate', 'WITHIN_DAYS', { days: 90 }),
      activity('CONVERSATIONS', 'ABOVE', 1, { days: 30 }),
    ],
  },
};

/** How soon a rule is counted among a million users with three properties and five messages each, and what the memory of a targeted cohort costs. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-cohorts-'));
  const clickhouse = await openEmbeddedClickHouse(folder);
  try {
    await migrateClickHouse(clickhouse);
    await fill(clickhouse);
    const table: Record<string, Record<string, string>> = {};
    const now = new Date();
    const context = { workspaceId, now, experimentIds: new Map(), everyUser: everyUser(workspaceId) };
    for (const [name, rule] of Object.entries(rules)) {
      const times: number[] = [];
      const cpuTimes: number[] = [];
      let count = 0;
      for (let turn = 0; turn < runs; turn += 1) {
        const startedAt = performance.now();
        const before = process.cpuUsage();
        count = (await memberCount(clickhouse, { workspaceId, counted: countOf(rule, context) }))[0]?.count ?? 0;
        times.push(performance.now() - startedAt);
        const { user, system } = process.cpuUsage(before);
        cpuTimes.push((user + system) / 1_000);
      }
      const median = medianOf(times);
      table[name] = {
        users: count.toLocaleString('en'),
        median: `${median.toFixed(0)} ms`,
        worst: `${Math.max(...times).toFixed(0)} ms`,
        // ClickHouse runs in this process: what it takes of a machine that others use, too.
        'CPU time': `${medianOf(cpuTimes).toFixed(0)} ms`,
        target: median <= targetMs ? 'met' : `above ${targetMs} ms`,
      };
    }
    console.table(table);
    await memory(clickhouse, membersOf({ not: { users: [] } }, context));
  } finally {
    await clickhouse.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const medianOf = (numbers: readonly number[]): number => numbers.toSorted((one, other) => one - other)[numbers.length >> 1] as number;

/** Everyone as the members of a targeted cohort. */
async function memory(clickhouse: ClickHouse, members: ReturnType<typeof membersOf>): Promise<void> {
  const startedAt = performance.now();
  const set = new MemberSet(await memberHashes(clickhouse, { workspaceId, members }));
  const readMs = performance.now() - startedAt;
  const askedAt = performance.now();
  const asked = 200_000;
  let found = 0;
  for (let at = 0; at < asked; at += 1) if (set.has(`user-${at}`)) found += 1;
  console.log(
    `memory of a targeted cohort: ${set.size.toLocaleString('en')} members read in ${readMs.toFixed(0)} ms, ${((set.size * 8) / 2 ** 20).toFixed(1)} MiB, ${(((performance.now() - askedAt) / asked) * 1_000).toFixed(1)} µs a question (${found} of ${asked} found)`,
  );
}

async function fill(clickhouse: ClickHouse): Promise<void> {
  const startedAt = performance.now();
  const id = uuid(workspaceId);
  await clickhouse.command(
    'bench.properties',
    sql`INSERT INTO user_properties (workspace_id, name, user_id, items, text, number, moment, at, version)
      SELECT ${id}, name, 'user-' || toString(number), if(name = '', [], [toJSONString(value)]), if(name = '', NULL, value), NULL,
        if(name = 'signupDate', CAST(toDateTime64(value, 3, 'UTC') AS Nullable(DateTime64(3, 'UTC'))), NULL), now64(3), 1
      FROM (SELECT number, arrayJoin(['', 'plan', 'signupDate', 'country']) AS name,
        multiIf(name = 'plan', ['free', 'free', 'free', 'pro', 'team'][cityHash64(number) % 5 + 1],
          name = 'signupDate', toString(toDate(now()) - cityHash64(number, 1) % 700), ['LIS', 'OSL', 'VIE'][number % 3 + 1]) AS value
        FROM numbers(${int(userCount)}))`,
    limits,
  );
  await clickhouse.command(
    'bench.facts',
    sql`INSERT INTO message_facts (workspace_id, created_at, message_id, conversation_id, end_user_id, role, user_external_id, ratings, latency_ms, version)
      SELECT ${id}, now64(3) - toIntervalSecond(cityHash64(number, 3) % 5184000), number + 1, intDiv(number, 2) + 1, user + 1,
        if(number % 2 = 0, 'USER', 'ASSISTANT'), 'user-' || toString(user), if(number % 20 = 1, [toUInt8(cityHash64(number) % 5 + 1)], []), 300, 1
      FROM (SELECT number, intDiv(cityHash64(intDiv(number, 2)), 7) % ${int(userCount)} AS user FROM numbers(${int(userCount * messagesPerUser)}))`,
    limits,
  );
  console.log(
    `${userCount.toLocaleString('en')} users, ${(userCount * messagesPerUser).toLocaleString('en')} messages, filled in ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`,
  );
}
