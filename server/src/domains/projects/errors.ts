import { DomainError } from '../../platform/graphql/errors.ts';

/** Another project of the workspace has this name. MLflow's clients call it an experiment. */
export class ExperimentExists extends DomainError {
  readonly code = 'EXPERIMENT_EXISTS';
  override readonly httpStatus = 400;
  constructor(name: string, isDeleted: boolean) {
    const rest = isDeleted ? ' It is deleted: restore it, or choose another name.' : '';
    super(`An experiment with the name ${JSON.stringify(name)} exists already.${rest}`);
  }
}
