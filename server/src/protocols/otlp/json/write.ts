import type { Attributes, AttributeValue, ReceivedSpan, SpanSource } from '../../../domains/traces/types.ts';

/** `resourceSpans` of an ExportTraceServiceRequest in OpenTelemetry's JSON: spans of one source stand together, in their order. */
export function writeSpans(spans: readonly ReceivedSpan[]): object[] {
  const bySource = Map.groupBy(spans, ({ source }) => JSON.stringify(source));
  return [...bySource.values()].map((members) => {
    const { resource, scopeName, scopeVersion } = (members[0] as ReceivedSpan).source satisfies SpanSource;
    return {
      resource: { attributes: keyValues(resource) },
      scopeSpans: [
        {
          scope: { ...(scopeName !== '' && { name: scopeName }), ...(scopeVersion !== '' && { version: scopeVersion }) },
          spans: members.map(spanOf),
        },
      ],
    };
  });
}

function spanOf({ traceId, spanId, parentId, name, startUs, endUs, statusCode, statusMessage, ...span }: ReceivedSpan): object {
  return {
    traceId,
    spanId,
    ...(parentId !== '' && { parentSpanId: parentId }),
    name,
    startTimeUnixNano: nanosOf(startUs),
    ...(endUs !== 0 && { endTimeUnixNano: nanosOf(endUs) }),
    attributes: keyValues(span.attributes),
    events: span.events.map((event) => ({ name: event.name, timeUnixNano: nanosOf(event.atUs), attributes: keyValues(event.attributes) })),
    links: span.links.map((link) => ({ traceId: link.traceId, spanId: link.spanId, attributes: keyValues(link.attributes) })),
    status: { ...(statusCode !== 0 && { code: statusCode }), ...(statusMessage !== '' && { message: statusMessage }) },
  };
}

/** 64-bit integers are digits in protobuf's JSON. */
const nanosOf = (us: number): string => (us === 0 ? '0' : `${us}000`);

const keyValues = (attributes: Attributes): object[] => Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

function anyValue(value: AttributeValue): object {
  if (value === null) return {};
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (isList(value)) return { arrayValue: { values: value.map(anyValue) } };
  return { kvlistValue: { values: keyValues(value) } };
}

const isList = (value: AttributeValue): value is readonly AttributeValue[] => Array.isArray(value);
