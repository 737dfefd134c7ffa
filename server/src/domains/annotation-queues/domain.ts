import { defineDomain } from '../../platform/domain.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** An annotation queue of a workspace, or who judges what of it, has changed. */
    'annotationQueues.changed': [workspaceId: string, Record<string, never>];
  }
}

export const annotationQueuesDomain = defineDomain({
  name: 'annotation-queues',
  tables: ['annotation_queues', 'annotation_queue_members', 'annotation_queue_items', 'annotation_queue_assignments'],
  audited: { annotation_queues: { type: 'AnnotationQueue', name: 'name' } },
  topics: ['annotationQueues.changed'],
});
