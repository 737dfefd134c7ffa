import { dayMs } from '../../../platform/ingest/time.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import { fail, type Forbidden, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Permission } from '../../../platform/permissions.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { BadWorkspace, DefaultWorkspace, NoWorkspaceAdmin, WorkspaceDeleted } from '../errors.ts';
import { checkDeletion, checkNewWorkspace, checkWorkspaceName, freeSlugs, type NewWorkspaceInput } from '../ingest/workspaces.ts';
import { installationOf } from '../load/installation.ts';
import { insertMember } from '../queries/members.ts';
import {
  administersAny,
  insertWorkspace,
  lockedWorkspace,
  oneWorkspace,
  renameStoredWorkspace,
  setWorkspaceState,
  workspaceOfSlug,
  type SeenWorkspace,
} from '../queries/workspaces.ts';
import { announce } from './announce.ts';
import { lockedFor } from './rights.ts';

interface Scope {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly viewer: Viewer;
}

const defaultWorkspaceSlug = 'default';

/** The id of the workspace `default`, which is made when it is not there yet. Any number of servers may start at once. */
export async function ensureDefaultWorkspace({ postgres }: Pick<Stores, 'postgres'>): Promise<string> {
  const [workspace] = await workspaceOfSlug(postgres, { slug: defaultWorkspaceSlug, name: 'Default' });
  return (workspace as { id: string }).id;
}

/**
 * A new workspace, which its creator owns. Who may: a person who runs one, or a caller on this machine while there are no accounts. Without
 * a slug the first free one that its name gives.
 */
export async function createWorkspace(
  { stores: { postgres }, viewer }: Pick<Scope, 'stores' | 'viewer'>,
  input: NewWorkspaceInput,
): Promise<Result<SeenWorkspace, BadWorkspace | NoWorkspaceAdmin>> {
  const checked = checkNewWorkspace(input);
  if (!checked.ok) return checked;
  const { name, slug } = checked.value;
  const { person } = viewer;
  if (!(await mayCreate({ postgres }, viewer))) return fail(new NoWorkspaceAdmin());
  for (const candidate of slug === null ? freeSlugs(name) : [slug]) {
    const made = await inTransaction(postgres, async (session) => {
      const [workspace] = await insertWorkspace(session, { slug: candidate, name });
      if (workspace === undefined) return null;
      const workspaceId = workspace.id;
      if (person !== null) await insertMember(session, { workspaceId, personId: person.id, role: 'OWNER' });
      return (await oneWorkspace(session, { workspaceId, role: 'OWNER' }))[0] as SeenWorkspace;
    });
    if (made !== null) return succeed(made);
  }
  return fail(new BadWorkspace('slug', `is taken by another workspace; give another`));
}

async function mayCreate({ postgres }: Pick<Stores, 'postgres'>, { keyId, person, role }: Viewer): Promise<boolean> {
  if (keyId !== null) return false;
  return person === null ? role === 'OWNER' : (await administersAny(postgres, { personId: person.id })) > 0;
}

export async function renameWorkspace(
  { stores, viewer }: Pick<Scope, 'stores' | 'viewer'>,
  input: { name?: string | null | undefined },
): Promise<Result<string, BadWorkspace | Forbidden>> {
  const checked = checkWorkspaceName(input);
  if (!checked.ok) return checked;
  const { workspaceId } = viewer;
  return inTransaction(stores.postgres, async (session): Promise<Result<string, Forbidden>> => {
    const locked = await lockedFor(session, viewer, 'EDIT_WORKSPACE');
    if (!locked.ok) return locked;
    await renameStoredWorkspace(session, { workspaceId, name: checked.value.name });
    return succeed(workspaceId);
  });
}

/** From now on the workspace can only be read, on every protocol. Archiving it again changes nothing. */
export const archiveWorkspace = (scope: Scope, now: Date): Promise<Result<string, DefaultWorkspace | Forbidden>> =>
  changeState(scope, 'EDIT_WORKSPACE', ({ slug, archivedAt, deleteAfter }) =>
    slug === defaultWorkspaceSlug ? fail(new DefaultWorkspace('archived')) : succeed({ archivedAt: archivedAt ?? now, deleteAfter }),
  );

/** Takes the workspace back from the archive, or from its deletion while that has not begun. */
export const restoreWorkspace = (scope: Scope, now: Date): Promise<Result<string, Forbidden | WorkspaceDeleted>> =>
  changeState(scope, 'EDIT_WORKSPACE', ({ deleteAfter }) =>
    deleteAfter !== null && deleteAfter <= now ? fail(new WorkspaceDeleted()) : succeed({ archivedAt: null, deleteAfter: null }),
  );

/** Archives the workspace, and has it deleted for good after the period of grace. Asking again keeps the earlier time. */
export async function deleteWorkspace(
  scope: Scope,
  input: { confirmSlug?: string | null | undefined },
  now: Date,
): Promise<Result<string, BadWorkspace | DefaultWorkspace | Forbidden>> {
  return changeState<BadWorkspace | DefaultWorkspace>(scope, 'DELETE_WORKSPACE', ({ slug, archivedAt, deleteAfter }) => {
    const checked = checkDeletion(input, slug);
    if (!checked.ok) return checked;
    if (slug === defaultWorkspaceSlug) return fail(new DefaultWorkspace('deleted'));
    const graceMs = installationOf(scope.stores).workspaceGraceDays * dayMs;
    return succeed({ archivedAt: archivedAt ?? now, deleteAfter: deleteAfter ?? new Date(now.getTime() + graceMs) });
  });
}

type Locked = Awaited<ReturnType<typeof lockedWorkspace>>[number];
type State = Pick<Locked, 'archivedAt' | 'deleteAfter'>;

async function changeState<Failure extends BadWorkspace | DefaultWorkspace | WorkspaceDeleted>(
  { stores, live, viewer }: Scope,
  permission: Permission,
  next: (workspace: Locked) => Result<State, Failure>,
): Promise<Result<string, Failure | Forbidden>> {
  const { workspaceId } = viewer;
  const changed = await inTransaction(stores.postgres, async (session: PgSession): Promise<Result<string, Failure | Forbidden>> => {
    const locked = await lockedFor(session, viewer, permission);
    if (!locked.ok) return locked;
    const state = next(locked.value.workspace);
    if (!state.ok) return state;
    await setWorkspaceState(session, { workspaceId, ...state.value });
    return succeed(workspaceId);
  });
  if (changed.ok) announce({ stores, live }, workspaceId);
  return changed;
}
