import {
  getNamedType,
  GraphQLError,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  typeFromAST,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  type OperationDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { maxBatchSize } from './errors.ts';
import { Problem } from './rejection.ts';

/**
 * What stands in for an item that the schema's types refuse: an instant, since every item has one and its scalar hands it on
 * as it is. The item's check answers with the problem.
 */
export class RefusedItem extends Date {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(Number.NaN);
    this.problem = problem;
  }
}

/** By input type: an item that the types take, with the `RefusedItem` as its createdAt. */
export type StandIns = Readonly<Record<string, (refused: RefusedItem) => Record<string, unknown>>>;

/**
 * Lets one item of a batch be of the wrong type without costing the others: when the variables of an operation are refused,
 * each item of a list of these types is looked at by itself, those at fault are replaced by stand-ins, and the operation is run
 * once more. An operation whose variables are in order costs nothing more. Nothing has run when variables are refused.
 */
export function useItemwise(standIns: StandIns): Plugin {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(async (args: ExecutionArgs) => {
        const result = (await executeFn(args)) as ExecutionResult;
        if (!areVariablesRefused(result)) return result;
        const variableValues = replaceRefused(args, standIns);
        return variableValues === null ? result : executeFn({ ...args, variableValues });
      });
    },
  };
}

const areVariablesRefused = (result: ExecutionResult): boolean =>
  result.errors !== undefined && result.data === undefined && result.errors.every((error) => error.path === undefined && error.message.startsWith('Variable '));

/** The variables with stand-ins for what is refused; null where there is nothing to replace. */
function replaceRefused({ schema, document, operationName, variableValues }: ExecutionArgs, standIns: StandIns): Record<string, unknown> | null {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION && (operationName == null || definition.name?.value === operationName),
  );
  let isReplaced = false;
  const replaced: Record<string, unknown> = { ...variableValues };
  for (const definition of operation?.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type as never) as GraphQLInputType | undefined;
    const items = replaced[name];
    const listType = isNonNullType(type) ? type.ofType : type;
    if (!isListType(listType) || !Array.isArray(items) || items.length > maxBatchSize) continue;
    const itemType = getNamedType(listType);
    const standIn = standIns[itemType.name];
    if (standIn === undefined || !isInputObjectType(itemType)) continue;
    replaced[name] = items.map((item: unknown) => {
      const problem = problemOf(item, listType.ofType as GraphQLInputType, '');
      if (problem === null) return item;
      isReplaced = true;
      return standIn(new RefusedItem(problem));
    });
  }
  return isReplaced ? replaced : null;
}

/** Why a value is not of its type, and where; null: it is. */
function problemOf(value: unknown, type: GraphQLInputType, path: string): Problem | null {
  if (isNonNullType(type)) return value === undefined || value === null ? new Problem(path, 'is missing') : problemOf(value, type.ofType, path);
  if (value === undefined || value === null) return null;
  if (isListType(type)) {
    if (!Array.isArray(value)) return problemOf(value, type.ofType, path); // GraphQL takes one for a list of one
    for (const [index, item] of value.entries()) {
      const problem = problemOf(item, type.ofType, `${path}[${index}]`);
      if (problem !== null) return problem;
    }
    return null;
  }
  return isInputObjectType(type) ? problemOfObject(value, type, path) : problemOfLeaf(value, type as GraphQLLeafType, path);
}

function problemOfObject(value: unknown, type: GraphQLInputObjectType, path: string): Problem | null {
  if (typeof value !== 'object' || Array.isArray(value)) return new Problem(path, `is not an object of type ${type.name}`);
  const fields = type.getFields();
  const inside = (name: string): string => (path === '' ? name : `${path}.${name}`);
  for (const name of Object.keys(value as object)) if (!Object.hasOwn(fields, name)) return new Problem(inside(name.slice(0, 100)), `is not a field of ${type.name}`);
  for (const [name, field] of Object.entries(fields)) {
    const problem = problemOf((value as Record<string, unknown>)[name], field.type, inside(name));
    if (problem !== null) return problem;
  }
  return null;
}

function problemOfLeaf(value: unknown, type: GraphQLLeafType, path: string): Problem | null {
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    return typeof value === 'string' && names.includes(value) ? null : new Problem(path, `is ${shown(value)}; one of ${names.join(', ')} is taken`);
  }
  try {
    type.coerceInputValue(value);
    return null;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return new Problem(path, `is not taken: ${error.message}`);
  }
}

/** A value in a message: short, and without half a surrogate pair at its end. */
const shown = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').slice(0, 60).toWellFormed();
