import { Hook } from '../hooks.ts';
import type { Stores } from '../store/stores.ts';
import type { Actor } from './actor.ts';

/** What a person has done, by a mutation that programs send as well. */
export interface PersonalAct {
  readonly workspaceId: string;
  readonly actor: Actor;
}

/** A person who is signed in has done what mostly programs do: send, report, run. The answer waits for a reaction. */
export const personActed = new Hook<(stores: Stores, act: PersonalAct) => Promise<void>>('personActed');

export async function noteAct(stores: Stores, act: PersonalAct): Promise<void> {
  for (const reaction of personActed.reactions) await reaction(stores, act);
}
