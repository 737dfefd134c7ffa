const earliest = Date.UTC(2000, 0, 1);
/** A day of 24 hours, in milliseconds. */
export const dayMs = 86_400_000;

/** Why an instant cannot be when something happened, or null: between the year 2000 and one day ahead of the server's clock. */
export function badTime(instant: Date, now: Date): string | null {
  const at = instant.getTime();
  if (at >= earliest && at <= now.getTime() + dayMs) return null;
  if (Number.isNaN(at)) return 'is not a date';
  if (at < earliest) return `is ${instant.toISOString()}; dates start at 2000-01-01`;
  return `is ${instant.toISOString()}, more than one day ahead of the server's clock (${now.toISOString()})`;
}

/** Whether PostgreSQL takes the year of an instant: it names no year 0, and ISO 8601 has four digits. */
export function isYearStorable(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= 1 && year <= 9_999;
}
