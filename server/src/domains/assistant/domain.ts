import { defineDomain } from '../../platform/domain.ts';
import { endLostTurns } from './background/lost.ts';
import { expireResults } from './background/expiry.ts';
import type { LiveTurn, SettledCard } from './types.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** A turn that runs has come on: what it is now, at most some 25 times a second. Its text is not stored that often. */
    'assistant.turn': [turnId: string, LiveTurn];
    /** A person wants a turn to stop, on whichever server it runs. */
    'assistant.stop': [turnId: string, Record<string, never>];
    /** A card of a turn was decided, while the turn may go on. */
    'assistant.card': [turnId: string, SettledCard];
  }
}

export const assistantDomain = defineDomain({
  name: 'assistant',
  tables: ['assistant_conversations', 'assistant_turns', 'assistant_results', 'assistant_settings'],
  topics: ['assistant.turn', 'assistant.stop', 'assistant.card'],
  audited: { assistant_settings: { type: 'AssistantSettings', key: ['workspace_id'], ignored: ['updated_at'] } },
  sweeps: [{ name: 'assistant', everyMs: 30_000, run: endLostTurns }],
  schedules: [expireResults],
});
