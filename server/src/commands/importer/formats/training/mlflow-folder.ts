import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { flatYaml } from '../../runs/flat-yaml.ts';
import type { Place, RunEnd, RunFacts, RunRecord, RunSource } from '../../runs/types.ts';
import { numberOf, stepOf } from 'importer/values';
import { linesOf } from 'importer/text';
import { openFile } from '../../text.ts';

const id = 'MLflow run';
export const mlflowFolderDescription = 'a folder mlruns/ of MLflow (or a run or an experiment in it), as its file store writes it';

type Meta = ReadonlyMap<string, string>;

/** The run of MLflow's file store that a folder is; null where it is none, or was deleted. */
export async function mlflowRunIn(folder: string): Promise<RunSource | 'deleted' | null> {
  const text = await readFile(join(folder, 'meta.yaml'), 'utf8').catch(() => null);
  const meta = text === null ? null : flatYaml(text);
  const runId = meta?.get('run_id') ?? meta?.get('run_uuid');
  if (meta === null || runId === undefined) return null;
  if (meta.get('lifecycle_stage') === 'deleted') return 'deleted';
  const metrics = await filesUnder(join(folder, 'metrics'));
  const sized = await Promise.all(metrics.map(async (path) => ({ path, size: (await stat(path)).size })));
  // The longest comes last: its last step is how far the run has come.
  const files = sized.toSorted((a, b) => a.size - b.size);
  let readBytes = 0;
  return {
    path: folder,
    format: id,
    sizeBytes: files.reduce((sum, { size }) => sum + size, 0),
    readBytes: () => readBytes,
    read: () =>
      recordsOf(folder, runId, meta, files, (size) => {
        readBytes += size;
      }),
  };
}

async function* recordsOf(
  folder: string,
  runId: string,
  meta: Meta,
  files: readonly { readonly path: string; readonly size: number }[],
  done: (size: number) => void,
): AsyncIterable<RunRecord> {
  const tags = await textsUnder(join(folder, 'tags'));
  const facts = await factsOf(folder, meta, tags);
  yield { kind: 'run', run: '', identity: { kind: 'id', externalId: runId }, facts };
  for (const tag of ownTags(tags).filter(isTooLong))
    yield { kind: 'remark', text: `${facts.name}: the tag ${tag.name} is longer than ${maxTagLength} characters; it is left out` };
  for (const { path, size } of files) {
    yield* pointsOf(path, nameOf(join(folder, 'metrics'), path));
    done(size);
  }
  const endedAt = timeOf(meta.get('end_time'));
  yield { kind: 'end', run: '', end: endOf(meta), at: endedAt };
}

/** The greatest time that a date can have. */
const maxMs = 8.64e15;

/** A time in milliseconds; null: it is none. */
function timeOf(text: string | undefined): Date | null {
  const ms = numberOf(text);
  return ms === null || !(ms > 0 && ms <= maxMs) ? null : new Date(ms);
}

/** Names with slashes are folders. */
const nameOf = (root: string, path: string): string =>
  path
    .slice(root.length + 1)
    .split(sep)
    .join('/');

/**
 * Lines `timestamp value step`; old files lack the step. MLflow's default step is 0: of a metric that was only ever logged without
 * one, the order of its values is its step.
 */
async function* pointsOf(path: string, metric: string): AsyncIterable<RunRecord> {
  const file = await openFile(path);
  let isFirstAtZero = false;
  let isWithoutSteps = false;
  let count = 0;
  for await (const { line, text } of linesOf(file.open())) {
    if (text.trim() === '') continue;
    const place: Place = { file: path, unit: 'line', number: line };
    const [time, value, stepText = '0'] = text.trim().split(' ');
    const at = timeOf(time);
    const number = numberOf(value);
    const sent = stepOf(stepText);
    if (at === null || number === null || sent === null) {
      const reason = `is ${JSON.stringify(text.slice(0, 80))}; a timestamp, a value and a step from 0 are expected`;
      yield { kind: 'bad', place, field: '', reason };
      continue;
    }
    count += 1;
    if (count === 2) isWithoutSteps = sent === 0 && isFirstAtZero;
    if (count === 1) isFirstAtZero = sent === 0;
    const step = isWithoutSteps && sent === 0 ? count - 1 : sent;
    yield { kind: 'point', run: '', metric, step, value: number, at, attempt: 1, place };
  }
}

interface Tag {
  readonly name: string;
  /** `name=value`. */
  readonly text: string;
}

/** The longest tag of a job. */
const maxTagLength = 100;
const isTooLong = ({ text }: Tag): boolean => text.length > maxTagLength;

/** Those of the run's user; MLflow's own begin with its name. */
const ownTags = (tags: ReadonlyMap<string, string>): Tag[] =>
  [...tags].filter(([name]) => !name.startsWith('mlflow.')).map(([name, value]) => ({ name, text: `${name}=${value}` }));

async function factsOf(folder: string, meta: Meta, tags: ReadonlyMap<string, string>): Promise<RunFacts & { readonly name: string }> {
  const hyperparameters = await textsUnder(join(folder, 'params'));
  const project = flatYaml(await readFile(join(dirname(folder), 'meta.yaml'), 'utf8').catch(() => '')).get('name');
  const startedAt = timeOf(meta.get('start_time'));
  const own = ownTags(tags).filter((tag) => !isTooLong(tag));
  const groupName = tags.get('mlflow.parentRunId');
  const notes = tags.get('mlflow.note.content');
  const userName = tags.get('mlflow.user') ?? meta.get('user_id');
  const datasetName = await datasetOf(folder);
  return {
    name: tags.get('mlflow.runName') ?? meta.get('run_name') ?? basename(folder),
    ...(project !== undefined && { project }),
    ...(groupName !== undefined && { groupName }),
    ...(own.length > 0 && { tags: own.map(({ text }) => text) }),
    ...(notes !== undefined && { notes }),
    ...(userName !== undefined && userName !== '' && { userName }),
    ...(datasetName !== null && { datasetName }),
    ...(hyperparameters.size > 0 && { hyperparameters: Object.fromEntries(hyperparameters) }),
    ...(startedAt !== null && { startedAt }),
  };
}

/** The dataset of the run's first input, which stands with its experiment. */
async function datasetOf(folder: string): Promise<string | null> {
  for (const input of await readdir(join(folder, 'inputs')).catch(() => [])) {
    const source = flatYaml(await readFile(join(folder, 'inputs', input, 'meta.yaml'), 'utf8').catch(() => '')).get('source_id');
    if (source === undefined || !/^[\w-]+$/.test(source)) continue;
    const dataset = flatYaml(await readFile(join(dirname(folder), 'datasets', source, 'meta.yaml'), 'utf8').catch(() => ''));
    const name = dataset.get('name');
    if (name !== undefined) return name;
  }
  return null;
}

/** MLflow's numbers of states. */
const [running, scheduled, finished, failed, killed] = ['1', '2', '3', '4', '5'];

function endOf(meta: Meta): RunEnd {
  switch (meta.get('status')) {
    case finished:
    case 'FINISHED':
      return { status: 'FINISHED', reason: 'COMPLETED' };
    case failed:
    case 'FAILED':
      return { status: 'FAILED', reason: 'REPORTED', details: 'MLflow has it as FAILED.' };
    case killed:
    case 'KILLED':
      return { status: 'CANCELLED', reason: 'USER' };
    case scheduled:
    case running:
    default:
      return { status: 'INTERRUPTED', details: 'MLflow has it as not ended.' };
  }
}

async function textsUnder(root: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const path of await filesUnder(root)) texts.set(nameOf(root, path), await readFile(path, 'utf8'));
  return texts;
}

/** Every file below a folder, in the order of names; none where there is no folder. */
async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesUnder(path)));
    else if (entry.isFile()) files.push(path);
  }
  return files;
}
