import { networkInterfaces } from 'node:os';
import { isLoopbackHost } from '../config.ts';

/**
 * The names by which a server may be called that listens on this address: none beside the loopback ones, or the addresses of the machine. Any
 * name could be pointed here by its owner (DNS rebinding); an address can't.
 */
export function hostNamesOf(host: string): string[] {
  if (isLoopbackHost(host)) return [];
  const own = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .map(({ address }) => address);
  const addresses = host === '0.0.0.0' || host === '::' ? own : [host];
  return addresses.map((address) => (address.includes(':') ? `[${address}]` : address));
}
