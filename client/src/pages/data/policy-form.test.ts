import { describe, expect, test } from 'vitest';
import type { PolicyFragment } from '../../graphql/generated/graphql.ts';
import { deletions, draftOf, kinds, readDraft, readPercent, sampleWords } from './policy-form.ts';

const policy: PolicyFragment = {
  maskingMode: 'MASK',
  maskingKinds: ['EMAIL', 'IP'],
  traceRetentionDays: 30,
  messageRetentionDays: 45,
  traceSampleShare: 0.125,
  updatedAt: null,
  lastChange: null,
};
const { updatedAt: _at, lastChange: _by, ...sent } = policy;

describe('readDraft', () => {
  test('a policy that was saved reads back as it was', () => {
    expect(readDraft(draftOf(policy))).toEqual({ ok: true, policy: sent });
    const forEver = { ...sent, maskingMode: 'OFF' as const, traceRetentionDays: null, messageRetentionDays: null, traceSampleShare: 1 };
    expect(readDraft(draftOf({ ...policy, ...forEver }))).toEqual({ ok: true, policy: forEver });
  });
  test('names every field that keeps it from being a policy', () => {
    const read = readDraft({
      ...draftOf(policy),
      kinds: [],
      traceDays: { choice: 'other', typed: '0' },
      messageDays: { choice: 'other', typed: '3651' },
      sample: '101',
    });
    expect(read.ok ? [] : Object.keys(read.problems)).toEqual(['kinds', 'traceDays', 'messageDays', 'sample']);
  });
  test('without masking no kind has to be chosen', () => expect(readDraft({ ...draftOf(policy), mode: 'OFF', kinds: [] }).ok).toBe(true));
  test.each([
    ['1', 1],
    ['3650', 3_650],
    ['3,650', 3_650],
  ])('%s days are %d', (typed, days) => {
    expect(readDraft({ ...draftOf(policy), traceDays: { choice: 'other', typed } })).toMatchObject({
      ok: true,
      policy: { traceRetentionDays: days },
    });
  });
});

test.each([
  ['0', 0],
  ['100', 100],
  ['12,5 %', 12.5],
  ['0.01', 0.01],
  ['-1', undefined],
  ['', undefined],
  ['101', undefined],
  ['ten', undefined],
])('%s percent is %s', (typed, percent) => expect(readPercent(typed)).toBe(percent));

test.each([
  [100, 'Every trace is kept.'],
  [0, 'Only traces with an error or a judgment are kept.'],
  [10, 'About 1 in 10 traces is kept, and every trace with an error or a judgment.'],
  [30, 'About 30 of 100 traces are kept, and every trace with an error or a judgment.'],
])('%d percent in words', (percent, words) => expect(sampleWords(percent)).toBe(words));

describe('deletions', () => {
  test('fewer days delete, and so do days where there was no limit', () => {
    expect(deletions({ ...policy, traceRetentionDays: null }, { ...sent, traceRetentionDays: 90 })).toEqual(['traces older than 90 days']);
    expect(deletions(policy, { ...sent, messageRetentionDays: 1 })).toEqual(['messages older than 1 day, with their judgments']);
  });
  test('the same days, more days and no limit delete nothing', () => {
    expect(deletions(policy, sent)).toEqual([]);
    expect(deletions(policy, { ...sent, traceRetentionDays: 31, messageRetentionDays: null })).toEqual([]);
  });
});

test('every kind has words', () => expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(7));
