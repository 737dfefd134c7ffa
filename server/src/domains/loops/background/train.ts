import { isEnded } from '../../training/pure/transition.ts';
import { setModel } from '../queries/loops.ts';
import type { StepDetails } from '../types.ts';
import type { StepWork } from './passed.ts';

const everySeconds = 1;

/** Follows the training job. */
export const train: StepWork = async ({ stores }, { workspaceId, jobId }) => {
  const job = jobId === null ? null : await stores.prisma.trainingJob.findUnique({ where: { id: jobId, workspaceId } });
  if (job === null) return { state: 'FAILED', error: 'The training job is deleted: start another one with startLoopTraining.' };
  const details: StepDetails = { jobName: job.name, jobStatus: job.status };
  const numbers = { count: Number(job.currentStep ?? 0), outOf: job.totalSteps === null ? null : Number(job.totalSteps), details };
  if (!isEnded(job.status)) return { state: 'RUNNING', seconds: everySeconds, ...numbers };
  if (job.status === 'FINISHED') return { state: 'DONE', ...numbers };
  const reason = job.errorDetails?.split('\n')[0]?.slice(0, 500) ?? '';
  return {
    state: 'FAILED',
    ...numbers,
    error: `The training job "${job.name}" is ${job.status.toLowerCase()}${reason === '' ? '' : `: ${reason}`}. Start another one with startLoopTraining.`,
  };
};

/** Notes the model that the job has made: the training domain registers it when the job ends. */
export const register: StepWork = async ({ stores }, loop) => {
  const { id, workspaceId, jobId, connectedModel } = loop;
  const made =
    jobId === null ? null : await stores.prisma.modelVersion.findUnique({ where: { jobId, workspaceId }, include: { model: true } });
  if (made === null && connectedModel === null)
    return {
      state: 'NEEDS_PERSON',
      error: 'The training job has registered no model: name its outputModel, or attach a model with attachLoopModel.',
    };
  return {
    state: 'DONE',
    count: made?.version ?? null,
    details: { model: connectedModel ?? made?.model.name ?? '', version: made?.version ?? null },
    write: async (session) => {
      if (made !== null) await setModel(session, { workspaceId, loopId: id, modelId: made.modelId, version: made.version });
    },
  };
};
