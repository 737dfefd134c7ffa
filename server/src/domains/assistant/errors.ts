import { BadInput, DomainError } from '../../platform/graphql/errors.ts';

/** What was asked of the assistant, or a change of a conversation, that cannot be taken as given. */
export class BadAssistantInput extends BadInput {
  override readonly code = 'BAD_ASSISTANT_INPUT';
}

/** The conversation has a turn that runs. */
export class TurnRunning extends DomainError {
  readonly code = 'TURN_RUNNING';
  constructor() {
    super('The assistant still answers in this conversation. Wait for the answer, stop it, or ask in another conversation.');
  }
}
