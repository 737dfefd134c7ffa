import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import { encryptSecret } from '../../../platform/store/keyring.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { localOwner } from '../../preferences/load.ts';
import { BadSlackConnection } from '../errors.ts';
import { checkSlackConnection, type SlackConnectionInput } from '../ingest.ts';
import { boundTo } from '../load.ts';
import { maxSlackConnections } from '../types.ts';

/**
 * Connects a slash command of Slack, and gives the connection's id. Its commands read as the person who connects it, with the role that the
 * person has at the time: no one can have it read as another.
 */
export async function connectSlack(
  stores: Pick<Stores, 'postgres' | 'prisma'>,
  viewer: Viewer,
  input: SlackConnectionInput,
): Promise<Result<string, BadSlackConnection>> {
  const checked = checkSlackConnection(input);
  if (!checked.ok) return checked;
  const { workspaceId, person, keyId } = viewer;
  if (person === null && keyId !== null)
    return fail(
      new BadSlackConnection(
        'teamId',
        'can be connected by a person alone, as whom its commands read: sign in, or use a personal key; this is a key of the workspace',
      ),
    );
  const { prisma } = stores;
  const { teamId, signingSecret } = checked.value;
  if ((await prisma.slackConnection.count({ where: { workspaceId, teamId } })) > 0)
    return fail(new BadSlackConnection('teamId', `is ${teamId}, which is connected already; take that connection away first`));
  if ((await prisma.slackConnection.count({ where: { workspaceId } })) >= maxSlackConnections)
    return fail(new BadSlackConnection('teamId', `is of one connection too many: a workspace has at most ${maxSlackConnections}`));
  const ownerName = person === null ? 'local owner' : person.name === '' ? person.email : person.name;
  const id = crypto.randomUUID();
  const secretCipher = await encryptSecret(stores, signingSecret, boundTo(workspaceId, id));
  await prisma.slackConnection.create({ data: { id, workspaceId, teamId, secretCipher, owner: person?.id ?? localOwner, ownerName } });
  return succeed(id);
}

/** Takes a connection to Slack away with its secret, and gives its id. */
export async function disconnectSlack(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  id: string,
): Promise<Result<string, NotFound>> {
  const { count } = await prisma.slackConnection.deleteMany({ where: { id, workspaceId } });
  return count === 0 ? fail(new NotFound('Slack connection', id)) : succeed(id);
}
