/** The longest name of a model, in UTF-16 code units. */
const longest = 512;

/** What a trained model may be named after. */
export interface NameSources {
  readonly jobName: string;
  /** The name that the job states for its model; null: none. */
  readonly outputModel: string | null;
  /** The name of the newest model that was logged for the job with MLflow; null: none was. */
  readonly loggedModel: string | null;
  readonly baseModel: string | null;
}

/**
 * The name under which the model of a finished job is registered; null: nothing says that the job made one.
 *
 * Names of logged models are unique in a run only, and a base model has many jobs: the job's name stands beside them.
 */
export function modelNameOf({ jobName, outputModel, loggedModel, baseModel }: NameSources): string | null {
  if (outputModel !== null) return outputModel;
  const name = loggedModel !== null ? `${jobName}:${loggedModel}` : baseModel !== null ? `${baseModel}:${jobName}` : null;
  return name === null ? null : name.slice(0, longest).toWellFormed();
}
