import type { TrainingMethod } from '../graphql/generated/graphql.ts';

export const ranges = ['24h', '7d', '30d', '90d', 'all', 'custom'] as const;
/** How far back the page looks. `custom` goes with `from` and `to`. */
export type Range = (typeof ranges)[number];

export const trainingMethods = ['BASE', 'SFT', 'DPO', 'RLHF'] as const satisfies readonly TrainingMethod[];
export const stars = [1, 2, 3, 4, 5] as const;

/**
 * What every page of numbers is looked at through: window, comparison and filters. It lives in the address, so that a view
 * can be sent to a colleague; what stands at its default is left out of it.
 */
export interface View {
  /** 30 days when absent. */
  readonly range?: Exclude<Range, '30d'> | undefined;
  /** ISO 8601 UTC, with `range: custom` only. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Compared with the period before when absent. */
  readonly compare?: 'off' | undefined;
  /** Live when absent. */
  readonly live?: 'paused' | undefined;
  readonly model?: readonly string[] | undefined;
  readonly provider?: readonly string[] | undefined;
  readonly rating?: readonly number[] | undefined;
  readonly result?: 'success' | 'failure' | undefined;
  readonly method?: readonly TrainingMethod[] | undefined;
  readonly session?: readonly string[] | undefined;
  readonly experiment?: readonly string[] | undefined;
  readonly variant?: readonly string[] | undefined;
  readonly channel?: 'widget' | 'chat' | undefined;
  readonly environment?: readonly string[] | undefined;
}

/** An address's search part, read but not yet checked: each key with all its values. */
export type RawSearch = Readonly<Record<string, unknown>>;

/** The view that an address asks for. What can't be understood is left out, so an old or broken link still opens. */
export function readView(search: RawSearch): View {
  const range = oneOf(search['range'], ranges);
  const from = instant(search['from']);
  const to = instant(search['to']);
  const isCustom = range === 'custom' && (from !== undefined || to !== undefined) && !(from && to && from >= to);
  return {
    range: range === '30d' || (range === 'custom' && !isCustom) ? undefined : range,
    from: isCustom ? from : undefined,
    to: isCustom ? to : undefined,
    compare: oneOf(search['compare'], ['off'] as const),
    live: oneOf(search['live'], ['paused'] as const),
    model: texts(search['model']),
    provider: texts(search['provider']),
    rating: some(
      texts(search['rating'])
        ?.map(Number)
        .filter((star) => stars.some((known) => known === star)),
    ),
    result: oneOf(search['result'], ['success', 'failure'] as const),
    method: some(texts(search['method'])?.flatMap((text) => oneOf(text.toUpperCase(), trainingMethods) ?? [])),
    session: texts(search['session']),
    experiment: texts(search['experiment']),
    variant: texts(search['variant']),
    channel: oneOf(search['channel'], ['widget', 'chat'] as const),
    environment: texts(search['environment']),
  };
}

/** The keys of a view that narrow which messages are counted. */
export const filterKeys = [
  'model',
  'rating',
  'result',
  'method',
  'session',
  'channel',
  'provider',
  'experiment',
  'variant',
  'environment',
] as const satisfies readonly (keyof View)[];
export type FilterKey = (typeof filterKeys)[number];

/** How many filters narrow the view. */
export function filterCount(view: View): number {
  return filterKeys.filter((key) => view[key] !== undefined).length;
}

export function withoutFilters(view: View): View {
  return present({ ...view, ...withoutAny(filterKeys) });
}

/** What clears these keys of an address. */
export function withoutAny<Key extends string>(keys: readonly Key[]): Readonly<Record<Key, undefined>> {
  return Object.fromEntries(keys.map((key) => [key, undefined])) as Record<Key, undefined>;
}

/** Leaves out what is not set, so that two equal views are written alike. */
export function present<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as Value;
}

/** The value of a key, where it is one of those known. */
export function oneOf<const Known extends string>(value: unknown, known: readonly Known[]): Known | undefined {
  const text = texts(value)?.[0];
  return known.find((candidate) => candidate === text);
}

/** Text values of a key, each once; undefined when there is none. */
export function texts(value: unknown): string[] | undefined {
  const all = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  const kept = all.map((one) => (typeof one === 'string' || typeof one === 'number' ? String(one).trim() : '')).filter((one) => one !== '');
  return some([...new Set(kept)]);
}

function some<Item>(items: Item[] | undefined): Item[] | undefined {
  return items === undefined || items.length === 0 ? undefined : items;
}

function instant(value: unknown): string | undefined {
  const text = texts(value)?.[0];
  if (text === undefined) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
