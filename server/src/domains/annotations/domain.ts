import { defineDomain } from '../../platform/domain.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Marks on charts of a workspace were made, changed or deleted. */
    'annotations.changed': [workspaceId: string, Record<string, never>];
  }
}

export const annotationsDomain = defineDomain({
  name: 'annotations',
  tables: ['annotations'],
  audited: { annotations: { type: 'Annotation', name: 'label' } },
  topics: ['annotations.changed'],
});
