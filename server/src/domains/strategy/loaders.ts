import { perOperation } from '../../platform/graphql/per-operation.ts';
import { lossesOfConfigurations } from './queries.ts';

type Losses = Awaited<ReturnType<typeof lossesOfConfigurations>>[number];

/** What became of the jobs of a configuration; null: there is none. */
export const lossesOfConfiguration = perOperation<string, Losses | null>(async (configurationIds, { stores, viewer }) => {
  const rows = await lossesOfConfigurations(stores.postgres, { workspaceId: viewer.workspaceId, configurationIds });
  const byId = new Map(rows.map((row) => [row.configurationId, row]));
  return configurationIds.map((id) => byId.get(id) ?? null);
});
