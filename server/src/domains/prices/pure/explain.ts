import type { Cost } from './cost.ts';
import { litellmSource, manualSource, type Price } from '../types.ts';
import type { TokenUsage } from '../../messages/types.ts';

/** One line that says why a message costs what it costs, or why that is not known. */
export function explainCost(cost: Cost, usage: TokenUsage): string {
  if (cost.state === 'unpriced') return cost.reason;
  const parts = [`Priced by ${describePrice(cost.price)}.`];
  if (cost.rates !== cost.price && 'aboveInputTokens' in cost.rates)
    parts.push(`The tier above ${String(cost.rates.aboveInputTokens)} input tokens holds.`);
  if (usage.inputTokens === null) parts.push('Input tokens were not reported: this is the output only.');
  if (usage.outputTokens === null) parts.push('Output tokens were not reported: this is the input only.');
  return parts.join(' ');
}

function describePrice({ scope, provider, model, source, effectiveFrom }: Price): string {
  const name =
    scope === 'DEFAULT'
      ? 'the default price'
      : scope === 'PROVIDER'
        ? `the price of provider ${provider}`
        : `the price of ${model}${provider === '' ? '' : ` at ${provider}`}`;
  const origin =
    source === manualSource ? 'set by hand' : source === litellmSource ? "imported from LiteLLM's table" : `imported from ${source}`;
  return `${name} (${origin}${effectiveFrom.getTime() === 0 ? '' : `, from ${effectiveFrom.toISOString().slice(0, 10)} on`})`;
}
