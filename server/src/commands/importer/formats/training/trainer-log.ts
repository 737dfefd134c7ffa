import { basename, dirname } from 'node:path';
import { nameOfFolder } from '../../runs/names.ts';
import { watchRestarts } from '../../runs/restarts.ts';
import { fileSource, type Place, type RunEnd, type RunFormat, type RunRecord } from '../../runs/types.ts';
import { durationSecondsOf, isObject, numberOf, parsePythonJson, stepOf } from 'importer/values';
import { linesOf } from 'importer/text';
import { lastLinesOf, openFile, type CountedFile } from '../../text.ts';

const id = 'LLaMA-Factory trainer log';

/** `trainer_log.jsonl` of LLaMA-Factory: a line for each logged step. Ranks of one trainer may write into one file. */
export const trainerLog: RunFormat = {
  id,
  description: 'trainer_log.jsonl of LLaMA-Factory (current_steps, total_steps, loss, … on each line)',
  recognises: (head) => /^\s*\{[^\n]*"current_steps"\s*:[^\n]*"total_steps"\s*:/.test(head),
  faultOf: (_head, path) => (basename(path) === 'trainer_log.jsonl' ? 'its first line has no current_steps and total_steps' : null),
  async open(path) {
    const file = await openFile(path);
    return fileSource(id, file, () => recordsOf(file));
  },
};

/** About progress, not about the model: not metrics. */
const ofProgress = new Set(['current_steps', 'total_steps', 'percentage', 'elapsed_time', 'remaining_time']);
/** Counted by the trainer only where it is asked to; else 0 on every line. */
const ofTokens = new Set(['throughput', 'total_tokens']);

async function* recordsOf(file: CountedFile): AsyncIterable<RunRecord> {
  const wholeSeconds = await lastElapsedOf(file);
  const restarts = watchRestarts();
  let lastStep = 0;
  let totalSteps = 0;
  let totalTokens = 0;
  let hasBegun = false;
  for await (const { line, text } of linesOf(file.open())) {
    if (text.trim() === '') continue;
    const place: Place = { file: file.path, unit: 'line', number: line };
    const entry = entryOf(text);
    if (typeof entry === 'string') {
      yield { kind: 'bad', place, field: '', reason: entry };
      continue;
    }
    const step = stepOf(entry['current_steps']);
    if (step === null) {
      yield {
        kind: 'bad',
        place,
        field: 'current_steps',
        reason: `is ${JSON.stringify(entry['current_steps'] ?? null)}; a whole number from 0 is expected`,
      };
      continue;
    }
    if (!hasBegun) {
      hasBegun = true;
      yield {
        kind: 'run',
        run: '',
        identity: { kind: 'content', format: 'trainer-log', beginning: text.trim() },
        facts: { name: nameOfFolder(dirname(file.path)), startedAt: before(file.modifiedAt, wholeSeconds) },
      };
    }
    totalSteps = stepOf(entry['total_steps']) ?? totalSteps;
    totalTokens = Math.max(totalTokens, stepOf(entry['total_tokens']) ?? 0);
    lastStep = step;
    const elapsed = durationSecondsOf(entry['elapsed_time']) ?? wholeSeconds;
    const at = before(file.modifiedAt, Math.max(0, wholeSeconds - elapsed));
    for (const [metric, value] of Object.entries(entry)) {
      const number = ofProgress.has(metric) || (ofTokens.has(metric) && totalTokens === 0) ? null : numberOf(value);
      if (number !== null)
        yield { kind: 'point', run: '', metric, step, value: number, at, attempt: restarts.attemptOf(metric, step), place };
    }
  }
  if (!hasBegun) return;
  yield {
    kind: 'facts',
    run: '',
    facts: { ...(totalSteps > 0 && { totalSteps }), ...(totalTokens > 0 && { totalTokensProcessed: totalTokens }) },
  };
  yield { kind: 'end', run: '', end: endOf(lastStep, totalSteps), at: file.modifiedAt };
}

function entryOf(text: string): Record<string, unknown> | string {
  try {
    const value = parsePythonJson(text);
    return isObject(value) ? value : 'is not a JSON object';
  } catch (error) {
    return `is not JSON: ${(error as Error).message}`;
  }
}

/** The file was last written when its last line was: lines hold the time since the start. */
async function lastElapsedOf(file: CountedFile): Promise<number> {
  for (const text of (await lastLinesOf(file.path)).toReversed()) {
    const entry = entryOf(text);
    const seconds = typeof entry === 'string' ? null : durationSecondsOf(entry['elapsed_time']);
    if (seconds !== null) return seconds;
  }
  return 0;
}

const before = (end: Date, seconds: number): Date => new Date(end.getTime() - Math.round(seconds * 1_000));

const endOf = (lastStep: number, totalSteps: number): RunEnd =>
  totalSteps > 0 && lastStep >= totalSteps
    ? { status: 'FINISHED', reason: 'COMPLETED' }
    : { status: 'INTERRUPTED', details: `Its file ends at step ${lastStep.toLocaleString('en')} of ${totalSteps.toLocaleString('en')}.` };
