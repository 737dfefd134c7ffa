/** An attribute's value before it is written as OTLP has it: whole numbers, fractions, texts, truths, and lists of texts. */
type Plain = string | number | boolean | readonly string[];
export type PlainAttributes = Readonly<Record<string, Plain | null | undefined>>;

/** Attributes as OTLP JSON writes them; what is null or undefined is left out. */
export function otlpAttributes(plain: PlainAttributes): object[] {
  return Object.entries(plain).flatMap(([key, value]) => (value === null || value === undefined ? [] : [{ key, value: otlpValue(value) }]));
}

function otlpValue(value: Plain): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  // 64-bit whole numbers are texts in OTLP JSON.
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { arrayValue: { values: value.map((one) => ({ stringValue: one })) } };
}
