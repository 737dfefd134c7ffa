import type { SpanRow } from './span-rows.ts';

/** Models of calls that report tokens and have no cost: no price is known for them. */
export function unpricedModels(rows: readonly SpanRow[]): readonly string[] {
  const models = new Set<string>();
  for (const { kind, model, ownTokens, costUsd } of rows)
    if ((kind === 'LLM' || kind === 'EMBEDDING' || kind === 'RERANKER') && model !== '' && ownTokens > 0 && costUsd === null)
      models.add(model);
  return [...models];
}
