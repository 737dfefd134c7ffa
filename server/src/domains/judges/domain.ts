import { defineDomain } from '../../platform/domain.ts';
import { sampleOnline } from './background/sample.ts';
import { drainJudging, startJudging } from './background/work.ts';
import { judgeReference, judgesTool } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** After commit: a run of a judge has come on, or its state has changed. */
    'judgeRun.changed': [runId: string, Record<string, never>];
  }
}

export const judgesDomain = defineDomain({
  name: 'judges',
  tables: ['rubrics', 'rubric_versions', 'judges', 'judge_runs', 'judge_items', 'judge_spending'],
  topics: ['judgeRun.changed'],
  tools: [judgesTool],
  references: [judgeReference],
  audited: {
    rubrics: { type: 'Rubric', name: 'key', ignored: ['updated_at'] },
    judges: { type: 'Judge', name: 'name', ignored: ['updated_at', 'seen_message_id'] },
  },
  sweeps: [{ name: 'sample for judges', everyMs: 5_000, run: sampleOnline }],
  loops: [{ name: 'judges', start: startJudging, drain: (stores) => drainJudging(stores) }],
});
