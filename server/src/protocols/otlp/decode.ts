import { parseDocument } from './json/document.ts';
import { readLogs as readJsonLogs } from './json/logs.ts';
import { readSpans as readJsonSpans } from './json/spans.ts';
import { checkMessage } from './proto/check.ts';
import { readLogs as readProtoLogs } from './proto/logs.ts';
import { readSpans as readProtoSpans } from './proto/spans.ts';
import { Malformed, type DecodedLogs, type DecodedSpans, type OtlpEncoding } from './types.ts';

/**
 * The spans of an ExportTraceServiceRequest, both encodings alike (decode.test.ts).
 *
 * Errors  Malformed: the body is not such a request, or only a part of one. Nothing of it is taken then: what was cut off is not
 *         known, and the answer says that the sender must not retry it unchanged.
 */
export function decodeSpans(body: Buffer, encoding: OtlpEncoding): DecodedSpans {
  return encoding === 'json' ? readJsonSpans(parseDocument(body)) : whole(() => readProtoSpans(body));
}

/** The records of an ExportLogsServiceRequest. Errors: Malformed, as of `decodeSpans`. */
export function decodeLogs(body: Buffer, encoding: OtlpEncoding): DecodedLogs {
  return encoding === 'json' ? readJsonLogs(parseDocument(body)) : whole(() => readProtoLogs(body));
}

/** Looks at a request that is not kept only as far as it takes to refuse rubbish. Errors: Malformed. */
export function checkRequest(body: Buffer, encoding: OtlpEncoding): void {
  if (encoding === 'json') parseDocument(body);
  else whole(() => checkMessage(body));
}

/** RangeError and Error of protobuf's reader say the same: these bytes are no such message. */
function whole<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError || error instanceof ReferenceError) throw error; // a bug of ours
    throw new Malformed('The body is not a whole protobuf message of this kind.', { cause: error });
  }
}
