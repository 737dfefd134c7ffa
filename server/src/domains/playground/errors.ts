import { BadInput, DomainError } from '../../platform/graphql/errors.ts';
import { maxRunning } from './types.ts';

/** A prompt, its rows or models, or a change of a run, that cannot be taken as given. */
export class BadPlaygroundInput extends BadInput {
  override readonly code = 'BAD_PLAYGROUND_INPUT';
}

/** Too many runs of the viewer go on. */
export class PlaygroundBusy extends DomainError {
  readonly code = 'PLAYGROUND_BUSY';
  constructor() {
    super(`${maxRunning} of your runs go on, which is the most. Wait for one, or stop it.`);
  }
}

/** The answer is being made. */
export class AnswerRunning extends DomainError {
  readonly code = 'ANSWER_RUNNING';
  constructor() {
    super('The model still answers. Wait for the end of the answer, or stop it.');
  }
}
