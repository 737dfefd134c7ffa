/** A few lines that make a trainer log what its model answers. */
export interface PredictionSnippet {
  readonly key: 'huggingface' | 'python' | 'graphql';
  readonly label: string;
  /** Where they go. */
  readonly says: string;
  readonly code: string;
}

export const predictionSnippets = (): readonly PredictionSnippet[] => [
  {
    key: 'huggingface',
    label: 'Hugging Face',
    says: 'The callback asks the model itself, at the end of every epoch.',
    code: `callback = FineTuneLabCallback(samples=[
    {"prompt": "What is the capital of France?", "reference": "Paris"},
])`,
  },
  {
    key: 'python',
    label: 'Python',
    says: 'In any loop, with what the model answered; a sample is known by its place in the list.',
    code: `job.log_predictions(
    [{"prompt": prompt, "prediction": answer, "reference": wanted} for prompt, answer, wanted in answers],
    epoch=epoch,
    step=step,
)`,
  },
  {
    key: 'graphql',
    label: 'GraphQL',
    says: 'From anywhere else, up to 5,000 in a request.',
    code: `mutation ($jobId: ID!, $predictions: [PredictionInput!]!) {
  logPredictions(jobId: $jobId, predictions: $predictions) { accepted rejected { index field reason } }
}`,
  },
];
