import { encodeProto } from './proto.fixtures.ts';
import type { OtlpEncoding } from './types.ts';

/** A request as OpenTelemetry's JSON has it: ids in hexadecimal, 64-bit integers as digits. */
export interface TraceRequest {
  resourceSpans: { resource?: object; scopeSpans: { scope?: object; spans: SentSpan[] }[] }[];
}
export interface LogRequest {
  resourceLogs: { resource?: object; scopeLogs: { scope?: object; logRecords: SentSpan[] }[] }[];
}
export type SentSpan = Record<string, unknown>;

export const traceId = '0af7651916cd43dd8448eb211c80319c';
export const spanId = 'b7ad6b7169203331';
export const startNano = '1760000000123456789';
export const startUs = 1_760_000_000_123_456;

export const keyValue = (key: string, value: string): object => ({ key, value: { stringValue: value } });
export const sentSpan = (fields: SentSpan = {}): SentSpan => ({
  traceId,
  spanId,
  name: 'chat',
  startTimeUnixNano: startNano,
  endTimeUnixNano: '1760000001123456789',
  ...fields,
});
export const requestOf = (...spans: SentSpan[]): TraceRequest => ({
  resourceSpans: [
    { resource: { attributes: [keyValue('service.name', 'shop')] }, scopeSpans: [{ scope: { name: 'tests', version: '1.2' }, spans }] },
  ],
});
export const logRequestOf = (...logRecords: SentSpan[]): LogRequest => ({
  resourceLogs: [
    { resource: { attributes: [keyValue('service.name', 'shop')] }, scopeLogs: [{ scope: { name: 'tests', version: '1.2' }, logRecords }] },
  ],
});

/** The request in either encoding. */
export function bodyOf(request: TraceRequest | LogRequest, encoding: OtlpEncoding): Buffer {
  if (encoding === 'json') return Buffer.from(JSON.stringify(request));
  return encodeProto('resourceSpans' in request ? 'ExportTraceServiceRequest' : 'ExportLogsServiceRequest', withBytes(request) as object);
}

const idFields = new Set(['traceId', 'spanId', 'parentSpanId']);

/** The same with ids as bytes, and names of enums as numbers. */
function withBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (idFields.has(key)) return [key, Buffer.from(inner as string, 'hex')];
      if (key === 'bytesValue') return [key, Buffer.from(inner as string, 'base64')];
      if (key === 'doubleValue') return [key, Number(inner)];
      return [key, withBytes(inner)];
    }),
  );
}
