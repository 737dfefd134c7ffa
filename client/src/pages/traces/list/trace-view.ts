import type { TraceFilter, TraceOrder } from '../../../graphql/generated/graphql.ts';
import type { NumberRange } from '../../../controls/range-chip.tsx';
import { negatableKeys, notKeyOf, oneOf, present, texts, withoutAny } from '../../../controls/view.ts';
import type { RawSearch, View } from '../../../controls/view.ts';
import { windowOf } from '../../../controls/window.ts';

export const traceOrders = ['started', 'duration', 'cost', 'tokens', 'errors', 'spans'] as const;
export type TraceSort = (typeof traceOrders)[number];
export const traceStates = ['failed', 'without error', 'running'] as const;
export type TraceState = (typeof traceStates)[number];

/**
 * What the list of traces is looked at through, beside the window and the filters that it shares with other pages (model, provider,
 * environment, session, rating, result, prompt). It lives in the address; what stands at its default is left out of it.
 */
export interface TraceView {
  readonly q?: string | undefined;
  /** Newest first when absent. */
  readonly order?: Exclude<TraceSort, 'started'> | undefined;
  readonly ascending?: 'true' | undefined;
  readonly name?: readonly string[] | undefined;
  readonly service?: readonly string[] | undefined;
  readonly tool?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly user?: readonly string[] | undefined;
  readonly error?: readonly string[] | undefined;
  readonly state?: TraceState | undefined;
  /** `500..2000`, in milliseconds. */
  readonly duration?: string | undefined;
  /** `0.01..`, in US dollars. */
  readonly cost?: string | undefined;
}

/** All that narrows the list: what it shares with other pages, and its own. */
export type TraceListView = View & TraceView;

export function readTraceView(search: RawSearch): TraceView {
  const order = oneOf(search['order'], traceOrders);
  return {
    q: texts(search['q'])?.[0],
    order: order === 'started' ? undefined : order,
    ascending: oneOf(search['ascending'], ['true'] as const),
    name: texts(search['name']),
    service: texts(search['service']),
    tool: texts(search['tool']),
    tag: texts(search['tag']),
    user: texts(search['user']),
    error: texts(search['error']),
    state: oneOf(search['state'], traceStates),
    duration: rangeText(readRange(texts(search['duration'])?.[0])),
    cost: rangeText(readRange(texts(search['cost'])?.[0])),
  };
}

/** The keys that narrow which traces are listed, in the order in which their chips stand. */
export const traceFilterKeys = [
  'state',
  'environment',
  'service',
  'name',
  'model',
  'tool',
  'duration',
  'cost',
  'error',
  'tag',
  'provider',
  'session',
  'user',
  'members',
  'rating',
  'result',
  'prompt',
  'promptVersion',
] as const satisfies readonly (keyof TraceListView)[];
export type TraceFilterKey = (typeof traceFilterKeys)[number];

/** Filters of other pages that say nothing about a trace: they stay in the address, and the list doesn't ask for them. */
export const unusedKeys = [
  'method',
  'channel',
  'experiment',
  'variant',
  'failure',
  'cohort',
  'says',
  'slower',
  'evaluated',
  ...negatableKeys.map(notKeyOf),
] as const satisfies readonly (keyof View)[];

export const traceFilterCount = (view: TraceListView): number => traceFilterKeys.filter((key) => view[key] !== undefined).length;

/** What clears every filter and the search; window and order stay. */
export const withoutTraceFilters = withoutAny([...traceFilterKeys, 'q']);

/** A view as the API takes it. */
export function traceFilterOf(view: TraceListView, now: Date): TraceFilter {
  const { from: minDurationMs, to: maxDurationMs } = readRange(view.duration);
  const { from: minCostUsd, to: maxCostUsd } = readRange(view.cost);
  return present({
    ...windowOf(view, now),
    names: list(view.name),
    services: list(view.service),
    environments: list(view.environment),
    models: list(view.model),
    providers: list(view.provider),
    tools: list(view.tool),
    sessions: list(view.session),
    users: list(view.user),
    cohort: view.members,
    tags: list(view.tag),
    errorTypes: list(view.error),
    hasError: view.state === 'failed' ? true : view.state === 'without error' ? false : undefined,
    isRunning: view.state === 'running' ? true : undefined,
    minDurationMs,
    maxDurationMs,
    minCostUsd,
    maxCostUsd,
    promptNames: list(view.prompt),
    promptVersions: list(view.promptVersion),
    ratings: list(view.rating),
    success: view.result === 'success' ? true : view.result === 'failure' ? false : undefined,
  });
}

export const orderOf = ({ order }: TraceView): TraceOrder =>
  (
    {
      started: 'STARTED_AT',
      duration: 'DURATION',
      cost: 'COST',
      tokens: 'TOKENS',
      errors: 'ERRORS',
      spans: 'SPANS',
    } as const
  )[order ?? 'started'];

/** `500..2000` as two numbers; what can't be understood is open. */
export function readRange(text: string | undefined): NumberRange {
  const [from, to] = (text ?? '').split('..').map(amount);
  return from !== undefined && to !== undefined && from > to ? {} : { from, to };
}

/** The reverse; undefined where both ends are open. */
export const rangeText = ({ from, to }: NumberRange): string | undefined =>
  from === undefined && to === undefined ? undefined : `${from ?? ''}..${to ?? ''}`;

function amount(text: string): number | undefined {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) || value < 0 ? undefined : value;
}

const list = <Item>(items: readonly Item[] | undefined): Item[] | undefined => (items === undefined ? undefined : [...items]);
