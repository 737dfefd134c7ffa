import type { Result } from '../../../platform/graphql/errors.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readShortText, shown, type Fields } from '../../../platform/ingest/values.ts';
import type { Role } from '../../../platform/permissions.ts';
import { BadMember } from '../errors.ts';
import { readGrantedRole } from './roles.ts';

const maxEmailLength = 254;
/** Enough to find a slip; whether the address exists only a mail to it can say. */
const emailForm = /^[^\s@"<>()[\]\\,;:]+@[^\s@"<>()[\]\\,;:]+\.[^\s@"<>()[\]\\,;:]+$/;

export interface InvitationInput {
  readonly email?: string | null | undefined;
  readonly role?: Role | null | undefined;
}

/** `granter`: the role of the one who invites; none is invited above it. */
export const checkInvitation = (input: InvitationInput, granter: Role): Result<{ email: string; role: Role }, BadMember> =>
  checkInput({ email: readEmail({ ...input }), role: readGrantedRole({ ...input }, granter) }, BadMember);

export const checkRole = (input: { role?: Role | null | undefined }, granter: Role): Result<{ role: Role }, BadMember> =>
  checkInput({ role: readGrantedRole({ ...input }, granter) }, BadMember);

/** An address in lower case. */
function readEmail(fields: Fields): string | Problem {
  const text = readShortText(fields, 'email', maxEmailLength);
  if (text instanceof Problem) return text;
  const email = text.toLowerCase();
  return emailForm.test(email) ? email : new Problem('email', `is ${shown(text)}; an e-mail address such as ada@example.com is taken`);
}
