import { defineReference, type Reference } from '../../../platform/tools/tool.ts';
import type { FacetDimension } from '../pure/facets.ts';

interface Facets {
  readonly analytics: {
    readonly facets: readonly {
      readonly valueCount: number;
      readonly values: readonly { readonly value: string; readonly count: number }[];
    }[];
  };
}

/** Values of a dimension of the filter, found on the server with their exact number. */
const facet = (kind: string, title: string, dimension: FacetDimension): Reference =>
  defineReference({
    kind,
    title,
    document: `query ($search: String!) { analytics(filter: {}) { facets(dimensions: [${dimension}], contains: $search, first: 200) { valueCount values { value count } } } }`,
    found: ({ analytics }: Facets) => {
      const { values = [], valueCount = 0 } = analytics.facets[0] ?? {};
      const named = values.filter(({ value }) => value !== '');
      return {
        items: named.map(({ value, count }) => ({ id: value, names: [value], count })),
        total: valueCount - (values.length - named.length),
      };
    },
  });

export const analyticsReferences: readonly Reference[] = [
  facet('model', 'models', 'MODEL'),
  facet('session', 'sessions', 'SESSION'),
  facet('experimentName', 'experiments that messages name', 'EXPERIMENT'),
  facet('variant', 'variants', 'VARIANT'),
  facet('environment', 'environments', 'ENVIRONMENT'),
  facet('provider', 'providers', 'PROVIDER'),
  facet('trainingMethod', 'training methods', 'TRAINING_METHOD'),
  facet('errorType', 'kinds of errors', 'ERROR_TYPE'),
  facet('failureTag', 'failure tags', 'FAILURE_TAG'),
  facet('toolName', 'tools that messages called', 'TOOL'),
  facet('promptName', 'prompts that answers name', 'PROMPT'),
];
