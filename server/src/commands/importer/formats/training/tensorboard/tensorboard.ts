import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { nameOfFile, nameOfFolder } from '../../../runs/names.ts';
import type { Place, RunEnd, RunFacts, RunFormat, RunPoint, RunRecord, RunSource } from '../../../runs/types.ts';
import { isObject, parsePythonJson, textOf } from 'importer/values';
import { openFile, type CountedFile } from '../../../text.ts';
import { eventOf, type SummaryValue, type TensorboardEvent } from './events.ts';
import { sessionOf } from './hparams.ts';
import { tfRecordsOf } from './records.ts';

const id = 'TensorBoard';

export const isEventFile = (name: string): boolean => name.includes('tfevents');

/**
 * TensorBoard's event files, as PyTorch, Keras, Lightning and the Hugging Face Trainer write them. A folder is a run, as in TensorBoard.
 */
export const tensorboard: RunFormat = {
  id,
  description: 'TensorBoard event files (events.out.tfevents.…; all of one folder are one run)',
  recognises: (head) => /^[^]{4,40}brain\.Event:\d/.test(head.slice(0, 64)),
  async open(path) {
    const folder = dirname(resolve(path));
    const names = (await readdir(folder)).filter(isEventFile).toSorted(inOrderOfTime);
    const paths = names.length === 0 ? [path] : names.map((name) => join(folder, name));
    const files = await Promise.all(paths.map((one) => openFile(one)));
    return names.length === 0 ? sourceOf(path, nameOfFile(path), files) : sourceOf(folder, nameOfFolder(folder), files);
  },
};

/** Names hold the second at which the file was begun, then host, process and number. */
function inOrderOfTime(a: string, b: string): number {
  const [first, second] = [a, b].map((name) => Number(/tfevents\.(\d+)/.exec(name)?.[1] ?? 0)) as [number, number];
  return first - second || (a < b ? -1 : 1);
}

const sourceOf = (path: string, name: string, files: readonly CountedFile[]): RunSource => ({
  path,
  format: id,
  sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  readBytes: () => files.reduce((sum, file) => sum + file.readBytes(), 0),
  read: () => recordsOf(name, files),
});

/** What is known of the run so far. */
interface State {
  attempt: number;
  /** Each metric's last step in this attempt. */
  readonly lastSteps: Map<string, number>;
  /** Tags whose first value names a plugin other than that of scalars. */
  readonly others: Set<string>;
  end: RunEnd | null;
  lastAt: Date | null;
  lastStep: number;
}

async function* recordsOf(name: string, files: readonly CountedFile[]): AsyncIterable<RunRecord> {
  const state: State = { attempt: 1, lastSteps: new Map(), others: new Set(), end: null, lastAt: null, lastStep: 0 };
  let hasBegun = false;
  for (const [index, file] of files.entries()) {
    let isFirstOfFile = index > 0;
    for await (const record of tfRecordsOf(file.bytes())) {
      const place: Place = { file: file.path, unit: 'record', number: record.number };
      if (record.kind === 'cut') {
        yield { kind: 'remark', text: `${file.path}: record ${record.number} is cut off; what is before it is imported` };
        continue;
      }
      const event = record.kind === 'bad' ? record.reason : decoded(record.bytes);
      if (typeof event === 'string') {
        yield { kind: 'bad', place, field: '', reason: event };
        continue;
      }
      if (!hasBegun && record.kind === 'record') {
        hasBegun = true;
        const beginning = `${event.wallSeconds} ${record.bytes.toString('hex')}`;
        yield {
          kind: 'run',
          run: '',
          identity: { kind: 'content', format: 'tensorboard', beginning },
          facts: { name, startedAt: atOf(event) },
        };
      }
      const points = pointsOf(event, state, place);
      if (begins(event, points, state, isFirstOfFile)) {
        state.attempt += 1;
        state.lastSteps.clear();
        yield { kind: 'attempt', run: '', attempt: state.attempt, fromStep: event.step, at: atOf(event) };
      }
      if (points.length > 0) isFirstOfFile = false;
      for (const point of points) {
        state.lastSteps.set(point.metric, point.step);
        state.lastAt = point.at;
        state.lastStep = Math.max(state.lastStep, point.step);
        yield { ...point, attempt: state.attempt };
      }
      yield* factsOf(event, state);
    }
  }
  if (!hasBegun) return;
  yield { kind: 'end', run: '', end: state.end ?? endOf(state), at: state.lastAt };
}

function decoded(bytes: Buffer): TensorboardEvent | string {
  try {
    return eventOf(bytes);
  } catch (error) {
    return `is no event of TensorBoard: ${(error as Error).message}`;
  }
}

const atOf = ({ wallSeconds }: TensorboardEvent): Date => new Date(Math.round(wallSeconds * 1_000));

function pointsOf(event: TensorboardEvent, state: State, place: Place): RunPoint[] {
  return event.values.flatMap((value): RunPoint[] =>
    isScalar(value, state)
      ? [
          {
            kind: 'point',
            run: '',
            metric: value.tag,
            step: event.step,
            value: value.scalar.value,
            at: atOf(event),
            attempt: state.attempt,
            place,
          },
        ]
      : [],
  );
}

/** A tensor of one number is a scalar unless its tag belongs to another plugin: an image's size is no metric. */
function isScalar(value: SummaryValue, { others }: State): value is SummaryValue & { scalar: NonNullable<SummaryValue['scalar']> } {
  if (value.plugin !== null && value.plugin !== 'scalars') others.add(value.tag);
  return value.scalar !== null && (value.scalar.dialect === 'simple' || !others.has(value.tag));
}

/** Whether an attempt begins: the writer says so, or a later file goes back to steps that an earlier one has. */
function begins(event: TensorboardEvent, points: readonly RunPoint[], { lastSteps }: State, isFirstOfFile: boolean): boolean {
  if (event.isStart) return [...lastSteps.values()].some((last) => last >= event.step);
  return isFirstOfFile && points.some(({ metric, step }) => step < (lastSteps.get(metric) ?? 0));
}

/** Texts of the Hugging Face Trainer's callback, and sessions of the hparams plugin. */
function* factsOf(event: TensorboardEvent, state: State): Iterable<RunRecord> {
  for (const value of event.values) {
    const facts =
      value.plugin === 'hparams' ? factsOfSession(value, state) : value.text === null ? null : factsOfText(value.tag, value.text);
    if (facts !== null) yield { kind: 'facts', run: '', facts };
  }
}

function factsOfSession({ pluginContent }: SummaryValue, state: State): RunFacts | null {
  try {
    const { hyperparameters, end } = sessionOf(pluginContent ?? Buffer.alloc(0));
    if (end === 'success') state.end = { status: 'FINISHED', reason: 'COMPLETED' };
    else if (end === 'failure') state.end = { status: 'FAILED', reason: 'REPORTED', details: 'Its session ended with STATUS_FAILURE.' };
    return Object.keys(hyperparameters).length === 0 ? null : { hyperparameters };
  } catch {
    return null;
  }
}

function factsOfText(tag: string, text: string): RunFacts | null {
  if (!/^(?:args|model_config)(?:\/text_summary)?$/.test(tag)) return null;
  let value: unknown;
  try {
    value = parsePythonJson(text);
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  const baseModel = textOf(value['_name_or_path']);
  return tag.startsWith('args') ? { hyperparameters: value } : baseModel === null ? null : { baseModel };
}

/** The Hugging Face Trainer's last event is the summary of the whole run; other writers leave no sign of an end. */
const endOf = ({ lastSteps, lastStep }: State): RunEnd =>
  lastSteps.has('train/train_runtime') && lastSteps.has('train/train_loss')
    ? { status: 'FINISHED', reason: 'COMPLETED' }
    : {
        status: 'UNKNOWN',
        details: `Its event files end at step ${lastStep.toLocaleString('en')}; they do not hold whether it ended there.`,
      };
