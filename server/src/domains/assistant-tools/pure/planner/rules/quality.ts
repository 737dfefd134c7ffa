import { isComparison, measuresIn, methodsIn } from '../lexicon.ts';
import { filtersOf, has, of, periodOf, rangeArguments, type Rule } from '../read.ts';
import { answer, type Plan, type Reading } from '../types.ts';
import { unreadWords } from '../vocabulary.ts';

export const quality: Rule = (reading) => {
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
    has(
      rest,
      'improving|(?:get|gets|got|getting|become|becomes|became) (?:better|worse)|worsen(?:ed|ing)?|drop(?:ped|ping|s)?|declin(?:e|ed|es|ing)|rising|falling|increasing|decreasing|trend',
    ) &&
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
  if (comparesPeriods(reading)) return ask('period_comparison', 'The text compares a period with the one before.');
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

/** Whether a text sets the period that it names against the one before it: "this week with last week", "yesterday vs the day before". */
function comparesPeriods({ text, rest, range }: Reading): boolean {
  if (range === null || range.from === null || range.to === null || !isComparison(text)) return false;
  const unit = /\b(?:this|last|previous) (week|month|quarter|year)\b/.exec(range.phrase)?.[1] ?? 'day';
  const isPresent = /\bthis\b|today/.test(range.phrase);
  return isPresent
    ? has(rest, unit === 'day' ? 'yesterday|the day before' : `(?:last|previous|prior) ${unit}|the ${unit} before`)
    : has(rest, `(?:the )?${unit} before(?: that| last)?`);
}

export const comparisons: Rule = (reading) => {
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

export const bestModel: Rule = (reading) => {
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
