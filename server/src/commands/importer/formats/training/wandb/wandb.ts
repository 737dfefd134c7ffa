import { nameOfFile } from '../../../runs/names.ts';
import { fileSource, type Place, type RunEnd, type RunFacts, type RunFormat, type RunRecord } from '../../../runs/types.ts';
import { instantOf, isObject, isWhole, numberOf, stepOf, textOf } from 'importer/values';
import { openFile, type CountedFile } from '../../../text.ts';
import { logRecordsOf } from './log.ts';
import { wandbRecordOf, type Environment, type Item, type WandbRecord, type WandbRun } from './records.ts';

const id = 'W&B log';

/** `run-<id>.wandb`, which W&B's client writes on disk, online and offline. */
export const wandb: RunFormat = {
  id,
  description: 'a W&B log (run-<id>.wandb in a folder wandb/)',
  recognises: (head) => head.startsWith(':W&B'),
  faultOf: (_head, path) => (path.endsWith('.wandb') ? 'it does not begin as a log of W&B does' : null),
  async open(path) {
    const file = await openFile(path);
    return fileSource(id, file, () => recordsOf(file));
  },
};

/** Values of a row that place it, and W&B's own. */
const isOfPlace = (metric: string): boolean => /^_(?:step|timestamp|runtime|wandb(?:\..*)?)$/.test(metric);
/** The trainer's own step, where it logs one: W&B counts calls of `log`. */
const trainerSteps = ['train/global_step', 'trainer/global_step', 'global_step'];

interface State {
  config: Record<string, unknown>;
  /** Numbers of the summary that history may not have. */
  readonly summary: Map<string, number>;
  /** Metrics that history has. */
  readonly logged: Set<string>;
  startedAt: Date | null;
  lastAt: Date | null;
  lastStep: number;
  isPreempted: boolean;
  exitCode: number | null;
}

async function* recordsOf(file: CountedFile): AsyncIterable<RunRecord> {
  const state: State = {
    config: {},
    summary: new Map(),
    logged: new Set(),
    startedAt: null,
    lastAt: null,
    lastStep: 0,
    isPreempted: false,
    exitCode: null,
  };
  let hasBegun = false;
  let place: Place = { file: file.path, unit: 'record', number: 1 };
  for await (const logged of logRecordsOf(file.bytes())) {
    place = { file: file.path, unit: 'record', number: logged.number };
    if (logged.kind === 'cut') {
      yield { kind: 'remark', text: `${file.path}: record ${logged.number} is cut off; what is before it is imported` };
      continue;
    }
    const record = logged.kind === 'bad' ? logged.reason : decoded(logged.bytes);
    if (typeof record === 'string') {
      yield { kind: 'bad', place, field: '', reason: record };
      continue;
    }
    if (record?.kind === 'run') {
      state.startedAt = record.run.startedAt ?? state.startedAt;
      add(state.config, record.run.config);
      const facts = factsOf(record.run, state, file);
      yield hasBegun
        ? { kind: 'facts', run: '', facts }
        : { kind: 'run', run: '', identity: { kind: 'id', externalId: idOf(record.run) }, facts };
      hasBegun = true;
    } else if (record !== null) yield* taken(record, state, file, place);
  }
  if (!hasBegun) return;
  for (const [metric, value] of state.summary)
    if (!state.logged.has(metric))
      yield { kind: 'point', run: '', metric, step: state.lastStep, value, at: timeOf(state, file), attempt: 1, place };
  yield { kind: 'end', run: '', end: endOf(state), at: state.lastAt };
}

function decoded(bytes: Buffer): WandbRecord | null | string {
  try {
    return wandbRecordOf(bytes);
  } catch (error) {
    return `is no record of W&B: ${(error as Error).message}`;
  }
}

function* taken(record: Exclude<WandbRecord, { kind: 'run' }>, state: State, file: CountedFile, place: Place): Iterable<RunRecord> {
  switch (record.kind) {
    case 'history':
      yield* pointsOf(record, state, file, place);
      break;
    case 'stats':
      for (const { path, value } of record.items) {
        const number = numberOf(value);
        if (number !== null) yield { kind: 'system', run: '', metric: path.join('.'), value: number, at: record.at, place };
      }
      break;
    case 'config':
      add(state.config, record.items);
      yield { kind: 'facts', run: '', facts: factsOfConfig(state.config) };
      break;
    case 'summary':
      for (const [metric, value] of numbersOf(record.items)) if (!isOfPlace(metric)) state.summary.set(metric, value);
      break;
    case 'environment':
      yield* hardwareOf(record.environment);
      break;
    case 'preempting':
      state.isPreempted = true;
      break;
    case 'exit':
      state.exitCode = record.exitCode;
      break;
    default:
      record satisfies never;
  }
}

function* pointsOf(
  { step, items }: Extract<WandbRecord, { kind: 'history' }>,
  state: State,
  file: CountedFile,
  place: Place,
): Iterable<RunRecord> {
  const row = new Map(numbersOf(items));
  const ownStep = stepOf(step) ?? stepOf(row.get('_step'));
  const trainerStep = trainerSteps.find((name) => stepOf(row.get(name)) !== null);
  const at = trainerStep === undefined ? ownStep : stepOf(row.get(trainerStep));
  if (at === null) {
    yield { kind: 'bad', place, field: '_step', reason: `is ${String(row.get('_step') ?? null)}; a whole number from 0 is expected` };
    return;
  }
  state.lastAt = timeOfRow(row, state) ?? state.lastAt;
  state.lastStep = Math.max(state.lastStep, at);
  for (const [metric, value] of row) {
    if (isOfPlace(metric)) continue;
    state.logged.add(metric);
    if (metric !== trainerStep) yield { kind: 'point', run: '', metric, step: at, value, at: timeOf(state, file), attempt: 1, place };
  }
}

/** Every number among items, under its path with dots, those inside of objects too. Texts and media are none. */
function* numbersOf(items: readonly Item[]): Iterable<[metric: string, value: number]> {
  for (const { path, value } of items) {
    const name = path.join('.');
    if (isObject(value)) {
      // "_type" marks media: a histogram, a table, an image.
      if (!('_type' in value)) yield* numbersOf(Object.entries(value).map(([key, inner]) => ({ path: [name, key], value: inner })));
      continue;
    }
    const number = numberOf(value);
    if (number !== null) yield [name, number];
  }
}

function timeOfRow(row: ReadonlyMap<string, number>, { startedAt }: State): Date | null {
  const runtime = row.get('_runtime');
  return (
    instantOf(row.get('_timestamp')) ??
    (runtime === undefined || startedAt === null ? null : new Date(startedAt.getTime() + Math.round(runtime * 1_000)))
  );
}

const timeOf = ({ lastAt, startedAt }: State, file: CountedFile): Date => lastAt ?? startedAt ?? file.modifiedAt;

const idOf = ({ project, id: runId }: WandbRun): string => ['wandb', project, runId].filter((part) => part !== '').join('/');

function factsOf(run: WandbRun, { config, startedAt }: State, file: CountedFile): RunFacts {
  return {
    name: run.name === '' ? nameOfFile(file.path) : run.name,
    ...(run.project !== '' && { project: run.project }),
    ...(run.group !== '' && { groupName: run.group }),
    ...(run.tags.length > 0 && { tags: run.tags }),
    ...(run.notes !== '' && { notes: run.notes }),
    ...(run.host !== '' && { hardware: { name: run.host } }),
    ...(startedAt !== null && { startedAt }),
    ...factsOfConfig(config),
  };
}

function factsOfConfig(config: Readonly<Record<string, unknown>>): RunFacts {
  const first = <Value>(names: readonly string[], read: (value: unknown) => Value | null): Value | undefined =>
    names.map((name) => read(config[name])).find((value) => value !== null) as Value | undefined;
  const count = (value: unknown): number | null => (isWhole(value) && value > 0 ? value : null);
  const baseModel = first(['model_name_or_path', '_name_or_path', 'base_model'], textOf);
  const datasetName = first(['dataset_name', 'dataset'], textOf);
  const totalSteps = first(['max_steps'], count);
  const totalEpochs = first(['num_train_epochs', 'max_epochs'], count);
  return {
    ...(Object.keys(config).length > 0 && { hyperparameters: config }),
    ...(baseModel !== undefined && { baseModel }),
    ...(datasetName !== undefined && { datasetName }),
    ...(totalSteps !== undefined && { totalSteps }),
    ...(totalEpochs !== undefined && { totalEpochs }),
  };
}

function* hardwareOf({ cpuCount, gpuName, gpuCount }: Environment): Iterable<RunRecord> {
  const hardware = { ...(cpuCount > 0 && { cpuCount }), ...(gpuName !== '' && { gpuName }), ...(gpuCount > 0 && { gpuCount }) };
  if (Object.keys(hardware).length > 0) yield { kind: 'facts', run: '', facts: { hardware } };
}

/** W&B's own entry is left out. Names of an object's own properties are not taken, so that none is reached through them. */
function add(config: Record<string, unknown>, items: readonly Item[]): void {
  for (const { path, value } of items) {
    if (path[0] === '_wandb' || path.includes('__proto__')) continue;
    let inner = config;
    for (const key of path.slice(0, -1)) {
      const next = isObject(inner[key]) ? inner[key] : {};
      inner[key] = next;
      inner = next;
    }
    inner[path.at(-1) as string] = value;
  }
}

function endOf({ exitCode, isPreempted, lastStep }: State): RunEnd {
  if (exitCode === 0) return { status: 'FINISHED', reason: 'COMPLETED' };
  if (isPreempted) return { status: 'FAILED', reason: 'PREEMPTED', details: 'Its machine was preempted.' };
  if (exitCode !== null) return { status: 'FAILED', reason: 'BAD_EXIT', details: `Its process ended with exit code ${exitCode}.` };
  return { status: 'INTERRUPTED', details: `Its log ends at step ${lastStep.toLocaleString('en')}, before the run did.` };
}
