import { DomainError } from '../../platform/graphql/errors.ts';

/** Names by which MLflow's clients know a kind of failure, and the status of each. */
const statuses = {
  INVALID_PARAMETER_VALUE: 400,
  BAD_REQUEST: 400,
  RESOURCE_ALREADY_EXISTS: 400,
  PERMISSION_DENIED: 403,
  RESOURCE_DOES_NOT_EXIST: 404,
  ENDPOINT_NOT_FOUND: 404,
  NOT_IMPLEMENTED: 501,
} as const;

/** A refusal in MLflow's terms. */
export class MlflowRefusal extends DomainError {
  readonly code: keyof typeof statuses;
  override readonly httpStatus: number;
  constructor(code: keyof typeof statuses, message: string) {
    super(message);
    this.code = code;
    this.httpStatus = statuses[code];
  }
}

export const invalid = (message: string): MlflowRefusal => new MlflowRefusal('INVALID_PARAMETER_VALUE', message);
export const missing = (kind: string, id: string): MlflowRefusal =>
  new MlflowRefusal('RESOURCE_DOES_NOT_EXIST', `${kind} ${JSON.stringify(id.slice(0, 300))} was not found in this workspace.`);
