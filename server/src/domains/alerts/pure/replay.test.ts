import { expect, test } from 'vitest';
import { minuteMs, type Rule } from '../types.ts';
import { isBad, isCleared } from './machine.ts';
import type { HistoryRow } from './ladder.ts';
import type { MeasuredCondition } from './readings.ts';
import { replay } from './replay.ts';

const bucketMs = 5 * minuteMs;
const from = Date.UTC(2026, 2, 2);
const condition: Extract<MeasuredCondition, { source: 'VALUE' }> = {
  source: 'VALUE',
  metric: 'ERROR_SHARE',
  isAbove: true,
  trip: 0.5,
  clear: 0.3,
  windowMinutes: 15,
  minimumCount: 3,
  noDataMinutes: null,
  filter: {},
  dimension: 'MODEL',
};
const ruleOf = (change: Partial<Rule> = {}): Rule => ({
  id: 'r',
  workspaceId: 'w',
  name: 'r',
  severity: 'WARNING',
  condition,
  forMinutes: 0,
  dwellMinutes: 1,
  channelIds: [],
  escalateAfterMinutes: null,
  escalateTo: [],
  repeatMinutes: null,
  schedule: null,
  mutedUntil: null,
  armedAt: new Date(from),
  updatedAt: new Date(from),
  evaluatedTo: null,
  ...change,
});
const none = {
  errorCount: 0,
  successCount: 0,
  failureCount: 0,
  ratedCount: 0,
  ratingSum: 0,
  latencyCount: 0,
  latencyPercentilesMs: [],
  costNanoUsd: 0n,
  pricedCount: 0,
  tokenCount: 0,
  toolCallCount: 0,
  toolFailureCount: 0,
};
let seed = 11;
const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
const count = 2_000;
const rows: HistoryRow[] = ['a', 'b', 'c'].flatMap((key) =>
  Array.from({ length: count }, (_, place) => place)
    .filter(() => random() < 0.7)
    .map((place): HistoryRow => {
      const messageCount = Math.floor(random() * 4);
      return { ...none, key, place, messageCount, errorCount: Math.floor(random() * (messageCount + 1)) };
    })
    .filter(({ messageCount }) => messageCount > 0),
);
const options = { from, to: from + count * bucketMs, stepMs: bucketMs, periodStartAt: (at: number) => at, breathe: async () => {} };

test('a replay has the episodes that a second computation has, window by window', async () => {
  const { episodes, noticeCount } = await replay(ruleOf(), condition, { rows, from, bucketMs }, options);
  const expected = ['a', 'b', 'c'].flatMap((key) => {
    const found: { series: string; from: number; to: number | null; peak: number }[] = [];
    let firing: (typeof found)[number] | null = null;
    for (let end = 1; end <= count; end += 1) {
      const within = rows.filter((row) => row.key === key && row.place >= end - 3 && row.place < end);
      const messages = within.reduce((sum, { messageCount }) => sum + messageCount, 0);
      if (messages < condition.minimumCount) continue;
      const share = within.reduce((sum, { errorCount }) => sum + errorCount, 0) / messages;
      const at = from + end * bucketMs;
      if (firing === null && isBad(share, condition)) found.push((firing = { series: key, from: at, to: null, peak: share }));
      else if (firing !== null) {
        firing.peak = Math.max(firing.peak, share);
        if (!isCleared(share, condition)) continue;
        firing.to = at;
        firing = null;
      }
    }
    return found;
  });
  const sorted = (all: readonly { series: string; from: number }[]) =>
    all.toSorted((one, other) => one.series.localeCompare(other.series) || one.from - other.from);
  expect(expected.length).toBeGreaterThan(100);
  expect(sorted(episodes)).toEqual(sorted(expected));
  // One message for what turns at one step: at most one for each turn, and fewer where values turn together.
  const turns = expected.flatMap(({ from: opened, to }) => [`FIRED ${opened}`, ...(to === null ? [] : [`RESOLVED ${to}`])]);
  expect(noticeCount).toBe(new Set(turns).size);
});

test('reminders count, and a muted rule makes no notices', async () => {
  const once: HistoryRow[] = [{ ...none, key: 'a', place: 10, messageCount: 5, errorCount: 5 }];
  const short = { ...options, to: from + 100 * bucketMs };
  const of = async (change: Partial<Rule>) => (await replay(ruleOf(change), condition, { rows: once, from, bucketMs }, short)).noticeCount;
  // It stays open without a value to the end: 89 steps of 5 minutes after its first notice.
  expect(await Promise.all([of({}), of({ repeatMinutes: 60 }), of({ mutedUntil: new Date(short.to + 1) })])).toEqual([
    1,
    1 + Math.floor((89 * 5) / 60),
    0,
  ]);
});

test('of too many values those with the most traffic are replayed', async () => {
  const many = Array.from({ length: 60 }, (_, key): HistoryRow => ({
    ...none,
    key: `m-${key}`,
    place: 3,
    messageCount: 3 + key,
    errorCount: 3 + key,
  }));
  const { episodes, leftOutCount, noticeCount } = await replay(
    ruleOf(),
    condition,
    { rows: many, from, bucketMs },
    { ...options, to: from + 10 * bucketMs },
  );
  expect([episodes.length, leftOutCount, noticeCount]).toEqual([50, 10, 1]);
  expect(episodes.map(({ series }) => series)).not.toContain('m-9');
});
