export { cloneExperiment, createExperiment, deleteExperiment, updateExperiment } from './commands/save.ts';
export { changeState, setEnabled } from './commands/state.ts';
export { setOverride } from './commands/overrides.ts';
export { assignAll, assignOne, type AskedAssignment } from './commands/assign.ts';
