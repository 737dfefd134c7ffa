import { expect, test } from 'vitest';
import { parseSearch, writeSearch } from '../../controls/search.ts';
import { readSignalsSearch } from './signals-search.ts';
import { anomalyFilterOf, isNarrowed, readSignalsView } from './signals-view.ts';

const read = (address: string) => readSignalsView(readSignalsSearch(parseSearch(address)));

test('the address says tab and filters; what it does not know is left out', () => {
  expect(read('?state=open&state=RESOLVED&severity=critical&metric=error_share&of=gpt-4o&tab=watched&assignee=none&assignee=p1')).toEqual({
    tab: 'watched',
    state: ['OPEN', 'RESOLVED'],
    severity: ['CRITICAL'],
    metric: 'ERROR_SHARE',
    of: 'gpt-4o',
    assignee: ['none', 'p1'],
  });
  expect(read('?state=gone&metric=size&tab=x')).toEqual({
    tab: 'feed',
    state: undefined,
    severity: undefined,
    metric: undefined,
    of: undefined,
    assignee: undefined,
  });
  expect(isNarrowed(read('?tab=settings'))).toBe(false);
  expect(isNarrowed(read('?state=open'))).toBe(true);
  expect(parseSearch(writeSearch(readSignalsSearch({ state: ['OPEN', 'RESOLVED'] })))).toEqual({ state: ['OPEN', 'RESOLVED'] });
});

test('asks the API for exactly what the view says', () => {
  const hour = Date.parse('2026-11-26T12:00:00Z');
  expect(anomalyFilterOf({ tab: 'feed', range: '24h', state: ['OPEN'], of: 'm' }, hour)).toEqual({
    from: '2026-11-25T13:00:00.000Z',
    to: '2026-11-26T13:00:00.000Z',
    states: ['OPEN'],
    dimensionValue: 'm',
  });
  expect(anomalyFilterOf({ tab: 'feed', range: 'all', severity: ['INFO'], metric: 'COST' }, hour)).toEqual({
    severities: ['INFO'],
    metric: 'COST',
  });
});

test('members and no one are two arguments of the API', () => {
  const hour = Date.parse('2026-11-26T12:00:00Z');
  expect(anomalyFilterOf({ tab: 'feed', range: 'all', assignee: ['none'] }, hour)).toEqual({ isUnassigned: true });
  expect(anomalyFilterOf({ tab: 'feed', range: 'all', assignee: ['p1', 'none', 'p2'] }, hour)).toEqual({
    assigneeIds: ['p1', 'p2'],
    isUnassigned: true,
  });
  expect(anomalyFilterOf({ tab: 'feed', range: 'all', assignee: ['p1'] }, hour)).toEqual({ assigneeIds: ['p1'] });
});
