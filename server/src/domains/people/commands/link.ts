import { createHash, randomBytes } from 'node:crypto';
import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { LinkInvalid } from '../errors.ts';
import { insertLink, linkOfSecret, personOfSecret, spendLink } from '../queries.ts';
import type { LinkPurpose } from '../types.ts';

/** A day for the first owner, an hour for what goes by mail. */
const validS: Readonly<Record<LinkPurpose, number>> = { FIRST_OWNER: 86_400, SIGN_UP: 86_400, PASSWORD: 3_600 };
/** The page that each leads to. */
const pages: Readonly<Record<LinkPurpose, string>> = { FIRST_OWNER: 'welcome', SIGN_UP: 'welcome', PASSWORD: 'reset' };

const secretForm = /^[A-Za-z0-9_-]{43}$/;
const hashOf = (secret: string): Uint8Array<ArrayBuffer> => new Uint8Array(createHash('sha256').update(secret).digest());

export interface Link {
  readonly purpose: LinkPurpose;
  /** Null: the account is made when it is used. */
  readonly personId: string | null;
  readonly email: string | null;
  readonly name: string | null;
}

/** A one-time address below `origin`. Earlier ones of the same person or address end. */
export async function makeLink(
  statements: Statements,
  {
    origin,
    purpose,
    personId = null,
    email = null,
    makerId = null,
  }: { origin: string; purpose: LinkPurpose; personId?: string | null; email?: string | null; makerId?: string | null },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await insertLink(statements, { purpose, secretHash: hashOf(secret), personId, email, makerId, validS: validS[purpose] });
  return `${origin}/${pages[purpose]}?token=${secret}`;
}

/** What the secret of a one-time address is for. */
export async function linkOf(statements: Statements, secret: string): Promise<Result<Link, LinkInvalid>> {
  const [link] = secretForm.test(secret) ? await linkOfSecret(statements, { secretHash: hashOf(secret) }) : [];
  return link === undefined ? fail(new LinkInvalid()) : succeed(link);
}

/** The account that a one-time address is of, also of one that does not work any more; null: none is known. */
export async function accountOfLink(statements: Statements, secret: string): Promise<{ id: string } | null> {
  const [link] = secretForm.test(secret) ? await personOfSecret(statements, { secretHash: hashOf(secret) }) : [];
  return link?.personId == null ? null : { id: link.personId };
}

/** Uses it up, in the transaction of what it is used for. Errors  throws `LinkInvalid` where another request did. */
export async function spend(statements: Statements, secret: string): Promise<void> {
  if ((await spendLink(statements, { secretHash: hashOf(secret) })).length === 0) throw new LinkInvalid();
}
