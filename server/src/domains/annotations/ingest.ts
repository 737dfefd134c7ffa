import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput, type Sound } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readLine, readTime } from '../../platform/ingest/values.ts';
import { BadAnnotation } from './errors.ts';
import { maxLabelLength } from './types.ts';

/** A mark as the API takes it. */
export interface AnnotationInput {
  readonly label: string;
  readonly at: Date;
  readonly endAt: Date | null;
}

/** The mark as it can be stored, or every field at fault. */
export function checkAnnotation(input: AnnotationInput, now: Date): Result<AnnotationInput, BadAnnotation> {
  const fields = { ...input };
  const [at, endAt] = [readTime(fields, 'at', now), readTime(fields, 'endAt', now)];
  const isBackwards = at instanceof Date && endAt instanceof Date && endAt <= at;
  return checkInput(
    {
      label: readLine(fields, 'label', maxLabelLength),
      at: at ?? new Problem('at', 'is missing'),
      endAt: isBackwards ? new Problem('endAt', 'is not after `at`; leave it out for a moment') : endAt,
    } satisfies { [Field in keyof AnnotationInput]: unknown },
    BadAnnotation,
  ) as Result<Sound<AnnotationInput>, BadAnnotation>;
}
