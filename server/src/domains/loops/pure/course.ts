import { stepKinds, type StepKind } from '../types.ts';

/** The step after one; null: it is the last. */
export const followedBy = (step: StepKind): StepKind | null => stepKinds[stepKinds.indexOf(step) + 1] ?? null;

/** Whether a step comes before another. */
export const isBefore = (step: StepKind, other: StepKind): boolean => stepKinds.indexOf(step) < stepKinds.indexOf(other);

/** Who begins with a step: the server, or a person. `hasJob`: a training was started. */
export const statusAt = (step: StepKind, { hasJob }: { readonly hasJob: boolean }): 'RUNNING' | 'NEEDS_PERSON' =>
  step === 'DATASET' || (step === 'TRAINING' && !hasJob) ? 'NEEDS_PERSON' : 'RUNNING';
