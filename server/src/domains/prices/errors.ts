import { DomainError } from '../../platform/graphql/errors.ts';

/** A price that cannot be: its message names the field, what it was and what is possible. */
export class BadPrice extends DomainError {
  readonly code = 'BAD_PRICE';
  readonly field: string;
  constructor(field: string, reason: string) {
    super(`${field} ${reason}`);
    this.field = field;
  }
}

/** The table is not LiteLLM's: nothing of it was imported. */
export class BadPriceTable extends DomainError {
  readonly code = 'BAD_PRICE_TABLE';
}
