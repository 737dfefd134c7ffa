import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Loop } from '../../../platform/store/prisma/generated/client.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { LoopSettings, StepDetails } from '../types.ts';

export interface Working {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
}

/** A loop whose present step is worked on. */
export interface WorkedLoop extends Omit<Loop, 'settings'> {
  readonly settings: LoopSettings;
}

interface Numbers {
  readonly count?: number | null;
  readonly outOf?: number | null;
  readonly details?: StepDetails;
}

/**
 * What a pass over a step has come to. DONE: the next step begins. RUNNING: another pass comes after some seconds. NEEDS_PERSON: the loop waits
 * for a person, and is looked at again after `seconds` where they are given. `write` stores what was made, in the transaction that moves the loop.
 */
export type Passed = Numbers & { readonly write?: (session: PgSession) => Promise<void> } & (
    | { readonly state: 'DONE' }
    | { readonly state: 'RUNNING'; readonly seconds: number }
    | { readonly state: 'NEEDS_PERSON'; readonly error: string | null; readonly seconds?: number }
    | { readonly state: 'FAILED'; readonly error: string }
  );

export type StepWork = (working: Working, loop: WorkedLoop) => Promise<Passed>;
