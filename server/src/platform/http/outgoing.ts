import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import type { Reach } from '../config-models.ts';

/** An address that is never asked, or a redirection, which is never followed. */
export class OutgoingRefused extends Error {
  /** Status of the redirection; null: the address was not asked. */
  readonly status: number | null;
  constructor(message: string, status: number | null = null) {
    super(message);
    this.status = status;
  }
}

/** Of the link: where clouds show credentials to every program on a machine. And what is no address of a server. */
const never = new BlockList();
never.addSubnet('169.254.0.0', 16);
never.addSubnet('fe80::', 10, 'ipv6');
never.addAddress('fd00:ec2::254', 'ipv6');
never.addSubnet('0.0.0.0', 8);
never.addAddress('::', 'ipv6');
never.addSubnet('224.0.0.0', 3);
never.addSubnet('ff00::', 8, 'ipv6');

const notPublic = new BlockList();
notPublic.addSubnet('10.0.0.0', 8);
notPublic.addSubnet('127.0.0.0', 8);
notPublic.addSubnet('172.16.0.0', 12);
notPublic.addSubnet('192.168.0.0', 16);
notPublic.addSubnet('100.64.0.0', 10);
notPublic.addAddress('::1', 'ipv6');
notPublic.addSubnet('fc00::', 7, 'ipv6');

/** Why an address is not asked; null: it may be. An IPv4 address that is written as one of IPv6 is that IPv4 address. */
export function refusedAddress(address: string, reach: Reach): string | null {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  if (never.check(plain, family)) return `${address} is an address of the link or of no server, which is never asked`;
  if (reach === 'public' && notPublic.check(plain, family))
    return `${address} is an address of a private network; this server asks public ones alone (ANALYTICS_MODEL_ADDRESSES=public)`;
  return null;
}

/**
 * A `fetch` for addresses that people name. Each address is looked at when the connection is made, so that a name that leads elsewhere a moment
 * later is refused, too; redirections are not followed; a proxy of the environment is not used.
 *
 * Errors  rejects with `OutgoingRefused`, or with the error of the connection and its `code`.
 */
export function outgoingFetch(reach: Reach): typeof fetch {
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolveName(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 4);
      const addresses = found as unknown as LookupAddress[];
      const refused = addresses.map(({ address }) => refusedAddress(address, reach)).find((reason) => reason !== null);
      if (refused !== undefined) return callback(new OutgoingRefused(`${hostname}: ${refused}.`), '', 4);
      if (options.all === true) return callback(null, addresses);
      const [first] = addresses;
      return callback(null, first?.address ?? '', first?.family ?? 4);
    });
  };

  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const refused = isIP(host) === 0 ? null : refusedAddress(host, reach);
    if (refused !== null) throw new OutgoingRefused(`${refused}.`);
    const body = request.body === null ? null : Buffer.from(await request.arrayBuffer());
    const headers: Record<string, string | number> = { ...Object.fromEntries(request.headers), 'accept-encoding': 'identity' };
    if (body !== null) headers['content-length'] = body.length;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const options = { method: request.method, headers, lookup, signal: init?.signal ?? undefined };
      send(url, options, resolve).once('error', reject).end(body);
    });
    const status = answer.statusCode ?? 502;
    if (status >= 300 && status < 400) {
      answer.destroy();
      throw new OutgoingRefused(
        `The server answered ${status} and sends elsewhere, which is not followed; give the address that it sends to.`,
        status,
      );
    }
    const isEmpty = status === 204 || status === 205;
    if (isEmpty) answer.resume();
    const stream = isEmpty ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
    return new Response(stream, { status, headers: headersOf(answer) });
  };
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] as string, rawHeaders[index + 1] as string);
  return headers;
}
