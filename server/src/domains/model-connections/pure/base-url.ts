import { Problem } from '../../../platform/ingest/rejection.ts';

const maxLength = 500;

/**
 * The address of a server as it is stored: without a slash at its end. Query, fragment and credentials are refused: the key stands in a field of
 * its own, and is encrypted.
 */
export function readBaseUrl(value: unknown, field: string): string | Problem {
  if (value === undefined || value === null) return new Problem(field, 'is missing');
  if (typeof value !== 'string' || value.length > maxLength || !URL.canParse(value.trim()))
    return new Problem(field, 'is not an address; one such as http://127.0.0.1:11434/v1 or https://api.openai.com/v1 is taken');
  const url = new URL(value.trim());
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return new Problem(field, `begins with ${url.protocol}; http: and https: are taken`);
  if (url.username !== '' || url.password !== '') return new Problem(field, 'holds a name or a password; the key is given in `apiKey`');
  if (url.search !== '' || url.hash !== '') return new Problem(field, 'has a query or a fragment; the address ends with its path');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

const loopbackForm = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const privateForm = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[f[cd])/;

/** Whether an address is of this machine or of a private network, as its host name says it. */
export function isLocal(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return loopbackForm.test(hostname) || privateForm.test(hostname) || !hostname.includes('.') || /\.(local|internal|lan)$/.test(hostname);
}

const providers: readonly (readonly [host: RegExp, provider: string])[] = [
  [/(^|\.)openai\.com$/, 'openai'],
  [/(^|\.)anthropic\.com$/, 'anthropic'],
  [/(^|\.)openrouter\.ai$/, 'openrouter'],
  [/(^|\.)groq\.com$/, 'groq'],
  [/(^|\.)mistral\.ai$/, 'mistral'],
  [/(^|\.)deepseek\.com$/, 'deepseek'],
  [/(^|\.)together\.(ai|xyz)$/, 'together_ai'],
  [/(^|\.)x\.ai$/, 'xai'],
  [/(^|\.)openai\.azure\.com$/, 'azure'],
  [/(^|\.)googleapis\.com$/, 'gemini'],
];

/** The provider at an address, as the price book names it; empty: not known. A server of one's own has no provider. */
export const providerAt = (baseUrl: string): string => {
  const { hostname } = new URL(baseUrl);
  return providers.find(([host]) => host.test(hostname))?.[1] ?? '';
};
