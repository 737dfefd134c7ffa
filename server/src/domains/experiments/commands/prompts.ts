import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { versionNumbersOf } from '../../prompts/load.ts';
import { BadExperiment } from '../errors.ts';
import type { Variant } from '../types.ts';

const mostNamed = 10;

/** Which variant stands for a prompt or a version that there is not; null: none does. */
export async function badPrompts(
  transaction: Prisma.TransactionClient,
  workspaceId: string,
  variants: readonly Pick<Variant, 'promptName' | 'promptVersion'>[],
): Promise<BadExperiment | null> {
  for (const [at, { promptName, promptVersion }] of variants.entries()) {
    if (promptName === null) continue;
    const versions = await versionNumbersOf(transaction, workspaceId, promptName);
    if (versions.length === 0)
      return new BadExperiment(`variants[${at}].promptName`, `is ${JSON.stringify(promptName)}, which is no prompt of this workspace`);
    if (promptVersion !== null && !versions.includes(promptVersion))
      return new BadExperiment(
        `variants[${at}].promptVersion`,
        `is ${promptVersion}; the prompt "${promptName}" has ${versions.slice(0, mostNamed).join(', ')}${versions.length > mostNamed ? ' and older ones' : ''}`,
      );
  }
  return null;
}
