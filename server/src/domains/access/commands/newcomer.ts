import { fail, type Result, type WorkspaceArchived } from '../../../platform/graphql/errors.ts';
import type { Actor } from '../../../platform/graphql/actor.ts';
import type { ViewerPerson } from '../../../platform/graphql/context.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createPerson } from '../../people/commands/person.ts';
import type { AccountExists, WeakPassword } from '../../people/errors.ts';
import { InvitationRefused } from '../errors.ts';
import { openInvitation } from '../load/invitations.ts';
import { announce } from './announce.ts';
import { joinByInvitation } from './invitations.ts';

export interface Newcomer {
  readonly secret: string;
  readonly name: string;
  readonly password: string;
  /** As whom the trail records it. */
  readonly actor?: (person: ViewerPerson) => Actor;
}

type Refusal = AccountExists | InvitationRefused | WeakPassword | WorkspaceArchived;

/** Thrown within the transaction, so that nothing of the account stays. */
class Undone extends Error {
  readonly failure: InvitationRefused | WorkspaceArchived;
  constructor(failure: InvitationRefused | WorkspaceArchived) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Makes the account of a person who is invited, and the membership with it. The link of the mail has proved the address. */
export async function joinAsNewPerson(
  { stores, live }: { stores: Pick<Stores, 'postgres'>; live: Pick<LiveBus, 'publish'> },
  { secret, name, password, actor }: Newcomer,
  now: Date,
): Promise<Result<ViewerPerson, Refusal>> {
  const found = await openInvitation(stores, secret, now);
  if (!found.ok) return found;
  const { email, workspaceId } = found.value;
  try {
    const made = await createPerson(
      stores,
      { email, name, password },
      {
        after: async (session, person) => {
          const joined = await joinByInvitation(session, secret, person, now);
          if (!joined.ok) throw new Undone(joined.failure);
        },
        ...(actor && { actor }),
      },
    );
    if (made.ok) announce({ stores, live }, workspaceId);
    return made;
  } catch (error) {
    if (error instanceof Undone) return fail(error.failure);
    throw error;
  }
}
