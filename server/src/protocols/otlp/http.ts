import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { nameOf } from '../../platform/graphql/asker.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { assertPermitted, codedError, unwrap, type DomainError, type Result } from '../../platform/graphql/errors.ts';
import { holdJson } from '../../platform/graphql/limits/json-values.ts';
import type { MemoryHold, RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import type { Disk } from '../../platform/store/disk/watch.ts';
import { contentTypes, writeResponse, writeStatus } from './answers.ts';
import { otlpLimits } from './limits.ts';
import type { OtlpEncoding } from './types.ts';
import { readBody } from '../../platform/http/body.ts';
import { takeItems } from '../../platform/http/metering.ts';
import type { Signal } from './paths.ts';
import { refusalOf } from './refusal.ts';
import { takers, type TakeContext } from './take.ts';
import { turnOf } from '../../platform/http/turns.ts';
import { inWorkspace } from '../../platform/store/scope.ts';

export interface OtlpDeps extends TakeContext {
  disk: Disk;
  requestMemory: RequestMemory;
  logger: Logger;
  viewerOf: (request: IncomingMessage) => Promise<Result<Viewer, DomainError>>;
}

export interface OtlpHandler {
  /** Takes a request of OpenTelemetry's protocol over HTTP, and answers it in its own encoding. */
  answer(request: IncomingMessage, response: ServerResponse, signal: Signal): Promise<void>;
  /** Says in that encoding why a request may not pass. */
  refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void;
}

/** OTLP over HTTP: credentials first, then the body within its limits, decoded once, written, and acknowledged when it is durable. */
export function createOtlpHandler({ disk, requestMemory, logger, viewerOf, ...context }: OtlpDeps): OtlpHandler {
  async function answer(request: IncomingMessage, response: ServerResponse, signal: Signal): Promise<void> {
    let hold: MemoryHold | null = null;
    try {
      if (request.method !== 'POST')
        throw codedError('METHOD_NOT_ALLOWED', 'OTLP over HTTP takes POST.', { httpStatus: 405, headers: { allow: 'POST' } });
      const viewer = unwrap(await viewerOf(request));
      assertPermitted(viewer, 'INGEST');
      disk.assertRoom();
      const encoding = encodingOf(request);
      if (encoding === null)
        throw codedError('UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/x-protobuf or application/json.', { httpStatus: 415 });
      hold = requestMemory.hold(nameOf(viewer));
      const body = await readBody(request, { maxBytes: otlpLimits.bodyBytes, hold });
      if (encoding === 'json') holdJson(body, hold, otlpLimits.jsonValues);
      else hold.add(body.length * otlpLimits.protobufFactor);
      await turnOf(body);
      const { workspaceId } = viewer;
      const sent = { body, encoding, takeItems: (count: number) => takeItems(request, count) };
      const outcome = await inWorkspace(workspaceId, () => takers[signal]({ ...context, viewer }, workspaceId, sent, new Date()));
      send(response, 200, encoding, writeResponse(signal, outcome, encoding));
    } catch (error) {
      refuse(request, response, error);
    } finally {
      hold?.release();
    }
  }

  function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { httpStatus, headers, ...status } = refusalOf(error, logger);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // Where reading was given up, what is left of the body would be taken for the next request. What was not begun, Node reads over.
    if (request.destroyed && !request.complete) response.setHeader('connection', 'close');
    const encoding = encodingOf(request) ?? 'json';
    send(response, httpStatus, encoding, writeStatus(status, encoding));
  }

  return { answer, refuse };
}

function send(response: ServerResponse, httpStatus: number, encoding: OtlpEncoding, body: Buffer): void {
  response.writeHead(httpStatus, { 'content-type': contentTypes[encoding], 'content-length': body.length, 'cache-control': 'no-store' });
  response.end(body);
}

/** How the body is written, whatever parameters its media type has; null: in no way that is read. */
function encodingOf({ headers }: IncomingMessage): OtlpEncoding | null {
  const mediaType = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === 'application/x-protobuf' || mediaType === 'application/protobuf') return 'protobuf';
  return mediaType === 'application/json' ? 'json' : null;
}
