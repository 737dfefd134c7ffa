import { AssistantModelsDocument } from '../../graphql/generated/graphql.ts';
import type { AssistantModelsQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';

type Choices = AssistantModelsQuery['modelChoices'];

export interface KnownModels extends Partial<Pick<Choices, 'answering' | 'settings' | 'today'>> {
  readonly models: Choices['models'];
  /** Whether it is known which models there are. */
  readonly isKnown: boolean;
  readonly reload: () => void;
}

const none: Choices['models'] = [];

/** Language models that the viewer can ask, with their prices. */
export function useModels(): KnownModels {
  const { data, reload } = useLiveQuery({ query: AssistantModelsDocument, variables: {} });
  return data === null ? { models: none, isKnown: false, reload } : { ...data.modelChoices, isKnown: true, reload };
}
