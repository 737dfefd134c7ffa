import { defineDomain } from '../../platform/domain.ts';
import { jobDescribed, jobEnded } from '../training/hooks.ts';
import { registerEnded, registerRenamed } from './commands.ts';
import { modelEvolutionTool } from './tools.ts';

export const versionsDomain = defineDomain({
  name: 'versions',
  tables: ['model_versions'],
  tools: [modelEvolutionTool],
  audited: { model_versions: { type: 'ModelVersion', name: 'label' } },
  hooks: [jobEnded.reaction(registerEnded), jobDescribed.reaction(registerRenamed)],
});
