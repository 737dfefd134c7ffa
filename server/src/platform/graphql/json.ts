import { GraphQLError, type ExecutionResult } from 'graphql';

/** HTTP status and headers mean nothing within a stream or on a socket. */
export function withoutHttp(error: GraphQLError): GraphQLError {
  if (error.extensions?.['http'] === undefined) return error;
  const { http: _, ...extensions } = error.extensions;
  const { nodes, source, positions, path, message } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}

/** A result that is serialized already, once for all receivers. Yoga uses it, too, where it sends a stream of events. */
export interface WrittenResult extends ExecutionResult {
  readonly stringify: () => string;
}

export function writeResult(result: ExecutionResult): WrittenResult {
  const json = jsonOf(result);
  return { ...result, stringify: () => json };
}

/** The payload of a socket's message. */
export function jsonOf(result: ExecutionResult | WrittenResult): string {
  if ('stringify' in result) return result.stringify();
  if (result.errors === undefined) return JSON.stringify(result);
  return JSON.stringify({ ...result, errors: result.errors.map(withoutHttp) });
}
