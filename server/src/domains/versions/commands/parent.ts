import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { newestOfName, type NamedVersion } from '../queries.ts';

interface New {
  readonly name: string;
  readonly baseModel: string | null;
  /** The newest version of the model that is there already. */
  readonly newest: { readonly id: string; readonly version: number } | null;
}

/** What a new version of a model is made from, where it does not say: the version before, else the newest one of the model it is based on. */
export async function parentOf(session: Statements, workspaceId: string, { name, baseModel, newest }: New): Promise<NamedVersion | null> {
  if (newest !== null) return { id: newest.id, name: `${name} v${newest.version}` };
  return baseModel === null || baseModel === name ? null : ((await newestOfName(session, { workspaceId, name: baseModel }))[0] ?? null);
}
