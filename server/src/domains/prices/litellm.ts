import { maxNameLength, unstorable } from '../../platform/ingest/text.ts';
import { maxNanoUsdPerMillion, rateFromUsdPerToken } from './pure/rates.ts';
import type { TableSkip } from './table.ts';
import type { PriceRates, PriceTier } from './types.ts';

export interface TableEntry extends PriceRates {
  model: string;
  /** Highest threshold first. */
  tiers: PriceTier[];
}

/** At most so many entries: the whole of LiteLLM's table has about 3,000. */
export const maxTableEntries = 20_000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * The prices in LiteLLM's table (`model_prices_and_context_window.json`): dollars per token by model name, exactly as integers.
 * Entries that have no price per token, or one that makes no sense, are skipped with the reason: null is no price, nor are zeros beside a
 * price per query, image or second, nor is the price of the input alone that of a model that puts out tokens. Batch, priority, flex, audio,
 * image and one-hour-cache prices are not read: messages do not say which of these they used.
 */
export function readLitellmTable(table: Readonly<Record<string, unknown>>): { entries: TableEntry[]; skipped: TableSkip[] } {
  const entries: TableEntry[] = [];
  const skipped: TableSkip[] = [];
  for (const [model, fields] of Object.entries(table)) {
    const result = readEntry(model, fields);
    if (typeof result === 'string')
      skipped.push({ model: model.slice(0, maxNameLength).toWellFormed().replaceAll('\u0000', '\ufffd'), reason: result });
    else entries.push(result);
  }
  return { entries, skipped };
}

/** One entry, or why it is skipped. */
function readEntry(model: string, fields: unknown): TableEntry | string {
  if (model === 'sample_spec') return 'It describes the table; it is not a model.';
  if (model.trim() === '' || model.length > maxNameLength || unstorable(model) !== null) return 'Its name cannot be a model name.';
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return 'It is not an object.';
  const entry = fields as Fields;
  if (isAbsent(entry['input_cost_per_token']) && isAbsent(entry['output_cost_per_token'])) return withoutTokenPrice(entry);
  const base = readRates(entry, '');
  if (typeof base === 'string') return base;
  if (Object.values(base).every((rate) => rate === null || rate === 0n) && otherPrices(entry).length > 0) return withoutTokenPrice(entry);
  if (base.output === null && !isAbsent(entry['mode']) && !readsOnly.has(String(entry['mode'])))
    return 'It has no price per token of its output.';
  const tiers: PriceTier[] = [];
  for (const thousands of thresholdsOf(entry)) {
    const above = readRates(entry, `_above_${thousands}k_tokens`);
    if (typeof above === 'string') return above;
    tiers.push({ aboveInputTokens: thousands * 1_000, ...withBase(above, base) });
  }
  return { model, ...complete(base), tiers };
}

interface FoundRates {
  input: bigint | null;
  output: bigint | null;
  cacheRead: bigint | null;
  cacheWrite: bigint | null;
  reasoning: bigint | null;
}

/** The rates whose names end so; null where the table has none. */
function readRates(fields: Fields, suffix: string): FoundRates | string {
  const names = {
    input: `input_cost_per_token${suffix}`,
    output: `output_cost_per_token${suffix}`,
    cacheRead: `cache_read_input_token_cost${suffix}`,
    cacheWrite: `cache_creation_input_token_cost${suffix}`,
    reasoning: `output_cost_per_reasoning_token${suffix}`,
  };
  const found: FoundRates = { input: null, output: null, cacheRead: null, cacheWrite: null, reasoning: null };
  for (const [bucket, name] of Object.entries(names)) {
    // DeepSeek's own word for a cache read
    const value = fields[name] ?? (bucket === 'cacheRead' && suffix === '' ? fields['input_cost_per_token_cache_hit'] : undefined);
    if (value === undefined || value === null) continue;
    const rate = typeof value === 'number' || typeof value === 'string' ? rateFromUsdPerToken(value) : null;
    if (rate === null) return `Its ${name} is not a number.`;
    if (rate < 0n || rate > maxNanoUsdPerMillion) return `Its ${name} is ${String(value)}; a price per token is from 0 to 1 USD.`;
    found[bucket as keyof FoundRates] = rate;
  }
  return found;
}

/** A side that has no price per token (what an embedding model puts out) costs nothing by token. */
const complete = ({ input, output, cacheRead, cacheWrite, reasoning }: FoundRates): PriceRates => ({
  inputRate: input ?? 0n,
  outputRate: output ?? 0n,
  cacheReadRate: cacheRead,
  cacheWriteRate: cacheWrite,
  reasoningRate: reasoning,
});

/** A tier keeps the base rates that it does not name; reasoning at the base's output rate goes on being at the output rate. */
const withBase = (tier: FoundRates, base: FoundRates): PriceRates =>
  complete({
    input: tier.input ?? base.input,
    output: tier.output ?? base.output,
    cacheRead: tier.cacheRead ?? base.cacheRead,
    cacheWrite: tier.cacheWrite ?? base.cacheWrite,
    reasoning: tier.reasoning ?? (base.reasoning === base.output ? null : base.reasoning),
  });

function thresholdsOf(fields: Fields): number[] {
  const found = new Set<number>();
  for (const name of Object.keys(fields)) {
    const match =
      /^(?:input_cost_per_token|output_cost_per_token|cache_read_input_token_cost|cache_creation_input_token_cost)_above_(\d{1,6})k_tokens$/.exec(
        name,
      );
    if (match !== null) found.add(Number(match[1]));
  }
  return [...found].sort((a, b) => b - a);
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;
/** The modes of models that put out no tokens. */
const readsOnly: ReadonlySet<string> = new Set(['embedding', 'moderation', 'rerank']);

/** The fields that charge for something else than tokens. */
const otherPrices = (fields: Fields): string[] =>
  Object.keys(fields).filter(
    (name) =>
      (name.includes('_cost_per_') || name.endsWith('_cost')) &&
      !/token/.test(name) &&
      !isAbsent(fields[name]) &&
      Number(fields[name]) !== 0,
  );

function withoutTokenPrice(fields: Fields): string {
  const others = otherPrices(fields);
  return others.length === 0 ? 'It has no price.' : `It has no price per token, only ${others.join(', ')}.`;
}
