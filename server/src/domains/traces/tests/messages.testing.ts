import { describe, expect, test } from 'vitest';
import type { SentSpan } from '../../../protocols/otlp/requests.fixtures.ts';
import { ask, type Loose } from '../../../server.testing.ts';
import { hexId } from '../spans.testing.ts';
import { type Client, conversationOf, nano, sentSpans, traceloop, valueOf, type Requests, type Sent } from './client.testing.ts';

/** What messages and conversations spans and log records become. */
export function testMessages(client: Client): void {
  describe('messages', () => {
    test.each([
      ['', false],
      [', also on another server', true],
    ])('of a conversation whose later call comes first stand once, in their order%s', async (_where, isElsewhere) => {
      const conversation = `late-turns ${isElsewhere}`;
      const turn = (id: number, asked: readonly (readonly [role: string, content: string])[], answer: string, from: number): Sent => [
        id,
        null,
        `turn ${id}`,
        {
          'gen_ai.operation.name': 'chat',
          'gen_ai.request.model': 'm',
          'gen_ai.conversation.id': conversation,
          'gen_ai.usage.output_tokens': id,
          'gen_ai.input.messages': JSON.stringify(asked.map(([role, content]) => ({ role, parts: [{ type: 'text', content }] }))),
          'gen_ai.output.messages': JSON.stringify([{ role: 'assistant', parts: [{ type: 'text', content: answer }] }]),
        },
        { startTimeUnixNano: nano(from), endTimeUnixNano: nano(from + 10) },
      ];
      const first = [
        ['system', 'Be brief.'],
        ['user', 'yes?'],
      ] as const;
      const second = [...first, ['assistant', 'yes'], ['user', 'yes?']] as const;
      await client.traceOf([turn(2, second, 'yes', 500)]);
      if (isElsewhere) client.moveOn();
      for (const _twice of [1, 2]) await client.post(sentSpans(hexId(900 + Number(isElsewhere), 32), [turn(1, first, 'yes', 100)]));
      const { body } = await ask(
        client.server,
        `{ conversation(externalId: "${conversation}") { messages(first: 20) { edges { node { role content outputTokens } } } } }`,
      );
      expect(body.errors).toBeUndefined();
      expect(body.data.conversation.messages.edges.map(({ node }: Loose) => [node.role, node.content, node.outputTokens])).toEqual([
        ['SYSTEM', 'Be brief.', null],
        ['USER', 'yes?', null],
        ['ASSISTANT', 'yes', 1],
        ['USER', 'yes?', null],
        ['ASSISTANT', 'yes', 2],
      ]);
    });

    test('come from an agent where it alone reports the tokens of its calls', async () => {
      const agent = {
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.request.model': 'claude-sonnet-4-6',
        'gen_ai.usage.input_tokens': 500,
        'gen_ai.usage.output_tokens': 70,
        'input.value': 'Plan a trip',
        'output.value': 'Go to Rome.',
      };
      const alone = await client.traceOf([
        [1, null, 'outer', agent],
        [2, 1, 'inner', { ...agent, 'gen_ai.usage.input_tokens': 300 }],
        [3, 2, 'tool', { 'gen_ai.tool.name': 't' }],
      ]);
      expect(alone.messages).toEqual([
        { role: 'USER', content: 'Plan a trip', inputTokens: null, outputTokens: null },
        { role: 'ASSISTANT', content: 'Go to Rome.', inputTokens: 500, outputTokens: 70 },
      ]);
      const call: Sent = [2, 1, 'chat', { ...traceloop, 'gen_ai.response.id': 'msg_9' }];
      const around: Sent = [1, null, 'agent', agent];
      for (const requests of [[[around, call]], [[call], [around]], [[around], [call]], [[around], 'elsewhere', [call]]] as Requests[])
        expect(conversationOf(await client.traceOf(...requests))).toEqual([
          ['USER', 'What time is it?'],
          ['ASSISTANT', 'Let me look.'],
        ]);
    });

    test('take the texts that a call lacks from the nearest span around it, once, whatever comes first', async () => {
      const bare = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm', 'gen_ai.usage.output_tokens': 5 };
      const agent: Sent = [
        1,
        null,
        'agent',
        { 'gen_ai.operation.name': 'invoke_agent', 'input.value': 'Plan a trip', 'output.value': 'Go.' },
      ];
      const step: Sent = [2, 1, 'step', { 'openinference.span.kind': 'CHAIN', 'input.value': '{"a":1}' }];
      const at = (id: number, parent: number, ms: number): Sent => [
        id,
        parent,
        `chat ${id}`,
        bare,
        { startTimeUnixNano: nano(ms), endTimeUnixNano: nano(ms + 10) },
      ];
      const calls = [at(3, 2, 100), at(4, 1, 200)];
      for (const requests of [[[agent, step, ...calls]], [calls, [step, agent]], [calls, 'elsewhere', [step], [agent]]] as Requests[])
        expect(conversationOf(await client.traceOf(...requests))).toEqual([
          ['USER', 'Plan a trip'],
          ['ASSISTANT', ''],
          ['ASSISTANT', 'Go.'],
        ]);
      const failed: Sent = [5, 1, 'failed', { ...bare, 'error.type': 'timeout' }, { status: { code: 2 } }];
      expect(conversationOf(await client.traceOf([agent, failed]))).toEqual([
        ['USER', 'Plan a trip'],
        ['ASSISTANT', ''],
      ]);
      // What is asked of a tool's own model is not what the agent was asked.
      const tool: Sent = [2, 1, 'tool', { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 't' }];
      expect(conversationOf(await client.traceOf([agent, tool, at(3, 2, 100)]))).toEqual([['ASSISTANT', '']]);
    });

    test('keep the evaluations of an agent that came before its calls', async () => {
      const agent = { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.usage.input_tokens': 500, 'output.value': 'Go to Rome.' };
      const id = hexId(950, 32);
      await client.post(sentSpans(id, [[1, null, 'agent', agent]]));
      const judged = await ask(client.server, 'mutation ($e: [EvaluationInput!]!) { evaluateMessages(evaluations: $e) { accepted } }', {
        variables: { e: [{ traceId: id, externalId: 'of-an-agent', rating: 5 }] },
      });
      expect(judged.body.data.evaluateMessages.accepted).toBe(1);
      await client.post(sentSpans(id, [[2, 1, 'chat', traceloop]]));
      await client.look(id);
      expect(await client.server.stores.prisma.evaluation.findFirst({ where: { externalId: 'of-an-agent' } })).not.toBeNull();
    });

    test('have the calls and results of tools that the provider runs', async () => {
      const parts = [
        { type: 'server_tool_call', id: 's1', name: 'web_search', server_tool_call: { type: 'web_search', query: 'tea' } },
        { type: 'server_tool_call_response', id: 's1', server_tool_call_response: { type: 'web_search', results: ['a', 'b'] } },
        { type: 'server_tool_call', id: 's2', name: 'code', server_tool_call: { type: 'code', arguments: '{"x":1}' } },
        { type: 'web_search_tool_result', tool_use_id: 's2', content: 'found' },
        { type: 'text', content: 'Tea is a drink.' },
      ];
      const { spans } = await client.traceOf([
        [1, null, 'chat', { 'gen_ai.operation.name': 'chat', 'gen_ai.output.messages': JSON.stringify([{ role: 'assistant', parts }]) }],
      ]);
      expect(spans.chat.output.messages).toEqual([
        {
          role: 'ASSISTANT',
          content: 'Tea is a drink.',
          toolCallId: null,
          toolCalls: [
            { id: 's1', name: 'web_search', arguments: { query: 'tea' } },
            { id: 's2', name: 'code', arguments: { x: 1 } },
          ],
        },
        { role: 'TOOL', content: '{"results":["a","b"]}', toolCallId: 's1', toolCalls: [] },
        { role: 'TOOL', content: 'found', toolCallId: 's2', toolCalls: [] },
      ]);
    });
  });

  describe('Claude Code that exports log records alone', () => {
    const session = { 'session.id': 'a-session', 'user.id': 'a-device', 'prompt.id': '0b6f1c2e-3d4a-4b5c-8d9e-0f1a2b3c4d5e' };
    const traceId = session['prompt.id'].replaceAll('-', '');
    const record = (event: string, ms: number, attributes: Readonly<Record<string, unknown>>): SentSpan => ({
      timeUnixNano: nano(ms),
      body: { stringValue: `claude_code.${event}` },
      attributes: Object.entries({ ...session, 'event.name': event, ...attributes }).map(([key, value]) => ({
        key,
        value: valueOf(value),
      })),
    });
    const asked = record('user_prompt', 0, { prompt_length: 14, prompt: 'List the files' });
    const request = record('api_request', 3_000, {
      model: 'claude-sonnet-4-6',
      request_id: 'req_1',
      duration_ms: 2_500,
      cost_usd: 0.25,
      input_tokens: 2,
      output_tokens: 100,
      cache_read_tokens: 1_000,
      cache_creation_tokens: 20,
    });
    const tool = record('tool_result', 4_000, {
      tool_name: 'Bash',
      tool_use_id: 'toolu_1',
      success: 'true',
      duration_ms: 500,
      tool_parameters: '{"bash_command":"ls"}',
    });
    const failed = record('api_error', 5_000, {
      model: 'claude-sonnet-4-6',
      error: 'overloaded',
      status_code: '529',
      duration_ms: 100,
      request_id: 'req_2',
    });
    const answered = record('assistant_response', 3_001, { model: 'claude-sonnet-4-6', request_id: 'req_1', response: 'There are two.' });
    const decided = record('tool_decision', 3_500, { tool_name: 'Bash', tool_use_id: 'toolu_1', decision: 'accept', source: 'config' });
    const bodies = [
      record('api_request_body', 600, {
        model: 'claude-sonnet-4-6',
        body: '{"model":"m","messages":[{"role":"user","content":"List the files"}]}',
      }),
      record('api_response_body', 3_002, {
        request_id: 'req_1',
        body: '{"type":"message","role":"assistant","content":[{"type":"text","text":"There are two."}]}',
      }),
      record('hook_execution_complete', 3_600, { hook_event: 'PreToolUse', num_success: 1 }),
    ];

    test('is traces with calls, tokens, the reported cost, tools and a conversation, whatever comes first and however often', async () => {
      await client.postLogs(answered, tool);
      await client.postLogs(asked, request, failed, decided, ...bodies);
      await client.postLogs(request, asked);
      const trace = await client.look(traceId);
      expect(trace).toMatchObject({
        modelCallCount: 2,
        toolCallCount: 1,
        errorCount: 1,
        inputTokens: 1_022,
        outputTokens: 100,
        sessionId: 'a-session',
        userId: 'a-device',
      });
      expect(conversationOf(trace)).toEqual([
        ['USER', 'List the files'],
        ['ASSISTANT', 'There are two.'],
        ['ASSISTANT', ''],
      ]);
      expect(Object.keys(trace.spans)).toHaveLength(8);
      const { spans } = trace;
      const idOf = async (name: string): Promise<string> =>
        (
          await ask(client.server, `{ trace(traceId: "${traceId}") { spans(first: 50) { edges { node { id name } } } } }`)
        ).body.data.trace.spans.edges.find(({ node }: Loose) => node.name === `claude_code.${name}`).node.id;
      expect(spans['claude_code.tool_decision']).toMatchObject({
        kind: 'EVENT',
        parentId: await idOf('tool_result'),
        attributes: { decision: 'accept', source: 'config' },
      });
      expect(spans['claude_code.api_request_body']).toMatchObject({
        kind: 'EVENT',
        parentId: await idOf('user_prompt'),
        input: { form: 'CHAT' },
      });
      expect(spans['claude_code.api_response_body']).toMatchObject({
        kind: 'EVENT',
        parentId: await idOf('api_request'),
        output: { messages: [{ content: 'There are two.' }] },
      });
      expect(spans['claude_code.hook_execution_complete']).toMatchObject({
        kind: 'EVENT',
        isError: false,
        attributes: { hook_event: 'PreToolUse' },
      });
      expect(trace.spans['claude_code.user_prompt']).toMatchObject({ kind: 'AGENT', parentId: null, input: { text: 'List the files' } });
      expect(trace.spans['claude_code.api_request']).toMatchObject({
        kind: 'LLM',
        durationMs: 2_500,
        provider: 'anthropic',
        reportedCostUsd: 0.25,
        cacheReadTokens: 1_000,
        output: { text: 'There are two.' },
      });
      expect(trace.spans['claude_code.tool_result']).toMatchObject({
        kind: 'TOOL',
        toolName: 'Bash',
        durationMs: 500,
        input: { json: { bash_command: 'ls' } },
      });
      expect(trace.spans['claude_code.api_error']).toMatchObject({ kind: 'LLM', isError: true, errorType: '529' });
    });
  });
}
