import { createHash } from 'node:crypto';
import {
  createSourceEventStream,
  getOperationAST,
  Kind,
  mapSourceToResponseEvent,
  validateSubscriptionArgs,
  type ExecutionArgs,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Execution, Opened, Sharing } from './shares/share.ts';
import { Shares } from './shares/shares.ts';
import { askedBy } from '../store/asker.ts';
import { placeOf } from './asker.ts';
import type { Context } from './context.ts';
import { costOf } from './costs.ts';
import { withStatus } from './errors.ts';
import { payingFor } from './event-points.ts';
import { executeEventInTime, inWorkspaceOf } from './execute.ts';
import { fragmentsOf } from './limits/shape.ts';
import type { Pipeline } from './pipeline.ts';

/** By the context of a subscription that was opened for all who share it. */
const executions = new WeakMap<object, Execution>();

/**
 * Equal subscriptions of those who may see the same are opened, executed and written once (platform/graphql/shares/share.ts). Whether it
 * may be shared says the field: `extensions: { sharing: 'state' }` or `'events'`. Each was parsed, validated and counted by itself before.
 */
export function useShares(pipeline: () => Pipeline): Plugin {
  const shares = new Shares();
  return {
    async onSubscribe({ args, setSubscribeFn, setResultAndStopExecution }) {
      const asked = args as ExecutionArgs;
      const context = asked.contextValue as Context;
      if (executions.has(context)) return setSubscribeFn((opened: ExecutionArgs) => openInTurns(opened, shares));

      const sharing = sharingOf(asked);
      const open = async (execution: Execution, busOf: (bus: Context['live']) => Context['live']): Promise<Opened> => {
        const { stores, live, viewer, caller } = context;
        // It may be executed for others, who may do the same: it is no one's own.
        const own: Context = {
          stores,
          live: busOf(live),
          viewer: sharing === 'alone' ? viewer : { ...viewer, keyId: null, person: null, sessionId: null },
          caller,
        };
        executions.set(own, execution);
        const { subscribe } = pipeline().getEnveloped(own as never);
        return (await subscribe({ ...asked, contextValue: own })) as Opened;
      };
      const key = sharing === 'alone' ? null : keyOf(asked);
      const joined = await shares.join({ key, sharing, place: placeOf(context), open });
      const { meter } = context;
      const isPaid = meter !== undefined && Symbol.asyncIterator in joined;
      const paidCount = sharing === 'state' ? 1 : 0;
      setResultAndStopExecution((isPaid ? payingFor(joined, { meter, cost: costOf(context), paidCount }) : joined) as never);
    },
  };
}

/** graphql-js's own `subscribe`, each event of which is executed when it is its turn. */
async function openInTurns(args: ExecutionArgs, shares: Shares): Promise<Opened> {
  const { asker, onEvent } = executions.get(args.contextValue as object) as Execution;
  const validated = validateSubscriptionArgs({ ...args, hideSuggestions: true });
  if (!('schema' in validated)) return withStatus({ errors: validated }, args.document);
  const context = args.contextValue as Context;
  const source = await inWorkspaceOf(context, () => createSourceEventStream(validated));
  if (!(Symbol.asyncIterator in source)) return source;
  return mapSourceToResponseEvent(validated, pulledBy(context, source), (event) => {
    const begin = onEvent();
    return shares.turns.take(asker, () => {
      begin();
      return askedBy(asker, () => executeEventInTime(event));
    });
  });
}

/** The same source: what it does for its next event is done in the viewer's workspace, whichever caller asks for that event. */
function pulledBy(context: Context, source: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  const events = source[Symbol.asyncIterator]() as AsyncGenerator<unknown>;
  return {
    next: () => inWorkspaceOf(context, () => events.next()),
    return: (value: unknown) => inWorkspaceOf(context, () => events.return(value)),
    throw: (error: unknown) => inWorkspaceOf(context, () => events.throw(error)),
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => void (await inWorkspaceOf(context, () => events.return(undefined))),
  };
}

function sharingOf({ schema, document, operationName }: ExecutionArgs): Sharing {
  const operation = getOperationAST(document, operationName);
  const name = operation == null ? null : firstFieldOf(operation.selectionSet, fragmentsOf(document));
  const sharing = name === null ? undefined : schema.getSubscriptionType()?.getFields()[name]?.extensions['sharing'];
  return sharing === 'state' || sharing === 'events' ? sharing : 'alone';
}

/** A valid subscription has one field at the top. */
function firstFieldOf({ selections }: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): string | null {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) return selection.name.value;
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet;
    const name = inner === undefined ? null : firstFieldOf(inner, fragments);
    if (name !== null) return name;
  }
  return null;
}

/** The same for those who ask the same and may see the same; null: the text is not known. */
function keyOf({ document, operationName, variableValues, contextValue }: ExecutionArgs): string | null {
  const text = document.loc?.source.body;
  if (text === undefined) return null;
  const { workspaceId, role, keyScope } = (contextValue as Context).viewer;
  return createHash('sha256')
    .update(JSON.stringify([workspaceId, role, keyScope, text, operationName ?? null, variableValues ?? {}]))
    .digest('base64');
}
