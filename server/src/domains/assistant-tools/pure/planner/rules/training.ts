import { methodsIn } from '../lexicon.ts';
import { has, of, rangeArguments, type Rule } from '../read.ts';
import { answer, noAnswer, type Entity, type Plan, type Reading } from '../types.ts';

export const training: Rule = (reading) => {
  const { text, rest } = reading;
  const [job, other] = of(reading, 'trainingJob');
  const [configuration] = of(reading, 'trainingConfiguration');
  const isTraining =
    job !== undefined ||
    has(text, 'training|train|fine-?tun(?:e|ing)|jobs?|epochs?|perplexity|loss|gpus?|hyperparameters?|learning rate|batch size');
  if (!isTraining || methodsIn(rest).length >= 2 || has(text, 'training methods?')) return null;
  if (
    job === undefined &&
    has(text, 'improved?|improving|help(?:ed)?|better') &&
    has(text, 'models?|quality') &&
    !has(text, 'predictions?')
  )
    return answer(
      'production_metrics',
      { ...rangeArguments(reading), groupBy: 'training_method', measures: ['success_rate', 'rating', 'messages'] },
      'The text asks whether training improved models: by training method.',
    );
  if (has(rest, 'predictions?|samples?|generations?') || (has(rest, 'epochs?') && has(rest, 'compare|improve[ds]?|better|available|which')))
    return predictions(reading, job);
  if (has(rest, 'config(?:uration)?s?') && job === undefined && !has(rest, 'start|launch|run|begin'))
    return answer('training_control', { operation: 'list_configs' }, 'The text asks for training configurations.');
  if (has(rest, 'start|launch|begin') && !has(rest, 'started|when did|which'))
    return configuration === undefined
      ? noAnswer('Name the training configuration to start from.', [
          '/training_control list_configs',
          '/training_control start_training configId=',
        ])
      : answer(
          'training_control',
          { operation: 'start_training', configId: configuration.id },
          'The text asks for a start; a proposal is made.',
        );
  if (job !== undefined && other === undefined && has(rest, 'cancel|stop|abort|kill|end'))
    return answer(
      'training_control',
      { operation: 'cancel_training', jobId: job.id },
      'The text asks for the end of a job; a proposal is made.',
    );
  // A job that there is not, or that is not named: a list of jobs would be no answer to that.
  if (job === undefined && /^(?:please |can you |could you )?(?:cancel|stop|abort|kill|end)\b/.test(text))
    return noAnswer('Name the training job that is to end: no job has that name.', [
      '/training_metrics list_jobs status=running',
      '/training_control cancel_training jobId=',
    ]);
  const parameter = /(?:set|change|lower|raise|update)(?: the)? ([a-z_ ]+?) (?:of .*? )?to ([\d.e+-]+)/.exec(rest);
  if (job !== undefined && parameter !== null) {
    const [, name = '', value] = parameter;
    return answer(
      'training_control',
      { operation: 'update_parameters', jobId: job.id, parameters: { [name.trim().replaceAll(' ', '_')]: Number(value) } },
      'The text asks for another value of a parameter; a proposal is made.',
    );
  }
  if (job !== undefined) {
    const isDetail = has(
      rest,
      'how long|take|took|duration|hyperparameters?|parameters?|details?|config(?:uration)?|data ?set|learning rate|batch size|hardware|when|started|ended|base model',
    );
    const isCurve = has(rest, 'loss|curves?|metrics?|gpu|throughput|perplexity|accuracy|learning curve|gradient');
    const operation = isCurve ? 'get_job_metrics' : isDetail ? 'get_job_details' : 'get_job_status';
    return answer('training_metrics', { operation, jobId: job.id }, `The text names the training job ${JSON.stringify(job.name)}.`);
  }
  if (has(rest, 'perplexity|loss|gpus?|hyperparameters?|learning rate|batch size|curves?|throughput'))
    return noAnswer('Name the training job whose metrics are meant.', [
      '/training_metrics list_jobs',
      '/training_metrics get_job_metrics jobId=',
    ]);
  const statuses = {
    running: 'running|active|current|in progress|right now',
    completed: 'completed?|finished|done|successful',
    failed: 'failed|fail|crashed|broken',
    pending: 'pending|queued|waiting',
    cancelled: 'cancell?ed|stopped|aborted',
  };
  const status = Object.entries(statuses).find(([, words]) => has(rest, words))?.[0];
  if (has(text, 'jobs?|trainings?|runs?|fine-?tun(?:e|ing)s?'))
    return answer(
      'training_metrics',
      { operation: 'list_jobs', status },
      status === undefined ? 'The text asks for training jobs.' : `The text asks for training jobs that are ${status}.`,
    );
  return null;
};

function predictions({ text, rest }: Reading, job: Entity | undefined): Plan {
  if (job === undefined)
    return noAnswer('Name the training job whose predictions are meant.', [
      '/training_metrics list_jobs',
      '/training_predictions list_available_epochs jobId=',
    ]);
  const listed = [...text.matchAll(/epochs? ((?:\d+(?:,| and| to| vs\.?| versus|\s)*)+)/g)].flatMap(([, numbers]) =>
    [...(numbers as string).matchAll(/\d+/g)].map(([digits]) => Number(digits)),
  );
  const numbers = [...new Set(listed)];
  if (has(rest, 'which epochs|available|what epochs'))
    return answer(
      'training_predictions',
      { operation: 'list_available_epochs', jobId: job.id },
      'The text asks which epochs have predictions.',
    );
  if (numbers.length >= 2)
    return answer(
      'training_predictions',
      { operation: 'compare_epochs', jobId: job.id, epochs: numbers },
      'The text names several epochs.',
    );
  if (numbers.length === 1)
    return answer(
      'training_predictions',
      { operation: 'get_predictions_by_epoch', jobId: job.id, epoch: numbers[0] },
      'The text names an epoch.',
    );
  return answer('training_predictions', { operation: 'get_predictions', jobId: job.id }, 'The text asks for predictions.');
}
