import type { MessageMetric } from '../../signals/types.ts';
import type { CauseDimension, Condition } from '../types.ts';
import type { Effect } from './views.ts';

/** What may be done about a cause. */
export interface Remedy {
  /** Stays the same when the text is reworded. */
  readonly key: string;
  readonly text: string;
  /** Page of the product where it can be done. */
  readonly link: string;
}

/** When a remedy fits: all that is given has to hold. */
interface Fitting extends Remedy {
  /** The metric is one of these. */
  readonly metrics?: readonly MessageMetric[];
  /** The cause has a condition on one of these. */
  readonly dimensions?: readonly CauseDimension[];
  readonly effects?: readonly Effect[];
  /** Whether the change is for the worse; absent: either. */
  readonly isWorse?: boolean;
  /** Whether the group is new: it had no message in the baseline. */
  readonly isNew?: boolean;
}

const quality: readonly MessageMetric[] = ['SUCCESS_SHARE', 'AVERAGE_RATING'];
const latency: readonly MessageMetric[] = ['LATENCY_P50', 'LATENCY_P95'];
const spending: readonly MessageMetric[] = ['COST', 'TOKENS'];

/** Reviewed remedies, the most special first: the first that fits is recommended. Each names one act and the page for it. */
const remedies: readonly Fitting[] = [
  {
    key: 'keep-what-improved',
    isWorse: false,
    text: 'The change is for the better. Look at the examples, and keep what these messages have in common when you change prompts or models.',
    link: '/analytics',
  },
  {
    key: 'roll-back-prompt-version',
    metrics: [...quality, 'ERROR_SHARE', 'TOOL_FAILURE_SHARE', ...latency, ...spending],
    dimensions: ['PROMPT_VERSION'],
    text: 'Compare this version of the prompt with the one before, and move the label back until the difference is understood.',
    link: '/prompts',
  },
  {
    key: 'pause-variant',
    metrics: [...quality, 'ERROR_SHARE', 'TOOL_FAILURE_SHARE', ...latency],
    dimensions: ['VARIANT', 'EXPERIMENT'],
    text: 'Read the results and the guardrails of the experiment, and pause it if users are harmed.',
    link: '/experiments',
  },
  {
    key: 'repair-tool',
    metrics: ['TOOL_FAILURE_SHARE', 'ERROR_SHARE', ...quality],
    dimensions: ['TOOL'],
    text: 'Open traces of failed calls of this tool, and check its backend, its credentials and the schema of its arguments.',
    link: '/traces',
  },
  {
    key: 'speed-up-tool',
    metrics: latency,
    dimensions: ['TOOL'],
    text: 'Open the slowest traces of this tool: set a time limit on its calls, or make independent calls side by side.',
    link: '/traces',
  },
  {
    key: 'limit-new-model',
    metrics: [...quality, 'ERROR_SHARE', ...latency, ...spending],
    dimensions: ['MODEL', 'PROVIDER'],
    effects: ['MIX', 'VOLUME'],
    text: 'Traffic has moved to this model. Compare it with the one used before, and give it a share in an experiment instead of all of this traffic.',
    link: '/experiments',
  },
  {
    key: 'switch-provider',
    metrics: ['ERROR_SHARE'],
    dimensions: ['MODEL', 'PROVIDER'],
    text: "Check the provider's status page and your rate limits; try failed calls again with pauses, and send this traffic to another model meanwhile.",
    link: '/traces',
  },
  {
    key: 'shorten-answers',
    metrics: latency,
    dimensions: ['MODEL', 'PROVIDER'],
    text: 'Compare output tokens and time to first token of this model in both windows: longer answers want a limit, slower tokens another region or model.',
    link: '/analytics',
  },
  {
    key: 'compare-models',
    metrics: quality,
    dimensions: ['MODEL', 'PROVIDER'],
    text: 'Ask the examples again with this model and with the one used before in the playground; a version of a model may have changed behind its name.',
    link: '/playground',
  },
  {
    key: 'check-prices-and-caching',
    metrics: spending,
    dimensions: ['MODEL', 'PROVIDER'],
    text: 'Check the share of cached input and the length of answers of this model, and whether a cheaper model does as well in an experiment.',
    link: '/analytics',
  },
  {
    key: 'check-new-caller',
    metrics: ['MESSAGE_COUNT', ...spending],
    isNew: true,
    text: 'These messages are new. Find out which application sends them, and whether it should.',
    link: '/messages',
  },
  {
    key: 'check-deployment',
    dimensions: ['ENVIRONMENT', 'CHANNEL'],
    text: 'Compare what was deployed to this environment or channel between the windows, and roll it back if nothing else explains the change.',
    link: '/analytics',
  },
  {
    key: 'answer-in-language',
    metrics: quality,
    dimensions: ['LANGUAGE'],
    text: 'Ask the examples again in the playground, and let the prompt name the language of the answer; some models answer some languages worse.',
    link: '/playground',
  },
  {
    key: 'cover-topic',
    metrics: [...quality, 'ERROR_SHARE'],
    dimensions: ['TOPIC'],
    text: 'Read the examples of this topic: give the prompt, or what it looks up, what users ask for, and add such conversations to a queue of annotations.',
    link: '/messages',
  },
  {
    key: 'check-load',
    metrics: [...latency, 'ERROR_SHARE', 'TOOL_FAILURE_SHARE'],
    dimensions: ['HOUR'],
    text: 'The change is at certain hours: compare the number of messages of these hours with your rate limits, and move what need not run then.',
    link: '/analytics',
  },
  {
    key: 'read-examples',
    text: 'Read the examples of this group beside examples of other messages, and give an alert to the metric of this group.',
    link: '/messages',
  },
];

export interface CauseForRemedy {
  readonly metric: MessageMetric;
  readonly conditions: readonly Condition[];
  readonly effect: Effect;
  readonly isWorse: boolean;
  readonly isNew: boolean;
}

/** The first remedy that fits. A number of messages is neither better nor worse. */
export function remedyOf({ metric, conditions, effect, isWorse, isNew }: CauseForRemedy): Remedy {
  const fits = (remedy: Fitting): boolean =>
    (remedy.metrics?.includes(metric) ?? true) &&
    (remedy.dimensions === undefined ||
      conditions.some(({ dimension, value }) => value !== '' && remedy.dimensions?.includes(dimension) === true)) &&
    (remedy.effects?.includes(effect) ?? true) &&
    (remedy.isNew === undefined || remedy.isNew === isNew) &&
    (remedy.isWorse === undefined || (metric !== 'MESSAGE_COUNT' && remedy.isWorse === isWorse));
  const { key, text, link } = remedies.find(fits) as Fitting;
  return { key, text, link };
}
