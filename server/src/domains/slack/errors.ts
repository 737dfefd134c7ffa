import { BadInput, DomainError } from '../../platform/graphql/errors.ts';

/** A connection to Slack that cannot be made as given. */
export class BadSlackConnection extends BadInput {
  override readonly code = 'BAD_SLACK_CONNECTION';
}

/** A link to an own account that cannot be made. */
export class BadSlackLink extends BadInput {
  override readonly code = 'BAD_SLACK_LINK';
}

/** A request that Slack did not sign, or has signed too long ago, or that came before. */
export class SlackRefused extends DomainError {
  readonly code = 'SLACK_REFUSED';
  override readonly httpStatus: number = 401;
}

/** A signed request that no one can be asked for. Its sender is shown why. */
export class SlackUnanswered extends DomainError {
  readonly code = 'SLACK_UNANSWERED';
}
