import { expect, test } from 'vitest';
import { draftOf, emptyRule, readDraft, targetFields } from './settings-form.ts';
import type { SettingsDraft } from './settings-form.ts';

const defaults = {
  slaThresholdMs: 5_000,
  slaRules: [],
  targets: [],
  timeZone: null,
  weekStart: 'MONDAY' as const,
  updatedAt: null,
  lastChange: null,
};
const start = draftOf(defaults);
const read = (change: Partial<SettingsDraft>) => readDraft({ ...start, ...change });

test('settings that are shown and saved unchanged are the same', () => {
  const targets = [
    { metric: 'SUCCESS_SHARE', value: 0.925, bound: 'AT_LEAST' },
    { metric: 'COST_PER_MESSAGE', value: 0.000_25, bound: 'AT_MOST' },
  ] as const;
  const slaRules = [{ dimension: 'ENVIRONMENT', value: 'staging', thresholdMs: 9_000 }] as const;
  const draft = draftOf({ ...defaults, targets: [...targets], slaRules: [...slaRules], timeZone: 'Asia/Kolkata' });
  expect(draft.targets.SUCCESS_SHARE).toBe('92.5');
  expect(readDraft(draft)).toEqual({
    ok: true,
    value: {
      slaThresholdMs: 5_000,
      slaRules,
      targets: targets.map(({ metric, value }) => ({ metric, value })),
      timeZone: 'Asia/Kolkata',
      weekStart: 'MONDAY',
    },
  });
});

test.each<[Partial<SettingsDraft>, string[]]>([
  [{ slaThresholdMs: '0' }, ['slaThresholdMs']],
  [{ slaThresholdMs: '1.5' }, ['slaThresholdMs']],
  [{ slaThresholdMs: 'soon' }, ['slaThresholdMs']],
  [{ slaRules: [emptyRule] }, ['slaRules.0.thresholdMs', 'slaRules.0.value']],
  [
    {
      slaRules: [
        { dimension: 'MODEL', value: 'a', thresholdMs: '1' },
        { dimension: 'MODEL', value: ' a ', thresholdMs: '2' },
      ],
    },
    ['slaRules.1.value'],
  ],
  [{ targets: { ...start.targets, SUCCESS_SHARE: '101', AVERAGE_RATING: '0.5' } }, ['targets.SUCCESS_SHARE', 'targets.AVERAGE_RATING']],
])('%j is not taken', (change, fields) => {
  const checked = read(change);
  expect(checked.ok ? [] : Object.keys(checked.problems)).toEqual(fields);
});

test('numbers are read as people write them', () => {
  const checked = read({ slaThresholdMs: '12,000 ms', targets: { ...start.targets, ERROR_SHARE: '1.5 %', COST_PER_DAY: '$1,200.50' } });
  expect(checked).toMatchObject({
    ok: true,
    value: {
      slaThresholdMs: 12_000,
      targets: [
        { metric: 'ERROR_SHARE', value: 0.015 },
        { metric: 'COST_PER_DAY', value: 1_200.5 },
      ],
    },
  });
  expect(targetFields.map(({ metric }) => metric)).toHaveLength(Object.keys(start.targets).length);
});
