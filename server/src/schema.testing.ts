import { isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLInputType } from 'graphql';

/** The global id of a thing that no row is: its key is a UUID, and no number either. */
export const idOfNothing = (type: string): string => Buffer.from(`${type}:00000000-0000-4000-8000-000000000000`).toString('base64');

/** Values that the scalars of the schema take. */
const scalars: Readonly<Record<string, unknown>> = {
  String: 'x',
  Int: 1,
  Float: 1,
  Boolean: false,
  ID: idOfNothing('Model'),
  DateTime: '2026-01-01T00:00:00.000Z',
  JSON: {},
  BigInt: '1',
  Step: 1,
  MetricValue: 1,
};

/** A value that a type of the schema takes, with what it requires and nothing else. */
export function valueOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType);
  if (isListType(type)) return [valueOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) return requiredOf(Object.values(type.getFields()));
  const value = scalars[type.name];
  if (value === undefined) throw new Error(`Add a value of the scalar ${type.name} to server/src/schema.testing.ts.`);
  return value;
}

/** Values of the arguments, or fields of an input, that are required. */
export const requiredOf = (places: readonly { readonly name: string; readonly type: GraphQLInputType }[]): Record<string, unknown> =>
  Object.fromEntries(places.filter(({ type }) => isNonNullType(type)).map(({ name, type }) => [name, valueOf(type)]));
