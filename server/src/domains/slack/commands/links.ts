import { randomBytes } from 'node:crypto';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { tokenHash } from '../../people/pure/token-hash.ts';
import { BadSlackLink } from '../errors.ts';
import { putLink, putOffer, takeOffer } from '../queries.ts';
import { linkOpenMs, type SignedConnection, type SlackSender } from '../types.ts';

/**
 * Offers the sender of a command to link an own account, and gives the token of the link, which works once and for 10 minutes. One that was
 * offered to the sender before works no more. Null: Slack did not say who sends.
 */
export async function offerLink(
  { postgres }: Pick<Stores, 'postgres'>,
  { id: connectionId, workspaceId }: SignedConnection,
  { userId, userName }: SlackSender,
  now: Date,
): Promise<string | null> {
  if (userId === '') return null;
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + linkOpenMs);
  await putOffer(postgres, {
    workspaceId,
    connectionId,
    slackUserId: userId,
    slackUserName: userName,
    tokenHash: tokenHash(token),
    expiresAt,
    now,
  });
  return token;
}

/**
 * Has the commands of a user of Slack read as the viewer, by the token that the user was offered; gives the id of the link. A link that the user
 * had before is replaced.
 *
 * Errors  BAD_SLACK_LINK: the token was used, is older than 10 minutes, or is of another workspace; or no person is signed in.
 */
export async function linkAccount(
  { postgres }: Pick<Stores, 'postgres'>,
  { workspaceId, person, sessionId }: Viewer,
  token: string,
  now: Date,
): Promise<Result<string, BadSlackLink>> {
  if (person === null || sessionId === null)
    return fail(new BadSlackLink('token', 'links the account of a person who is signed in in a browser; a key has none'));
  const id = await inTransaction(postgres, async (session) => {
    const [offer] = await takeOffer(session, { workspaceId, tokenHash: tokenHash(token), now });
    if (offer === undefined) return null;
    const [made] = await putLink(session, { workspaceId, ...offer, personId: person.id, now });
    return made?.id ?? null;
  });
  return id === null
    ? fail(
        new BadSlackLink(
          'token',
          'is of no open link of this workspace: a link works once, for 10 minutes. Send the command "link" in Slack again',
        ),
      )
    : succeed(id);
}

/** Takes an own link away, and gives its id. */
export async function unlinkAccount(
  { prisma }: Pick<Stores, 'prisma'>,
  { workspaceId, person }: Viewer,
  id: string,
): Promise<Result<string, NotFound>> {
  const { count } = person === null ? { count: 0 } : await prisma.slackLink.deleteMany({ where: { id, workspaceId, personId: person.id } });
  return count === 0 ? fail(new NotFound('Slack link', id)) : succeed(id);
}

/** Takes the link of the sender of a command away, and an offer of one; false: there was no link. */
export async function unlinkSender(
  { prisma }: Pick<Stores, 'prisma'>,
  { id: connectionId, workspaceId }: SignedConnection,
  { userId: slackUserId }: Pick<SlackSender, 'userId'>,
): Promise<boolean> {
  if (slackUserId === '') return false;
  const where = { workspaceId, connectionId, slackUserId };
  await prisma.slackLinkOffer.deleteMany({ where });
  return (await prisma.slackLink.deleteMany({ where })).count > 0;
}
