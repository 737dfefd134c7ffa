import { BadInput, DomainError } from '../../platform/graphql/errors.ts';

/** A metric that cannot be saved as given. */
export class BadMetric extends BadInput {
  override readonly code = 'BAD_METRIC';
}

/** What is still judged by the metric. */
export class MetricInUse extends DomainError {
  readonly code = 'METRIC_IN_USE';
  constructor(key: string, uses: readonly string[]) {
    const listed = uses.slice(0, 5).join(', ');
    const more = uses.length > 5 ? ` and ${uses.length - 5} more` : '';
    super(`The metric "${key}" is used by ${listed}${more}. Nothing was deleted: take it out there, or archive what uses it, first.`);
  }
}
