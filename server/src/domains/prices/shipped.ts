/**
 * The version of genai-prices that comes with the product (server/package.json), and the day of its release: prices are known up to
 * then. shipped.test.ts compares the version.
 */
export const shipped = { version: '0.1.8', datedAt: new Date('2026-09-23T00:00:00Z') } as const;
