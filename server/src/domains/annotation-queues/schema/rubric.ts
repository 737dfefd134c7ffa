import { builder } from '../../../platform/graphql/builder.ts';
import { maxFieldValues, maxRubricFields, maxRubricTags } from '../ingest.ts';
import type { Rubric, RubricField } from '../types.ts';

const AnnotationFieldRef = builder.objectRef<RubricField>('AnnotationField').implement({
  description: "A field of a queue's rubric, of which one value is chosen.",
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the field.' }),
    values: t.exposeStringList('values', { description: 'Values that are offered, in their order.' }),
  }),
});

export const AnnotationRubricRef = builder.objectRef<Rubric>('AnnotationRubric').implement({
  description: 'Fields that a judgment of an annotation queue may have.',
  fields: (t) => ({
    rating: t.exposeBoolean('rating', { description: 'Whether a rating from 1 to 5 is asked for.' }),
    success: t.exposeBoolean('success', { description: 'Whether a verdict of success or failure is asked for.' }),
    correction: t.exposeBoolean('correction', { description: 'Whether the text that the message should have had is asked for.' }),
    failureTags: t.exposeStringList('failureTags', { description: 'Failure tags that are offered.' }),
    fields: t.expose('fields', { type: [AnnotationFieldRef], description: 'Further fields of the rubric.' }),
  }),
});

const AnnotationFieldInput = builder.inputType('AnnotationFieldInput', {
  description: 'A field of a rubric, of which one value is chosen.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the field, 1 to 100 characters.' }),
    values: t.stringList({ required: true, description: `Values to offer, 2 to ${maxFieldValues}.` }),
  }),
});

export const AnnotationRubricInput = builder.inputType('AnnotationRubricInput', {
  description: 'Fields that judgments may have; at least one thing is asked for.',
  fields: (t) => ({
    rating: t.boolean({ description: 'Whether to ask for a rating from 1 to 5; absent: false.' }),
    success: t.boolean({ description: 'Whether to ask for a verdict of success or failure; absent: false.' }),
    correction: t.boolean({ description: 'Whether to ask for the text that the message should have had; absent: false.' }),
    failureTags: t.stringList({ description: `Failure tags to offer; at most ${maxRubricTags}.` }),
    fields: t.field({ type: [AnnotationFieldInput], description: `Further fields; at most ${maxRubricFields}.` }),
  }),
});
