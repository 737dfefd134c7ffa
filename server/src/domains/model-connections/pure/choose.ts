import type { ChoiceReason, ConnectedModel } from '../types.ts';

export interface Wishes {
  /** What a request or a conversation names. */
  readonly asked: string | null;
  readonly preference: string | null;
  readonly workspace: string | null;
  readonly environment: string | null;
}

export type Choice =
  | { readonly found: ConnectedModel; readonly reason: ChoiceReason }
  /** `asked`: it was named and there is no such model; null: there is no model at all. */
  | { readonly found: null; readonly asked: string | null };

/**
 * The model that answers. A model that was asked for by name is that one or none; a preference or a default whose connection is gone is passed
 * over, so that the assistant goes on working.
 */
export function choose(models: readonly ConnectedModel[], { asked, preference, workspace, environment }: Wishes): Choice {
  const named = (name: string | null): ConnectedModel | null => (name === null ? null : modelNamed(models, name));
  if (asked !== null) {
    const found = named(asked);
    return found === null ? { found, asked } : { found, reason: 'ASKED' };
  }
  for (const [name, reason] of [
    [preference, 'PREFERENCE'],
    [workspace, 'WORKSPACE'],
    [environment, 'ENVIRONMENT'],
  ] as const) {
    const found = named(name);
    if (found !== null) return { found, reason };
  }
  const [first] = models;
  return first === undefined ? { found: null, asked: null } : { found: first, reason: 'FIRST' };
}

/** By its reference, else by the model's own name where one connection alone has it first. */
export const modelNamed = (models: readonly ConnectedModel[], name: string): ConnectedModel | null =>
  models.find(({ ref }) => ref === name) ?? models.find(({ model }) => model === name) ?? null;
