import type { Attributes, AttributeValue, SpanSource } from '../../../domains/traces/types.ts';
import { otlpLimits as limits } from '../limits.ts';
import { finite, put, type Writable } from '../attributes.ts';
import { bytes, fixed64, varint, type ProtoReader } from './reader.ts';

const keyValue = { key: bytes(1), value: bytes(2) };
const anyValue = {
  string: bytes(1),
  boolean: varint(2),
  integer: varint(3),
  double: fixed64(4),
  list: bytes(5),
  map: bytes(6),
  bytes: bytes(7),
};
const items = bytes(1); // of ArrayValue and of KeyValueList
const resourceAttributes = bytes(1);
const scope = { name: bytes(1), version: bytes(2) };

/** Reads one attribute (KeyValue) into `attributes`, or passes over it when there are as many as are kept. */
export function readAttribute(reader: ProtoReader, attributes: Writable, count: number, depth = 0): void {
  if (count >= limits.attributes) {
    reader.collector.notes.add('droppedAttributes', 'attributes');
    reader.skip(reader.size());
    return;
  }
  reader.collector.countValue();
  const end = reader.open();
  let key = '';
  let value: AttributeValue = null;
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === keyValue.key) key = reader.text('key');
    else if (tag === keyValue.value) value = readValue(reader, key, depth);
    else reader.pass(tag);
  }
  reader.close(end);
  put(attributes, key, value);
}

/** Reads one AnyValue. An empty one is null. */
export function readValue(reader: ProtoReader, field: string, depth: number): AttributeValue {
  const end = reader.open();
  let value: AttributeValue = null;
  while (reader.pos < end) {
    const tag = reader.tag();
    switch (tag) {
      case anyValue.string:
        value = reader.text(field);
        break;
      case anyValue.boolean:
        value = reader.bool();
        break;
      case anyValue.integer:
        value = reader.integer();
        break;
      case anyValue.double:
        value = finite(reader.double());
        break;
      case anyValue.bytes:
        value = reader.base64(field);
        break;
      case anyValue.list:
      case anyValue.map:
        if (depth === limits.depth) {
          reader.collector.notes.add('tooDeep', field);
          reader.pass(tag);
          value = null;
        } else value = tag === anyValue.list ? readList(reader, field, depth + 1) : readMap(reader, depth + 1);
        break;
      default:
        reader.pass(tag);
    }
  }
  reader.close(end);
  return value;
}

function readList(reader: ProtoReader, field: string, depth: number): AttributeValue[] {
  const end = reader.open();
  const list: AttributeValue[] = [];
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === items) {
      reader.collector.countValue();
      list.push(readValue(reader, field, depth));
    } else reader.pass(tag);
  }
  reader.close(end);
  return list;
}

function readMap(reader: ProtoReader, depth: number): Attributes {
  const end = reader.open();
  const map: Writable = {};
  let count = 0;
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === items) {
      readAttribute(reader, map, count, depth);
      count += 1;
    } else reader.pass(tag);
  }
  reader.close(end);
  return map;
}

/** Reads a Resource: its attributes. */
export function readResource(reader: ProtoReader): Attributes {
  const end = reader.open();
  const attributes: Writable = {};
  let count = 0;
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === resourceAttributes) {
      readAttribute(reader, attributes, count);
      count += 1;
    } else reader.pass(tag);
  }
  reader.close(end);
  return attributes;
}

/** Reads an InstrumentationScope of that resource. */
export function readScope(reader: ProtoReader, resource: Attributes): SpanSource {
  const end = reader.open();
  let scopeName = '';
  let scopeVersion = '';
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === scope.name) scopeName = reader.text('scope.name');
    else if (tag === scope.version) scopeVersion = reader.text('scope.version');
    else reader.pass(tag);
  }
  reader.close(end);
  return { resource, scopeName, scopeVersion };
}
