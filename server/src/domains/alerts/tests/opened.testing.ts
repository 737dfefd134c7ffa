import { factOf, hourOf, markDirty, writeFacts, type Fact } from '../../analytics/analytics.testing.ts';
import type { ReceivedMail } from '../../people/tests/mail.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { drainDeliveries } from '../background/deliver.ts';
import { evaluateEvents, evaluateMeasured } from '../background/evaluate.ts';
import type { Receiver } from './receiver.testing.ts';

/** What the tests of the domain share. */
export interface Opened {
  server: TestServer;
  receiver: Receiver;
  mail: { url: string; mails: ReceivedMail[]; close(): Promise<void> };
}

export const minute = 60_000;
/** A full minute; each workspace has its own messages around it. */
const start = new Date('2026-03-02T12:00:00Z');
export const after = (minutes: number): Date => new Date(start.getTime() + minutes * minute);

export const ruleFields = `id name source severity metric dimension filter isAbove trip clear windowMinutes minimumCount forMinutes dwellMinutes compareWith
  changePercent minimumSeverity target longWindowMinutes shortWindowMinutes factor trainingEvents budgetUsd budgetPeriod noDataMinutes
  channels { id name } escalateAfterMinutes escalateTo { id } repeatMinutes schedule { timeZone days from to } mutedUntil isEnabled state problem
  series { value state lastValue since sentence } sentence watchers { name } noticesPerWeek createdBy updatedAt`;

/** A workspace with what a test does in it. */
export interface Scene extends TestWorkspace {
  readonly makeRule: (input: object) => Promise<Loose>;
  readonly makeWebhook: (path: string, input?: object) => Promise<{ id: string; secret: string }>;
  readonly rule: (id: string) => Promise<Loose>;
  readonly episodes: () => Promise<Loose[]>;
  readonly deliveries: () => Promise<Loose[]>;
  /** Messages within the minute before an instant. */
  readonly write: (count: number, at: Date, change?: Partial<Fact>) => Promise<void>;
  /** Has the rules evaluated for an instant, and notices sent. */
  readonly evaluate: (at: Date) => Promise<void>;
  readonly send: () => Promise<void>;
}

let nextId = 1;

export async function openScene({ server, receiver }: Opened): Promise<Scene> {
  const workspace = await openTestWorkspace(server);
  const { run } = workspace;
  const context = {
    stores: server.stores,
    live: server.live,
    onError: (error: unknown) => {
      throw error;
    },
  };
  const valueOf = (body: Loose, field: string): Loose => {
    if (body.errors !== undefined) throw new Error(JSON.stringify(body.errors));
    return body.data[field];
  };
  return {
    ...workspace,
    makeRule: async (input) =>
      valueOf(
        await run(`mutation ($input: AlertRuleInput!) { createAlertRule(input: $input) { ${ruleFields} } }`, { input }),
        'createAlertRule',
      ),
    makeWebhook: async (path, input = {}) => {
      const body = await run('mutation ($input: AlertChannelInput!) { createAlertChannel(input: $input) { channel { id } secret } }', {
        input: { kind: 'WEBHOOK', name: path, url: `${receiver.url}${path}`, ...input },
      });
      const { channel, secret } = valueOf(body, 'createAlertChannel');
      return { id: channel.id, secret };
    },
    rule: async (id) => valueOf(await run(`query ($id: ID!) { alertRule(id: $id) { ${ruleFields} } }`, { id }), 'alertRule'),
    episodes: async () =>
      valueOf(
        await run(
          '{ alertEpisodes { edges { node { id series state sentence value peak openedAt acknowledgedBy resolvedAt link rule { id } ruleName deliveries { transition state key } } } } }',
        ),
        'alertEpisodes',
      ).edges.map(({ node }: Loose) => node),
    deliveries: async () =>
      valueOf(
        await run(
          '{ alertDeliveries(first: 200) { edges { node { id transition state attempts statusCode response recipient sentAt nextAttemptAt key channel { name } } } } }',
        ),
        'alertDeliveries',
      ).edges.map(({ node }: Loose) => node),
    write: async (count, at, change = {}) => {
      await writeFacts(
        server.stores,
        workspace.id,
        Array.from({ length: count }, () => factOf({ at: new Date(at.getTime() - 30_000), conversation: 1, ...change, id: (nextId += 1) })),
        1,
      );
      await markDirty(server.stores, workspace.id, [hourOf(new Date(at.getTime() - 30_000))]);
    },
    evaluate: async (at) => {
      await evaluateMeasured(context, at);
      await evaluateEvents(context, at);
    },
    send: () => drainDeliveries(server.stores),
  };
}
