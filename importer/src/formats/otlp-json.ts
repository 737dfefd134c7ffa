import type { OtlpSpan } from '../otlp.ts';
import type { FileRecord, Format, SourceFile } from '../records.ts';
import { linesOf, wholeText } from '../text.ts';

/** OpenTelemetry's traces as JSON: one request in the file, or one on each line, as the collector's file exporter writes them. */
export const otlpJson: Format = {
  id: 'OTLP JSON',
  description: 'OTLP JSON (an ExportTraceServiceRequest in a .json, or one a line as the collector writes them)',
  recognises: (head) => /^\s*\{\s*"resourceSpans"\s*:/.test(head),
  async *read(file) {
    const whole = (await isOnePerLine(file)) ? null : await wholeText(file);
    if (whole !== null) return yield* spansOf(whole, linesBySpan(whole));
    for await (const { line, text } of linesOf(file.open())) if (text.trim() !== '') yield* spansOf(text, () => line);
    return undefined;
  },
};

/** Detected from the first line: it is a whole request, or only the beginning of one. */
async function isOnePerLine(file: SourceFile): Promise<boolean> {
  for await (const { text } of linesOf(file.open())) if (text.trim() !== '') return parsed(text) !== null;
  return false;
}

function* spansOf(text: string, lineOf: (span: unknown) => number): Iterable<FileRecord> {
  const request = parsed(text);
  const bad = (line: number, reason: string): FileRecord => ({ kind: 'bad', line, field: '', reason });
  if (request === null || !Array.isArray(request['resourceSpans']))
    return yield bad(lineOf(null), 'is not an ExportTraceServiceRequest in JSON: { "resourceSpans": [ … ] }');
  for (const one of request['resourceSpans'] as unknown[]) {
    const { scopeSpans, ...resource } = isObject(one) ? one : {};
    if (!Array.isArray(scopeSpans)) {
      yield bad(lineOf(null), 'has an entry of resourceSpans without scopeSpans');
      continue;
    }
    for (const within of scopeSpans as unknown[]) {
      const { spans, ...scope } = isObject(within) ? within : {};
      for (const span of Array.isArray(spans) ? (spans as unknown[]) : []) {
        if (isObject(span)) yield { kind: 'span', line: lineOf(span), value: { resource, scope, span } satisfies OtlpSpan };
        else yield bad(lineOf(null), 'has a span that is not an object');
      }
    }
  }
  return undefined;
}

/** The line of a span in the text: that of its id. Spans are asked for in the order of the text. */
function linesBySpan(text: string): (span: unknown) => number {
  let at = 0;
  let line = 1;
  return (span) => {
    const id = isObject(span) ? span['spanId'] : undefined;
    const found = typeof id === 'string' && id !== '' ? text.indexOf(`"${id}"`, at) : -1;
    for (; at < found; at += 1) if (text.charCodeAt(at) === 10) line += 1;
    return line;
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
