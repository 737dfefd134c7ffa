import { fileOf, recordsOf, valuesOf } from '../reading.testing.ts';

export const idOfTrace = '0123456789abcdef0123456789abcdef';
/** A UUID of one digit. */
export const uuid = (digit: string): string =>
  `${digit.repeat(8)}-${digit.repeat(4)}-7${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;

/** A span of a read file, its attributes by name. */
export interface Otlp {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code?: number; readonly message?: string };
  readonly events: readonly { readonly name: string }[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What a file is read as. */
export async function readExport(
  text: string,
  name = 'export.json',
): Promise<{ spans: Otlp[]; evaluations: Record<string, unknown>[]; others: unknown[] }> {
  const records = await recordsOf(fileOf(name, text));
  const spans = valuesOf(records, 'span').map(({ span }) => {
    const one = span as Omit<Otlp, 'attributes'> & { attributes: { key: string; value: Record<string, unknown> }[] };
    return { ...one, attributes: Object.fromEntries(one.attributes.map(({ key, value }) => [key, Object.values(value)[0]])) };
  });
  return { spans, evaluations: valuesOf(records, 'evaluation'), others: records.filter(({ kind }) => kind === 'bad' || kind === 'remark') };
}
