import { has, of, type Rule } from '../read.ts';
import { answer } from '../types.ts';

/** Evaluation runs that there are, the scores of one, or two beside each other: the one that is named last is the base. */
export const evaluationRuns: Rule = (reading) => {
  const [run, base] = of(reading, 'evaluationRun');
  if (!has(reading.text, 'evaluat(?:ion|ions|ed)|runs?|datasets?|scor(?:e|es|ed)|better|worse|compared?')) return null;
  if (run !== undefined && base !== undefined)
    return answer('evaluation_runs', { operation: 'compare', base: base.id, other: run.id }, 'The text names two evaluation runs.');
  if (run !== undefined) return answer('evaluation_runs', { operation: 'scores', runId: run.id }, 'The text names an evaluation run.');
  return has(reading.text, 'evaluation runs?')
    ? answer('evaluation_runs', { operation: 'list' }, 'The text asks for evaluation runs.')
    : null;
};
