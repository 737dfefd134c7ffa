import { hourMs } from '../../analytics/pure/interval.ts';
import type { LoopContext } from '../../../platform/domain.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { LOCKS } from '../../../platform/store/postgres/locks.ts';
import { pause } from '../../../platform/store/pause.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { storeEvaluation, type EvaluatedRule } from '../record/store.ts';
import { readRules, unknownReadings } from '../load/evaluate.ts';
import { driftEveryMs, readDriftOf } from '../load/drift.ts';
import { readForecast } from '../load/forecast.ts';
import { EventReader, eventReadings } from '../load/events.ts';
import { readTrained } from '../load/trained.ts';
import { measuredSources } from '../pure/readings.ts';
import { timeText } from '../pure/words.ts';
import { oldestWaiting } from '../queries/events.ts';
import { dueRules } from '../queries/rules.ts';
import { seriesOfRules, type SeriesOfRule } from '../queries/series.ts';
import { minuteMs, type AlertSource, type Rule } from '../types.ts';
import { wakerOf } from './wake.ts';

/** What came in until the end of a minute is given so long to be stored. */
const settleMs = 1_000;
/** Sources of events are looked at so often. */
const eventsEveryMs = 5_000;
const tickMs = 250;
const failedMs = 5_000;
/** Where a message waits to be counted for longer, the numbers are not known. */
const longestLagMs = 30_000;

const eventSources: readonly AlertSource[] = ['TRAINING_EVENT', 'GUARDRAIL', 'ANOMALY'];
const forecastSources: readonly AlertSource[] = ['FORECAST'];
/** A forecast is made again after so long, and so many at most in one pass: each takes a while. */
const forecastEveryMs = hourMs;
const mostForecasts = 5;
const driftSources: readonly AlertSource[] = ['DRIFT'];
/** Reports of drift in one pass. */
const mostReports = 2;

interface Evaluating {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
  readonly onError: (error: unknown) => void;
}

/** The last minute that is over. */
export const closedMinute = (now: number): number => Math.floor((now - settleMs) / minuteMs) * minuteMs;

/** Evaluates rules as minutes end and events come, until stopped. Of several servers one at a time does it. */
export function startEvaluating({ stores, live, onPassed, onError }: LoopContext): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let measuredTo = closedMinute(Date.now());
  let eventsAt = Date.now();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const now = Date.now();
      const minute = closedMinute(now);
      try {
        if (minute > measuredTo) {
          // Where another server is at it, the look is taken again: it may be gone in the middle.
          const isDone = await whileAlone(stores, async () => {
            await evaluateMeasured({ stores, live, onError }, new Date(minute));
            await evaluateForecasts({ stores, live, onError }, new Date(minute));
            await evaluateDrift({ stores, live, onError }, new Date(minute));
          });
          if (isDone !== null) measuredTo = minute;
        }
        if (now - eventsAt >= eventsEveryMs) {
          await whileAlone(stores, () => evaluateEvents({ stores, live, onError }, new Date(now)));
          eventsAt = now;
        }
        onPassed();
        await pause(tickMs, stopping.signal);
      } catch (error) {
        onError(error);
        await pause(failedMs, stopping.signal);
      }
    }
  };
  const done = run();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

/** Null: another server evaluates. */
const whileAlone = (stores: Stores, work: () => Promise<void>): Promise<boolean | null> =>
  stores.postgres.withLock(LOCKS.alerts, async () => {
    await work();
    return true;
  });

/** Evaluates all rules that are measured from messages or points of training for the windows that end at a minute, and were not evaluated for it. */
export async function evaluateMeasured(context: Evaluating, at: Date): Promise<void> {
  const { stores, onError } = context;
  const rules = await dueRules(stores.postgres, { at, sources: measuredSources });
  if (rules.length === 0) return;
  // What was taken in is counted first, or the pause of the projector would be a part of each delay.
  await stores.clickhouse.demand.ask();
  const lag = await lagSentence(stores);
  for (const [workspaceId, ofWorkspace] of Map.groupBy(rules, (rule) => rule.workspaceId))
    await inWorkspace(workspaceId, async () => {
      const series = await seriesByRule(stores, workspaceId, ofWorkspace);
      const seriesOf = (ruleId: string): readonly SeriesOfRule[] => series.get(ruleId) ?? [];
      const known = (ruleId: string): string[] => seriesOf(ruleId).map(({ key }) => key);
      const ofMessages = lag === null ? await readRules(stores, workspaceId, ofWorkspace, known, at.getTime()) : [];
      const found = new Map([...ofMessages, ...(await readTrained(stores, workspaceId, ofWorkspace, seriesOf, at.getTime()))]);
      const evaluated = ofWorkspace.map((rule): EvaluatedRule => {
        const read = found.get(rule.id);
        return read === undefined ? { rule, readings: unknownReadings(known(rule.id), lag ?? ''), problem: lag } : { rule, ...read };
      });
      await stored(context, workspaceId, at, evaluated);
    }).catch(onError);
}

/** Why nothing is known of the numbers now; null: they are up to date. */
async function lagSentence({ postgres }: Stores): Promise<string | null> {
  const [waiting] = await oldestWaiting(postgres);
  if (waiting === undefined || Date.now() - waiting.at.getTime() < longestLagMs) return null;
  return `Messages that came in since ${timeText(waiting.at.getTime())} are not counted yet.`;
}

const seriesByRule = async (stores: Stores, workspaceId: string, rules: readonly Rule[]): Promise<ReadonlyMap<string, SeriesOfRule[]>> =>
  Map.groupBy(await seriesOfRules(stores.postgres, { workspaceId, ruleIds: rules.map(({ id }) => id) }), ({ ruleId }) => ruleId);

/** Evaluates all rules about events. Nothing is stored of one for which nothing has changed within the minute. */
export async function evaluateEvents(context: Evaluating, now: Date): Promise<void> {
  const { stores, onError } = context;
  const rules = await dueRules(stores.postgres, { at: now, sources: eventSources });
  for (const [workspaceId, ofWorkspace] of Map.groupBy(rules, (rule) => rule.workspaceId))
    await inWorkspace(workspaceId, async () => {
      const series = await seriesByRule(stores, workspaceId, ofWorkspace);
      const reader = new EventReader(stores, workspaceId, now);
      const evaluated: EvaluatedRule[] = [];
      for (const rule of ofWorkspace) {
        const open = await reader.of(rule.condition);
        if (open === null) continue;
        const firing = (series.get(rule.id) ?? []).filter(({ phase }) => phase === 'FIRING').map(({ key }) => key);
        const readings = eventReadings(rule, open, await reader.endings(rule.condition), firing, now);
        const isNew = [...readings].some(([key, seen]) => seen.kind === 'value' && seen.value === 1 && !firing.includes(key));
        const isOver = [...readings.values()].some((seen) => seen.kind === 'value' && seen.value === 0);
        const isDue = rule.evaluatedTo === null || now.getTime() - rule.evaluatedTo.getTime() >= minuteMs;
        if (isNew || isOver || isDue) evaluated.push({ rule, readings, problem: null });
      }
      if (evaluated.length > 0) await stored(context, workspaceId, now, evaluated);
    }).catch(onError);
}

/** Evaluates rules about forecasts whose time has come, those that wait longest first. */
export async function evaluateForecasts(context: Evaluating, now: Date): Promise<void> {
  const { stores, onError } = context;
  const due = (await dueRules(stores.postgres, { at: new Date(now.getTime() - forecastEveryMs), sources: forecastSources }))
    .toSorted((one, other) => (one.evaluatedTo?.getTime() ?? 0) - (other.evaluatedTo?.getTime() ?? 0))
    .slice(0, mostForecasts);
  for (const rule of due)
    await inWorkspace(rule.workspaceId, async () => {
      const seen = await readForecast(stores, rule, now);
      if (seen === null) return;
      await stored(context, rule.workspaceId, now, [
        { rule, readings: new Map([['', seen]]), problem: seen.kind === 'value' ? null : seen.sentence },
      ]);
    }).catch(onError);
}

/** Makes the reports of rules about drift whose time has come, those that wait longest first. */
export async function evaluateDrift(context: Evaluating, now: Date): Promise<void> {
  const { stores, onError } = context;
  const due = (await dueRules(stores.postgres, { at: now, sources: driftSources }))
    .filter(
      ({ condition, evaluatedTo }) =>
        condition.source === 'DRIFT' && now.getTime() - (evaluatedTo?.getTime() ?? 0) >= driftEveryMs(condition),
    )
    .toSorted((one, other) => (one.evaluatedTo?.getTime() ?? 0) - (other.evaluatedTo?.getTime() ?? 0))
    .slice(0, mostReports);
  for (const rule of due)
    await inWorkspace(rule.workspaceId, async () => {
      const seen = await readDriftOf(stores, rule, now);
      if (seen === null) return;
      await stored(context, rule.workspaceId, now, [
        { rule, readings: new Map([['', seen]]), problem: seen.kind === 'value' ? null : seen.sentence },
      ]);
    }).catch(onError);
}

async function stored({ stores, live }: Evaluating, workspaceId: string, at: Date, evaluated: readonly EvaluatedRule[]): Promise<void> {
  const { changedIds, hasNotices } = await storeEvaluation(stores, workspaceId, at, evaluated);
  if (hasNotices) wakerOf(stores).wake();
  if (changedIds.length > 0) live.publish('alerts.changed', workspaceId, { ids: changedIds });
}
