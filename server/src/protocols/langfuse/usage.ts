import type { Fields } from '../../platform/ingest/values.ts';
import { readUsage } from '../../domains/traces/pure/conventions/read-usage.ts';
import type { SettledUsage } from '../../domains/traces/pure/conventions/usage.ts';
import { isFields } from './fields.ts';

/** The tokens that an observation tells: in `usageDetails`, else in the older `usage`, where that counts tokens. null: none. */
export function usageOf(body: Fields, provider: string | null): SettledUsage | null {
  const { usageDetails, usage } = body;
  const unit = isFields(usage) ? usage['unit'] : null;
  const countsTokens = unit === undefined || unit === null || unit === 'TOKENS';
  return readUsage(usageDetails, provider) ?? (countsTokens ? readUsage(usage, provider) : null);
}

/**
 * What an observation says that it cost, in US dollars: the total of `costDetails`, else the sum of its parts, else the older `usage`'s.
 */
export function costOf({ costDetails, usage }: Fields): number | null {
  if (isFields(costDetails)) {
    const total = amount(costDetails['total']);
    if (total !== null) return total;
    const parts = Object.values(costDetails)
      .map(amount)
      .filter((part) => part !== null);
    if (parts.length > 0) return sum(parts);
  }
  if (!isFields(usage)) return null;
  const total = amount(usage['totalCost']);
  if (total !== null) return total;
  const parts = [amount(usage['inputCost']), amount(usage['outputCost'])].filter((part) => part !== null);
  return parts.length === 0 ? null : sum(parts);
}

const amount = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
