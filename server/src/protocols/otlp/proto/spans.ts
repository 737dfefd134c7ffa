import type { ReceivedSpan, SpanEvent, SpanLink, SpanSource } from '../../../domains/traces/types.ts';
import type { Writable } from '../attributes.ts';
import { isZeros } from '../ids.ts';
import { Collector } from '../collector.ts';
import { otlpLimits as limits } from '../limits.ts';
import type { DecodedSpans } from '../types.ts';
import { bytes, fixed64, ProtoReader, varint } from './reader.ts';
import { readGroups } from './groups.ts';
import { readAttribute } from './values.ts';

const spanField = {
  traceId: bytes(1),
  spanId: bytes(2),
  parentId: bytes(4),
  name: bytes(5),
  start: fixed64(7),
  end: fixed64(8),
  attributes: bytes(9),
  events: bytes(11),
  links: bytes(13),
  status: bytes(15),
};
const eventField = { at: fixed64(1), name: bytes(2), attributes: bytes(3) };
const linkField = { traceId: bytes(1), spanId: bytes(2), attributes: bytes(4) };
const statusField = { message: bytes(2), code: varint(3) };

const unsetStatus = { code: 0, message: '' };

/** Reads an ExportTraceServiceRequest. Errors: Malformed, RangeError or Error: the request is no whole protobuf message. */
export function readSpans(body: Buffer): DecodedSpans {
  const collector = new Collector<ReceivedSpan>();
  const reader = new ProtoReader(body, collector);
  readGroups(reader, (end, source) => collector.take(() => readSpan(reader, end, source)));
  return collector.finish();
}

function readSpan(reader: ProtoReader, end: number, source: SpanSource): ReceivedSpan {
  let traceId = '';
  let spanId = '';
  let parentId = '';
  let name = '';
  let startUs = 0;
  let endUs = 0;
  let status = unsetStatus;
  let attributeCount = 0;
  const attributes: Writable = {};
  const events: SpanEvent[] = [];
  const links: SpanLink[] = [];
  while (reader.pos < end) {
    const tag = reader.tag();
    switch (tag) {
      case spanField.traceId:
        traceId = reader.id();
        break;
      case spanField.spanId:
        spanId = reader.id();
        break;
      case spanField.parentId:
        parentId = reader.id();
        break;
      case spanField.name:
        name = reader.text('name');
        break;
      case spanField.start:
        startUs = reader.micros();
        break;
      case spanField.end:
        endUs = reader.micros();
        break;
      case spanField.attributes:
        readAttribute(reader, attributes, attributeCount);
        attributeCount += 1;
        break;
      case spanField.events:
        if (isRoomFor(reader, events, 'events')) events.push(readEvent(reader));
        break;
      case spanField.links:
        if (isRoomFor(reader, links, 'links')) links.push(readLink(reader));
        break;
      case spanField.status:
        status = readStatus(reader);
        break;
      default:
        reader.pass(tag);
    }
  }
  reader.close(end);
  return {
    traceId,
    spanId,
    parentId: isZeros(parentId) ? '' : parentId,
    name,
    startUs,
    endUs,
    statusCode: status.code,
    statusMessage: status.message,
    attributes,
    events,
    links,
    source,
  };
}

/** Whether one more is kept; if not, it is passed over. */
function isRoomFor(reader: ProtoReader, kept: readonly unknown[], field: string): boolean {
  if (kept.length < limits.events) {
    reader.collector.countValue();
    return true;
  }
  reader.collector.notes.add('droppedEvents', field);
  reader.skip(reader.size());
  return false;
}

function readEvent(reader: ProtoReader): SpanEvent {
  const end = reader.open();
  let name = '';
  let atUs = 0;
  let count = 0;
  const attributes: Writable = {};
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === eventField.at) atUs = reader.micros();
    else if (tag === eventField.name) name = reader.text('events.name');
    else if (tag === eventField.attributes) readAttribute(reader, attributes, count++);
    else reader.pass(tag);
  }
  reader.close(end);
  return { name, atUs, attributes };
}

function readLink(reader: ProtoReader): SpanLink {
  const end = reader.open();
  let traceId = '';
  let spanId = '';
  let count = 0;
  const attributes: Writable = {};
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === linkField.traceId) traceId = reader.id();
    else if (tag === linkField.spanId) spanId = reader.id();
    else if (tag === linkField.attributes) readAttribute(reader, attributes, count++);
    else reader.pass(tag);
  }
  reader.close(end);
  return { traceId, spanId, attributes };
}

function readStatus(reader: ProtoReader): { code: number; message: string } {
  const end = reader.open();
  let code = 0;
  let message = '';
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === statusField.code) code = reader.int32();
    else if (tag === statusField.message) message = reader.text('status.message');
    else reader.pass(tag);
  }
  reader.close(end);
  return { code, message };
}
