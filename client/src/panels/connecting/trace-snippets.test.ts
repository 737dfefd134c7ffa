import { describe, expect, test } from 'vitest';
import { KEY_PLACEHOLDER } from './snippets.ts';
import { firstTrace, traceSettings, traceSnippets } from './trace-snippets.ts';

const address = 'http://127.0.0.1:4000';
const key = 'ftl_abcdef0123456789';

const environmentOf = (code: string): Record<string, string> =>
  Object.fromEntries(code.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
const settings = (of: string): Record<string, string> =>
  environmentOf(traceSnippets(address, key).find((one) => one.key === of)?.code ?? '');

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

describe('a first trace from a shell', () => {
  const visit = { trace: '0af7651916cd43dd8448eb211c80319c', at: 1_760_000_000_840 };
  const headersOf = (of: string, secret: string | null): string[] => firstTrace(of, secret, visit).code.match(/-H '[^']+'/g) ?? [];

  test('needs no key on this machine, and has a place for one elsewhere', () => {
    const json = "-H 'Content-Type: application/json'";
    for (const local of [address, 'http://localhost:4000', 'http://[::1]:4000']) expect(headersOf(local, null)).toEqual([json]);
    for (const elsewhere of ['https://tune.example.com', 'http://127.0.0.1.example.com', 'http://10.0.0.5:4000'])
      expect(headersOf(elsewhere, null)).toEqual([`-H 'Authorization: Bearer ${KEY_PLACEHOLDER}'`, json]);
    expect(headersOf(address, key)).toEqual([`-H 'Authorization: Bearer ${key}'`, json]);
  });

  test('holds nothing that ends the shell’s quotes, and ends when it is looked at', () => {
    const { code } = firstTrace(address, null, visit);
    const body = code.slice(code.indexOf("-d '") + 4, -1);
    expect(body).not.toContain("'");
    const [span] =
      (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: { startTimeUnixNano: string; endTimeUnixNano: string }[] }[] }[] })
        .resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
    expect(span).toMatchObject({ startTimeUnixNano: '1760000000000000000', endTimeUnixNano: '1760000000840000000' });
  });
});
