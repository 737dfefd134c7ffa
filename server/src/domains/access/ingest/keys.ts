import { BadArgument, type Result } from '../../../platform/graphql/errors.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readCount, readEnum, readName, type Fields, readLine } from '../../../platform/ingest/values.ts';
import { isAbove, keyScopes, type KeyScope, type Role } from '../../../platform/permissions.ts';
import { readGrantedRole } from './roles.ts';

/** In UTF-16 code units. */
export const maxKeyNameLength = 200;
export const maxRequestsPerMinute = 1_000_000;

/** A key as the API takes it. */
export interface KeyInput {
  readonly name?: string | null | undefined;
  readonly scope?: KeyScope | null | undefined;
  readonly role?: Role | null | undefined;
  readonly environment?: string | null | undefined;
  readonly expiresAt?: Date | null | undefined;
  readonly requestsPerMinute?: number | null | undefined;
}

export interface CheckedKey {
  readonly name: string;
  readonly scope: KeyScope;
  readonly role: Role;
  readonly environment: string | null;
  readonly expiresAt: Date | null;
  readonly requestsPerMinute: number | null;
}

/** `granter`: the role of the one who creates the key, which the key's may not be above. */
export function checkKey(input: KeyInput, { granter, now }: { granter: Role; now: Date }): Result<CheckedKey, BadArgument> {
  const fields: Fields = { ...input };
  return checkInput(
    {
      name: readLine(fields, 'name', maxKeyNameLength),
      scope: orElse(readEnum(fields, 'scope', keyScopes), 'FULL' as const),
      role: readGrantedRole(fields, granter, isAbove('EDITOR', granter) ? granter : 'EDITOR'),
      environment: readName(fields, 'environment'),
      expiresAt: readExpiry(input, now),
      requestsPerMinute: readLimit(fields),
    },
    BadArgument,
  );
}

function readExpiry({ expiresAt }: KeyInput, now: Date): Date | null | Problem {
  if (expiresAt === undefined || expiresAt === null) return null;
  return expiresAt > now ? expiresAt : new Problem('expiresAt', 'has passed; give a time to come, or none for a key that does not expire');
}

function readLimit(fields: Fields): number | null | Problem {
  const limit = readCount(fields, 'requestsPerMinute');
  if (typeof limit !== 'number' || (limit >= 1 && limit <= maxRequestsPerMinute)) return limit;
  return new Problem('requestsPerMinute', `is ${limit}; 1 to ${maxRequestsPerMinute} are taken`);
}

const orElse = <Value>(read: Value | null | Problem, absent: Value): Value | Problem => read ?? absent;
