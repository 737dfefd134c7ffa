import { defineDomain } from '../../platform/domain.ts';
import { jobDescribed, jobEnded } from '../training/hooks.ts';
import { registerEnded, registerRenamed } from './commands.ts';

export const versionsDomain = defineDomain({
  name: 'versions',
  tables: ['model_versions'],
  audited: { model_versions: { type: 'ModelVersion', name: 'label', key: ['model_id', 'version'] } },
  hooks: [jobEnded.reaction(registerEnded), jobDescribed.reaction(registerRenamed)],
});
