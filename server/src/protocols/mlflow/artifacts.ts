import { unwrap } from '../../platform/graphql/errors.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { listArtifacts, openArtifact, removeArtifact, storeArtifact } from '../../domains/artifacts/commands.ts';
import type { ArtifactEntry, ArtifactOwner } from '../../domains/artifacts/types.ts';
import { projectOfName } from '../../domains/projects/load.ts';
import { flowing } from '../../platform/http/request-time.ts';
import { type Answer, type Asked } from './asked.ts';
import { invalid, missing } from './errors.ts';
import { textIn } from './fields.ts';
import { modelOf } from './models.ts';
import { runOf } from './run-changes.ts';
import { infoOf } from './run-shape.ts';
import { runIdIn } from './runs.ts';

interface Place {
  readonly owner: ArtifactOwner;
  /** Below the folder of the run or model. */
  readonly path: string;
}

/** `<experiment>/<run>/artifacts/<path>` or `<experiment>/models/<model>/artifacts/<path>`. */
async function placeOf(asked: Asked, path: string): Promise<Place> {
  const { workspaceId } = asked;
  const [, first = '', ...rest] = path.split('/');
  if (first === 'models' && rest[1] === 'artifacts') {
    const { id } = await modelOf(asked, rest[0] as string);
    return { owner: { workspaceId, kind: 'models', id }, path: rest.slice(2).join('/') };
  }
  if (rest[0] !== 'artifacts')
    throw invalid(
      `Invalid path ${JSON.stringify(path.slice(0, 200))}: artifacts are below <experiment>/<run>/artifacts and <experiment>/models/<model>/artifacts.`,
    );
  const { id } = await runOf(asked, first);
  return { owner: { workspaceId, kind: 'jobs', id }, path: rest.slice(1).join('/') };
}

const shownEntry = ({ name, isFolder, sizeBytes }: ArtifactEntry, folder: string): object => ({
  path: folder === '' ? name : `${folder}/${name}`,
  is_dir: isFolder,
  ...(sizeBytes !== null && { file_size: sizeBytes }),
});

/** Entries of a folder of a run, their paths below the run's own. */
export async function list(asked: Asked): Promise<Answer> {
  const job = await runOf(asked, runIdIn(asked));
  const path = (textIn(asked.fields, 'path') ?? '').replace(/\/$/, '');
  const entries = unwrap(await listArtifacts(asked.stores, { workspaceId: asked.workspaceId, kind: 'jobs', id: job.id }, path));
  const { artifact_uri: root } = infoOf(job, await projectOfName(asked.stores, asked.workspaceId, job.project)) as {
    artifact_uri: string;
  };
  // A file has no entries.
  const isFile = entries.length === 1 && entries[0]?.isFolder === false && path.split('/').at(-1) === entries[0].name && path !== '';
  return {
    root_uri: root,
    files: isFile && !(await holds(asked, job.id, path, entries[0]?.name ?? '')) ? [] : entries.map((entry) => shownEntry(entry, path)),
  };
}

/** Whether a folder holds a file of its own name: a list of one entry may be that, or the file itself. */
async function holds(asked: Asked, jobId: string, path: string, name: string): Promise<boolean> {
  const owner = { workspaceId: asked.workspaceId, kind: 'jobs', id: jobId } as const;
  return unwrap(await listArtifacts(asked.stores, owner, `${path}/${name}`)).length > 0;
}

/** The same by the path of the proxy, where entries are named without their folder. */
export async function listByPath(asked: Asked): Promise<Answer> {
  const { owner, path } = await placeOf(asked, (textIn(asked.fields, 'path') ?? '').replace(/\/$/, ''));
  return { files: unwrap(await listArtifacts(asked.stores, owner, path)).map((entry) => shownEntry(entry, '')) };
}

export async function upload(asked: Asked, path: string, request: IncomingMessage): Promise<Answer> {
  const place = await placeOf(asked, path);
  const length = request.headers['content-length'];
  const sizeBytes = length === undefined ? null : Number(length);
  unwrap(await storeArtifact(asked.stores, place.owner, place.path, { content: whole(request), sizeBytes }));
  return {};
}

/** The body, however long it takes while it flows. Errors: throws where its sender stalls, or disconnects before its end. */
async function* whole(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* flowing(request);
  } catch (error) {
    throw request.complete ? error : invalid('The body ended before all of it had come.');
  }
}

export async function remove(asked: Asked, path: string): Promise<Answer> {
  const place = await placeOf(asked, path);
  if (!unwrap(await removeArtifact(asked.stores, place.owner, place.path))) throw missing('Artifact', path);
  return {};
}

/** Sends a file. It is never shown as a page, whatever is in it. */
export async function download(asked: Asked, path: string, response: ServerResponse): Promise<void> {
  const place = await placeOf(asked, path);
  const file = unwrap(await openArtifact(asked.stores, place.owner, place.path));
  if (file === null) throw missing('Artifact', path);
  const name = encodeURIComponent(path.split('/').at(-1) ?? 'artifact').replaceAll("'", '%27');
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': String(file.sizeBytes),
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'cache-control': 'no-store',
  });
  // Who asked may leave in the middle of it.
  await pipeline(file.content, response).catch(() => {});
}
