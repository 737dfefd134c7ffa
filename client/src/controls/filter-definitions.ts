import type { FilterChoicesQuery, TrainingMethod } from '../graphql/generated/graphql.ts';
import { stars, trainingMethods } from './view.ts';
import type { FilterKey, View } from './view.ts';

type Options = FilterChoicesQuery['filterOptions'];

export interface FilterOption {
  readonly value: string;
  readonly label: string;
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
  /** Where the options come from, for when there are none. */
  readonly whenNone: string;
}

/** Every filter there is; lists come from what the workspace's messages carry, most used first. */
export function filterDefinitions(options: Options | null): Record<FilterKey, FilterDefinition> {
  const list = (key: TextKey, label: string, values: readonly string[] | undefined, whenNone: string): FilterDefinition => ({
    key,
    label,
    isMany: true,
    isOpen: true,
    whenNone,
    options: values?.map((value) => ({ value, label: value })) ?? null,
    read: (view) => view[key] ?? [],
    write: (chosen) => ({ [key]: chosen.length === 0 ? undefined : chosen }),
  });
  return {
    model: list('model', 'Model', options?.models, 'No message has named a model yet.'),
    provider: list('provider', 'Provider', options?.providers, 'No message has named a provider yet.'),
    session: list('session', 'Session', options?.sessions, 'No message has carried a session id yet.'),
    experiment: list('experiment', 'Experiment', options?.experiments, 'No message has named an experiment yet.'),
    variant: list('variant', 'Variant', options?.variants, 'No message has named a variant yet.'),
    environment: list('environment', 'Environment', options?.environments, 'No message has named an environment yet.'),
    rating: {
      key: 'rating',
      label: 'Rating',
      isMany: true,
      isOpen: false,
      whenNone: '',
      options: [...stars].reverse().map((star) => ({ value: String(star), label: '★'.repeat(star) })),
      read: (view) => (view.rating ?? []).map(String),
      write: (chosen) => ({ rating: chosen.length === 0 ? undefined : chosen.map(Number).sort() }),
    },
    method: {
      key: 'method',
      label: 'Method',
      isMany: true,
      isOpen: false,
      whenNone: '',
      options: trainingMethods.map((value) => ({ value, label: value.toLowerCase() })),
      read: (view) => view.method ?? [],
      write: (chosen) => ({ method: chosen.length === 0 ? undefined : (chosen as readonly TrainingMethod[]) }),
    },
    result: {
      key: 'result',
      label: 'Result',
      isMany: false,
      isOpen: false,
      whenNone: '',
      options: [
        { value: 'success', label: 'success' },
        { value: 'failure', label: 'failure' },
      ],
      read: (view) => (view.result === undefined ? [] : [view.result]),
      write: ([chosen]) => ({ result: chosen as View['result'] }),
    },
    channel: {
      key: 'channel',
      label: 'Channel',
      isMany: false,
      isOpen: false,
      whenNone: '',
      options: [
        { value: 'widget', label: 'widget' },
        { value: 'chat', label: 'chat' },
      ],
      read: (view) => (view.channel === undefined ? [] : [view.channel]),
      write: ([chosen]) => ({ channel: chosen as View['channel'] }),
    },
  };
}

type TextKey = 'model' | 'provider' | 'session' | 'experiment' | 'variant' | 'environment';
