import type { Fact } from './analytics.testing.ts';
import { bucketStart, dayMs, hourMs, type Interval } from './pure/interval.ts';
import * as reference from './reference.testing.ts';

/*
 * Numbers of conversations and users a second time, in plain TypeScript, written from docs/metrics.md alone.
 */

const inOrder = (a: Fact, b: Fact): number => a.at.getTime() - b.at.getTime() || a.id - b.id;

/** Answers that conversations took to their first success. */
export function turnsToSuccess(own: readonly Fact[]) {
  const conversations = Map.groupBy([...own].sort(inOrder), ({ conversation }) => conversation);
  const turns = [...conversations.values()]
    .map((answers) => answers.findIndex(({ evaluations }) => evaluations.some(({ success }) => success)) + 1)
    .filter((turn) => turn > 0);
  return reference
    .frequencies(turns.map(String))
    .map(({ name, count }) => ({ turn: Number(name), conversationCount: count }))
    .sort((a, b) => a.turn - b.turn);
}

/** How the conversations of the answers `own` ended, by all their messages. */
export function abandonment(facts: readonly Fact[], own: readonly Fact[], now: Date) {
  const ids = new Set(own.map(({ conversation }) => conversation));
  const all = Map.groupBy(facts.filter(({ conversation }) => ids.has(conversation)).sort(inOrder), ({ conversation }) => conversation);
  const lasts = [...all.values()].map((messages) => messages.at(-1) as Fact);
  const rested = lasts.filter(({ at }) => at.getTime() < now.getTime() - hourMs);
  const unanswered = rested.filter(({ role }) => role === 'USER').length;
  const failed = rested.filter(({ role, error }) => role === 'ASSISTANT' && error !== '').length;
  return {
    conversationCount: rested.length,
    openCount: lasts.length - rested.length,
    unansweredCount: unanswered,
    failedCount: failed,
    abandonedShare: rested.length === 0 ? null : (unanswered + failed) / rested.length,
  };
}

/** Users of the answers `own` by the week of their first message of all. */
export function retention(facts: readonly Fact[], own: readonly Fact[], zone: string) {
  const weekOf = (at: Date): number => bucketStart(at, 'WEEK', zone).getTime();
  const first = new Map<number, number>();
  for (const { user, at } of facts) first.set(user, Math.min(first.get(user) ?? Infinity, weekOf(at)));
  const known = own.filter(({ user }) => user !== 0);
  return [...Map.groupBy(known, ({ user }) => first.get(user) as number)]
    .map(([start, messages]) => {
      const users = new Set(messages.map(({ user }) => user)).size;
      const weeks = Map.groupBy(messages, ({ at }) => Math.round((weekOf(at) - start) / (7 * dayMs)));
      return {
        startedAt: new Date(start),
        userCount: users,
        weeks: [...weeks]
          .map(([week, those]) => ({ week, userCount: new Set(those.map(({ user }) => user)).size }))
          .map((cell) => ({ ...cell, share: cell.userCount / users }))
          .sort((a, b) => a.week - b.week),
      };
    })
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

/** Of the users whose first two weeks lie in a range, the share that came in the second; null: there are none. */
export function cameBack(cohorts: ReturnType<typeof retention>, { from, to }: { readonly from: Date; readonly to: Date }): number | null {
  const whole = cohorts.filter(({ startedAt }) => startedAt >= from && startedAt.getTime() + 14 * dayMs - hourMs <= to.getTime());
  const users = whole.reduce((sum, { userCount }) => sum + userCount, 0);
  const came = whole.reduce((sum, { weeks }) => sum + (weeks.find(({ week }) => week === 1)?.userCount ?? 0), 0);
  return users === 0 ? null : came / users;
}

/** How many messages there are in each bucket. */
export const bucketsOf = (own: readonly Fact[], interval: Interval, zone: string): { startedAt: Date; count: number }[] =>
  [...Map.groupBy(own, ({ at }) => bucketStart(at, interval, zone).getTime())]
    .map(([ms, some]) => ({ startedAt: new Date(ms), count: some.length }))
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());

/** Errors over time, most frequent first. */
export function errorSeries(own: readonly Fact[], interval: Interval, zone: string) {
  const failed = own.filter(({ error }) => error !== '');
  return reference.frequencies(failed.map(({ error }) => error)).map(({ name, count }) => ({
    errorType: name,
    count,
    buckets: bucketsOf(
      failed.filter(({ error }) => error === name),
      interval,
      zone,
    ),
  }));
}
