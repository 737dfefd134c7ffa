import type { AnnotationKind, MarkFragment } from '../../graphql/generated/graphql.ts';
import type { Annotation } from 'ui-kit/annotations';

/** What a mark stands for, in words. */
export const kindWords: Readonly<Record<AnnotationKind, string>> = {
  DEPLOYMENT: 'deploy',
  INCIDENT: 'incident',
  PRICE_CHANGE: 'price change',
  MODEL_VERSION: 'model version',
  NOTE: 'note',
};

/** Marks of one moment and kind are one from here on, so that their words can be read. */
const MOST_APART = 3;

/** The marks as charts draw them. Many automatic ones of one moment, such as the prices of a day, are one mark with their number. */
export function chartMarks(marks: readonly MarkFragment[]): Annotation[] {
  const together = Map.groupBy(marks, ({ id, isAutomatic, kind, at }) => (isAutomatic ? `${kind} ${at}` : id));
  return [...together.values()].flatMap((group) =>
    group.length > MOST_APART && group[0] !== undefined
      ? [{ ...drawn(group[0]), label: `${group.length} ${group[0].kind === 'PRICE_CHANGE' ? 'prices' : 'models'}` }]
      : group.map(drawn),
  );
}

const drawn = ({ kind, label, at, endAt }: MarkFragment): Annotation => ({
  at: Date.parse(at),
  to: endAt == null ? undefined : Date.parse(endAt),
  label,
  tone: kind === 'INCIDENT' ? 'bad' : 'neutral',
});
