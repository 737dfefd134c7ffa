import DataLoader from 'dataloader';
import type { Stores } from '../../platform/store/stores.ts';
import { succeed, type BadInput, type Result } from '../../platform/graphql/errors.ts';
import { experimentKey, foldedModelKey, mappedModelKey, modelKey, providerKey, variantKey, type Key } from './pure/dimensions.ts';
import type { AnalyticsFilter } from './pure/filter.ts';
import { automaticInterval, checkInterval, intervals, type Interval } from './pure/interval.ts';
import { noNumbers, numbersByGroup, type NumberPart, type Group, type Numbers } from './queries/numbers.ts';
import { overviewOf, type Overview } from './overview.ts';
import { isPartialBucket, type CompareWith } from './period.ts';
import { bucketsOf, openScope, sourcesOf, type PeriodsSource, type Scope, type Which } from './scope.ts';
import type { TrainingMethod } from '../models/types.ts';

export type OverviewBucket = Overview & { readonly startedAt: Date; readonly isPartial: boolean };
export type ModelOverview = Overview & {
  readonly model: string | null;
  readonly provider: string | null;
  readonly trainingMethod: TrainingMethod | null;
};
export type ModelSeries = { readonly model: string; readonly buckets: readonly OverviewBucket[] };
export type ProviderOverview = Overview & { readonly provider: string | null };
export type VariantOverview = Overview & { readonly experimentName: string | null; readonly variant: string | null };
export type MethodOverview = Overview & { readonly trainingMethod: TrainingMethod | null };

/** The name under which models outside the largest are summed up. */
const otherModels = 'other';

export const maxModelSeries = 50;

export type { Which } from './scope.ts';
interface Asked {
  readonly which: Which;
  readonly grouping: readonly Key[];
}

/** Fields of the groups of a report that are asked for when the groups are known: series of each. */
export const groupSeries = ['byModel.series', 'byProvider.series', 'byProvider.previousSeries', 'seriesByModel.previousSeries'] as const;
export type GroupSeries = (typeof groupSeries)[number];

/** What of a report is asked for. */
export interface ReportParts {
  /** Numbers that it leaves out. */
  readonly without?: ReadonlySet<NumberPart>;
  /** Whether anything is asked for beside the compared period. */
  readonly isCompared?: boolean;
  /** Series that will be asked for: they are read with their groups. */
  readonly series?: ReadonlySet<GroupSeries>;
}

/**
 * The numbers of the messages that a filter names. Groupings asked for in the same moment are answered by one statement for both
 * periods, and what was asked once is not asked again: a report is a snapshot of one moment, created for each request.
 */
export class Report {
  readonly scope: Scope;
  readonly stores: Stores;
  readonly without: ReadonlySet<NumberPart>;
  /** Lists are asked for beside those of the compared period: one statement reads both. */
  readonly isCompared: boolean;
  readonly #groups: DataLoader<Asked, Group[], string>;
  readonly #series: ReadonlySet<GroupSeries>;

  /** What of the report is asked for. */
  constructor(stores: Stores, scope: Scope, { without = new Set(), isCompared = false, series = new Set() }: ReportParts = {}) {
    this.stores = stores;
    this.scope = scope;
    this.without = without;
    this.isCompared = isCompared && scope.previous !== null;
    this.#series = series;
    this.#groups = new DataLoader((asked) => this.#answer(asked), {
      cacheKeyFn: ({ which, grouping }) => `${which} ${nameOfGrouping(grouping)}`,
    });
  }

  /** `filter`, `compareWith`: those that `checkFilter` and `checkCompareWith` have passed. */
  static async open(
    stores: Stores,
    workspaceId: string,
    filter: AnalyticsFilter,
    now: Date,
    parts?: ReportParts,
    compareWith?: CompareWith,
  ): Promise<Report> {
    return new Report(stores, await openScope(stores, workspaceId, filter, now, compareWith), parts);
  }

  /** What automatic chooses for this period. */
  get interval(): Interval {
    return automaticInterval(this.scope.current.range);
  }

  async overview(): Promise<Overview> {
    return overviewOf(await this.totals());
  }

  /** Null where the filter leaves an end of its time range open. */
  async previous(): Promise<Overview | null> {
    if (this.scope.previous === null) return null;
    const [group] = await this.groups('previous', []);
    return overviewOf(group?.numbers ?? noNumbers);
  }

  async totals(which: Which = 'current'): Promise<Numbers> {
    const [group] = await this.groups(which, []);
    return group?.numbers ?? noNumbers;
  }

  /** Oldest first; silent buckets are absent. `interval`: one that `chosenInterval` has passed; null: the automatic one. */
  async series(interval: Interval | null, which: Which = 'current'): Promise<OverviewBucket[]> {
    const chosen = interval ?? this.interval;
    return this.#buckets(await this.groups(which, [bucketsOf(this.scope, chosen)]), chosen, which);
  }

  /** Most messages first; the provider and the training method are what the registry says of the model. */
  async byModel(): Promise<ModelOverview[]> {
    this.#askAhead('byModel.series', 'current', modelKey);
    return mostFirst(await this.groups('current', [modelKey])).map(({ keys, numbers }) => {
      const registered = this.scope.models.get(String(keys[modelKey.name]));
      return {
        ...overviewOf(numbers),
        model: nameOf(keys, modelKey),
        provider: registered?.provider ?? null,
        trainingMethod: registered?.trainingMethod ?? null,
      };
    });
  }

  /** One model in the previous period; null where there is none. */
  previousOfModel(model: string | null): Promise<Overview | null> {
    return this.previousOf([modelKey], [model]);
  }

  /** One group of a grouping in the previous period, found by its values; null where there is no previous period. */
  async previousOf(grouping: readonly Key[], values: readonly (string | null)[]): Promise<Overview | null> {
    if (this.scope.previous === null) return null;
    const groups = await this.groups('previous', grouping);
    const own = groups.find(({ keys }) => grouping.every((key, index) => nameOf(keys, key) === values[index]));
    return overviewOf(own?.numbers ?? noNumbers);
  }

  seriesOfModel(model: string | null): Promise<OverviewBucket[]> {
    return this.seriesOf(modelKey, model);
  }

  /** One group of a key over time, in buckets of the automatic interval. */
  async seriesOf(key: Key, value: string | null, which: Which = 'current', interval = this.interval): Promise<OverviewBucket[]> {
    const groups = await this.groups(which, [bucketsOf(this.scope, interval), key]);
    return this.#buckets(
      groups.filter(({ keys }) => nameOf(keys, key) === value),
      interval,
      which,
    );
  }

  /** The models of `seriesByModel` in the compared period, each when it is asked for; empty where there is none. */
  async previousSeriesOf(model: string, series: readonly ModelSeries[], interval: Interval | null): Promise<OverviewBucket[]> {
    if (this.scope.previous === null) return [];
    const named = series.map((one) => one.model).filter((name) => name !== otherModels);
    if (model !== otherModels) return this.seriesOf(modelKey, model, 'previous', interval ?? this.interval);
    const folded = foldedModelKey(named);
    return this.seriesOf(folded, null, 'previous', interval ?? this.interval);
  }

  /**
   * The `top` models with the most messages, each with its buckets; what is left is summed up as "other", last. Messages that
   * name no model belong to "other" too. `interval`: as for `series`.
   */
  async seriesByModel(interval: Interval | null, top: number): Promise<ModelSeries[]> {
    const chosen = interval ?? this.interval;
    this.#askAhead('seriesByModel.previousSeries', 'previous', modelKey, chosen);
    const [models, byBucket] = await Promise.all([
      this.groups('current', [modelKey]),
      this.groups('current', [bucketsOf(this.scope, chosen), modelKey]),
    ]);
    const names = mostFirst(models).map(({ keys }) => nameOf(keys, modelKey));
    const largest = names.filter((name) => name !== null).slice(0, top);
    const rest = names.filter((name) => name === null || !largest.includes(name));
    const series = largest.map((model) => ({
      model,
      buckets: this.#buckets(
        byBucket.filter(({ keys }) => nameOf(keys, modelKey) === model),
        chosen,
        'current',
      ),
    }));
    if (rest.length === 0) return series;
    return [...series, { model: otherModels, buckets: await this.#otherBuckets(rest, byBucket, largest, chosen) }];
  }

  async byProvider(): Promise<ProviderOverview[]> {
    this.#askAhead('byProvider.series', 'current', providerKey);
    this.#askAhead('byProvider.previousSeries', 'previous', providerKey);
    return mostFirst(await this.groups('current', [providerKey])).map(({ keys, numbers }) => ({
      ...overviewOf(numbers),
      provider: nameOf(keys, providerKey),
    }));
  }

  async byVariant(): Promise<VariantOverview[]> {
    return mostFirst(await this.groups('current', [experimentKey, variantKey])).map(({ keys, numbers }) => ({
      ...overviewOf(numbers),
      experimentName: nameOf(keys, experimentKey),
      variant: nameOf(keys, variantKey),
    }));
  }

  async byTrainingMethod(): Promise<MethodOverview[]> {
    const key = methodKeyOf(this.scope.models);
    return mostFirst(await this.groups('current', [key])).map(({ keys, numbers }) => ({
      ...overviewOf(numbers),
      trainingMethod: nameOf(keys, key) as TrainingMethod | null,
    }));
  }

  /** Groups of one grouping of a period, in no order. */
  groups(which: Which, grouping: readonly Key[]): Promise<Group[]> {
    // Groups are asked for first and what each was before when they are there: read with them. Of buckets the earlier ones are seldom wanted.
    if (this.isCompared && which === 'current' && grouping.every(isNoTime))
      void this.#groups.load({ which: 'previous', grouping }).catch(() => {});
    return this.#groups.load({ which, grouping });
  }

  /** The interval that is asked for, else the automatic one; or why it is refused: it cuts the period into too many buckets. */
  chosenInterval(interval: Interval | null): Result<Interval, BadInput> {
    return interval === null ? succeed(this.interval) : checkInterval(this.scope.current.range, interval);
  }

  /** Reads series of groups in the same statement as the groups, where they will be asked for. */
  #askAhead(series: GroupSeries, which: Which, key: Key, interval = this.interval): void {
    if (!this.#series.has(series) || this.scope[which] === null) return;
    void this.groups(which, [bucketsOf(this.scope, interval), key]).catch(() => {});
  }

  #buckets(groups: readonly Group[], interval: Interval, which: Which): OverviewBucket[] {
    const key = bucketsOf(this.scope, interval);
    const period = this.scope[which];
    return groups
      .map(({ keys, numbers }) => ({ startedAt: new Date(Number(keys[key.name]) * 1_000), numbers }))
      .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
      .map(({ startedAt, numbers }) => ({
        ...overviewOf(numbers),
        startedAt,
        isPartial: period !== null && isPartialBucket(startedAt, interval, period, this.scope.now, this.scope.zone),
      }));
  }

  /** Distinct counts and percentiles of several models are no sums of theirs: only one model needs no further query. */
  async #otherBuckets(
    rest: readonly (string | null)[],
    byBucket: readonly Group[],
    largest: readonly string[],
    interval: Interval,
  ): Promise<OverviewBucket[]> {
    if (rest.length === 1)
      return this.#buckets(
        byBucket.filter(({ keys }) => nameOf(keys, modelKey) === rest[0]),
        interval,
        'current',
      );
    const folded = foldedModelKey(largest);
    const groups = await this.groups('current', [bucketsOf(this.scope, interval), folded]);
    return this.#buckets(
      groups.filter(({ keys }) => keys[folded.name] === ''),
      interval,
      'current',
    );
  }

  async #answer(asked: readonly Asked[]): Promise<Group[][]> {
    const answers = new Map<Asked, Group[]>();
    const batches = Map.groupBy(asked, ({ grouping }) => grouping.some(({ needsFacts }) => needsFacts));
    await Promise.all(
      [...batches].map(async ([needsFacts, batch]) => {
        const keys = batch.flatMap(({ grouping }) => grouping);
        const needs = { needsFacts, needsHours: keys.some(({ needsHours }) => needsHours === true), borders: bordersOf(keys) };
        const whiches = batch.map(({ which }) => which);
        const sources = sourcesOf(this.scope, whiches, needs);
        await Promise.all(sources.map(async (source) => this.#read(source, batch, answers)));
      }),
    );
    return asked.map((one) => answers.get(one) ?? []);
  }

  /** Answers those of the batch whose period the source has. */
  async #read({ source, period, whiches, whichOf }: PeriodsSource, batch: readonly Asked[], answers: Map<Asked, Group[]>): Promise<void> {
    const own = batch.filter(({ which }) => whiches.includes(which));
    const groupings = [...new Map(own.map(({ grouping }) => [nameOfGrouping(grouping), grouping])).entries()];
    const groups = await numbersByGroup(this.stores.clickhouse, {
      source,
      groupings: groupings.map(([, grouping]) => (period === null ? grouping : [period, ...grouping])),
      without: this.without,
    });
    for (const one of own) {
      const place = groupings.findIndex(([name]) => name === nameOfGrouping(one.grouping));
      const ofPeriod = (groups[place] ?? []).filter(({ keys }) => period === null || whichOf(keys[period.name]) === one.which);
      answers.set(one, ofPeriod);
    }
  }
}

const bucketNames: ReadonlySet<string> = new Set(intervals.map((interval) => `${interval.toLowerCase()}_key`));
const isNoTime = ({ name }: Key): boolean => !bucketNames.has(name);
const nameOfGrouping = (grouping: readonly Key[]): string => grouping.map(({ name }) => name).join(' ');

/** The training method that the registry has of the model; '': none. */
export function methodKeyOf(models: Scope['models']): Key {
  const methods = [...models.values()].flatMap(({ name, trainingMethod }) =>
    trainingMethod === null ? [] : [[name, trainingMethod] as const],
  );
  return mappedModelKey('method_key', new Map(methods));
}

/** The borders of all keys, in order. */
const bordersOf = (keys: readonly Key[]): Date[] => {
  const all = new Set(keys.flatMap(({ borders = [] }) => borders.map((border) => border.getTime())));
  return [...all].sort((one, other) => one - other).map((ms) => new Date(ms));
};

/** Null stands for the empty name: what the messages do not say. */
export function nameOf(keys: Group['keys'], { name }: Key): string | null {
  const value = keys[name];
  return value === '' || value === undefined ? null : String(value);
}

/** Most messages first, then by name, so that the order is always the same. */
export const mostFirst = (groups: readonly Group[]): Group[] =>
  [...groups].sort((a, b) => b.numbers.messageCount - a.numbers.messageCount || (JSON.stringify(a.keys) < JSON.stringify(b.keys) ? -1 : 1));
