import { expect, test } from 'vitest';
import { readDashboardSearch, toggled } from './dashboard-search.ts';

test.each([
  [{}, { closed: undefined, baseline: undefined, sla: undefined, groups: undefined, bands: undefined }],
  [
    { closed: 'cost', sla: '2000' },
    { closed: ['cost'], baseline: undefined, sla: 2_000, groups: undefined, bands: undefined },
  ],
  [
    { closed: ['cost', 'ratings'], baseline: 'gpt-4o' },
    { closed: ['cost', 'ratings'], baseline: ['gpt-4o'], sla: undefined, groups: undefined, bands: undefined },
  ],
  [{ sla: '5000' }, { closed: undefined, baseline: undefined, sla: 5_000, groups: undefined, bands: undefined }],
  [{ groups: 'session' }, { closed: undefined, baseline: undefined, sla: undefined, groups: 'SESSION', bands: undefined }],
  [{ bands: 'expected' }, { closed: undefined, baseline: undefined, sla: undefined, groups: undefined, bands: 'expected' }],
  [{ sla: '-1' }, { closed: undefined, baseline: undefined, sla: undefined, groups: undefined, bands: undefined }],
  [{ sla: 'soon' }, { closed: undefined, baseline: undefined, sla: undefined, groups: undefined, bands: undefined }],
])('%j is read', (search, read) => expect(readDashboardSearch(search)).toEqual(read));

test('a name is put in, taken out, and an empty list is left out of the address', () => {
  expect(toggled(undefined, 'cost')).toEqual(['cost']);
  expect(toggled(['cost', 'ratings'], 'cost')).toEqual(['ratings']);
  expect(toggled(['cost'], 'cost')).toBeUndefined();
});
