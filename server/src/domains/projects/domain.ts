import { defineDomain } from '../../platform/domain.ts';

export const projectsDomain = defineDomain({
  name: 'projects',
  tables: ['training_projects', 'logged_models'],
  audited: { training_projects: { type: 'TrainingProject', name: 'name', key: ['workspace_id', 'number'], ignored: ['updated_at'] } },
});
