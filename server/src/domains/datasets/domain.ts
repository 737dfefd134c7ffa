import { defineDomain } from '../../platform/domain.ts';
import { erasingWorkspace } from '../access/hooks.ts';
import { userErased } from '../deletions/hooks.ts';
import { analyseJob } from './background/analyse.ts';
import { countTokensOfChunks } from './background/count-tokens.ts';
import { settleDueDrafts } from './background/drafts.ts';
import { removeLostFiles } from './background/lost-files.ts';
import { removeFilesOfWorkspace } from './commands.ts';
import { eraseRows } from './commands/erase.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** A dataset of a workspace, or its rows, changed. */
    'datasets.changed': [workspaceId: string, { datasetId: string }];
  }
}

export const datasetsDomain = defineDomain({
  name: 'datasets',
  tables: [
    'datasets',
    'dataset_versions',
    'dataset_version_parents',
    'dataset_chunks',
    'dataset_quality',
    'dataset_draft_rows',
    'dataset_row_sources',
  ],
  audited: {
    datasets: { type: 'Dataset', name: 'name', ignored: ['updated_at', 'last_version', 'last_batch'] },
    dataset_versions: { type: 'DatasetVersion', name: 'number', only: ['number', 'row_count', 'comment'] },
  },
  jobs: [analyseJob],
  hooks: [userErased.reaction(eraseRows), erasingWorkspace.reaction(removeFilesOfWorkspace)],
  schedules: [
    { name: 'drafts of datasets', cron: '* * * * *', catchUpMs: 0, run: settleDueDrafts },
    { name: 'lost files of datasets', cron: '41 * * * *', catchUpMs: 3_600_000, run: removeLostFiles },
  ],
  sweeps: [{ name: 'tokens of datasets', everyMs: 5_000, run: countTokensOfChunks }],
  topics: ['datasets.changed'],
});
