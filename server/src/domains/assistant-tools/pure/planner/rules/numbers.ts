import { titleOf } from '../../../../analytics/pure/tool-numbers.ts';
import { groupingsIn, intervalIn, measuresIn, methodsIn, orderIn } from '../lexicon.ts';
import { filtersOf, has, type Rule } from '../read.ts';
import { answer, noAnswer } from '../types.ts';
import { unreadReason, unreadWords } from '../vocabulary.ts';

export const numbers: Rule = (reading) => {
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
  if (unread.length > 0) {
    // A number or a word of some letters is the name of nothing that may be looked for.
    const sought = unread.find((word) => word.length >= 3 && /[\d_\-/.:]/.test(word) && /\p{L}/u.test(word));
    return noAnswer(unreadReason(unread), [
      ...(sought === undefined ? [] : [`/find_values kind=model search=${sought}`]),
      '/production_metrics',
    ]);
  }
  if (groupings.length > 1)
    return noAnswer(
      `I can't answer that at once: numbers are grouped by one thing, not by ${groupings.join(' and ')}.`,
      groupings.map((name) => `/production_metrics groupBy=${name}`),
    );
  if (has(reading.rest, '(?:top|best|worst|most active|which|who) (?:\\d+ )?users|users (?:who|by)|who (?:are|is)'))
    return noAnswer("I can't answer that: numbers are not grouped by user.", ['/users search']);
  const [grouping = null] = groupings;
  const groupBy = grouping;
  const [, top, first] = countedBest.exec(reading.rest) ?? [];
  const most = top ?? first;
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
    `The text asks for ${measures.map((name) => titleOf(name).toLowerCase()).join(', ') || 'numbers'}${groupBy === null ? '' : ` by ${groupBy.replaceAll('_', ' ')}`}.`,
  );
};

/** "top 3", "the 5 most expensive", "3 slowest". */
const countedBest =
  /\btop (\d{1,2})\b|(?<![\d.])(\d{1,2}) (?=(?:most|least|best|worst|cheapest|fastest|slowest|largest|smallest|highest|lowest)\b)/;

/** Without what was read as a measure or an order in several words. */
const readAway = (text: string): string =>
  text
    .replaceAll(/(?:rated|ratings? (?:of )?) ?[1-5](?: (?:or|and) [1-5])?(?![\d.])|(?<![\d.])[1-5][- ]stars?/g, ' ')
    .replaceAll(new RegExp(countedBest, 'g'), ' ')
    .replaceAll(/\b(?:9[059]|50)th\b|summarize|failure tags?|failure|doing|environments?|experiments?|ended|tags?|tagged|errors?/g, ' ');
