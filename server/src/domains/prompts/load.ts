import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import type { Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { wordsOf } from './pure/template.ts';
import { versionByChoice } from './queries/versions.ts';
import { defaultLabel, type PromptVersion, type VersionChoice } from './types.ts';

/** What a caller asks for: a number, else a label, else `production`. */
export const choiceOf = (version: number | null | undefined, label: string | null | undefined): VersionChoice =>
  version === null || version === undefined ? { label: label ?? defaultLabel } : { version };

/**
 * The version of a prompt by its number or label, as it was saved: what it refers to is not put in its place.
 *
 * Errors  NOT_FOUND, in the words that Langfuse's SDKs show.
 */
export async function promptVersionOf(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  { name, choice }: { readonly name: string; readonly choice: VersionChoice },
): Promise<Result<PromptVersion, NotFound>> {
  if (!isPossible(name, choice)) return fail(notFound(name, choice));
  const [found] = await versionByChoice(postgres, { workspaceId, name, choice });
  return found === undefined ? fail(notFound(name, choice)) : succeed(found);
}

/** Whether PostgreSQL can be asked for it. */
const isPossible = (name: string, choice: VersionChoice): boolean =>
  unstorable(name) === null && ('version' in choice ? isCount(choice.version) : unstorable(choice.label) === null);
const isCount = (value: number): boolean => Number.isInteger(value) && value > 0 && value <= 2_147_483_647;

const notFound = (name: string, choice: VersionChoice): NotFound =>
  new NotFound('Prompt', name, 'name', `Prompt not found: '${name.slice(0, 300).toWellFormed()}' with ${wordsOf(choice)}`);

/** The numbers of the versions of a prompt, newest first; empty: there is no such prompt. */
export async function versionNumbersOf(transaction: Prisma.TransactionClient, workspaceId: string, name: string): Promise<number[]> {
  const versions = await transaction.promptVersion.findMany({
    where: { workspaceId, prompt: { name } },
    select: { version: true },
    orderBy: { version: 'desc' },
  });
  return versions.map(({ version }) => version);
}
