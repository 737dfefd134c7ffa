/** Nano-dollars as dollars; null or NaN: not known. */
export const usdOrNull = (nanoUsd: number | null | undefined): number | null =>
  nanoUsd === null || nanoUsd === undefined || Number.isNaN(nanoUsd) ? null : nanoUsd / 1e9;
