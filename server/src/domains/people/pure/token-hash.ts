import { createHash } from 'node:crypto';

/** What is kept of a token that a browser or a provider shows: SHA-256, hexadecimal. Tokens are random, so no salt is needed. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
