import { BadInput, DomainError, type FieldProblem } from '../../platform/graphql/errors.ts';

/** A study that cannot be made or started as given. */
export class BadStudy extends BadInput {
  override readonly code = 'BAD_STUDY';
}

/** What is asked for or sent of a trial cannot be taken. */
export class BadStudyTrial extends BadInput {
  override readonly code = 'BAD_STUDY_TRIAL';
}

/** The study gives no trials any more. */
export class StudyClosed extends DomainError {
  readonly code = 'STUDY_CLOSED';
  constructor(name: string, status: string) {
    super(
      `The study ${JSON.stringify(name)} is ${status.toLowerCase()} and gives no trials. Values of running ones are taken; make a new study for more trials.`,
    );
  }
}

/** The trial has ended otherwise than is sent now; nothing was written. */
export class StudyTrialEnded extends DomainError {
  readonly code = 'STUDY_TRIAL_ENDED';
  override readonly problems: readonly FieldProblem[];
  constructor(number: number, state: string) {
    super(`Trial ${number} is ${state.toLowerCase()} with what was sent first. Ask for another trial.`);
    this.problems = [{ field: 'input.number', reason: this.message }];
  }
}
