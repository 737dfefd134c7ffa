import { describe, expect, test } from 'vitest';
import { keyValue, type SentSpan } from '../../../protocols/otlp/requests.fixtures.ts';
import { ask } from '../../../server.testing.ts';
import { type Client, nano, native, valueOf, type Sent } from './client.testing.ts';

/** What single spans are read as: kinds, counts, names, texts. */
export function testReadings(client: Client): void {
  describe('what is read of a span', () => {
    test('a text that the limit cuts says that it was cut, and how long it was', async () => {
      const trace = await client.traceOf([[1, null, 'long', { 'input.value': `begin ${'x'.repeat(1_200_000)}` }]]);
      expect(trace.spans.long.input).toMatchObject({
        form: 'TEXT',
        isCut: true,
        text: expect.stringMatching(/^begin x+… \[cut here.*, 1200006 characters\]$/),
      });
    });

    test('tokens of an agent beyond those of its calls are in no sum, and the reading says so', async () => {
      const agent = (tokens: number): Sent => [
        1,
        null,
        'agent',
        { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.usage.input_tokens': tokens },
      ];
      const call: Sent = [2, 1, 'chat', { ...native, 'gen_ai.usage.output_tokens': 0 }];
      const [more, same] = [await client.traceOf([agent(900), call]), await client.traceOf([agent(721), call])];
      expect([more.inputTokens, same.inputTokens]).toEqual([721, 721]);
      expect(more.spans.agent.usageReading).toEqual({ name: 'MORE_THAN_BELOW:TREE', reason: expect.stringContaining('in no sum') });
      expect(same.spans.agent.usageReading.name).toBe('OF_SPANS_BELOW:TREE');
      expect(more.spans.chat.usageReading.name).toBe('AS_REPORTED');
    });

    test('counts that are no whole numbers from 0 are named', async () => {
      const { spans } = await client.traceOf([
        [1, null, 'fraction', { ...native, 'gen_ai.usage.input_tokens': 1.5 }],
        [2, null, 'negative', { ...native, 'gen_ai.response.id': 'msg_2', 'gen_ai.usage.input_tokens': -3 }],
        [
          3,
          null,
          'detailed',
          { 'langfuse.observation.type': 'generation', 'langfuse.observation.usage_details': '{"input": 2.5, "output": 1}' },
        ],
      ]);
      expect(spans.fraction).toMatchObject({
        inputTokens: 2,
        usageReading: { name: 'ROUNDED:COUNT', reason: expect.stringContaining('rounded') },
      });
      expect(spans.negative).toMatchObject({ inputTokens: null, outputTokens: 112, usageReading: { name: 'LEFT_OUT:COUNT' } });
      expect(spans.negative.attributes).toMatchObject({ 'gen_ai.usage.input_tokens': -3 });
      expect(spans.detailed).toMatchObject({ inputTokens: 3, usageReading: { name: 'ROUNDED:COUNT' } });
    });

    test('a step that sums up calls without naming a model is no call without a price', async () => {
      const { spans } = await client.traceOf([
        [1, null, 'step', { 'openinference.span.kind': 'CHAIN', 'llm.token_count.prompt': 5 }],
        [2, null, 'call', { 'openinference.span.kind': 'LLM', 'llm.token_count.prompt': 5 }],
      ]);
      expect([spans.step.costGap, spans.call.costGap]).toEqual(['NOT_A_MODEL_CALL', 'NO_PRICE']);
    });

    test('a span that fills in a template has it as its input', async () => {
      const { spans } = await client.traceOf([
        [
          1,
          null,
          'fill',
          {
            'openinference.span.kind': 'PROMPT',
            'llm.prompt_template.template': 'Hello {name}',
            'llm.prompt_template.variables': '{"name":"Ada"}',
          },
        ],
      ]);
      expect(spans.fill).toMatchObject({ kind: 'PROMPT', input: { json: { template: 'Hello {name}', variables: { name: 'Ada' } } } });
    });

    test('a call that was cancelled is the failure that its sender marked it as', async () => {
      const cancelled: SentSpan = {
        status: { code: 2, message: 'CancelledError' },
        events: [
          {
            name: 'exception',
            timeUnixNano: nano(3),
            attributes: [keyValue('exception.type', 'asyncio.exceptions.CancelledError'), keyValue('exception.message', '')],
          },
        ],
      };
      expect(await client.traceOf([[1, null, 'chat', { 'gen_ai.operation.name': 'chat' }, cancelled]])).toMatchObject({
        errorCount: 1,
        spans: { chat: { isError: true, errorType: 'asyncio.exceptions.CancelledError' } },
      });
    });

    test('the spaces around a name are no part of it, on any path', async () => {
      const { spans } = await client.traceOf([[1, null, 'call', { ...native, 'gen_ai.request.model': ' claude-sonnet-4-6 ' }]]);
      expect(spans.call.model).toBe('claude-sonnet-4-6');
      const { body } = await ask(
        client.server,
        `mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }`,
        {
          variables: {
            messages: [{ externalId: 'm ', conversationId: ' c', role: 'ASSISTANT', content: '', model: 'gpt-4o ', provider: ' openai' }],
          },
        },
      );
      expect(body.data.ingestMessages.accepted).toBe(1);
      const stored = await client.server.stores.prisma.message.findMany({ where: { externalId: 'm' }, include: { conversation: true } });
      expect(stored).toMatchObject([{ model: 'gpt-4o', provider: 'openai', conversation: { externalId: 'c' } }]);
    });

    const results = (...found: Readonly<Record<string, unknown>>[]): SentSpan => ({
      events: found.map((result) => ({
        name: 'db.query.result',
        timeUnixNano: nano(5),
        attributes: Object.entries(result).map(([key, value]) => ({ key: `db.query.result.${key}`, value: valueOf(value) })),
      })),
    });
    test.each<[claim: string, span: Sent, expected: object]>([
      [
        'Chroma’s query and what it found',
        [
          1,
          null,
          'chroma.query',
          { 'db.system': 'chroma', 'db.operation': 'query', 'db.chroma.query.n_results': 2 },
          results({ id: 'a', distance: 0.5, document: 'tea' }),
        ],
        { kind: 'RETRIEVER', output: { json: [{ id: 'a', distance: 0.5, document: 'tea' }] } },
      ],
      [
        'Pinecone’s by the name of its span',
        [1, null, 'pinecone.query', { 'db.system': 'pinecone', 'pinecone.query.top_k': 3 }],
        { kind: 'RETRIEVER' },
      ],
      [
        'Qdrant’s by its newer names',
        [1, null, 'points', { 'db.system.name': 'qdrant', 'db.operation.name': 'search' }],
        { kind: 'RETRIEVER' },
      ],
      [
        'pgvector’s in SQL',
        [
          1,
          null,
          'SELECT',
          { 'db.system': 'postgresql', 'db.operation': 'SELECT', 'db.statement': 'SELECT * FROM docs ORDER BY v <=> $1 LIMIT 5' },
        ],
        { kind: 'RETRIEVER', input: { text: 'SELECT * FROM docs ORDER BY v <=> $1 LIMIT 5' } },
      ],
      [
        'any with attributes of vectors',
        [1, null, 'db.query', { 'db.system': 'redis', 'db.vector.query.top_k': 3 }],
        { kind: 'RETRIEVER' },
      ],
      [
        'nothing else of SQL',
        [1, null, 'SELECT', { 'db.system': 'postgresql', 'db.operation': 'SELECT', 'db.statement': 'SELECT 1' }],
        { kind: 'SPAN' },
      ],
      ['no addition', [1, null, 'chroma.add', { 'db.system': 'chroma', 'db.operation': 'add' }], { kind: 'SPAN' }],
      [
        'no change of what is stored',
        [1, null, 'chroma.query', { 'db.system': 'milvus', 'db.operation': 'query_delete' }],
        { kind: 'SPAN' },
      ],
    ])('a search in vectors is %s', async (_claim, span, expected) => {
      expect(Object.values((await client.traceOf([span])).spans)).toMatchObject([expected]);
    });
  });
}
