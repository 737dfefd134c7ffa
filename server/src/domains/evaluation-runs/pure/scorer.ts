import type { Scorer } from '../types.ts';

/** What a scorer is known by among the scores of an item. */
export const scorerKey = (scorer: Scorer): string => (scorer.kind === 'CHECK' ? `check:${scorer.check.name}` : `judge:${scorer.judgeId}`);

/** Under which name a person's, or an application's, score is kept apart from that of others. */
export const personKey = (owner: string): string => `person:${owner}`;
