import { defineDomain } from '../../platform/domain.ts';
import { userErased } from '../deletions/hooks.ts';
import { drainEvaluating, startEvaluating } from './background/work.ts';
import { eraseItems } from './commands/erase.ts';
import { evaluationRunReference, evaluationRunsTool } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** After commit: a run has come on, or its state has changed. */
    'evaluationRun.changed': [runId: string, Record<string, never>];
  }
}

export const evaluationRunsDomain = defineDomain({
  name: 'evaluation-runs',
  tables: ['evaluation_runs', 'evaluation_run_items', 'evaluation_scores', 'dataset_item_ids'],
  topics: ['evaluationRun.changed'],
  tools: [evaluationRunsTool],
  references: [evaluationRunReference],
  hooks: [userErased.reaction(eraseItems)],
  loops: [{ name: 'evaluation runs', start: startEvaluating, drain: (stores) => drainEvaluating(stores) }],
});
