import { dayMs } from '../../analytics/pure/interval.ts';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Stores } from '../../../platform/store/stores.ts';
import { sharedSecret } from '../../people/load/secret.ts';

/** So long a link of a notice acknowledges. */
export const linkMs = 7 * dayMs;
export const acknowledgePrefix = '/alerts/acknowledge/';

interface AcknowledgeLink {
  readonly workspaceId: string;
  readonly episodeId: string;
  readonly until: Date;
}

/** Makes the paths that acknowledge episodes of a workspace until a time: each admits everyone who has it, to this act alone. */
export async function acknowledgePaths(
  stores: Pick<Stores, 'postgres'>,
  { workspaceId, until }: Omit<AcknowledgeLink, 'episodeId'>,
): Promise<(episodeId: string) => string> {
  const secret = await secretOf(stores);
  return (episodeId) =>
    `${acknowledgePrefix}${[episodeId, workspaceId, secondsOf(until), signatureOf(secret, { workspaceId, episodeId, until })].join('.')}`;
}

const idForm = /^[0-9a-f-]{36}$/;

/** What a path acknowledges; null: it is not signed, is not ours, or its time is over. */
export async function acknowledgedBy(stores: Pick<Stores, 'postgres'>, pathname: string, now: Date): Promise<AcknowledgeLink | null> {
  const [episodeId = '', workspaceId = '', until = '', signature = ''] = pathname.slice(acknowledgePrefix.length).split('.');
  if (!idForm.test(episodeId) || !idForm.test(workspaceId) || !/^\d{1,12}$/.test(until)) return null;
  const link = { workspaceId, episodeId, until: new Date(Number(until) * 1_000) };
  if (link.until <= now) return null;
  const expected = Buffer.from(signatureOf(await secretOf(stores), link));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? link : null;
}

const secretOf = (stores: Pick<Stores, 'postgres'>): Promise<string> => sharedSecret(stores, 'links that acknowledge alerts');
const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1_000);

const signatureOf = (secret: string, { workspaceId, episodeId, until }: AcknowledgeLink): string =>
  createHmac('sha256', secret)
    .update(`${workspaceId}\n${episodeId}\n${secondsOf(until)}`)
    .digest('base64url');
