import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../../tests/shared-data.testing.ts';
import { assign, flagOf, type AssignedBy } from './assign.ts';
import { meetsCondition } from './condition.ts';
import { bucketOf, bucketRanges, fnv1a, fnv1aOfNumber } from './hash.ts';
import type { Json } from '../types.ts';

const variant = (key: string, weight: number, value: Json = key) => ({
  key,
  weight,
  value,
  name: null,
  model: null,
  promptName: null,
  promptVersion: null,
  parameters: null,
});
const running: AssignedBy = {
  key: 'greeting',
  kind: 'EXPERIMENT',
  unit: 'USER',
  state: 'RUNNING',
  isEnabled: true,
  valueType: 'STRING',
  defaultValue: null,
  variants: [variant('control', 0.5), variant('warm', 0.5)],
  allocation: 1,
  targeting: { condition: null, environments: [], channels: [] },
  layer: null,
  phase: 1,
  seed: 'greeting',
  shippedVariant: null,
};
const units = Array.from({ length: 20_000 }, (_, at) => `user-${at}`);
const given = (by: AssignedBy, unitId: string, attributes = {}) => assign(flagOf(by), unitId, attributes);

test.each([
  ['seed', 'a', 0.0505],
  ['seed', 'b', 0.2696],
  ['foo', 'ab', 0.2575],
  ['foo', 'def', 0.2019],
  ['90850943850283058242805', '123', 0.7516],
  ['()**(%$##$%#$#', '___)((*":&', 0.0128],
])('the hash of %s and %s is that of GrowthBook', (seed, unitId, bucket) => {
  expect(bucketOf(seed, unitId)).toBe(bucket);
  expect(bucketOf(fnv1a(seed), unitId)).toBe(bucket);
});

test.skipIf(sharedData === null)(`every public vector of GrowthBook's holds${needsSharedData}`, () => {
  const file = join(sharedData ?? '', 'abtests/growthbook_hash_cases/hash_cases.json');
  const { hash, getBucketRange } = JSON.parse(readFileSync(file, 'utf8')) as {
    hash: [string, string, number, number | null][];
    getBucketRange: [string, [number, number, number[] | null], [number, number][]][];
  };
  const ofVersion2 = hash.filter(([, , version]) => version === 2);
  expect(ofVersion2.map(([seed, value]) => bucketOf(seed, value))).toEqual(ofVersion2.map(([, , , bucket]) => bucket));
  // What has other weights than ours may have is left out: their number or sum is wrong, for which SDKs take equal ones.
  const sound = getBucketRange.filter(([, [count, , weights]]) => {
    const sum = (weights ?? []).reduce((total, weight) => total + weight, 0);
    return weights === null || (weights.length === count && Math.abs(sum - 1) < 0.01);
  });
  expect(sound.length).toBeGreaterThan(8);
  for (const [name, [count, coverage, weights], ranges] of sound) {
    const found = bucketRanges(weights ?? Array.from({ length: count }, () => 1 / count), coverage).flat();
    for (const [at, edge] of ranges.flat().entries()) expect(found[at], name).toBeCloseTo(edge, 9);
  }
});

test('the hash of a number is that of its digits', () => {
  const edges = [0, 1, 9, 10, 99, 100, 9_999, 10_000, 99_999, 100_000, 100_001, 1_000_000, 2_147_483_648, 4_294_900_000, 4_294_967_295];
  const spread = Array.from({ length: 5_000 }, (_, at) => fnv1a(`unit ${at}`) >>> (at % 32));
  for (const value of [...edges, ...spread]) expect(fnv1aOfNumber(value), String(value)).toBe(fnv1a(String(value)));
});

test('ranges begin where the weights before them end, so that more coverage moves no unit', () => {
  expect(bucketRanges([0.5, 0.5], 0.5)).toEqual([
    [0, 0.25],
    [0.5, 0.75],
  ]);
  const before = { ...running, allocation: 0.2 };
  const after = { ...running, allocation: 0.8 };
  for (const unit of units.slice(0, 2_000)) {
    const { variant: was } = given(before, unit);
    if (was !== null) expect(given(after, unit).variant).toBe(was);
  }
});

test('shares of variants are their weights, of all units and of those of a part', () => {
  const counts = (by: AssignedBy) => {
    const flag = flagOf(by);
    const of = (key: string | null) => units.filter((unit) => assign(flag, unit, {}).variant === key).length / units.length;
    return [of('control'), of('warm'), of(null)];
  };
  const uneven = { ...running, variants: [variant('control', 0.9), variant('warm', 0.1)], allocation: 0.5 };
  for (const [at, share] of [0.45, 0.05, 0.5].entries()) expect(Math.abs((counts(uneven)[at] as number) - share)).toBeLessThan(0.012);
});

test('two experiments of one layer share no unit', () => {
  const layer = (start: number, end: number) => ({ key: 'checkout', start, end });
  const one = flagOf({ ...running, layer: layer(0, 0.5) });
  const other = flagOf({ ...running, key: 'tone', seed: 'tone', layer: layer(0.5, 1) });
  const inside = units.map((unit) => [assign(one, unit, {}), assign(other, unit, {})].filter((got) => got.variant !== null).length);
  expect(Math.max(...inside)).toBe(1);
  expect(inside.filter((count) => count === 1)).toHaveLength(units.length);
});

describe('a unit gets', () => {
  const overridden = flagOf(running, new Map([['tester', 'warm']]));
  const shipped = { ...running, state: 'STOPPED' as const, shippedVariant: 'warm' };
  const only = {
    ...running,
    kind: 'FLAG' as const,
    valueType: 'BOOLEAN' as const,
    variants: [variant('on', 1, true)],
    defaultValue: false,
  };
  const adults = { ...running, targeting: { condition: { age: { $gte: 18 } }, environments: ['production'], channels: [] } };
  test.each<[string, ReturnType<typeof assign>, object]>([
    ['by its hash a variant', given(running, 'user-1'), { reason: 'SPLIT', value: 'warm' }],
    [
      'the default value while the experiment is paused',
      given({ ...running, state: 'PAUSED' }, 'a'),
      { variant: null, reason: 'DISABLED' },
    ],
    ['the default value of a flag that is off', given({ ...only, isEnabled: false }, 'a'), { value: false, reason: 'DISABLED' }],
    ['what was shipped', given(shipped, 'a'), { variant: 'warm', reason: 'STATIC' }],
    ['nothing that was shipped of a flag that is off', given({ ...shipped, isEnabled: false }, 'a'), { variant: null, reason: 'DISABLED' }],
    ['the one variant of a flag', given(only, 'a'), { variant: 'on', value: true, reason: 'STATIC' }],
    ['what it is forced to', assign(overridden, 'tester', {}), { variant: 'warm', reason: 'TARGETING_MATCH' }],
    [
      'the default value where its attributes do not match',
      given(adults, 'a', { age: 17, environment: 'production' }),
      { reason: 'DEFAULT' },
    ],
    ['a variant where they do', given(adults, 'a', { age: 18, environment: 'production' }), { reason: 'SPLIT' }],
    [
      'a variant by its session, where the attributes name one',
      given({ ...running, unit: 'SESSION' }, 'x', { sessionId: 'user-1' }),
      { value: 'warm' },
    ],
  ])('%s', (_claim, got, wanted) => expect(got).toMatchObject(wanted));
});

test.each<[string, { [name: string]: Json }, Json, boolean]>([
  ['a dotted path', { 'user.plan': 'pro' }, { user: { plan: 'pro' } }, true],
  ['a missing path, which is null', { plan: null }, {}, true],
  ['a number as a text', { version: '2' }, { version: 2 }, true],
  ['an empty $or', { $or: [] }, {}, true],
  ['$nor', { $nor: [{ a: 1 }] }, { a: 1 }, false],
  ['$in of a list, which is an intersection', { tags: { $in: ['b'] } }, { tags: ['a', 'b'] }, true],
  ['$ini', { plan: { $ini: ['PRO'] } }, { plan: 'pro' }, true],
  ['$elemMatch', { scores: { $elemMatch: { $gt: 5 } } }, { scores: [1, 6] }, true],
  ['$size', { tags: { $size: { $gt: 1 } } }, { tags: ['a'] }, false],
  ['a version before its release', { app: { $vlt: '1.0.0' } }, { app: '1.0.0-beta' }, true],
  ['versions by number', { app: { $vgt: '1.9.0' } }, { app: '1.10.0' }, true],
  ['$regex', { mail: { $regex: '@example\\.com$' } }, { mail: 'a@example.com' }, true],
  ['an operator that is not known', { a: { $near: 1 } }, { a: 1 }, false],
  ['$not', { a: { $not: { $gt: 5 } } }, { a: 3 }, true],
])('a condition may have %s', (_what, condition, attributes, isMet) => expect(meetsCondition(attributes, condition)).toBe(isMet));

test('a version of many plus signs is read at once', () => {
  const began = performance.now();
  expect(meetsCondition({ app: `1.0.0${'+'.repeat(60_000)}\n` }, { app: { $vgte: '1.0.0' } })).toBe(true);
  expect(performance.now() - began).toBeLessThan(200);
});

test('a pattern that was saved before its cost was counted matches nothing, at once', () => {
  const began = performance.now();
  expect(meetsCondition({ x: 'a'.repeat(60) }, { x: { $regex: `^${'(a|a)'.repeat(38)}` } })).toBe(false);
  expect(performance.now() - began).toBeLessThan(200);
});
