import { describe, expect, test } from 'vitest';
import {
  type Client,
  conversationOf,
  nano,
  native,
  openinference,
  openinferenceTokens,
  traceloop,
  workflow,
  type Sent,
} from './client.testing.ts';

/** What is one call although several spans report it, and what is none. */
export function testCalls(client: Client): void {
  describe('one call that two instrumentations report is one call and one message', () => {
    const outer: Sent = [2, 1, 'messages.create', { ...openinference, ...openinferenceTokens }];
    const bareOuter: Sent = [2, 1, 'messages.create', openinference];
    const inner: Sent = [3, 2, 'anthropic.messages.create', native];
    const [told, bare]: [Sent, Sent] = [
      [2, 1, 'anthropic.chat', traceloop],
      [3, 1, 'anthropic.messages.create', native],
    ];
    test.each<[claim: string, requests: (readonly Sent[])[]]>([
      ['whose inner span has no texts', [[workflow, outer, inner]]],
      ['whose inner span has no texts and comes first', [[inner], [outer, workflow]]],
      ['whose inner span has no texts and comes last', [[workflow, outer], [inner]]],
      ['whose inner span alone has tokens', [[workflow, bareOuter, inner]]],
      ['whose inner span alone has tokens and comes first', [[inner], [bareOuter, workflow]]],
      ['whose inner span alone has tokens and comes last', [[workflow, bareOuter], [inner]]],
      ['whose spans stand beside each other', [[workflow, told, bare]]],
      ['whose spans stand beside each other, the one without texts first', [[bare], [told, workflow]]],
      ['whose spans stand beside each other, the one without texts last', [[told], [bare, workflow]]],
      [
        'whose inner span is four steps below',
        [[workflow, outer, ...[3, 4, 5, 6].map((id): Sent => [id, id - 1, `step ${id}`, {}]), [7, 6, 'anthropic.messages.create', native]]],
      ],
    ])('%s', async (_claim, requests) => {
      const trace = await client.traceOf(...requests);
      expect(trace).toMatchObject({ modelCallCount: 1, inputTokens: 721, outputTokens: 112, costUsd: (721 * 3 + 112 * 15) / 1e6 });
      expect(trace.spans['answer.workflow'].subtree).toEqual({ modelCallCount: 1, inputTokens: 721, outputTokens: 112 });
      expect(conversationOf(trace)).toEqual([
        ['USER', 'What time is it?'],
        ['ASSISTANT', 'Let me look.'],
      ]);
      expect(trace.messages.at(-1)).toMatchObject({ inputTokens: 721, outputTokens: 112 });
    });

    test('calls with one id that follow each other are several, as Ollama numbers them', async () => {
      const at = (id: number, from: number): Sent => [
        id,
        1,
        `chat ${id}`,
        traceloop,
        { startTimeUnixNano: nano(from), endTimeUnixNano: nano(from + 10) },
      ];
      expect(await client.traceOf([workflow, at(2, 100), at(3, 200)])).toMatchObject({ modelCallCount: 2, inputTokens: 2 * 721 });
    });

    test('the preparation of a call is none', async () => {
      const trace = await client.traceOf([
        [1, null, 'BaseWorkflowAgent.run_agent_step', { 'openinference.span.kind': 'CHAIN' }],
        [
          2,
          1,
          'OpenAI._prepare_chat_with_tools',
          {
            'openinference.span.kind': 'LLM',
            'llm.model_name': 'gpt-4o-mini',
            'input.value': '{"user_msg": null, "chat_history": ["ChatMessage(role=<MessageRole.USER: \'user\'>)"]}',
            'output.value': '{"messages": ["ChatMessage(role=<MessageRole.USER: \'user\'>)"], "tools": []}',
          },
        ],
        [3, 1, 'OpenAI.achat', { ...openinference, ...openinferenceTokens }],
      ]);
      expect(trace).toMatchObject({ modelCallCount: 1, spans: { 'OpenAI._prepare_chat_with_tools': { kind: 'CHAIN' } } });
      expect(conversationOf(trace)).toHaveLength(2);
    });
  });
}
