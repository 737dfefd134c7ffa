import { chooseModel } from '../../model-connections/load.ts';
import type { DraftContext } from './draft.ts';

/** The connected model of a name, as `connection/model`; null: there is none, which a note says. */
export async function connectedRef({ stores, viewer }: DraftContext, name: string | null, notes: string[]): Promise<string | null> {
  if (name === null) return null;
  const { models } = await chooseModel(stores, viewer, null);
  const found = models.find(({ ref }) => ref === name) ?? models.find(({ model }) => model === name);
  if (found === undefined) notes.push(`The model ${name.slice(0, 100).toWellFormed()} is not connected; choose another one.`);
  return found?.ref ?? null;
}
