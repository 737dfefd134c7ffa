import { codedError, unwrap } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { openArtifact } from '../../artifacts/commands.ts';
import type { OpenArtifact } from '../../artifacts/load.ts';
import { dataFileName } from '../files.ts';
import { fileTypes } from '../pure/encode.ts';
import { readyDataExport } from '../queries/exports.ts';
import { readyExport } from '../queries/user-exports.ts';
import { fileName } from '../types.ts';

interface ExportPlace {
  readonly workspaceId: string;
  readonly id: string;
}

export interface ExportFile extends OpenArtifact {
  readonly contentType: string;
  /** Of letters, digits, dots and hyphens. */
  readonly name: string;
}

/** What the file of an id is: messages and numbers, or the data of a user; null: neither is ready in this workspace. */
export async function kindOfExport(stores: Pick<Stores, 'postgres'>, place: ExportPlace, now: Date): Promise<'data' | 'user' | null> {
  if ((await readyDataExport(stores.postgres, { ...place, now })).length > 0) return 'data';
  return (await readyExport(stores.postgres, { ...place, now })) > 0 ? 'user' : null;
}

/** The file of an export of a user's data. Errors: throws NOT_FOUND (404). */
export async function openUserExport(stores: Pick<Stores, 'postgres'>, place: ExportPlace, now: Date): Promise<ExportFile> {
  const isReady = (await readyExport(stores.postgres, { ...place, now })) > 0;
  const file = isReady ? unwrap(await openArtifact(stores, { ...place, kind: 'exports' }, fileName)) : null;
  if (file === null) throw notFound(place.id);
  return { ...file, contentType: 'application/zip', name: `user-data-${place.id}.zip` };
}

/** The file of an export of messages or numbers. Errors: throws NOT_FOUND (404). */
export async function openDataExport(stores: Pick<Stores, 'postgres'>, place: ExportPlace, now: Date): Promise<ExportFile> {
  const [ready] = await readyDataExport(stores.postgres, { ...place, now });
  const file = ready === undefined ? null : unwrap(await openArtifact(stores, { ...place, kind: 'exports' }, dataFileName));
  if (ready === undefined || file === null) throw notFound(place.id);
  const { ending, contentType } = fileTypes[ready.format];
  const what = ready.type.toLowerCase().replaceAll('_', '-');
  return { ...file, contentType, name: `${what}-${ready.createdAt.toISOString().slice(0, 10)}-${place.id.slice(0, 8)}.${ending}` };
}

/** There is none in this workspace, it is not ready, or its file is gone. */
export const notFound = (id: string) =>
  codedError('NOT_FOUND', `Export ${JSON.stringify(id)} was not found in this workspace, is not ready, or its file was removed.`, {
    httpStatus: 404,
  });
