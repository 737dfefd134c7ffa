import { hourMs } from '../../analytics/pure/interval.ts';
import { bucketsOf } from '../../analytics/load/buckets.ts';
import { bucketsOfFilters } from '../../analytics/load/filtered-buckets.ts';
import { dayIn, startOfDayIn, utcZone } from '../../analytics/pure/zone.ts';
import { settingsOf } from '../../settings/load.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { linkOf } from '../pure/link.ts';
import {
  isMeasured,
  readingsOf,
  windowsOf,
  type BucketSums,
  type MeasuredCondition,
  type Part,
  type Seen,
  type Window,
} from '../pure/readings.ts';
import { maxSeries, type Rule } from '../types.ts';

/** What one evaluation found of a rule that is measured from messages. */
export interface Found {
  readonly readings: ReadonlyMap<string, Seen>;
  readonly problem: string | null;
}

/** Beginning of the day and of the month that an instant lies in. */
interface Periods {
  readonly DAY: number;
  readonly MONTH: number;
}

/** The beginning of the budget's day or month of an instant. The instant itself is the end of the time before. */
export function periodsAt(zone: string, at: number): Periods {
  const { year, month, day } = dayIn(zone, new Date(at - 1));
  return { DAY: startOfDayIn(zone, { year, month, day }).getTime(), MONTH: startOfDayIn(zone, { year, month, day: 1 }).getTime() };
}

/** The zone of a workspace's days. */
export const zoneOf = async (stores: Pick<Stores, 'postgres'>, workspaceId: string): Promise<string> =>
  (await settingsOf(stores, workspaceId)).timeZone ?? utcZone;

/**
 * Reads all rules of a workspace that are measured from messages, for windows that end at an instant: one statement for all that have the
 * same filter, dimension and window, whatever the number of rules, metrics and values. `known`: values that each rule has seen before.
 */
export async function readRules(
  stores: Stores,
  workspaceId: string,
  rules: readonly Rule[],
  known: (ruleId: string) => readonly string[],
  at: number,
): Promise<ReadonlyMap<string, Found>> {
  const periods = periodsAt(await zoneOf(stores, workspaceId), at);
  const windows = new WindowReader(stores, workspaceId);
  const asked = rules.flatMap((rule) => {
    const { condition } = rule;
    if (!isMeasured(condition)) return [];
    const periodStart = condition.source === 'BUDGET' ? periods[condition.budgetPeriod] : at;
    return [{ rule, condition, periodStart, rows: windowsOf(condition, { at, periodStart }).map((window) => windows.add(window)) }];
  });
  await windows.read();
  return new Map(
    await Promise.all(
      asked.map(async ({ rule, condition, periodStart, rows }): Promise<[string, Found]> => {
        try {
          const context = { at, periodStart, armedAt: rule.armedAt.getTime() };
          const readings = readingsOf(condition, await Promise.all(rows.map((one) => one())), known(rule.id), context);
          return [rule.id, capped(condition.source === 'BUDGET' ? linked(condition, readings, at, periodStart) : readings)];
        } catch (error) {
          return [rule.id, unread(condition, known(rule.id), error)];
        }
      }),
    ),
  );
}

/** Readings of a budget lead to what was spent in its day or month. */
const linked = (condition: MeasuredCondition, readings: ReadonlyMap<string, Seen>, at: number, periodStart: number): Map<string, Seen> =>
  new Map([...readings].map(([key, seen]) => [key, { ...seen, link: linkOf(condition, key, new Date(at), periodStart) }]));

/** What is known of no series: a store did not answer, or a filter names what is gone. */
function unread(condition: MeasuredCondition, known: readonly string[], error: unknown): Found {
  const why = `The numbers could not be read: ${error instanceof Error ? error.message : String(error)}`;
  return { readings: unknownReadings(condition.dimension === 'WORKSPACE' ? ['', ...known] : known, why), problem: why };
}

export const unknownReadings = (keys: Iterable<string>, why: string): ReadonlyMap<string, Seen> =>
  new Map([...new Set(keys)].map((key): [string, Seen] => [key, { kind: 'unknown', why, sentence: why }]));

/** Of too many values, those of which most was measured are watched. */
function capped(readings: ReadonlyMap<string, Seen>): Found {
  if (readings.size <= maxSeries) return { readings, problem: null };
  const weight = (seen: Seen): number => (seen.kind === 'value' ? seen.of : -1);
  const kept = [...readings].sort(([, one], [, other]) => weight(other) - weight(one)).slice(0, maxSeries);
  return {
    readings: new Map(kept),
    problem: `The dimension has ${readings.size} values; the ${maxSeries} with the most traffic are watched. Narrow the filter to watch others.`,
  };
}

type Rows = ReadonlyMap<string, readonly BucketSums[]>;

interface Asked {
  readonly window: Window;
  readonly parts: Set<Part>;
}

/** Gathers windows, and reads those that differ in nothing but filters and numbers in one statement. */
class WindowReader {
  readonly #stores: Stores;
  readonly #workspaceId: string;
  readonly #asked = new Map<string, Asked>();
  readonly #rows = new Map<string, Promise<Rows>>();

  constructor(stores: Stores, workspaceId: string) {
    this.#stores = stores;
    this.#workspaceId = workspaceId;
  }

  /** Gives what reads its rows, once `read` has begun. */
  add(window: Window): () => Promise<Rows> {
    const name = JSON.stringify([window.filter, timesOf(window)]);
    let asked = this.#asked.get(name);
    if (asked === undefined) this.#asked.set(name, (asked = { window, parts: new Set() }));
    for (const part of window.parts) asked.parts.add(part);
    return () => this.#rows.get(name) as Promise<Rows>;
  }

  async read(): Promise<void> {
    const groups = Map.groupBy(this.#asked, ([name, { window }]) => (isTogether(window) ? JSON.stringify(timesOf(window)) : name));
    for (const group of groups.values()) this.#readGroup(group);
    await Promise.allSettled(this.#rows.values());
  }

  #readGroup(group: readonly (readonly [name: string, asked: Asked])[]): void {
    const [[firstName, first], second] = group as [(typeof group)[number], ...typeof group];
    const { dimension, bucketMs } = first.window;
    const over = { bucketMs, from: new Date(first.window.from), to: new Date(first.window.to) };
    if (second === undefined || dimension === 'TOOL') {
      const { filter } = first.window;
      return this.#keep(firstName, bucketsOf(this.#stores, this.#workspaceId, { ...over, filter, dimension, parts: first.parts }));
    }
    const parts = new Set(group.flatMap(([, asked]) => [...asked.parts]));
    const filters = group.map(([, { window }]) => window.filter);
    const together = bucketsOfFilters(this.#stores, this.#workspaceId, { ...over, filters, dimension, parts });
    for (const [place, [name, asked]] of group.entries())
      this.#keep(
        name,
        together.then(
          (all) => all[place] as (typeof all)[number],
          // One that can't be read, such as one whose cohort is gone, does not hold up the others.
          () => bucketsOf(this.#stores, this.#workspaceId, { ...over, filter: asked.window.filter, dimension, parts: asked.parts }),
        ),
      );
  }

  #keep(name: string, read: Promise<readonly (BucketSums & { readonly key: string })[]>): void {
    const rows = read.then((all) => Map.groupBy(all, ({ key }) => key));
    rows.catch(() => {}); // the readers of the rows have the failure
    this.#rows.set(name, rows);
  }
}

const timesOf = ({ dimension, bucketMs, from, to }: Window): readonly unknown[] => [dimension, bucketMs, from, to];
/** Windows of whole hours come from the rollup, each filter by itself; tools are read by themselves. */
const isTogether = ({ dimension, bucketMs, from }: Window): boolean =>
  dimension !== 'TOOL' && (bucketMs % hourMs !== 0 || from % hourMs !== 0);
