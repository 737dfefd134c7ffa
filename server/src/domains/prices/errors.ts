import { BadInput } from '../../platform/graphql/errors.ts';

/** A price that cannot be. */
export class BadPrice extends BadInput {
  override readonly code = 'BAD_PRICE';
  protected static override readonly between: string = ' ';
}

/** The table is not LiteLLM's: nothing of it was imported. */
export class BadPriceTable extends BadInput {
  override readonly code = 'BAD_PRICE_TABLE';
  /** `reason`: a whole sentence, which needs no name of a field before it. */
  constructor(field: string, reason: string) {
    super(field, reason);
    this.message = reason;
  }
}
