/** Lengths of time, ms. A day has 24 hours: calendar days of a zone are computed elsewhere (controls/local-time.ts). */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
