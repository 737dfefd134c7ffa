import type { BenchmarkRun } from '../../benchmarks.ts';
import type { FileRecord, Format, SourceFile } from '../../records.ts';
import { instantOf, isObject, parsePythonJson } from '../../values.ts';
import { unpacked } from './archive.ts';
import { categoryIn, finite, msOf, present, scoreOf, shownText, valueIn, verdictOf } from './values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Inspect's letters: correct, partial, incorrect, no answer. */
const letters: Readonly<Record<string, number>> = { C: 1, P: 0.5, I: 0, N: 0 };

const maxArchiveBytes = 512 * 1024 * 1024;

/** A log of Inspect as JSON. */
export const inspectJson: Format = {
  id: 'Inspect log',
  description: 'a log of Inspect (inspect_ai), .json or .eval',
  recognises: (head) =>
    /^\s*\{/.test(head) && /"eval"\s*:\s*\{/.test(head) && /"status"\s*:\s*"(started|success|cancelled|error)"/.test(head),
  async *read(file) {
    const read = await valueIn(file);
    if ('bad' in read) return yield read.bad;
    const log = read.value;
    if (!isObject(log)) return yield { kind: 'bad', line: 1, field: '', reason: 'is not a log of Inspect' };
    const samples = Array.isArray(log['samples']) ? (log['samples'] as unknown[]) : [];
    return yield* recordsOf(log, samples);
  },
};

/** The same as an archive: a file for the run, and one for each sample. */
export const inspectArchive: Format = {
  id: 'Inspect log',
  description: 'a log of Inspect as an archive (.eval)',
  recognises: (head, path) => head.startsWith('PK') && /\.eval$/i.test(path),
  async *read(file) {
    const members = await membersOf(file);
    if (typeof members === 'string') return yield { kind: 'bad', line: 0, field: '', reason: members };
    const header = jsonIn(members.get('header.json') ?? members.get('_journal/start.json'));
    if (!isObject(header))
      return yield { kind: 'bad', line: 0, field: '', reason: 'has neither header.json nor _journal/start.json: it is no log of Inspect' };
    if (!members.has('header.json')) yield { kind: 'remark', text: 'its run did not end: the samples that were written before are read' };
    const names = [...members.keys()].filter((name) => /^samples\/.+\.json$/.test(name)).toSorted();
    return yield* recordsOf(
      header,
      names.map((name) => jsonIn(members.get(name))),
    );
  },
};

/** Its files by name; or why it can't be unpacked. */
async function membersOf(file: SourceFile): Promise<ReadonlyMap<string, Uint8Array> | string> {
  if (file.sizeBytes > maxArchiveBytes) return `is larger than ${maxArchiveBytes} bytes; export it as JSON with "inspect log convert"`;
  try {
    return await unpacked(
      await file.slice(0, file.sizeBytes),
      (name) => /^(header|_journal\/start|samples\/.+)\.json$/.test(name),
      maxArchiveBytes,
    );
  } catch (error) {
    return `could not be unpacked: ${(error as Error).message}`;
  }
}

function jsonIn(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes === undefined ? null : parsePythonJson(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

function* recordsOf(log: Fields, samples: readonly unknown[]): Iterable<FileRecord> {
  const spec = isObject(log['eval']) ? log['eval'] : {};
  const [suite, model] = [shownText(spec['task']), shownText(spec['model'])];
  if (suite === undefined || model === undefined)
    return yield { kind: 'bad', line: 1, field: suite === undefined ? 'eval.task' : 'eval.model', reason: 'is missing' };
  const stats = isObject(log['stats']) ? log['stats'] : {};
  const plan = isObject(log['plan']) ? log['plan'] : {};
  const run: BenchmarkRun = present({
    suite,
    model,
    externalId: `inspect/${shownText(spec['run_id']) ?? shownText(spec['created']) ?? ''}/${shownText(spec['task_id']) ?? suite}/${model}`,
    source: 'INSPECT' as const,
    startedAt: instantOf(stats['started_at'])?.toISOString() ?? instantOf(spec['created'])?.toISOString(),
    endedAt: instantOf(stats['completed_at'])?.toISOString(),
    configuration: present({
      status: log['status'],
      taskVersion: spec['task_version'],
      taskArgs: spec['task_args'],
      config: spec['config'],
      modelConfig: spec['model_generate_config'],
      steps: plan['steps'],
      dataset: isObject(spec['dataset']) ? spec['dataset']['name'] : undefined,
    }),
  });
  if (samples.length === 0) {
    yield { kind: 'result', line: 1, value: { run, result: null } };
    return yield { kind: 'remark', text: 'it has no samples: the run was saved without results' };
  }
  const scorer = scorerOf(log);
  for (const [index, sample] of samples.entries())
    yield isObject(sample)
      ? sampleOf(sample, run, scorer, index + 1)
      : { kind: 'bad', line: index + 1, field: '', reason: 'is a sample that cannot be read' };
  return undefined;
}

/** The first scorer of the log; null: each sample names its own. */
function scorerOf(log: Fields): string | null {
  const scores = isObject(log['results']) && Array.isArray(log['results']['scores']) ? (log['results']['scores'] as unknown[]) : [];
  const first = scores.find(isObject);
  return first === undefined ? null : (shownText(first['name']) ?? null);
}

function sampleOf(sample: Fields, run: BenchmarkRun, scorer: string | null, line: number): FileRecord {
  const id = sample['id'];
  if (typeof id !== 'number' && typeof id !== 'string') return { kind: 'bad', line, field: 'id', reason: 'is missing' };
  const several = isObject(sample['scores']) ? sample['scores'] : {};
  // Older logs have one score.
  const scores = Object.keys(several).length === 0 && isObject(sample['score']) ? { score: sample['score'] } : several;
  const named = scorer !== null && isObject(scores[scorer]) ? scores[scorer] : Object.values(scores).find(isObject);
  const score = valueOf(named?.['value']);
  const output = isObject(sample['output']) ? sample['output'] : {};
  const error = isObject(sample['error']) ? shownText(sample['error']['message']) : shownText(sample['error'] ?? output['error']);
  const answer = shownText(named?.['answer']) ?? completionOf(output);
  if (score === undefined && answer === undefined && error === undefined)
    return { kind: 'bad', line, field: 'scores', reason: `of the sample ${JSON.stringify(id)} are missing` };
  const usage = isObject(sample['model_usage']) ? Object.values(sample['model_usage']).filter(isObject) : [];
  const tokens = (name: string) => (usage.length === 0 ? undefined : usage.reduce((sum, one) => sum + (finite(one[name]) ?? 0), 0));
  return {
    kind: 'result',
    line,
    value: {
      run,
      result: present({
        itemId: String(id),
        sample: Math.max(0, (finite(sample['epoch']) ?? 1) - 1),
        category: categoryIn(sample['metadata']),
        input: inputOf(sample['input']),
        target: Array.isArray(sample['target']) ? sample['target'].map(String).join('\n') : shownText(sample['target']),
        answer,
        score,
        isCorrect: error === undefined ? verdictOf(score) : undefined,
        scores: Object.fromEntries(
          Object.entries(scores).flatMap(([name, one]) => {
            const value = isObject(one) ? valueOf(one['value']) : undefined;
            return value === undefined ? [] : [[name, value]];
          }),
        ),
        error,
        latencyMs: msOf(output['time']) ?? msOf(sample['total_time']),
        inputTokens: tokens('input_tokens'),
        outputTokens: tokens('output_tokens'),
      }),
    },
  };
}

/** A score as a number: letters, truth values and texts of numbers too. */
const valueOf = (value: unknown): number | undefined => (typeof value === 'string' ? letters[value] : scoreOf(value));

function completionOf(output: Fields): string | undefined {
  const [choice] = Array.isArray(output['choices']) ? (output['choices'] as unknown[]) : [];
  const message = isObject(choice) && isObject(choice['message']) ? choice['message']['content'] : undefined;
  return shownText(output['completion']) ?? textIn(message);
}

/** A text, or messages by role. */
function inputOf(input: unknown): string | undefined {
  if (!Array.isArray(input)) return shownText(input);
  const turns = input.filter(isObject).map(({ role, content }) => `${String(role)}: ${textIn(content) ?? ''}`);
  return turns.length === 0 ? undefined : turns.join('\n\n');
}

/** The text of a message: its content, or the text parts of it. */
const textIn = (content: unknown): string | undefined =>
  Array.isArray(content)
    ? shownText(
        content
          .filter(isObject)
          .flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
          .join('\n'),
      )
    : shownText(content);
