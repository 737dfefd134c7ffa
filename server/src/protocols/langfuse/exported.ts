import { fieldsOf } from '../../domains/traces/pure/chat/json.ts';
import { toSpan } from '../../domains/traces/pure/conventions/to-span.ts';
import type { UsageStep } from '../../domains/traces/pure/conventions/usage-reading.ts';
import type { SettledUsage } from '../../domains/traces/pure/conventions/usage.ts';
import type { Attributes } from '../../domains/traces/types.ts';
import type { PlainFields } from './types.ts';

/** Fields that the attributes of an exported observation may fill. */
const filled = [
  'model',
  'provider',
  'service',
  'modelParameters',
  'finishReason',
  'tools',
  'toolName',
  'toolCallId',
  'sessionId',
  'userId',
  'promptName',
  'promptVersion',
] as const;

/** What the attributes of an exported observation tell. */
export interface Exported {
  readonly fields: Partial<PlainFields>;
  readonly usage: SettledUsage | null;
}

/**
 * What OpenTelemetry reported to Langfuse of an observation that it exports: its `metadata` keeps the attributes of span, resource and
 * scope as they came. null: it keeps none.
 */
export function exportedOf(metadata: Attributes | null, name: string, type: string): Exported | null {
  const attributes = fieldsOf(metadata?.['attributes']);
  if (attributes === null) return null;
  const resource = fieldsOf(metadata?.['resourceAttributes']) ?? {};
  const span = toSpan({
    traceId: '',
    spanId: '',
    parentId: 'exported',
    name,
    startUs: 0,
    endUs: 0,
    statusCode: 0,
    statusMessage: '',
    attributes: { ...(attributes as Attributes), 'langfuse.observation.type': type },
    events: [],
    links: [],
    source: { resource: resource as Attributes, scopeName: '', scopeVersion: '' },
  });
  const fields: Record<string, unknown> = {};
  for (const field of filled) if (span[field] !== null) fields[field] = span[field];
  const hasUsage = Object.values(span.usage).some((count) => count !== null);
  return {
    fields: fields as Partial<PlainFields>,
    usage: hasUsage ? { usage: span.usage, steps: (span.usageReading?.split(',') ?? []) as UsageStep[] } : null,
  };
}
