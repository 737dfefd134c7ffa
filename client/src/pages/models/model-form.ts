import type { ModelCardFragment, ModelInput, TrainingMethod } from '../../graphql/generated/graphql.ts';

/** A registry entry while it is typed. */
export interface ModelDraft {
  readonly name: string;
  readonly provider: string;
  /** Empty: not known. */
  readonly trainingMethod: TrainingMethod | '';
  readonly baseModel: string;
  readonly trainingDataset: string;
  /** JSON text; empty is none. */
  readonly evaluationResults: string;
  readonly deployment: { readonly endpoint: string; readonly type: string; readonly trainingJobId: string; readonly deployedAt: string };
}

export function draftOf(model: ModelCardFragment | null, name = ''): ModelDraft {
  return {
    name: model?.name ?? name,
    provider: model?.provider ?? '',
    trainingMethod: model?.trainingMethod ?? '',
    baseModel: model?.baseModel ?? '',
    trainingDataset: model?.trainingDataset ?? '',
    evaluationResults: model?.evaluationResults == null ? '' : JSON.stringify(model.evaluationResults, null, 2),
    deployment: {
      endpoint: model?.deployment?.endpoint ?? '',
      type: model?.deployment?.type ?? '',
      trainingJobId: model?.deployment?.trainingJobId ?? '',
      deployedAt: model?.deployment?.deployedAt?.slice(0, 10) ?? '',
    },
  };
}

/** The entry a draft stands for, or what keeps it from being one, by field. */
export function readDraft(
  draft: ModelDraft,
): { readonly ok: true; readonly model: ModelInput } | { readonly ok: false; readonly problems: Readonly<Record<string, string>> } {
  const problems: Record<string, string> = {};
  if (draft.name.trim() === '') problems['name'] = 'Give the name that messages use.';
  let results: unknown = null;
  try {
    results = draft.evaluationResults.trim() === '' ? null : JSON.parse(draft.evaluationResults);
    if (results !== null && (typeof results !== 'object' || Array.isArray(results)))
      problems['evaluationResults'] = 'Give a JSON object, such as { "mmlu": 0.64 }.';
  } catch (error) {
    problems['evaluationResults'] = `Not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const { endpoint, type, trainingJobId, deployedAt } = draft.deployment;
  const isDeployed = [endpoint, type, trainingJobId, deployedAt].some((text) => text.trim() !== '');
  return {
    ok: true,
    model: {
      name: draft.name.trim(),
      provider: orNull(draft.provider),
      trainingMethod: draft.trainingMethod === '' ? null : draft.trainingMethod,
      baseModel: orNull(draft.baseModel),
      trainingDataset: orNull(draft.trainingDataset),
      evaluationResults: results,
      deployment: isDeployed
        ? {
            endpoint: orNull(endpoint),
            type: orNull(type),
            trainingJobId: orNull(trainingJobId),
            deployedAt: deployedAt === '' ? null : `${deployedAt}T00:00:00.000Z`,
          }
        : null,
    },
  };
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
