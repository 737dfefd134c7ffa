import { expect, test } from 'vitest';
import { refusedAddress } from './outgoing.ts';

test.each([
  ['127.0.0.1', true, false],
  ['::1', true, false],
  ['10.1.2.3', true, false],
  ['192.168.0.9', true, false],
  ['172.31.255.255', true, false],
  ['172.32.0.1', true, true],
  ['100.64.0.1', true, false],
  ['fd12::1', true, false],
  ['8.8.8.8', true, true],
  ['2606:4700::1111', true, true],
  ['169.254.169.254', false, false],
  ['::ffff:169.254.169.254', false, false],
  ['::ffff:127.0.0.1', true, false],
  ['fe80::1', false, false],
  ['fd00:ec2::254', false, false],
  ['0.0.0.0', false, false],
  ['::', false, false],
  ['224.0.0.1', false, false],
  ['255.255.255.255', false, false],
])('%s is asked: by any reach %s, by the public one %s', (address, byAny, byPublic) => {
  expect([refusedAddress(address, 'any') === null, refusedAddress(address, 'public') === null]).toEqual([byAny, byPublic]);
});
