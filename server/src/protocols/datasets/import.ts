import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { importFiles, type IncomingFile } from '../../domains/datasets/commands/import.ts';
import { checkComment, makerOf } from '../../domains/datasets/commands.ts';
import { acting } from '../../platform/graphql/actor.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { assertPermitted, BadArgument, codedError, DomainError, unwrap, type Result } from '../../platform/graphql/errors.ts';
import { globalId } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { answerError, answerJson } from '../../platform/http/answer.ts';
import { callerOf } from '../../platform/http/caller.ts';
import { flowing } from '../../platform/http/request-time.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Disk } from '../../platform/store/disk/watch.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import type { Stores } from '../../platform/store/stores.ts';

export interface DatasetImportDeps {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly mask: (error: unknown) => GraphQLError;
  readonly disk: Disk;
  readonly viewerOf: (request: IncomingMessage) => Promise<Result<Viewer, DomainError>>;
}

const importPath = /^\/v1\/datasets\/([^/]+)\/import$/;
const maxFiles = 2_000;
const maxPathLength = 1_024;

/** Global id of the dataset that a path sends files to; null: it sends none. */
export const importedDataset = (pathname: string): string | null => {
  const id = importPath.exec(pathname)?.[1];
  // An id is base64, in which a path may have `=` and `+` escaped.
  return id === undefined ? null : id.replaceAll(/%(2B|2F|3D)/gi, (escaped) => decodeURIComponent(escaped));
};

interface Asked {
  readonly files: readonly { readonly path: string; readonly sizeBytes: number | null }[];
  readonly comment: string | null;
  readonly split: string | null;
}

/** The files of a body, from the address: `path` and `size` of each, in their order; one file needs no size. */
function askedOf(request: IncomingMessage): Asked {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const [paths, sizes] = [query.getAll('path'), query.getAll('size')];
  if (paths.length === 0) throw new BadArgument('path', 'is missing; the name of each file is taken');
  if (paths.length > maxFiles) throw new BadArgument('path', `names ${paths.length} files; at most ${maxFiles} are taken`);
  if (sizes.length !== paths.length && !(paths.length === 1 && sizes.length === 0))
    throw new BadArgument('size', `is given ${sizes.length} times for ${paths.length} files; one for each is taken`);
  const files = paths.map((path, place) => {
    if (path.trim() === '' || path.length > maxPathLength || path.includes('\u0000'))
      throw new BadArgument('path', `is no name of a file of 1 to ${maxPathLength} characters`);
    const size = sizes[place];
    if (size !== undefined && !/^\d{1,15}$/.test(size))
      throw new BadArgument('size', `is ${JSON.stringify(size.slice(0, 40))}; a number of bytes is taken`);
    return { path, sizeBytes: size === undefined ? null : Number(size) };
  });
  const split = query.get('split');
  if (split !== null && (split.trim() === '' || split.length > 64)) throw new BadArgument('split', 'has 1 to 64 characters');
  return { files, split, ...unwrap(checkComment(query.get('comment'))) };
}

/** Files that stand one after the other in a body. */
async function* filesIn(body: AsyncIterable<Buffer>, files: Asked['files']): AsyncGenerator<IncomingFile> {
  const pieces = body[Symbol.asyncIterator]();
  let rest: Buffer | null = null;
  async function* contentOf(sizeBytes: number | null): AsyncGenerator<Buffer> {
    let left = sizeBytes ?? Number.POSITIVE_INFINITY;
    while (left > 0) {
      const piece: Buffer | undefined = rest ?? ((await pieces.next()).value as Buffer | undefined);
      rest = null;
      if (piece === undefined) {
        if (sizeBytes !== null) throw new BadArgument('size', `is larger than the body by ${left} bytes`);
        return;
      }
      const own = piece.subarray(0, Math.min(left, piece.length));
      rest = own.length < piece.length ? piece.subarray(own.length) : null;
      left -= own.length;
      yield own;
    }
  }
  for (const { path, sizeBytes } of files) yield { path, sizeBytes: sizeBytes ?? 0, content: contentOf(sizeBytes) };
}

/**
 * Takes files into a dataset as one version: `POST /v1/datasets/<id>/import?path=train.jsonl&size=1234`, the files one after the other in the
 * body. Answers 200 and what was taken, with the rows that were not.
 */
export async function answerDatasetImport(
  { stores, live, mask, disk, viewerOf }: DatasetImportDeps,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<void> {
  try {
    if (request.method !== 'POST')
      throw codedError('METHOD_NOT_ALLOWED', 'Files are sent with POST.', { httpStatus: 405, headers: { allow: 'POST' } });
    const viewer = unwrap(await viewerOf(request));
    assertPermitted(viewer, 'EDIT_DATASETS');
    disk.assertRoom();
    const { files, comment, split } = askedOf(request);
    const place = { workspaceId: viewer.workspaceId, datasetId: keyOfNode('Dataset', id, 'id') };
    const { version, ...outcome } = await inWorkspace(viewer.workspaceId, () =>
      acting({ viewer, caller: callerOf(request) }, 'importDataset', async () =>
        unwrap(
          await importFiles({ stores, live }, place, filesIn(flowing(request), files), { comment, split, createdBy: makerOf(viewer) }),
        ),
      ),
    );
    const shown =
      version === null ? null : { id: globalId('DatasetVersion', version.id), number: version.number, rowCount: version.rowCount };
    answerJson(response, 200, { version: shown, ...outcome });
  } catch (error) {
    // What was not read of the body is not waited for.
    response.shouldKeepAlive = false;
    answerError(request, response, mask(withStatus(error)));
    if (!request.complete) request.resume();
  }
}

/** A failure that GraphQL answers with 200, as HTTP has it. */
const withStatus = (error: unknown): unknown =>
  error instanceof DomainError && error.httpStatus === 200
    ? codedError(error.code, error.message, {
        httpStatus: error.code === 'NOT_FOUND' ? 404 : 400,
        ...(error.problems[0] && { field: error.problems[0].field }),
      })
    : error;
