import protobuf from 'protobufjs/minimal.js';
import type { OtlpEncoding } from './types.ts';

/** google.rpc.Code, as far as it is answered. */
export const rpcCodes = { invalidArgument: 3, notFound: 5, permissionDenied: 7, resourceExhausted: 8, unimplemented: 12, internal: 13, unavailable: 14, unauthenticated: 16 } as const;

/** The result of a request, as the exporter receives it. */
export interface PartialSuccess {
  rejectedCount: number;
  /** '' where there is nothing to say. */
  message: string;
}

export const contentTypes: Record<OtlpEncoding, string> = { protobuf: 'application/x-protobuf', json: 'application/json' };

/** The rejected items have a name of their own for each signal; the fields' numbers are the same. */
const rejectedNames = { traces: 'rejectedSpans', logs: 'rejectedLogRecords', metrics: 'rejectedDataPoints' } as const;

/** An Export…ServiceResponse: empty on full success. */
export function writeResponse(signal: keyof typeof rejectedNames, { rejectedCount, message }: PartialSuccess, encoding: OtlpEncoding): Buffer {
  const isFull = rejectedCount === 0 && message === '';
  if (encoding === 'json') {
    // a 64-bit integer is text in protobuf's JSON
    const partialSuccess = { ...(rejectedCount > 0 && { [rejectedNames[signal]]: String(rejectedCount) }), errorMessage: message };
    return Buffer.from(JSON.stringify(isFull ? {} : { partialSuccess }));
  }
  const writer = protobuf.Writer.create();
  if (isFull) return Buffer.alloc(0);
  writer.uint32(10).fork();
  if (rejectedCount > 0) writer.uint32(8).int64(rejectedCount);
  if (message !== '') writer.uint32(18).string(message);
  return Buffer.from(writer.ldelim().finish());
}

/** A google.rpc.Status: why a request was refused. */
export function writeStatus({ code, message }: { code: number; message: string }, encoding: OtlpEncoding): Buffer {
  if (encoding === 'json') return Buffer.from(JSON.stringify({ code, message }));
  return Buffer.from(protobuf.Writer.create().uint32(8).int32(code).uint32(18).string(message).finish());
}
