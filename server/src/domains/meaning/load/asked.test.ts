import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import { openTestServer, type Loose, type TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import { findTopics } from '../background/find-topics.ts';

const dayMs = 86_400_000;
const now = new Date();
const themes = [
  (n: number) => `My suitcase and baggage did not arrive at the airport, bag number ${n}. This is terrible, I am so angry!`,
  (n: number) => `Bitte ändern Sie das Datum meines Fluges nach Hamburg auf einen anderen Tag, Buchung Nummer ${n}`,
  (n: number) => `How do I reset the password of my account, login ${n}`,
] as const;
const perTheme = 60;

let server: TestServer;
let own: TestWorkspace;
beforeAll(async () => {
  server = await openTestServer();
  own = await openTestWorkspace(server);
  const messages = themes.flatMap((theme, at) =>
    Array.from({ length: perTheme }, (_, place) => {
      const conversationId = `c${at}-${place}`;
      const createdAt = (ms: number): string => new Date(now.getTime() - dayMs - place * 60_000 + ms).toISOString();
      return [
        { externalId: `u${at}-${place}`, conversationId, role: 'USER', content: theme(place), createdAt: createdAt(0) },
        {
          externalId: `a${at}-${place}`,
          conversationId,
          role: 'ASSISTANT',
          content: 'I look into it.',
          model: at === 0 && place % 2 === 0 ? 'm2' : 'm1',
          errorType: at === 1 && place % 3 === 0 ? 'timeout' : undefined,
          createdAt: createdAt(1_000),
        },
      ];
    }).flat(),
  );
  const body = await own.run(
    'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { rejected { field reason } } }',
    { messages },
  );
  expect(body.data.ingestMessages.rejected).toEqual([]);
  await drainProjection(server.stores);
  expect(await findTopics(server.stores, own.id, now)).toBeGreaterThan(2);
});
afterAll(() => server?.close());

const ask = async (query: string, variables: object = {}): Promise<Loose> => {
  const { data, errors } = await own.run(query, variables);
  expect(errors).toBeUndefined();
  return data;
};
const facetsOf = async (filter: object, dimensions: readonly string[]): Promise<Loose[]> =>
  (
    await ask(
      'query ($filter: AnalyticsFilter!, $dimensions: [FacetDimension!]) { analytics(filter: $filter) { facets(dimensions: $dimensions, first: 100) { dimension valueCount values { value count } } } }',
      { filter, dimensions },
    )
  ).analytics.facets;
const countOf = async (filter: object): Promise<number> =>
  (await ask('query ($filter: AnalyticsFilter!) { analytics(filter: $filter) { overview { messageCount } } }', { filter })).analytics
    .overview.messageCount;

describe('what users ask', () => {
  const fields = { TOPIC: 'topicIds', LANGUAGE: 'languages', EMOTION: 'emotions' } as const;
  test.each([{}, { models: ['m2'] }, { emotions: ['ANGER'] }, { languages: ['de'] }, { languages: ['en'], models: ['m1'] }])(
    'is listed with as many answers as each choice shows, under %j',
    async (filter) => {
      const found = await facetsOf(filter, ['TOPIC', 'LANGUAGE', 'EMOTION']);
      expect(found.map(({ dimension }) => dimension)).toEqual(['TOPIC', 'LANGUAGE', 'EMOTION']);
      for (const { dimension, values } of found)
        for (const { value, count } of values)
          expect([value, count]).toEqual([value, await countOf({ ...filter, [fields[dimension as keyof typeof fields]]: [value] })]);
    },
  );

  test('has the languages that were written, and names for topics', async () => {
    const [languages] = await facetsOf({}, ['LANGUAGE']);
    const counts = Object.fromEntries(languages.values.map(({ value, count }: Loose) => [value, count]));
    expect(counts).toMatchObject({ de: perTheme, en: 2 * perTheme });
    const [topics] = await facetsOf({}, ['TOPIC']);
    const { topicNames } = await ask('{ topicNames { topicId name } }');
    const names = new Map(topicNames.map(({ topicId, name }: Loose) => [topicId, name]));
    expect(topics.values.length).toBeGreaterThan(2);
    for (const { value } of topics.values) expect(names.get(value)).toMatch(/\w/);
    expect([...names.values()].some((name) => /baggage|suitcase|airport/.test(String(name)))).toBe(true);
  });

  test('makes groups that are compared: each answer by the first message of a user in its conversation', async () => {
    const compared = async (by: string): Promise<Loose> =>
      (
        await ask(
          'query ($by: GroupDimension!) { analytics(filter: {}) { groupComparison(by: $by) { base topicNames { topicId name } groups { value messageCount metrics { metric value } } mixes { dimension } } } }',
          { by },
        )
      ).analytics.groupComparison;
    const byLanguage = await compared('LANGUAGE');
    expect(byLanguage.groups.map(({ value, messageCount }: Loose) => [value, messageCount])).toEqual([
      ['en', 2 * perTheme],
      ['de', perTheme],
    ]);
    expect(byLanguage.topicNames).toEqual([]);
    const errorOf = (group: Loose): number => group.metrics.find(({ metric }: Loose) => metric === 'ERROR_SHARE').value;
    expect(errorOf(byLanguage.groups[1])).toBeCloseTo(1 / 3, 10);
    expect(errorOf(byLanguage.groups[0])).toBe(0);
    const byTopic = await compared('TOPIC');
    const counts = byTopic.groups.map(({ messageCount }: Loose) => messageCount);
    expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(3 * perTheme);
    expect(byTopic.topicNames.map(({ topicId }: Loose) => topicId)).toEqual(byTopic.groups.map(({ value }: Loose) => value));
  });
});
