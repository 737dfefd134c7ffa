import { beforeEach, describe, expect, test } from 'vitest';
import type { TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import type { FakeModels } from '../../model-connections/tests/fake-models.testing.ts';
import { connectModels, tryRun, user } from './runs.testing.ts';

const asked = [user('x')];
const models = ['open/small'];

/** What a run cannot be begun with: each is refused by its path, and no model is asked. */
export function testsOfInput(serverOf: () => TestServer, fakeOf: () => FakeModels): void {
  describe('what cannot be run', () => {
    let workspace: TestWorkspace;
    beforeEach(async () => {
      workspace = await openTestWorkspace(serverOf());
      await connectModels(workspace, 'open', fakeOf().url);
    });

    test.each<[string, object, string, RegExp]>([
      ['no message', { prompt: { messages: [] }, models }, 'input.prompt.messages', /1 to 200/],
      ['only the system', { prompt: { messages: [{ role: 'SYSTEM', text: 'a' }] }, models }, 'input.prompt.messages', /add one of USER/],
      ['an empty text', { prompt: { messages: [user(' ')] }, models }, 'input.prompt.messages[0].text', /is empty/],
      [
        '5 MB',
        { prompt: { messages: [user('a'.repeat(5_000_000))] }, models },
        'input.prompt.messages',
        /50\d+ bytes of JSON.*at most 1048576/,
      ],
      ['NUL', { prompt: { messages: [user('a\u0000')] }, models }, 'input.prompt.messages', /NUL/],
      ['half a pair', { prompt: { messages: asked, rows: [{ a: '\ud800' }] }, models }, 'input.prompt.messages', /surrogate/],
      ['no model', { prompt: { messages: asked }, models: [] }, 'input.models', /1 to 6/],
      ['seven models', { prompt: { messages: asked }, models: Array(7).fill('open/small') }, 'input.models', /1 to 6/],
      ['a model that is not connected', { prompt: { messages: asked }, models: ['open/smal'] }, 'input.models[0]', /there are open\/small/],
      ['21 rows', { prompt: { messages: asked, rows: Array(21).fill({}) }, models }, 'input.prompt.rows', /at most 20/],
      ['a row that is a list', { prompt: { messages: asked, rows: [[1]] }, models }, 'input.prompt.rows[0]', /object of texts/],
      ['a value that is a number', { prompt: { messages: asked, rows: [{ a: 1 }] }, models }, 'input.prompt.rows[0].a', /a text/],
      [
        'a tool with a bad name',
        { prompt: { messages: asked, tools: [{ name: 'a b' }] }, models },
        'input.prompt.tools[0].name',
        /letters/,
      ],
      [
        'two tools of a name',
        { prompt: { messages: asked, tools: [{ name: 'a' }, { name: 'a' }] }, models },
        'input.prompt.tools[1].name',
        /another/,
      ],
      [
        'parameters that are no schema',
        {
          prompt: { messages: asked, tools: [{ name: 'a', parameters: { type: 'object', properties: { b: { type: 'strnig' } } } }] },
          models,
        },
        'input.prompt.tools[0].parameters',
        /no JSON Schema.*\/properties\/b\/type/,
      ],
      [
        'a schema that is a text',
        { prompt: { messages: asked, outputSchema: 'a' }, models },
        'input.prompt.outputSchema',
        /no JSON object/,
      ],
      [
        'a schema of a list',
        { prompt: { messages: asked, outputSchema: { type: 'array' } }, models },
        'input.prompt.outputSchema',
        /"object"/,
      ],
      [
        'a reference to nothing',
        { prompt: { messages: asked, outputSchema: { properties: { a: { $ref: '#/$defs/b' } } } }, models },
        'input.prompt.outputSchema',
        /nothing stands/,
      ],
      ['a temperature of 3', { prompt: { messages: asked, temperature: 3 }, models }, 'input.prompt.temperature', /0 to 2/],
      ['no output', { prompt: { messages: asked, maxOutputTokens: 0 }, models }, 'input.prompt.maxOutputTokens', /1 to/],
      ['five stops', { prompt: { messages: asked, stop: ['a', 'b', 'c', 'd', 'e'] }, models }, 'input.prompt.stop', /at most 4/],
      [
        'a result without a call',
        { prompt: { messages: [...asked, { role: 'TOOL', text: '1', toolCallId: 'a' }] }, models },
        'input.prompt.messages[1].toolCallId',
        /no call before it/,
      ],
      [
        'a call without a result',
        { prompt: { messages: [...asked, { role: 'ASSISTANT', toolCalls: [{ id: 'a', name: 'b', arguments: {} }] }, user('y')] }, models },
        'input.prompt.messages[1].toolCalls[0]',
        /has no result/,
      ],
      [
        'a place without messages',
        { prompt: { messages: [{ role: 'PLACEHOLDER', name: 'history' }], rows: [{}] }, models },
        'input.prompt.rows[0].history',
        /nothing else is asked/,
      ],
      [
        'a place with the name of what every object has',
        { prompt: { messages: [{ role: 'PLACEHOLDER', name: 'constructor' }], rows: [{}] }, models },
        'input.prompt.rows[0].constructor',
        /nothing else is asked/,
      ],
      [
        'a place with something else',
        { prompt: { messages: [{ role: 'PLACEHOLDER', name: 'history' }], rows: [{ history: '{}' }] }, models },
        'input.prompt.rows[0].history',
        /is not a list/,
      ],
      ['a source of two kinds', { prompt: { messages: asked }, models, from: { promptName: 'a', traceId: 'b' } }, 'input.from', /several/],
      [
        'a source that there is not',
        { prompt: { messages: asked }, models, from: { promptName: 'nope' } },
        'input.from',
        /Prompt not found/,
      ],
      ['a long title', { prompt: { messages: asked }, models, title: 'a'.repeat(121) }, 'input.title', /at most 120/],
    ])('%s', async (_what, input, field, reason) => {
      const count = fakeOf().requests.length;
      const { errors } = await tryRun(workspace, input);
      expect(errors[0].extensions).toMatchObject({ code: 'BAD_PLAYGROUND_INPUT', field, reason: expect.stringMatching(reason) });
      expect(fakeOf().requests).toHaveLength(count);
      expect((await workspace.run('{ playgroundRuns { edges { node { id } } } }')).data.playgroundRuns.edges).toEqual([]);
    });

    test('where no model is connected, the way to connect one is named', async () => {
      const empty = await openTestWorkspace(serverOf());
      expect((await tryRun(empty, { prompt: { messages: asked }, models })).errors[0].extensions.reason).toMatch(/page Language models/);
    });
  });
}
