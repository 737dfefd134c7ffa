/** How many items a body of JSON brings: those of its lists at the top, or of the list that it is. */
export function itemCountOf(body: unknown): number {
  if (Array.isArray(body)) return body.length;
  if (typeof body !== 'object' || body === null) return 0;
  let count = 0;
  for (const value of Object.values(body)) if (Array.isArray(value)) count += value.length;
  return count;
}
