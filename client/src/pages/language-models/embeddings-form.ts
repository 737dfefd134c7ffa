import type { Checked } from '../../controls/form/form-state.ts';
import type { MeaningEmbeddings, UpdateMeaningSettingsInput, WholeMeaningSettingsFragment } from '../../graphql/generated/graphql.ts';

/** Settings of embeddings while they are typed. */
export interface EmbeddingsDraft {
  readonly embeddings: MeaningEmbeddings;
  /** Of ENDPOINT, as the two that follow; empty: none. */
  readonly connectionId: string;
  readonly model: string;
  /** Empty: no cap. */
  readonly dailyCapUsd: string;
}

export const embeddingsDraftOf = ({ embeddings, connection, model, dailyCapUsd }: WholeMeaningSettingsFragment): EmbeddingsDraft => ({
  embeddings,
  connectionId: connection?.id ?? '',
  model: model ?? '',
  dailyCapUsd: dailyCapUsd == null ? '' : String(dailyCapUsd),
});

/** The settings that a draft stands for, or what keeps it from being some. */
export function readEmbeddings({ embeddings, connectionId, model, dailyCapUsd }: EmbeddingsDraft): Checked<UpdateMeaningSettingsInput> {
  if (embeddings !== 'ENDPOINT') return { ok: true, value: { embeddings } };
  const problems: Record<string, string> = {};
  if (connectionId === '') problems['connectionId'] = 'Choose a connection.';
  if (model.trim() === '') problems['model'] = 'Name a model.';
  const cap = dailyCapUsd.trim() === '' ? null : Number(dailyCapUsd);
  if (cap !== null && !(cap > 0)) problems['dailyCapUsd'] = 'Write an amount above 0.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, value: { embeddings, connectionId, model: model.trim(), ...(cap !== null && { dailyCapUsd: cap }) } };
}
