import { readPolicy } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import type { Masker } from '../../policies/types.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { promptHash, promptOf } from '../pure/prompt.ts';
import { closeDuplicates, itemCounts, openItems, storeMasked, type MaskedItem } from '../queries/items.ts';
import type { LoopSettings } from '../types.ts';
import type { StepWork } from './passed.ts';

const group = 200;

/** What masks texts of a loop: the policy as it is now, and the kinds that the loop was started with. */
export async function maskingOf(
  { postgres }: Stores,
  workspaceId: string,
  { maskingKinds }: LoopSettings,
): Promise<(text: string) => string> {
  const policy = await readPolicy(postgres, workspaceId);
  const maskers: readonly (Masker | null)[] = [
    maskerOf(policy),
    maskingKinds.length === 0 ? null : maskerOf({ ...policy, maskingMode: 'MASK', maskingKinds }),
  ];
  return (text) => maskers.reduce((masked, masker) => (masker === null ? masked : masker.text(masked)), text);
}

/** Masks the texts of the loop. Prompts that are equal by it become duplicates. */
export const mask: StepWork = async ({ stores }, { id: loopId, workspaceId, settings }) => {
  const masked = await maskingOf(stores, workspaceId, settings);
  let [after, changedCount] = ['0', 0];
  for (;;) {
    const items = await openItems(stores.postgres, { workspaceId, loopId, after, limit: group });
    if (items.length === 0) break;
    const changed = items.flatMap(({ id, turns, answer }): MaskedItem[] => {
      const own = turns.map((turn) => ({ ...turn, content: masked(turn.content) }));
      const answered = masked(answer);
      if (answered === answer && own.every(({ content }, at) => content === turns[at]?.content)) return [];
      const prompt = promptOf(own);
      return [{ id, turns: own, prompt, promptHash: promptHash(prompt), answer: answered }];
    });
    if (changed.length > 0) await storeMasked(stores.postgres, { workspaceId, items: changed });
    changedCount += changed.length;
    after = (items.at(-1) as { id: string }).id;
  }
  if (changedCount > 0) await closeDuplicates(stores.postgres, { workspaceId, loopId });
  const [counts] = await itemCounts(stores.postgres, { workspaceId, loopId });
  return { state: 'DONE', count: counts?.openFailures ?? 0, details: { changedCount } };
};
