import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SlackProof } from '../types.ts';

/** Older requests, and those of a clock that is ahead by more, are not taken. */
export const maxAgeS = 300;

/** Why a request may not be looked at further, whatever its secret; null: it may. */
export function flawOf({ timestamp, signature }: SlackProof, now: Date): string | null {
  if (!/^\d{1,12}$/.test(timestamp)) return 'The header x-slack-request-timestamp is missing, or no number of seconds.';
  if (!/^v0=[\da-f]{64}$/.test(signature)) return 'The header x-slack-signature is missing, or not of the form "v0=" and 64 hex digits.';
  const ageS = now.getTime() / 1_000 - Number(timestamp);
  if (Math.abs(ageS) <= maxAgeS) return null;
  return `The request was signed ${Math.round(Math.abs(ageS))} s ${ageS > 0 ? 'ago' : 'ahead'}; at most ${maxAgeS} s are taken. Is the clock of this server right?`;
}

/** What Slack signs a request with: HMAC-SHA256 of version, time and body (version v0). */
export const signatureOf = (secret: string, { timestamp, body }: Pick<SlackProof, 'timestamp' | 'body'>): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;

/** Whether the request was signed with the secret, compared in the same time whatever differs. */
export const isSignedWith = (secret: string, proof: SlackProof): boolean =>
  timingSafeEqual(Buffer.from(signatureOf(secret, proof)), Buffer.from(proof.signature));
