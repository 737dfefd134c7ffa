import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Stores } from '../../../platform/store/stores.ts';
import { sharedSecret } from '../../people/load/secret.ts';

/** So long a link of the page admits. */
export const linkMs = 3_600_000;

export interface ExportLink {
  readonly workspaceId: string;
  readonly id: string;
  readonly until: Date;
}

/** What an address shows of a link, before it is checked. */
export interface ShownLink {
  readonly workspaceId: string;
  readonly id: string;
  /** Seconds since 1970, as text. */
  readonly until: string;
  readonly signature: string;
}

const prefix = '/downloads/';

/** Path that downloads the file of an export without credentials until a time: it admits everyone who has it. */
export async function signedPath(stores: Pick<Stores, 'postgres'>, link: ExportLink): Promise<string> {
  return `${prefix}${[link.id, link.workspaceId, secondsOf(link.until), await signatureOf(stores, link)].join('.')}`;
}

/** The link that a path is; null: it is none. */
export function shownLink(pathname: string): ShownLink | null {
  if (!pathname.startsWith(prefix)) return null;
  const [id = '', workspaceId = '', until = '', signature = ''] = pathname.slice(prefix.length).split('.');
  return { id, workspaceId, until, signature };
}

/** The workspace that a signed link leads into; null: it is not signed, is not ours, or its time is over. */
export async function workspaceOfLink(
  stores: Pick<Stores, 'postgres'>,
  { workspaceId, id, until, signature }: ShownLink,
  now: Date,
): Promise<string | null> {
  if (!/^\d{1,12}$/.test(until) || Number(until) * 1_000 <= now.getTime()) return null;
  const expected = Buffer.from(await signatureOf(stores, { workspaceId, id, until: new Date(Number(until) * 1_000) }));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? workspaceId : null;
}

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1_000);

const signatureOf = async (stores: Pick<Stores, 'postgres'>, { workspaceId, id, until }: ExportLink): Promise<string> =>
  createHmac('sha256', await sharedSecret(stores, 'export links'))
    .update(`${workspaceId}\n${id}\n${secondsOf(until)}`)
    .digest('base64url');
