import { beforeEach, describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import type { FakeModels } from '../../model-connections/tests/fake-models.testing.ts';
import { begun, connectModels, follow, ran, read, textOf, user } from './runs.testing.ts';

const draftFields = `title model notes rows source { kind promptName promptVersion traceId spanId messageExternalId }
  prompt { messages { role text name toolCallId toolCalls { id name arguments } } tools { name description parameters } outputSchema temperature topP seed maxOutputTokens stop }`;

/** A prompt is taken from a version, a span, or a message; a run becomes a trace, which can be taken from again. */
export function testsOfDrafts(serverOf: () => TestServer, fakeOf: () => FakeModels): void {
  describe('a draft', () => {
    let workspace: TestWorkspace;
    beforeEach(async () => {
      workspace = await openTestWorkspace(serverOf());
      await connectModels(workspace, 'open', fakeOf().url);
    });
    const draft = (from: object): Promise<Loose> =>
      workspace.run(`query ($from: PlaygroundSourceInput!) { playgroundDraft(from: $from) { ${draftFields} } }`, { from });
    const save = async (input: object): Promise<void> => {
      expect(
        (await workspace.run('mutation ($input: PromptVersionInput!) { savePromptVersion(input: $input) { version } }', { input })).errors,
      ).toBeUndefined();
    };

    test('of a version has the texts that it refers to, and what its config names', async () => {
      await save({ name: 'rules', text: 'Be kind.', labels: ['production'] });
      await save({
        name: 'chat',
        messages: [
          { role: 'system', content: '@@@langfusePrompt:name=rules|label=production@@@' },
          { placeholder: 'history' },
          { role: 'user', content: 'Hello {{name}}' },
        ],
        config: {
          model: 'small',
          temperature: 0.5,
          max_tokens: 50,
          tools: [{ type: 'function', function: { name: 'go', description: 'Goes.' } }],
        },
      });
      const { data } = await draft({ promptName: 'chat' });
      expect(data.playgroundDraft).toMatchObject({
        title: 'chat v1',
        model: 'open/small',
        notes: [],
        source: { kind: 'PROMPT', promptName: 'chat', promptVersion: 1 },
        prompt: {
          messages: [
            { role: 'SYSTEM', text: 'Be kind.' },
            { role: 'PLACEHOLDER', name: 'history' },
            { role: 'USER', text: 'Hello {{name}}' },
          ],
          tools: [{ name: 'go', description: 'Goes.', parameters: { type: 'object', properties: {} } }],
          temperature: 0.5,
          maxOutputTokens: 50,
          outputSchema: null,
        },
      });
      expect((await draft({ promptName: 'chat', promptVersion: 9 })).errors[0].extensions).toMatchObject({ code: 'NOT_FOUND' });
      // Run with a row that fills the place.
      fakeOf().answer([{ text: 'Hi.' }]);
      const { prompt } = data.playgroundDraft;
      const run = await ran(serverOf(), workspace, {
        prompt: { ...prompt, rows: [{ name: 'Ada', history: '[{"role": "assistant", "content": "Earlier {{name}}."}]' }] },
        models: ['open/small'],
        from: { promptName: 'chat' },
      });
      expect(run.source).toMatchObject({ kind: 'PROMPT', promptName: 'chat', promptVersion: 1 });
      expect(fakeOf().requests.at(-1)?.body.messages).toEqual([
        { role: 'system', content: 'Be kind.' },
        { role: 'assistant', content: 'Earlier Ada.' },
        { role: 'user', content: 'Hello Ada' },
      ]);
    });

    const spans = `mutation ($spans: [SpanInput!]!) { captureSpans(spans: $spans) { accepted rejected { index reason } } }`;
    const traceId = 'a'.repeat(32);
    const callOf = (id: string, city: string) => ({
      id,
      type: 'function',
      function: { name: 'weather', arguments: JSON.stringify({ city }) },
    });
    const llm = {
      traceId,
      spanId: 'b'.repeat(16),
      name: 'answer',
      kind: 'LLM',
      model: 'small',
      userId: 'ada',
      startedAt: new Date().toISOString(),
      endedAt: new Date().toISOString(),
      modelParameters: { temperature: 0.2, max_tokens: 99, stop: ['END'] },
      tools: [{ name: 'weather', description: 'Weather.', input_schema: { type: 'object', properties: { city: { type: 'string' } } } }],
      input: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Is it warm?' },
        { role: 'assistant', content: null, tool_calls: [callOf('c1', 'Rome')] },
        { role: 'tool', content: '25', tool_call_id: 'c1', name: 'weather' },
        { role: 'assistant', content: 'Hm.', tool_calls: [callOf('c2', 'Oslo')] },
        { role: 'user', content: 'And?' },
      ],
    };

    test('of a span has all that the model was sent; calls without results are left out', async () => {
      const sent = await workspace.run(spans, { spans: [llm] });
      expect(sent.errors).toBeUndefined();
      expect(sent.data.captureSpans.accepted).toBe(1);
      const { data, errors } = await draft({ traceId, spanId: llm.spanId });
      expect(errors).toBeUndefined();
      expect(data.playgroundDraft).toMatchObject({
        model: 'open/small',
        notes: ['A tool call is left out, since call or result was not sent.'],
        source: { kind: 'SPAN', traceId, spanId: llm.spanId },
        prompt: {
          messages: [
            { role: 'SYSTEM', text: 'Be brief.' },
            { role: 'USER', text: 'Is it warm?' },
            { role: 'ASSISTANT', text: '', toolCalls: [{ id: 'c1', name: 'weather', arguments: { city: 'Rome' } }] },
            { role: 'TOOL', text: '25', toolCallId: 'c1', name: 'weather' },
            { role: 'ASSISTANT', text: 'Hm.', toolCalls: [] },
            { role: 'USER', text: 'And?' },
          ],
          tools: [{ name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } }],
          temperature: 0.2,
          maxOutputTokens: 99,
          stop: ['END'],
        },
      });
      // It runs as it is, and goes when its user is erased.
      fakeOf().answer([{ text: 'Warm.' }]);
      const from = { traceId, spanId: llm.spanId };
      const run = await ran(serverOf(), workspace, { prompt: data.playgroundDraft.prompt, models: ['open/small'], from });
      expect(textOf(run.answers[0])).toBe('Warm.');
      const { userErased } = await import('../../deletions/hooks.ts');
      for (const reaction of userErased.reactions)
        await reaction(serverOf().stores, { workspaceId: workspace.id, userIds: ['ada'] }, { publish: () => undefined });
      expect(await read(workspace, run.id)).toBeNull();
    });

    test('of a message has its conversation up to it, or its model call', async () => {
      const at = (second: number): string => new Date(Date.now() - 60_000 + second * 1_000).toISOString();
      const { errors } = await workspace.run(
        'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted rejected { index reason } } }',
        {
          messages: [
            { externalId: 'm1', conversationId: 'k', role: 'USER', content: 'One?', createdAt: at(1) },
            { externalId: 'm2', conversationId: 'k', role: 'ASSISTANT', content: 'One.', model: 'other', createdAt: at(2) },
            { externalId: 'm3', conversationId: 'k', role: 'USER', content: 'Two?', createdAt: at(3) },
            { externalId: 'm4', conversationId: 'k', role: 'ASSISTANT', content: 'Two.', model: 'other', createdAt: at(4) },
          ],
        },
      );
      expect(errors).toBeUndefined();
      const { data } = await draft({ messageExternalId: 'm4' });
      expect(data.playgroundDraft).toMatchObject({
        model: null,
        notes: ['The model other is not connected; choose another one.'],
        source: { kind: 'MESSAGE', messageExternalId: 'm4' },
      });
      expect(data.playgroundDraft.prompt.messages.map(({ text }: Loose) => text)).toEqual(['One?', 'One.', 'Two?']);
      expect((await draft({ messageExternalId: 'm3' })).data.playgroundDraft.prompt.messages).toHaveLength(3);
      expect((await draft({ messageExternalId: 'm9' })).errors[0].extensions.code).toBe('NOT_FOUND');
    });

    test.each([
      [{}, 'from'],
      [{ promptName: 'a', messageExternalId: 'b' }, 'from'],
      [{ traceId: 'a' }, 'from.spanId'],
      [{ spanId: 'a' }, 'from.traceId'],
    ])('of %j is refused at %s', async (from, field) => {
      expect((await draft(from)).errors[0].extensions).toMatchObject({ code: 'BAD_PLAYGROUND_INPUT', field });
    });

    test('a run becomes a trace where the workspace wants it, from which it is taken again', async () => {
      await workspace.run('mutation { setAssistantSettings(input: { isTraced: true, actsWithoutCard: false }) { isTraced } }');
      fakeOf().answer([{ text: 'Traced.' }]);
      const { id } = await begun(workspace, {
        prompt: { messages: [{ role: 'SYSTEM', text: 'Be {{how}}.' }, user('Go')], rows: [{ how: 'good' }], temperature: 0.1 },
        models: ['open/small'],
      });
      await follow(serverOf(), workspace, id);
      await expect.poll(async () => (await read(workspace, id)).answers[0].traceId).toMatch(/^[0-9a-f]{32}$/);
      const traced = (await read(workspace, id)).answers[0].traceId;
      const { trace } = (
        await workspace.run('query ($id: String!) { trace(traceId: $id) { name environment spans { edges { node { id kind } } } } }', {
          id: traced,
        })
      ).data;
      expect(trace).toMatchObject({ name: 'playground', environment: 'playground' });
      const called = trace.spans.edges.map(({ node }: Loose) => node).find(({ kind }: Loose) => kind === 'LLM');
      const again = (await draft({ traceId: traced, spanId: called.id })).data.playgroundDraft;
      expect(again).toMatchObject({
        model: 'open/small',
        notes: [],
        prompt: { temperature: 0.1, messages: [{ text: 'Be good.' }, { text: 'Go' }] },
      });
    });
  });
}
