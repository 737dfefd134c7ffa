import type { ReceivedSpan, SpanEvent, SpanLink, SpanSource } from '../../../domains/traces/types.ts';
import { BadItem, Collector } from '../collector.ts';
import { isZeros } from '../ids.ts';
import { otlpLimits as limits } from '../limits.ts';
import type { DecodedSpans } from '../types.ts';
import { fieldOf, idOf, listOf, messageOf, microsOf, textOf, type Message } from './fields.ts';
import { readGroups } from './groups.ts';
import { attributesOf } from './values.ts';

const names = { groups: 'resourceSpans', scopeGroups: 'scopeSpans', items: 'spans' };
const statusCodes = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'];

/** Reads an ExportTraceServiceRequest. Errors: Malformed. */
export function readSpans(document: Message): DecodedSpans {
  const collector = new Collector<ReceivedSpan>();
  readGroups(document, names, collector, (item, source) => collector.take(() => spanOf(messageOf(item, 'span'), source, collector)));
  return collector.finish();
}

function spanOf(span: Message, source: SpanSource, collector: Collector<unknown>): ReceivedSpan {
  const parentId = idOf(span, 'parentSpanId');
  const status = messageOf(fieldOf(span, 'status'), 'status');
  return {
    traceId: idOf(span, 'traceId'),
    spanId: idOf(span, 'spanId'),
    parentId: isZeros(parentId) ? '' : parentId,
    name: textOf(span, 'name', collector),
    startUs: microsOf(span, 'startTimeUnixNano'),
    endUs: microsOf(span, 'endTimeUnixNano'),
    statusCode: statusCodeOf(status),
    statusMessage: textOf(status, 'message', collector, 'status.message'),
    attributes: attributesOf(span, collector),
    events: kept(span, 'events', collector).map((event) => eventOf(event, collector)),
    links: kept(span, 'links', collector).map((link) => linkOf(link, collector)),
    source,
  };
}

function kept(span: Message, name: string, collector: Collector<unknown>): Message[] {
  const sent = listOf(span, name);
  for (let place = limits.events; place < sent.length; place += 1) collector.notes.add('droppedEvents', name);
  return sent.slice(0, limits.events).map((item) => {
    collector.countValue();
    return messageOf(item, name);
  });
}

const eventOf = (event: Message, collector: Collector<unknown>): SpanEvent => ({
  name: textOf(event, 'name', collector, 'events.name'),
  atUs: microsOf(event, 'timeUnixNano'),
  attributes: attributesOf(event, collector),
});

const linkOf = (link: Message, collector: Collector<unknown>): SpanLink => ({
  traceId: idOf(link, 'traceId'),
  spanId: idOf(link, 'spanId'),
  attributes: attributesOf(link, collector),
});

/** An enum is written by its number or by its name. */
function statusCodeOf(status: Message): number {
  const sent = fieldOf(status, 'code') ?? 0;
  const code = typeof sent === 'string' && statusCodes.includes(sent) ? statusCodes.indexOf(sent) : Number(sent);
  if (!Number.isInteger(code)) throw new BadItem('status.code', 'is no status code of OpenTelemetry');
  return code;
}
