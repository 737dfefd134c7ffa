import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import type { MeaningEmbeddings } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { BadMeaningSettings } from '../errors.ts';
import { embeddingSettings, versionOf } from '../load/settings.ts';
import { writeSettings } from '../queries/settings.ts';
import { retireAll } from '../queries/topic-rows.ts';

export const maxModelLength = 200;
const mostCapUsd = 1_000_000;

interface MeaningSettingsInput {
  readonly embeddings: MeaningEmbeddings;
  /** Key of the connection, and the model by its name there; of ENDPOINT alone. */
  readonly connectionId: string | null;
  readonly model: string | null;
  readonly dailyCapUsd: number | null;
}

/**
 * Sets what embeddings are made with. Where that is something else than before, topics begin again: directions of different vectors do not compare.
 * Embeddings of the last 90 days are made again in the background (background/embed.ts).
 */
export async function updateMeaningSettings(
  stores: Pick<Stores, 'prisma' | 'postgres'>,
  { workspaceId, personId }: { readonly workspaceId: string; readonly personId: string | null },
  { embeddings, connectionId, model, dailyCapUsd }: MeaningSettingsInput,
  now: Date,
): Promise<Result<null, BadMeaningSettings | NotFound>> {
  const isEndpoint = embeddings === 'ENDPOINT';
  const problem = (field: string, reason: string) => fail(new BadMeaningSettings(field, reason));
  const found = connectionId === null ? null : await stores.prisma.modelConnection.findUnique({ where: { id: connectionId, workspaceId } });
  if (connectionId !== null && found === null) return fail(new NotFound('Model connection', connectionId, 'input.connectionId'));
  if (!isEndpoint && connectionId !== null) return problem('connectionId', 'is given; only ENDPOINT asks a connection');
  if (!isEndpoint && model !== null) return problem('model', 'is given; only ENDPOINT has a model');
  if (!isEndpoint && dailyCapUsd !== null) return problem('dailyCapUsd', 'is given; only ENDPOINT costs something');
  if (isEndpoint && connectionId === null) return problem('connectionId', 'is missing; ENDPOINT asks a model connection');
  const name = model?.trim() ?? '';
  if (isEndpoint && name === '')
    return problem('model', 'is missing; ENDPOINT names a model of the connection, such as text-embedding-3-small');
  if (name.length > maxModelLength) return problem('model', `has ${name.length} characters; at most ${maxModelLength} are taken`);
  const badName = unstorable(name);
  if (badName !== null) return problem('model', badName);
  if (dailyCapUsd !== null && !(dailyCapUsd > 0 && dailyCapUsd <= mostCapUsd))
    return problem('dailyCapUsd', `is ${dailyCapUsd}; more than 0 and at most ${mostCapUsd} is taken`);
  if (found !== null) {
    if (found.kind !== 'OPENAI_COMPATIBLE')
      return problem(
        'connectionId',
        `is of the connection "${found.name}", whose API makes no embeddings; an OpenAI-compatible one is taken`,
      );
  }
  const before = versionOf(await embeddingSettings(stores, workspaceId));
  const next = { embeddings, connectionId, model: isEndpoint ? name : null };
  await stores.postgres.transaction(async (session) => {
    await writeSettings(session, {
      workspaceId,
      ...next,
      dailyCapNanoUsd: dailyCapUsd === null ? null : BigInt(Math.round(dailyCapUsd * 1e9)),
      changedBy: personId,
      now,
    });
    if (versionOf(next) !== before) await retireAll(session, { workspaceId, now });
  });
  return succeed(null);
}
