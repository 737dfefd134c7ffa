import { createHmac } from 'node:crypto';

/** Prefix of secrets of Standard Webhooks; what follows is base64. */
export const secretPrefix = 'whsec_';

/**
 * Headers of a request that is signed as Standard Webhooks describes it: over id, time and the exact body, with each secret. The id is the same
 * on every attempt, the time that of this one.
 */
export function signedHeaders(id: string, at: Date, body: string, secrets: readonly string[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
