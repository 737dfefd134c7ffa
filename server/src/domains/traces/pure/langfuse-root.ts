import { hash } from 'node:crypto';

/**
 * The id of the span that stands for a trace of Langfuse's batch protocol, which tells its traces apart from their observations
 * (docs/decisions/0013-langfuse-trace-as-root-span.md).
 */
export const rootIdOf = (traceId: string): string => hash('sha256', `trace:${traceId}`, 'hex').slice(0, 16);
