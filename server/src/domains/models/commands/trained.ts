import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { lockNamed, storeTrained } from '../queries.ts';
import type { TrainedFacts } from '../types.ts';

/** The id of a model, known or new, which no other transaction changes until this one ends. */
export async function lockModel(session: Statements, workspaceId: string, name: string): Promise<string> {
  const [model] = await lockNamed(session, { workspaceId, name });
  return (model as { id: string }).id;
}

/**
 * Fills in how a model came to be, from its newest version. What people entered stays: a field that is neither empty nor as the version
 * before stated it.
 */
export async function describeTrained(
  session: Statements,
  workspaceId: string,
  modelId: string,
  { facts, before }: { readonly facts: TrainedFacts; readonly before: TrainedFacts | null },
): Promise<void> {
  await storeTrained(session, { workspaceId, modelId, facts, before });
}
