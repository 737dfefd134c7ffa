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

/** Path that downloads the file of an export without credentials until a time: it admits everyone who has it. */
export async function signedPath(stores: Pick<Stores, 'postgres'>, link: ExportLink): Promise<string> {
  const query = new URLSearchParams({
    workspaceId: link.workspaceId,
    until: String(secondsOf(link.until)),
    signature: await signatureOf(stores, link),
  });
  return `/v1/exports/${link.id}?${query}`;
}

/** The workspace that a signed link leads into; null: it is not signed, is not ours, or its time is over. */
export async function workspaceOfLink(
  stores: Pick<Stores, 'postgres'>,
  { id, query, now }: { readonly id: string; readonly query: URLSearchParams; readonly now: Date },
): Promise<string | null> {
  const [workspaceId, until, signature] = ['workspaceId', 'until', 'signature'].map((name) => query.get(name));
  if (!workspaceId || !signature || !until || !/^\d{1,12}$/.test(until) || Number(until) * 1_000 <= now.getTime()) return null;
  const expected = Buffer.from(await signatureOf(stores, { workspaceId, id, until: new Date(Number(until) * 1_000) }));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? workspaceId : null;
}

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1_000);

const signatureOf = async (stores: Pick<Stores, 'postgres'>, { workspaceId, id, until }: ExportLink): Promise<string> =>
  createHmac('sha256', await sharedSecret(stores, 'export links'))
    .update(`${workspaceId}\n${id}\n${secondsOf(until)}`)
    .digest('base64url');
