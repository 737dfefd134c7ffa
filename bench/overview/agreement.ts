/** Where two answers differ, as paths with both values; numbers may differ in their last digits. What `b` lacks is not compared. */
export function differences(a: unknown, b: unknown, path = ''): string[] {
  if (Array.isArray(b)) {
    if (!Array.isArray(a) || a.length !== b.length) return [`${path}: ${Array.isArray(a) ? a.length : String(a)} rows, ${b.length} rows`];
    return b.flatMap((value, index) => differences(a[index], value, `${path}[${index}]`));
  }
  if (typeof b === 'object' && b !== null) {
    return Object.entries(b).flatMap(([name, value]) =>
      differences((a as Record<string, unknown> | null)?.[name], value, `${path}.${name}`),
    );
  }
  const areClose = typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= Math.max(0.005, Math.abs(b) * 1e-9);
  return a === b || areClose ? [] : [`${path}: ${String(a)}, ${String(b)}`];
}
