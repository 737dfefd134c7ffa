export const REGISTER = 'mutation ($input: RegisterRunnerInput!) { registerRunner(input: $input) { id name } }';
export const LEASE = `mutation ($input: LeaseTrainingJobInput!) {
  leaseTrainingJob(input: $input) { fence attempt job { id name hyperparameters } configuration { command timeLimitSeconds } }
}`;
export const RENEW = 'mutation ($input: RenewTrainingLeaseInput!) { renewTrainingLease(input: $input) { job { status } } }';
export const CONTROL = 'query ($jobId: ID!) { trainingControl(jobId: $jobId) { saveCheckpoint } }';
export const APPEND = 'mutation ($input: AppendTrainingLogInput!) { appendTrainingLog(input: $input) { lastLine } }';
export const EXIT = 'mutation ($input: ReportTrainingExitInput!) { reportTrainingExit(input: $input) { status } }';
export const METRICS = `mutation ($jobId: ID!, $points: [SystemPointInput!]!) {
  logSystemMetrics(jobId: $jobId, points: $points) { accepted }
}`;

export interface Lease {
  readonly fence: string;
  readonly attempt: number;
  readonly job: { readonly id: string; readonly name: string; readonly hyperparameters: Readonly<Record<string, unknown>> };
  readonly configuration: { readonly command: string; readonly timeLimitSeconds: number | null };
}
