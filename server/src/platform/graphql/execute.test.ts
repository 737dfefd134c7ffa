import {
  buildSchema,
  mapSourceToResponseEvent,
  parse,
  validateSubscriptionArgs,
  type ExecutionResult,
  type ValidatedSubscriptionArgs,
} from 'graphql';
import { expect, test } from 'vitest';
import { inTime } from '../store/deadline.ts';
import { executeEventInTime, executeInTime } from './execute.ts';
import { maxOperationMs } from './limits/limits.ts';

const schema = buildSchema('type Query { left: Int! } type Mutation { left: Int! } type Subscription { left: Int! }');
const contextValue = { viewer: { workspaceId: 'w', role: 'OWNER', keyId: null, keyScope: null, person: null, sessionId: null } };
const statementMs = 60_000;

/** How long a statement may take that is asked here. */
const left = (): Promise<number> => inTime({ timeoutMs: statementMs, failure: () => new Error('too late') }, async (begin) => begin());

async function ask(text: string): Promise<number> {
  const { data } = (await executeInTime({ schema, document: parse(text), contextValue, rootValue: { left } })) as ExecutionResult<{
    left: number;
  }>;
  return data?.left as number;
}

test('a statement of a query may take what is left of the operation, that of a mutation its own time', async () => {
  const ofQuery = await ask('{ left }');
  expect(ofQuery).toBeGreaterThan(0);
  expect(ofQuery).toBeLessThanOrEqual(maxOperationMs);
  expect(await ask('mutation { left }')).toBe(statementMs);
});

test('each event of a subscription has the time of a query, however long nothing happened before', async () => {
  const events = (async function* () {
    for (let event = 0; event < 3; event += 1) yield { left };
  })();
  const subscription = validateSubscriptionArgs({
    schema,
    document: parse('subscription { left }'),
    contextValue,
  }) as ValidatedSubscriptionArgs;
  for await (const { data, errors } of mapSourceToResponseEvent(subscription, events, executeEventInTime)) {
    expect(errors).toBeUndefined();
    expect(data?.['left']).toBeGreaterThan(0);
    expect(data?.['left']).toBeLessThanOrEqual(maxOperationMs);
  }
});

test('what follows an operation has no deadline', async () => {
  await ask('{ left }');
  expect(await left()).toBe(statementMs);
});
