import { describe, expect, test } from 'vitest';
import { drainSummaries } from '../../../domains/traces/background/summaries.ts';
import { ask } from '../../../server.testing.ts';
import type { Importing } from './importing.testing.ts';

/** OTLP JSON, and exports of other tools. */
export function spanTests({ server, shown, clear, importAll, fileOf, message }: Importing): void {
  describe('OTLP JSON', () => {
    const span = (number: number, changes: object = {}): object => ({
      traceId: '5b8efff798038103d269b633813fc60c',
      spanId: `eee19b7ec3c1b1${String(number).padStart(2, '0')}`,
      name: `step ${number}`,
      kind: 1,
      startTimeUnixNano: String(1_764_000_000_000_000_000n + BigInt(number) * 1_000_000n),
      endTimeUnixNano: String(1_764_000_000_500_000_000n),
      ...changes,
    });
    const request = (...spans: object[]): object => ({
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'importer-test' } }] },
          scopeSpans: [{ scope: { name: 's' }, spans }],
        },
      ],
    });
    const trace = async (id: string) =>
      (await ask(server(), 'query ($id: String!) { trace(traceId: $id) { spanCount services errorCount } }', { variables: { id } })).body
        .data.trace;
    const counted = async (id: string, spanCount: number): Promise<void> => {
      await drainSummaries(server().stores);
      expect(await trace(id)).toMatchObject({ spanCount });
    };

    test('in one request over many lines is taken span by span, and each bad one is named with its line', async () => {
      const text = JSON.stringify(request(span(1), span(2, { spanId: 'short' }), span(3), span(4, { traceId: '' })), null, 2);
      const path = await fileOf('request.json', text);
      expect(await importAll(path)).toEqual({ rejectedCount: 2 });
      const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
      expect(shown()).toContain(`${path}:${lineOf('"short"')}: spanId `);
      expect(shown()).toMatch(new RegExp(`request\\.json:${lineOf('eee19b7ec3c1b104')}: traceId `));
      expect(shown()).toContain('OTLP JSON, 2 spans, 2 rejected');
      await counted('5b8efff798038103d269b633813fc60c', 2);
    });

    test('one request a line, as the collector writes it: a line that is broken costs no other', async () => {
      const id = '6b8efff798038103d269b633813fc60c';
      const lines = [
        JSON.stringify(request(span(1, { traceId: id }), span(2, { traceId: id }))),
        '{"resourceSpans":[{"resource":',
        JSON.stringify(request(span(3, { traceId: id }), span(4, { traceId: id, startTimeUnixNano: '0' }))),
        '{"resourceSpans":[{}]}',
      ];
      const path = await fileOf('collector.jsonl', lines.join('\n'));
      expect(await importAll(path)).toEqual({ rejectedCount: 3 });
      expect(shown()).toContain(`${path}:2: the record is not an ExportTraceServiceRequest in JSON`);
      expect(shown()).toContain(`${path}:3: start`);
      expect(shown()).toContain(`${path}:4: the record has an entry of resourceSpans without scopeSpans`);
      await counted(id, 3);
      clear();
      await importAll(path);
      expect(shown()).toContain('OTLP JSON, 3 spans, 3 rejected');
      await counted(id, 3);
    });

    test('every bad span of many is named, however many the server tells at once', async () => {
      const id = '7b8efff798038103d269b633813fc60c';
      const lines = Array.from({ length: 60 }, (_, number) =>
        JSON.stringify(request(span(number, { traceId: id, ...(number % 2 === 0 && { spanId: '' }) }))),
      );
      const path = await fileOf('half.jsonl', lines.join('\n'));
      expect(await importAll(path)).toEqual({ rejectedCount: 30 });
      for (let number = 0; number < 60; number += 2) expect(shown()).toContain(`${path}:${number + 1}: spanId `);
      await counted(id, 30);
    });

    test('a call of a model becomes its message, once', async () => {
      const id = '8b8efff798038103d269b633813fc60c';
      const call = span(1, {
        traceId: id,
        attributes: [
          { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
          { key: 'gen_ai.request.model', value: { stringValue: 'gpt-4o' } },
          { key: 'gen_ai.usage.input_tokens', value: { intValue: '12' } },
        ],
      });
      const path = await fileOf('call.json', JSON.stringify(request(call)));
      await importAll(path);
      await importAll(path);
      expect(await message(`span:${id}:eee19b7ec3c1b101`)).toMatchObject({ role: 'ASSISTANT', model: 'gpt-4o', inputTokens: 12 });
      expect(await server().stores.prisma.message.count({ where: { traceId: id } })).toBe(1);
    });
  });

  describe('exports of others', () => {
    const span = (changes: object = {}): object => ({
      name: 'turn',
      context: { trace_id: '0123456789abcdef0123456789abcdef', span_id: '0123456789abcdef' },
      span_kind: 'LLM',
      parent_id: null,
      start_time: '2026-11-01T00:00:00+00:00',
      end_time: '2026-11-01T00:00:01+00:00',
      status_code: 'OK',
      status_message: '',
      attributes: {
        'openinference.span.kind': 'LLM',
        'llm.model_name': 'gpt-4o',
        'llm.token_count.prompt': 3,
        'input.value': 'Hi',
        'output.value': 'Hello',
      },
      events: [],
      annotations: [{ name: 'tone', annotator_kind: 'LLM', result: { score: 0.75 } }],
      ...changes,
    });

    test('Phoenix: a list of spans becomes a trace, its message and its judgment, once', async () => {
      const path = await fileOf('phoenix.json', JSON.stringify([span()], null, 1));
      for (const _ of [1, 2]) expect(await importAll(path)).toEqual({ rejectedCount: 0 });
      expect(shown()).toContain('JSON, 1 span, 1 evaluation (0 new, 1 known), 0 rejected');
      expect(await message('span:0123456789abcdef0123456789abcdef:0123456789abcdef')).toMatchObject({
        content: 'Hello',
        model: 'gpt-4o',
        inputTokens: 3,
        latencyMs: 1_000,
      });
      const stored = await server().stores.prisma.evaluation.findMany({ where: { name: 'tone' } });
      expect(stored).toMatchObject([{ value: 0.75, evaluatorKind: 'MODEL' }]);
    });

    test('conversations of data sets are conversations, with a bad line named', async () => {
      const path = await fileOf(
        'tuning.jsonl',
        '{"messages": [{"role": "system", "content": "You are terse."}, {"role": "user", "content": "Capital of France?"}, {"role": "assistant", "content": "Paris"}]}\n{"messages": [{"role": "nobody", "content": "2+2?"}]}\n{"prompt": "Q", "chosen": "good", "rejected": "bad"}\n',
      );
      for (const _ of [1, 2]) expect(await importAll(path)).toEqual({ rejectedCount: 1 });
      expect(shown()).toContain(`${path}:2: messages[0] has the role "nobody"`);
      expect(shown()).toContain('JSON Lines, 7 messages (0 new, 7 known), 2 evaluations (0 new, 2 known), 1 rejected');
    });
  });
}
