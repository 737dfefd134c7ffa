/** A value of a property as people read it. */
export const propertyText = (value: unknown): string =>
  Array.isArray(value) ? value.map(propertyText).join(', ') : typeof value === 'string' ? value : JSON.stringify(value);
