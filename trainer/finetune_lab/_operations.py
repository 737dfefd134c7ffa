"""The operations of the API that a trainer uses."""

CREATE_JOB = "mutation ($input: TrainingJobInput!) { createTrainingJob(input: $input) { id status attempt currentStep } }"
JOB_ATTEMPT = "query ($id: ID!) { trainingJob(id: $id) { attempt } }"
EDIT_JOB = "mutation ($input: EditTrainingJobInput!) { editTrainingJob(input: $input) { id } }"
START_ATTEMPT = "mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { id attempt } }"
LOG_STEPS = """mutation ($jobId: ID!, $points: [TrainingPointInput!]!) {
  logTrainingSteps(jobId: $jobId, points: $points) { accepted updated rejected { index field reason } }
}"""
LOG_SYSTEM = """mutation ($jobId: ID!, $points: [SystemPointInput!]!) {
  logSystemMetrics(jobId: $jobId, points: $points) { accepted updated rejected { index field reason } }
}"""
LOG_PREDICTIONS = """mutation ($jobId: ID!, $predictions: [PredictionInput!]!) {
  logPredictions(jobId: $jobId, predictions: $predictions) { accepted updated rejected { index field reason } }
}"""
REPORT_STATUS = "mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { id status } }"
DECLARE = "mutation ($input: DeclareTrainingParametersInput!) { declareTrainingParameters(input: $input) { id } }"
ACKNOWLEDGE = "mutation ($input: AcknowledgeParameterUpdateInput!) { acknowledgeParameterUpdate(input: $input) { id status } }"
CONTROL = "query ($jobId: ID!) { trainingControl(jobId: $jobId) { shouldStop saveCheckpoint updates { id parameters } } }"
