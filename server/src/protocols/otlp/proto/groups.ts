import type { Attributes, SpanSource } from '../../../domains/traces/types.ts';
import { bytes, type ProtoReader } from './reader.ts';
import { readResource, readScope } from './values.ts';

// Traces and logs are built alike: a request of groups of one resource, each of groups of one scope, each of items.
const groups = bytes(1);
const group = { resource: bytes(1), scopeGroup: bytes(2) };
const scopeGroup = { scope: bytes(1), item: bytes(2) };

/** Reads the request around the items: `readItem` is called at each, which ends at `end`, with the source that it shares with others. */
export function readGroups(reader: ProtoReader, readItem: (end: number, source: SpanSource) => void): void {
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    if (tag === groups) readGroup(reader, readItem);
    else reader.pass(tag);
  }
}

function readGroup(reader: ProtoReader, readItem: (end: number, source: SpanSource) => void): void {
  const end = reader.open();
  const start = reader.pos;
  // Fields may come in any order: what the items share is read before them.
  const resource = findField(reader, end, group.resource, readResource) ?? {};
  reader.pos = start;
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === group.scopeGroup) readScopeGroup(reader, resource, readItem);
    else reader.pass(tag);
  }
  reader.close(end);
}

function readScopeGroup(reader: ProtoReader, resource: Attributes, readItem: (end: number, source: SpanSource) => void): void {
  const end = reader.open();
  const start = reader.pos;
  const source = findField(reader, end, scopeGroup.scope, () => readScope(reader, resource)) ?? {
    resource,
    scopeName: '',
    scopeVersion: '',
  };
  reader.pos = start;
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === scopeGroup.item) {
      const itemEnd = reader.open();
      readItem(itemEnd, source);
      reader.pos = itemEnd; // also where it was not read to its end
    } else reader.pass(tag);
  }
  reader.close(end);
}

/** The last field of that tag before `end`; null: there is none. Encoders write it first, but need not. */
function findField<Value>(reader: ProtoReader, end: number, wanted: number, read: (reader: ProtoReader) => Value): Value | null {
  let value: Value | null = null;
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === wanted) value = read(reader);
    else reader.pass(tag);
  }
  return value;
}
