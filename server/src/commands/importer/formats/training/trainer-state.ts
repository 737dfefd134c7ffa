import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { nameOfFolder } from '../../runs/names.ts';
import { piecesOf, type Piece } from '../../runs/pieces.ts';
import { fileSource, type BadRecord, type Place, type RunEnd, type RunFacts, type RunFormat, type RunRecord } from '../../runs/types.ts';
import { isObject, isWhole, numberOf, parsePythonJson, stepOf, textOf } from 'importer/values';
import { openFile, type CountedFile } from '../../text.ts';

const id = 'Hugging Face trainer state';
const listed = 'log_history';

/**
 * `trainer_state.json` of the Hugging Face Trainer, and of the trainers built on it; that of a checkpoint is the beginning of its run's.
 */
export const trainerState: RunFormat = {
  id,
  description: 'trainer_state.json of the Hugging Face Trainer (with log_history)',
  recognises: (head) =>
    /^\s*\{/.test(head) &&
    (/"log_history"\s*:\s*\[/.test(head) || (/"global_step"\s*:/.test(head) && /"best_model_checkpoint"\s*:/.test(head))),
  faultOf: (head, path) =>
    basename(path) !== 'trainer_state.json' ? null : /^\s*\{/.test(head) ? 'it has no list log_history' : 'it is no JSON object',
  async open(path) {
    const file = await openFile(path);
    return fileSource(id, file, () => recordsOf(file));
  },
};

type Entry = Readonly<Record<string, unknown>>;

/** What is known of a run only at the end of its file. */
interface Survey {
  readonly head: Readonly<Record<string, unknown>>;
  readonly first: Entry | null;
  readonly summary: Entry | null;
  readonly lastStep: number;
  /** How long it trained; null: the file does not hold it. */
  readonly runtimeSeconds: number | null;
}

async function* recordsOf(file: CountedFile): AsyncIterable<RunRecord> {
  const survey = await surveyOf(file);
  yield {
    kind: 'run',
    run: '',
    identity: { kind: 'content', format: 'trainer-state', beginning: JSON.stringify(sorted(survey.first ?? survey.head)) },
    facts: await factsOf(file, survey),
  };
  if (listed in survey.head)
    yield { kind: 'bad', place: { file: file.path, unit: 'line', number: 1 }, field: listed, reason: 'is no list' };
  const timeOf = clockOf(file.modifiedAt, survey);
  let lastStep: number | null = null;
  for await (const piece of piecesOf(file.open(), listed)) {
    if (!piece.isElement) continue;
    const place: Place = { file: file.path, unit: 'line', number: piece.line };
    const entry = entryOf(piece, place);
    if ('kind' in entry) {
      yield entry;
      continue;
    }
    const step: number | null =
      stepOf(entry.value['step']) ?? stepOfEpoch(entry.value, survey.head) ?? ('step' in entry.value ? null : lastStep);
    if (step === null) {
      yield {
        kind: 'bad',
        place,
        field: 'step',
        reason: `is ${JSON.stringify(entry.value['step'] ?? null)}; a whole number from 0 is expected`,
      };
      continue;
    }
    lastStep = step;
    const at = timeOf(step, entry.value);
    for (const [metric, value] of Object.entries(entry.value)) {
      const number = metric === 'step' ? null : numberOf(value);
      if (number !== null) yield { kind: 'point', run: '', metric, step, value: number, at, attempt: 1, place };
    }
  }
  yield { kind: 'end', run: '', end: endOf(survey), at: file.modifiedAt };
}

/** A file that is cut off is surveyed as far as it goes: reading it again reports where it ends. */
async function surveyOf(file: CountedFile): Promise<Survey> {
  const head: Record<string, unknown> = {};
  let first: Entry | null = null;
  let summary: Entry | null = null;
  let lastStep = 0;
  let elapsedSeconds = 0;
  try {
    for await (const piece of piecesOf(file.open(), listed)) {
      const value = parsed(piece.text);
      if (!piece.isElement) head[piece.key] = value;
      else if (isObject(value)) {
        first ??= value;
        lastStep = Math.max(lastStep, stepOf(value['step']) ?? 0);
        elapsedSeconds = Math.max(elapsedSeconds, numberOf(value['train_runtime']) ?? 0);
        if ('train_runtime' in value && 'train_loss' in value) summary = value;
      }
    }
  } catch {
    // Reported when the records are read.
  }
  return {
    head,
    first,
    summary,
    lastStep: Math.max(lastStep, stepOf(head['global_step']) ?? 0),
    runtimeSeconds: elapsedSeconds > 0 ? elapsedSeconds : null,
  };
}

function parsed(text: string): unknown {
  try {
    return parsePythonJson(text);
  } catch {
    return undefined;
  }
}

function entryOf(piece: Piece, place: Place): { value: Entry } | BadRecord {
  try {
    const value = parsePythonJson(piece.text);
    return isObject(value) ? { value } : { kind: 'bad', place, field: '', reason: 'is no object' };
  } catch (error) {
    return { kind: 'bad', place, field: '', reason: `is not JSON: ${(error as Error).message}` };
  }
}

/** Some trainers leave `step` out of an entry; its epoch gives it, where the state has both. */
function stepOfEpoch(entry: Entry, head: Entry): number | null {
  const [epoch, lastEpoch, lastStep] = [entry['epoch'], head['epoch'], head['global_step']].map(numberOf);
  if ('step' in entry || epoch == null || lastStep == null || !(typeof lastEpoch === 'number' && lastEpoch > 0)) return null;
  return stepOf(Math.round((epoch / lastEpoch) * lastStep));
}

/**
 * The file holds no times, at most how long training took: the file's own time is the end, and steps are spread evenly before it, or
 * by the seconds that an entry has. Without any duration every point has the file's time.
 */
function clockOf(endedAt: Date, { runtimeSeconds, lastStep }: Survey): (step: number, entry: Entry) => Date {
  if (runtimeSeconds === null || lastStep === 0) return () => endedAt;
  const before = (seconds: number): Date => new Date(endedAt.getTime() - Math.round(seconds * 1_000));
  return (step, entry) => {
    const elapsed = numberOf(entry['train_runtime']);
    return before(
      elapsed !== null && elapsed <= runtimeSeconds ? runtimeSeconds - elapsed : runtimeSeconds * Math.max(0, 1 - step / lastStep),
    );
  };
}

const settings = [
  'train_batch_size',
  'num_train_epochs',
  'max_steps',
  'logging_steps',
  'eval_steps',
  'save_steps',
  'trial_name',
  'trial_params',
];

async function factsOf(file: CountedFile, { head, runtimeSeconds }: Survey): Promise<RunFacts> {
  const folder = dirname(file.path);
  const baseModel = await baseModelIn(folder);
  const [totalEpochs, totalSteps, totalTokensProcessed] = ['num_train_epochs', 'max_steps', 'num_input_tokens_seen'].map((name) =>
    positive(head[name]),
  );
  return {
    name: nameOfFolder(folder),
    hyperparameters: Object.fromEntries(settings.flatMap((name) => (head[name] == null ? [] : [[name, head[name]]]))),
    ...(baseModel !== null && { baseModel }),
    ...(totalEpochs !== undefined && { totalEpochs }),
    ...(totalSteps !== undefined && { totalSteps }),
    ...(totalTokensProcessed !== undefined && { totalTokensProcessed }),
    startedAt: new Date(file.modifiedAt.getTime() - Math.round((runtimeSeconds ?? 0) * 1_000)),
  };
}

const positive = (value: unknown): number | undefined => (isWhole(value) && value > 0 ? value : undefined);

/** Of an adapter the model that it adapts, else the one that the saved model names as its origin. */
async function baseModelIn(folder: string): Promise<string | null> {
  for (const [name, key] of [
    ['adapter_config.json', 'base_model_name_or_path'],
    ['config.json', '_name_or_path'],
  ] as const) {
    const config = parsed(await readFile(join(folder, name), 'utf8').catch(() => ''));
    const model = isObject(config) ? textOf(config[key]) : null;
    if (model !== null) return model;
  }
  return null;
}

function endOf({ head, summary, lastStep }: Survey): RunEnd {
  const totalSteps = positive(head['max_steps']);
  if (totalSteps !== undefined && lastStep >= totalSteps) return { status: 'FINISHED', reason: 'COMPLETED' };
  if (summary !== null) return { status: 'FINISHED', reason: stoppedEarly(head) ? 'EARLY_STOPPED' : 'COMPLETED' };
  const total = totalSteps === undefined ? '' : ` of ${totalSteps.toLocaleString('en')}`;
  return {
    status: totalSteps === undefined ? 'UNKNOWN' : 'INTERRUPTED',
    details: `Its file ends at step ${lastStep.toLocaleString('en')}${total}.`,
  };
}

const stoppedEarly = (head: Entry): boolean =>
  isObject(head['stateful_callbacks']) && 'EarlyStoppingCallback' in head['stateful_callbacks'];

const sorted = (value: Entry): Entry => Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
