import { defineDomain } from '../../platform/domain.ts';
import { userPurged } from '../deletions/hooks.ts';
import { rebuild } from '../facts/commands.ts';
import { messagesProjected } from '../facts/hooks.ts';
import { eachThatForgets } from '../policies/load.ts';
import { embedding } from './background/embed.ts';
import { reading } from './background/read.ts';
import { findDueTopics } from './background/find-topics.ts';
import { readAgain } from './background/rebuild.ts';
import { expireMeaning, passOnToReading, purgeMeaning } from './commands.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Messages of the workspace were read: their languages, feelings and traits are known. */
    'meaning.landed': [workspaceId: string, { messageCount: number }];
  }
}

export const meaningDomain = defineDomain({
  name: 'meaning',
  tables: ['meaning_queue', 'message_meaning', 'topics', 'meaning_settings'],
  topics: ['meaning.landed'],
  hooks: [messagesProjected.reaction(passOnToReading), userPurged.reaction(purgeMeaning)],
  steps: [{ kind: rebuild.kind, run: readAgain }],
  audited: { meaning_settings: { type: 'MeaningSettings', key: ['workspace_id'], ignored: ['problem', 'changed_at'] } },
  loops: [reading, embedding],
  schedules: [
    {
      name: 'topics',
      cron: '*/10 * * * *',
      catchUpMs: 3_600_000,
      run: ({ stores, onError }, now, signal) => findDueTopics(stores, now, signal, onError),
    },
    {
      name: 'meaning retention',
      cron: '13 * * * *',
      catchUpMs: 3_600_000,
      run: ({ stores, onError }, now) =>
        eachThatForgets(stores.postgres, now, onError, (workspaceId, cutoff) => expireMeaning(stores, workspaceId, cutoff)),
    },
  ],
});
