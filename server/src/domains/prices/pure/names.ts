/**
 * Prefixes under which gateways and test harnesses put a provider before a model's own name ("openai/gpt-4o").
 * Only these are taken off: another prefix may be an owner whose model is not the one of that name.
 */
const providerPrefixes = new Set([
  'ai21',
  'anthropic',
  'azure',
  'azure_ai',
  'bedrock',
  'cerebras',
  'cohere',
  'databricks',
  'deepinfra',
  'deepseek',
  'fireworks_ai',
  'gemini',
  'google',
  'groq',
  'minimax',
  'mistral',
  'mistralai',
  'moonshot',
  'openai',
  'openaichat',
  'openrouter',
  'perplexity',
  'replicate',
  'sambanova',
  'text-completion-openai',
  'together_ai',
  'vertex_ai',
  'volcengine',
  'xai',
  'x-ai',
  'zai',
  'zhipu',
]);

/**
 * The names to look a model's price up by, best first: the table's name for this provider ("azure/gpt-4o" for gpt-4o at azure),
 * the name itself, then the name without its leading provider, one at a time ("openrouter/openai/gpt-4o" → "openai/gpt-4o" →
 * "gpt-4o"). Case counts. Nothing else is guessed: no dates are dropped and no nearest name is taken.
 */
export function nameVariants(model: string, provider: string): readonly string[] {
  if (model === '') return [];
  const names = provider === '' ? [model] : [`${provider}/${model}`, model];
  let rest = model;
  for (;;) {
    const slashAt = rest.indexOf('/');
    if (slashAt <= 0 || slashAt === rest.length - 1) return names;
    const prefix = rest.slice(0, slashAt);
    if (!providerPrefixes.has(prefix.toLowerCase()) && prefix !== provider) return names;
    rest = rest.slice(slashAt + 1);
    names.push(rest);
  }
}
