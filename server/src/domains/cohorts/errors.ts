import { BadInput, DomainError } from '../../platform/graphql/errors.ts';

/** A cohort that cannot be saved or counted as given. */
export class BadCohort extends BadInput {
  override readonly code = 'BAD_COHORT';
}

/** Another version was saved since the one that the change is based on. */
export class CohortChanged extends DomainError {
  readonly code = 'COHORT_CHANGED';
  constructor(name: string, version: number) {
    super(`The cohort "${name}" was saved in the meantime, as version ${version}. Nothing was changed: read it and save on top of it.`);
  }
}

/** An experiment counts on who is in the cohort. */
export class CohortInUse extends DomainError {
  readonly code = 'COHORT_IN_USE';
  constructor(name: string, act: 'CHANGE' | 'DELETE', experiments: readonly string[]) {
    const shown = experiments
      .slice(0, 5)
      .map((key) => `"${key}"`)
      .join(', ');
    const more = experiments.length > 5 ? ` and ${experiments.length - 5} more` : '';
    super(
      act === 'CHANGE'
        ? `The cohort "${name}" is targeted by experiments that run: ${shown}${more}. Another rule would let other units in while they run. Nothing was changed: clone the cohort, or stop them first.`
        : `The cohort "${name}" is targeted by ${shown}${more}. Nothing was deleted: archive them, or take the cohort out of their targeting first.`,
    );
  }
}
