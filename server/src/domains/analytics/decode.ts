import { z } from 'zod';

/** A 64-bit count, quoted or bare as the server's version has it. */
export const count64 = z.union([z.number(), z.string()]).transform(Number).pipe(z.number().int().nonnegative());

/** A sum that may pass 2^53, cast to text in the statement. */
export const bigSum = z.string().transform(BigInt);

/** Percentiles asked for, in their order; null where there are no values. */
export const percentiles = z.array(z.number().nullable());

/** The levels of every percentile in the product. */
export const percentileLevels = [0.5, 0.9, 0.95, 0.99] as const;

/** Seconds since 1970. */
export const instant = z.number().transform((seconds) => new Date(seconds * 1_000));
