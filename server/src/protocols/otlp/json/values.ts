import type { Attributes, AttributeValue } from '../../../domains/traces/types.ts';
import { finite, put, type Writable } from '../attributes.ts';
import { BadItem, type Collector } from '../collector.ts';
import { otlpLimits as limits } from '../limits.ts';
import { storableText } from '../text.ts';
import { fieldOf, listOf, messageOf, type Message } from './fields.ts';

/** Attributes of a list of KeyValue; absent: none. Errors: BadItem, TooManyValues. */
export function attributesOf(message: Message, collector: Collector<unknown>): Attributes {
  return keyed(listOf(message, 'attributes'), collector, 0);
}

function keyed(list: readonly unknown[], collector: Collector<unknown>, depth: number): Attributes {
  const attributes: Writable = {};
  for (const [place, item] of list.entries()) {
    if (place >= limits.attributes) {
      collector.notes.add('droppedAttributes', 'attributes');
      continue;
    }
    collector.countValue();
    const pair = messageOf(item, 'attributes');
    const sentKey = fieldOf(pair, 'key') ?? '';
    if (typeof sentKey !== 'string') throw new BadItem('attributes.key', 'is not a text');
    const key = storableText(sentKey, collector.notes, 'key');
    put(attributes, key, anyValueOf(fieldOf(pair, 'value'), collector, key, depth));
  }
  return attributes;
}

/** The value that an AnyValue object holds; null for an empty one. Errors: BadItem, TooManyValues. */
export function anyValueOf(sent: unknown, collector: Collector<unknown>, field: string, depth: number): AttributeValue {
  if (sent === undefined || sent === null) return null;
  const message = messageOf(sent, field);
  const bad = (what: string): BadItem => new BadItem(field, `is not ${what}`);
  let value = fieldOf(message, 'stringValue');
  if (value !== undefined) {
    if (typeof value !== 'string') throw bad('a text');
    return storableText(value, collector.notes, field);
  }
  value = fieldOf(message, 'boolValue');
  if (value !== undefined) {
    if (typeof value !== 'boolean') throw bad('a truth value');
    return value;
  }
  value = fieldOf(message, 'intValue');
  if (value !== undefined) return integer(value) ?? raise(bad('a whole number'));
  value = fieldOf(message, 'doubleValue');
  if (value !== undefined) return double(value) ?? raise(bad('a number'));
  value = fieldOf(message, 'bytesValue');
  if (value !== undefined) {
    if (typeof value !== 'string') throw bad('base64');
    return base64(value, collector, field);
  }
  const list = fieldOf(message, 'arrayValue');
  const map = fieldOf(message, 'kvlistValue');
  if (list === undefined && map === undefined) return null;
  if (depth === limits.depth) {
    collector.notes.add('tooDeep', field);
    return null;
  }
  if (list === undefined) return keyed(listOf(messageOf(map, field), 'values'), collector, depth + 1);
  return listOf(messageOf(list, field), 'values').map((item) => {
    collector.countValue();
    return anyValueOf(item, collector, field, depth + 1);
  });
}

/** A 64-bit integer as a number or as digits, as a number where it is exact as one; null: it is none. */
function integer(sent: unknown): number | string | null {
  if (typeof sent === 'number') return Number.isInteger(sent) ? sent + 0 : null;
  if (typeof sent !== 'string' || !/^-?\d{1,20}$/.test(sent)) return null;
  const value = Number(sent);
  return Number.isSafeInteger(value) ? value + 0 : BigInt(sent).toString();
}

/** A number, or the name of one that JSON cannot write; null: neither. */
function double(sent: unknown): AttributeValue | null {
  if (typeof sent === 'number') return finite(sent);
  if (typeof sent !== 'string' || sent.trim() === '') return null;
  if (sent === 'NaN') return sent;
  const value = Number(sent);
  return Number.isNaN(value) ? null : finite(value);
}

/** Base64 of either alphabet, as standard base64. */
function base64(sent: string, collector: Collector<unknown>, field: string): string {
  const bytes = Buffer.from(sent, 'base64');
  if (bytes.length > limits.bytesBytes) collector.notes.add('cutText', field);
  return bytes.toString('base64', 0, limits.bytesBytes);
}

function raise(error: Error): never {
  throw error;
}
