import { zstdCompressSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { BenchmarkRecord } from '../../benchmarks.ts';
import { ownNames } from '../../mapping/mapping.ts';
import type { FileRecord } from '../../records.ts';
import { fileOf, recordsOf } from '../../reading.testing.ts';

const results = (records: readonly FileRecord[]): BenchmarkRecord[] =>
  records.flatMap((record) => (record.kind === 'result' ? [record.value] : []));
const lines = (...values: object[]): string => values.map((value) => JSON.stringify(value)).join('\n');

describe('lm-evaluation-harness', () => {
  const path = 'out/EleutherAI__pythia-70m/samples_gsm8k_2024-06-01T10-20-30.123456.jsonl';
  const named = (text: string, at = path) => ({
    ...fileOf(at, text),
    name: at
      .split('/')
      .at(-1)!
      .replace(/\.jsonl?$/, ''),
  });
  const written = {
    doc_id: 3,
    doc: { question: 'q', subject: 'algebra' },
    target: '42',
    arguments: { gen_args_0: { arg_0: 'Question: q\nAnswer:', arg_1: { until: ['\n'] } } },
    resps: [['it is 42']],
    filtered_resps: ['42'],
    filter: 'strict-match',
    metrics: ['exact_match'],
    doc_hash: 'x',
    exact_match: 1,
  };
  test('samples: the model is the folder, each filter a suite, the metric a verdict', async () => {
    const [one] = results(await recordsOf(named(lines(written))));
    expect(one).toEqual({
      run: {
        suite: 'gsm8k (strict-match)',
        model: 'EleutherAI/pythia-70m',
        externalId: 'lm-eval/EleutherAI/pythia-70m/gsm8k (strict-match)/2024-06-01T10-20-30.123456',
        source: 'LM_EVAL',
        startedAt: '2024-06-01T10:20:30.123Z',
      },
      result: {
        itemId: '3',
        category: 'algebra',
        input: 'Question: q\nAnswer:',
        target: '42',
        answer: '42',
        score: 1,
        isCorrect: true,
        scores: { exact_match: 1 },
      },
    });
  });
  test('choices by log likelihood are answered by the number of the likeliest; NaN that Python writes is no metric', async () => {
    const choice = {
      ...written,
      filter: 'none',
      metrics: ['acc', 'acc_norm'],
      acc: 0,
      acc_norm: 1,
      filtered_resps: [
        ['-3.5', 'False'],
        ['-1.25', 'False'],
        ['-7', 'True'],
      ],
    };
    const text = `${lines(choice)}\n${JSON.stringify({ ...choice, doc_id: 4, acc: 9 }).replace('"acc":9', '"acc":NaN')}`;
    const [first, second] = results(await recordsOf(named(text)));
    expect(first).toMatchObject({
      run: { suite: 'gsm8k' },
      result: { answer: '1', score: 0, isCorrect: false, scores: { acc: 0, acc_norm: 1 } },
    });
    expect(second?.result).toMatchObject({ score: 1, scores: { acc_norm: 1 } });
  });
  test('a file whose folder is not known names its model by the mapping, or is refused in words', async () => {
    const bare = fileOf('samples_a.jsonl', lines(written));
    expect(await recordsOf(bare)).toEqual([
      expect.objectContaining({ kind: 'bad', line: 0, reason: expect.stringContaining('model:=NAME') }),
    ]);
    expect(results(await recordsOf(bare, { mapping: { ...ownNames, constants: { model: 'mine' } } }))[0]?.run.model).toBe('mine');
  });
  test('a broken line costs itself alone', async () => {
    const records = await recordsOf(named(`${lines(written)}\n{"doc_id": \n${lines({ ...written, doc_id: 5, exact_match: null })}`));
    expect(records.map(({ kind }) => kind)).toEqual(['result', 'bad', 'bad']);
  });
  test('results are settings of the same runs as their samples', async () => {
    const text = JSON.stringify({
      results: { gsm8k: { alias: 'gsm8k', 'exact_match,strict-match': 0.5, 'exact_match_stderr,strict-match': 'N/A' } },
      configs: { gsm8k: { num_fewshot: 5 } },
      versions: { gsm8k: 3 },
      'n-shot': { gsm8k: 5 },
      config: { model: 'hf' },
      git_hash: 'abc',
      date: 1_717_237_230.5,
      model_name: 'EleutherAI/pythia-70m',
    });
    const records = await recordsOf(named(text, 'out/EleutherAI__pythia-70m/results_2024-06-01T10-20-30.123456.json'));
    expect(results(records)).toEqual([
      {
        run: {
          suite: 'gsm8k (strict-match)',
          model: 'EleutherAI/pythia-70m',
          externalId: 'lm-eval/EleutherAI/pythia-70m/gsm8k (strict-match)/2024-06-01T10-20-30.123456',
          source: 'LM_EVAL',
          startedAt: '2024-06-01T10:20:30.123Z',
          configuration: { config: { model: 'hf' }, task: { num_fewshot: 5 }, version: 3, shots: 5, gitHash: 'abc' },
        },
        result: null,
      },
    ]);
    expect(records.at(-1)).toMatchObject({ kind: 'remark' });
  });
});

describe('Inspect', () => {
  const log = {
    version: 2,
    status: 'success',
    eval: { run_id: 'r', task_id: 't', task: 'sums', model: 'openai/gpt-4o', created: '2026-11-01T00:00:00+00:00', task_args: { a: 1 } },
    results: { scores: [{ name: 'match', scorer: 'match' }] },
    stats: { started_at: '2026-11-01T00:00:01+00:00', completed_at: '2026-11-01T00:00:09+00:00' },
  };
  const sample = (id: string | number, value: unknown, rest: object = {}) => ({
    id,
    epoch: 1,
    input: [{ role: 'user', content: [{ type: 'text', text: 'What?' }] }],
    target: ['4', 'four'],
    output: { completion: '4', time: 1.25 },
    scores: { other: { value: 'I' }, match: { value, answer: '4' } },
    model_usage: { a: { input_tokens: 2, output_tokens: 3 }, b: { input_tokens: 5, output_tokens: 7 } },
    ...rest,
  });
  const samples = [
    sample('a', 'C'),
    sample('a', 'P', { epoch: 2 }),
    sample(7, 'I', { error: { message: 'timed out', traceback: '…' } }),
    sample('n', 0.25),
    sample('x', true, { scores: {}, score: { value: 1 } }),
  ];
  const expected = [
    {
      itemId: 'a',
      sample: 0,
      input: 'user: What?',
      target: '4\nfour',
      answer: '4',
      score: 1,
      isCorrect: true,
      scores: { other: 0, match: 1 },
      latencyMs: 1_250,
      inputTokens: 7,
      outputTokens: 10,
    },
    { itemId: 'a', sample: 1, score: 0.5 },
    { itemId: '7', error: 'timed out', score: 0 },
    { itemId: 'n', score: 0.25 },
    { itemId: 'x', score: 1, isCorrect: true, answer: '4' },
  ];
  test('a log as JSON', async () => {
    const read = results(await recordsOf(fileOf('log.json', JSON.stringify({ ...log, samples }, null, 2))));
    expect(read.map(({ result }) => result)).toMatchObject(expected);
    expect(read[0]?.run).toMatchObject({
      suite: 'sums',
      model: 'openai/gpt-4o',
      externalId: 'inspect/r/t/openai/gpt-4o',
      source: 'INSPECT',
      startedAt: '2026-11-01T00:00:01.000Z',
      endedAt: '2026-11-01T00:00:09.000Z',
    });
    expect(read[2]?.result).not.toHaveProperty('isCorrect');
  });
  const members = {
    'header.json': strToU8(JSON.stringify(log)),
    ...Object.fromEntries(samples.map((one) => [`samples/${one.id}_epoch_${one.epoch}.json`, strToU8(JSON.stringify(one))])),
  };
  test('an archive with deflate', async () => {
    const read = results(await recordsOf(fileOf('log.eval', zipSync({ ...members, 'summaries.json': strToU8('[') }), 4_096)));
    expect(read.map(({ result }) => result?.['itemId']).toSorted()).toEqual(['7', 'a', 'a', 'n', 'x']);
  });
  test('an archive with Zstandard, whose run did not end', async () => {
    const stored = zipSync(
      {
        '_journal/start.json': zstdCompressSync(JSON.stringify(log)),
        'samples/a_epoch_1.json': zstdCompressSync(JSON.stringify(samples[0])),
      },
      { level: 0 },
    );
    // What is stored as it is becomes Zstandard by its method, in the local and the central header.
    const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
    for (let at = 0; at + 12 < stored.length; at += 1) {
      if (view.getUint32(at, true) === 0x04_03_4b_50) view.setUint16(at + 8, 93, true);
      if (view.getUint32(at, true) === 0x02_01_4b_50) view.setUint16(at + 10, 93, true);
    }
    const records = await recordsOf(fileOf('log.eval', stored, 4_096));
    expect(records[0]).toMatchObject({ kind: 'remark', text: expect.stringContaining('did not end') });
    expect(results(records).map(({ result }) => result)).toMatchObject([expected[0]]);
  });
  test('a damaged archive, and one of something else, are refused in words', async () => {
    expect(await recordsOf(fileOf('log.eval', zipSync(members).slice(0, 90), 4_096))).toEqual([
      expect.objectContaining({ kind: 'bad', line: 0 }),
    ]);
    expect(await recordsOf(fileOf('log.eval', zipSync({ 'a.txt': strToU8('x') }), 4_096))).toEqual([
      expect.objectContaining({ kind: 'bad', reason: expect.stringContaining('no log of Inspect') }),
    ]);
  });
});

describe('promptfoo', () => {
  const row = (testIdx: number, rest: object = {}) => ({
    promptIdx: 0,
    testIdx,
    provider: { id: 'openai:gpt-4o', label: '' },
    prompt: { raw: 'Translate {{text}}', label: 'plain' },
    vars: { text: `t${testIdx}` },
    testCase: { assert: [{ type: 'equals', value: 'x' }], metadata: { category: 'short' } },
    response: { output: { a: 1 }, tokenUsage: { prompt: 5, completion: 2 } },
    failureReason: 0,
    success: true,
    score: 1,
    latencyMs: 12.4,
    cost: 0.001,
    namedScores: { tone: 0.5 },
    ...rest,
  });
  const rows = [
    row(0),
    row(0),
    row(1, { success: false, failureReason: 1, score: 0 }),
    row(2, { success: false, failureReason: 2, score: 0, error: 'no network', response: {} }),
  ];
  test('output: a run for each prompt and provider, repetitions as samples, errors undecided', async () => {
    const text = JSON.stringify({
      evalId: 'eval-1',
      results: { version: 3, timestamp: '2026-11-01T00:00:00Z', prompts: [], results: rows },
      config: { description: 'My suite' },
      metadata: { promptfooVersion: '0.1' },
    });
    const read = results(await recordsOf(fileOf('out.json', text)));
    expect(read[0]?.run).toEqual({
      suite: 'My suite',
      model: 'openai:gpt-4o',
      externalId: 'promptfoo/eval-1/0/openai:gpt-4o',
      source: 'PROMPTFOO',
      startedAt: '2026-11-01T00:00:00.000Z',
      configuration: { prompt: 'Translate {{text}}', promptLabel: 'plain', provider: 'openai:gpt-4o' },
    });
    expect(read[0]?.result).toMatchObject({
      sample: 0,
      category: 'short',
      input: '{"text":"t0"}',
      target: 'equals: x',
      answer: '{"a":1}',
      isCorrect: true,
      score: 1,
      scores: { tone: 0.5 },
      latencyMs: 12,
      inputTokens: 5,
      outputTokens: 2,
      costUsd: 0.001,
    });
    expect(read.map(({ result }) => [result?.['sample'], result?.['isCorrect'], result?.['score'], result?.['error']])).toEqual([
      [0, true, 1, undefined],
      [1, true, 1, undefined],
      [0, false, 0, undefined],
      [0, undefined, undefined, 'no network'],
    ]);
  });
  test('output as JSON Lines', async () => {
    expect(results(await recordsOf(fileOf('out.jsonl', lines(...rows))))).toHaveLength(4);
  });
});

describe('rows of results', () => {
  test('as JSON Lines and CSV, by the usual names', async () => {
    const expected = [
      {
        run: { suite: 'mmlu', model: 'm', externalId: 'file/r1/mmlu/m', source: 'FILE' },
        result: { itemId: '1', isCorrect: true, category: 'law' },
      },
      { run: { suite: 'mmlu', model: 'm', externalId: 'file/r1/mmlu/m' }, result: { itemId: '2', score: 0.25 } },
    ];
    const json = lines(
      { benchmark: 'mmlu', model: 'm', question_id: 1, correct: true, category: 'law', run: 'r1' },
      { benchmark: 'mmlu', model: 'm', question_id: 2, score: 0.25, run: 'r1' },
    );
    expect(results(await recordsOf(fileOf('rows.jsonl', json)))).toMatchObject(expected);
    const csv = 'benchmark,model,question_id,correct,score,category,run\nmmlu,m,1,yes,,law,r1\nmmlu,m,2,,0.25,,r1\nmmlu,m,3,perhaps,,,r1\n';
    const records = await recordsOf(fileOf('rows.csv', csv));
    expect(results(records)).toMatchObject(expected);
    expect(records.at(-1)).toMatchObject({ kind: 'bad', field: 'isCorrect', reason: expect.stringContaining('perhaps') });
  });
});
