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
import { maxSlackConnections, type SlackProof } from './types.ts';

/** What an encrypted secret is bound to: it can't be moved to another connection. */
export const boundTo = (workspaceId: string, id: string): string => `slack_connections ${workspaceId} ${id}`;

/** Workspaces of this product that one Slack workspace may ask. */
const mostWorkspaces = maxSlackConnections * 5;

export interface SlackAsker {
  readonly viewer: Viewer;
  readonly connectionId: string;
}

type Found = Awaited<ReturnType<typeof connectionsOfTeam>>[number];

/**
 * Whom a signed request asks for: the person of its connection, reading alone, with the role of this moment. The request is taken once.
 *
 * Errors  SLACK_REFUSED: not signed by a known app, too old, or taken before. SLACK_UNANSWERED: signed, and its person may not ask any more.
 */
export async function slackAsker(
  stores: Stores,
  teamId: string,
  proof: SlackProof,
  now: Date,
): Promise<Result<SlackAsker, SlackRefused | SlackUnanswered>> {
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
  return inWorkspace(workspaceId, async () => {
    const forgetBefore = new Date(now.getTime() - 2 * maxAgeS * 1_000);
    const isNew = await takeRequest(stores.postgres, { workspaceId, connectionId, signature: proof.signature, now, forgetBefore });
    if (isNew === 0) return fail(new SlackRefused('This very request was taken before.'));
    const viewer = await viewerOf(stores, connection);
    if (viewer === null)
      return fail(
        new SlackUnanswered(
          'The person who connected Slack is no member of the workspace any more: another one has to connect it, on the page Language models.',
        ),
      );
    // A reading key may not ask; its person has to.
    if (!isPermitted({ ...viewer, keyScope: null }, 'ASK_ASSISTANT'))
      return fail(new SlackUnanswered(refusalOf({ ...viewer, keyScope: null }, 'ASK_ASSISTANT')));
    return succeed({ viewer, connectionId });
  });
}

/** The viewer of a connection: what it does is limited to reading, as with a key of the scope READ. Null: there is none any more. */
async function viewerOf(stores: Stores, { workspaceId, owner }: Found): Promise<Viewer | null> {
  // The owner of an installation without accounts is no one once there are accounts.
  if (owner === localOwner && (await hasAccounts(stores))) return null;
  const standing = await standingOf(stores, workspaceId, owner === localOwner ? null : owner);
  return standing === null ? null : { ...standing, keyScope: 'READ', keyId: null, sessionId: null };
}
