import { describe, expect, test } from 'vitest';
import { PriceBook } from './book.ts';
import { nameVariants } from './names.ts';
import { priceOf } from '../price.fixtures.ts';
import type { Price } from '../types.ts';

const now = new Date('2026-05-01T00:00:00Z');
const idOf = ({ provider, model }: Pick<Price, 'provider' | 'model'>): string => (provider === '' ? model : `${model} at ${provider}`);
const bookOf = (names: readonly string[], aliases?: ReadonlyMap<string, string>): PriceBook =>
  new PriceBook(
    names.map((name) => {
      const [model = '', provider = ''] = name.split(' at ');
      return priceOf({ id: idOf({ model, provider }), scope: 'MODEL', model, provider, source: 'litellm' });
    }),
    aliases,
  );
const found = (book: PriceBook, model: string, provider = ''): string | null => book.find(model, provider, now)?.price.id ?? null;

describe('the price of a model is found', () => {
  const haiku = 'us.anthropic.claude-3-haiku-20240307-v1:0';
  test.each([
    // Bedrock
    [haiku, `bedrock/us-east-2/${haiku}`, 'bedrock'],
    [haiku, `bedrock/converse/${haiku}`, 'bedrock'],
    [haiku, `bedrock/invoke/us-gov-west-1/${haiku}`, ''],
    [haiku, `arn:aws:bedrock:us-east-1:000000000000:inference-profile/${haiku}`, 'bedrock'],
    [haiku, `bedrock/arn:aws:bedrock:us-east-1:000000000000:inference-profile/${haiku}`, ''],
    [haiku, `arn%3Aaws%3Abedrock%3Aus-east-1%3A000000000000%3Ainference-profile%2F${encodeURIComponent(haiku)}`, 'bedrock'],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0', ''],
    ['anthropic.claude-3-haiku-20240307-v1:0', haiku, 'bedrock'],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'anthropic.claude-3-haiku-20240307-v1:0:200k', 'aws.bedrock'],
    ['anthropic.claude-v2:1', 'arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-v2:1', ''],
    ['claude-3-haiku-20240307', `apac.${haiku.slice(3)}`, 'bedrock'],
    ['claude-3-haiku', `arn:aws:bedrock:eu-west-1:1:inference-profile/eu.${haiku.slice(3)}`, 'bedrock'],
    ['claude-sonnet-4-5-20250929', 'global.anthropic.claude-sonnet-4-5-20250929-v1:0[1m]', 'bedrock'],
    ['claude-sonnet-4-6', 'us.anthropic.claude-sonnet-4-6', ''],
    ['amazon.nova-lite-v1:0', 'us.amazon.nova-lite-v1:0', 'bedrock'],
    ['meta.llama3-1-70b-instruct', 'us.meta.llama3-1-70b-instruct-v1:0', ''],
    // Google
    ['gemini/gemini-1.5-pro', 'models/gemini-1.5-pro', 'gemini'],
    ['gemini/gemini-1.5-pro', 'models/gemini-1.5-pro', ''],
    ['gemini-1.5-pro-002', 'publishers/google/models/gemini-1.5-pro-002', 'vertex_ai'],
    ['gemini-1.5-pro-002', 'projects/my-project/locations/us-central1/publishers/google/models/gemini-1.5-pro-002', ''],
    [
      'gemini-1.5-pro-002',
      'https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/publishers/google/models/gemini-1.5-pro-002:streamGenerateContent',
      '',
    ],
    ['gemini-1.5-pro', 'google-vertex:gemini-1.5-pro@002', ''],
    ['vertex_ai/claude-3-haiku@20240307', 'publishers/anthropic/models/claude-3-haiku@20240307', ''],
    ['claude-3-haiku-20240307', 'vertex_ai/claude-3-haiku@20240307', 'vertex_ai'],
    ['gemini-2.5-pro-preview', 'google-gla:gemini-2.5-pro-preview-05-06', ''],
    // Prefixes
    ['gpt-4o', 'openai/gpt-4o', ''],
    ['gpt-4o', 'openai:gpt-4o', 'openai'],
    ['gpt-4o', 'openrouter/openai/gpt-4o', ''],
    ['openai/gpt-4o at openrouter', 'openrouter/openai/gpt-4o', ''],
    ['gpt-4o', 'openai/responses/gpt-4o', ''],
    ['azure/gpt-4o', 'azure/eu/gpt-4o', ''],
    ['gpt-4o at groq', 'gpt-4o', 'Groq'],
    ['llama-v3p1-8b-instruct', 'accounts/fireworks/models/llama-v3p1-8b-instruct', 'fireworks'],
    // Fine-tuned
    ['ft:gpt-4o-mini-2024-07-18', 'ft:gpt-4o-mini-2024-07-18:acme-inc::Ab12Cd34', 'openai'],
    ['ft:gpt-4o-mini-2024-07-18', 'openai/ft:gpt-4o-mini-2024-07-18:acme-inc:support:Ab12Cd34:ckpt-step-90', ''],
    ['ft:gpt-3.5-turbo', 'ft:gpt-3.5-turbo-0125:acme::Ab12', 'openai'],
    ['ft:gpt-4o-mini-2024-07-18', 'gpt-4o-mini-2024-07-18.ft-0e208cf33a6a466994aff31a08aba678', 'azure'],
    // Releases, case, dots, aliases of OpenAI at Azure
    ['gpt-4o', 'gpt-4o-2024-11-20', ''],
    ['claude-opus-4-1', 'claude-opus-4-1-20250805', 'anthropic'],
    ['claude-opus-4-1', 'claude-opus-4-1-latest', 'anthropic'],
    ['mistral-large-latest', 'mistral-large', 'mistral'],
    ['mistral-large-latest', 'mistral-large-2402', 'mistral'],
    ['gpt-4o', 'GPT-4o', ''],
    ['Meta-Llama-3.1-8B', 'meta-llama-3.1-8b', ''],
    ['gpt-3.5-turbo', 'gpt-35-turbo', 'azure'],
    ['gpt-3.5-turbo', 'azure/gpt-35-turbo-0125', ''],
    // Quantisations and routes
    ['meta-llama/llama-3.3-70b-instruct', 'meta-llama/Llama-3.3-70B-Instruct-FP8', ''],
    ['llama3.1:8b-instruct', 'llama3.1:8b-instruct-q4_K_M', 'ollama'],
    ['qwen2.5-72b-instruct', 'Qwen2.5-72B-Instruct-AWQ', ''],
    ['deepseek/deepseek-r1', 'deepseek/deepseek-r1:nitro', 'openrouter'],
    ['*:free', 'deepseek/deepseek-r1:free', 'openrouter'],
    ['claude-opus-4', 'claude-opus-4[1m]', ''],
  ])('%s for %s at %j', (priced, model, provider) => {
    expect(found(bookOf([priced]), model, provider)).toBe(priced);
  });

  test.each([
    ["another owner's model", 'acme/gpt-4o', ''],
    ["another owner's model at that owner", 'acme/gpt-4o', 'acme'],
    ["another owner's model behind a gateway", 'openrouter/acme/gpt-4o', 'openrouter'],
    ['a profile whose id says nothing', 'arn:aws:bedrock:us-east-1:1:application-inference-profile/gpt-4o', 'bedrock'],
    ['a custom model', 'arn:aws:bedrock:us-east-1:1:custom-model/anthropic.gpt-4o/abc', 'bedrock'],
    ["another account's model", 'accounts/acme/models/gpt-4o', 'fireworks_ai'],
    ['a fine-tuned model', 'ft:gpt-4o:acme::Ab12', 'openai'],
    ['a larger or smaller model', 'gpt-4o-mini', 'openai'],
    ['a model that ends so', 'not-gpt-4o', 'openai'],
    ['a free variant', 'openai/gpt-4o:free', 'openrouter'],
  ])('never for %s: %s at %j', (_claim, model, provider) => {
    expect(found(bookOf(['gpt-4o', 'anthropic.gpt-4o', 'gpt-4o at openai']), model, provider)).toBeNull();
  });

  test('of an owner at that owner, where such a price is set', () => {
    expect(found(bookOf(['gpt-4o at acme', 'gpt-4o']), 'acme/gpt-4o', 'Acme')).toBe('gpt-4o at acme');
    expect(found(bookOf(['gpt-4o at acme', 'gpt-4o']), 'acme/gpt-4o', '')).toBeNull();
  });

  test('of the model that a deployment runs, under any notation of its name', () => {
    const book = bookOf(['gpt-4o'], new Map([['prod-chat', 'gpt-4o-2024-08-06']]));
    for (const name of ['prod-chat', 'azure/Prod-Chat', '/subscriptions/1/deployments/prod-chat'])
      expect(found(book, name, 'azure')).toBe('gpt-4o');
    expect(found(book, 'prod-chat-2', 'azure')).toBeNull();
  });

  test('with the rules that led to it, in order', () => {
    const match = bookOf(['claude-3-haiku']).find(`arn:aws:bedrock:us-east-1:1:inference-profile/${haiku}`, 'bedrock', now);
    expect(match?.by).toEqual([
      'the ARN ends with it',
      'us is a geography',
      '-v1:0 is its form at Bedrock',
      'anthropic. is its maker',
      '-20240307 is a release',
    ]);
    expect(bookOf(['gpt-4o']).find('GPT-4O', '', now)?.by).toEqual(['upper and lower case are one']);
    expect(bookOf(['gpt-4o']).find('gpt-4o', '', now)?.by).toEqual([]);
  });
});

test.each([
  ['gpt-4o', 'openai/gpt-4o', 'openai/gpt-4o at openrouter', 'openrouter/openai/gpt-4o', 'openrouter'],
  ['gpt-4o', 'gpt-4o-2024-05-13', 'gpt-4o-2024-05-13', 'openai/gpt-4o-2024-05-13', ''],
  ['gemini-1.5-pro', 'gemini/gemini-1.5-pro', 'gemini/gemini-1.5-pro', 'models/gemini-1.5-pro', 'google'],
])('of %s and %s the more exact one, %s, is taken for %s at %j', (one, other, best, model, provider) => {
  expect(found(bookOf([one, other, best]), model, provider)).toBe(best);
});

test('any text has a bounded number of names, the one sent first', () => {
  const long = `openrouter/${'bedrock/'.repeat(200)}us.anthropic.claude-v1:0@1:free-fp8-latest`;
  for (const name of [long, '/', ':', '@', 'models/', 'ft:', 'arn:aws:bedrock:::foundation-model/', '%2f%', '[1m]', 'openai/', '-latest']) {
    const variants = nameVariants(name, 'openai');
    expect(variants[0]).toMatchObject({ name, by: [] });
    expect(variants.length).toBeLessThanOrEqual(65);
    expect(variants.every((variant) => variant.name !== '')).toBe(true);
  }
  expect(nameVariants('', 'openai')).toEqual([]);
});
