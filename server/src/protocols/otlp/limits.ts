import { maxJsonDepth } from '../../platform/ingest/json.ts';
import { maxTextBytes } from '../../platform/ingest/text.ts';

/** What is kept of one request, so that no request can take more memory than its size explains. */
export const otlpLimits = {
  /** Bytes of a request, unpacked. */
  bodyBytes: 64 * 1024 * 1024,
  /** Values of a request in JSON, lists and objects counted: an attribute has four. */
  jsonValues: 2_000_000,
  /** How much larger a request in protobuf is once it is decoded; measured of spans with short attributes. */
  protobufFactor: 3,
  /** Spans or log records of a request; those beyond are refused, the first are kept. */
  items: 50_000,
  /** Attribute values of a request, each item of a list counted; the item that would go beyond, and those after it, are refused. */
  values: 2_000_000,
  /** Attributes of a span, an event, a link, a log record, a resource; those beyond are left out. */
  attributes: 1_000,
  /** Events of a span, and links of a span; those beyond are left out. */
  events: 1_000,
  /** Bytes of UTF-8 of a text, wherever it stands; it is cut there. */
  textBytes: maxTextBytes,
  /** The same of a text that is JSON or a file: a message with a picture in it. What is stored of it is cut as any text is. */
  structuredBytes: 32 * 1024 * 1024,
  /** Bytes of a `bytesValue`, whose base64 is then as long as a text may be. */
  bytesBytes: (maxTextBytes / 4) * 3,
  /** Lists and objects inside each other; what lies deeper is left out. */
  depth: maxJsonDepth,
  /** Bytes of an id: longer than any valid one, so that a wrong one can still be shown in the answer. */
  idBytes: 64,
} as const;
