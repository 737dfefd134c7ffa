import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';

/** One thing that the schema describes: a type, a field, an argument or a value. */
export interface Described {
  /** Its coordinate: `Query.trace(traceId:)`. */
  readonly at: string;
  readonly description: string;
}

/** An argument or a field, with the type that it has. */
export interface Placed {
  readonly at: string;
  readonly name: string;
  readonly kind: 'argument' | 'input field' | 'output field';
  /** Of the type without lists and non-nulls. */
  readonly typeName: string;
  readonly isNonNull: boolean;
  readonly isList: boolean;
  /** What to use instead; null: it is not deprecated. */
  readonly deprecationReason: string | null;
  readonly description: string;
}

/** Everything that the schema describes, by coordinate. */
export function describedOf(schema: GraphQLSchema): Described[] {
  return Object.values(schema.getTypeMap()).flatMap((type): Described[] => {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) return [];
    const values = isEnumType(type) ? type.getValues().map(({ name, description }) => ({ at: `${type.name}.${name}`, description: description ?? '' })) : [];
    return [{ at: type.name, description: type.description ?? '' }, ...values];
  }).concat(placedOf(schema).map(({ at, description }) => ({ at, description })));
}

/** Every field and every argument, by coordinate. */
export function placedOf(schema: GraphQLSchema): Placed[] {
  const placed: Placed[] = [];
  const add = (at: string, kind: Placed['kind'], field: GraphQLArgument | GraphQLInputField | GraphQLField<unknown, unknown>): void => {
    const type = isNonNullType(field.type) ? field.type.ofType : field.type;
    placed.push({
      at, name: field.name, kind, typeName: getNamedType(field.type).name, isNonNull: isNonNullType(field.type), isList: isListType(type),
      deprecationReason: field.deprecationReason ?? null, description: field.description ?? '',
    });
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) add(`${type.name}.${field.name}`, 'input field', field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      add(`${type.name}.${field.name}`, 'output field', field);
      for (const argument of field.args) add(`${type.name}.${field.name}(${argument.name}:)`, 'argument', argument);
    }
  }
  return placed;
}

/** Enums whose values are no names of theirs inside: mapped by their place in a list, or otherwise. */
export const renamedValues = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isEnumType(type) && !isIntrospectionType(type) ? type.getValues().flatMap(({ name, value }) => (name === value ? [] : [`${type.name}.${name}`])) : [],
  );

/** A description that begins with a pronoun has its subject elsewhere. */
const pronoun = /^(?:it|its|they|their|them|these|those|this|that|he|she|how many of (?:it|its|them|these|those)|all of (?:it|them)|of (?:it|its|them|these|those)|what (?:it|they)|when (?:it|they)|why (?:it|they)|where (?:it|they)|whether (?:it|they)|which (?:it|they)|how (?:it|they))\b/i;
/** A pronoun whose noun is elsewhere: "the span that it is a step of", "how many spans it has", "what spans of it failed with". */
const leaning = /\b(?:that|which|whom?|of|in|for|with|under|to|by|at|from|than|as|is|when|where|after|before) (?:it|them|they)\b|\bhow \w+(?: \w+)? (?:it|they)\b/i;
/** Words that stand for a term of the field. */
const paraphrases = /\b(?:told|tells?|said|says?|say|anew|let be|but for|what is of|came to|comes to|come to)\b/i;

/** Why a description does not stand alone, or null. */
export function weakness(description: string): string | null {
  const words = description.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length < 3) return `has ${words.length} words`;
  if (pronoun.test(description)) return 'begins with a pronoun';
  const paraphrase = paraphrases.exec(description)?.[0];
  if (paraphrase !== undefined) return `has "${paraphrase}"`;
  const [lead = ''] = description.split(/[;:.]/, 1);
  return leaning.test(lead) ? 'leans on a pronoun' : null;
}
