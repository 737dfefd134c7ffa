import type { ExecutionResult } from 'graphql';
import { jsonOf } from '../../platform/graphql/json.ts';

type Results = AsyncIterableIterator<ExecutionResult, undefined>;

const done = { value: undefined, done: true } as const;

/** The one result of a query as a stream of one: a consumer that ends it early aborts `leaving`. */
export function onceOf(execute: () => ExecutionResult | Promise<ExecutionResult>, leaving: AbortController): Results {
  let isAsked = false;
  const leave = (): void => {
    isAsked = true;
    leaving.abort();
  };
  return {
    next: async () => {
      if (isAsked) return done;
      isAsked = true;
      return { value: await execute(), done: false };
    },
    return: async () => {
      leave();
      return done;
    },
    throw: async (error) => {
      leave();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/**
 * Sends each result itself, as JSON that may have been written for others too; the iterating consumer gets nothing until the end. The next
 * result is taken once the one before it has left.
 */
export function sentTo(send: (message: string) => Promise<void>, id: string, results: Results): AsyncIterableIterator<never, undefined> {
  const beginning = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  let isOver = false;
  const end = async (): Promise<void> => {
    isOver = true;
    await results.return?.();
  };
  return {
    next: async () => {
      try {
        for (;;) {
          const { value, done: isDone } = await results.next();
          if (isOver || isDone === true) return done;
          await send(`${beginning}${jsonOf(value)}}`);
        }
      } catch (error) {
        await end();
        throw error;
      }
    },
    return: async () => {
      await end();
      return done;
    },
    throw: async (error) => {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
