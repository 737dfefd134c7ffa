import type { Results } from './results.ts';

/**
 * The guardrail that a variant breaches, in words; null: none is breached. Guardrails are tested one-sidedly and always-valid, so
 * that looks of every minute add no false breach. Nothing is breached where nothing can be judged.
 */
export function breachOf({ metrics }: Pick<Results, 'metrics'>): string | null {
  for (const { metric, role, variants } of metrics) {
    if (role !== 'GUARDRAIL') continue;
    const breached = variants.find(({ verdict }) => verdict === 'LOST');
    if (breached !== undefined) return `Variant ${breached.variant} breaches the guardrail ${metric}.`;
  }
  return null;
}
