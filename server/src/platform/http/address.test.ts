import { BlockList } from 'node:net';
import { expect, test } from 'vitest';
import { addressOf } from './address.ts';

const networks = new BlockList();
networks.addSubnet('10.0.0.0', 8, 'ipv4');
networks.addSubnet('::1', 128, 'ipv6');

test.each([
  ['no proxy is trusted: a header is not believed', '10.0.0.1', '203.0.113.7', null, '10.0.0.1'],
  ['IPv4 within IPv6 is IPv4', '::ffff:10.0.0.1', undefined, null, '10.0.0.1'],
  ['one hop', '10.0.0.1', '203.0.113.7', { hopCount: 1 }, '203.0.113.7'],
  ['one hop: what the caller invented is passed over', '10.0.0.1', '1.2.3.4, 203.0.113.7', { hopCount: 1 }, '203.0.113.7'],
  ['two hops', '10.0.0.1', '203.0.113.7, 10.0.0.2', { hopCount: 2 }, '203.0.113.7'],
  ['two hops, of which one was left out', '10.0.0.1', '203.0.113.7', { hopCount: 2 }, '203.0.113.7'],
  ['one hop that says nothing', '10.0.0.1', undefined, { hopCount: 1 }, '10.0.0.1'],
  ['one hop that says no address', '10.0.0.1', 'unknown', { hopCount: 1 }, '10.0.0.1'],
  ['a port and brackets', '::1', '[2001:db8::7]:443', { networks }, '2001:db8::7'],
  ['networks: the first address that is none of theirs', '10.0.0.1', '1.2.3.4, 203.0.113.7, 10.9.9.9', { networks }, '203.0.113.7'],
  ['networks: a peer of another network is no proxy', '203.0.113.9', '1.2.3.4', { networks }, '203.0.113.9'],
] as const)('%s', (_name, peer, header, proxies, address) => {
  expect(addressOf(peer, header, proxies)).toBe(address);
});
