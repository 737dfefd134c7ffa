import {
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';
import { maxListLength, maxListTextLength } from './limits.ts';
import { refusal } from './shape.ts';

/** The source of variables' values. */
export interface GivenVariables {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly defaults: ReadonlyMap<string, ValueNode | undefined>;
}

/** On an argument: a batch whose own command limits its length and answers with BATCH_TOO_LARGE. */
export const batchArgument = { isBatch: true } as const;

/** What one list may hold. */
interface ListRoom {
  readonly items: number;
  /** Characters of its items together. */
  readonly characters: number;
}
const usualRoom: ListRoom = { items: maxListLength, characters: maxListTextLength };

/** On a field of an input: a list that may hold more than others; its own domain says why that is affordable. */
export const listField = (room: ListRoom) => ({ listRoom: room });

const roomOf = ({ extensions }: GraphQLInputField): ListRoom => (extensions['listRoom'] as ListRoom | undefined) ?? usualRoom;

/**
 * How many items the lists of an argument that is no batch have together, lists inside its input objects included. A JSON value is one
 * value: its field checks it.
 *
 * Errors  throws LIST_TOO_LONG for a list of more than `maxListLength` items, or of more than `maxListTextLength` characters, where its
 * field has no `listField`.
 */
export function countItems(argument: GraphQLArgument, value: ValueNode, given: GivenVariables): number {
  return ofNode(argument.type, value, argument.name, given);
}

function ofNode(type: GraphQLInputType, node: ValueNode, path: string, given: GivenVariables, room = usualRoom): number {
  if (isNonNullType(type)) return ofNode(type.ofType, node, path, given, room);
  if (node.kind === Kind.VARIABLE) {
    const value = given.variables[node.name.value];
    if (value !== undefined) return ofValue(type, value, path, room);
    const fallback = given.defaults.get(node.name.value);
    return fallback === undefined ? 0 : ofNode(type, fallback, path, given, room);
  }
  if (isListType(type) && node.kind === Kind.LIST) {
    const texts = node.values.map((item) =>
      item.kind === Kind.STRING ? item.value : item.kind === Kind.VARIABLE ? given.variables[item.name.value] : null,
    );
    return sizeOf(texts, path, room) + sum(node.values, (item) => ofNode(type.ofType, item, path, given));
  }
  if (isInputObjectType(type) && node.kind === Kind.OBJECT) {
    const fields = type.getFields();
    return sum(node.fields, ({ name, value }) => {
      const field = fields[name.value];
      return field === undefined ? 0 : ofNode(field.type, value, `${path}.${name.value}`, given, roomOf(field));
    });
  }
  return 0;
}

/** The raw value of a variable, not checked against its type yet: a value of another form is refused later. */
function ofValue(type: GraphQLInputType, value: unknown, path: string, room = usualRoom): number {
  if (isNonNullType(type)) return ofValue(type.ofType, value, path, room);
  if (isListType(type)) {
    if (!Array.isArray(value)) return ofValue(type.ofType, value, path); // one item stands for a list of one
    return sizeOf(value, path, room) + (holdsLists(type.ofType) ? sum(value, (item) => ofValue(type.ofType, item, path)) : 0);
  }
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return 0;
  return sum(Object.values(type.getFields()), (field) => {
    const inner = (value as Record<string, unknown>)[field.name];
    return inner === undefined || inner === null ? 0 : ofValue(field.type, inner, `${path}.${field.name}`, roomOf(field));
  });
}

const holdsLists = (type: GraphQLInputType): boolean =>
  isListType(type) || isInputObjectType(type) || (isNonNullType(type) && holdsLists(type.ofType));

function sizeOf(items: readonly unknown[], path: string, room: ListRoom): number {
  if (items.length > room.items) {
    throw refusal('LIST_TOO_LONG', `${path} has ${items.length} items; a list may have ${room.items}. Ask for some of them at a time.`);
  }
  const textLength = sum(items, (item) => (typeof item === 'string' ? item.length : 0));
  if (textLength > room.characters) {
    throw refusal(
      'LIST_TOO_LONG',
      `${path} has ${textLength} characters; the items of a list may have ${room.characters} together. Ask for some of them at a time.`,
    );
  }
  return items.length;
}

function sum<Item>(items: readonly Item[], countOf: (item: Item) => number): number {
  let count = 0;
  for (const item of items) count += countOf(item);
  return count;
}
