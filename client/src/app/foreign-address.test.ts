import { expect, test } from 'vitest';
import { pageOfHash } from './foreign-address.ts';

test.each([
  ['#/experiments/1/runs/0f2c9a3b4d5e6f708192a3b4c5d6e7f8', '/training/runs/0f2c9a3b4d5e6f708192a3b4c5d6e7f8'],
  ['#/experiments/1/runs/my-run/artifacts', '/training/runs/my-run'],
  ['#/experiments/12', '/training'],
  ['#/experiments', '/training'],
  ['#main', null],
  ['', null],
])('an address of MLflow ending in %j opens %j', (hash, page) => expect(pageOfHash(hash)).toBe(page));
