import { describe, expect, test } from 'vitest';
import { ask, type Loose, type TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import { createApiKey } from '../../access/commands.ts';
import { listed, nodesOf, slow } from './findings.testing.ts';
import { judgeUntil } from './judging.testing.ts';
import { sendTraffic, trafficEnd, trafficOf } from './traffic.testing.ts';

/** A workspace with one anomaly, which is over. */
async function withAnomaly(server: TestServer): Promise<{ own: TestWorkspace; anomaly: Loose }> {
  const own = await openTestWorkspace(server);
  await sendTraffic(server.stores, own.id, trafficOf({ days: 20, perHour: 20, change: slow('beta') }));
  await judgeUntil(server, own.id, trafficEnd);
  const [anomaly] = nodesOf(await own.run(listed));
  return { own, anomaly };
}

const act = (name: string): string => `mutation ($id: ID!) { ${name}(id: $id) { state acknowledgedAt acknowledgedBy { name } } }`;

export function workTests(server: () => TestServer): void {
  describe('work on an anomaly', () => {
    test('it is reopened, acknowledged, resolved, assigned and noted; what cannot be is refused and changes nothing', async () => {
      const { own, anomaly } = await withAnomaly(server());
      const { id } = anomaly;
      const refused = await own.run(act('acknowledgeAnomaly'), { id });
      expect(refused.errors[0].extensions).toMatchObject({ code: 'BAD_ANOMALY', field: 'id' });
      expect((await own.run(act('reopenAnomaly'), { id })).data.reopenAnomaly.state).toBe('OPEN');
      const acknowledged = (await own.run(act('acknowledgeAnomaly'), { id })).data.acknowledgeAnomaly;
      expect(acknowledged).toMatchObject({ state: 'ACKNOWLEDGED', acknowledgedAt: expect.any(String) as string });
      expect((await own.run(act('acknowledgeAnomaly'), { id })).data.acknowledgeAnomaly).toEqual(acknowledged);
      expect((await own.run(act('resolveAnomaly'), { id })).data.resolveAnomaly.state).toBe('RESOLVED');
      const noted = await own.run(
        'mutation ($id: ID!) { noteAnomaly(id: $id, text: " looked at ") { notes { text createdAt author { name } } } }',
        { id },
      );
      expect(noted.data.noteAnomaly.notes).toEqual([{ text: 'looked at', createdAt: expect.any(String) as string, author: null }]);
      const empty = await own.run('mutation ($id: ID!) { noteAnomaly(id: $id, text: " ") { id } }', { id });
      expect(empty.errors[0].extensions).toMatchObject({ code: 'BAD_ANOMALY', field: 'text' });
      const person = await server().stores.prisma.person.create({ data: { name: 'Ada', email: `ada-${own.id}@example.com` } });
      const global = Buffer.from(`Person:${person.id}`).toString('base64');
      const assignText = 'mutation ($id: ID!, $personId: ID) { assignAnomaly(id: $id, personId: $personId) { assignee { name } } }';
      expect((await own.run(assignText, { id, personId: global })).errors[0].extensions).toMatchObject({
        code: 'NOT_FOUND',
        field: 'personId',
      });
      await server().stores.prisma.member.create({ data: { workspaceId: own.id, personId: person.id, role: 'ANALYST' } });
      expect((await own.run(assignText, { id, personId: global })).data.assignAnomaly).toEqual({ assignee: { name: 'Ada' } });
      const count = async (argumentsText: string): Promise<number> =>
        (await own.run(`{ anomalies(${argumentsText}) { edges { node { id } } } }`)).data.anomalies.edges.length;
      const another = Buffer.from(`Person:${own.id}`).toString('base64');
      expect(await count(`assigneeIds: ["${global}"]`)).toBe(1);
      expect(await count(`assigneeIds: ["${another}"]`)).toBe(0);
      expect(await count(`assigneeIds: ["${another}"], isUnassigned: true`)).toBe(0);
      expect(await count('isUnassigned: true')).toBe(0);
      expect(await count('isUnassigned: false, assigneeIds: []')).toBe(1);
      expect((await own.run(assignText, { id })).data.assignAnomaly).toEqual({ assignee: null });
      expect(await count('isUnassigned: true')).toBe(1);
      expect(await count(`assigneeIds: ["${global}"], isUnassigned: true`)).toBe(1);
    });

    test('what is watched says how far, and a finding leads to its series, which can be muted', async () => {
      const { own } = await withAnomaly(server());
      const { signalWatch, anomalies } = (
        await own.run(
          '{ signalWatch { judgedUntil seriesCount learningCount } anomalies { edges { node { findings { series { id metric mutedUntil } metric } } } } }',
        )
      ).data;
      expect(signalWatch).toEqual({
        judgedUntil: new Date(trafficEnd).toISOString(),
        seriesCount: expect.any(Number) as number,
        learningCount: 0,
      });
      expect(signalWatch.seriesCount).toBeGreaterThan(3 * 8);
      const [finding] = anomalies.edges[0].node.findings;
      expect(finding.series).toMatchObject({ metric: finding.metric, mutedUntil: null });
      const until = new Date(Date.now() + 3_600_000).toISOString();
      await own.run('mutation ($id: ID!, $until: DateTime!) { muteSeries(id: $id, until: $until) { id } }', {
        id: finding.series.id,
        until,
      });
      const muted = (await own.run('{ anomalies { edges { node { findings { series { id mutedUntil } } } } } }')).data.anomalies;
      expect(
        muted.edges[0].node.findings.filter(({ series }: Loose) => series.mutedUntil === until).map(({ series }: Loose) => series.id),
      ).toEqual([finding.series.id]);
      const empty = await openTestWorkspace(server());
      expect((await empty.run('{ signalWatch { judgedUntil seriesCount learningCount } }')).data.signalWatch).toEqual({
        judgedUntil: null,
        seriesCount: 0,
        learningCount: 0,
      });
    });

    test('the hours around it have the values and what was expected; the list is filtered, and paged from either end', async () => {
      const { own, anomaly } = await withAnomaly(server());
      const answer = await own.run('query ($id: ID!) { anomaly(id: $id) { buckets(around: 12) { at value expected low high isOut } } }', {
        id: anomaly.id,
      });
      const { buckets } = answer.data.anomaly;
      expect(buckets).toHaveLength(12 + 6 + 12);
      const worst = buckets.find(({ at }: Loose) => at === anomaly.at);
      expect(worst.value).toBe(anomaly.value);
      expect(worst.isOut).toBe(true);
      expect(buckets.slice(0, 12).filter(({ isOut }: Loose) => isOut).length).toBeLessThanOrEqual(2);
      const count = async (argumentsText: string): Promise<number> =>
        (await own.run(`{ anomalies(${argumentsText}) { edges { node { id } } } }`)).data.anomalies.edges.length;
      expect(await count('states: [RESOLVED]')).toBe(1);
      expect(await count('states: [OPEN, ACKNOWLEDGED]')).toBe(0);
      expect(await count(`metric: ${anomaly.metric}, dimensionValue: "beta"`)).toBe(1);
      expect(await count('metric: COST')).toBe(0);
      expect(await count('dimensionValue: "\\u0000"')).toBe(0);
      expect(await count(`from: "${anomaly.endedAt}"`)).toBe(0);
      expect(await count(`to: "${anomaly.beganAt}"`)).toBe(0);
      expect(await count('severities: []')).toBe(1);
      const page = await own.run('{ anomalies(last: 5) { edges { cursor node { number } } pageInfo { hasPreviousPage } } }');
      expect(page.data.anomalies.edges).toHaveLength(1);
      const after = await own.run('query ($after: String) { anomalies(first: 5, after: $after) { edges { node { number } } } }', {
        after: page.data.anomalies.edges[0].cursor,
      });
      expect(after.data.anomalies.edges).toEqual([]);
    });

    test('series say how well they are learned, page by page', async () => {
      const { own } = await withAnomaly(server());
      const text =
        'query ($after: String) { watchedSeries(first: 20, after: $after, dimension: MODEL) { edges { node { id metric dimensionValue learning valueCount level bandShare lastBucketAt threshold findingCount30Days } } pageInfo { hasNextPage endCursor } } }';
      const first = (await own.run(text)).data.watchedSeries;
      const second = (await own.run(text, { after: first.pageInfo.endCursor })).data.watchedSeries;
      const all = [...first.edges, ...second.edges].map(({ node }: Loose) => node);
      expect(new Set(all.map(({ id }) => id)).size).toBe(3 * 8);
      const latency = all.find(({ metric, dimensionValue }) => metric === 'LATENCY_P50' && dimensionValue === 'alpha');
      expect(latency).toMatchObject({ learning: 'WIDE', threshold: 'As usual: no verdict has changed the threshold.' });
      expect(latency.valueCount).toBeGreaterThan(300);
      expect(latency.level).toBeGreaterThan(700);
      expect(latency.bandShare).toBeGreaterThan(0);
    });

    test('viewers read and may not judge; another workspace finds nothing', async () => {
      const { own, anomaly } = await withAnomaly(server());
      const { secret } = await createApiKey(server().stores, { workspaceId: own.id, name: 'reads', role: 'VIEWER' });
      const as = async (key: string, query: string): Promise<Loose> =>
        (await ask(server(), query, { variables: { id: anomaly.id }, headers: { authorization: `Bearer ${key}` } })).body;
      expect((await as(secret, 'query ($id: ID!) { anomaly(id: $id) { number } }')).data.anomaly.number).toBe(1);
      expect((await as(secret, act('reopenAnomaly'))).errors[0].extensions.code).toBe('FORBIDDEN');
      const other = await openTestWorkspace(server());
      expect((await as(other.secret, 'query ($id: ID!) { anomaly(id: $id) { number } }')).data.anomaly).toBeNull();
      expect((await as(other.secret, act('reopenAnomaly'))).errors[0].extensions.code).toBe('NOT_FOUND');
    });
  });
}
