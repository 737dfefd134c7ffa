import { ConfigError, urlOf, type Environment } from './config-values.ts';

/** Which addresses a server may be asked at that a person has named: any, or only those of the public network. */
export type Reach = 'any' | 'public';

/** The language model that the environment names, for every workspace (docs/language-models.md). */
export interface ModelsConfig {
  /** ANALYTICS_DEFAULT_MODEL: a model of the server below, or `connection/model` of a workspace; null: none. */
  readonly defaultModel: string | null;
  /** The server of ANALYTICS_MODEL_BASE_URL; null: the environment names none. */
  readonly server: { readonly kind: 'OPENAI_COMPATIBLE' | 'ANTHROPIC'; readonly baseUrl: string; readonly apiKey: string | null } | null;
  /** Which addresses connections may lead to. */
  readonly reach: Reach;
}

export const noModels: ModelsConfig = { defaultModel: null, server: null, reach: 'any' };

const openAi = 'https://api.openai.com/v1';
const anthropic = 'https://api.anthropic.com/v1';

/** Errors  throws `ConfigError` naming the variable and what is possible. */
export function modelsOf(env: Environment): ModelsConfig {
  const defaultModel = env['ANALYTICS_DEFAULT_MODEL'] || null;
  const apiKey = env['ANALYTICS_MODEL_API_KEY'] || null;
  const named = urlOf('ANALYTICS_MODEL_BASE_URL', env['ANALYTICS_MODEL_BASE_URL'], ['http:', 'https:']);
  const reach = env['ANALYTICS_MODEL_ADDRESSES'] || 'any';
  if (reach !== 'any' && reach !== 'public') throw new ConfigError(`ANALYTICS_MODEL_ADDRESSES=${reach} is unknown; use any or public.`);
  if (named !== null && defaultModel === null)
    throw new ConfigError(
      'ANALYTICS_MODEL_BASE_URL is set and ANALYTICS_DEFAULT_MODEL is not: set it to the name of a model of that server.',
    );
  if (defaultModel === null || (named === null && apiKey === null)) return { defaultModel, server: null, reach };
  const baseUrl = named?.replace(/\/+$/, '') ?? (defaultModel.startsWith('claude') ? anthropic : openAi);
  const kind = new URL(baseUrl).hostname.endsWith('anthropic.com') ? 'ANTHROPIC' : 'OPENAI_COMPATIBLE';
  return { defaultModel, server: { kind, baseUrl, apiKey }, reach };
}
