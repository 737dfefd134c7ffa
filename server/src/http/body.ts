import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { codedError } from '../graphql/errors.ts';

const unpack = { gzip: promisify(gunzip), 'x-gzip': promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) } as const;

/**
 * The body of a request, unpacked where it says it is packed.
 *
 * Errors  throws BODY_TOO_LARGE (413) as soon as more than `maxBytes` have come or been unpacked, UNSUPPORTED_ENCODING (415),
 *         BAD_REQUEST (400) where it cannot be unpacked.
 */
export async function readBody(request: IncomingMessage, { maxBytes }: { maxBytes: number }): Promise<Buffer> {
  const tooLarge = codedError('BODY_TOO_LARGE', `A request may be ${maxBytes} bytes; send it in several.`, { httpStatus: 413, headers: { connection: 'close' } });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge;
  const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && !(encoding in unpack)) throw codedError('UNSUPPORTED_ENCODING', 'content-encoding may be gzip, deflate or br.', { httpStatus: 415 });

  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size);
  if (encoding === 'identity') return body;
  try {
    return await unpack[encoding as keyof typeof unpack](body, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge;
    throw codedError('BAD_REQUEST', `The body is not valid ${encoding}.`, { httpStatus: 400 });
  }
}
