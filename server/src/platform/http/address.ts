import { isIP } from 'node:net';
import type { TrustedProxies } from '../config-sign-in.ts';

/**
 * The network address of a caller: that of the socket, or the one that the outermost trusted proxy has seen. Each proxy adds the address of
 * its own caller at the end of `x-forwarded-for`; what stands before was sent by the caller and may be invented.
 */
export function addressOf(peer: string | undefined, forwardedFor: string | string[] | undefined, proxies: TrustedProxies): string | null {
  if (proxies === null || peer === undefined || forwardedFor === undefined) return peer === undefined ? null : plain(peer);
  const seen = [...String(forwardedFor ?? '').split(','), peer ?? ''].map(plain).filter((address) => address !== '');
  const last = seen.at(-1) ?? null;
  if (last === null) return plain(peer);
  const isTrusted = (address: string, place: number): boolean =>
    'hopCount' in proxies
      ? place < proxies.hopCount
      : isIP(address) !== 0 && proxies.networks.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  let address = last;
  for (const [place, next] of seen.slice(0, -1).toReversed().entries()) {
    if (!isTrusted(address, place) || isIP(next) === 0) return address;
    address = next;
  }
  return address;
}

/** Without brackets, port and the form of IPv4 within IPv6. */
function plain(text: string): string {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIP(address) !== 0) return address;
  return /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address)?.[1] ?? address;
}
