import type { Stores } from '../../../platform/store/stores.ts';
import type { Sensitivity } from '../types.ts';

export interface Settings {
  readonly sensitivity: Sensitivity;
  /** null: never, BALANCED is the default. */
  readonly changedAt: Date | null;
  /** Id of the person; null: never changed, or by the owner of an installation without accounts or a key. */
  readonly changedBy: string | null;
}

/** How much is reported in a workspace. */
export async function signalSettingsOf({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string): Promise<Settings> {
  const row = await prisma.signalSettings.findUnique({ where: { workspaceId } });
  return row ?? { sensitivity: 'BALANCED', changedAt: null, changedBy: null };
}
