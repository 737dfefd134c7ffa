import { expect, test } from 'vitest';
import { isAsciiPattern, maxMatchedLength, maxPatternSteps, stepsOfPattern } from './pattern.ts';

test.each([
  '@example\\.com$',
  '^[^@]+@[^@]+\\.(com|org)$',
  '^/docs/.*/intro',
  '(Firefox|Chrome)/\\d{2,3}',
  '^v?\\d+\\.\\d+$',
  '\\bbot\\b',
  'a{2}',
  '[\\w.-]+$',
  '^a|b$',
  '',
])('%s is taken', (pattern) => {
  expect(stepsOfPattern(pattern)).toBeLessThanOrEqual(maxPatternSteps);
});

test.each([
  [`^${'(a|a)'.repeat(38)}b$`],
  [`${'(?:a|a)'.repeat(25)}b`],
  [`^${'a?'.repeat(90)}b$`],
  ['^a*a*a*b$'],
  ['a*a*b'],
  ['(^a|b)c*d*e'],
  [`^${'a{0,9}'.repeat(9)}b`],
  [`^${'[^b]{0,9}?'.repeat(9)}b`],
])('%s may take too many steps', (pattern) => {
  expect(stepsOfPattern(pattern)).toBeGreaterThan(maxPatternSteps);
});

test.each<[string, RegExp]>([
  ['^(a+)+$', /repeats a group/],
  ['(?:a|b)?', /repeats a group/],
  ['\\b+', /no regular expression/],
  ['(a)\\1', /refers back/],
  ['(?=a)', /looks around/],
  ['(?<!a)', /looks around/],
  ['(?<name>a)', /looks around/],
  ['\\p', /engines read/],
  ['\\Z', /engines read/],
  ['\\0', /refers back/],
  ['a{,3}', /by itself/],
  ['a]', /by itself/],
  ['[]a]', /empty class|no regular/],
  ['[^]', /empty class/],
  ['[\\w-a]', /range/],
  ['[\\b]', /\\b or \\B/],
  ['a{1001}', /1000 times/],
  ['(', /no regular expression/],
  ['a'.repeat(201), /at most 200/],
])('%s is refused', (pattern, reason) => {
  expect(stepsOfPattern(pattern)).toMatch(reason);
});

/** What costs the most of what is taken: each in the text that is worst for it. */
test.each([
  ['a*aaaaaaaaaaaaab', 'a'],
  ['[ab]*[ab][ab][ab][ab]c', 'ab'],
  ['^a*a*aaaaaaaaaaaab', 'a'],
  [`^${'(a|a)'.repeat(18)}b`, 'a'],
  [`^${'a?'.repeat(19)}b`, 'a'],
])('%s is searched within a quarter of a second', (pattern, part) => {
  expect(stepsOfPattern(pattern)).toBeLessThanOrEqual(maxPatternSteps);
  const text = part.repeat(maxMatchedLength / part.length);
  const compiled = new RegExp(pattern);
  const began = performance.now();
  expect(compiled.test(text)).toBe(false);
  expect(performance.now() - began).toBeLessThan(250);
});

test.each<[string, boolean]>([
  ['a[b-z]\\u0041\\x7f', true],
  ['é', false],
  ['\\u017f', false],
  ['\\xe9', false],
])('the case of %s can be folded: %s', (pattern, isAscii) => {
  expect(isAsciiPattern(pattern)).toBe(isAscii);
});
