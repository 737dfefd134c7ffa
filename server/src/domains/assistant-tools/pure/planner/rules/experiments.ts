import { has, of, type Rule } from '../read.ts';
import { answer, noAnswer } from '../types.ts';

export const experiments: Rule = (reading) => {
  const { rest } = reading;
  const [experiment] = of(reading, 'experiment');
  const isAsked = has(rest, 'experiments?|flags?|a/b tests?|ab tests?|tests?');
  if (experiment === undefined && !isAsked) return null;
  if (experiment === undefined) {
    if (has(rest, 'start|stop|pause|resume') && !has(rest, 'started|stopped|paused'))
      return noAnswer('Name the experiment that is meant.', ['/experiments list']);
    const state = has(rest, 'running|active|live')
      ? 'RUNNING'
      : has(rest, 'drafts?')
        ? 'DRAFT'
        : has(rest, 'stopped|finished|ended')
          ? 'STOPPED'
          : has(rest, 'paused')
            ? 'PAUSED'
            : undefined;
    const kind = has(rest, 'flags?')
      ? has(rest, 'experiments?')
        ? undefined
        : 'FLAG'
      : has(rest, 'experiments?')
        ? 'EXPERIMENT'
        : undefined;
    return answer('experiments', { operation: 'list', state, kind }, 'The text asks for experiments.');
  }
  if (has(rest, 'archive|ship|delete|remove|edit|copy'))
    return noAnswer('No tool does that with an experiment; it can be started, paused, resumed and stopped.', [
      `/experiments results experiment=${experiment.id}`,
    ]);
  const act = (['start', 'pause', 'resume', 'stop'] as const).find((one) => has(rest, one));
  if (act !== undefined)
    return answer(
      'experiments',
      { operation: act, experiment: experiment.id },
      `The text asks to ${act} an experiment; a proposal is made.`,
    );
  return answer(
    'experiments',
    { operation: 'results', experiment: experiment.id },
    `The text names the experiment ${JSON.stringify(experiment.name)}.`,
  );
};
