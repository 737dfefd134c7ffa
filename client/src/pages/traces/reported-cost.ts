import { format } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';

/** A smaller difference comes of rounding. */
const LEAST_SHARE = 0.005;

/** Whether what the sender reports is another cost than ours, beyond what rounding makes. */
export function isOtherCost(reportedUsd: number | null | undefined, costUsd: number | null | undefined): reportedUsd is number {
  if (reportedUsd == null) return false;
  return costUsd == null || Math.abs(reportedUsd - costUsd) > LEAST_SHARE * Math.max(reportedUsd, costUsd);
}

/** How far the sender's cost lies from ours, in words; '' where there is nothing to compare with. */
export function differenceOf(reportedUsd: number, costUsd: number | null | undefined): string {
  if (costUsd == null || costUsd === 0) return '';
  const share = reportedUsd / costUsd - 1;
  const percent = Math.abs(share) < 0.001 ? 'less than 0.1' : (Math.abs(share) * 100).toFixed(1);
  return `${percent} % ${share > 0 ? 'above' : 'below'} the cost by our prices`;
}

/** Both costs in a sentence; undefined where they agree, or none is reported. */
export function reportedWords(
  reportedUsd: number | null | undefined,
  costUsd: number | null | undefined,
  locale: Locale,
): string | undefined {
  if (!isOtherCost(reportedUsd, costUsd)) return undefined;
  const difference = differenceOf(reportedUsd, costUsd);
  return `The sender reports ${format(reportedUsd, 'usd', locale)}${difference === '' ? '' : `, ${difference}`}.`;
}
