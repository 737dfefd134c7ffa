import type { BenchmarkRun } from '../../benchmarks.ts';
import { contentHash } from '../../ids.ts';
import type { FileRecord, Format, SourceFile } from '../../records.ts';
import { instantOf, isObject } from '../../values.ts';
import { categoryIn, finite, numbersIn, present, shownText, valueIn, valuesIn } from './values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** `failureReason` of a test that ended in an error, not in a failed assertion. */
const isError = 2;

/** Output of promptfoo as one JSON object. */
export const promptfoo: Format = {
  id: 'promptfoo',
  description: 'output of promptfoo (.json or .jsonl)',
  recognises: (head) => /^\s*\{/.test(head) && /"(evalId|promptfooVersion)"\s*:/.test(head) && /"results"\s*:/.test(head),
  async *read(file) {
    const whole = await valueIn(file);
    if ('bad' in whole) return yield whole.bad;
    const { value } = whole;
    const results = isObject(value) && isObject(value['results']) ? value['results'] : {};
    const rows = results['results'];
    if (!isObject(value) || !Array.isArray(rows)) return yield { kind: 'bad', line: 1, field: 'results.results', reason: 'is missing' };
    const config = isObject(value['config']) ? value['config'] : {};
    const read = rowReader({
      suite: shownText(config['description']) ?? file.name,
      evalId: shownText(value['evalId']) ?? file.name,
      startedAt: instantOf(results['timestamp'])?.toISOString(),
    });
    for (const [index, row] of rows.entries()) yield read(row, index + 1);
    return undefined;
  },
};

/** The same with a result a line. */
export const promptfooLines: Format = {
  id: 'promptfoo',
  description: 'output of promptfoo as JSON Lines',
  recognises: (head) =>
    /^\s*\{/.test(head) && /"promptIdx"\s*:/.test(head) && /"testIdx"\s*:/.test(head) && !/"evalId"\s*:/.test(head.slice(0, 64)),
  async *read(file: SourceFile) {
    const read = rowReader({ suite: file.name, evalId: file.name, startedAt: undefined });
    for await (const one of valuesIn(file)) yield 'bad' in one ? one.bad : read(one.value, one.line);
  },
};

/** A run for each prompt and provider; a test that was repeated has several answers. */
function rowReader({
  suite,
  evalId,
  startedAt,
}: {
  suite: string;
  evalId: string;
  startedAt: string | undefined;
}): (row: unknown, line: number) => FileRecord {
  const counts = new Map<string, number>();
  return (row, line) => {
    if (!isObject(row)) return { kind: 'bad', line, field: '', reason: 'is not a result of promptfoo' };
    const provider = isObject(row['provider']) ? row['provider'] : { id: row['provider'] };
    const model = shownText(provider['label']) ?? shownText(provider['id']);
    if (model === undefined) return { kind: 'bad', line, field: 'provider.id', reason: 'is missing' };
    const prompt = isObject(row['prompt']) ? row['prompt'] : {};
    const externalId = `promptfoo/${evalId}/${String(row['promptIdx'] ?? 0)}/${model}`;
    const run: BenchmarkRun = present({
      suite,
      model,
      externalId,
      source: 'PROMPTFOO' as const,
      startedAt,
      configuration: present({ prompt: prompt['raw'], promptLabel: prompt['label'], provider: provider['id'] }),
    });
    const itemId = itemOf(row);
    const place = `${externalId}\n${itemId}`;
    const sample = counts.get(place) ?? 0;
    counts.set(place, sample + 1);
    return { kind: 'result', line, value: { run, result: resultOf(row, itemId, sample) } };
  };
}

/** A test by its description, else by its variables: its place changes when tests are added before it. */
function itemOf(row: Fields): string {
  const test = isObject(row['testCase']) ? row['testCase'] : {};
  const id = isObject(test['metadata']) ? shownText(test['metadata']['id']) : undefined;
  const vars = isObject(row['vars']) ? row['vars'] : test['vars'];
  return (
    id ??
    shownText(test['description']) ??
    (isObject(vars) && Object.keys(vars).length > 0 ? contentHash(JSON.stringify(vars)) : `test ${String(row['testIdx'] ?? 0)}`)
  );
}

function resultOf(row: Fields, itemId: string, sample: number): Fields {
  const test = isObject(row['testCase']) ? row['testCase'] : {};
  const response = isObject(row['response']) ? row['response'] : {};
  const usage = isObject(row['tokenUsage']) ? row['tokenUsage'] : isObject(response['tokenUsage']) ? response['tokenUsage'] : {};
  const failed = row['failureReason'] === isError || (row['failureReason'] === undefined && response['error'] !== undefined);
  const vars = isObject(row['vars']) ? row['vars'] : test['vars'];
  return present({
    itemId,
    sample,
    category: categoryIn(test['metadata']),
    input: shownText(vars),
    target: expectationOf(test['assert']),
    answer: shownText(response['output']),
    isCorrect: failed ? undefined : row['success'] === true,
    // 0 of a test that ended in an error says nothing about the model.
    score: failed ? undefined : finite(row['score']),
    scores: numbersIn(row['namedScores']),
    error: failed ? (shownText(row['error']) ?? shownText(response['error']) ?? 'The test ended in an error.') : undefined,
    latencyMs: wholeNumber(row['latencyMs']),
    inputTokens: wholeNumber(usage['prompt']),
    outputTokens: wholeNumber(usage['completion']),
    costUsd: finite(row['cost']),
  });
}

const wholeNumber = (value: unknown): number | undefined => {
  const number = finite(value);
  return number === undefined ? undefined : Math.round(number);
};

/** What the assertions of a test want, as far as they say it by a value. */
function expectationOf(assertions: unknown): string | undefined {
  const list = Array.isArray(assertions) ? assertions.filter(isObject) : [];
  const wanted = list.flatMap(({ type, value }) => (value === undefined ? [String(type)] : [`${String(type)}: ${shownText(value) ?? ''}`]));
  return wanted.length === 0 ? undefined : wanted.join('\n');
}
