import { expect, test } from 'vitest';
import { parseSearch } from '../../controls/search.ts';
import { readAlertsSearch } from './alerts-search.ts';

test.each([
  ['', undefined],
  ['?tab=history', 'history'],
  ['?tab=channels', 'channels'],
  ['?tab=rules', undefined],
  ['?tab=<script>', undefined],
  ['?tab=history&tab=channels', 'history'],
])('the address %j shows the side %s', (address, tab) => {
  expect(readAlertsSearch(parseSearch(address)).tab).toBe(tab);
});
