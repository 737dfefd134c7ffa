import type { Emotion, TrainingMethod } from '../graphql/generated/graphql.ts';

export const ranges = ['24h', '7d', '30d', '90d', 'all', 'custom'] as const;
/** How far back the page looks. `custom` goes with `from` and `to`. */
export type Range = (typeof ranges)[number];

export const comparisons = ['off', 'previous', 'week', 'month', 'year', 'custom'] as const;
/** What a window is compared with: nothing, the one before, the same a week, month or year before, or another (`vsfrom`, `vsto`). */
export type Comparison = (typeof comparisons)[number];

export const trainingMethods = ['BASE', 'SFT', 'DPO', 'RLHF'] as const satisfies readonly TrainingMethod[];
const emotions = [
  'FRUSTRATION',
  'CONFUSION',
  'SATISFACTION',
  'URGENCY',
  'GRATITUDE',
  'CURIOSITY',
  'ANGER',
  'DISAPPOINTMENT',
  'JOY',
  'SADNESS',
  'WORRY',
  'SURPRISE',
] as const satisfies readonly Emotion[];
export const stars = [1, 2, 3, 4, 5] as const;

export const results = ['success', 'failure', 'unjudged'] as const;
export type Result = (typeof results)[number];

/** Filters that can also leave out: `not-model` beside `model`. */
export const negatableKeys = [
  'model',
  'rating',
  'result',
  'method',
  'session',
  'provider',
  'experiment',
  'variant',
  'environment',
  'failure',
  'error',
  'tool',
  'user',
  'prompt',
  'promptVersion',
  'says',
] as const;
export type NegatableKey = (typeof negatableKeys)[number];
export const notKeyOf = <Key extends NegatableKey>(key: Key): `not-${Key}` => `not-${key}`;
/** Messages that are left out, by values of the filters. */
export type LeftOut = { readonly [Key in `not-${NegatableKey}`]?: readonly string[] | undefined };

/** Stands in an address for messages that name none: no model, no session. */
export const NONE = '(none)';

/**
 * What every page of numbers is looked at through: window, comparison and filters. It lives in the address, so that a view
 * can be sent to a colleague; what stands at its default is left out of it.
 */
export interface View extends LeftOut {
  /** 30 days when absent. */
  readonly range?: Exclude<Range, '30d'> | undefined;
  /** ISO 8601 UTC, with `range: custom` only. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** What numbers are compared with: the period before when absent. */
  readonly compare?: Exclude<Comparison, 'previous'> | undefined;
  /** The compared period, with `compare: custom`. */
  readonly vsfrom?: string | undefined;
  readonly vsto?: string | undefined;
  /** Live when absent. */
  readonly live?: 'paused' | undefined;
  readonly model?: readonly string[] | undefined;
  readonly provider?: readonly string[] | undefined;
  readonly rating?: readonly number[] | undefined;
  readonly result?: Result | undefined;
  readonly method?: readonly TrainingMethod[] | undefined;
  readonly session?: readonly string[] | undefined;
  readonly experiment?: readonly string[] | undefined;
  readonly variant?: readonly string[] | undefined;
  readonly channel?: 'widget' | 'chat' | undefined;
  readonly environment?: readonly string[] | undefined;
  /** Failure tags of evaluations. */
  readonly failure?: readonly string[] | undefined;
  /** Kinds of errors. */
  readonly error?: readonly string[] | undefined;
  readonly tool?: readonly string[] | undefined;
  readonly user?: readonly string[] | undefined;
  /** Prompts of the registry, by name, and their versions. */
  readonly prompt?: readonly string[] | undefined;
  readonly promptVersion?: readonly string[] | undefined;
  /** What users' messages are about, by the ids of topics; their languages; what they show. */
  readonly topic?: readonly string[] | undefined;
  readonly language?: readonly string[] | undefined;
  readonly emotion?: readonly Emotion[] | undefined;
  /** Words that the text of a message contains. */
  readonly says?: string | undefined;
  /** Latency above this, ms. */
  readonly slower?: number | undefined;
  readonly evaluated?: 'yes' | 'no' | undefined;
  /** Users whose first message lies in the window (`new`), or in a month of the zone (`2026-10`), or in the week from a day on (`2026-11-02`). */
  readonly cohort?: string | undefined;
  /** Messages of the users in a cohort, by its global id. */
  readonly members?: string | undefined;
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
    ...comparison(search),
    live: oneOf(search['live'], ['paused'] as const),
    model: texts(search['model']),
    provider: texts(search['provider']),
    rating: some(
      texts(search['rating'])
        ?.map(Number)
        .filter((star) => stars.some((known) => known === star)),
    ),
    result: oneOf(search['result'], results),
    method: some(texts(search['method'])?.flatMap((text) => oneOf(text.toUpperCase(), trainingMethods) ?? [])),
    session: texts(search['session']),
    experiment: texts(search['experiment']),
    variant: texts(search['variant']),
    channel: oneOf(search['channel'], ['widget', 'chat'] as const),
    environment: texts(search['environment']),
    failure: texts(search['failure']),
    error: texts(search['error']),
    tool: texts(search['tool']),
    user: texts(search['user']),
    prompt: texts(search['prompt']),
    promptVersion: texts(search['promptVersion']),
    topic: some(texts(search['topic'])?.filter((id) => /^[1-9]\d{0,8}$/.test(id))),
    language: texts(search['language']),
    emotion: some(texts(search['emotion'])?.flatMap((text) => oneOf(text.toUpperCase(), emotions) ?? [])),
    says: texts(search['says'])?.[0],
    slower: wholeNumber(search['slower']),
    evaluated: oneOf(search['evaluated'], ['yes', 'no'] as const),
    cohort: texts(search['cohort'])?.find((one) => one === 'new' || /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/.test(one)),
    members: texts(search['members'])?.[0],
    ...leftOut(search),
  };
}

function comparison(search: RawSearch): Pick<View, 'compare' | 'vsfrom' | 'vsto'> {
  const compare = oneOf(search['compare'], comparisons);
  const [vsfrom, vsto] = [instant(search['vsfrom']), instant(search['vsto'])];
  if (compare === 'custom') return vsfrom && vsto && vsfrom < vsto ? { compare, vsfrom, vsto } : {};
  return { compare: compare === 'previous' ? undefined : compare };
}

/** What an address leaves out; values that a filter does not have are passed over. */
function leftOut(search: RawSearch): LeftOut {
  const known: Partial<Record<NegatableKey, readonly string[]>> = { rating: stars.map(String), result: results, method: trainingMethods };
  return Object.fromEntries(
    negatableKeys.map((key) => {
      const given = texts(search[notKeyOf(key)])?.map((text) => (key === 'method' ? text.toUpperCase() : text));
      return [notKeyOf(key), some(given?.filter((value) => known[key]?.includes(value) ?? true))];
    }),
  );
}

/** The filters, in the order of their chips. */
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
  'failure',
  'error',
  'tool',
  'user',
  'prompt',
  'promptVersion',
  'topic',
  'language',
  'emotion',
  'cohort',
  'members',
  'says',
  'slower',
  'evaluated',
] as const satisfies readonly (keyof View)[];
export type FilterKey = (typeof filterKeys)[number];

/** Every key of a view that narrows which messages are counted. */
export const narrowingKeys = [...filterKeys, ...negatableKeys.map(notKeyOf)] as const;

/** Whether a filter narrows the view, by what it includes or by what it leaves out. */
export const isNarrowedBy = (view: View, key: FilterKey): boolean =>
  view[key] !== undefined || view[notKeyOf(key as NegatableKey)] !== undefined;

/** How many filters narrow the view. */
export function filterCount(view: View): number {
  return filterKeys.filter((key) => isNarrowedBy(view, key)).length;
}

export function withoutFilters(view: View): View {
  return present({ ...view, ...withoutAny(narrowingKeys) });
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

function some<Item>(items: readonly Item[] | undefined): Item[] | undefined {
  return items === undefined || items.length === 0 ? undefined : [...items];
}

function wholeNumber(value: unknown): number | undefined {
  const number = Number(texts(value)?.[0]);
  return Number.isInteger(number) && number >= 0 && number <= 2 ** 31 - 1 ? number : undefined;
}

function instant(value: unknown): string | undefined {
  const text = texts(value)?.[0];
  if (text === undefined) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
