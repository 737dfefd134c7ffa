import { BadInput, DomainError } from '../../platform/graphql/errors.ts';

/** A board that cannot be saved as given. */
export class BadBoard extends BadInput {
  override readonly code = 'BAD_BOARD';
}

/** Another version of the board was saved since the one that the change is based on. */
export class BoardChanged extends DomainError {
  readonly code = 'BOARD_CHANGED';
  constructor({ version, savedBy, savedAt }: { version: number; savedBy: string | null; savedAt: Date }) {
    const by = savedBy ?? 'a caller that is no person';
    super(
      `The board was saved by ${by} at ${savedAt.toISOString()} in the meantime, as version ${version}. Nothing was changed: read that version and save on top of it, or save a copy.`,
    );
  }
}
