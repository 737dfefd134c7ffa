import {
  createSourceEventStream,
  execute,
  executeSubscriptionEvent,
  getOperationAST,
  mapSourceToResponseEvent,
  OperationTypeNode,
  validateSubscriptionArgs,
  type ExecutionArgs,
  type ExecutionResult,
  type ValidatedSubscriptionArgs,
} from 'graphql';
import { withinTime } from '../store/deadline.ts';
import { maxOperationMs } from './limits/limits.ts';

type Answer = ExecutionResult | Promise<ExecutionResult>;

/**
 * Executes a query or a mutation. All that a query asks of ClickHouse shares one time limit; a mutation has none, as what it writes is
 * written in groups with what others send.
 */
export function executeInTime(args: ExecutionArgs): Answer {
  const run = (): Answer => withStatus(execute({ ...args, hideSuggestions: true }));
  return getOperationAST(args.document, args.operationName)?.operation === OperationTypeNode.QUERY ? withinTime(maxOperationMs, run) : run();
}

/** Subscribes; each event has the time limit of a query. */
export async function subscribeInTime(args: ExecutionArgs): Promise<AsyncGenerator<ExecutionResult, void, void> | ExecutionResult> {
  const checked = validateSubscriptionArgs({ ...args, hideSuggestions: true });
  if (!('schema' in checked)) return withStatus({ errors: checked }) as ExecutionResult;
  const source = await createSourceEventStream(checked);
  if (!(Symbol.asyncIterator in source)) return withStatus(source) as ExecutionResult;
  return mapSourceToResponseEvent(checked, source, executeEventInTime);
}

/** Executes one event of a subscription, with the time limit of a query. */
export const executeEventInTime = (event: ValidatedSubscriptionArgs): Answer => withinTime(maxOperationMs, () => executeSubscriptionEvent(event));

/** A request whose variables are not of their types never ran: its status is 400, as for a document that is not valid. */
function withStatus(result: Answer): Answer {
  if (result instanceof Promise) return result.then(withStatus);
  const { errors, data } = result;
  if (errors !== undefined && data === undefined) {
    for (const error of errors) {
      if (error.extensions['code'] === undefined) Object.assign(error.extensions, { code: 'BAD_USER_INPUT', http: { status: 400, spec: true } });
    }
  }
  return result;
}
