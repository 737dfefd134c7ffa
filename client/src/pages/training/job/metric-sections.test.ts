import { describe, expect, test } from 'vitest';
import { firstCharts, goalOf, isPlan, matcher, metricSections } from './metric-sections.ts';

const shape = (names: readonly string[], systemNames: readonly string[] = [], pattern?: string) =>
  metricSections(names, systemNames, pattern).map(({ name, charts }) => [
    name,
    charts.map(({ train, eval: evaluation }) => [train, evaluation]),
  ]);

describe('metricSections', () => {
  test('a metric and its evaluation are one chart, in the section of the name’s beginning', () =>
    expect(shape(['eval_loss', 'eval_rewards/margins', 'loss', 'rewards/chosen', 'rewards/margins'])).toEqual([
      ['general', [['loss', 'eval_loss']]],
      [
        'rewards',
        [
          ['rewards/chosen', null],
          ['rewards/margins', 'eval_rewards/margins'],
        ],
      ],
    ]));
  test('an evaluation without its training metric stands alone', () =>
    expect(shape(['eval_runtime', 'eval_bleu/de'])).toEqual([
      ['eval', [[null, 'eval_runtime']]],
      ['bleu', [[null, 'eval_bleu/de']]],
    ]));
  test('three names that differ in a number are a section, in the order of the numbers; two are not', () =>
    expect(shape(['acc_0', 'acc_10', 'acc_2', 'top_1', 'top_5'])).toEqual([
      [
        'general',
        [
          ['top_1', null],
          ['top_5', null],
        ],
      ],
      [
        'acc',
        [
          ['acc_0', null],
          ['acc_2', null],
          ['acc_10', null],
        ],
      ],
    ]));
  test('metrics of the machine stand last', () =>
    expect(shape(['loss'], ['system/gpu/0/utilization'])).toEqual([
      ['general', [['loss', null]]],
      ['machine', [['system/gpu/0/utilization', null]]],
    ]));
  test('a pattern that the evaluation alone matches keeps the chart', () =>
    expect(shape(['eval_loss', 'loss', 'grad_norm'], [], 'eval_*')).toEqual([['general', [['loss', 'eval_loss']]]]));
  test('12,000 names are put in order in one go', () => {
    const names = Array.from({ length: 12_000 }, (_, place) => `layer.${place % 96}/norm.${Math.floor(place / 96)}`);
    expect(metricSections(names, [])).toHaveLength(96);
  });
});

test.each([
  ['', 'anything', true],
  ['REWARD', 'eval_rewards/margins', true],
  ['rewards/*', 'rewards/margins', true],
  ['rewards/*', 'eval_rewards/margins', false],
  ['layer?/norm', 'layer3/norm', true],
  ['layer?/norm', 'layer12/norm', false],
  ['a.b*', 'axb', false],
  ['*(x)', 'f(x)', true],
])('the pattern %j and %j: %j', (pattern, name, matches) => expect(matcher(pattern)(name)).toBe(matches));

test.each([
  ['loss', 'lower'],
  ['eval_loss', 'lower'],
  ['perplexity', 'lower'],
  ['rewards/margins', 'higher'],
  ['eval_accuracy', 'higher'],
  ['grad_norm', 'none'],
  ['learning_rate', 'none'],
] as const)('%s should go %s', (name, goal) => expect(goalOf(name)).toBe(goal));

test.each([
  ['learning_rate', true],
  ['lr-AdamW/pg1', true],
  ['num_input_tokens_seen', true],
  ['loss', false],
  ['clr_loss', false],
])('%s is set by the trainer: %s', (name, answer) => expect(isPlan(name)).toBe(answer));

describe('firstCharts', () => {
  test('loss, then what everyone looks at, the machine among it', () => {
    const { loss, row } = firstCharts(
      ['eval_loss', 'grad_norm', 'learning_rate', 'loss', 'rewards/margins', 'train_tokens_per_second'],
      ['system/gpu/0/memory_usage', 'system/gpu/0/utilization'],
    );
    expect(loss).toMatchObject({ train: 'loss', eval: 'eval_loss' });
    expect(row.map(({ key }) => key)).toEqual(['learning_rate', 'grad_norm', 'rewards/margins', 'system/gpu/0/utilization']);
  });
  test('without a loss in training its evaluation stands for it; without either there is none', () => {
    expect(firstCharts(['eval_loss'], []).loss).toMatchObject({ train: null, eval: 'eval_loss' });
    expect(firstCharts(['accuracy'], [])).toEqual({ loss: null, row: [] });
  });
});
