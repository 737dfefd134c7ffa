import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { createApiKey } from '../access/commands.ts';
import { makeTeam } from '../access/tests/members.testing.ts';
import { promptVersionOf } from './load.ts';
import { maxDepth } from './types.ts';

let server: TestServer;
let headers: Record<string, string>;
beforeAll(async () => {
  server = await openTestServer();
  const { secret } = await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: 'prompts', role: 'EDITOR' });
  headers = { authorization: `Bearer ${secret}` };
});
afterAll(() => server?.close());

const fields =
  'id version name type text messages { role content placeholder } config variables placeholders labels commitMessage createdBy';
const run = async (query: string, variables: object = {}, own = headers): Promise<Loose> =>
  (await ask(server, query, { headers: own, variables })).body;
const trySave = (input: object, own = headers) =>
  run(`mutation ($input: PromptVersionInput!) { savePromptVersion(input: $input) { ${fields} } }`, { input }, own);
const save = async (input: object): Promise<Loose> => {
  const body = await trySave(input);
  expect(body.errors).toBeUndefined();
  return body.data.savePromptVersion;
};
const labelsOf = async (name: string) =>
  Object.fromEntries(
    (await run('query ($name: String!) { prompt(name: $name) { labels { label version } } }', { name })).data.prompt.labels.map(
      ({ label, version }: Loose) => [label, version],
    ),
  );
const resolvedOf = (name: string, choice: object = { label: 'latest' }) =>
  run(
    'query ($name: String!, $version: Int, $label: String) { promptVersion(name: $name, version: $version, label: $label) { version resolved { text messages { content } } } }',
    { name, ...choice },
  );
const codeOf = (body: Loose) => body.errors?.[0].extensions.code;

test('each save is the next version; a label stands at one version, and latest at the newest', async () => {
  const one = await save({
    name: 'support/answer',
    text: 'Help {{ user }} with {{topic}} and {{user}}.',
    labels: ['production', 'latest'],
    comment: 'first',
    config: { model: 'm' },
  });
  expect(one).toMatchObject({
    version: 1,
    type: 'TEXT',
    variables: ['user', 'topic'],
    labels: ['production'],
    commitMessage: 'first',
    createdBy: null,
    config: { model: 'm' },
    messages: null,
  });
  const two = await save({ name: 'support/answer', text: 'Help.', labels: ['staging'], tags: ['help'] });
  expect(await labelsOf('support/answer')).toEqual({ production: 1, staging: 2, latest: 2 });
  const moved = await run('mutation ($input: PromptLabelsInput!) { setPromptLabels(input: $input) { version labels } }', {
    input: { id: two.id, labels: ['production', 'eu'] },
  });
  expect(moved.data.setPromptLabels).toEqual({ version: 2, labels: ['eu', 'production'] });
  expect(await labelsOf('support/answer')).toEqual({ eu: 2, production: 2, latest: 2 });
  const { stores, defaultWorkspaceId } = server;
  const found = await promptVersionOf(stores, defaultWorkspaceId, { name: 'support/answer', choice: { label: 'production' } });
  expect(found.ok && found.value).toMatchObject({ version: 2, tags: ['help'], labels: ['eu', 'latest', 'production'], content: 'Help.' });
  await run('mutation ($id: ID!) { deletePromptVersion(id: $id) }', { id: two.id });
  expect(await labelsOf('support/answer')).toEqual({ latest: 1 });
  expect(await save({ name: 'support/answer', text: 'Third.' })).toMatchObject({ version: 3 });
});

test('saved at once, versions get different numbers', async () => {
  const saved = await Promise.all(Array.from({ length: 4 }, (_, n) => save({ name: 'race', text: `text ${n}`, labels: ['production'] })));
  expect(saved.map(({ version }) => version).toSorted()).toEqual([1, 2, 3, 4]);
  expect(Object.keys(await labelsOf('race'))).toEqual(['production', 'latest']);
});

test('a chat prompt has messages and places for others, and stays a chat prompt', async () => {
  const messages = [{ role: 'system', content: 'You are {{who}}.' }, { placeholder: 'history' }, { role: 'user', content: '{{input}}' }];
  expect(await save({ name: 'chat', messages })).toMatchObject({
    type: 'CHAT',
    text: null,
    messages: [
      { role: 'system', content: 'You are {{who}}.', placeholder: null },
      { role: null, content: null, placeholder: 'history' },
      { role: 'user', content: '{{input}}', placeholder: null },
    ],
    variables: ['who', 'input'],
    placeholders: ['history'],
  });
  const body = await trySave({ name: 'chat', text: 'x' });
  expect(body.errors[0]).toMatchObject({
    message: expect.stringMatching(/is a CHAT prompt, and stays one/),
    extensions: { code: 'BAD_PROMPT', field: 'input.text' },
  });
  expect((await labelsOf('chat')).latest).toBe(1);
});

test('texts of other prompts stand in place of what refers to them', async () => {
  await save({ name: 'tone', text: 'Be kind to {{user}}.', labels: ['production'] });
  await save({ name: 'rules', text: 'Rules: @@@langfusePrompt:name=tone|label=production@@@', labels: ['production'] });
  await save({
    name: 'whole',
    messages: [{ role: 'system', content: 'A @@@langfusePrompt:name=rules|version=1@@@ Z' }, { placeholder: 'rest' }],
  });
  expect((await resolvedOf('whole')).data.promptVersion.resolved).toEqual({
    text: null,
    messages: [{ content: 'A Rules: Be kind to {{user}}. Z' }, { content: null }],
  });
  await save({ name: 'tone', text: 'Be short.', labels: ['production'] });
  expect((await resolvedOf('rules')).data.promptVersion.resolved.text).toBe('Rules: Be short.');
  await save({ name: 'no-tag', text: 'A @@@langfusePrompt:name=tone@@@ B @@@langfusePrompt:x@@@' });
  expect((await resolvedOf('no-tag')).data.promptVersion.resolved.text).toBe('A @@@langfusePrompt:name=tone@@@ B @@@langfusePrompt:x@@@');
});

test('a circle, too long a way, a chat prompt and one that there is not are refused', async () => {
  await save({ name: 'd0', text: 'end', labels: ['production'] });
  for (let n = 1; n <= maxDepth; n += 1)
    await save({ name: `d${n}`, text: `${n} @@@langfusePrompt:name=d${n - 1}|label=production@@@`, labels: ['production'] });
  expect((await resolvedOf(`d${maxDepth}`)).data.promptVersion.resolved.text).toBe('5 4 3 2 1 end');
  const refusals = {
    far: [`@@@langfusePrompt:name=d${maxDepth}|label=production@@@`, /further than 5/],
    self: ['@@@langfusePrompt:name=self|label=latest@@@', /Circular dependency/],
    none: ['@@@langfusePrompt:name=nowhere|version=3@@@', /not found: 'nowhere' with version 3/],
    ofChat: ['@@@langfusePrompt:name=chatty|label=latest@@@', /only text prompts/],
  } as const;
  await save({ name: 'chatty', messages: [{ role: 'user', content: 'x' }] });
  for (const [name, [text, message]] of Object.entries(refusals)) {
    const body = await trySave({ name, text });
    expect([name, codeOf(body)]).toEqual([name, 'PROMPT_REFERENCE']);
    expect(body.errors[0].message).toMatch(message);
  }
  // Closed by a label that moves afterwards.
  await save({ name: 'd0', text: '@@@langfusePrompt:name=d1|label=production@@@', labels: [] });
  const [newest] = (await run('{ prompt(name: "d0") { versions { id version } } }')).data.prompt.versions;
  await run('mutation ($input: PromptLabelsInput!) { setPromptLabels(input: $input) { id } }', {
    input: { id: newest.id, labels: ['production'] },
  });
  expect(codeOf(await resolvedOf('d1'))).toBe('PROMPT_REFERENCE');
});

test('comments, tags and deletion', async () => {
  const { id } =
    (await save({ name: 'noted', text: 'x', labels: ['production'] })) && (await run('{ prompt(name: "noted") { id } }')).data.prompt;
  const comment = (input: object) =>
    run('mutation ($input: PromptCommentInput!) { commentPrompt(input: $input) { id version text author } }', { input: { id, ...input } });
  expect((await comment({ text: ' Good. ', version: 1 })).data.commentPrompt).toMatchObject({ version: 1, text: 'Good.', author: null });
  expect((await comment({ text: 'x', version: 9 })).errors[0].extensions).toMatchObject({ code: 'BAD_PROMPT', field: 'input.version' });
  await run('mutation ($input: PromptTagsInput!) { setPromptTags(input: $input) { tags } }', { input: { id, tags: ['a', 'a', 'b'] } });
  const { prompt } = (await run('{ prompt(name: "noted") { tags comments { id text } lastChange { action } } }')).data;
  expect(prompt).toMatchObject({ tags: ['a', 'b'], comments: [{ text: 'Good.' }], lastChange: { action: 'setPromptTags' } });
  await run('mutation ($id: ID!) { deletePromptComment(id: $id) }', { id: prompt.comments[0].id });
  expect((await run('{ prompt(name: "noted") { comments { id } } }')).data.prompt.comments).toEqual([]);
  expect((await run('mutation ($id: ID!) { deletePrompt(id: $id) }', { id })).data.deletePrompt).toBe(id);
  expect((await run('{ prompt(name: "noted") { id } }')).data.prompt).toBeNull();
});

test.each([
  ['a name with a bar', { name: 'a|b', text: 'x' }, 'input.name'],
  ['a reserved name', { name: 'new', text: 'x' }, 'input.name'],
  ['neither text nor messages', { name: 'a' }, 'input.text'],
  ['text and messages', { name: 'a', text: 'x', messages: [] }, 'input.text'],
  ['no message', { name: 'a', messages: [] }, 'input.messages'],
  ['a message without a text', { name: 'a', messages: [{ role: 'user' }] }, 'input.messages[0].content'],
  ['a placeholder that is no name', { name: 'a', messages: [{ placeholder: '1 x' }] }, 'input.messages[0].placeholder'],
  ['a label with capitals', { name: 'a', text: 'x', labels: ['ok', 'Prod'] }, 'input.labels[1]'],
  ['a NUL', { name: 'a', text: 'x\u0000' }, 'input.text'],
  ['a long comment', { name: 'a', text: 'x', comment: 'x'.repeat(501) }, 'input.comment'],
])('%s is refused by its path', async (_name, input, field) => {
  expect((await trySave(input)).errors[0].extensions).toMatchObject({ code: 'BAD_PROMPT', field });
});

test('who reads does not save', async () => {
  const team = await makeTeam(server, ['ANALYST']);
  expect(codeOf(await trySave({ name: 'a', text: 'x' }, team.of('ANALYST').headers))).toBe('FORBIDDEN');
});
