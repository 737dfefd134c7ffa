import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { Effect } from '../pure/views.ts';
import type { CauseDimension } from '../types.ts';

export const CauseDimensionRef = describedEnum<CauseDimension>('CauseDimension', 'Property of messages by which causes are searched.', {
  MODEL: 'Model of the message.',
  PROVIDER: 'Provider of the model.',
  PROMPT_VERSION: 'Prompt of the registry and its version, as "name · version".',
  TOOL: 'Tools that the message calls, as "a + b"; for failures of tools the tool of the call.',
  ENVIRONMENT: 'Environment of the message.',
  EXPERIMENT: 'Experiment of the message.',
  VARIANT: 'Experiment and variant of the message, as "experiment · variant".',
  CHANNEL: 'Channel: "widget", or "other".',
  HOUR: 'Hour of the day in UTC, "00" to "23"; searched by default where both windows are whole days long.',
  TOPIC: 'Topic of the first message of a user in the conversation that has one.',
  LANGUAGE: 'Language of the first message of a user in the conversation whose language was determined, ISO 639-1.',
  COHORT: 'Cohorts that the user of the message is in now, as "a + b"; the first ten cohorts of the workspace by name.',
});

export const CauseEffectRef = describedEnum<Effect>('CauseEffect', 'What changed in a group of messages.', {
  RATE: 'Values of the group changed.',
  MIX: 'The share of the traffic that the group has changed, and its values differ from those of the others.',
  VOLUME: 'The sum of the group changed: of a count, a cost or a number of tokens.',
});
