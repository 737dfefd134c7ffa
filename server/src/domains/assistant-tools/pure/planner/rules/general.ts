import { absentIn } from '../lexicon.ts';
import { has, periodOf, type Rule } from '../read.ts';
import { answer, noAnswer } from '../types.ts';

export const arithmetic: Rule = ({ text }) => {
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

export const clock: Rule = ({ text }) => {
  if (has(text, 'what time|time is it|current time|what day is|which day is|what date|today.s date|the date today')) {
    const [, place] = /(?:in|for) ([a-z_]+(?:\/[a-z_]+)?)\??$/.exec(text) ?? [];
    return place === undefined
      ? answer('datetime', { operation: 'now' }, 'The text asks for the time.')
      : answer('datetime', { operation: 'now', timeZone: zoneNamed(place) }, 'The text asks for the time of a place.');
  }
  return null;
};

const zoneNamed = (place: string): string => {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.find((zone) => zone.toLowerCase() === place || zone.split('/').at(-1)?.toLowerCase() === place) ?? place;
};

export const days: Rule = ({ text }) => {
  const [, time, toTime] =
    /(?:days|time|hours|long)(?: is it)? (?:between|from) (\d{4}-\d{2}-\d{2}) (?:and|to|until) (\d{4}-\d{2}-\d{2})/.exec(text) ?? [];
  return time === undefined
    ? null
    : answer('datetime', { operation: 'difference', time, toTime }, 'The text asks for the time between two days.');
};

const samples = [
  '/production_metrics measures=messages,cost groupBy=model',
  '/evaluation_metrics success_rate',
  '/training_metrics list_jobs',
  '/experiments list',
  '/alerts firing',
];

/** A greeting, or a text that asks what can be asked. */
export const greeting: Rule = ({ text }) =>
  /^(?:hi|hello|hey|help|help me|good (?:morning|day|evening)|what can (?:you|i) (?:do|ask)(?: you)?(?: here)?|how does this work|what is this|start)[\s!.?]*$/.test(
    text,
  )
    ? noAnswer(
        'Numbers of messages, costs, quality, trainings, experiments and alerts can be asked for. Some that are understood: "How many messages yesterday?", "Which model is the cheapest?", "Error rate by model in the last 7 days", "Compare this week with last week", "Which training jobs failed?"',
        samples,
      )
    : null;

/** What no tool does, so that it is not taken for something else. */
export const otherActs: Rule = ({ text }) => {
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

/** One anomaly and what moved with it; what the month will have cost. */
export const signals: Rule = ({ text }) => {
  const [, number] = /\b(?:anomaly|incident)(?: (?:number|no\.?))? ?#?(\d{1,9})(?![\d.])/.exec(text) ?? [];
  const isExplained = has(text, 'explain|why|(?:what|which)(?: series| metrics| else)? moved|causes?|caused|reasons?|about');
  if (number !== undefined || (isExplained && has(text, 'anomaly|incident')))
    return answer(
      'signals',
      { operation: 'explain', ...(number !== undefined && { number: Number(number) }) },
      'The text asks what is known of one anomaly.',
    );
  const isAhead = has(text, 'will|going to|pass|passed|exceed|exceeded|within|over|outlook|forecast|left|enough|reach|reached');
  if ((has(text, 'budgets?') && isAhead) || (has(text, 'month[- ]end|end of (?:the|this) month|(?:the|this) month cost') && isAhead))
    return answer('signals', { operation: 'cost_outlook' }, 'The text asks for the cost of the month and its budget.');
  return null;
};

export const notThere: Rule = (reading) => {
  const { text, range } = reading;
  if (has(text, 'anomal(?:y|ies)|outliers?|unusual'))
    return answer(
      'advanced_analytics',
      { operation: 'anomaly_detection', ...(range !== null && periodOf(reading)) },
      'The text asks for anomalies.',
    );
  if (
    has(
      text,
      'sentiments?|emotions?|feel(?:ings?)?|frustrat(?:ed|ing|ion)|confus(?:ed|ion)|satisfied|satisfaction|angry|unhappy|happy|mood',
    )
  )
    return answer('advanced_analytics', { operation: 'sentiment_trends', ...periodOf(reading) }, 'The text asks for sentiment.');
  if (has(text, 'forecasts?|predict(?: the| next)|next (?:week|month|year)|tomorrow'))
    return answer('advanced_analytics', { operation: 'quality_forecast' }, 'The text asks for the future.');
  const absent = absentIn(text);
  return absent === null ? null : noAnswer(`I can't answer that: the product has no data of ${absent.what}.`, absent.suggestions);
};
