import { z } from 'zod';
import { sendOperation, type ServerAddress } from 'importer/client';
import type { MessageInput } from '../../domains/messages/types.ts';
import type { Flags } from './flags.ts';
import { dayMs } from './rhythm.ts';
import type { Setting } from './story.ts';
import { environments, firstTracedMs } from './visits.ts';

/** What the server knows before anything is sent. */
export interface Before {
  readonly workspaceName: string;
  readonly messageCount: number;
  readonly modelNames: ReadonlySet<string>;
  readonly pricedModels: ReadonlySet<string>;
  /** What an earlier run of this seed simulated; null: none did. */
  readonly setting: Setting | null;
  /** When the newest simulated message was created; null: there is none. */
  readonly latestAtMs: number | null;
}

const query = `query DemoBefore($about: String!, $environments: [String!]!) {
  workspace { name messageCount }
  models { name }
  prices { model }
  message(externalId: $about) { metadata }
  messages(filter: { environments: $environments }, first: 1) { edges { node { createdAt } } }
}`;

interface Answer {
  workspace: { name: string; messageCount: number };
  models: { name: string }[];
  prices: { model: string | null }[];
  message: { metadata: unknown } | null;
  messages: { edges: { node: { createdAt: string } }[] };
}

const Remembered = z.object({
  seed: z.int(),
  days: z.int(),
  messages: z.int(),
  anchorAt: z.iso.datetime(),
  tracedFromAt: z.iso.datetime().optional(),
});

/** Errors: throws `ServerProblem` at once when no server answers. */
export async function lookBefore(server: ServerAddress, seed: number): Promise<Before> {
  const answer = await sendOperation<Answer>(
    server,
    query,
    { about: aboutId(seed), environments: Object.values(environments) },
    { unansweredAttempts: 1 },
  );
  const remembered = Remembered.safeParse(answer.message?.metadata);
  const latest = answer.messages.edges[0]?.node.createdAt;
  const latestAtMs = latest === undefined ? null : Date.parse(latest);
  return {
    workspaceName: answer.workspace.name,
    messageCount: answer.workspace.messageCount,
    modelNames: new Set(answer.models.map(({ name }) => name)),
    pricedModels: new Set(answer.prices.flatMap(({ model }) => model ?? [])),
    setting: remembered.success ? settingOf(remembered.data, latestAtMs) : null,
    latestAtMs,
  };
}

/** What was sent before there were traces keeps the ids it has: its traces begin after it. */
function settingOf({ seed, days, messages, anchorAt, tracedFromAt }: z.infer<typeof Remembered>, latestAtMs: number | null): Setting {
  const anchorMs = Date.parse(anchorAt);
  return {
    seed,
    days,
    messages,
    anchorMs,
    tracedFromMs: tracedFromAt === undefined ? Math.max(anchorMs, latestAtMs ?? anchorMs) + 1 : Date.parse(tracedFromAt),
  };
}

/** The first run settles what is simulated and when its past ends; later runs of the seed keep to it, so that they change nothing. */
export function settingFor({ seed, days, messages }: Pick<Flags, 'seed' | 'days' | 'messages'>, before: Before, nowMs: number): Setting {
  const anchorMs = nowMs;
  return before.setting ?? { seed, days, messages, anchorMs, tracedFromMs: firstTracedMs({ days, messages, anchorMs }) };
}

/** A message that says to every reader what this is; its metadata tell the next run what the first one settled. */
export function aboutMessage({ seed, days, messages, anchorMs, tracedFromMs }: Setting): MessageInput {
  return {
    externalId: aboutId(seed),
    conversationId: `demo-${seed}-about`,
    role: 'SYSTEM',
    content: `Everything in the environments ${environments.main} and ${environments.staging} is simulated data, sent by the demo command: invented customers of an invented airline. No model was asked, and no money was spent.`,
    createdAt: new Date(anchorMs - days * dayMs),
    environment: environments.main,
    metadata: {
      simulated: true,
      seed,
      days,
      messages,
      anchorAt: new Date(anchorMs).toISOString(),
      ...(tracedFromMs !== undefined && { tracedFromAt: new Date(tracedFromMs).toISOString() }),
    },
  };
}

const aboutId = (seed: number): string => `demo-${seed}-about`;
