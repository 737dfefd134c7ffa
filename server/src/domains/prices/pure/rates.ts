/** 1 USD per token: no real price comes near it, and a message's cost stays within 64 bits below it. */
export const maxNanoUsdPerMillion = 1_000_000_000_000_000n;

const nanoPerUsd = 9; // decimal places
const tokensPerMillion = 6;

/**
 * A decimal number times ten to the power of `places`, as an integer, rounded half up. Exact: it reads the shortest decimal
 * text of the number (what a price file says), not its binary value. null for what is not a finite decimal.
 */
export function shiftDecimal(value: number | string, places: number): bigint | null {
  const parts = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(String(value).trim());
  if (parts === null) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const pointAt = whole.length + Number(exponent) + places; // how many digits stand before the point
  if (pointAt > 60) return null;
  const kept = pointAt <= 0 ? '0' : digits.slice(0, pointAt).padEnd(pointAt, '0');
  const next = pointAt < 0 ? '0' : (digits[pointAt] ?? '0');
  const magnitude = BigInt(kept) + (next >= '5' ? 1n : 0n);
  return sign === '-' ? -magnitude : magnitude;
}

/** Nano-dollars per million tokens from dollars per million tokens. */
export const rateFromUsdPerMillion = (usd: number | string): bigint | null => shiftDecimal(usd, nanoPerUsd);

/** Nano-dollars per million tokens from dollars per token, the form of LiteLLM's table. */
export const rateFromUsdPerToken = (usd: number | string): bigint | null => shiftDecimal(usd, nanoPerUsd + tokensPerMillion);

/** Dollars from nano-dollars, for showing and for estimates. */
export const usdFromNano = (nanoUsd: bigint): number => Number(nanoUsd) / 1e9;
