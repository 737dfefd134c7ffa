import type { Emotion, FacetDimension, TrainingMethod } from '../graphql/generated/graphql.ts';
import { emotionWords, languageName } from './meaning-words.ts';
import { NONE, notKeyOf } from './view.ts';
import type { FilterKey, NegatableKey, Result, View } from './view.ts';

export interface FilterOption {
  readonly value: string;
  readonly label: string;
  /** Messages that choosing it would show, under the rest of the filter. */
  readonly count?: number | undefined;
}

/** One way to narrow a view: its name, what it can be set to, and how it stands in the view. */
export interface FilterDefinition<Held = View, Key extends string = FilterKey> {
  readonly key: Key;
  readonly label: string;
  /** Several values mean "any of them"; otherwise one. */
  readonly isMany: boolean;
  /** The workspace decides what is in the list, and it may be long: it can be searched. */
  readonly isOpen: boolean;
  /** null while they are on their way. */
  readonly options: readonly FilterOption[] | null;
  readonly read: (view: Held) => readonly string[];
  readonly write: (values: readonly string[]) => Partial<Held>;
  /** How values that are left out stand in the view; absent: the filter cannot leave out. */
  readonly not?:
    | { readonly read: (view: Held) => readonly string[]; readonly write: (values: readonly string[]) => Partial<Held> }
    | undefined;
  /** Where the options come from, for when there are none. */
  readonly whenNone: string;
}

/** Filters that are chosen from a list of their own; the others are typed, or come from elsewhere. */
export type ListKey = Exclude<FilterKey, 'says' | 'slower' | 'members'>;

/** A filter of messages, and where the values of its list are counted; null: they are always the same. */
export interface MessageFilter extends FilterDefinition<View, ListKey> {
  readonly dimension: FacetDimension | null;
  /** A value of the facet as it stands in the view, and as it is read. */
  readonly optionOf: (value: string) => FilterOption;
}

const notIn = (key: NegatableKey): NonNullable<FilterDefinition['not']> => ({
  read: (view) => view[notKeyOf(key)] ?? [],
  write: (values) => ({ [notKeyOf(key)]: values.length === 0 ? undefined : values }),
});

type TextKey =
  | 'model'
  | 'provider'
  | 'session'
  | 'experiment'
  | 'variant'
  | 'environment'
  | 'failure'
  | 'error'
  | 'tool'
  | 'user'
  | 'prompt'
  | 'promptVersion';

const list = (key: TextKey, label: string, dimension: FacetDimension, whenNone: string, none = 'not named'): MessageFilter => ({
  key,
  label,
  dimension,
  isMany: true,
  isOpen: true,
  whenNone,
  options: null,
  optionOf: (value) => (value === '' || value === NONE ? { value: NONE, label: none } : { value, label: value }),
  read: (view) => view[key] ?? [],
  write: (chosen) => ({ [key]: chosen.length === 0 ? undefined : chosen }),
  not: notIn(key),
});

/** A filter of conversations by what their users' messages mean. */
const ofMeaning = (key: 'topic' | 'language' | 'emotion', label: string, dimension: FacetDimension, whenNone: string) => ({
  key,
  label,
  dimension,
  isMany: true,
  isOpen: key !== 'emotion',
  whenNone,
  options: null,
  read: (view: View): readonly string[] => view[key] ?? [],
});

const resultWords: Readonly<Record<Result, string>> = { success: 'success', failure: 'failure', unjudged: 'not judged' };
const months = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const COHORT_MONTHS = 12;

/** Months up to the one of an instant, newest first: `2026-11`. */
function monthsBack(now: Date): readonly string[] {
  return Array.from({ length: COHORT_MONTHS }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  );
}

const cohortOption = (value: string): FilterOption => ({
  value,
  label:
    value === 'new'
      ? 'first seen in this time range'
      : value.length === 7
        ? `first seen in ${months.format(new Date(`${value}-01`))}`
        : `first seen in the week from ${value}`,
});

/** Every filter of messages that is chosen from a list. */
export function filterDefinitions(now: Date = new Date()): Record<ListKey, MessageFilter> {
  return {
    model: list('model', 'Model', 'MODEL', 'No message here names a model.'),
    provider: list('provider', 'Provider', 'PROVIDER', 'No message here names a provider.'),
    session: list('session', 'Session', 'SESSION', 'No message here carries a session id.'),
    experiment: list('experiment', 'Experiment', 'EXPERIMENT', 'No message here names an experiment.'),
    variant: list('variant', 'Variant', 'VARIANT', 'No message here names a variant.'),
    environment: list('environment', 'Environment', 'ENVIRONMENT', 'No message here names an environment.'),
    failure: list('failure', 'Failure tag', 'FAILURE_TAG', 'No evaluation here gave a failure tag.', 'no tag'),
    error: list('error', 'Error', 'ERROR_TYPE', 'No message here ended in an error.', 'no error'),
    tool: list('tool', 'Tool', 'TOOL', 'No message here called a tool.', 'no tool'),
    user: list('user', 'User', 'USER', 'No message here carries a user id.'),
    prompt: list('prompt', 'Prompt', 'PROMPT', 'No answer here names a prompt.'),
    promptVersion: list('promptVersion', 'Prompt version', 'PROMPT_VERSION', 'No answer here names a version of a prompt.'),
    topic: {
      ...ofMeaning('topic', 'Topic', 'TOPIC', 'Topics are found once a day, from 100 messages of users on.'),
      optionOf: (value) => ({ value, label: `Topic ${value}` }),
      write: (chosen) => ({ topic: chosen.length === 0 ? undefined : chosen }),
    },
    language: {
      ...ofMeaning('language', 'Language', 'LANGUAGE', 'No message of a user here was read yet.'),
      optionOf: (value) => ({ value, label: languageName(value) }),
      write: (chosen) => ({ language: chosen.length === 0 ? undefined : chosen }),
    },
    emotion: {
      ...ofMeaning('emotion', 'Emotion', 'EMOTION', 'No message of a user here shows an emotion.'),
      optionOf: (value) => ({ value, label: emotionWords[value as Emotion] }),
      write: (chosen) => ({ emotion: chosen.length === 0 ? undefined : (chosen as readonly Emotion[]) }),
    },
    rating: {
      key: 'rating',
      label: 'Rating',
      dimension: 'RATING',
      isMany: true,
      isOpen: false,
      whenNone: 'No message here was rated.',
      options: null,
      optionOf: (value) => ({ value, label: `${value} ★` }),
      read: (view) => (view.rating ?? []).map(String),
      write: (chosen) => ({ rating: chosen.length === 0 ? undefined : chosen.map(Number).sort() }),
      not: notIn('rating'),
    },
    method: {
      key: 'method',
      label: 'Method',
      dimension: 'TRAINING_METHOD',
      isMany: true,
      isOpen: false,
      whenNone: 'No model here has a training method.',
      options: null,
      optionOf: (value) => ({ value, label: value.toLowerCase() }),
      read: (view) => view.method ?? [],
      write: (chosen) => ({ method: chosen.length === 0 ? undefined : (chosen as readonly TrainingMethod[]) }),
      not: notIn('method'),
    },
    result: {
      key: 'result',
      label: 'Result',
      dimension: 'VERDICT',
      isMany: false,
      isOpen: false,
      whenNone: 'No message here was judged.',
      options: null,
      optionOf: (value) => {
        const result = value.toLowerCase() as Result;
        return { value: result, label: resultWords[result] };
      },
      read: (view) => (view.result === undefined ? [] : [view.result]),
      write: ([chosen]) => ({ result: chosen as View['result'] }),
      not: notIn('result'),
    },
    channel: {
      key: 'channel',
      label: 'Channel',
      dimension: 'WIDGET',
      isMany: false,
      isOpen: false,
      whenNone: 'No message here.',
      options: null,
      optionOf: (value) => {
        const channel = value === 'true' || value === 'widget' ? 'widget' : 'chat';
        return { value: channel, label: channel };
      },
      read: (view) => (view.channel === undefined ? [] : [view.channel]),
      write: ([chosen]) => ({ channel: chosen as View['channel'] }),
    },
    evaluated: {
      key: 'evaluated',
      label: 'Evaluated',
      dimension: null,
      isMany: false,
      isOpen: false,
      whenNone: '',
      options: [
        { value: 'yes', label: 'yes' },
        { value: 'no', label: 'no' },
      ],
      optionOf: (value) => ({ value, label: value }),
      read: (view) => (view.evaluated === undefined ? [] : [view.evaluated]),
      write: ([chosen]) => ({ evaluated: chosen as View['evaluated'] }),
    },
    cohort: {
      key: 'cohort',
      label: 'Users',
      dimension: null,
      isMany: false,
      isOpen: false,
      whenNone: '',
      options: ['new', ...monthsBack(now)].map(cohortOption),
      optionOf: cohortOption,
      read: (view) => (view.cohort === undefined ? [] : [view.cohort]),
      write: ([chosen]) => ({ cohort: chosen }),
    },
  };
}
