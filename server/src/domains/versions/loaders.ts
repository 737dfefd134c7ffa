import { perOperation } from '../../platform/graphql/per-operation.ts';
import { evolutionOfModels } from './load/evolution.ts';
import { nothingMeasured, type Evolution } from './pure/evolution.ts';

interface Key {
  readonly id: string;
  readonly modelId: string;
}

const keyOf = ({ id, modelId }: Key): string => `${modelId} ${id}`;

const evolutions = perOperation<string, Evolution>(async (keys, { stores, viewer }) => {
  const asked = keys.map((key) => key.split(' ') as [string, string]);
  const found = await evolutionOfModels(stores, viewer.workspaceId, new Set(asked.map(([modelId]) => modelId)));
  return asked.map(([, id]) => found.get(id) ?? nothingMeasured);
});

/** How a version did: one reading of the models' lineage for all versions of an operation. */
export const evolutionOfVersion = (context: Parameters<typeof evolutions>[0], version: Key): Promise<Evolution> =>
  evolutions(context).load(keyOf(version));
