import type { IncomingMessage } from 'node:http';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { GraphQLError } from 'graphql';
import { codedError } from '../graphql/errors.ts';
import { holdJson } from '../graphql/limits/json-values.ts';
import { maxBodyBytes, maxJsonValueCount } from '../graphql/limits/limits.ts';
import type { MemoryHold } from '../graphql/limits/request-memory.ts';
import { perRequest } from './per-request.ts';
import { turnOf } from './turns.ts';

const chunkSize = 64 * 1024;
const unpackers = {
  gzip: () => createGunzip({ chunkSize }),
  'x-gzip': () => createGunzip({ chunkSize }),
  deflate: inflaterOf,
  br: () => createBrotliDecompress({ chunkSize }),
} as const;
type Encoding = keyof typeof unpackers;

/** The minimum rate of a request body. */
export interface BodyPace {
  readonly everyMs: number;
  /** In each interval of `everyMs`, except the last one. */
  readonly leastBytes: number;
}

/** A kilobyte a second: below the slowest network in use. */
export const ordinaryPace: BodyPace = { everyMs: 10_000, leastBytes: 10_000 };

export interface BodyLimits {
  maxBytes: number;
  /** Counts the memory of all requests; the caller releases it. */
  hold: MemoryHold;
  /** A slower body is aborted, and its connection closed. */
  pace?: BodyPace;
}

/**
 * The body of a request, decompressed according to its content-encoding.
 *
 * Errors  throws BODY_TOO_LARGE (413) as soon as more than `maxBytes` have arrived or been decompressed, UNSUPPORTED_ENCODING (415),
 *         BAD_REQUEST (400) where it is truncated or cannot be decompressed, SERVER_BUSY (503) of the hold.
 */
export async function readBody(request: IncomingMessage, { maxBytes, hold, pace = ordinaryPace }: BodyLimits): Promise<Buffer> {
  // Errors are made when they are thrown: making two for each small request took a twentieth of it.
  const tooLarge = (): GraphQLError =>
    codedError('BODY_TOO_LARGE', `The body of this request is too large: at most ${maxBytes} bytes are taken.`, {
      httpStatus: 413,
      headers: { connection: 'close' },
    });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && !Object.hasOwn(unpackers, encoding))
    throw codedError('UNSUPPORTED_ENCODING', 'content-encoding may be gzip, deflate or br.', { httpStatus: 415 });
  const gather = (source: AsyncIterable<Buffer>, onChunk?: (byteCount: number) => void): Promise<Buffer> =>
    gathered(source, (byteCount, size) => {
      onChunk?.(byteCount);
      if (size > maxBytes) throw tooLarge();
      hold.add(byteCount);
    });
  const body = isHere(request) ? arrived(request, hold) : await coming(request, pace, gather);
  if (body.length > maxBytes) throw tooLarge();
  if (encoding === 'identity') return body;
  // Decompressed in chunks, so that an oversized body stops at the limit.
  const unpacker = unpackers[encoding as Encoding](body);
  unpacker.end(body);
  try {
    return await gather(unpacker);
  } catch (error) {
    if (error instanceof GraphQLError) throw error; // ours; all others are the unpacker's
    throw codedError('BAD_REQUEST', `The body is not valid ${encoding}.`, { httpStatus: 400 });
  }
}

/** Whether all of a body is in memory, as small ones are once the caller is known. Node says that a request is complete a moment later. */
const isHere = (request: IncomingMessage): boolean =>
  request.complete || (request.readableLength > 0 && request.readableLength === Number(request.headers['content-length']));

/** Without a timer and a turn of the event loop for each piece. */
function arrived(request: IncomingMessage, hold: MemoryHold): Buffer {
  const body = (request.read() as Buffer | null) ?? none;
  if (!request.complete) {
    wholes.set(request, true);
    // Its end is still to come; a stream that is not read does not notice it, and the request would stay until its time is over.
    request.resume();
  }
  hold.add(body.length);
  return body;
}
const none = Buffer.alloc(0);
const wholes = perRequest<true>('whole');

/** Whether nothing of a request is left that would be taken for the next one on its connection. */
export const isWhole = (request: IncomingMessage): boolean => request.complete || wholes.get(request) === true;

/** A body that is still on its way. */
async function coming(
  request: IncomingMessage,
  pace: BodyPace,
  gather: (source: AsyncIterable<Buffer>, onChunk: (byteCount: number) => void) => Promise<Buffer>,
): Promise<Buffer> {
  // Received bytes stay in memory until the rest arrives: a sender that stalls, or sends a byte now and then, would block others.
  let cameBytes = 0;
  let isOver = false;
  const look = (): void => {
    if (cameBytes < pace.leastBytes && !isOver) request.destroy(new Error('The body stalled.'));
    cameBytes = 0;
  };
  // Data that arrived while this thread was busy is read first.
  const stretches = setInterval(() => setImmediate(look), pace.everyMs);
  try {
    return await gather(request, (byteCount) => (cameBytes += byteCount));
  } catch (error) {
    // The sender disconnected, or ended before its content-length.
    throw error instanceof GraphQLError || request.complete
      ? error
      : codedError('BAD_REQUEST', 'The body ended before all of it had come.', { httpStatus: 400 });
  } finally {
    isOver = true;
    clearInterval(stretches);
  }
}

/** `onChunk`: before a chunk is kept, with the size of all so far. */
async function gathered(source: AsyncIterable<Buffer>, onChunk: (byteCount: number, size: number) => void): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    onChunk(chunk.length, size);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size);
}

/**
 * As of GraphQL: a type that a web page can send without being asked is refused.
 *
 * Errors  throws UNSUPPORTED_MEDIA_TYPE (415).
 */
export function assertJson(request: IncomingMessage): void {
  const mediaType = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (mediaType !== 'application/json')
    throw codedError('UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json.', { httpStatus: 415 });
}

/**
 * The value of a JSON body; it counts in `hold` until that is released.
 *
 * Errors  throws those of `readBody`, TOO_MANY_VALUES (413) before anything is parsed, and `malformed` where it is no JSON.
 */
export async function readJson(
  request: IncomingMessage,
  { hold, malformed }: { hold: MemoryHold; malformed: () => Error },
): Promise<unknown> {
  const body = await readBody(request, { maxBytes: maxBodyBytes, hold });
  holdJson(body, hold, maxJsonValueCount);
  await turnOf(body);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw malformed();
  }
}

/**
 * "deflate" means zlib's format (RFC 9110, 8.4.1.2), and there have always been senders of the bare one: zlib's first two bytes, with which
 * no bare stream starts, distinguish them.
 */
function inflaterOf(body: Buffer): ReturnType<typeof createInflate> {
  const [first = 0, second = 0] = body;
  const isZlib = (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
  return isZlib ? createInflate({ chunkSize }) : createInflateRaw({ chunkSize });
}
