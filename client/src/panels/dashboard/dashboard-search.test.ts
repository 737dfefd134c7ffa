import { expect, test } from 'vitest';
import { DEFAULT_SLA_MS, readDashboardSearch, toggled } from './dashboard-search.ts';

test.each([
  [{}, { closed: undefined, baseline: undefined, sla: undefined }],
  [
    { closed: 'cost', sla: '2000' },
    { closed: ['cost'], baseline: undefined, sla: 2_000 },
  ],
  [
    { closed: ['cost', 'ratings'], baseline: 'gpt-4o' },
    { closed: ['cost', 'ratings'], baseline: ['gpt-4o'], sla: undefined },
  ],
  [{ sla: String(DEFAULT_SLA_MS) }, { closed: undefined, baseline: undefined, sla: undefined }],
  [{ sla: '-1' }, { closed: undefined, baseline: undefined, sla: undefined }],
  [{ sla: 'soon' }, { closed: undefined, baseline: undefined, sla: undefined }],
])('%j is read', (search, read) => expect(readDashboardSearch(search)).toEqual(read));

test('a name is put in, taken out, and an empty list is left out of the address', () => {
  expect(toggled(undefined, 'cost')).toEqual(['cost']);
  expect(toggled(['cost', 'ratings'], 'cost')).toEqual(['ratings']);
  expect(toggled(['cost'], 'cost')).toBeUndefined();
});
