import {
  getNamedType,
  isListType,
  isNonNullType,
  Kind,
  typeFromAST,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** A batch as it was sent, in the place of an instant: the one field that every item has, and whose scalar hands it on as it is. */
export class RawBatch extends Date {
  readonly items: readonly unknown[];
  constructor(items: readonly unknown[]) {
    super(Number.NaN);
    this.items = items;
  }
}

/** By input type: an item that the schema's types take, with the batch in a field that is an instant. */
export type StandIns = Readonly<Record<string, (batch: RawBatch) => object>>;

/**
 * Hands a batch that is sent as a variable (`[MessageInput!]!`) to its command as it was sent, so that its own checks read it.
 * One item of a wrong type then costs only itself, where GraphQL would refuse the whole batch; and each item is read once, where
 * reading it by the schema's types first took half of the time of a call (bench/ingest.ts).
 *
 * The checks take what the types would take, and no more (domains/messages/api.test.ts).
 */
export function useRawBatches(standIns: StandIns): Plugin {
  const known = new WeakMap<DocumentNode, Map<string, readonly BatchVariable[]>>();
  return {
    onExecute({ args, setExecuteFn, executeFn }) {
      const { schema, document, operationName } = args as ExecutionArgs;
      const ofDocument = known.get(document) ?? new Map<string, readonly BatchVariable[]>();
      if (ofDocument.size === 0) known.set(document, ofDocument);
      const variables = ofDocument.get(operationName ?? '') ?? batchVariables(schema, document, operationName ?? null, standIns);
      ofDocument.set(operationName ?? '', variables);
      if (variables.length === 0) return;
      setExecuteFn((given: ExecutionArgs) => executeFn({ ...given, variableValues: standingIn(given.variableValues ?? {}, variables) }));
    },
  };
}

/** The items of a batch argument: as they were sent where they came in a variable, else as the schema's types read them. */
export function itemsOf(batch: readonly object[]): readonly unknown[] {
  const raw = batch.length === 1 ? Object.values(batch[0] as object).find((value) => value instanceof RawBatch) : undefined;
  return raw === undefined ? batch : raw.items;
}

interface BatchVariable {
  name: string;
  standIn: (batch: RawBatch) => object;
}

function batchVariables(schema: GraphQLSchema, document: DocumentNode, operationName: string | null, standIns: StandIns): BatchVariable[] {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      (operationName === null || operationName === '' || definition.name?.value === operationName),
  );
  return (operation?.variableDefinitions ?? []).flatMap(({ variable, type: typeNode }) => {
    const type = typeFromAST(schema, typeNode as never);
    const list = isNonNullType(type) ? type.ofType : type;
    const standIn =
      isListType(list) && !isListType(isNonNullType(list.ofType) ? list.ofType.ofType : list.ofType)
        ? standIns[getNamedType(list).name]
        : undefined;
    return standIn === undefined ? [] : [{ name: variable.name.value, standIn }];
  });
}

function standingIn(values: Readonly<Record<string, unknown>>, variables: readonly BatchVariable[]): Record<string, unknown> {
  const replaced = { ...values };
  for (const { name, standIn } of variables) {
    const items = replaced[name];
    if (Array.isArray(items) && items.length > 0) replaced[name] = [standIn(new RawBatch(items))];
  }
  return replaced;
}
