import type { BenchmarkRun } from '../../benchmarks.ts';
import type { FileRecord, Format, SourceFile } from '../../records.ts';
import { instantOf, isObject } from '../../values.ts';
import { categoryIn, finite, present, scoreOf, shownText, valueIn, valuesIn, verdictOf } from './values.ts';

/** Metrics that say whether an answer is right, the best first; else the first that the harness names. */
const primary = ['exact_match', 'acc', 'pass@1', 'em', 'prompt_level_strict_acc'];

/** `samples_gsm8k_2024-06-01T10-20-30.123` */
const sampleName = /^samples_(?<task>.+)_(?<at>\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}(?:\.\d+)?)$/;
const resultName = /_(?<at>\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}(?:\.\d+)?)$/;

/** What each model answered to each document: `--log_samples` of lm-evaluation-harness. */
export const lmEvalSamples: Format = {
  id: 'lm-evaluation-harness samples',
  description: 'samples of lm-evaluation-harness (samples_TASK_TIME.jsonl), in the folder of their model',
  recognises: (head) =>
    /^\s*\{/.test(head) && /"doc_id"\s*:/.test(head.slice(0, 4_096)) && /"(filtered_resps|resps|doc_hash)"\s*:/.test(head),
  async *read(file, { mapping }) {
    const { task = file.name, at = '' } = sampleName.exec(file.name)?.groups ?? {};
    const model = mapping.constants['model'] ?? folderOf(file.path)?.replaceAll('__', '/');
    if (model === undefined)
      return yield {
        kind: 'bad',
        line: 0,
        field: '',
        reason: 'does not name its model: it stands in the name of the folder, so import the file from there, or name it (model:=NAME)',
      };
    for await (const read of valuesIn(file)) {
      if ('bad' in read) yield read.bad;
      else if (isObject(read.value)) yield sampleOf(read.value, runOf(model, suiteOf(task, read.value['filter']), at), read.line);
      else yield { kind: 'bad', line: read.line, field: '', reason: 'is not an object' };
    }
    return undefined;
  },
};

/** Results of several filters of one task are suites of their own: they judge the same answers in different ways. */
const suiteOf = (task: string, filter: unknown): string =>
  typeof filter === 'string' && filter !== '' && filter !== 'none' ? `${task} (${filter})` : task;

const runOf = (model: string, suite: string, at: string): BenchmarkRun =>
  present({ suite, model, externalId: `lm-eval/${model}/${suite}/${at}`, source: 'LM_EVAL' as const, startedAt: instantIn(at) });

/** `2024-06-01T10-20-30.123`, whose colons a file name can't have. */
const instantIn = (at: string): string | undefined => instantOf(at.replace(/T(\d{2})-(\d{2})-(\d{2})/, 'T$1:$2:$3'))?.toISOString();

/** The folder that a file stands in; undefined: its path names none. */
const folderOf = (path: string): string | undefined => path.split(/[\\/]/).at(-2) || undefined;

function sampleOf(value: Readonly<Record<string, unknown>>, run: BenchmarkRun, line: number): FileRecord {
  const id = value['doc_id'];
  if (typeof id !== 'number' && typeof id !== 'string') return { kind: 'bad', line, field: 'doc_id', reason: 'is missing' };
  const names = Array.isArray(value['metrics']) ? value['metrics'].filter((name): name is string => typeof name === 'string') : [];
  const scores = Object.fromEntries(
    names.flatMap((name) => (scoreOf(value[name]) === undefined ? [] : [[name, scoreOf(value[name]) as number]])),
  );
  const metric =
    [...primary, ...names].find((name) => scores[name] !== undefined) ?? primary.find((name) => scoreOf(value[name]) !== undefined);
  const score = metric === undefined ? undefined : (scores[metric] ?? scoreOf(value[metric]));
  if (score === undefined) return { kind: 'bad', line, field: 'metrics', reason: 'has no metric that is a number' };
  return {
    kind: 'result',
    line,
    value: {
      run,
      result: present({
        itemId: String(id),
        category: categoryIn(value['doc']),
        input: promptOf(value['arguments']) ?? shownText(value['doc']),
        target: shownText(value['target']),
        answer: answerOf(value['filtered_resps'] ?? value['resps']),
        score,
        isCorrect: verdictOf(score),
        scores,
      }),
    },
  };
}

/** `{ gen_args_0: { arg_0: prompt, … }, … }`, or a list of lists in older files. */
function promptOf(given: unknown): string | undefined {
  const first = isObject(given) ? Object.values(given)[0] : Array.isArray(given) ? (given[0] as unknown) : undefined;
  const prompt = isObject(first) ? first['arg_0'] : Array.isArray(first) ? (first[0] as unknown) : first;
  return shownText(prompt);
}

/** What the model wrote; of choices, each with its log likelihood, the number of the likeliest. */
function answerOf(given: unknown): string | undefined {
  if (!Array.isArray(given) || given.length === 0) return undefined;
  const likelihoods = given.map((one: unknown) => (Array.isArray(one) ? Number(one[0]) : Number.NaN));
  if (given.length > 1 && likelihoods.every((one) => !Number.isNaN(one))) return String(likelihoods.indexOf(Math.max(...likelihoods)));
  const first = given[0] as unknown;
  return shownText(Array.isArray(first) && first.length === 1 ? first[0] : first);
}

/** The settings of a run: `results_TIME.json` beside the samples. Its sums are computed from the samples. */
export const lmEvalResults: Format = {
  id: 'lm-evaluation-harness results',
  description:
    'settings of a run of lm-evaluation-harness (results_TIME.json); the results of its items are in its samples (--log_samples)',
  recognises: (head) =>
    /^\s*\{\s*"(results|group_subtasks|groups)"\s*:/.test(head) &&
    /"(alias|[\w@]+(,| ")[\w-]+|acc|exact_match)"/.test(head) &&
    !/"(version|evalId|prompts)"\s*:/.test(head.slice(0, 2_000)),
  async *read(file) {
    const read = await valueIn(file);
    if ('bad' in read) return yield read.bad;
    const { value } = read;
    if (!isObject(value) || !isObject(value['results'])) return yield { kind: 'bad', line: 1, field: 'results', reason: 'is missing' };
    yield* runsOf(value, file);
    return yield {
      kind: 'remark',
      text: 'its sums are not read: the results of its items are in the files samples_… beside it, which --log_samples writes',
    };
  },
};

function* runsOf(value: Readonly<Record<string, unknown>>, file: SourceFile): Iterable<FileRecord> {
  const config = isObject(value['config']) ? value['config'] : {};
  const model = shownText(value['model_name']) ?? folderOf(file.path)?.replaceAll('__', '/') ?? shownText(config['model']);
  if (model === undefined) return yield { kind: 'bad', line: 1, field: 'model_name', reason: 'is missing' };
  const at = resultName.exec(file.name)?.groups?.['at'] ?? '';
  const endedAt = instantOf(value['date'])?.toISOString();
  for (const [task, metrics] of Object.entries(value['results'] as Record<string, unknown>)) {
    const filters = new Set(
      Object.keys(isObject(metrics) ? metrics : {}).flatMap((name) => (name.includes(',') ? [name.split(',')[1]] : [])),
    );
    for (const filter of filters.size === 0 ? ['none'] : filters) {
      const configuration = present({
        config,
        task: isObject(value['configs']) ? value['configs'][task] : undefined,
        version: isObject(value['versions']) ? value['versions'][task] : undefined,
        shots: isObject(value['n-shot']) ? finite(value['n-shot'][task]) : undefined,
        gitHash: value['git_hash'],
        harnessVersion: value['lm_eval_version'],
      });
      const run = runOf(model, suiteOf(task, filter), at);
      yield {
        kind: 'result',
        line: 1,
        value: { run: present({ ...run, configuration, ...(run.startedAt === undefined && { startedAt: endedAt }) }), result: null },
      };
    }
  }
}
