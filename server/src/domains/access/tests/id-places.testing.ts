import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
} from 'graphql';
import { schema } from '../../../schema.ts';
import { requiredOf } from '../../../schema.testing.ts';

/** One place in the arguments of a root field that takes a global id. */
export interface Place {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly at: string;
  readonly operation: string;
  readonly variables: (id: string) => Record<string, unknown>;
}

/** Ids of nothing that stand beside the one that is looked for, by the name of their field. */
type Beside = Readonly<Record<string, string>>;

const withIds = (value: unknown, beside: Beside): object =>
  Object.fromEntries(
    Object.entries(value as object).map(([name, held]) => [
      name,
      typeof held === 'string'
        ? (beside[name] ?? held)
        : Array.isArray(held)
          ? held.map((one) => (isObject(one) ? withIds(one, beside) : one))
          : held,
    ]),
  );
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each way to put an id into a value of a type, with the path to it; what else it requires is there. */
function idsIn(
  type: GraphQLInputType,
  beside: Beside = {},
  above: readonly string[] = [],
): { path: string; value: (id: string) => unknown }[] {
  if (isNonNullType(type)) return idsIn(type.ofType, beside, above);
  if (isListType(type))
    return idsIn(type.ofType, beside, above).map(({ path, value }) => ({ path: `[]${path}`, value: (id) => [value(id)] }));
  if (!isInputObjectType(type)) return type.name === 'ID' ? [{ path: '', value: (id) => id }] : [];
  if (above.includes(type.name)) return [];
  const fields = Object.values(type.getFields());
  return fields.flatMap(({ name, type: of }) =>
    idsIn(of, beside, [...above, type.name]).map(({ path, value }) => ({
      path: `.${name}${path}`,
      value: (id: string) => ({ ...withIds(requiredOf(fields), beside), [name]: value(id) }),
    })),
  );
}

/** Fields without arguments, a few levels deep: what would show something of another workspace. */
export function selection(type: GraphQLNamedType, depth: number): string {
  if (isLeafType(type)) return '';
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const chosen = fields
    .filter(({ args }) => args.every((argument) => !isNonNullType(argument.type)))
    .map((field) => ({ name: field.name, of: getNamedType(field.type) }))
    .filter(({ of }) => isLeafType(of) || (depth > 0 && /Connection$|Edge$/.test(of.name)) || (depth > 0 && type.name.endsWith('Edge')))
    .map(({ name, of }) => `${name}${selection(of, depth - 1)}`);
  return ` { __typename ${chosen.join(' ')} }`;
}

/** The id of a thing that does not exist, and is none of those that are compared. */
const otherNothing = (type: string): string => Buffer.from(`${type}:00000000-0000-4000-8000-000000000001`).toString('base64');

/** What a mutation acts on, where it returns something else. */
const actedOn: Readonly<Record<string, string>> = { DatasetFromMessagesResult: 'Dataset' };

/** In an input, `id` is of what the mutation returns; others have their names. */
const besideIn = (returned: string): Beside => ({
  id: otherNothing(actedOn[returned] ?? returned),
  configurationId: otherNothing('TrainingConfiguration'),
  jobId: otherNothing('TrainingJob'),
  loopItemId: Buffer.from('LoopItem:1').toString('base64'),
});

function placesOf(kind: Place['kind'], field: GraphQLField<unknown, unknown>): Place[] {
  return field.args.flatMap((arg) =>
    idsIn(arg.type, kind === 'mutation' ? besideIn(getNamedType(field.type).name) : {}).map(({ path, value }): Place => {
      // A page of one: what every field of a list may cost is beyond the limit.
      const isPaged = field.args.some(({ name }) => name === 'first');
      const given = field.args.filter(({ name, type }) => name === arg.name || name === 'first' || isNonNullType(type));
      const declared = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
      const passed = given.map(({ name }) => `${name}: $${name}`).join(', ');
      return {
        kind,
        at: `${field.name}(${arg.name}${path})`,
        operation: `${kind} (${declared}) { ${field.name}(${passed})${selection(getNamedType(field.type), 2)} }`,
        variables: (id) => ({
          ...requiredOf(field.args),
          // Another id beside it is of the same type.
          ...Object.fromEntries(field.args.filter(({ type }) => String(type) === 'ID!').map(({ name }) => [name, id])),
          // The thing that a mutation acts on is of the type that it returns.
          ...(kind === 'mutation' && field.args.some(({ name }) => name === 'id') && { id: otherNothing(getNamedType(field.type).name) }),
          ...(isPaged && { first: 1 }),
          [arg.name]: value(id),
        }),
      };
    }),
  );
}

const rootTypes = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() };
/** Every place in the schema that takes a global id. */
export const places = Object.entries(rootTypes).flatMap(([kind, type]) =>
  Object.values(type?.getFields() ?? {})
    // Takes an id of 32 hex digits, which may be in use in any workspace: see the traces.
    .filter(({ name }) => name !== 'deleteTrace')
    .flatMap((field) => placesOf(kind as Place['kind'], field)),
);

/** Lists whose pages have cursors, and take nothing else. */
export const pagedFields = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(
  ({ args }) => args.some(({ name }) => name === 'after') && args.every(({ type }) => !isNonNullType(type)),
);
