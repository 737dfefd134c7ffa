import { createHash } from 'node:crypto';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { useCode } from '../queries.ts';

/** Takes a code of an app, right or wrong, for this person; false: it was shown before, and counts once (RFC 6238, 5.2). */
export async function takeCode(statements: Statements, personId: string, code: string): Promise<boolean> {
  const codeHash = createHash('sha256').update(`${personId} ${code}`).digest('base64url').slice(0, 22);
  return (await useCode(statements, { personId, codeHash })) > 0;
}
