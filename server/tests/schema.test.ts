import { isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType, parse, validate, type GraphQLNamedType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { examples } from '../src/protocols/graphql/explorer/examples.ts';
import { schema } from '../src/schema.ts';

const types: GraphQLNamedType[] = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

describe('every root field', () => {
  const fields = roots.flatMap((type) => Object.values(type?.getFields() ?? {}).map((field) => ({ name: `${type?.name}.${field.name}`, field })));
  test.each(fields)('$name says who may use it', ({ field }) => {
    const { authScopes } = (field.extensions['pothosOptions'] ?? {}) as { authScopes?: unknown };
    expect(authScopes).toBeDefined();
  });
});

describe('everything is described', () => {
  const undescribed: string[] = [];
  for (const type of types) {
    if (!type.description && !['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)) undescribed.push(type.name);
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        if (!field.description) undescribed.push(`${type.name}.${field.name}`);
        if ('args' in field) for (const argument of field.args) if (!argument.description) undescribed.push(`${type.name}.${field.name}(${argument.name}:)`);
      }
    }
    if (isEnumType(type)) for (const value of type.getValues()) if (!value.description) undescribed.push(`${type.name}.${value.name}`);
  }
  test('types, fields, arguments and values', () => expect(undescribed).toEqual([]));
});

test.each(examples(new Date(0)).map(({ query }) => ({ query, name: query.split('\n', 1)[0] })))('the explorer opens with a valid example: $name', ({ query }) => {
  expect(validate(schema, parse(query))).toEqual([]);
});
