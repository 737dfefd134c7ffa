import { defineDomain } from '../../platform/domain.ts';
import { failSilentTrials } from './background/silence.ts';
import { trials } from './background/trials.ts';
import { studiesTool, studyReference } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Studies of a workspace were made, changed or deleted, or trials of one have come on. */
    'studies.changed': [workspaceId: string, { studyId: string }];
    /** A study or its trials changed. */
    'study.changed': [studyId: string, Record<string, never>];
  }
}

export const studiesDomain = defineDomain({
  name: 'studies',
  tables: ['studies', 'study_trials', 'study_reports'],
  // What a program sends of trials is no change by a person.
  audited: { studies: { type: 'Study', name: 'name', only: ['name', 'status', 'method', 'search_space', 'configuration_id'] } },
  topics: ['studies.changed', 'study.changed'],
  tools: [studiesTool],
  references: [studyReference],
  loops: [trials],
  schedules: [{ name: 'silent trials', cron: '* * * * *', catchUpMs: 0, run: failSilentTrials }],
});
