/** A value of a property as people read it. */
export const propertyText = (value: unknown): string =>
  Array.isArray(value) ? value.map(propertyText).join(', ') || 'none' : typeof value === 'string' ? value : JSON.stringify(value);

/** Texts first, then the rest, each by name: what tells users apart at a glance stands in front. */
export const shownProperties = (properties: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] =>
  Object.entries(properties).toSorted(
    ([one, a], [other, b]) =>
      Number(Array.isArray(a)) - Number(Array.isArray(b)) || Number(isDate(a)) - Number(isDate(b)) || one.localeCompare(other),
  );

const isDate = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value);
