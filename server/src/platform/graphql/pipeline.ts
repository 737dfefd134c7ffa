import type { YogaServerInstance } from 'graphql-yoga';
import type { Context } from './context.ts';

/** The one pipeline that every operation goes through, over HTTP and over WebSocket alike. */
export type Pipeline = YogaServerInstance<Context, object>;
