import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { GraphQLError } from 'graphql';
import type { Viewer } from '../graphql/context.ts';
import { codedError, unwrap, type DomainError, type Result } from '../graphql/errors.ts';
import { answerError } from './answer.ts';
import type { Stores } from '../store/stores.ts';

export interface DownloadDeps {
  readonly stores: Stores;
  readonly mask: (error: unknown) => GraphQLError;
  readonly viewerOf: (request: IncomingMessage) => Promise<Result<Viewer, DomainError>>;
}

/** A file to download. */
export interface Download {
  readonly contentType: string;
  /** Of the file, of letters, digits, dots and hyphens. */
  readonly name: string;
  readonly body: AsyncIterable<string | Uint8Array>;
  /** Null: not known before its end. */
  readonly sizeBytes?: number | null;
}

/** Who asks for a file. Errors: throws why there is no such viewer. */
export const viewerOfDownload = async ({ viewerOf }: Pick<DownloadDeps, 'viewerOf'>, request: IncomingMessage): Promise<Viewer> =>
  unwrap(await viewerOf(request));

/** Answers a refused download with its code, as GraphQL's errors are. */
export const refuseDownload =
  ({ mask }: Pick<DownloadDeps, 'mask'>) =>
  (request: IncomingMessage, response: ServerResponse, error: unknown): void => {
    const masked = mask(error);
    if (masked.extensions['code'] === 'UNAUTHENTICATED') response.setHeader('www-authenticate', 'Bearer realm="fine-tune-lab"');
    answerError(request, response, masked);
  };

/**
 * Answers with a file, piece by piece, so that a large one takes no more memory than a small one. `open` looks whether the file may be had;
 * what it throws is answered by `refuse`.
 */
export async function answerFile(
  request: IncomingMessage,
  response: ServerResponse,
  { open, refuse }: { readonly open: () => Promise<Download>; readonly refuse: ReturnType<typeof refuseDownload> },
): Promise<void> {
  try {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw codedError('METHOD_NOT_ALLOWED', 'A file is downloaded with GET.', { httpStatus: 405, headers: { allow: 'GET, HEAD' } });
    const { contentType, name, body, sizeBytes = null } = await open();
    response.writeHead(200, {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      ...(sizeBytes !== null && { 'content-length': String(sizeBytes) }),
    });
    if (request.method === 'HEAD') {
      response.end();
      // What was opened is closed, though nothing of it was read.
      if (body instanceof Readable) body.destroy();
      return;
    }
    await pipeline(Readable.from(body), response);
  } catch (error) {
    // The client may leave in the middle of it; what broke off after its beginning ends without its end.
    if (response.headersSent) return void response.destroy();
    refuse(request, response, error);
  }
}
