import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';

/** Who changes something, and in which workspace. */
export interface Acting {
  readonly stores: Pick<Stores, 'prisma'>;
  readonly live: Pick<LiveBus, 'publish'>;
  readonly workspaceId: string;
  /** Id of the person; null: the owner of an installation without accounts, or a key. */
  readonly personId: string | null;
  readonly now: Date;
}
