import type { Cost } from './cost.ts';
import { litellmSource, manualSource, shippedSource, type Price } from '../types.ts';
import type { TokenUsage } from '../../messages/types.ts';

/** One line that says why a message costs what it costs, or why that is not known. */
export function explainCost(cost: Cost, usage: TokenUsage): string {
  if (cost.state === 'unpriced') return cost.reason;
  const parts = [`Priced by ${describePrice(cost.price)}.`];
  if (cost.by.length > 0) parts.push(`Its name was found by these rules: ${cost.by.join(', ')}.`);
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
  return `${name} (${originInWords(source)}${effectiveFrom.getTime() === 0 ? '' : `, from ${effectiveFrom.toISOString().slice(0, 10)} on`})`;
}

function originInWords(source: string): string {
  if (source === manualSource) return 'set by hand';
  if (source === shippedSource) return 'shipped with the product, from genai-prices';
  return source === litellmSource ? "imported from LiteLLM's table" : `imported from ${source}`;
}
