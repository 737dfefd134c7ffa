import { defineDomain } from '../../platform/domain.ts';
import { userErased } from '../deletions/hooks.ts';
import { expireRuns } from './background/expiry.ts';
import { endLostAnswers } from './background/lost.ts';
import { eraseRuns } from './commands/erase.ts';
import type { LiveAnswer } from './types.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** An answer of a run has come on: what it is now. Its text is not stored that often. */
    'playground.answer': [runId: string, LiveAnswer];
    /** A person wants answers of a run to stop, on whichever server they are made; null: all of them. */
    'playground.stop': [runId: string, { readonly answerId: string | null }];
  }
}

export const playgroundDomain = defineDomain({
  name: 'playground',
  tables: ['playground_runs', 'playground_answers'],
  topics: ['playground.answer', 'playground.stop'],
  hooks: [userErased.reaction(eraseRuns)],
  sweeps: [{ name: 'playground', everyMs: 30_000, run: endLostAnswers }],
  schedules: [expireRuns],
});
