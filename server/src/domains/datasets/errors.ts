import { BadInput, DomainError, type FieldProblem } from '../../platform/graphql/errors.ts';

/** A dataset, or rows of it, that cannot be saved as given. */
export class BadDataset extends BadInput {
  override readonly code = 'BAD_DATASET';
}

/** A row that was changed, or taken out, since the version that the caller has read. */
export class DatasetChanged extends DomainError {
  readonly code = 'DATASET_CHANGED';
  override readonly httpStatus = 409;
  override readonly problems: readonly FieldProblem[];
  constructor(rowIds: readonly string[], number: number) {
    const listed = rowIds
      .slice(0, 5)
      .map((id) => JSON.stringify(id))
      .join(', ');
    const more = rowIds.length > 5 ? ` and ${rowIds.length - 5} more` : '';
    super(
      `Version ${number} has other contents in ${rowIds.length === 1 ? 'row' : 'rows'} ${listed}${more} than the version that was read. Nothing was saved: read version ${number}, and send the edits for it.`,
    );
    this.problems = [{ field: 'input.versionId', reason: `is older than version ${number}, in which the same rows were changed` }];
  }
}

/** A dataset that takes no rows. */
export class DatasetArchived extends DomainError {
  readonly code = 'DATASET_ARCHIVED';
  override readonly httpStatus = 409;
  constructor(name: string) {
    super(`The dataset "${name}" is archived and takes no rows: restore it with updateDataset first.`);
  }
}
