import { BadInput, DomainError } from '../../platform/graphql/errors.ts';

/** A rule that cannot be saved as given. */
export class BadAlertRule extends BadInput {
  override readonly code = 'BAD_ALERT_RULE';
}

/** A channel that cannot be saved as given. */
export class BadAlertChannel extends BadInput {
  override readonly code = 'BAD_ALERT_CHANNEL';
}

/** Another change of the rule was saved since the one that this change is based on. */
export class AlertRuleChanged extends DomainError {
  readonly code = 'ALERT_RULE_CHANGED';
  constructor(name: string, updatedAt: Date) {
    super(
      `The rule ${JSON.stringify(name)} was changed at ${updatedAt.toISOString()}, after the version that this change is based on; read it once more, and change that.`,
    );
  }
}
