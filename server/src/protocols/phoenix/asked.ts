import type { Viewer } from '../../platform/graphql/context.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Stores } from '../../platform/store/stores.ts';

/** One call, after its key and its body were read. */
export interface Asked {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly workspaceId: string;
  readonly viewer: Viewer;
  readonly params: URLSearchParams;
  /** What stands in the path where the route has a star. */
  readonly id: string;
  readonly body: unknown;
}

export interface Answered {
  readonly status?: number;
  /** Absent: JSON. */
  readonly contentType?: string;
  readonly body: unknown;
}
