import type { ExecutionResult } from 'graphql';
import type { YogaServerInstance } from 'graphql-yoga';
import type { Context } from './context.ts';

/** The one pipeline that every operation goes through, over HTTP and over WebSocket alike. */
export type Pipeline = YogaServerInstance<RequestContext, object>;

/** What was executed already, and is to be answered: the result, or what the execution threw. */
export type Given = { readonly result: ExecutionResult } | { readonly error: unknown };

/** The context of an HTTP request to the pipeline. */
export interface RequestContext extends Context {
  /** Absent: the pipeline executes the operation. */
  readonly given?: Given;
}
