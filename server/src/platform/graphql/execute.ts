import {
  execute,
  executeSubscriptionEvent,
  getOperationAST,
  OperationTypeNode,
  type ExecutionArgs,
  type ExecutionResult,
  type ValidatedSubscriptionArgs,
} from 'graphql';
import { askedBy, type Asker } from '../store/asker.ts';
import { withinTime } from '../store/deadline.ts';
import { askerOf } from './asker.ts';
import type { Context } from './context.ts';
import { withStatus } from './errors.ts';
import { maxOperationMs } from './limits/limits.ts';
import { inWorkspace } from '../store/scope.ts';

type Answer = ExecutionResult | Promise<ExecutionResult>;

/**
 * Executes a query or a mutation on behalf of its caller. All ClickHouse queries of a query share one time limit; a mutation has
 * none, because its writes are grouped with those of other callers.
 */
export function executeInTime(args: ExecutionArgs): Answer {
  const operation = getOperationAST(args.document, args.operationName)?.operation;
  const context = args.contextValue as Context;
  const asker = askerOf(context, operation);
  const run = (): Answer => inWorkspaceOf(context, () => withStatus(execute({ ...args, hideSuggestions: true }), args.document));
  return operation === OperationTypeNode.QUERY ? withinTime(maxOperationMs, () => askedBy(leavingInTime(asker), run)) : askedBy(asker, run);
}

/** Executes one event of a subscription, with the time limit of a query. */
export const executeEventInTime = (event: ValidatedSubscriptionArgs): Answer =>
  withinTime(maxOperationMs, () => inWorkspaceOf(event.contextValue as Context, () => executeSubscriptionEvent(event)));

/** Runs `work` where the viewer's workspace is all that statements see. */
export const inWorkspaceOf = <Value>({ viewer }: Context, work: () => Value): Value => inWorkspace(viewer.workspaceId, work);

/** ClickHouse queries that still wait when the time is over are not started. */
function leavingInTime(asker: Asker): Asker {
  const end = AbortSignal.timeout(maxOperationMs);
  return { ...asker, signal: asker.signal === null ? end : AbortSignal.any([asker.signal, end]) };
}
