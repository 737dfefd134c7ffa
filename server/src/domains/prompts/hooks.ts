import { Hook } from '../../platform/hooks.ts';
import type { Prisma } from '../../platform/store/prisma/generated/client.ts';

/** A prompt, or one version of it. */
export interface UsedPrompt {
  readonly name: string;
  /** null: all of them. */
  readonly version: number | null;
}

/** Gives what serves a prompt or a version, in words, such as `the experiment "tone"`: what is served is not deleted. */
export const promptUses = new Hook<
  (transaction: Prisma.TransactionClient, workspaceId: string, prompt: UsedPrompt) => Promise<readonly string[]>
>('promptUses');
