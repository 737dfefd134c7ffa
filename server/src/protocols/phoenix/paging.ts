import { InvalidCall } from './errors.ts';

const mostOnPage = 1_000;

/** How many of a list are asked for; `otherwise` where a call names none. */
export function limitOf(params: URLSearchParams, otherwise: number): number {
  const text = params.get('limit');
  if (text === null || text === '') return otherwise;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1)
    throw new InvalidCall(`limit is ${JSON.stringify(text.slice(0, 40))}; a whole number from 1 is taken.`);
  return Math.min(limit, mostOnPage);
}

/** The place after which a list goes on; null: from its beginning. */
export function cursorOf(params: URLSearchParams): bigint | null {
  const text = params.get('cursor');
  if (text === null || text === '') return null;
  const place = /^c(\d{1,18})$/.exec(Buffer.from(text, 'base64url').toString('utf8'))?.[1];
  if (place === undefined) throw new InvalidCall('cursor is none that this server gave.');
  return BigInt(place);
}

export const toCursor = (place: bigint | number): string => Buffer.from(`c${place}`).toString('base64url');
