import { defineDomain } from '../../platform/domain.ts';
import { jobDescribed, jobEnded } from '../training/hooks.ts';
import { registerEnded, registerRenamed } from './commands.ts';
import { modelEvolutionTool } from './tools.ts';

export const versionsDomain = defineDomain({
  name: 'versions',
  tables: ['model_versions', 'model_deployments', 'release_policies'],
  tools: [modelEvolutionTool],
  audited: {
    model_versions: { type: 'ModelVersion', name: 'label' },
    model_deployments: { type: 'ModelDeployment' },
    release_policies: { type: 'ReleasePolicy', key: ['workspace_id'], ignored: ['updated_at'] },
  },
  hooks: [jobEnded.reaction(registerEnded), jobDescribed.reaction(registerRenamed)],
});
