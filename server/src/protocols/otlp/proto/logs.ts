import type { AttributeValue, ReceivedLog, SpanSource } from '../../../domains/traces/types.ts';
import type { Writable } from '../attributes.ts';
import { Collector } from '../collector.ts';
import { eventNameOf } from '../events.ts';
import type { DecodedLogs } from '../types.ts';
import { readGroups } from './groups.ts';
import { bytes, fixed64, ProtoReader } from './reader.ts';
import { readAttribute, readValue } from './values.ts';

const logField = {
  at: fixed64(1),
  body: bytes(5),
  attributes: bytes(6),
  traceId: bytes(9),
  spanId: bytes(10),
  seenAt: fixed64(11),
  eventName: bytes(12),
};

/** Reads an ExportLogsServiceRequest. Errors: Malformed, RangeError or Error: the request is no whole protobuf message. */
export function readLogs(body: Buffer): DecodedLogs {
  const collector = new Collector<ReceivedLog>();
  const reader = new ProtoReader(body, collector);
  readGroups(reader, (end, source) => collector.take(() => readLog(reader, end, source)));
  return collector.finish();
}

function readLog(reader: ProtoReader, end: number, source: SpanSource): ReceivedLog {
  let traceId = '';
  let spanId = '';
  let eventName = '';
  let body: AttributeValue = null;
  let atUs = 0;
  let seenUs = 0;
  let count = 0;
  const attributes: Writable = {};
  while (reader.pos < end) {
    const tag = reader.tag();
    switch (tag) {
      case logField.traceId:
        traceId = reader.id();
        break;
      case logField.spanId:
        spanId = reader.id();
        break;
      case logField.eventName:
        eventName = reader.text('eventName');
        break;
      case logField.body:
        body = readValue(reader, 'body', 0);
        break;
      case logField.at:
        atUs = reader.micros();
        break;
      case logField.seenAt:
        seenUs = reader.micros();
        break;
      case logField.attributes:
        readAttribute(reader, attributes, count);
        count += 1;
        break;
      default:
        reader.pass(tag);
    }
  }
  reader.close(end);
  return { traceId, spanId, eventName: eventNameOf(eventName, attributes), body, atUs: atUs === 0 ? seenUs : atUs, attributes, source };
}
