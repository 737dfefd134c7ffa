import type {
  TrainingJobFilter,
  TrainingJobOrder,
  TrainingMethod,
  TrainingSource,
  TrainingStatus,
} from '../../../graphql/generated/graphql.ts';
import { oneOf, present, texts, trainingMethods, withoutAny } from '../../../controls/view.ts';
import type { RawSearch } from '../../../controls/view.ts';

export const jobSorts = ['created', 'name', 'status', 'loss', 'best', 'duration'] as const;
export type JobSort = (typeof jobSorts)[number];

const orders: Record<JobSort, TrainingJobOrder> = {
  created: 'CREATED',
  name: 'NAME',
  status: 'STATUS',
  loss: 'LAST_LOSS',
  best: 'BEST_EVAL_LOSS',
  duration: 'DURATION',
};

// Their words stay with the page: this file is read with the first page, whichever it is.
export const trainingStatuses = [
  'QUEUED',
  'STARTING',
  'RUNNING',
  'STALLED',
  'CANCELLING',
  'FINISHED',
  'FAILED',
  'CANCELLED',
  'LOST',
] as const satisfies readonly TrainingStatus[];
export const trainingSources = ['API', 'MLFLOW', 'TRACKIO', 'IMPORT', 'RUNNER'] as const satisfies readonly TrainingSource[];

/** What the list of jobs is looked at through. It lives in the address; what stands at its default is left out of it. */
export interface JobListView {
  readonly live?: 'paused' | undefined;
  readonly q?: string | undefined;
  /** Newest first when absent. */
  readonly order?: Exclude<JobSort, 'created'> | undefined;
  /** The other way round than the order has it by itself: `newest`, `longest` and `running` first, names and losses from the least. */
  readonly reversed?: 'true' | undefined;
  readonly status?: readonly TrainingStatus[] | undefined;
  readonly project?: readonly string[] | undefined;
  readonly group?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly base?: readonly string[] | undefined;
  readonly method?: readonly TrainingMethod[] | undefined;
  readonly source?: readonly TrainingSource[] | undefined;
  /** Global ids. */
  readonly configuration?: readonly string[] | undefined;
  readonly runner?: readonly string[] | undefined;
}

export function readJobListView(search: RawSearch): Omit<JobListView, 'live' | 'method'> {
  const order = oneOf(search['order'], jobSorts);
  return {
    q: texts(search['q'])?.[0],
    order: order === 'created' ? undefined : order,
    reversed: oneOf(search['reversed'], ['true'] as const),
    status: known(search['status'], trainingStatuses),
    project: texts(search['project']),
    group: texts(search['group']),
    tag: texts(search['tag']),
    base: texts(search['base']),
    source: known(search['source'], trainingSources),
    configuration: texts(search['configuration']),
    runner: texts(search['runner']),
  };
}

/** The keys that narrow which jobs are listed, in the order in which their chips stand. */
export const jobFilterKeys = [
  'status',
  'project',
  'group',
  'method',
  'base',
  'tag',
  'source',
  'configuration',
  'runner',
] as const satisfies readonly (keyof JobListView)[];
export type JobFilterKey = (typeof jobFilterKeys)[number];

export const isNarrowed = (view: JobListView): boolean => view.q !== undefined || jobFilterKeys.some((key) => view[key] !== undefined);

/** What clears every filter and the search; the order stays. */
export const withoutJobFilters = withoutAny([...jobFilterKeys, 'q']);

/** A view as the API takes it. */
export function jobFilterOf(view: JobListView): TrainingJobFilter {
  return present({
    statuses: list(view.status),
    projects: list(view.project),
    groupNames: list(view.group),
    tags: list(view.tag),
    sources: list(view.source),
    trainingMethods: list(view.method?.filter((method) => trainingMethods.includes(method))),
    baseModels: list(view.base),
    configurationIds: list(view.configuration),
    runnerIds: list(view.runner),
  });
}

/** Newest and longest first by themselves; everything else from its least. */
export const isDescending = ({ order, reversed }: JobListView): boolean =>
  (order === undefined || order === 'duration') === (reversed === undefined);

export const orderOf = ({ order }: JobListView): TrainingJobOrder => orders[order ?? 'created'];

function known<const Known extends string>(value: unknown, all: readonly Known[]): Known[] | undefined {
  const kept = texts(value)?.flatMap((text) => all.filter((one) => one === text.toUpperCase()));
  return kept === undefined || kept.length === 0 ? undefined : kept;
}

const list = <Item>(items: readonly Item[] | undefined): Item[] | undefined =>
  items === undefined || items.length === 0 ? undefined : [...items];
