import type { Verdict } from '../../../platform/statistics/evidence.ts';
import { defineFollowed } from '../../../platform/store/followed.ts';
import type { BookContext } from './book.ts';
import { resultsById } from './results.ts';

/** The verdict on an experiment, and when it was computed. */
export interface RecentVerdict {
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly asOf: Date;
}

/** A verdict of this age is computed again while callers have the one that is there. */
const freshMs = 60_000;
/** From this age on callers wait for the new one. */
export const oldestVerdictMs = 10 * 60_000;

/**
 * The verdict on an experiment from memory, for lists: computed once for all who look, again behind them a minute later while they do, and
 * at once after a change of the experiment. Of an experiment that no list shows, nothing is computed.
 */
export const recentVerdict = (context: BookContext, workspaceId: string, id: string): RecentVerdict | Promise<RecentVerdict> =>
  verdicts(context, workspaceId, id);

const verdicts = defineFollowed<BookContext, string, RecentVerdict>({
  follow: ({ live }, workspaceId, forget) => live.subscribe('experiments.changed', workspaceId, forget),
  read: async ({ stores }, workspaceId, id) => {
    const { verdict, sentence, asOf } = await resultsById(stores, workspaceId, id, new Date(), { roles: ['GOAL', 'GUARDRAIL'] });
    return { verdict, sentence, asOf };
  },
  keyOf: (id) => id,
  freshMs,
  staleMs: oldestVerdictMs,
  most: { count: 20_000, size: 20_000_000 },
  sizeOf: ({ sentence }) => sentence.length + 200,
});
