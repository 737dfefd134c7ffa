/** A value of a property as people read it. */
export const propertyText = (value: unknown): string =>
  Array.isArray(value) ? value.map(propertyText).join(', ') || 'none' : typeof value === 'string' ? value : JSON.stringify(value);

/** Texts first, then numbers, dates and lists, each by name: what tells users apart at a glance stands in front. */
export const shownProperties = (properties: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] =>
  Object.entries(properties).toSorted(([one, a], [other, b]) => rankOf(a) - rankOf(b) || one.localeCompare(other));

function rankOf(value: unknown): number {
  if (Array.isArray(value)) return 3;
  if (typeof value !== 'string') return 1;
  return /^\d{4}-\d\d-\d\d/.test(value) ? 2 : 0;
}
