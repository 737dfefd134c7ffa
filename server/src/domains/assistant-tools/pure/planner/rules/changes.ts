import type { MeasureName } from '../../../../analytics/pure/tool-numbers.ts';
import { measuresIn, methodsIn } from '../lexicon.ts';
import { has, ids, of, rangeArguments, type Rule } from '../read.ts';
import { answer, noAnswer, type Plan, type Reading } from '../types.ts';
import { unreadReason, unreadWords } from '../vocabulary.ts';

/** The metric whose changes are explained, by the measure that a text names. */
const metrics: Partial<Readonly<Record<MeasureName, string>>> = {
  success_rate: 'SUCCESS_SHARE',
  rating: 'AVERAGE_RATING',
  error_rate: 'ERROR_SHARE',
  errors: 'ERROR_SHARE',
  latency: 'LATENCY_P50',
  latency_p50: 'LATENCY_P50',
  latency_p95: 'LATENCY_P95',
  cost: 'COST',
  total_tokens: 'TOKENS',
  messages: 'MESSAGE_COUNT',
};

const asksWhy =
  'why|explain|explains|what (?:has |have )?(?:caused|causes|explains|made|drove|drives)|(?:root )?causes? (?:of|for)|reasons? (?:for|of)|because of what';
const changes =
  'fall(?:s|ing|en)?|fell|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|sink(?:s|ing)?|sank|sunk|ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|grow(?:s|n|ing)?|grew|jump(?:s|ed|ing)?|spik(?:e|es|ed|ing)|chang(?:e|es|ed|ing)|(?:go|goes|going|gone|went) (?:up|down)|(?:get|gets|got|getting|become|becomes|became) (?:better|worse|slower|faster|more|less|higher|lower|cheaper)|worsen(?:s|ed|ing)?|improv(?:e|es|ed|ing)|higher|lower|slower|faster|worse|better';

/** A text that names a part of quality as such is about success. */
const metricIn = (text: string): string | undefined => {
  if (has(text, 'tools?') && has(text, 'fail(?:s|ed|ing|ures?)?|errors?|break(?:s|ing)?|broke')) return 'TOOL_FAILURE_SHARE';
  const found = measuresIn(text).flatMap((name) => metrics[name] ?? []);
  // "Why did messages get slower" is about latency.
  return found.find((metric) => metric !== 'MESSAGE_COUNT') ?? found[0] ?? (has(text, 'quality') ? 'SUCCESS_SHARE' : undefined);
};

/** Words of subjects that rules of this file read by themselves. */
const subjects = "tools?|fail(?:s|ed|ing|ures?)?|errors?|break(?:s|ing)?|broke|inputs?|outputs?|users'?";

/** Why a text is not answered though its subject is read: it names what the tool does not filter by. A filter is never left out silently. */
function refusalOf({ rest, entities }: Reading, read: string, kinds: readonly string[], suggestion: string): Plan | null {
  const others = entities.filter(({ kind }) => !kinds.includes(kind)).map(({ name }) => name);
  const methods = methodsIn(rest);
  if (others.length + methods.length > 0)
    return noAnswer(
      `I can't answer that at once: the tool has no filter for ${[...others, ...methods].map((name) => JSON.stringify(name)).join(', ')}.`,
      [suggestion],
    );
  const unread = unreadWords(rest.replaceAll(new RegExp(`(?<![\\w-])(?:${read}|${subjects})(?![\\w-])`, 'g'), ' '));
  return unread.length === 0 ? null : noAnswer(unreadReason(unread), [suggestion]);
}

/** Why a number changed. */
export const whyItChanged: Rule = (reading) => {
  const { text, rest } = reading;
  if (!has(text, asksWhy) || !has(text, changes)) return null;
  const metric = metricIn(rest);
  if (metric === undefined) return null;
  const refused = refusalOf(reading, `${asksWhy}|${changes}|quality`, ['model', 'environment', 'toolName'], `/causes metric=${metric}`);
  if (refused !== null) return refused;
  return answer(
    'causes',
    {
      metric,
      ...rangeArguments(reading),
      models: ids(reading, 'model'),
      environments: ids(reading, 'environment'),
      tools: ids(reading, 'toolName'),
    },
    'The text asks why a number changed.',
  );
};

/** Whether prompts or answers are other ones than before. */
export const drift: Rule = (reading) => {
  const { text } = reading;
  const isOfMessages =
    of(reading, 'prompt').length === 0 &&
    has(
      text,
      "(?:did|do|does|have|has|are|is|how) (?:\\w+ )?(?:the |our |my )?(?:users' |user )?(?:prompts?|inputs?|answers?|responses?|replies|outputs?|messages)(?: of [\\w.-]+)? (?:\\w+ )?(?:chang(?:e|ed|ing)|differ(?:s|ed|ent)?|shift(?:s|ed|ing)?)",
    );
  if (!has(text, 'drift(?:s|ed|ing)?') && !isOfMessages) return null;
  const refused = refusalOf(
    reading,
    `${changes}|drift(?:s|ed|ing)?|shift(?:s|ed|ing)?|differ(?:s|ed|ent)?`,
    ['model', 'environment'],
    '/drift',
  );
  if (refused !== null) return refused;
  const isOfUsers = has(text, "prompts?|inputs?|users'?");
  const isOfAnswers = has(text, 'answers?|responses?|replies|outputs?');
  return answer(
    'drift',
    {
      ...rangeArguments(reading),
      role: isOfUsers === isOfAnswers ? undefined : isOfUsers ? 'USER' : 'ASSISTANT',
      models: ids(reading, 'model'),
      environments: ids(reading, 'environment'),
    },
    'The text asks whether messages differ from before.',
  );
};

/** A text that asks for a cause, and names no change whose cause is computed. */
export const causes: Rule = ({ text, rest }) => {
  if (!has(text, 'why|explain|root cause|reason for|because of what')) return null;
  const metric = metricIn(rest);
  return noAnswer(
    "I can't answer that: causes are computed of a change. Name the number that rose or fell (success, rating, errors, latency, cost, tokens, messages or failures of tools), and a time.",
    [`/causes metric=${metric ?? 'SUCCESS_SHARE'}`, '/evaluation_metrics period_comparison from= to='],
  );
};
