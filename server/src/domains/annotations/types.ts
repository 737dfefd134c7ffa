export const annotationKinds = ['DEPLOYMENT', 'INCIDENT', 'PRICE_CHANGE', 'MODEL_VERSION', 'NOTE'] as const;
export type AnnotationKind = (typeof annotationKinds)[number];

/** Something that happened and is marked on charts. */
export interface Annotation {
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly label: string;
  readonly at: Date;
  /** null: a moment. */
  readonly endAt: Date | null;
  /** It follows from a model, a version or a price, and is no row of its own. */
  readonly isAutomatic: boolean;
  /** The model that an automatic one is about. */
  readonly model: string | null;
}

export const maxLabelLength = 120;
/** Charts that have more marks show nothing but marks. */
export const maxShown = 300;
export const maxKept = 10_000;
