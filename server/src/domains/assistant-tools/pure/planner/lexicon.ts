import type { MeasureName } from '../../../analytics/pure/tool-numbers.ts';

const phrase = (words: string): RegExp => new RegExp(`(?<![\\w-])(?:${words})(?![\\w-])`);

/** Words by which measures are called; what is longer stands before what is a part of it. */
const measureWords: readonly (readonly [RegExp, MeasureName])[] = [
  [phrase('costs? (?:of|for|per) (?:a |each |every )?success(?:es)?|cost[- ]per[- ]success'), 'cost_per_success'],
  [
    phrase(
      'costs? (?:of|for|per|an?) (?:a |each |every |average )?(?:message|reply|answer|response)s?|cost[- ]per[- ]message|costs? (?:the )?(?:most|least|more|less) (?:per|for (?:a|each|every)) (?:message|reply|answer|response)s?|(?:most|least) expensive per (?:message|reply|answer|response)|cheapest|cheaper',
    ),
    'cost_per_message',
  ],
  [phrase('(?:time|latency) to (?:the )?first token(?: p95)?|ttft|first[- ]token'), 'first_token_p50'],
  [phrase('p99(?: latency)?|latency p99|99th percentile'), 'latency_p99'],
  [phrase('p95(?: latency)?|latency p95|95th percentile'), 'latency_p95'],
  [phrase('p90(?: latency)?|latency p90|90th percentile'), 'latency_p90'],
  [phrase('median latency|p50(?: latency)?|latency p50|median response time|typical latency'), 'latency_p50'],
  [
    phrase(
      '(?:average|mean|avg) (?:latency|response time)|latency|latencies|response times?|how (?:fast|slow)|fastest|slowest|faster|slower|speed',
    ),
    'latency',
  ],
  [phrase('success(?: rate| share)?|successful|pass rate|how (?:good|successful)'), 'success_rate'],
  [phrase('error rate|error share|share of errors|failure rate|how often .*? fail(?:s|ed)?'), 'error_rate'],
  [phrase('errors?|failed messages|failures'), 'errors'],
  [phrase('number of ratings|how many ratings|rated messages'), 'ratings'],
  [phrase('(?:average |mean )?ratings?|stars?|how (?:satisfied|content)|satisfied|satisfaction'), 'rating'],
  [phrase('input tokens|prompt tokens'), 'input_tokens'],
  [phrase('output tokens|completion tokens'), 'output_tokens'],
  [phrase('(?:total )?tokens?(?: usage)?'), 'total_tokens'],
  [phrase('costs?|spend|spent|spending|money|dollars|bill|expensive|how much (?:did|do|does|have|is)'), 'cost'],
  [phrase('(?:number of |how many )?(?:active |different )?(?:users|visitors)|how many people'), 'users'],
  [phrase('(?:number of |how many )?conversations?|chats'), 'conversations'],
  [phrase('judged messages|how many (?:verdicts|judgments|evaluations)|number of (?:verdicts|judgments|evaluations)'), 'evaluations'],
  [phrase('(?:number of |how many )?(?:messages?|repl(?:y|ies)|answers|responses|requests)|traffic|volume'), 'messages'],
];

/** Measures that a text names, in their order there. */
export function measuresIn(text: string): MeasureName[] {
  const found: { at: number; end: number; name: MeasureName }[] = [];
  for (const [words, name] of measureWords) {
    const match = words.exec(text);
    if (match === null) continue;
    const [at, end] = [match.index, match.index + match[0].length];
    if (!found.some((one) => at < one.end && one.at < end)) found.push({ at, end, name });
  }
  return found.sort((one, other) => one.at - other.at).map(({ name }) => name);
}

const groupings: readonly (readonly [RegExp, string])[] = [
  [phrase('(?:by|per|each|every|across|which|what|between) (?:training )?methods?|sft|dpo|rlhf'), 'training_method'],
  [
    phrase(
      '(?:by|per|each|every|across|which|what|of all|between|top \\d+|top|best|worst|cheapest|fastest|slowest) (?:\\w+ )?models?|models? (?:is|are|has|have|had|costs?|did|does)|most (?:\\w+ )?models',
    ),
    'model',
  ],
  [
    phrase(
      '(?:by|per|each|every|across|which|what|top \\d+|top|best|worst|cheapest|fastest|slowest) (?:a/b |ab )?sessions?|sessions? (?:is|are|has|have|had)|most (?:\\w+ )?sessions',
    ),
    'session',
  ],
  [phrase('(?:by|per|each|every|across|which|what) providers?'), 'provider'],
  [phrase('(?:by|per|each|every|across|which|what) variants?'), 'variant'],
  [
    phrase(
      '(?:by|per|each|every) (?:hour|day|week|month)|hourly|daily|weekly|monthly|over time|trend(?:s|ing)?|chart|graph|history|develop(?:ed|ment)?|evolution',
    ),
    'time',
  ],
];
export const groupingsIn = (text: string): string[] => groupings.filter(([words]) => words.test(text)).map(([, name]) => name);

export function intervalIn(text: string): 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | null {
  const [, by, adverb] = /(?:by|per|each|every) (hour|day|week|month)|\b(hourly|daily|weekly|monthly)\b/.exec(text) ?? [];
  const word = by ?? adverb;
  return word === undefined ? null : ({ h: 'HOUR', d: 'DAY', w: 'WEEK', m: 'MONTH' } as const)[word[0] as 'h'];
}

/** Measures of which less is better. */
const lessIsBetter: ReadonlySet<MeasureName> = new Set([
  'cost',
  'cost_per_message',
  'cost_per_success',
  'errors',
  'error_rate',
  'latency',
  'latency_p50',
  'latency_p90',
  'latency_p95',
  'latency_p99',
  'first_token_p50',
  'first_token_p95',
]);

/** Which end of an order a superlative asks for; null: none does. */
export function orderIn(text: string, measure: MeasureName | undefined): 'highest' | 'lowest' | null {
  if (phrase('cheapest|fastest|lowest|least|fewest|smallest|quickest').test(text)) return 'lowest';
  if (phrase('highest|most|largest|slowest|greatest|biggest|top|dearest').test(text)) return 'highest';
  const isBest = phrase('best').test(text);
  if (!isBest && !phrase('worst').test(text)) return null;
  const isLess = measure !== undefined && lessIsBetter.has(measure);
  return isBest === isLess ? 'lowest' : 'highest';
}

export const methodsIn = (text: string): string[] =>
  ['sft', 'dpo', 'rlhf', 'base']
    .filter((method) => phrase(method === 'base' ? 'base(?: models?)?' : method).test(text))
    .map((method) => method.toUpperCase());

export const isComparison = (text: string): boolean =>
  phrase('vs\\.?|versus|compared? (?:to|with)|compare|comparison|against|better than|worse than|than|difference between').test(text);

/** What the product has no data of, each with what comes near to it. */
const absent: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [phrase('revenue|profits?|sales|income|margin|roi|mrr|arr'), 'revenue', ['/production_metrics measures=cost']],
  [phrase('churn(?:ed)?'), 'churn', ['/production_metrics measures=users groupBy=time']],
  [phrase('nps|net promoter|csat|customer satisfaction'), 'answers to surveys', ['/evaluation_metrics ratings']],
  [phrase('weather|stock price|news|capital of|president'), 'the world outside of this product', []],
  [phrase('cpu usage|disk usage|memory usage|uptime'), 'the load of the machine', ['/system_monitor']],
  [phrase('carbon|emissions|energy|electricity'), 'energy', []],
  [
    phrase('gender|age of|nationality|country of|countries'),
    'such attributes of users, unless the application sent them as properties',
    ['/users search'],
  ],
  [
    phrase('toxicity|toxic|bias(?:ed)?|hallucination rate'),
    'such a measure; failure tags may name it',
    ['/evaluation_metrics failure_tags'],
  ],
  [phrase('password|secret|api keys?|credentials?'), 'secrets, which no tool reads', []],
];
export const absentIn = (text: string): { what: string; suggestions: readonly string[] } | null => {
  const found = absent.find(([words]) => words.test(text));
  return found === undefined ? null : { what: found[1], suggestions: found[2] };
};
