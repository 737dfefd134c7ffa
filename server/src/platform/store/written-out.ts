/**
 * A function written out as code, for what runs once for each of thousands of rows: a loop over names costs several times as much. The
 * code comes from a declaration in the sources, never from data.
 *
 * `code`   an expression whose value is the function.
 * `given`  what the code uses, by name.
 */
export function writtenOut<Written>(code: string, given: Readonly<Record<string, unknown>>): Written {
  const make = new Function(...Object.keys(given), `return ${code};`) as (...values: unknown[]) => Written;
  return make(...Object.values(given));
}
