import { absentIn, groupingsIn, intervalIn, isComparison, measuresIn, methodsIn, orderIn } from './lexicon.ts';
import { answer, noAnswer, type Entity, type Plan, type Reading } from './types.ts';
import { unreadWords } from './vocabulary.ts';

type Rule = (reading: Reading) => Plan | null;

const has = (text: string, words: string): boolean => new RegExp(`(?<![\\w-])(?:${words})(?![\\w-])`).test(text);
const of = ({ entities }: Reading, kind: string): Entity[] => entities.filter((entity) => entity.kind === kind);
const ids = (reading: Reading, kind: string): string[] | undefined => {
  const found = of(reading, kind).map(({ id }) => id);
  return found.length === 0 ? undefined : found;
};
const rangeArguments = ({ range }: Reading): { from?: string; to?: string } => ({
  ...(range?.from != null && { from: range.from.toISOString() }),
  ...(range?.to != null && { to: range.to.toISOString() }),
});

/** Filters of production numbers that a text names. */
export function filtersOf(reading: Reading): Record<string, unknown> {
  const methods = methodsIn(reading.rest);
  return {
    ...rangeArguments(reading),
    models: ids(reading, 'model'),
    sessions: ids(reading, 'session'),
    experiments: ids(reading, 'experimentName'),
    variants: ids(reading, 'variant'),
    environments: ids(reading, 'environment'),
    trainingMethods: methods.length > 0 ? methods : undefined,
    errorTypes: ids(reading, 'errorType'),
    failureTags: ids(reading, 'failureTag'),
    tools: ids(reading, 'toolName'),
    users: ids(reading, 'user'),
    ratings: ratingsIn(reading.rest),
  };
}

/** "rating 1", "rated 1 or 2", "1-star". */
function ratingsIn(text: string): number[] | undefined {
  const [, first, second] =
    /(?:rated|ratings? (?:of )?) ?([1-5])(?: (?:or|and) ([1-5]))?(?![\d.])/.exec(text) ?? /(?<![\d.])([1-5])[- ]stars?/.exec(text) ?? [];
  return first === undefined ? undefined : [first, second].flatMap((star) => (star === undefined ? [] : [Number(star)]));
}

const arithmetic: Rule = ({ text }) => {
  const plain = text
    .replace(/^(?:please )?(?:what(?:'s| is| are)?|calculate|compute|how much is|eval(?:uate)?)\s+/, '')
    .replace(/[?=\s]+$/, '');
  const isExpression =
    /\d/.test(plain) &&
    /^[\d\s.,_+\-*/^%()×÷−]*(?:(?:of|sqrt|ln|log10|log2|exp|round|floor|ceil|abs|min|max|sum|mean|median|stdev|variance|percent_change|pi)[\d\s.,_+\-*/^%()×÷−]*)*$/.test(
      plain,
    );
  const isComputed = /[+*/^%×÷]|\d\s*[-−]\s*\d|of|\(/.test(plain);
  const isDate = /\d{4}-\d{2}-\d{2}/.test(plain);
  return isExpression && isComputed && !isDate
    ? answer('calculator', { expression: plain }, 'The text is an arithmetic expression.')
    : null;
};

const clock: Rule = ({ text }) => {
  if (has(text, 'what time|time is it|current time|what day is|which day is|what date|today.s date|the date today')) {
    const [, place] = /(?:in|for) ([a-z_]+(?:\/[a-z_]+)?)\??$/.exec(text) ?? [];
    return place === undefined
      ? answer('datetime', { operation: 'now' }, 'The text asks for the time.')
      : answer('datetime', { operation: 'now', timeZone: zoneNamed(place) }, 'The text asks for the time of a place.');
  }
  return null;
};
const days: Rule = ({ text }) => {
  const [, time, toTime] =
    /(?:days|time|hours|long)(?: is it)? (?:between|from) (\d{4}-\d{2}-\d{2}) (?:and|to|until) (\d{4}-\d{2}-\d{2})/.exec(text) ?? [];
  return time === undefined
    ? null
    : answer('datetime', { operation: 'difference', time, toTime }, 'The text asks for the time between two days.');
};
/** What no tool does, so that it is not taken for something else. */
const otherActs: Rule = ({ text }) => {
  const [, act] =
    /^(?:please |can you |could you )?(delete|remove|erase|drop|archive|ship|rename|create|make|add|invite|revoke|export|import|deploy|send|email|notify)\b/.exec(
      text,
    ) ?? [];
  const isAll = /\b(?:cancel|stop|pause|start|kill) (?:all|every)\b/.test(text);
  if (act === undefined && !isAll) return null;
  return noAnswer(
    `I can't do that: no tool can ${act ?? 'change several things at once'}. Jobs, experiments and judgments can be changed one by one, after a confirmation.`,
    ['/training_control list_configs', '/experiments list'],
  );
};
const zoneNamed = (place: string): string => {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.find((zone) => zone.toLowerCase() === place || zone.split('/').at(-1)?.toLowerCase() === place) ?? place;
};

const notThere: Rule = ({ text }) => {
  if (has(text, 'anomal(?:y|ies)|outliers?|unusual'))
    return answer('advanced_analytics', { operation: 'anomaly_detection' }, 'The text asks for anomalies.');
  if (has(text, 'sentiments?|emotions?|frustrat(?:ed|ion)|happy'))
    return answer('advanced_analytics', { operation: 'sentiment_trends' }, 'The text asks for sentiment.');
  if (has(text, 'forecasts?|predict(?: the| next)|next (?:week|month|year)|tomorrow'))
    return answer('advanced_analytics', { operation: 'quality_forecast' }, 'The text asks for the future.');
  const absent = absentIn(text);
  return absent === null ? null : noAnswer(`I can't answer that: the product has no data of ${absent.what}.`, absent.suggestions);
};

const training: Rule = (reading) => {
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

const experiments: Rule = (reading) => {
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

const quality: Rule = (reading) => {
  const { rest, text } = reading;
  const filters = filtersOf(reading);
  const ask = (operation: string, why: string, more: Record<string, unknown> = {}): Plan =>
    answer('evaluation_metrics', { operation, ...filters, ...more }, why);
  const isCounted = filters['failureTags'] !== undefined && measuresIn(rest).length > 0;
  if (
    !isCounted &&
    has(rest, 'failure tags?|fail(?:ure)? reasons?|failure categor(?:y|ies)|what went wrong|why .*? (?:fail(?:ed|ing)?|failures)|tags?')
  )
    return ask('failure_tags', 'The text asks what went wrong.');
  if (has(rest, 'rating distribution|distribution of (?:the )?ratings?|ratings? distributed'))
    return ask('ratings', 'The text asks for the distribution of ratings.');
  if (has(rest, 'agree(?:ment)?|krippendorff|alpha')) return ask('agreement', 'The text asks for agreement.');
  if (has(rest, 'accuracy|accurate') && !has(rest, 'benchmarks?|suites?')) return ask('accuracy', 'The text asks for accuracy.');
  if (has(rest, 'tokens? (?:of|for|per) (?:a |each )?success(?:es)?'))
    return ask('tokens_per_success', 'The text asks for tokens of a success.');
  if (!has(rest, 'which tools?') && has(rest, 'tool (?:call )?success|tools? (?:calls? )?(?:succeed|fail)|tool calls'))
    return ask('tool_success', 'The text asks for tool calls.');
  if (
    has(rest, 'improving|getting (?:better|worse)|rising|falling|increasing|decreasing|trend') &&
    has(rest, 'quality|success|rating|errors?|latency|cost|improving|better|worse')
  ) {
    const metric = has(rest, 'rating')
      ? 'AVERAGE_RATING'
      : has(rest, 'errors?')
        ? 'ERROR_SHARE'
        : has(rest, 'p95')
          ? 'LATENCY_P95'
          : has(rest, 'latency')
            ? 'LATENCY_P50'
            : has(rest, 'cost')
              ? 'COST_PER_MESSAGE'
              : 'SUCCESS_SHARE';
    return ask('trend', 'The text asks for a trend.', { metric });
  }
  if (
    reading.range?.from != null &&
    reading.range.to !== null &&
    has(
      text,
      'compared (?:to|with) (?:the )?(?:previous|week before|month before|day before|last|before|prior)|than (?:the )?(?:week|month|day|period|year) before|what changed|changes?|period over period|week over week|month over month',
    )
  )
    return ask('period_comparison', 'The text compares a period with the one before.');
  return null;
};

const comparisons: Rule = (reading) => {
  if (!isComparison(reading.text)) return null;
  const [models, sessions, cohorts, methods] = [
    of(reading, 'model'),
    of(reading, 'session'),
    of(reading, 'cohort'),
    methodsIn(reading.rest),
  ];
  const range = rangeArguments(reading);
  if (models.length === 2)
    return answer(
      'evaluation_metrics',
      { operation: 'model_comparison', ...range, base: models[0]?.id, model: models[1]?.id },
      'The text names two models.',
    );
  if (models.length > 2)
    return answer(
      'advanced_analytics',
      { operation: 'model_comparison', period: 'all', ...periodOf(reading), modelIds: models.map(({ id }) => id) },
      'The text names several models.',
    );
  if (methods.length >= 2) {
    const measures = measuresIn(reading.rest);
    return answer(
      'production_metrics',
      { ...filtersOf(reading), groupBy: 'training_method', measures: measures.length > 0 ? measures : undefined },
      'The text names training methods.',
    );
  }
  if (sessions.length >= 2)
    return answer('get_session_metrics', { sessionIds: sessions.map(({ id }) => id), ...range }, 'The text names several sessions.');
  if (cohorts.length >= 1)
    return answer(
      'cohorts',
      { operation: 'compare', cohortIds: cohorts.slice(0, 1).map(({ id }) => id), againstId: cohorts[1]?.id, ...range },
      'The text compares cohorts.',
    );
  if (has(reading.rest, 'models?'))
    return answer('advanced_analytics', { operation: 'model_comparison', ...periodOf(reading) }, 'The text compares models.');
  return null;
};

/** The time range as `advanced_analytics` takes it: all time where none is named. */
const periodOf = ({ range }: Reading): Record<string, unknown> => {
  if (range === null || (range.from === null && range.to === null)) return { period: 'all' };
  return {
    ...(range.from !== null && { startDate: range.from.toISOString() }),
    ...(range.to !== null && { endDate: range.to.toISOString() }),
  };
};

const bestModel: Rule = (reading) => {
  const { rest } = reading;
  const isBest = has(
    rest,
    '(?:best|top|better) (?:\\w+ )?models?|models? (?:is|are|perform(?:s|ed)?|was|did) (?:the )?best|which models? perform(?:s|ed)?|rank(?:ing)? (?:of )?(?:the )?models?|models? rank(?:ing)?|recommend',
  );
  if (
    !isBest ||
    measuresIn(rest).length > 0 ||
    of(reading, 'benchmarkSuite').length > 0 ||
    unreadWords(rest.replace(/rank\w*|recommend\w*|perform\w*|better/g, ' ')).length > 0
  )
    return null;
  return answer('advanced_analytics', { operation: 'model_comparison', ...periodOf(reading) }, 'The text asks for the best model.');
};

const lists: Rule = (reading) => {
  const { text, rest } = reading;
  const range = rangeArguments(reading);
  const [prompt] = of(reading, 'prompt');
  const [suite] = of(reading, 'benchmarkSuite');
  const [cohort] = of(reading, 'cohort');
  if (has(rest, 'traces?|spans?')) {
    const [traceId] = /\b[0-9a-f]{32}\b/.exec(text) ?? [];
    if (traceId !== undefined) return answer('traces', { operation: 'get', traceId }, 'The text names a trace.');
    const order = has(rest, 'slowest|longest')
      ? 'DURATION'
      : has(rest, 'expensive|dearest|cost(?:ly|liest)?')
        ? 'COST'
        : has(rest, 'tokens?')
          ? 'TOKENS'
          : has(rest, 'most errors')
            ? 'ERRORS'
            : undefined;
    return answer(
      'traces',
      {
        operation: 'list',
        ...range,
        order,
        hasError: has(rest, 'failed|failing|errors?|with errors?') && order === undefined ? true : undefined,
        models: ids(reading, 'model'),
        sessions: ids(reading, 'session'),
      },
      'The text asks for traces.',
    );
  }
  const isOfSession = of(reading, 'session').length > 0 || has(rest, 'sessions?');
  if (isOfSession && has(rest, 'feedback|comments?|evaluations?|ratings? and|judgments?|verdicts?'))
    return answer(
      'get_session_evaluations',
      { sessionIds: ids(reading, 'session'), ...range },
      'The text asks for evaluations of sessions.',
    );
  if (
    isOfSession &&
    has(rest, 'conversations?|transcripts?|chats?|what did (?:users|people) (?:say|ask)') &&
    !has(rest, 'how many|number of')
  )
    return answer(
      'get_session_conversations',
      { sessionIds: ids(reading, 'session'), ...range },
      'The text asks for conversations of sessions.',
    );
  if (of(reading, 'session').length > 0 && measuresIn(rest).length === 0 && groupingsIn(rest).length === 0)
    return answer('get_session_metrics', { sessionIds: ids(reading, 'session'), ...range }, 'The text names a session.');
  const [user] = of(reading, 'user');
  if (user !== undefined && measuresIn(rest).length === 0)
    return answer('users', { operation: 'get', userId: user.id }, `The text names the user ${JSON.stringify(user.name)}.`);
  const tool = of(reading, 'toolName');
  if (
    (tool.length > 0 && has(rest, 'call(?:s|ed)?|used|times|often')) ||
    has(rest, 'tools? (?:usage|use|calls?)|(?:most|which) (?:\\w+ )?tools?|tools (?:are|is) (?:called|used)|which tools?')
  )
    return answer('production_breakdown', { operation: 'tools', ...filtersOf(reading) }, 'The text asks for calls of tools.');
  if (
    has(rest, 'errors? (?:by|per) (?:type|kind)|(?:what|which) (?:\\w+ )?errors|kinds? of errors?|types? of errors?|error types?') &&
    !has(rest, 'error types?(?: are there)?\\??$')
  )
    return answer('production_breakdown', { operation: 'errors', ...filtersOf(reading) }, 'The text asks for errors by their kind.');
  if (
    has(rest, '(?:length of conversations?|conversation lengths?|messages (?:per|in a) conversation|how long are (?:the )?conversations)')
  )
    return answer(
      'production_breakdown',
      { operation: 'conversation_lengths', ...filtersOf(reading) },
      'The text asks how long conversations are.',
    );
  // The name of a tool may be a word that is looked for.
  if (
    tool.length > 0 &&
    has(rest, 'messages?|answers?|repl(?:y|ies)|say|said|ask(?:ed)?|talk(?:ed)?') &&
    has(rest, 'about|with|mention(?:ing|s)?|contain(?:ing|s)?|find|search|for')
  )
    return answer(
      'messages',
      {
        operation: 'search',
        search: tool.map(({ name }) => name).join(' '),
        ...range,
        models: ids(reading, 'model'),
        sessions: ids(reading, 'session'),
      },
      'The text looks for words in messages.',
    );
  const says = /(?:contain(?:s|ing)?|mention(?:s|ing)?|about|with the words?|say(?:s|ing)?) "([^"]+)"/.exec(text);
  if (says !== null && has(rest, 'messages?|answers?|repl(?:y|ies)|users?|conversations?'))
    return answer(
      'messages',
      { operation: 'search', search: says[1], ...range, models: ids(reading, 'model'), sessions: ids(reading, 'session') },
      'The text looks for words in messages.',
    );
  const [, about] =
    /(?:messages?|answers?|repl(?:y|ies)|users?|people) (?:say|said|ask(?:ed)?|talk(?:ed)?|with|about|mention(?:ing|s|ed)?|contain(?:ing|s)?)(?: about| for)?(?: the words?)? ([\p{L}][\p{L}\p{N} -]*?)\??$/u.exec(
      rest.trim(),
    ) ?? [];
  if (about !== undefined && !has(about, 'ratings?|errors?|tags?|latency|cost|tokens?|success|failures?|tools?|feedback'))
    return answer(
      'messages',
      { operation: 'search', search: about, ...range, models: ids(reading, 'model'), sessions: ids(reading, 'session') },
      'The text looks for words in messages.',
    );
  const slow =
    /messages? (?:slower|longer|taking longer|that took (?:more|longer)) than (\d+(?:\.\d+)?) ?(ms|milliseconds?|s|seconds?)/.exec(text);
  if (slow !== null)
    return answer(
      'messages',
      { operation: 'search', slowerThanMs: Math.round(Number(slow[1]) * ((slow[2] as string).startsWith('m') ? 1 : 1_000)), ...range },
      'The text asks for slow messages.',
    );
  if (
    has(rest, '(?:show|list|find|latest|recent|last) (?:me )?(?:the )?(?:\\w+ )?(?:messages|answers|replies)') &&
    !has(rest, 'how many|number of')
  )
    return answer(
      'messages',
      {
        operation: 'search',
        ...range,
        models: ids(reading, 'model'),
        sessions: ids(reading, 'session'),
        ratings: ratingsIn(rest),
        errorTypes: ids(reading, 'errorType'),
        failureTags: ids(reading, 'failureTag'),
        success: has(rest, 'failed|bad|unsuccessful') ? false : undefined,
      },
      'The text asks for messages.',
    );
  if (prompt !== undefined)
    return answer('prompts', { operation: 'versions', prompt: prompt.id }, `The text names the prompt ${JSON.stringify(prompt.name)}.`);
  if (suite !== undefined)
    return answer('benchmarks', { operation: 'runs', suiteId: suite.id }, `The text names the suite ${JSON.stringify(suite.name)}.`);
  if (has(rest, 'benchmarks?') && has(rest, 'best|accura(?:cy|te)|results?|scores?|perform(?:s|ed)?'))
    return answer('advanced_analytics', { operation: 'benchmark_analysis' }, 'The text asks for results of benchmarks.');
  if (cohort !== undefined)
    return answer(
      'advanced_analytics',
      { operation: 'cohort_analysis', cohortId: cohort.id, ...periodOf(reading) },
      `The text names the cohort ${JSON.stringify(cohort.name)}.`,
    );
  if (has(rest, 'prices?|pricing|per million'))
    return answer('prices', { model: of(reading, 'model')[0]?.id }, 'The text asks for prices.');
  const [, userId] = /user ["']?([\w.@:-]*[\d@._-][\w.@:-]*)["']?/.exec(text) ?? [];
  if (userId !== undefined) return answer('users', { operation: 'get', userId }, 'The text names a user.');
  if (has(rest, 'system|health|healthy|queue|lag|background tasks?|runners?|everything (?:ok|fine|running)') && !has(rest, 'jobs?'))
    return answer('system_monitor', {}, 'The text asks for the health of the product.');
  const existing =
    /(?:which|what|list|how many)(?: all)?(?: the)? (models|sessions|environments|providers|variants|failure tags|error types|tools)(?: (?:are there|exist|do we have|is there|there are))?\??$/.exec(
      rest.trim(),
    );
  if (existing !== null) {
    const kinds: Readonly<Record<string, string>> = {
      models: 'model',
      sessions: 'session',
      environments: 'environment',
      providers: 'provider',
      variants: 'variant',
      'failure tags': 'failureTag',
      'error types': 'errorType',
      tools: 'toolName',
    };
    return answer('find_values', { kind: kinds[existing[1] as string] }, 'The text asks which values there are.');
  }
  return null;
};

const causes: Rule = ({ text }) =>
  has(text, 'why|explain|root cause|reason for|because of what')
    ? noAnswer("I can't answer that: the product computes no causes of a change yet. What changed can be seen beside the period before.", [
        '/evaluation_metrics period_comparison from= to=',
      ])
    : null;

const numbers: Rule = (reading) => {
  const found = measuresIn(reading.rest);
  const isCounted = has(reading.rest, 'how many|number of|count');
  // "How many messages did users send" is about messages.
  const measures = isCounted && found.length > 1 && !has(reading.rest, 'and') ? found.slice(0, 1) : found;
  const groupings = groupingsIn(reading.rest).filter((name) => name !== 'training_method' || methodsIn(reading.rest).length !== 1);
  const filters = filtersOf(reading);
  const isFiltered = reading.entities.length > 0;
  const isOverview = has(reading.rest, 'summary|summarize|overview|what happened|how (?:are|did) we do(?:ing)?|how is production|status');
  if (measures.length === 0 && !isOverview && !(isFiltered && (isCounted || groupings.length > 0))) return null;
  const perUnit = /(?:per|for each|for every) (?:\w+ )?(conversation|user|message|reply|answer|request)s?\b/.exec(reading.rest);
  if (perUnit !== null && measures[0] !== 'cost_per_message')
    return noAnswer(`I can't answer that: the product has no such number per ${perUnit[1]}.`, [
      '/production_metrics measures=cost_per_message',
      '/production_breakdown conversation_lengths',
    ]);
  const unread = unreadWords(readAway(reading.rest));
  if (unread.length > 0)
    return noAnswer(
      `I can't answer that for sure: ${unread.map((word) => JSON.stringify(word)).join(', ')} names no measure, filter or thing here.`,
      [`/find_values kind=model search=${unread[0]}`, '/production_metrics'],
    );
  if (groupings.length > 1)
    return noAnswer(
      `I can't answer that at once: numbers are grouped by one thing, not by ${groupings.join(' and ')}.`,
      groupings.map((name) => `/production_metrics groupBy=${name}`),
    );
  if (has(reading.rest, '(?:top|best|worst|most active|which|who) (?:\\d+ )?users|users (?:who|by)|who (?:are|is)'))
    return noAnswer("I can't answer that: numbers are not grouped by user.", ['/users search']);
  const [grouping = null] = groupings;
  const groupBy = grouping;
  const [, most] = /top (\d{1,2})\b/.exec(reading.rest) ?? [];
  const order = groupBy === null || groupBy === 'time' ? null : orderIn(reading.rest, measures[0]);
  return answer(
    'production_metrics',
    {
      ...filters,
      measures: measures.length > 0 ? measures : isOverview ? undefined : ['messages'],
      groupBy,
      order,
      limit: most === undefined ? undefined : Number(most),
      interval: groupBy === 'time' ? intervalIn(reading.rest) : undefined,
    },
    `The text asks for ${measures.join(', ') || 'numbers'}${groupBy === null ? '' : ` by ${groupBy}`}.`,
  );
};

/** Without what was read as a measure or an order in several words. */
const readAway = (text: string): string =>
  text
    .replaceAll(/(?:rated|ratings? (?:of )?) ?[1-5](?: (?:or|and) [1-5])?(?![\d.])|(?<![\d.])[1-5][- ]stars?/g, ' ')
    .replaceAll(/top \d{1,2}\b/g, ' ')
    .replaceAll(/\b(?:9[059]|50)th\b|summarize|failure tags?|failure|doing|environments?|experiments?|ended|tags?|tagged|errors?/g, ' ');

/** The first rule that fits decides. */
const rules: readonly Rule[] = [
  arithmetic,
  days,
  clock,
  otherActs,
  training,
  experiments,
  comparisons,
  notThere,
  quality,
  bestModel,
  lists,
  causes,
  numbers,
];

/** The plan of the first rule that reads a text; null: none does. */
export function planByRules(reading: Reading): Plan | null {
  for (const rule of rules) {
    const plan = rule(reading);
    if (plan !== null) return plan;
  }
  return null;
}
