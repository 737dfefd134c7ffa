import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  typeFromAST,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { ArgumentDeclaration, Operation, Tool } from '../../../platform/tools/tool.ts';
import type { JsonSchema } from '../types.ts';

const maxDescription = 70;

/** JSON types of the scalars; those that are absent are written as texts. */
const scalarTypes: Readonly<Record<string, JsonSchema['type']>> = {
  Int: 'integer',
  Step: 'integer',
  BigInt: 'integer',
  Float: 'number',
  MetricValue: 'number',
  Boolean: 'boolean',
  JSON: 'object',
};

const instant: JsonSchema = { type: 'string', format: 'date-time' };

/** The shape of a value of the schema: what a variable of this type takes. */
function schemaOf(type: GraphQLInputType): JsonSchema {
  const named = getNullableType(type);
  if (String(named) === 'DateTime') return instant;
  if (isListType(named)) return { type: 'array', items: schemaOf(named.ofType) };
  if (isEnumType(named)) return { type: 'string', enum: named.getValues().map(({ name }) => name) };
  if (!isInputObjectType(named)) return { type: scalarTypes[(named as { name: string }).name] ?? 'string' };
  const fields = Object.values(named.getFields());
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, described(schemaOf(field.type), field.description)])),
    required: fields.filter(({ type: of }) => isNonNullType(of)).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** The first sentence: definitions of all tools stand in one context. */
function described(schema: JsonSchema, description: string | null | undefined): JsonSchema {
  const sentence = (description ?? '').split(/(?<=[.;]) /)[0]?.replace(/[.;]$/, '') ?? '';
  if (sentence.length <= maxDescription) return sentence === '' ? schema : { ...schema, description: sentence };
  return { ...schema, description: `${sentence.slice(0, sentence.lastIndexOf(' ', maxDescription))} …` };
}

/** Arguments that a document takes, by name: its variables, with the description of what each is given to. */
function parametersOfDocument(schema: GraphQLSchema, text: string): { properties: Record<string, JsonSchema>; required: string[] } {
  const document = parse(text);
  const operation = document.definitions.find(({ kind }) => kind === 'OperationDefinition') as OperationDefinitionNode;
  const descriptions = descriptionsOf(schema, document);
  const variables = operation.variableDefinitions ?? [];
  const entries = variables.map(({ variable, type, defaultValue }) => {
    const name = variable.name.value;
    const shape = described(schemaOf(typeFromAST(schema, type as never) as GraphQLInputType), descriptions.get(name));
    return [name, defaultValue === undefined ? shape : { ...shape, default: valueFromASTUntyped(defaultValue) }] as const;
  });
  return {
    properties: Object.fromEntries(entries),
    required: variables
      .filter(({ type, defaultValue }) => type.kind === 'NonNullType' && defaultValue === undefined)
      .map(({ variable }) => variable.name.value),
  };
}

function descriptionsOf(schema: GraphQLSchema, document: DocumentNode): Map<string, string> {
  const found = new Map<string, string>();
  const types = new TypeInfo(schema);
  let fieldOfInput: { name: string } | null = null;
  visit(
    document,
    visitWithTypeInfo(types, {
      ObjectField: { enter: (node) => void (fieldOfInput = { name: node.name.value }), leave: () => void (fieldOfInput = null) },
      Variable: (node) => {
        const parent = types.getParentInputType();
        const named = parent == null ? null : getNullableType(parent);
        const field = fieldOfInput !== null && isInputObjectType(named) ? named.getFields()[fieldOfInput.name] : types.getArgument();
        if (field?.description != null && !found.has(node.name.value)) found.set(node.name.value, field.description);
      },
    }),
  );
  return found;
}

function declaredSchema({ type, description, values, minimum, maximum }: ArgumentDeclaration): JsonSchema {
  const limits = { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
  if (type === 'time') return { ...instant, description };
  if (type === 'strings') return { type: 'array', description, items: { type: 'string', ...(values && { enum: values }) } };
  if (type === 'numbers') return { type: 'array', description, items: { type: 'number', ...limits } };
  return { type, description, ...(values && { enum: values }), ...limits };
}

type Parameters = Required<Pick<JsonSchema, 'properties' | 'required'>>;
const known = new WeakMap<GraphQLSchema, WeakMap<Operation, Parameters>>();

/** What one operation takes, without the name of the operation. Neither it nor the schema changes: it is read once. */
export function parametersOfOperation(schema: GraphQLSchema, operation: Operation): Parameters {
  let ofSchema = known.get(schema);
  if (ofSchema === undefined) known.set(schema, (ofSchema = new WeakMap()));
  let parameters = ofSchema.get(operation);
  if (parameters === undefined) ofSchema.set(operation, (parameters = readParameters(schema, operation)));
  return parameters;
}

function readParameters(schema: GraphQLSchema, operation: Operation): Parameters {
  const generated = 'document' in operation ? parametersOfDocument(schema, operation.document) : { properties: {}, required: [] };
  const computed = new Set('computed' in operation ? operation.computed : []);
  const declared = operation.arguments ?? {};
  const properties = Object.fromEntries(Object.entries(generated.properties).filter(([name]) => !computed.has(name)));
  for (const [name, declaration] of Object.entries(declared)) properties[name] = declaredSchema(declaration);
  const required = [
    ...generated.required.filter((name) => !computed.has(name) && declared[name] === undefined),
    ...Object.entries(declared).flatMap(([name, { isRequired }]) => (isRequired === true ? [name] : [])),
  ];
  return { properties, required };
}

/** What a tool takes: the arguments of all of its operations, and the name of the operation where it has several. */
export function parametersOf(schema: GraphQLSchema, { operations }: Tool): JsonSchema {
  const names = Object.keys(operations);
  const all = Object.values(operations).map((operation) => parametersOfOperation(schema, operation));
  const properties = Object.assign({}, ...all.map((one) => one.properties).reverse()) as Record<string, JsonSchema>;
  if (names.length === 1 && names[0] === '')
    return { type: 'object', properties, required: all[0]?.required ?? [], additionalProperties: false };
  const operation: JsonSchema = {
    type: 'string',
    enum: names,
    description: Object.entries(operations)
      .map(([name, { about }]) => `${name}: ${about}`)
      .join('; '),
  };
  const common = (all[0]?.required ?? []).filter((name) => all.every(({ required }) => required.includes(name)));
  return { type: 'object', properties: { operation, ...properties }, required: ['operation', ...common], additionalProperties: false };
}
