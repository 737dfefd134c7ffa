import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { GraphQLError } from 'graphql';
import type { Viewer } from '../../platform/graphql/context.ts';
import { codedError, unwrap, type DomainError, type Result } from '../../platform/graphql/errors.ts';
import { answerError } from '../../platform/http/answer.ts';
import type { Stores } from '../../platform/store/stores.ts';

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

/**
 * Answers with a file, piece by piece, so that a large one takes no more memory than a small one. `open` looks whether the viewer may have
 * it; what it throws is answered with its code, as GraphQL's errors are.
 */
export async function answerFile(
  { mask, viewerOf }: DownloadDeps,
  request: IncomingMessage,
  response: ServerResponse,
  { open }: { readonly open: (viewer: Viewer) => Promise<Download> },
): Promise<void> {
  try {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw codedError('METHOD_NOT_ALLOWED', 'A file is downloaded with GET.', { httpStatus: 405, headers: { allow: 'GET, HEAD' } });
    const viewer = unwrap(await viewerOf(request));
    const { contentType, name, body, sizeBytes = null } = await open(viewer);
    response.writeHead(200, {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      ...(sizeBytes !== null && { 'content-length': String(sizeBytes) }),
    });
    if (request.method === 'HEAD') return void response.end();
    await pipeline(Readable.from(body), response);
  } catch (error) {
    // The client may leave in the middle of it; what broke off after its beginning ends without its end.
    if (response.headersSent) return void response.destroy();
    const masked = mask(error);
    if (masked.extensions['code'] === 'UNAUTHENTICATED') response.setHeader('www-authenticate', 'Bearer realm="fine-tune-lab"');
    answerError(request, response, masked);
  }
}
