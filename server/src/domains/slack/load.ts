import { tokenHash } from '../people/pure/token-hash.ts';
import { hasAccounts } from '../people/load/accounts.ts';
import { localOwner } from '../preferences/load.ts';
import { standingOf } from '../access/load.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { isPermitted, refusalOf } from '../../platform/permissions.ts';
import { decryptSecret } from '../../platform/store/keyring.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { SlackRefused, SlackUnanswered } from './errors.ts';
import { flawOf, isSignedWith, maxAgeS } from './pure/signature.ts';
import { connectionsOfTeam, takeRequest } from './queries.ts';
import { maxSlackConnections, type SignedConnection, type SlackProof, type SlackSender } from './types.ts';

/** What an encrypted secret is bound to: it can't be moved to another connection. */
export const boundTo = (workspaceId: string, id: string): string => `slack_connections ${workspaceId} ${id}`;

/** Workspaces of this product that one Slack workspace may ask. */
const mostWorkspaces = maxSlackConnections * 5;

type Found = Awaited<ReturnType<typeof connectionsOfTeam>>[number];

/**
 * The connection that has signed a request. The request is taken once.
 *
 * Errors  SLACK_REFUSED: not signed by a known app, too old, or taken before. SLACK_UNANSWERED: it is not clear for which workspace.
 */
export async function signedConnection(
  stores: Stores,
  teamId: string,
  proof: SlackProof,
  now: Date,
): Promise<Result<SignedConnection, SlackRefused | SlackUnanswered>> {
  const flaw = flawOf(proof, now);
  if (flaw !== null) return fail(new SlackRefused(flaw));
  const signed: Found[] = [];
  for (const found of await connectionsOfTeam(stores.postgres, { teamId, most: mostWorkspaces })) {
    const secret = await decryptSecret(stores, found.secretCipher, boundTo(found.workspaceId, found.id));
    if (secret !== null && isSignedWith(secret, proof)) signed.push(found);
  }
  const [connection, other] = signed;
  if (connection === undefined)
    return fail(new SlackRefused('No connection of this server has the signing secret that the request was signed with.'));
  if (other !== undefined)
    return fail(new SlackUnanswered('Two workspaces of Fine Tune Lab are connected to this Slack app: take one of the connections away.'));
  const { id: connectionId, workspaceId } = connection;
  const forgetBefore = new Date(now.getTime() - 2 * maxAgeS * 1_000);
  const taken = { workspaceId, connectionId, signature: proof.signature, now, forgetBefore };
  const isNew = await inWorkspace(workspaceId, () => takeRequest(stores.postgres, taken));
  return isNew === 0 ? fail(new SlackRefused('This very request was taken before.')) : succeed(connection);
}

/**
 * As whom a command reads, with the role of this moment: as the person whose account its sender has linked, else as the person of the connection.
 * Reading alone, as with a key of the scope READ. A linked person who may not ask any more is not replaced by the other one.
 *
 * Errors  SLACK_UNANSWERED: that person may not ask any more.
 */
export async function slackViewer(
  stores: Stores,
  { id: connectionId, workspaceId, owner }: SignedConnection,
  { userId }: Pick<SlackSender, 'userId'>,
): Promise<Result<Viewer, SlackUnanswered>> {
  return inWorkspace(workspaceId, async () => {
    const link = await linkOf(stores, { workspaceId, connectionId, slackUserId: userId });
    const viewer = link === null ? await viewerOfConnection(stores, workspaceId, owner) : await reading(stores, workspaceId, link.personId);
    if (viewer === null)
      return fail(
        new SlackUnanswered(
          link === null
            ? 'The person who connected Slack is no member of the workspace any more: another one has to connect it, on the page Language models.'
            : 'The account that you have linked is no member of the workspace any more. The command "unlink" takes the link away.',
        ),
      );
    // A reading key may not ask; its person has to.
    if (!isPermitted({ ...viewer, keyScope: null }, 'ASK_ASSISTANT'))
      return fail(new SlackUnanswered(refusalOf({ ...viewer, keyScope: null }, 'ASK_ASSISTANT')));
    return succeed(viewer);
  });
}

/** The account that a user of Slack has linked; null: none. */
export const linkOf = (
  { prisma }: Pick<Stores, 'prisma'>,
  { workspaceId, connectionId, slackUserId }: { workspaceId: string; connectionId: string; slackUserId: string },
): Promise<{ id: string; personId: string } | null> =>
  slackUserId === ''
    ? Promise.resolve(null)
    : prisma.slackLink.findFirst({ where: { workspaceId, connectionId, slackUserId }, select: { id: true, personId: true } });

/** A link that a user of Slack was given and that may still be opened, by its token; null: there is none in the workspace. */
export const openOffer = ({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, token: string, now: Date): Promise<OpenOffer | null> =>
  prisma.slackLinkOffer.findFirst({
    where: { workspaceId, tokenHash: tokenHash(token), expiresAt: { gt: now } },
    select: { connectionId: true, slackUserId: true, slackUserName: true, expiresAt: true, connection: { select: { teamId: true } } },
  });

export interface OpenOffer {
  readonly connectionId: string;
  readonly slackUserId: string;
  readonly slackUserName: string;
  readonly expiresAt: Date;
  readonly connection: { readonly teamId: string };
}

/** The viewer of a connection; null: there is none any more. */
async function viewerOfConnection(stores: Stores, workspaceId: string, owner: string): Promise<Viewer | null> {
  // The owner of an installation without accounts is no one once there are accounts.
  if (owner === localOwner && (await hasAccounts(stores))) return null;
  return reading(stores, workspaceId, owner === localOwner ? null : owner);
}

/** A person as one who reads alone; null: no member of the workspace. */
async function reading(stores: Stores, workspaceId: string, personId: string | null): Promise<Viewer | null> {
  const standing = await standingOf(stores, workspaceId, personId);
  return standing === null ? null : { ...standing, keyScope: 'READ', keyId: null, sessionId: null };
}
