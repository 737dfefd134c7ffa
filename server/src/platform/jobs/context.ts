import type { LiveBus } from '../live/bus.ts';
import type { Stores } from '../store/stores.ts';

/** What work behind the requests is done with. */
export interface WorkContext {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
  /** Records an error that does not end the work. */
  readonly onError: (error: unknown) => void;
}
