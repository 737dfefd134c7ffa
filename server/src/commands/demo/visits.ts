import { simulateConversation } from './conversation.ts';
import type { Conversation, Opening } from './types.ts';
import { models } from './models.ts';
import { Random } from './random.ts';
import { busyness, dayMs, hourMs } from './rhythm.ts';
import { intents } from './scripts/intents.ts';
import { shareThrough, storyOf, trafficShare, type Setting, type Story } from './story.ts';

/** By these two a user tells simulated data from real, and leaves it out of any view. */
export const environments = { main: 'demo', staging: 'demo-staging' } as const;
const stagingShare = 0.05;
const widgetShare = 0.58;

/** Of a visit's conversations on average; visits.test.ts counts them. */
const messagesPerVisit = 5.78;
const anotherConversationShare = 0.18;
export const conversationsPerVisit = 1 / (1 - anotherConversationShare);
const visitPauseMs = [90_000, 900_000] as const;

/** How many customers there are, against the visits of the simulated past. */
const visitsPerUser = 5;

export interface Simulation {
  readonly setting: Setting;
  readonly story: Story;
  /** Expected visits in an hour of mean busyness, in the middle of the past. */
  readonly visitsPerHour: number;
  readonly userCount: number;
  /** From here on the application tells its traces. */
  readonly tracedFromMs: number;
}

/**
 * Of the past, the last days are traced, and no more of them than have about this many messages: a trace is ten times as much as its
 * messages.
 */
const traced = { days: 3, messages: 20_000 };

/** The traffic that makes the past as large as the setting says. */
export function simulationOf(setting: Setting): Simulation {
  const story = storyOf(setting);
  const visits = setting.messages / messagesPerVisit;
  let weight = 0;
  for (const { startMs, share } of hoursOf(story.past.fromMs, story.past.toMs)) weight += share * traffic(story, startMs);
  return {
    setting,
    story,
    visitsPerHour: visits / weight,
    userCount: Math.max(20, Math.round(visits / visitsPerUser)),
    tracedFromMs: setting.tracedFromMs ?? firstTracedMs(setting),
  };
}

/** When the traces of a new past begin. */
export function firstTracedMs({ anchorMs, days, messages }: Pick<Setting, 'anchorMs' | 'days' | 'messages'>): number {
  return Math.round(anchorMs - Math.min(traced.days, (traced.messages / messages) * days) * dayMs);
}

/** How busy the application is against its mean: the rhythm, and a little more every day. */
const traffic = (story: Story, atMs: number): number => busyness(atMs) * (0.88 + 0.24 * shareThrough(story.past, atMs));

/** How many messages are expected between two instants. */
export function expectedMessages({ story, visitsPerHour }: Simulation, fromMs: number, toMs: number): number {
  let visits = 0;
  for (const { startMs, share } of hoursOf(fromMs, toMs)) visits += share * visitsPerHour * traffic(story, startMs);
  return visits * messagesPerVisit;
}

/**
 * The conversations that begin between two instants, hour by hour. An hour comes out the same whatever is asked for around it,
 * so that the same past can be sent twice.
 */
export function* conversationsBetween(simulation: Simulation, fromMs: number, toMs: number): Generator<Conversation> {
  const { setting, story, visitsPerHour } = simulation;
  for (const { startMs } of hoursOf(fromMs, toMs)) {
    const random = new Random(setting.seed, 'hour', startMs);
    const count = random.poisson(visitsPerHour * traffic(story, startMs));
    const starts = Array.from({ length: count }, () => startMs + random.uniform() * hourMs).sort((a, b) => a - b);
    for (const [index, startedAtMs] of starts.entries()) {
      if (startedAtMs < fromMs || startedAtMs >= toMs) continue;
      yield* visit(simulation, `demo-${setting.seed}-${(startMs / hourMs).toString(36)}-${index + 1}`, startedAtMs);
    }
  }
}

/** One customer comes, with one question or several: a session. */
export function* visit(simulation: Simulation, id: string, startedAtMs: number): Generator<Conversation> {
  const { setting, story } = simulation;
  const random = new Random(setting.seed, id);
  const model = random.weighted(models, (candidate) => trafficShare(candidate, story, startedAtMs));
  const isInExperiment = startedAtMs >= story.experiment.fromMs && story.experiment.models.includes(model.name);
  const variant = isInExperiment ? random.pick(story.experiment.variants) : null;
  const attributes: Opening['attributes'] = {
    sessionId: `${id}-session`,
    userId: demoUser(userNumber(random, simulation.userCount)),
    environment: random.happens(stagingShare) ? environments.staging : environments.main,
    widget: random.happens(widgetShare),
    ...(variant === null ? {} : { experimentName: story.experiment.name, variant: variant.name }),
  };
  let atMs = Math.round(startedAtMs);
  for (let number = 1; ; number += 1) {
    const intent = random.weighted(intents, ({ share }) => share);
    const conversation = simulateConversation(random, story, {
      id: `${id}-${number}`,
      intent,
      model,
      variant,
      startedAtMs: atMs,
      isTraced: atMs >= simulation.tracedFromMs,
      attributes,
    });
    yield conversation;
    if (!random.happens(anotherConversationShare)) return;
    atMs = (conversation.messages.at(-1)?.createdAt.getTime() ?? atMs) + random.whole(...visitPauseMs);
  }
}

/** A few customers come often, most seldom: the busiest tenth makes nearly half of the visits (log-uniform, with a shift). */
const userNumber = (random: Random, userCount: number): number => Math.floor((userCount / 45) * (46 ** random.uniform() - 1)) + 1;

/** The id of a customer by its number, from 1. */
export const demoUser = (number: number): string => `demo-user-${String(number).padStart(4, '0')}`;

/** The hours that two instants span, with the share of each that lies between them. */
function* hoursOf(fromMs: number, toMs: number): Generator<{ startMs: number; share: number }> {
  for (let startMs = Math.floor(fromMs / hourMs) * hourMs; startMs < toMs; startMs += hourMs) {
    yield { startMs, share: (Math.min(toMs, startMs + hourMs) - Math.max(fromMs, startMs)) / hourMs };
  }
}
