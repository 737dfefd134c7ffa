import { describe, expect, test } from 'vitest';
import { readFilter, readOrder, type FilterTerm } from './filter.ts';

const term = (of: string, key: string, operator: string, value: unknown) => ({ of, key, operator, value }) as FilterTerm;

describe('a filter', () => {
  test.each<[filter: string, terms: FilterTerm[]]>([
    ['', []],
    ['   ', []],
    ['metrics.loss < 0.5', [term('metrics', 'loss', '<', 0.5)]],
    ['metric.`rewards/chosen mean` >= -1e-3', [term('metrics', 'rewards/chosen mean', '>=', -0.001)]],
    ['metrics."a.b" = 1', [term('metrics', 'a.b', '=', 1)]],
    ['metrics.rewards/chosen != 2', [term('metrics', 'rewards/chosen', '!=', 2)]],
    [
      'params.lr = \'0.1\' AND tags.mlflow.source.name != "x"',
      [term('params', 'lr', '=', '0.1'), term('tags', 'mlflow.source.name', '!=', 'x')],
    ],
    [
      "parameters.`model's name` LIKE 'll_ma%' and tag.a iLike '%B%'",
      [term('params', "model's name", 'LIKE', 'll_ma%'), term('tags', 'a', 'ILIKE', '%B%')],
    ],
    ["status = 'FINISHED'", [term('attributes', 'status', '=', 'FINISHED')]],
    ['attributes.start_time>1664067852747', [term('attributes', 'start_time', '>', 1_664_067_852_747)]],
    ["attribute.run_id IN ('a', \"b\",'c')", [term('attributes', 'run_id', 'IN', ['a', 'b', 'c'])]],
    ["run_name NOT IN ('a')", [term('attributes', 'run_name', 'NOT IN', ['a'])]],
    ['tags.x IS NULL AND params.y IS NOT NULL', [term('tags', 'x', 'IS NULL', null), term('params', 'y', 'IS NOT NULL', null)]],
    ["tags.t = 'AND OR ( = '", [term('tags', 't', '=', 'AND OR ( = ')]],
    ["`Run name` = 'x'", [term('attributes', 'Run name', '=', 'x')]],
    ["params.x == 'y'", [term('params', 'x', '=', 'y')]],
  ])('%s', (filter, terms) => {
    expect(readFilter(filter)).toEqual(terms);
  });

  test.each([
    "params.a = 'x' OR params.b = 'y'",
    "(params.a = 'x')",
    'params.a = x',
    'metrics.loss <',
    'metrics.',
    'metrics.loss 0.5',
    "nothing.a = 'x'",
    "params.a = 'x",
    'params.a IN ()',
    "params.a IN ('x'",
    'params.a NOT 5',
    'params.a IS 5',
    'metrics.a ~ 5',
    'params.a LIKE 5',
    "'a' = 'b'",
    '; DROP TABLE training_jobs',
    `params.a = '${'x'.repeat(20_000)}'`,
    Array.from({ length: 101 }, () => 'metrics.a < 1').join(' AND '),
  ])('that is not of the language is refused: %s', (filter) => {
    expect(() => readFilter(filter)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER_VALUE' }));
  });
});

describe('an order', () => {
  test.each([
    ['metrics.loss', { of: 'metrics', key: 'loss', isDescending: false }],
    ['metrics.`a b` DESC', { of: 'metrics', key: 'a b', isDescending: true }],
    ['attributes.start_time desc', { of: 'attributes', key: 'start_time', isDescending: true }],
    ['start_time ASC', { of: 'attributes', key: 'start_time', isDescending: false }],
  ])('%s', (text, order) => {
    expect(readOrder(text)).toEqual(order);
  });
  test.each(['', 'metrics.loss DOWN', 'metrics.loss DESC, params.a', "'x'"])('%s is refused', (text) => {
    expect(() => readOrder(text)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER_VALUE' }));
  });
});
