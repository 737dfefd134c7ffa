import { stem } from '../words.ts';

const words = `
a about all am amount an and are as at average avg be been being between bill but by can chart chats cheap cheaper cheapest check conversation cost count current
daily data day dearest did difference display distribution do does dollar each end ended error ever every expensive fail failed failure fast faster fastest
fewest figure find first for from gave get give good got graph had happen happened has have high highest history hour hourly how i in input interval is it know large largest last
latency latencies latest least level list long look low lowest made make many me mean median message method metric metrics minute model money month monthly more most much my need new now number
of often on one or our out output overall over overview p50 p90 p95 p99 pass per percent percentage percentile performance please previous prompt provider quality quantity quarter quick quickest rate rating read ready
recent reply replies report request respond response result right run score see send sent session share show since slow slower slowest small smallest so speed spend spending spent split star stars state statistic stats success successes
successful sum summary take tell than that the their them there these they this those time times to today token tokens top total traffic training trend trends ttft typical typically usage use used user users using value
variant verdict versus volume vs was we week weekly well were what whats when where which who will with worst best would year yet yesterday you your judged judgment evaluation evaluations answer answers answered answering
production sft dpo rlhf base received receive came come during whole far got ours mine us people visitors active only just any some anything want like could should also then handle handles handled serve serves served process processed per satisfied satisfaction content overall single product app application platform assistant bot total does
`;

const known: ReadonlySet<string> = new Set(words.split(/\s+/).flatMap((word) => [word, stem(word)]));

export const isCommonWord = (word: string): boolean => known.has(word.toLowerCase()) || known.has(stem(word));

/** Words of a text that have no meaning in a query for numbers: names that nothing has, thresholds, other subjects. */
export const unreadWords = (text: string): string[] =>
  (text.match(/[\p{L}\p{N}][\p{L}\p{N}_.%@/-]*/gu) ?? [])
    .map((word) => word.replace(/[.]+$/, ''))
    .filter((word) => word.length > 1 || /\d/.test(word))
    .filter((word) => !isCommonWord(word));

/** Why a text with such words is not answered: a filter is never left out silently. */
export const unreadReason = (words: readonly string[]): string =>
  `I can't answer that for sure: ${words.map((word) => JSON.stringify(word)).join(', ')} ${words.length === 1 ? 'names' : 'name'} no measure, filter or thing here.`;
