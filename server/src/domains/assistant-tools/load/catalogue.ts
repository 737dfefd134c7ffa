import { getOperationAST, Kind, parse, type GraphQLSchema } from 'graphql';
import { isPermitted, type Permission, type Permitted } from '../../../platform/permissions.ts';
import { declaredTool, declaredTools, type Operation, type Tool } from '../../../platform/tools/tool.ts';
import { parametersOf, parametersOfOperation } from '../pure/parameters.ts';
import type { OperationDefinition, ToolDefinition } from '../types.ts';

/** Permissions that the root fields of a document need, as the schema has them. */
export function permissionsOf(schema: GraphQLSchema, document: string): Permission[] {
  const operation = getOperationAST(parse(document));
  const root = operation == null ? null : schema.getRootType(operation.operation);
  const fields = (operation?.selectionSet.selections ?? []).flatMap((selection) =>
    selection.kind === Kind.FIELD ? [root?.getFields()[selection.name.value]] : [],
  );
  return fields.flatMap((field) => {
    const { authScopes } = (field?.extensions['pothosOptions'] ?? {}) as { authScopes?: { may?: Permission } };
    return authScopes?.may === undefined ? [] : [authScopes.may];
  });
}

const known = new WeakMap<GraphQLSchema, Map<Operation, Permission[]>>();

/** Permissions that an operation needs; of one that acts also those of its mutation. */
export function neededFor(schema: GraphQLSchema, operation: Operation): readonly Permission[] {
  let ofSchema = known.get(schema);
  if (ofSchema === undefined) known.set(schema, (ofSchema = new Map()));
  let needed = ofSchema.get(operation);
  if (needed === undefined) {
    const documents = [...('document' in operation ? [operation.document] : []), ...('mutation' in operation ? [operation.mutation] : [])];
    ofSchema.set(operation, (needed = documents.flatMap((document) => permissionsOf(schema, document))));
  }
  return needed;
}

const mayRun = (schema: GraphQLSchema, viewer: Permitted, operation: Operation): boolean =>
  neededFor(schema, operation).every((permission) => isPermitted(viewer, permission));

/** The operations of a tool that the viewer may run, in their order, each with its own arguments; none where there is no such tool. */
export const operationsFor = (schema: GraphQLSchema, viewer: Permitted, toolName: string): OperationDefinition[] =>
  Object.entries(declaredTool(toolName)?.operations ?? {})
    .filter(([, operation]) => mayRun(schema, viewer, operation))
    .map(([name, operation]) => ({
      name,
      about: operation.about,
      parameters: { type: 'object', ...parametersOfOperation(schema, operation), additionalProperties: false },
      acts: 'mutation' in operation,
    }));

const definitions = new WeakMap<GraphQLSchema, Map<string, ToolDefinition>>();

export interface Offered {
  /** Leaves out what proposes changes. */
  readonly reads?: boolean;
}

/** A tool with the operations that the viewer may run; null: it may run none. */
export function definitionFor(
  schema: GraphQLSchema,
  viewer: Permitted,
  tool: Tool,
  { reads = false }: Offered = {},
): ToolDefinition | null {
  const allowed = Object.entries(tool.operations).filter(
    ([, operation]) => !(reads && 'mutation' in operation) && mayRun(schema, viewer, operation),
  );
  if (allowed.length === 0) return null;
  let ofSchema = definitions.get(schema);
  if (ofSchema === undefined) definitions.set(schema, (ofSchema = new Map()));
  const key = `${tool.name} ${allowed.map(([name]) => name).join(' ')}`;
  let definition = ofSchema.get(key);
  if (definition === undefined) ofSchema.set(key, (definition = define(schema, { ...tool, operations: Object.fromEntries(allowed) })));
  return definition;
}

function define(schema: GraphQLSchema, tool: Tool): ToolDefinition {
  const { name, title, description, group, readsPayload = false, operations } = tool;
  const acts = Object.values(operations).some((operation) => 'mutation' in operation);
  return { name, title, description, parameters: parametersOf(schema, tool), acts, readsPayload, group };
}

/** Tools that a viewer may run, in the order of their declaration. */
export const definitionsFor = (schema: GraphQLSchema, viewer: Permitted, offered: Offered = {}): ToolDefinition[] =>
  declaredTools().flatMap((tool) => definitionFor(schema, viewer, tool, offered) ?? []);
