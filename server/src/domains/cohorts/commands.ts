export { cloneCohort, createCohort, deleteCohort, updateCohort } from './commands/save.ts';
