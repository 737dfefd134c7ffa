import { randomOf } from '../../platform/statistics/bootstrap.ts';
import type { Scalar } from '../users/types.ts';

export const dayMs = 86_400_000;

/** A message as it is sent, and as the second computation reads it. */
export interface WorldMessage {
  readonly externalId: string;
  readonly user: string;
  readonly conversation: string;
  readonly session: string | null;
  readonly role: 'USER' | 'ASSISTANT';
  readonly at: number;
  readonly model: string | null;
  readonly tools: readonly string[];
  readonly errorType: string | null;
  readonly tokens: number;
  readonly rating: number | null;
  readonly success: boolean | null;
  readonly shown: { readonly experiment: string; readonly variant: string } | null;
}

export interface WorldEvent {
  readonly name: string;
  readonly user: string;
  readonly at: number;
  readonly value: number | null;
}

export interface World {
  readonly now: number;
  /** Everyone who was identified. */
  readonly identified: readonly string[];
  readonly properties: ReadonlyMap<string, Readonly<Record<string, Scalar | readonly Scalar[]>>>;
  readonly messages: readonly WorldMessage[];
  readonly events: readonly WorldEvent[];
  readonly exposures: readonly { readonly experiment: string; readonly variant: string; readonly user: string }[];
}

const plans: readonly (Scalar | null)[] = ['free', 'pro', 'Pro team', null, 3, '3', true];
const steps = ['visit', 'trial', 'paid'];

/** Users of all kinds: with and without properties, messages, events; values of one property have several types. No time is near a whole day back. */
export function worldOf(now: number, count = 90): World {
  const random = randomOf(41);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const agoMs = (): number => now - (Math.floor(random() * 60) + 0.25 + random() / 2) * dayMs;
  const properties = new Map<string, Record<string, Scalar | readonly Scalar[]>>();
  const messages: WorldMessage[] = [];
  const events: WorldEvent[] = [];
  const exposures: { experiment: string; variant: string; user: string }[] = [];
  for (let at = 0; at < count; at += 1) {
    const user = `u${at}`;
    if (at % 5 !== 4) {
      const plan = pick(plans);
      properties.set(user, {
        ...(plan !== null && { plan }),
        ...(random() < 0.8 && {
          signupDate: random() < 0.8 ? new Date(agoMs()).toISOString().slice(0, random() < 0.5 ? 24 : 10) : 'unknown',
        }),
        ...(random() < 0.7 && { seats: random() < 0.8 ? Math.floor(random() * 20) - 2 : 'many' }),
        ...(random() < 0.6 && { flags: ['beta', 'dark', 'alpha'].filter(() => random() < 0.4) }),
      });
    }
    const messageCount = at % 4 === 3 ? 0 : Math.floor(random() * 8);
    // Everyone is known: by a message, or because the application said so.
    if (messageCount === 0 && !properties.has(user)) properties.set(user, {});
    for (let turn = 0; turn < messageCount; turn += 1) {
      const place = Math.floor(random() * 3);
      messages.push({
        externalId: `${user}-m${turn}`,
        user,
        conversation: `${user}-c${place}`,
        // A message without a session has that of its conversation.
        session: place === 2 ? null : `${user}-s${(place + at) % 2}`,
        role: random() < 0.4 ? 'USER' : 'ASSISTANT',
        at: agoMs(),
        model: random() < 0.8 ? pick(['small', 'large']) : null,
        tools: ['search', 'mail', 'search'].filter(() => random() < 0.3),
        errorType: random() < 0.2 ? 'timeout' : null,
        tokens: Math.floor(random() * 100),
        rating: random() < 0.5 ? 1 + Math.floor(random() * 5) : null,
        success: random() < 0.5 ? random() < 0.5 : null,
        shown: random() < 0.2 ? { experiment: 'tone', variant: pick(['plain', 'warm']) } : null,
      });
    }
    for (let turn = 0; turn < Math.floor(random() * 5); turn += 1)
      events.push({ name: pick(steps), user, at: agoMs(), value: random() < 0.7 ? Math.floor(random() * 50) - 10 : null });
    if (random() < 0.4) exposures.push({ experiment: 'look', variant: pick(['a', 'b']), user });
  }
  return { now, identified: [...properties.keys()], properties, messages, events, exposures };
}
