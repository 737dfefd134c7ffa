import { clearAllDataLoaders } from '@pothos/plugin-dataloader';
import type { ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { UNAVAILABLE, UNAVAILABLE_RETRY_S } from '../store/unavailable.ts';
import { codedError } from './errors.ts';
import { createDocuments } from './documents.ts';
import { executeInTime } from './execute.ts';
import { costs } from './costs.ts';
import { assertAffordable } from './limits/cost.ts';
import { maxCost } from './limits/limits.ts';
import { createMask } from './masking.ts';
import type { Pipeline, RequestContext } from './pipeline.ts';
import { useShares } from './subscriptions.ts';
import type { DocumentPolicy } from './trusted.ts';

/**
 * `Context` comes from the transport: protocols/graphql/http.ts for a request, protocols/graphql/sockets.ts for an operation
 * on a socket. `plugins` come from the composition of the server: what the domains add to execution.
 */
export function createPipeline({
  schema,
  logger,
  documents,
  plugins = [],
}: {
  schema: GraphQLSchema;
  logger: Logger;
  /** Which documents are answered; absent: any. */
  documents?: DocumentPolicy;
  plugins?: readonly Plugin[];
}): Pipeline {
  const mask = createMask(logger);
  const pipeline: Pipeline = createYoga<RequestContext>({
    schema,
    graphqlEndpoint: '/graphql',
    graphiql: false, // protocols/graphql/explorer serves it
    landingPage: false,
    cors: false,
    batching: false,
    multipart: false,
    logging: false, // the mask logs what is unexpected
    maskedErrors: { maskError: mask },
    maxRequestBodySize: false, // platform/http/body.ts limits it before it is read
    parserAndValidationCache: false, // documents.ts remembers them
    plugins: [
      useOwnExecutor(),
      useGivenResults(),
      useStreamsOnly(),
      useDocuments(documents),
      useCost(),
      useShares(() => pipeline),
      useFreshLoaders(),
      useUnavailable(),
      ...plugins,
    ],
  });
  return pipeline;
}

/**
 * graphql-js itself: it reads the variables of an ingest batch twice as fast as Yoga's own executor, which was made for
 * older versions of it (bench: 7 ms against 13 ms for 1,000 messages, JSON included).
 */
function useOwnExecutor(): Plugin {
  return {
    onExecute: ({ setExecuteFn }) => setExecuteFn(executeInTime),
  };
}

/** What was executed before (protocols/graphql/plain.ts) is answered, and not executed again. */
function useGivenResults(): Plugin {
  return {
    onParams({ context, setResult }) {
      const { given } = context as unknown as RequestContext;
      if (given === undefined) return;
      if ('error' in given) throw given.error;
      setResult(given.result);
    },
  };
}

function useDocuments(policy: DocumentPolicy | undefined): Plugin {
  const documents = createDocuments(policy);
  return {
    onParse({ setParseFn }) {
      setParseFn((source: unknown) => documents.parse(String(source)));
    },
    onValidate({ setValidationFn }) {
      setValidationFn((schema, document, rules) => documents.validate(schema, document, rules as never) as GraphQLError[]);
    },
  };
}

/** Adds up the cost before execution, refuses what is beyond a limit, and tells the cost in the answer. */
function useCost(): Plugin {
  return {
    onValidate({ params, context }) {
      return ({ valid, setResult }) => {
        if (!valid) return;
        const { operationName, variables } =
          (context as { params?: { operationName?: string; variables?: Record<string, unknown> } }).params ?? {};
        try {
          costs.set(context as object, assertAffordable(params.schema, params.documentAST, operationName, variables ?? {}));
        } catch (error) {
          setResult([error as GraphQLError]);
        }
      };
    },
    // The last step before execution, of queries, mutations and subscriptions alike: counting may wait for Redis.
    async onContextBuilding({ context }) {
      const counted = costs.get(context);
      const { meter } = context as unknown as RequestContext;
      if (meter !== undefined && counted !== undefined) await meter.take(counted.cost + counted.batchItemCount);
    },
    onExecute({ args }) {
      const requested = costs.get(args.contextValue as object)?.cost;
      if (requested === undefined) return undefined;
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          setResult({ ...result, extensions: { ...result.extensions, cost: { requested, limit: maxCost } } });
        },
      };
    },
  };
}

/** Over HTTP a subscription is a stream of events, or nothing: begun for a client that takes no stream, it would never end. */
function useStreamsOnly(): Plugin {
  return {
    onSubscribe({ args, setResultAndStopExecution }) {
      const { request } = args.contextValue as { request?: Request }; // absent on a WebSocket
      if (request === undefined || request.headers.get('accept')?.includes('text/event-stream')) return;
      setResultAndStopExecution({
        errors: [
          codedError('SUBSCRIPTION_NEEDS_STREAM', 'Subscribe over WebSocket (graphql-transport-ws), or with "accept: text/event-stream".', {
            httpStatus: 406,
          }),
        ],
      });
    },
  };
}

/** A subscription's context lives as long as it does: what was loaded for one event must not answer for the next. */
function useFreshLoaders(): Plugin {
  return {
    onSubscribe({ args }) {
      return { onSubscribeResult: () => ({ onNext: () => clearAllDataLoaders(args.contextValue as object) }) };
    },
  };
}

/**
 * An answer over HTTP that has nothing but failures, because a store does not answer, says so by its status: proxies and clients try again.
 */
function useUnavailable(): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result) return;
      const { data, errors, extensions } = result as ExecutionResult;
      const isRefused = errors?.some((error) => error.extensions['code'] === UNAVAILABLE) ?? false;
      if (!isRefused || Object.values(data ?? {}).some((value) => value !== null)) return;
      const http = { status: 503, headers: { 'retry-after': String(UNAVAILABLE_RETRY_S) } };
      setResult({ ...result, extensions: { ...extensions, http } } as ExecutionResult);
    },
  };
}
