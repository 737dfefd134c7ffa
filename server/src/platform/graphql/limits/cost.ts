import {
  getNamedType,
  getOperationAST,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { assumedListLength, defaultPageSize, maxCost, maxPageSize } from './limits.ts';
import { countItems } from './lists.ts';
import { isLeftOut } from './left-out.ts';
import { fragmentsOf, refusal } from './shape.ts';

type Variables = Readonly<Record<string, unknown>>;
/** The `complexity` option of a field. */
type Complexity =
  | number
  | { field?: number; multiplier?: number }
  | ((args: Record<string, unknown>) => number | { field?: number; multiplier?: number });

/**
 * The cost of an operation: one point for each field (or the field's own complexity) and for each item in the lists of its arguments, times
 * the page sizes and list lengths around it. Fields that a variable of @include or @skip leaves out cost nothing. Items of ingest batches are counted by themselves: the cost has a
 * limit, they have their own. The document is already validated.
 *
 * Errors  throws BAD_PAGE_SIZE for a page outside 1 to 200, LIST_TOO_LONG for a list in an argument, QUERY_TOO_COSTLY above the limit.
 */
export function assertAffordable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables,
): { cost: number; batchItemCount: number } {
  const operation = getOperationAST(document, operationName);
  const root = operation == null ? undefined : schema.getRootType(operation.operation);
  if (operation == null || root == null) return { cost: 0, batchItemCount: 0 }; // execution answers it
  const defaults = new Map(operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]));
  const walk: Walk = {
    schema,
    fragments: fragmentsOf(document),
    variables,
    defaults,
    known: new Map(),
    batchItemCount: 0,
    once: new Set(),
  };
  const cost = costOfSelections(walk, operation.selectionSet, root);
  if (cost > maxCost) {
    throw refusal(
      'QUERY_TOO_COSTLY',
      `An operation may cost ${maxCost} points; this one costs ${cost}. Ask for smaller pages, or for less at a time.`,
    );
  }
  return { cost, batchItemCount: walk.batchItemCount };
}

interface Walk {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Variables;
  defaults: ReadonlyMap<string, ValueNode | undefined>;
  known: Map<SelectionSetNode, number>;
  batchItemCount: number;
  /** Fields that may stand once in an operation and do. */
  once: Set<GraphQLField<unknown, unknown>>;
}

function costOfSelections(walk: Walk, selectionSet: SelectionSetNode, type: GraphQLNamedType): number {
  const known = walk.known.get(selectionSet);
  if (known !== undefined) return known;
  let cost = 0;
  for (const selection of selectionSet.selections) {
    if (isLeftOut(selection, (name) => variableOf(walk, name))) continue;
    if (selection.kind === Kind.FIELD) cost += costOfField(walk, selection, type);
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      cost += costOfSelections(
        walk,
        selection.selectionSet,
        (condition === undefined ? undefined : walk.schema.getType(condition)) ?? type,
      );
    } else {
      const fragment = walk.fragments.get(selection.name.value);
      const fragmentType = fragment === undefined ? undefined : walk.schema.getType(fragment.typeCondition.name.value);
      if (fragment !== undefined && fragmentType !== undefined) cost += costOfSelections(walk, fragment.selectionSet, fragmentType);
    }
  }
  walk.known.set(selectionSet, cost);
  return cost;
}

function costOfField(walk: Walk, node: FieldNode, type: GraphQLNamedType): number {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  if (field === undefined) return 1; // introspection
  if (field.extensions['once'] === true) assertOnce(walk, field);
  const pageSize = pageSizeOf(walk, node, field);
  const declared = complexityOf(walk, node, field);
  const own = (typeof declared === 'number' ? declared : (declared?.field ?? 1)) + itemsOf(walk, node, field);
  if (node.selectionSet === undefined) return own;
  const length = pageSize ?? (typeof declared === 'object' ? declared.multiplier : undefined) ?? 1;
  // The page has counted its edges already.
  const isPage = type.name.endsWith('Connection') || (isObjectType(type) && type.getFields()['pageInfo'] !== undefined);
  const isEdges = isPage && (node.name.value === 'edges' || node.name.value === 'nodes');
  return own + (isEdges ? 1 : length) * costOfSelections(walk, node.selectionSet, getNamedType(field.type));
}

/** A field that takes a secret (`extensions: { once: true }`): aliases would try many of them at the price of one request. */
function assertOnce(walk: Walk, field: GraphQLField<unknown, unknown>): void {
  if (walk.once.has(field)) throw refusal('TOO_MANY_ROOT_FIELDS', `${field.name} may stand once in an operation.`);
  walk.once.add(field);
}

function complexityOf(walk: Walk, node: FieldNode, field: GraphQLField<unknown, unknown>): Exclude<Complexity, Function> | undefined {
  const declared = field.extensions['complexity'] as Complexity | undefined;
  if (typeof declared === 'function') {
    return declared(Object.fromEntries((node.arguments ?? []).map(({ name, value }) => [name.value, valueOf(walk, value)])));
  }
  const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
  return typeof declared !== 'object' && isList ? { field: declared ?? 1, multiplier: assumedListLength } : declared;
}

/** How many items the lists in a field's arguments have. */
function itemsOf(walk: Walk, node: FieldNode, field: GraphQLField<unknown, unknown>): number {
  let count = 0;
  for (const { name, value } of node.arguments ?? []) {
    const argument = field.args.find((known) => known.name === name.value);
    if (argument?.extensions['isBatch'] === true) walk.batchItemCount += lengthOf(walk, value);
    else if (argument !== undefined) count += countItems(argument, value, walk);
  }
  return count;
}

function lengthOf(walk: Walk, node: ValueNode): number {
  const value = node.kind === Kind.VARIABLE ? walk.variables[node.name.value] : undefined;
  if (value !== undefined) return Array.isArray(value) ? value.length : 1;
  return node.kind === Kind.LIST ? node.values.length : 1;
}

/** The page size that a field requests; null when the field has no pages. */
function pageSizeOf(walk: Walk, node: FieldNode, field: GraphQLField<unknown, unknown>): number | null {
  const pageArguments = field.args.filter(({ name }) => name === 'first' || name === 'last');
  if (pageArguments.length === 0) return null;
  let asked: number | null = null;
  for (const argument of node.arguments ?? []) {
    if (argument.name.value !== 'first' && argument.name.value !== 'last') continue;
    const value = valueOf(walk, argument.value);
    if (value === null || value === undefined) continue;
    if (typeof value !== 'number' || !(value >= 1 && value <= maxPageSize)) {
      throw refusal('BAD_PAGE_SIZE', `${field.name}(${argument.name.value}:) takes 1 to ${maxPageSize}.`, argument.name.value);
    }
    asked = Math.max(asked ?? 0, value);
  }
  return asked ?? defaultPageSize;
}

function valueOf(walk: Walk, node: ValueNode): unknown {
  switch (node.kind) {
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.VARIABLE:
      return variableOf(walk, node.name.value);
    case Kind.NULL:
      return null;
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    default:
      return undefined; // lists and objects say nothing about cost
  }
}

function variableOf(walk: Walk, name: string): unknown {
  if (walk.variables[name] !== undefined) return walk.variables[name];
  const fallback = walk.defaults.get(name);
  return fallback === undefined ? undefined : valueOf(walk, fallback);
}
