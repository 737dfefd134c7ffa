import type { Attributes, ReceivedSpan, SpanEvent } from '../../types.ts';

export const startUs = Date.parse('2026-03-02T10:00:00Z') * 1_000;

export interface ReceivedParts {
  readonly attributes?: Attributes;
  readonly resource?: Attributes;
  readonly events?: readonly SpanEvent[];
  readonly parentId?: string;
  readonly name?: string;
  readonly statusCode?: number;
  readonly statusMessage?: string;
}

/** A span of two seconds that is not a root, with nothing but what is given. */
export function received({
  attributes = {},
  resource = {},
  events = [],
  parentId = '00000000000000aa',
  name = 'span',
  statusCode = 0,
  statusMessage = '',
}: ReceivedParts): ReceivedSpan {
  return {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    parentId,
    name,
    startUs,
    endUs: startUs + 2_000_000,
    statusCode,
    statusMessage,
    attributes,
    events,
    links: [],
    source: { resource, scopeName: 'test', scopeVersion: '1' },
  };
}
