import { defineReference } from '../../../platform/tools/tool.ts';

interface Jobs {
  readonly trainingJobCount: number;
  readonly trainingJobs: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly name: string; readonly externalId: string | null } }[];
  };
}

export const jobReference = defineReference({
  kind: 'trainingJob',
  title: 'training jobs',
  nodeType: 'TrainingJob',
  document: `query ($search: String!) {
    trainingJobCount(search: $search)
    trainingJobs(search: $search, first: 200) { edges { node { id name externalId } } }
  }`,
  found: ({ trainingJobCount, trainingJobs }: Jobs) => ({
    items: trainingJobs.edges.map(({ node: { id, name, externalId } }) => ({
      id,
      names: externalId === null ? [name] : [name, externalId],
      count: null,
    })),
    total: trainingJobCount,
  }),
});

interface Configurations {
  readonly trainingConfigurations: readonly { readonly id: string; readonly name: string }[];
}

export const configurationReference = defineReference({
  kind: 'trainingConfiguration',
  title: 'training configurations',
  nodeType: 'TrainingConfiguration',
  document: '{ trainingConfigurations { id name } }',
  found: ({ trainingConfigurations }: Configurations) => ({
    items: trainingConfigurations.map(({ id, name }) => ({ id, names: [name], count: null })),
    total: trainingConfigurations.length,
  }),
});
