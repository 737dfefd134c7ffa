import { dayMs, hourMs } from '../../analytics/pure/interval.ts';
import type { BucketSums } from './readings.ts';

/*
 * Levels of rules that are made from templates, from what the workspace was like in the last days: so far beyond what was usual that an hour as there
 * were many fires nothing. A level is never below one that matters to people.
 */

export const proposalDays = 14;

/** One setting for all levels. */
const settings = {
  /** A level is so many times what this part of the hours were at or below: an incident of some hours is above that. */
  share: 0.98,
  beyond: 1.5,
  /** With fewer hours, days or messages in an hour, nothing is known yet. */
  leastHours: 48,
  leastDays: 3,
  leastMessages: 20,
  leastPriced: 1,
  /** Of a day's cost: times the highest whole day. */
  budget: 1.5,
  /** Good again at this part of the level. */
  clear: 0.7,
};

/** What a level is proposed from: hours of each value of a dimension, and of the whole workspace. */
export interface Usual {
  readonly byModel: readonly BucketSums[];
  readonly byTool: readonly BucketSums[];
  readonly whole: readonly BucketSums[];
  /** Number of hours that `place` of `whole` counts. */
  readonly hourCount: number;
  /** Costs of the whole days of the workspace's zone, in US dollars, of those with a known price. */
  readonly dailyCostsUsd: readonly number[];
}

/** A level, and the one at which it is good again. */
export interface Level {
  readonly trip: number;
  readonly clear: number;
}

/** To two digits, upwards: people read a level. */
export function roundedUp(value: number): number {
  if (!(value > 0)) return 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / unit - 1e-9) * unit).toPrecision(2));
}

function levelOf(values: readonly number[], { least, most }: { readonly least: number; readonly most: number }): Level | null {
  if (values.length < settings.leastHours) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const usual = sorted[Math.min(sorted.length - 1, Math.floor(settings.share * sorted.length))] as number;
  const trip = Math.min(most, Math.max(least, roundedUp(settings.beyond * usual)));
  return { trip, clear: Number((settings.clear * trip).toPrecision(2)) };
}

const enough = (count: number): boolean => count >= settings.leastMessages;

/** Share of errors of a model that is unusual; null: too little is known. */
export const errorLevel = ({ byModel }: Usual): Level | null =>
  levelOf(
    byModel.flatMap(({ messageCount, errorCount }) => (enough(messageCount) ? [errorCount / messageCount] : [])),
    { least: 0.02, most: 0.9 },
  );

/** 95th percentile of the latency of a model, in ms, that is unusual. */
export const latencyLevel = ({ byModel }: Usual): Level | null =>
  levelOf(
    byModel.flatMap(({ latencyCount, latencyPercentilesMs: [, p95] }) => (enough(latencyCount) && p95 != null ? [p95] : [])),
    { least: 1_000, most: 86_400_000 },
  );

/** Share of failed calls of a tool that is unusual. */
export const toolLevel = ({ byTool }: Usual): Level | null =>
  levelOf(
    byTool.flatMap(({ toolCallCount, toolFailureCount }) => (enough(toolCallCount) ? [toolFailureCount / toolCallCount] : [])),
    { least: 0.05, most: 0.9 },
  );

/** Half as much again as the dearest whole day, in US dollars. */
export function budgetLevel({ dailyCostsUsd }: Usual): number | null {
  const most = Math.max(0, ...dailyCostsUsd);
  return dailyCostsUsd.length < settings.leastDays || most <= 0 ? null : Math.max(1, roundedUp(settings.budget * most));
}

/** The share of answers without an error that the last days have kept, with a fifth to spare; at most 99 %. */
export function errorTarget({ whole }: Usual): number | null {
  const messages = whole.reduce((sum, { messageCount }) => sum + messageCount, 0);
  if (messages < settings.leastMessages * settings.leastHours) return null;
  const share = whole.reduce((sum, { errorCount }) => sum + errorCount, 0) / messages;
  return Math.max(0.5, Number((1 - Math.max(0.01, roundedUp(1.2 * share))).toFixed(4)));
}

/** Minutes without a message that are unusual: half as much again as the longest silence; at least 30, at most a day. */
export function silenceMinutes({ whole, hourCount }: Usual): number | null {
  const places = whole.flatMap(({ place, messageCount }) => (messageCount > 0 ? [place] : [])).toSorted((one, other) => one - other);
  const [first] = places;
  if (first === undefined || hourCount - first < settings.leastHours) return null;
  const longest = places.reduce((most, place, nth) => Math.max(most, place - (places[nth - 1] ?? place) - 1), 0);
  // Silence of so many whole hours may have been nearly two hours longer.
  return longest === 0 ? 30 : Math.min(dayMs / 60_000, Math.ceil(((longest + 2) * settings.beyond * hourMs) / 60_000 / 30) * 30);
}
