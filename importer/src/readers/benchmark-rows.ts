import { present, shownText } from '../formats/benchmarks/values.ts';
import { instantOf, isObject, numberOf } from '../values.ts';
import { bad, type Fields, type Reader } from './reader.ts';

/** Names of one field, the product's first. */
const names = {
  itemId: ['itemId', 'item_id', 'question_id', 'task_id', 'sample_id', 'id'],
  suite: ['suite', 'benchmark', 'task', 'dataset'],
  model: ['model', 'model_name'],
  isCorrect: ['isCorrect', 'is_correct', 'correct', 'passed'],
  score: ['score'],
} as const;

const found = (fields: Fields, field: readonly string[]): unknown =>
  field.map((name) => fields[name]).find((value) => value !== undefined && value !== null && value !== '');
const hasOne = (known: ReadonlySet<string>, field: readonly string[]): boolean => field.some((name) => known.has(name));

/** Rows of results that a person has written down: one item of one model each. */
export const benchmarkRows: Reader = {
  id: 'benchmark results',
  description:
    'results of benchmarks, one item of one model each (itemId, suite, model, and isCorrect or score; category, input, target, answer, run …)',
  matches: (known) =>
    hasOne(known, names.itemId) &&
    hasOne(known, ['suite', 'benchmark']) &&
    hasOne(known, names.model) &&
    (hasOne(known, names.isCorrect) || hasOne(known, names.score)),
  *records(fields, place) {
    const [suite, model, itemId] = [names.suite, names.model, names.itemId].map((field) => shownText(found(fields, field)));
    if (suite === undefined) return yield bad(place, 'suite', 'is missing');
    if (model === undefined) return yield bad(place, 'model', 'is missing');
    if (itemId === undefined) return yield bad(place, 'itemId', 'is missing');
    const verdict = found(fields, names.isCorrect);
    const isCorrect = verdict === undefined ? undefined : truthOf(verdict);
    if (isCorrect === null) return yield bad(place, 'isCorrect', `is ${JSON.stringify(verdict)}; true or false is taken`);
    const number = (...of: string[]): number | undefined => numberOf(found(fields, of)) ?? undefined;
    const run = shownText(fields['run'] ?? fields['runId'] ?? fields['run_id']);
    return yield {
      kind: 'result',
      line: place.line,
      value: {
        run: present({
          suite,
          model,
          externalId: `file/${run ?? place.file.name}/${suite}/${model}`,
          source: 'FILE' as const,
          modelVersion: shownText(fields['modelVersion'] ?? fields['model_version']),
          startedAt: instantOf(fields['startedAt'] ?? fields['started_at'])?.toISOString() ?? place.file.modifiedAt.toISOString(),
        }),
        result: present({
          itemId,
          sample: number('sample', 'epoch', 'trial'),
          category: shownText(fields['category'] ?? fields['subject']),
          input: shownText(found(fields, ['input', 'question', 'prompt'])),
          target: shownText(found(fields, ['target', 'expected', 'ideal'])),
          answer: shownText(found(fields, ['answer', 'output', 'response', 'prediction'])),
          isCorrect,
          score: number('score'),
          scores: isObject(fields['scores']) ? fields['scores'] : undefined,
          error: shownText(fields['error']),
          latencyMs: number('latencyMs', 'latency_ms'),
          inputTokens: number('inputTokens', 'input_tokens'),
          outputTokens: number('outputTokens', 'output_tokens'),
          costUsd: number('costUsd', 'cost_usd', 'cost'),
        }),
      },
    };
  },
};

/** Null: neither true nor false. */
function truthOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const word = String(value).trim().toLowerCase();
  if (['true', '1', 'yes', 'pass', 'passed', 'correct', 'c'].includes(word)) return true;
  return ['false', '0', 'no', 'fail', 'failed', 'wrong', 'incorrect', 'i'].includes(word) ? false : null;
}
