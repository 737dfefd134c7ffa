export type Fields = Readonly<Record<string, unknown>>;

/** The value that a text holds as JSON; undefined: it is not JSON, or a bare number or word. */
export function parseJson(text: string): unknown {
  let start = 0;
  while (start < text.length && text.charCodeAt(start) <= 0x20) start += 1;
  const first = text.charCodeAt(start);
  if (first !== 0x7b && first !== 0x5b && first !== 0x22) return undefined; // { [ "
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As JSON where it is JSON, else as it is: arguments and results of tools are sent either way. */
export function jsonOr(value: unknown): unknown {
  return typeof value === 'string' ? (parseJson(value) ?? value) : value;
}

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** A text that is not empty. */
export function named(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The first of these fields that is there and not null. */
export function firstOf(fields: Fields, ...names: readonly string[]): unknown {
  for (const name of names) {
    const value = fields[name];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}
