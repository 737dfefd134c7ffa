import { expect, test } from 'vitest';
import { KEY_PLACEHOLDER } from './snippets.ts';
import { traceSettings, traceSnippets } from './trace-snippets.ts';

const address = 'http://127.0.0.1:4000';
const key = 'ftl_abcdef0123456789';

const environmentOf = (code: string): Record<string, string> => Object.fromEntries(code.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
const settings = (of: string): Record<string, string> => environmentOf(traceSnippets(address, key).find((one) => one.key === of)?.code ?? '');

test('OpenTelemetry’s headers read as the key’s credentials once decoded', () => {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers = '' } = settings('opentelemetry');
  expect(endpoint).toBe(address);
  expect(decodeURIComponent(headers)).toBe(`authorization=Bearer ${key}`);
});

test('Langfuse’s public key is the part of the key that may be shown', () => {
  expect(settings('langfuse')).toEqual({ LANGFUSE_BASE_URL: address, LANGFUSE_PUBLIC_KEY: 'ftl_abcdef', LANGFUSE_SECRET_KEY: key });
});

test('Traceloop’s variables are an address and a key', () => {
  expect(settings('traceloop')).toEqual({ TRACELOOP_BASE_URL: address, TRACELOOP_API_KEY: key });
});

test.each(traceSnippets(address, key))('the lines for $label carry address and key', ({ code }) => {
  expect(code).toContain(address);
  expect(code).toContain(key);
});

test('without a key there is a place for it', () => {
  for (const { code } of traceSettings(address, null)) expect(code).toContain(KEY_PLACEHOLDER);
});
