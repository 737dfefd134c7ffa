import { expect, test } from 'vitest';
import { matchesGlob } from './glob.ts';

test.each([
  ['loss', 'loss', true],
  ['loss', 'los', false],
  ['loss', 'losss', false],
  ['loss', '*', true],
  ['', '*', true],
  ['', '', true],
  ['', '?', false],
  ['eval_loss', '*loss', true],
  ['eval_loss', 'eval*', true],
  ['eval_loss', '*al*ss', true],
  ['eval_loss', '*al*sx', false],
  ['rewards/chosen', 'rewards/*', true],
  ['rewards', 'rewards/*', false],
  ['layer.1.norm', 'layer.?.norm', true],
  ['layer.10.norm', 'layer.?.norm', false],
  ['a.b', 'a?b', true],
  ['(loss', '(l*', true],
  ['a'.repeat(250), `${'a*'.repeat(250)}b`, false],
])('%s fits %s: %s', (name, pattern, fits) => expect(matchesGlob(name, pattern)).toBe(fits));
