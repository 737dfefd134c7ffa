import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { ImportMapping } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { BadImportMapping } from './errors.ts';
import { checkMapping, type ImportMappingInput } from './ingest.ts';

/** A longer list cannot be searched by eye. */
export const maxMappings = 200;

/** Saves a mapping; one of the same name is replaced. */
export async function saveMapping(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  input: ImportMappingInput,
): Promise<Result<ImportMapping, BadImportMapping>> {
  const checked = checkMapping(input);
  if (!checked.ok) return checked;
  const { name, columns, constants } = checked.value;
  const key = { workspaceId_name: { workspaceId, name } };
  const known = await prisma.importMapping.findUnique({ where: key });
  if (known === null && (await prisma.importMapping.count({ where: { workspaceId } })) >= maxMappings)
    return fail(new BadImportMapping('name', `is one too many: a workspace keeps ${maxMappings} mappings; delete one first`));
  const stored = {
    columns: columns.map((column) => ({ ...column })),
    constants: constants.map((constant) => ({ ...constant })),
    keepsUnknown: input.keepsUnknown ?? false,
  };
  return succeed(await prisma.importMapping.upsert({ where: key, create: { workspaceId, name, ...stored }, update: stored }));
}

/** Deletes a mapping, and gives its id. */
export async function deleteMapping(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  id: string,
): Promise<Result<string, NotFound>> {
  const { count } = await prisma.importMapping.deleteMany({ where: { id, workspaceId } });
  return count === 0 ? fail(new NotFound('Import mapping', id)) : succeed(id);
}
