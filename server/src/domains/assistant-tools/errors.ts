import { DomainError } from '../../platform/graphql/errors.ts';

/** A proposal that was carried out, declined or has expired, or was made for another viewer. */
export class ProposalClosed extends DomainError {
  readonly code = 'PROPOSAL_CLOSED';
  override readonly problems = [{ field: 'input.proposalId', reason: 'is of no open proposal of the viewer' }];
  constructor() {
    super('No open proposal of yours has this id: it was carried out, declined, or is older than an hour. Ask for the change again.');
  }
}

/** What a proposal would change is not as it was when it was made. */
export class ProposalOutdated extends DomainError {
  readonly code = 'PROPOSAL_OUTDATED';
  constructor(what: string) {
    super(`What this would change is not as it was when it was proposed: ${what} Nothing was changed. Ask for the change again.`);
  }
}

/** The workspace lets the assistant change nothing. */
export class ActingOff extends DomainError {
  readonly code = 'ASSISTANT_ACTING_OFF';
  constructor() {
    super('This workspace has switched off changes through the assistant. An editor can switch them on in the settings.');
  }
}

/** The mutation of a confirmed proposal was refused. */
export class ActionRefused extends DomainError {
  readonly code = 'ASSISTANT_ACTION_REFUSED';
  constructor(reason: string) {
    super(`The change was refused: ${reason}`);
  }
}
