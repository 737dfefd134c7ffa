import type { Stores } from '../../../platform/store/stores.ts';
import type { FoundInsight } from '../types.ts';

export interface Looking {
  readonly stores: Stores;
  readonly workspaceId: string;
  readonly now: Date;
}

/** One origin of insights. What it does not find any more is over. */
export interface InsightSource {
  readonly name: 'CHANGES' | 'INCIDENTS' | 'DRIFT' | 'TOPICS' | 'SENTIMENT' | 'JUDGES' | 'COST';
  /** Kinds that it finds, and no other source does. */
  readonly kinds: readonly FoundInsight['kind'][];
  /** It is looked at again after so long. */
  readonly everyMs: number;
  readonly find: (looking: Looking) => Promise<readonly FoundInsight[]>;
}
