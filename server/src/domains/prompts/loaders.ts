import { perOperation } from '../../platform/graphql/per-operation.ts';
import { samplesOfVersions, usageOfPrompts, type Range } from './queries/numbers.ts';
import type { PromptUsage, VersionSample } from './types.ts';

type Key = string & { readonly use: never };

/** Equal for equal prompts and times. */
export const keyOfUse = (name: string, { from, to }: Range): Key =>
  JSON.stringify([from?.getTime() ?? null, to?.getTime() ?? null, name]) as Key;

function useOf(key: Key): { readonly name: string; readonly range: Range } {
  const [from, to, name] = JSON.parse(key) as [number | null, number | null, string];
  return { name, range: { from: from === null ? null : new Date(from), to: to === null ? null : new Date(to) } };
}

/** What each version of a prompt did: one statement for each prompt, however many fields ask. */
export const samplesOfPrompt = perOperation<Key, readonly VersionSample[]>((keys, { stores, viewer }) =>
  Promise.all(keys.map((key) => samplesOfVersions(stores.clickhouse, { workspaceId: viewer.workspaceId, ...useOf(key) }))),
);

/** How much prompts were used; null: not at all. One statement for all prompts of one time range. */
export const usageOfPrompt = perOperation<Key, PromptUsage | null>(async (keys, { stores, viewer }) => {
  const uses = keys.map(useOf);
  const found = new Map<Key, PromptUsage>();
  for (const same of Map.groupBy(uses, ({ range }) => keyOfUse('', range)).values()) {
    const range = (same[0] as (typeof uses)[number]).range;
    const query = { workspaceId: viewer.workspaceId, names: same.map(({ name }) => name), range };
    for (const { name, ...usage } of await usageOfPrompts(stores.clickhouse, query)) found.set(keyOfUse(name, range), usage);
  }
  return keys.map((key) => found.get(key) ?? null);
});
