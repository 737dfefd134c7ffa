export { cloneExperiment, createExperiment, deleteExperiment, updateExperiment } from './commands/save.ts';
export { changeState, setEnabled } from './commands/state.ts';
export { recordExposures } from './commands/expose.ts';
export { setOverride } from './commands/overrides.ts';
export { assignAll, assignIn, assignOne, type AskedAssignment, type KeyedAssignment } from './commands/assign.ts';
export { keptOfAssignment, type KeptOfAssignment } from './ingest/exposed.ts';
