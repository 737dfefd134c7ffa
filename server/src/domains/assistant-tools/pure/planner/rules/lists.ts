import { groupingsIn, measuresIn } from '../lexicon.ts';
import { filtersOf, has, ids, of, periodOf, rangeArguments, ratingsIn, type Rule } from '../read.ts';
import { answer } from '../types.ts';

export const lists: Rule = (reading) => {
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
    has(rest, 'messages?|answers?|repl(?:y|ies)|sa(?:y|id)|ask(?:ed)?|talk(?:ed)?') &&
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
    /(?:messages?|answers?|repl(?:y|ies)|users?|people) (?:sa(?:y|id)|ask(?:ed)?|talk(?:ed)?|with|about|mention(?:ing|s|ed)?|contain(?:ing|s)?)(?: about| for)?(?: the words?)? ([\p{L}][\p{L}\p{N} -]*?)\??$/u.exec(
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
