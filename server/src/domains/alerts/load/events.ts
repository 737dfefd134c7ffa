import { dayMs } from '../../analytics/pure/interval.ts';
import { globalId } from '../../../platform/graphql/ids.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { Seen } from '../pure/readings.ts';
import { watchesAnomaly } from '../pure/levels.ts';
import { timeText } from '../pure/words.ts';
import { announcedAnomalies, breachedExperiments, trainingTroubles } from '../queries/events.ts';
import type { Condition, Rule } from '../types.ts';

/** Something that holds now. */
export interface OpenEvent {
  readonly key: string;
  readonly sentence: string;
  readonly link: string;
  readonly at: Date;
}

/** So long after its end it is known how an anomaly ended. */
const shownAfterMs = 7 * dayMs;

/** Reads what holds now of each source of events, each source once. */
export class EventReader {
  readonly #stores: Stores;
  readonly #workspaceId: string;
  readonly #now: Date;
  #training: Promise<readonly (OpenEvent & { readonly event: string })[]> | null = null;
  #guardrails: Promise<readonly OpenEvent[]> | null = null;
  #anomalies: ReturnType<typeof announcedAnomalies> | null = null;

  constructor(stores: Stores, workspaceId: string, now: Date) {
    this.#stores = stores;
    this.#workspaceId = workspaceId;
    this.#now = now;
  }

  /** Events of a condition that hold now; null: it is about none. */
  async of(condition: Condition): Promise<readonly OpenEvent[] | null> {
    if (condition.source === 'TRAINING_EVENT') {
      const { trainingEvents } = condition;
      this.#training ??= this.#readTraining();
      return (await this.#training).filter(({ event }) => (trainingEvents as readonly string[]).includes(event));
    }
    if (condition.source === 'GUARDRAIL') return (this.#guardrails ??= this.#readGuardrails());
    if (condition.source === 'ANOMALY')
      return (await this.#readAnomalies())
        .filter((row) => row.endedAt === null && watchesAnomaly(condition, row))
        .map(({ key, sentence, at }) => ({ key, sentence, at, link: `/signals/${encodeURIComponent(globalId('Anomaly', key))}` }));
    return null;
  }

  /** How events ended, by their keys, where that is known. */
  async endings({ source }: Condition): Promise<ReadonlyMap<string, string>> {
    if (source !== 'ANOMALY') return new Map();
    return new Map((await this.#readAnomalies()).flatMap(({ key, endSentence }) => (endSentence === null ? [] : [[key, endSentence]])));
  }

  #readAnomalies(): ReturnType<typeof announcedAnomalies> {
    const since = new Date(this.#now.getTime() - shownAfterMs);
    return (this.#anomalies ??= announcedAnomalies(this.#stores.postgres, { workspaceId: this.#workspaceId, since }));
  }

  async #readTraining(): Promise<readonly (OpenEvent & { readonly event: string })[]> {
    const rows = await trainingTroubles(this.#stores.postgres, { workspaceId: this.#workspaceId, now: this.#now });
    return rows.map(({ event, jobId, job, which, text, at }) => ({
      event,
      key: `${event} ${jobId} ${which}`,
      sentence:
        event === 'HEALTH_WARNING'
          ? `The training job "${job}" has a warning since ${timeText(at.getTime())}: ${text}`
          : `The training job "${job}" ${text} (${timeText(at.getTime())}).`,
      link: `/training/${encodeURIComponent(globalId('TrainingJob', jobId))}`,
      at,
    }));
  }

  async #readGuardrails(): Promise<readonly OpenEvent[]> {
    const rows = await breachedExperiments(this.#stores.postgres, { workspaceId: this.#workspaceId });
    return rows.map(({ key, name, reason, at }) => ({
      key: `${key} ${at.toISOString()}`,
      sentence: `A guardrail paused the experiment "${name}" at ${timeText(at.getTime())}: ${reason}`,
      link: `/experiments/${encodeURIComponent(key)}`,
      at,
    }));
  }
}

/** Readings of a rule about events: what holds since the rule was armed, and what fired and does not hold any more. */
export function eventReadings(
  rule: Rule,
  open: readonly OpenEvent[],
  endings: ReadonlyMap<string, string>,
  firing: readonly string[],
  now: Date,
): Map<string, Seen> {
  const readings = new Map<string, Seen>();
  for (const { key, sentence, link, at } of open)
    if (at >= rule.armedAt || firing.includes(key)) readings.set(key, { kind: 'value', value: 1, of: 1, sentence, link });
  for (const key of firing)
    if (!readings.has(key))
      readings.set(key, {
        kind: 'value',
        value: 0,
        of: 1,
        sentence: endings.get(key) ?? `It does not hold any more at ${timeText(now.getTime())}.`,
      });
  return readings;
}
