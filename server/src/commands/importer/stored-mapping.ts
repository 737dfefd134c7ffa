import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';
import type { Mapping, OtherColumns } from 'importer/mapping/mapping';
import { mappingOfStored, type StoredMapping } from 'importer/mapping/stored';

const query = 'query ImportMappings { importMappings { name columns { field column } constants { field value } keepsUnknown } }';

/** The mapping that the workspace keeps under a name. Errors: throws `ServerProblem`, also where there is none. */
export async function storedMapping(server: ServerAddress, name: string): Promise<Mapping> {
  const { importMappings } = await sendOperation<{ importMappings: readonly (StoredMapping & { readonly name: string })[] }>(
    server,
    query,
    {},
    { unansweredAttempts: 3 },
  );
  const found = importMappings.find((one) => one.name === name);
  if (found !== undefined) return mappingOfStored(found);
  const known = importMappings.map((one) => JSON.stringify(one.name)).join(', ');
  throw new ServerProblem(
    `The workspace keeps no mapping ${JSON.stringify(name)}; ${known === '' ? 'it keeps none, and the page Import saves one' : `it keeps ${known}`}.`,
  );
}

/** A mapping, changed by what the command names beside it: a field that is named again has the new column or value. */
export function overruled(stored: Mapping, given: Pick<Mapping, 'columns' | 'constants'>, otherColumns: OtherColumns | null): Mapping {
  const isNamed = (field: string): boolean => field in given.columns || field in given.constants;
  const rest = (fields: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(fields).filter(([field]) => !isNamed(field)));
  return {
    columns: { ...rest(stored.columns), ...given.columns },
    constants: { ...rest(stored.constants), ...given.constants },
    isComplete: stored.isComplete,
    otherColumns: otherColumns ?? stored.otherColumns,
  };
}
