import type { MessageMetric } from '../types.ts';
import type { Backtest } from './forecast/forecast.ts';
import { isSumOf } from './telling.ts';
import { valueWords } from './sentence.ts';

interface Point {
  readonly value: number;
  readonly low95: number;
  readonly high95: number;
}

/** The names of metrics by the day. */
const dailyWords: Readonly<Record<MessageMetric, string>> = {
  MESSAGE_COUNT: 'messages a day',
  SUCCESS_SHARE: 'success rate',
  AVERAGE_RATING: 'average rating',
  ERROR_SHARE: 'error rate',
  LATENCY_P50: 'median latency',
  LATENCY_P95: 'p95 latency',
  COST: 'cost a day',
  TOKENS: 'tokens a day',
  TOOL_FAILURE_SHARE: 'failure rate of tools',
};

/** "On day 7, cost a day is forecast at $12.4 (95 %: $9.1 to $15.8). Over the past the error was 8 %, 21 % less than that of a week ago repeated." */
export function forecastSentence(metric: MessageMetric, points: readonly Point[], { error, skill }: Backtest): string {
  const last = points.at(-1) as Point;
  const words = (value: number): string => valueWords(metric, value);
  const subject = `On day ${points.length}, ${isSumOf(metric) ? '' : 'the '}${dailyWords[metric]} is forecast at`.replace(
    'messages a day is',
    'messages a day are',
  );
  const past = error === null ? '' : ` On the past the forecast was off by ${percent(error)}${skillWords(skill)}.`;
  return `${subject} ${words(last.value)} (95 %: ${words(last.low95)} to ${words(last.high95)}).${past}`;
}

const percent = (share: number): string => `${Number((100 * share).toFixed(share < 0.1 ? 1 : 0))} %`;

const skillWords = (skill: number | null): string =>
  skill === null || Math.abs(skill) < 0.005
    ? ''
    : skill > 0
      ? `, ${percent(skill)} less than the week before repeated`
      : `, ${percent(-skill)} more than the week before repeated`;
