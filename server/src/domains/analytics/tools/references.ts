import { defineReference, type Found, type Reference } from '../../../platform/tools/tool.ts';
import type { FacetDimension } from '../pure/facets.ts';

interface FacetShape {
  readonly dimension: string;
  readonly valueCount: number;
  readonly values: readonly { readonly value: string; readonly count: number }[];
}
interface Facets {
  readonly analytics: { readonly facets: readonly FacetShape[] };
}

/** All dimensions at once. */
const together = '{ analytics(filter: {}) { facets(first: 200) { dimension valueCount values { value count } } } }';

/** Values of a dimension of the filter, found on the server with their exact number. */
function facet(kind: string, title: string, dimension: FacetDimension): Reference {
  const found = ({ analytics }: Facets): Found => {
    const { values = [], valueCount = 0 } = analytics.facets.find((one) => one.dimension === dimension) ?? {};
    const named = values.filter(({ value }) => value !== '');
    return {
      items: named.map(({ value, count }) => ({ id: value, names: [value], count })),
      total: valueCount - (values.length - named.length),
    };
  };
  const asked = `dimensions: [${dimension}], contains: $search, first: 200`;
  return defineReference({
    kind,
    title,
    document: `query ($search: String!) { analytics(filter: {}) { facets(${asked}) { dimension valueCount values { value count } } } }`,
    found,
    together: { document: together, found },
  });
}

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
