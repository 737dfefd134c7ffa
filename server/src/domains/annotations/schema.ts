import { lastChangeField } from '../audit/schema/last-change.ts';
import { builder } from '../../platform/graphql/builder.ts';
import type { Context } from '../../platform/graphql/context.ts';
import { describedEnum } from '../../platform/graphql/enums.ts';
import { NotFound, unwrap, type Result } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { createAnnotation, deleteAnnotation, updateAnnotation } from './commands.ts';
import { annotationsByIds, annotationsIn } from './queries.ts';
import { maxLabelLength, maxShown, type Annotation, type AnnotationKind } from './types.ts';

const noticeEveryMs = 1_000;

const AnnotationKindEnum = describedEnum<AnnotationKind>('AnnotationKind', 'Kind of what a mark on charts stands for.', {
  DEPLOYMENT: 'Something was deployed.',
  INCIDENT: 'Something did not work.',
  PRICE_CHANGE: 'A price changed.',
  MODEL_VERSION: 'A training job registered a version of a model.',
  NOTE: 'A note on anything else.',
});

export const AnnotationRef = builder.objectRef<Annotation>('Annotation');
builder.node(AnnotationRef, {
  description:
    'A mark on charts over time: made by a person or a program, or following from a deployed model, a registered version or a dated price.',
  id: { resolve: ({ id }) => id },
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'isAutomatic' in value,
  loadManyWithoutCache: async (ids, { stores, viewer }) => {
    const found = await annotationsByIds(stores.postgres, { workspaceId: viewer.workspaceId, ids: ids.map(uuidKey) });
    return ids.map((id) => found.find((one) => one.id === id) ?? null);
  },
  fields: (t) => ({
    kind: t.expose('kind', { type: AnnotationKindEnum, description: 'Kind of the mark.' }),
    label: t.exposeString('label', { description: 'Words of the mark.' }),
    at: t.expose('at', { type: 'DateTime', description: 'Moment of the mark, or the start of its stretch of time.' }),
    endAt: t.expose('endAt', { type: 'DateTime', nullable: true, description: 'End of the stretch of time; null: the mark is a moment.' }),
    isAutomatic: t.exposeBoolean('isAutomatic', {
      description: 'Whether the mark follows from a model, a version or a price; such a one changes with that, and in no other way.',
    }),
    model: t.exposeString('model', {
      nullable: true,
      description: 'Name of the model that an automatic mark is about; null: the mark was made.',
    }),
    lastChange: t.field(lastChangeField('Annotation', 'mark', ({ id }) => id)),
  }),
});

builder.queryField('annotations', (t) =>
  t.field({
    type: [AnnotationRef],
    authScopes: { may: 'READ' },
    description: `Marks on charts in a range of time, latest first; at most ${maxShown}.`,
    args: {
      from: t.arg({ type: 'DateTime', description: 'Start of the range; absent: without a start.' }),
      to: t.arg({ type: 'DateTime', description: 'End of the range, exclusive; absent: without an end.' }),
    },
    resolve: (_root, { from, to }, { stores, viewer }) =>
      annotationsIn(stores.postgres, { workspaceId: viewer.workspaceId, from: from ?? null, to: to ?? null, limit: maxShown }),
  }),
);

const words = {
  kind: 'Kind of the mark; absent: NOTE.',
  label: `Words of the mark, 1 to ${maxLabelLength} characters.`,
  at: 'Moment of the mark, or the start of its stretch of time, from 2000 to one day ahead.',
  endAt: 'End of the stretch of time, after `at`; absent: the mark is a moment.',
} as const;

const CreateAnnotationInputRef = builder.inputType('CreateAnnotationInput', {
  description: 'A mark to make on charts.',
  fields: (t) => ({
    kind: t.field({ type: AnnotationKindEnum, description: words.kind }),
    label: t.string({ required: true, description: words.label }),
    at: t.field({ type: 'DateTime', description: `${words.at} Absent: now.` }),
    endAt: t.field({ type: 'DateTime', description: words.endAt }),
  }),
});

const UpdateAnnotationInputRef = builder.inputType('UpdateAnnotationInput', {
  description: 'What a mark on charts becomes.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the mark.' }),
    kind: t.field({ type: AnnotationKindEnum, description: words.kind }),
    label: t.string({ required: true, description: words.label }),
    at: t.field({ type: 'DateTime', required: true, description: words.at }),
    endAt: t.field({ type: 'DateTime', description: words.endAt }),
  }),
});

const markOf = async ({ stores, viewer }: Context, saved: Result<string>): Promise<Annotation> => {
  const id = unwrap(saved, 'input');
  const [mark] = await annotationsByIds(stores.postgres, { workspaceId: viewer.workspaceId, ids: [id] });
  if (mark === undefined) throw new NotFound('Annotation', id);
  return mark;
};

builder.mutationFields((t) => ({
  createAnnotation: t.field({
    type: AnnotationRef,
    authScopes: { may: 'ANNOTATE' },
    description: 'Marks a moment, or a stretch of time, on all charts over time.',
    args: { input: t.arg({ type: CreateAnnotationInputRef, required: true, description: 'The mark to make.' }) },
    resolve: async (_root, { input: { kind, label, at, endAt } }, context) => {
      const now = new Date();
      const mark = { kind: kind ?? 'NOTE', label, at: at ?? now, endAt: endAt ?? null } as const;
      return markOf(context, await createAnnotation(context, context.viewer.workspaceId, mark, now));
    },
  }),
  updateAnnotation: t.field({
    type: AnnotationRef,
    authScopes: { may: 'ANNOTATE' },
    description: 'Changes a mark on charts; fields that are absent are taken back.',
    args: { input: t.arg({ type: UpdateAnnotationInputRef, required: true, description: 'What the mark becomes.' }) },
    resolve: async (_root, { input: { id, kind, label, at, endAt } }, context) => {
      const mark = { kind: kind ?? 'NOTE', label, at, endAt: endAt ?? null } as const;
      const key = uuidKey(keyOfNode('Annotation', String(id), 'input.id'));
      return markOf(context, await updateAnnotation(context, context.viewer.workspaceId, key, mark, new Date()));
    },
  }),
  deleteAnnotation: t.globalID({
    authScopes: { may: 'ANNOTATE' },
    description: 'Deletes a mark that was made on charts, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: AnnotationRef, description: 'Global id of the mark.' }) },
    resolve: async (_root, { id }, context) => ({
      type: AnnotationRef,
      id: unwrap(await deleteAnnotation(context, context.viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));

builder.subscriptionField('annotationsChanged', (t) =>
  t.boolean({
    authScopes: { may: 'READ' },
    description: 'A notice each time when marks on charts were made, changed or deleted, at most once a second; always true.',
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'annotations.changed', viewer.workspaceId, { everyMs: noticeEveryMs }) as AsyncIterable<unknown>,
    resolve: () => true,
  }),
);
