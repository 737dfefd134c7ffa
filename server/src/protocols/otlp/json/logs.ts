import type { ReceivedLog, SpanSource } from '../../../domains/traces/types.ts';
import { Collector } from '../collector.ts';
import { eventNameOf } from '../events.ts';
import type { DecodedLogs } from '../types.ts';
import { fieldOf, idOf, messageOf, microsOf, textOf, type Message } from './fields.ts';
import { readGroups } from './groups.ts';
import { anyValueOf, attributesOf } from './values.ts';

const names = { groups: 'resourceLogs', scopeGroups: 'scopeLogs', items: 'logRecords' };

/** Reads an ExportLogsServiceRequest. Errors: Malformed. */
export function readLogs(document: Message): DecodedLogs {
  const collector = new Collector<ReceivedLog>();
  readGroups(document, names, collector, (item, source) => collector.take(() => logOf(messageOf(item, 'logRecord'), source, collector)));
  return collector.finish();
}

function logOf(log: Message, source: SpanSource, collector: Collector<unknown>): ReceivedLog {
  const attributes = attributesOf(log, collector);
  const atUs = microsOf(log, 'timeUnixNano');
  return {
    traceId: idOf(log, 'traceId'),
    spanId: idOf(log, 'spanId'),
    eventName: eventNameOf(textOf(log, 'eventName', collector), attributes),
    body: anyValueOf(fieldOf(log, 'body'), collector, 'body', 0),
    atUs: atUs === 0 ? microsOf(log, 'observedTimeUnixNano') : atUs,
    attributes,
    source,
  };
}
