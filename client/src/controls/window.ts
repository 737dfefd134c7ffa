import type { AnalyticsExclusion, AnalyticsFilter, CompareWithInput, MessageVerdict } from '../graphql/generated/graphql.ts';
import { fromLocalText, toLocalText } from './local-time.ts';
import { negatableKeys, NONE, notKeyOf } from './view.ts';
import type { NegatableKey, Range, View } from './view.ts';
import { hourMs } from '../primitives/times.ts';

const hoursBack: Record<'24h' | '7d' | '30d' | '90d', number> = { '24h': 24, '7d': 168, '30d': 720, '90d': 2160 };

/** From the first instant to just before the last one, ISO 8601 UTC; both absent is all time. */
export interface Window {
  readonly from?: string;
  readonly to?: string;
}

export function rangeOf(view: View): Range {
  return view.range ?? '30d';
}

/**
 * The instants a view covers. Ranges that go with the clock end at the next full hour: the hour that runs now is inside,
 * whole hours can be read from the rollup, and the query stays the same for an hour.
 */
export function windowOf(view: View, now: Date): Window {
  const range = rangeOf(view);
  if (range === 'all') return {};
  if (range === 'custom') return { ...(view.from && { from: view.from }), ...(view.to && { to: view.to }) };
  const end = Math.floor(now.getTime() / hourMs) * hourMs + hourMs;
  return { from: new Date(end - hoursBack[range] * hourMs).toISOString(), to: new Date(end).toISOString() };
}

/** Only a window with two ends has a period of the same length before it. */
export function canCompare(window: Window): boolean {
  return window.from !== undefined && window.to !== undefined;
}

/** `24 h`, `7 d` …, as the buttons and the compare switch say it. */
export const rangeNames: Record<Range, string> = {
  '24h': '24 h',
  '7d': '7 d',
  '30d': '30 d',
  '90d': '90 d',
  all: 'All',
  custom: 'Custom',
};

/** A view as the API takes it, with days of a zone; of the workspace's where none is given. */
export function filterOf(view: View, now: Date, timeZone?: string): AnalyticsFilter {
  const not = exclusionOf(view);
  return {
    ...windowOf(view, now),
    ...(timeZone !== undefined && { timeZone }),
    ...(view.model && { models: named(view.model) }),
    ...(view.provider && { providers: named(view.provider) }),
    ...(view.rating && { ratings: [...view.rating] }),
    ...(view.result && (view.result === 'unjudged' ? { verdicts: ['UNJUDGED'] } : { success: view.result === 'success' })),
    ...(view.method && { trainingMethods: [...view.method] }),
    ...(view.session && { sessions: named(view.session) }),
    ...(view.experiment && { experiments: named(view.experiment) }),
    ...(view.variant && { variants: named(view.variant) }),
    ...(view.channel && { widget: view.channel === 'widget' }),
    ...(view.environment && { environments: named(view.environment) }),
    ...(view.failure && { failureTags: named(view.failure) }),
    ...(view.error && { errorTypes: named(view.error) }),
    ...(view.tool && { tools: named(view.tool) }),
    ...(view.user && { users: named(view.user) }),
    ...(view.prompt && { promptNames: named(view.prompt) }),
    ...(view.promptVersion && { promptVersions: named(view.promptVersion) }),
    ...(view.topic && { topicIds: [...view.topic] }),
    ...(view.language && { languages: [...view.language] }),
    ...(view.emotion && { emotions: [...view.emotion] }),
    ...(view.says && { text: view.says }),
    ...(view.slower !== undefined && { slowerThanMs: view.slower }),
    ...(view.evaluated && { evaluated: view.evaluated === 'yes' }),
    ...(view.cohort && { usersFirstSeen: view.cohort === 'new' ? windowOf(view, now) : cohortOf(view.cohort, timeZone ?? 'UTC') }),
    ...(view.members && { cohort: view.members }),
    ...(Object.keys(not).length > 0 && { not }),
  };
}

/** Lists of a filter as they stand in a view, by the filter's field. */
const listKeys = {
  models: 'model',
  providers: 'provider',
  sessions: 'session',
  experiments: 'experiment',
  variants: 'variant',
  environments: 'environment',
  failureTags: 'failure',
  errorTypes: 'error',
  tools: 'tool',
  users: 'user',
  promptNames: 'prompt',
  promptVersions: 'promptVersion',
  topicIds: 'topic',
  languages: 'language',
  emotions: 'emotion',
} as const satisfies Partial<Record<keyof AnalyticsFilter, keyof View>>;

/** The view of a filter that the API gives: its lists and its time. What a view can't say is left out. */
export function searchOfFilter(filter: AnalyticsFilter): View {
  const lists = Object.entries(listKeys).flatMap(([field, key]) => {
    const values = filter[field as keyof typeof listKeys];
    return values == null || values.length === 0 ? [] : [[key, values.map((value) => (value === '' ? NONE : value))]];
  });
  const { from, to, success, cohort } = filter;
  return {
    ...(Object.fromEntries(lists) as Partial<View>),
    ...(success != null && { result: success ? 'success' : 'failure' }),
    ...(cohort != null && { members: String(cohort) }),
    ...(from == null && to == null ? { range: 'all' } : { range: 'custom', from: from ?? undefined, to: to ?? undefined }),
  };
}

const named = (values: readonly string[]): string[] => values.map((value) => (value === NONE ? '' : value));

function exclusionOf(view: View): AnalyticsExclusion {
  const fields: Partial<Record<NegatableKey, keyof AnalyticsExclusion>> = {
    model: 'models',
    provider: 'providers',
    session: 'sessions',
    experiment: 'experiments',
    variant: 'variants',
    environment: 'environments',
    failure: 'failureTags',
    error: 'errorTypes',
    tool: 'tools',
    user: 'users',
    method: 'trainingMethods',
    prompt: 'promptNames',
    promptVersion: 'promptVersions',
  };
  const lists = negatableKeys.flatMap((key) => {
    const [field, values] = [fields[key], view[notKeyOf(key)]];
    return field === undefined || values === undefined ? [] : [[field, named(values)]];
  });
  return {
    ...(Object.fromEntries(lists) as AnalyticsExclusion),
    ...(view['not-rating'] && { ratings: view['not-rating'].map(Number) }),
    ...(view['not-result'] && { verdicts: view['not-result'].map((result) => result.toUpperCase() as MessageVerdict) }),
    ...(view['not-says']?.[0] !== undefined && { text: view['not-says'][0] }),
  };
}

/** From the first instant of a month of the zone, `2026-10`, to that of the next; or of a day, `2026-11-02`, and seven days. */
function cohortOf(text: string, timeZone: string): Window {
  const first = text.length === 7 ? `${text}-01` : text;
  const next = new Date(`${first}T00:00Z`);
  if (first === text) next.setUTCDate(next.getUTCDate() + 7);
  else next.setUTCMonth(next.getUTCMonth() + 1);
  const [from, to] = [`${first}T00:00`, next.toISOString().slice(0, 16)].map((text) => fromLocalText(text, timeZone));
  return { ...(from != null && { from }), ...(to != null && { to }) };
}

/** What a view asks of the API in an hour, given by its start (ms since the epoch). `compare` is false where there is nothing to compare with. */
export function queryOf(view: View, hour: number, timeZone?: string): ViewQuery {
  const now = new Date(hour);
  return {
    filter: filterOf(view, now, timeZone),
    compare: view.compare === 'custom' || (view.compare !== 'off' && canCompare(windowOf(view, now))),
    compareWith: compareWithOf(view),
  };
}

export interface ViewQuery {
  readonly filter: AnalyticsFilter;
  readonly compare: boolean;
  /** null: the period just before. */
  readonly compareWith: CompareWithInput | null;
}

const periods = { week: 'WEEK_BEFORE', month: 'MONTH_BEFORE', year: 'YEAR_BEFORE' } as const;

function compareWithOf({ compare, vsfrom, vsto }: View): CompareWithInput | null {
  if (compare === undefined || compare === 'off') return null;
  if (compare === 'custom') return vsfrom === undefined || vsto === undefined ? null : { range: { from: vsfrom, to: vsto } };
  return { period: periods[compare] };
}

const DAYS_OF_WEEK = 7;

/**
 * When the compared period begins, ms since the epoch, as the API finds it: a week, month or year before by the zone's calendar; null: there
 * is none.
 */
export function comparedStart(view: View, { from, to }: Window, timeZone: string): number | null {
  if (view.compare === 'custom') return view.vsfrom === undefined ? null : Date.parse(view.vsfrom);
  if (from === undefined || to === undefined || view.compare === 'off') return null;
  if (view.compare === undefined) return Date.parse(from) - (Date.parse(to) - Date.parse(from));
  const wall = new Date(`${toLocalText(from, timeZone)}Z`);
  const day = wall.getUTCDate();
  if (view.compare === 'week') wall.setUTCDate(day - DAYS_OF_WEEK);
  else {
    wall.setUTCDate(1);
    wall.setUTCMonth(wall.getUTCMonth() - (view.compare === 'year' ? 12 : 1));
    const lastDay = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
    wall.setUTCDate(Math.min(day, lastDay));
  }
  const start = fromLocalText(wall.toISOString().slice(0, 16), timeZone);
  return start === null ? null : Date.parse(start);
}
