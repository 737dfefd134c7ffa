/** The operations of the API that a trainer uses. */

export const CREATE_JOB = 'mutation ($input: TrainingJobInput!) { createTrainingJob(input: $input) { id status attempt currentStep } }';
export const EDIT_JOB = 'mutation ($input: EditTrainingJobInput!) { editTrainingJob(input: $input) { id } }';
export const JOB_ATTEMPT = 'query ($id: ID!) { trainingJob(id: $id) { attempt } }';
export const START_ATTEMPT = 'mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { id attempt } }';
export const LOG_STEPS = `mutation ($jobId: ID!, $points: [TrainingPointInput!]!) {
  logTrainingSteps(jobId: $jobId, points: $points) { rejected { index field reason } }
}`;
export const LOG_SYSTEM = `mutation ($jobId: ID!, $points: [SystemPointInput!]!) {
  logSystemMetrics(jobId: $jobId, points: $points) { rejected { index field reason } }
}`;
export const LOG_PREDICTIONS = `mutation ($jobId: ID!, $predictions: [PredictionInput!]!) {
  logPredictions(jobId: $jobId, predictions: $predictions) { rejected { index field reason } }
}`;
export const REPORT_STATUS = 'mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { id status } }';
export const DECLARE = 'mutation ($input: DeclareTrainingParametersInput!) { declareTrainingParameters(input: $input) { id } }';
export const ACKNOWLEDGE =
  'mutation ($input: AcknowledgeParameterUpdateInput!) { acknowledgeParameterUpdate(input: $input) { id status } }';
export const CONTROL = 'query ($jobId: ID!) { trainingControl(jobId: $jobId) { shouldStop saveCheckpoint updates { id parameters } } }';
export const DATASET_ROWS = `query ($id: ID!, $from: Int!, $count: Int!) {
  datasetVersion(id: $id) { rowsAt(from: $from, count: $count) { position split input expectedOutput messages } }
}`;
