import type { Attributes } from '../../domains/traces/types.ts';

/**
 * The name of an event: its own field, or the attribute that stood for it before OpenTelemetry had the field. '' for a plain log record.
 */
export function eventNameOf(eventName: string, attributes: Attributes): string {
  if (eventName !== '') return eventName;
  const named = attributes['event.name'];
  return typeof named === 'string' ? named : '';
}
