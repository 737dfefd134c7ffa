export { continueAnswer, retryAnswer } from './commands/answers.ts';
export { deleteRun, stopAnswer, stopRun, updateRun } from './commands/runs.ts';
export { startRun } from './commands/start.ts';
