import { BadItem, type Collector } from '../collector.ts';
import { otlpLimits as limits } from '../limits.ts';
import { storableText } from '../text.ts';

/** An object of the document, whose fields are not checked yet. */
export type Message = Readonly<Record<string, unknown>>;

/** An object; absent: an empty one. Errors: BadItem. */
export function messageOf(sent: unknown, field: string): Message {
  if (sent === undefined || sent === null) return {};
  if (typeof sent !== 'object' || Array.isArray(sent)) throw new BadItem(field, 'is not an object');
  return sent as Message;
}

/** A field by its name in camelCase or in snake_case, as both are valid JSON of a protobuf message; null counts as absent. */
export function fieldOf(message: Message, name: string): unknown {
  return message[name] ?? message[snakeCase(name)] ?? undefined;
}

const snakeNames = new Map<string, string>();
function snakeCase(name: string): string {
  let snake = snakeNames.get(name);
  if (snake === undefined) snakeNames.set(name, (snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)));
  return snake;
}

/** A list; absent: an empty one. Errors: BadItem. */
export function listOf(message: Message, name: string): readonly unknown[] {
  const sent = fieldOf(message, name) ?? [];
  if (!Array.isArray(sent)) throw new BadItem(name, 'is not a list');
  return sent;
}

/** A text as it can be stored; absent: ''. Errors: BadItem. */
export function textOf(message: Message, name: string, collector: Collector<unknown>, field = name): string {
  const sent = fieldOf(message, name) ?? '';
  if (typeof sent !== 'string') throw new BadItem(field, 'is not a text');
  return storableText(sent, collector.notes, field);
}

/**
 * An id in lower case, as sent; absent: ''. Ids are hexadecimal in OpenTelemetry's JSON, not base64 as protobuf's own would be. Errors:
 * BadItem.
 */
export function idOf(message: Message, name: string): string {
  const sent = fieldOf(message, name) ?? '';
  if (typeof sent !== 'string') throw new BadItem(name, 'is not a text');
  return sent.slice(0, limits.idBytes * 2).toLowerCase();
}

/** Nanoseconds since the epoch, as digits or as a number, as whole microseconds, rounded down; absent: 0. Errors: BadItem. */
export function microsOf(message: Message, name: string): number {
  const sent = fieldOf(message, name) ?? 0;
  if (typeof sent === 'number' && Number.isInteger(sent) && sent >= 0) return Math.floor(sent / 1_000);
  if (typeof sent === 'string' && /^\d{1,20}$/.test(sent)) return sent.length <= 3 ? 0 : Number(sent.slice(0, -3));
  throw new BadItem(name, 'is not a time in nanoseconds');
}
