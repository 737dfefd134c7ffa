import { defineDomain } from '../../platform/domain.ts';
import { removeOrphans } from './commands.ts';

export const artifactsDomain = defineDomain({
  name: 'artifacts',
  schedules: [{ name: 'files of deleted jobs', cron: '47 * * * *', catchUpMs: 3_600_000, run: ({ stores }) => removeOrphans(stores) }],
});
