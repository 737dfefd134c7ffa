/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Proposed answers to accept. */
export type AcceptCorrectionsInput = {
  /** Global id of the loop. */
  id: string | number;
  /** Global ids of the items, at most 1000; absent or empty: all that wait with a proposal. */
  loopItemIds?: Array<string | number> | null | undefined;
};

/** A recommendation that becomes a job configuration. */
export type AdoptRecommendationInput = {
  /** Command of the trainer, as runners know it; absent: that of the best job of the basis. */
  command?: string | null | undefined;
  /** Limits with which the strategy was read; absent: none. */
  constraints?: StrategyConstraintsInput | null | undefined;
  /** Goals with which the strategy was read; absent: all. */
  goals?: Array<StrategyGoal> | null | undefined;
  /** Key of the recommendation. */
  key: string;
  /** Name of the configuration, 1 to 200 characters; absent: the title. */
  name?: string | null | undefined;
};

/** How the distance of two values is measured in Krippendorff's alpha. */
export type AgreementLevel =
  /** Values are numbers, and differ by the square of their difference. */
  | 'INTERVAL'
  /** Values are the same or not. */
  | 'NOMINAL'
  /** Values are in an order, and differ by how many were given between them. */
  | 'ORDINAL';

/** Time that a budget is for, in the workspace's zone. */
export type AlertBudgetPeriod =
  /** Each day of the calendar. */
  | 'DAY'
  /** Each month of the calendar. */
  | 'MONTH';

/** A channel for notices of alerts to make. */
export type AlertChannelInput = {
  /** Whether notices go out through the channel; absent: they do. */
  isEnabled?: boolean | null | undefined;
  /** Kind of the channel, which stays. */
  kind: AlertChannelKind;
  /** Name of the channel, unique in the workspace, 1 to 100 characters. */
  name: string;
  /** Addresses of members that mails go to, at most 20; of the kind EMAIL alone. */
  recipients?: Array<string> | null | undefined;
  /** Integration key of 32 characters; of the kind PAGERDUTY alone. Absent in a change: as it was. */
  routingKey?: string | null | undefined;
  /** Address that requests go to; of SLACK, TEAMS and WEBHOOK, and of PAGERDUTY where its region has another one. With https:, or of this machine or a private network. Absent in a change: as it was. */
  url?: string | null | undefined;
};

/** Ways on which notices of alerts go out. */
export type AlertChannelKind =
  /** Mails to members of the workspace. */
  | 'EMAIL'
  /** The Events API v2 of PagerDuty. */
  | 'PAGERDUTY'
  /** An incoming webhook of Slack. */
  | 'SLACK'
  /** A workflow of Microsoft Teams that starts with a webhook request. */
  | 'TEAMS'
  /** A signed webhook, as Standard Webhooks describes it. */
  | 'WEBHOOK';

/** Window that a change is measured against. */
export type AlertComparison =
  /** The same window a day before. */
  | 'DAY_BEFORE'
  /** The same window a week before. */
  | 'WEEK_BEFORE'
  /** The window just before. */
  | 'WINDOW_BEFORE';

/** State of a notice on its way to a channel. */
export type AlertDeliveryState =
  /** The receiver does not take the notice, now or later. */
  | 'FAILED'
  /** No attempt has succeeded, and none is to come. */
  | 'GIVEN_UP'
  /** The receiver has taken the notice. */
  | 'SENT'
  /** The next attempt is to come. */
  | 'WAITING';

/** An alert rule. Which fields count depends on the source; the others are left out. */
export type AlertRuleInput = {
  /** Time that the budget is for; absent: DAY. */
  budgetPeriod?: AlertBudgetPeriod | null | undefined;
  /** Budget of BUDGET in US dollars. */
  budgetUsd?: number | null | undefined;
  /** Percent of CHANGE from which on it is bad, 1 to 100,000, of a fall at most 100; absent: 50. Good again at half of that. */
  changePercent?: number | null | undefined;
  /** Global ids of the channels that notices go to, at most 10; absent: the page alone shows the alerts. */
  channelIds?: Array<string | number> | null | undefined;
  /** Value from which on it is good again, as `trip`; absent: whatever is not bad is good. */
  clear?: number | null | undefined;
  /** Window that a CHANGE is measured against; absent: WEEK_BEFORE, of a metric of training WINDOW_BEFORE. */
  compareWith?: AlertComparison | null | undefined;
  /** Dimension of which each value has alerts of its own; absent: WORKSPACE, of ANOMALY any. Of VALUE and CHANGE of a metric of training it is TRAINING_JOB: each job that trains. */
  dimension?: SignalDimension | null | undefined;
  /** Global id of the pinned baseline that DRIFT compares with; absent: the time before. */
  driftBaselineId?: string | number | null | undefined;
  /** Features that DRIFT compares; absent or empty: all. */
  driftFeatures?: Array<DriftFeature> | null | undefined;
  /** Messages that DRIFT compares; absent: BOTH. */
  driftRole?: DriftRole | null | undefined;
  /** Minutes that lie between two notices of one series at least, 1 to 1,440; absent: 10. */
  dwellMinutes?: number | null | undefined;
  /** Minutes without an acknowledgement after which `escalateTo` is notified; absent: never. */
  escalateAfterMinutes?: number | null | undefined;
  /** Global ids of the channels that are notified when no person acknowledges, at most 10. */
  escalateTo?: Array<string | number> | null | undefined;
  /** Number of times faster than allowed from which on BURN_RATE is bad, 1 to 10,000; absent: 14.4. */
  factor?: number | null | undefined;
  /** Messages to watch, without a time range; absent: all. A metric of training takes none. */
  filter?: AnalyticsFilter | null | undefined;
  /** Minutes for which a series must be bad without a break, 0 to 1,440; absent: 0, the first bad value fires. */
  forMinutes?: number | null | undefined;
  /** Days that a FORECAST reaches ahead, 1 to 30; absent: 7. */
  forecastDays?: number | null | undefined;
  /** Whether high values are bad, or a rise; otherwise low ones, or a fall. Absent: low success shares, ratings and training throughputs are bad, and high values of others. */
  isAbove?: boolean | null | undefined;
  /** Whether the rule is evaluated; absent: yes. */
  isEnabled?: boolean | null | undefined;
  /** Length of the long window of BURN_RATE in minutes, 10 to 10,080; absent: 60. */
  longWindowMinutes?: number | null | undefined;
  /** Metric to watch. Of ANOMALY absent: any; of BURN_RATE a share; metrics of training of VALUE, CHANGE and ANOMALY. */
  metric?: SignalMetric | null | undefined;
  /** Least number of messages, verdicts, ratings, calls or points that a value is of; absent: 20 of shares, ratings and latencies, else 1. */
  minimumCount?: number | null | undefined;
  /** Least difference of a feature that DRIFT counts; absent: SMALL. */
  minimumEffect?: EffectLabel | null | undefined;
  /** Least severity of an ANOMALY; absent: WARNING. */
  minimumSeverity?: AlertSeverity | null | undefined;
  /** Name of the rule, unique in the workspace, 1 to 100 characters. */
  name: string;
  /** Minutes without a message from which on NO_DATA is bad, 5 to 43,200; absent: 30. Of VALUE minutes without a value; absent: they change nothing. */
  noDataMinutes?: number | null | undefined;
  /** Minutes after which an open episode is notified again until it is acknowledged, 15 or more; absent: never. */
  repeatMinutes?: number | null | undefined;
  /** Hours in which notices go out; absent: at any time. */
  schedule?: AlertScheduleInput | null | undefined;
  /** Severity of the alerts; absent: WARNING. */
  severity?: AlertSeverity | null | undefined;
  /** Length of the short window of BURN_RATE in minutes, 1 to 10,080, shorter than the long one; absent: 5. */
  shortWindowMinutes?: number | null | undefined;
  /** What the rule watches. */
  source: AlertSource;
  /** Share that is to be good, of BURN_RATE, 0.01 to 0.99999. */
  target?: number | null | undefined;
  /** Events that TRAINING_EVENT watches; absent: all 3. */
  trainingEvents?: Array<AlertTrainingEvent> | null | undefined;
  /** Value from which on it is bad, of VALUE and FORECAST: shares from 0 to 1, milliseconds, US dollars or counts; of training the loss, the norm, or tokens (of a job that counts none, steps) a second. */
  trip?: number | null | undefined;
  /** Length of the window of VALUE and CHANGE in minutes, 1 to 10,080; absent: 15. Of DRIFT 1,440 to 43,200; absent: 10,080. */
  windowMinutes?: number | null | undefined;
};

/** Hours in which notices of an alert rule are to go out. What fires at other times is notified when the hours begin. */
export type AlertScheduleInput = {
  /** Days of the week, from 1 (Monday) to 7. */
  days: Array<number>;
  /** Time of day at which the hours begin, "00:00" to "23:59". */
  from: string;
  /** Zone of the hours, a name of IANA's list such as America/New_York. */
  timeZone: string;
  /** Time of day at which the hours end; one that is not after `from` is of the next day. */
  to: string;
};

/** Severity of an alert. */
export type AlertSeverity =
  /** Something to act on now. */
  | 'CRITICAL'
  /** Something to know of. */
  | 'INFO'
  /** Something to look at. */
  | 'WARNING';

/** What an alert rule watches. */
export type AlertSource =
  /** Anomalies, from when on they are found until they end. */
  | 'ANOMALY'
  /** The cost of the day or month. */
  | 'BUDGET'
  /** The speed at which the error budget of a target is used up, in two windows. */
  | 'BURN_RATE'
  /** The change of a metric against an earlier window. */
  | 'CHANGE'
  /** Features of messages that have drifted from those of a baseline. */
  | 'DRIFT'
  /** The forecast of a metric, whether it crosses a level. */
  | 'FORECAST'
  /** Experiments that a guardrail has paused. */
  | 'GUARDRAIL'
  /** The time since the last message. */
  | 'NO_DATA'
  /** Training jobs that fail or stall, and health warnings. */
  | 'TRAINING_EVENT'
  /** The value of a metric over a window. */
  | 'VALUE';

/** State of an alert rule, or of one of its series. */
export type AlertState =
  /** An episode is open. */
  | 'FIRING'
  /** No notices go out at present. */
  | 'MUTED'
  /** The last evaluation found nothing to measure. */
  | 'NO_DATA'
  /** Nothing is bad. */
  | 'OK'
  /** The value is bad, and not for long enough yet. */
  | 'PENDING'
  /** The last evaluation is not known, or there was none: messages wait to be counted, or a store did not answer. */
  | 'UNKNOWN';

/** Events of training jobs that an alert rule watches. */
export type AlertTrainingEvent =
  /** A health warning of a job holds. */
  | 'HEALTH_WARNING'
  /** A job has failed, or was lost with its runner; for a day, unless the job runs again. */
  | 'JOB_FAILED'
  /** A job sends nothing any more. */
  | 'JOB_STALLED';

/** What a notice of an alert is about. */
export type AlertTransition =
  /** A person has acknowledged the episode; for PagerDuty and webhooks alone. */
  | 'ACKNOWLEDGED'
  /** An episode was not acknowledged in time. */
  | 'ESCALATED'
  /** An episode has opened. */
  | 'FIRED'
  /** An episode is still open, and not acknowledged. */
  | 'REMINDED'
  /** An episode is over. */
  | 'RESOLVED'
  /** A person has tried the channel. */
  | 'TEST';

/** Messages to leave out: those that match any of the fields given, by having any one of the values in its list, 1000 at most. A field that is absent, null or an empty list leaves out none. In lists of names, "" stands for messages that name none. */
export type AnalyticsExclusion = {
  /** Environments of the messages. */
  environments?: Array<string> | null | undefined;
  /** Kinds of errors that the messages ended in, as sent; "": messages without an error. */
  errorTypes?: Array<string> | null | undefined;
  /** Experiments of the messages. */
  experiments?: Array<string> | null | undefined;
  /** Failure tags that evaluations gave to the messages; "": messages without one. */
  failureTags?: Array<string> | null | undefined;
  /** Models that the messages name. */
  models?: Array<string> | null | undefined;
  /** Prompts of the registry that the answers were asked with; "": answers that name none. */
  promptNames?: Array<string> | null | undefined;
  /** Versions of prompts that the answers were asked with, such as "3"; with `promptNames`, versions of these. */
  promptVersions?: Array<string> | null | undefined;
  /** Providers that the messages name. */
  providers?: Array<string> | null | undefined;
  /** Messages with at least one rating of these, 1 to 5. */
  ratings?: Array<number> | null | undefined;
  /** Sessions of the messages. */
  sessions?: Array<string> | null | undefined;
  /** Search text, at most 512 characters and 16 words: messages whose text contains every word, any part of a word, or a "phrase in quotes", regardless of case. */
  text?: string | null | undefined;
  /** Tools that the messages called; "": messages without a call. */
  tools?: Array<string> | null | undefined;
  /** Training methods of the models. */
  trainingMethods?: Array<TrainingMethod> | null | undefined;
  /** Users, by the ids that the application gave. */
  users?: Array<string> | null | undefined;
  /** Variants of experiments. */
  variants?: Array<string> | null | undefined;
  /** Messages with one of these verdicts. */
  verdicts?: Array<MessageVerdict> | null | undefined;
};

/** Messages to include: those that satisfy every field given, by having any one of the values in its list, 1000 at most. A field that is absent, null or an empty list does not restrict. In lists of names, "" stands for messages that name none. */
export type AnalyticsFilter = {
  /** Global id of a cohort: messages of the users who are in it now. */
  cohort?: string | number | null | undefined;
  /** Emotions: messages of conversations in which a message of a user, the same as for topicIds and languages, shows one of them. */
  emotions?: Array<Emotion> | null | undefined;
  /** Environments of the messages. */
  environments?: Array<string> | null | undefined;
  /** Kinds of errors that the messages ended in, as sent; "": messages without an error. */
  errorTypes?: Array<string> | null | undefined;
  /** true: messages with at least one evaluation; false: messages without any. */
  evaluated?: boolean | null | undefined;
  /** Experiments of the messages. */
  experiments?: Array<string> | null | undefined;
  /** Failure tags that evaluations gave to the messages; "": messages without one. */
  failureTags?: Array<string> | null | undefined;
  /** First instant, included; absent: since the beginning. */
  from?: string | null | undefined;
  /** true: messages with at least one verdict of failure or rating of 1 or 2; false: messages without either. */
  judgedPoorly?: boolean | null | undefined;
  /** Codes of languages, ISO 639-1 or "und": messages of conversations in which a message of a user, the same as for topicIds and emotions, is in one of them. */
  languages?: Array<string> | null | undefined;
  /** Models that the messages name. */
  models?: Array<string> | null | undefined;
  /** Messages to leave out, of those that all other fields include. */
  not?: AnalyticsExclusion | null | undefined;
  /** Prompts of the registry that the answers were asked with; "": answers that name none. */
  promptNames?: Array<string> | null | undefined;
  /** Versions of prompts that the answers were asked with, such as "3"; with `promptNames`, versions of these. */
  promptVersions?: Array<string> | null | undefined;
  /** Providers that the messages name. */
  providers?: Array<string> | null | undefined;
  /** Messages with at least one rating of these, 1 to 5. */
  ratings?: Array<number> | null | undefined;
  /** Sessions of the messages. */
  sessions?: Array<string> | null | undefined;
  /** Messages whose latency is above so many milliseconds; those that report none are left out. */
  slowerThanMs?: number | null | undefined;
  /** true: messages with at least one verdict of success; false: with at least one of failure. */
  success?: boolean | null | undefined;
  /** Search text, at most 512 characters and 16 words: messages whose text contains every word, any part of a word, or a "phrase in quotes", regardless of case. */
  text?: string | null | undefined;
  /** Zone whose days, weeks and months series count, a name of IANA's list such as America/New_York; absent: that of the workspace's settings, else UTC. Restricts nothing. */
  timeZone?: string | null | undefined;
  /** Last instant, not included; absent: without end. */
  to?: string | null | undefined;
  /** Tools that the messages called; "": messages without a call. */
  tools?: Array<string> | null | undefined;
  /** Ids of topics, those of `topics`: messages of conversations in which a message of a user is of one of them. */
  topicIds?: Array<string> | null | undefined;
  /** Training methods of the models: BASE, SFT, DPO, RLHF. */
  trainingMethods?: Array<string> | null | undefined;
  /** Users, by the ids that the application gave. */
  users?: Array<string> | null | undefined;
  /** Messages of users whose first message, of any role, lies in the time range. */
  usersFirstSeen?: TimeRangeInput | null | undefined;
  /** Variants of experiments. */
  variants?: Array<string> | null | undefined;
  /** Messages with one of these verdicts; a message may have both. */
  verdicts?: Array<MessageVerdict> | null | undefined;
  /** Day that weeks begin with; absent: that of the workspace's settings. Restricts nothing. */
  weekStart?: WeekStart | null | undefined;
  /** true: only messages that came through a widget; false: only others. */
  widget?: boolean | null | undefined;
};

/** A field of a rubric, of which one value is chosen. */
export type AnnotationFieldInput = {
  /** Name of the field, 1 to 100 characters. */
  name: string;
  /** Values to offer, 2 to 20. */
  values: Array<string>;
};

/** Kind of what a mark on charts stands for. */
export type AnnotationKind =
  /** Something was deployed. */
  | 'DEPLOYMENT'
  /** Something did not work. */
  | 'INCIDENT'
  /** A training job registered a version of a model. */
  | 'MODEL_VERSION'
  /** A note on anything else. */
  | 'NOTE'
  /** A price changed. */
  | 'PRICE_CHANGE';

/** Whether an annotation queue takes judgments. */
export type AnnotationQueueStatus =
  /** The queue takes no judgments, and all judgments are evaluations. */
  | 'CLOSED'
  /** Messages are given to people. */
  | 'OPEN';

/** Fields that judgments may have; at least one thing is asked for. */
export type AnnotationRubricInput = {
  /** Whether to ask for the text that the message should have had; absent: false. */
  correction?: boolean | null | undefined;
  /** Failure tags to offer; at most 50. */
  failureTags?: Array<string> | null | undefined;
  /** Further fields; at most 20. */
  fields?: Array<AnnotationFieldInput> | null | undefined;
  /** Whether to ask for a rating from 1 to 5; absent: false. */
  rating?: boolean | null | undefined;
  /** Whether to ask for a verdict of success or failure; absent: false. */
  success?: boolean | null | undefined;
};

/** Side of the expected range on which values lie. */
export type AnomalyDirection =
  /** Below the expected range. */
  | 'DOWN'
  /** Above the expected range. */
  | 'UP';

/** How a finding ended. */
export type AnomalyEnd =
  /** Values stayed at another level for so long that the expected range has moved to that level. */
  | 'NEW_LEVEL'
  /** Values are within the expected range again. */
  | 'RECOVERED'
  /** There was no value for a week; of a short bucket, for an hour; of a training job, it has ended. */
  | 'SILENCE';

/** Course of a finding. */
export type AnomalyKind =
  /** Values that move away slowly, none of which is out by itself. */
  | 'DRIFT'
  /** Values that stay at another level: out for a day or longer. */
  | 'LEVEL_SHIFT'
  /** Values that are out for less than a day. */
  | 'SPIKE';

/** How much an anomaly matters: by its effect, and by the users and the money that were touched. */
export type AnomalySeverity =
  /** A large effect on a hundred users, a threefold one on a quarter of the messages and ten users, or 100 US dollars above what was expected. */
  | 'CRITICAL'
  /** A small effect, few users, or a change for the better. */
  | 'INFO'
  /** A large effect on ten users or a quarter of the messages, or 10 US dollars above what was expected. */
  | 'WARNING';

/** State of the work on an anomaly. */
export type AnomalyState =
  /** A person has acknowledged the anomaly. */
  | 'ACKNOWLEDGED'
  /** The anomaly goes on, and no person has acknowledged it. */
  | 'OPEN'
  /** The anomaly is over, or was resolved or judged as no work by a person. */
  | 'RESOLVED';

/** Judgment of a person on an anomaly. */
export type AnomalyVerdict =
  /** Something happened, and the reason was known, such as a deployment or a campaign; thresholds stay. */
  | 'EXPECTED'
  /** Nothing happened: findings of these series must be stronger from now on. */
  | 'NOT_REAL'
  /** Something happened that was worth the notice. */
  | 'REAL';

/** What is asked of the assistant. */
export type AskAssistantInput = {
  /** Global id of an own conversation; absent: a new one is made. */
  assistantConversationId?: string | number | null | undefined;
  /** Global id of an own turn in whose place the text is asked: the turn is edited, and stays as another version. The conversation is that of the turn. */
  insteadOfTurnId?: string | number | null | undefined;
  /** Language model "connection/model" for this turn; absent: that of the conversation, else of the person, of the workspace, of the environment. */
  model?: string | null | undefined;
  /** What the person looks at; absent: nothing. */
  place?: AssistantPlaceInput | null | undefined;
  /** Text that is asked, 1 to 8000 characters. One that begins with a slash is a command: "/tool operation name=value". */
  text: string;
};

/** Form of a conversation as a file. */
export type AssistantExportFormat =
  /** All parts and results, as the API has them. */
  | 'JSON'
  /** Text with tables, and the query behind each. */
  | 'MARKDOWN';

/** What the person looks at. It is shown to the model as data. */
export type AssistantPlaceInput = {
  /** What is selected there, such as a range of time: an object of at most 4,000 bytes of JSON. */
  details?: unknown;
  /** Path and search of the page, beginning with "/", at most 2,000 characters. */
  path: string;
  /** Title of the page. */
  title?: string | null | undefined;
};

/** State of a change that the assistant proposed. */
export type AssistantProposalState =
  /** The person declined the change. */
  | 'DECLINED'
  /** The change was made. */
  | 'DONE'
  /** The card waits for the person. After an hour the proposal can only be refused. */
  | 'OPEN'
  /** The change was refused, with its reason in the message. Nothing was changed. */
  | 'REFUSED'
  /** The change was made, and taken back. */
  | 'UNDONE';

/** Rating of an answer of the assistant by its person. */
export type AssistantRating =
  /** The answer was wrong or of no use. */
  | 'BAD'
  /** The answer was right and of use. */
  | 'GOOD';

/** All settings of the assistant in a workspace. */
export type AssistantSettingsInput = {
  /** Whether changes are made without a card, in turns that have read no text of applications. */
  actsWithoutCard: boolean;
  /** Whether each answer of a language model becomes a trace of the workspace, in the environment "assistant". */
  isTraced: boolean;
};

/** Heading under which tools of the assistant are listed. */
export type AssistantToolGroup =
  /** Experiments, cohorts and users. */
  | 'EXPERIMENTS'
  /** Computations and look-ups. */
  | 'GENERAL'
  /** Health of the product itself. */
  | 'OPERATIONS'
  /** Messages, traces and their numbers. */
  | 'PRODUCTION'
  /** Prompts and their versions. */
  | 'PROMPTS'
  /** Judgments and what they add up to. */
  | 'QUALITY'
  /** Boards and saved views. */
  | 'SAVED'
  /** Training jobs, their curves and predictions. */
  | 'TRAINING';

/** State of a tool that a turn has used. */
export type AssistantToolState =
  /** The tool has a result. */
  | 'DONE'
  /** The tool failed, with its reason in the error. */
  | 'FAILED'
  /** The tool is running. */
  | 'RUNNING';

/** Way in which a turn of the assistant was answered. */
export type AssistantTurnKind =
  /** A slash command ran its tool; no language model was asked. */
  | 'COMMAND'
  /** A language model answered with tools. */
  | 'MODEL'
  /** A program matched the words to a tool, since no language model is connected. */
  | 'PLAN';

/** State of a turn of the assistant. */
export type AssistantTurnStatus =
  /** The answer is whole. */
  | 'DONE'
  /** The answer is not whole, with its reason in the failure. */
  | 'FAILED'
  /** The answer is being made. */
  | 'RUNNING'
  /** The person stopped the answer. */
  | 'STOPPED';

/** Kinds of parties that act. */
export type AuditActorKind =
  /** An API key of the workspace. */
  | 'KEY'
  /** A local request without credentials, while the installation has no accounts. */
  | 'LOCAL'
  /** A person who is signed in, or whose personal key was shown. */
  | 'PERSON'
  /** The server itself, or a command on its machine. */
  | 'SYSTEM'
  /** A party that showed no valid credentials. */
  | 'UNKNOWN';

/** What became of a thing. */
export type AuditChange =
  /** Fields of the thing have new values. */
  | 'CHANGED'
  /** The thing is new. */
  | 'CREATED'
  /** The thing is gone. */
  | 'DELETED';

/** Entries of the audit trail to include. All fields given must hold. */
export type AuditFilter = {
  /** Name of the action. */
  action?: string | null | undefined;
  /** Key of the party (`actor.key`), or a part of its name; at most 200 characters. */
  actor?: string | null | undefined;
  /** First instant, included. */
  from?: string | null | undefined;
  /** Whether the attempt was carried out. */
  outcome?: AuditOutcome | null | undefined;
  /** Search text, at most 200 characters: entries in which every word stands, regardless of case. */
  search?: string | null | undefined;
  /** Key of the thing (`targetId`). */
  targetId?: string | null | undefined;
  /** Type of the thing, such as "Price". */
  targetType?: string | null | undefined;
  /** Last instant, not included. */
  to?: string | null | undefined;
};

/** Outcomes of what was attempted. */
export type AuditOutcome =
  /** The attempt was carried out. */
  | 'DONE'
  /** The attempt was refused, and nothing was changed. */
  | 'REFUSED';

/** Direction in which an item changed from the base run to the other. */
export type BenchmarkFlip =
  /** The other run answered the item better. */
  | 'GAINED'
  /** The other run answered the item worse. */
  | 'LOST';

/** What became of an answer to an item of a benchmark. */
export type BenchmarkOutcome =
  /** The answer is correct. */
  | 'CORRECT'
  /** An error was reported, with an answer or without. */
  | 'ERROR'
  /** The answer is neither correct nor wrong, such as one with a partial score. */
  | 'UNDECIDED'
  /** The answer is wrong, and no error was reported. */
  | 'WRONG';

/** Origin of the results of a benchmark run. */
export type BenchmarkSource =
  /** Sent through this API. */
  | 'API'
  /** Rows of a JSON Lines or CSV file. */
  | 'FILE'
  /** Logs of Inspect (inspect_ai). */
  | 'INSPECT'
  /** Files of lm-evaluation-harness. */
  | 'LM_EVAL'
  /** Output of promptfoo. */
  | 'PROMPTFOO';

/** Whether two runs of a benchmark show a difference. */
export type BenchmarkVerdict =
  /** The other run is better than the base at a level of 5 %. */
  | 'BETTER'
  /** The items do not decide it: chance alone makes such a difference in more than 5 % of cases. */
  | 'NOT_DECISIVE'
  /** The other run is worse than the base at a level of 5 %. */
  | 'WORSE';

/** A board to save. */
export type BoardInput = {
  /** Global id of the board that is changed; absent: a new board is made. */
  id?: string | number | null | undefined;
  /** Whether every member sees the board; absent: as it is, and of a new board no, where a person makes it. A board that a key makes is always shared. */
  isShared?: boolean | null | undefined;
  /** Name of the board, 1 to 100 characters. */
  name: string;
  /** Time range and filters that the board opens with, as the query part of an address, at most 8000 characters; absent: none. */
  search?: string | null | undefined;
  /** Tiles of the board, at most 100. */
  tiles: Array<BoardTileInput>;
  /** Number of the version that the change is based on, 1 or more; needed with id. */
  version?: number | null | undefined;
};

/** A tile of a board. Tiles may not lie on one another. */
export type BoardTileInput = {
  /** Rows of the tile: 3 to 30 of a panel, 1 to 30 of a text, 1 of a section. */
  height: number;
  /** Name of the tile, unique on its board, 1 to 64 characters. */
  key: string;
  /** Kind of the tile. */
  kind: BoardTileKind;
  /** Id of the panel of a PANEL tile: numbers, model-performance, training-effectiveness, variants, sessions, group-comparison, ratings, success-rate, failure-tags, success-by-model, turns-to-success, abandonment, judgments, agreement, quality-forecast, sentiment-gauge, sentiment-trend, response-time, first-token, sla, conversation-length, tokens, cost-by-model, cost-per-success, cost-outlook, insights, anomalies, errors, error-rate, errors-over-time, provider-health, tools, providers, jobs, activity, retention. */
  panel?: string | null | undefined;
  /** Markdown of a TEXT tile, at most 20000 characters. */
  text?: string | null | undefined;
  /** Heading of a section, or title of a panel in place of the panel's own, at most 100 characters. */
  title?: string | null | undefined;
  /** Columns of the tile: 3 to 12 of a panel, 2 to 12 of a text, 12 of a section. */
  width: number;
  /** First column of the tile, 0 to 11; the tile ends within 12 columns. */
  x: number;
  /** First row of the tile, from 0. */
  y: number;
};

/** Kind of a tile of a board. */
export type BoardTileKind =
  /** A panel of the dashboard, by its id. */
  | 'PANEL'
  /** A heading over the tiles below it. */
  | 'SECTION'
  /** A text in Markdown. */
  | 'TEXT';

/** Where a conversation is to be branched. */
export type BranchAssistantConversationInput = {
  /** Global id of the last turn to take over, of an own or a shared conversation. */
  turnId: string | number;
};

/** A dataset version to make of the prompts of a loop. */
export type BuildLoopDatasetInput = {
  /** Name of the dataset that takes the rows, made where there is none; absent: after the loop. */
  datasetName?: string | null | undefined;
  /** Global id of the loop. */
  id: string | number;
};

/** Property of messages by which causes are searched. */
export type CauseDimension =
  /** Channel: "widget", or "other". */
  | 'CHANNEL'
  /** Cohorts that the user of the message is in now, as "a + b"; the first ten cohorts of the workspace by name. */
  | 'COHORT'
  /** Environment of the message. */
  | 'ENVIRONMENT'
  /** Experiment of the message. */
  | 'EXPERIMENT'
  /** Hour of the day in UTC, "00" to "23"; searched by default where both windows are whole days long. */
  | 'HOUR'
  /** Language of the first message of a user in the conversation whose language was determined, ISO 639-1. */
  | 'LANGUAGE'
  /** Model of the message. */
  | 'MODEL'
  /** Prompt of the registry and its version, as "name · version". */
  | 'PROMPT_VERSION'
  /** Provider of the model. */
  | 'PROVIDER'
  /** Tools that the message calls, as "a + b"; for failures of tools the tool of the call. */
  | 'TOOL'
  /** Topic of the first message of a user in the conversation that has one. */
  | 'TOPIC'
  /** Experiment and variant of the message, as "experiment · variant". */
  | 'VARIANT';

/** What changed in a group of messages. */
export type CauseEffect =
  /** The share of the traffic that the group has changed, and its values differ from those of the others. */
  | 'MIX'
  /** Values of the group changed. */
  | 'RATE'
  /** The sum of the group changed: of a count, a cost or a number of tokens. */
  | 'VOLUME';

/** A copy to make of a cohort. */
export type CloneCohortInput = {
  /** Global id of the cohort to copy. */
  id: string | number;
  /** Name of the cohort, unique in the workspace, 1 to 200 characters. Absent: that of the other with "(copy)". */
  name?: string | null | undefined;
};

/** A copy of an experiment, as a draft. */
export type CloneExperimentInput = {
  /** Global id of the experiment that is copied. */
  id: string | number;
  /** Key of the copy, which no other experiment has. */
  key: string;
  /** Name of the copy; absent: that of the experiment, with "(copy)". */
  name?: string | null | undefined;
};

/** A condition on what the messages of a user sum up to; a user without such messages counts with 0. */
export type CohortActivityInput = {
  /** Days back from now, 1 to 3650; absent: ever. */
  days?: number | null | undefined;
  /** Number that is compared. */
  measure: CohortActivityMeasure;
  /** Messages of these models alone, at most 100; absent or empty: of all. */
  models?: Array<string> | null | undefined;
  /** Number to compare with. */
  number: number;
  /** Ratings that RATINGS counts, 1 to 5; absent or empty: all. */
  ratings?: Array<number> | null | undefined;
  /** Comparison with `number`. */
  test: CohortNumberTest;
  /** Tools that TOOL_CALLS counts, at most 100; absent or empty: all. */
  tools?: Array<string> | null | undefined;
};

/** Number that the messages of a user sum up to. */
export type CohortActivityMeasure =
  /** Days of UTC with any message. */
  | 'ACTIVE_DAYS'
  /** Answers of models. */
  | 'ANSWERS'
  /** Average of the ratings; a user without any meets no test. */
  | 'AVERAGE_RATING'
  /** Conversations with any message. */
  | 'CONVERSATIONS'
  /** Cost in US dollars; answers without a price count with 0. */
  | 'COST_USD'
  /** Messages that ended in an error. */
  | 'ERRORS'
  /** Messages with a verdict of failure. */
  | 'FAILURES'
  /** Messages that the user wrote. */
  | 'MESSAGES'
  /** Ratings of messages; `ratings` narrows which. */
  | 'RATINGS'
  /** Sessions that messages name. */
  | 'SESSIONS'
  /** Messages with a verdict of success. */
  | 'SUCCESSES'
  /** Tokens of every kind. */
  | 'TOKENS'
  /** Calls of tools; `tools` narrows of which. */
  | 'TOOL_CALLS';

/** A change of a cohort; what is absent stays as it is. */
export type CohortChangeInput = {
  /** What the cohort is for, at most 2000 characters. */
  description?: string | null | undefined;
  /** Global id of the cohort. */
  id: string | number;
  /** Name of the cohort, unique in the workspace, 1 to 200 characters. */
  name?: string | null | undefined;
  /** Which users are in the cohort. */
  rule?: CohortRuleInput | null | undefined;
  /** Version that the change is based on; absent: whatever there is. */
  version?: number | null | undefined;
};

/** A condition on events that the application reported of a user; a user without any counts with 0. */
export type CohortEventInput = {
  /** Days back from now, 1 to 3650; absent: ever. */
  days?: number | null | undefined;
  /** Number that is compared; absent: COUNT. */
  measure?: CohortEventMeasure | null | undefined;
  /** Name of the events. */
  name: string;
  /** Number to compare with. */
  number: number;
  /** Comparison with `number`. */
  test: CohortNumberTest;
};

/** Number that events of a user sum up to. */
export type CohortEventMeasure =
  /** Number of events. */
  | 'COUNT'
  /** Sum of the values; an event without one counts with 0. */
  | 'SUM';

/** A condition on what a user was shown of an experiment or a flag. */
export type CohortExposureInput = {
  /** Key of the experiment or flag. */
  experiment: string;
  /** Keys of its variants, at most 100; absent or empty: any. */
  variants?: Array<string> | null | undefined;
};

/** A condition on how far a user came in steps, each at the time of the one before or later. */
export type CohortFunnelInput = {
  /** true: so many steps and no more; absent or false: at least so many. */
  isLast?: boolean | null | undefined;
  /** Number of steps that were reached, from 1. */
  reached: number;
  /** Names of events in their order, 2 to 10. */
  steps: Array<string>;
  /** Days from the first step to the last, 1 to 3650. */
  withinDays: number;
};

/** A new cohort. */
export type CohortInput = {
  /** What the cohort is for, at most 2000 characters. */
  description?: string | null | undefined;
  /** Name of the cohort, unique in the workspace, 1 to 200 characters. */
  name: string;
  /** Which users are in the cohort. */
  rule: CohortRuleInput;
};

/** Comparison of a number with another. */
export type CohortNumberTest =
  /** More than the number. */
  | 'ABOVE'
  /** The number or more. */
  | 'AT_LEAST'
  /** The number or less. */
  | 'AT_MOST'
  /** Less than the number. */
  | 'BELOW'
  /** The number itself. */
  | 'EQUALS';

/** A condition on a property that the application gave its user. */
export type CohortPropertyInput = {
  /** Name of the property. */
  name: string;
  /** Test of the property. */
  test: CohortPropertyTest;
  /** What the test takes; a list of at most 100 for IS. */
  value?: unknown;
};

/** Test of a property, and what it takes as `value`. */
export type CohortPropertyTest =
  /** A number above another; a value that is no number does not meet the test, a text of digits neither. */
  | 'ABOVE'
  /** A date in ISO 8601 at another or later; a value that is no date does not meet the test. */
  | 'AFTER'
  /** A number of at least another; a value that is no number does not meet the test. */
  | 'AT_LEAST'
  /** A number of at most another; a value that is no number does not meet the test. */
  | 'AT_MOST'
  /** A date in ISO 8601 before another; a value that is no date does not meet the test, a number neither. */
  | 'BEFORE'
  /** A number below another; a value that is no number does not meet the test. */
  | 'BELOW'
  /** A text that contains another, regardless of case; a value that is no text does not meet the test. */
  | 'CONTAINS'
  /** Any value, of whatever type; takes no `value`. */
  | 'EXISTS'
  /** One of a list of texts, numbers, true or false; of a property that is a list, any element. 3 and "3" differ. */
  | 'IS'
  /** A date in ISO 8601 within so many days before now; a value that is no date does not meet the test. */
  | 'WITHIN_DAYS';

/** Which users are in a cohort: exactly one of the fields. At most 50 conditions, nested 6 deep, 900000 characters as JSON. */
export type CohortRuleInput = {
  /** What the messages of the user sum up to. */
  activity?: CohortActivityInput | null | undefined;
  /** Conditions that have all to be met; at least one. */
  all?: Array<CohortRuleInput> | null | undefined;
  /** Conditions of which one has to be met; at least one. */
  any?: Array<CohortRuleInput> | null | undefined;
  /** What the application reported of the user. */
  event?: CohortEventInput | null | undefined;
  /** What the user was shown of an experiment. */
  exposure?: CohortExposureInput | null | undefined;
  /** How far the user came in a funnel. */
  funnel?: CohortFunnelInput | null | undefined;
  /** Condition that may not be met. */
  not?: CohortRuleInput | null | undefined;
  /** Property that the application gave the user. */
  property?: CohortPropertyInput | null | undefined;
  /** When the user was first or last seen. */
  seen?: CohortSeenInput | null | undefined;
  /** Users by their ids, at most 10000; they need not have come yet. */
  users?: Array<string> | null | undefined;
};

/** A condition on when a user was first or last seen. */
export type CohortSeenInput = {
  /** Time for BEFORE and AFTER. */
  at?: string | null | undefined;
  /** Days for WITHIN_DAYS, 1 to 3650. */
  days?: number | null | undefined;
  /** Comparison of the time. */
  test: CohortTimeTest;
  /** Message whose time counts. */
  which: CohortSeenMoment;
};

/** Message of a user whose time counts. */
export type CohortSeenMoment =
  /** The first message, of any role. */
  | 'FIRST'
  /** The last message, of any role. */
  | 'LAST';

/** Comparison of a time. */
export type CohortTimeTest =
  /** At a time or later. */
  | 'AFTER'
  /** Before a time. */
  | 'BEFORE'
  /** Within so many days before now. */
  | 'WITHIN_DAYS';

/** What is to be compared. */
export type CompareCohortsInput = {
  /** Global id of a cohort that each is compared with; absent: each is compared with everyone else. */
  againstId?: string | number | null | undefined;
  /** Global ids of the cohorts, 1 to 10. */
  cohortIds: Array<string | number>;
  /** First instant of what counts, included; absent: since the beginning. */
  from?: string | null | undefined;
  /** Keys of metrics, at most 20: success_share, rating, cost_usd …, event:<name>, event_value:<name>; absent or empty: the built-in ones. */
  metrics?: Array<string> | null | undefined;
  /** Last instant of what counts, not included; absent: without end. */
  to?: string | null | undefined;
};

/** Jobs and a metric to compare. */
export type CompareTrainingJobsInput = {
  /** First step, included; absent: from the beginning. */
  fromStep?: number | null | undefined;
  /** Global ids of the jobs, at most 200; those that do not exist are left out. */
  jobIds: Array<string | number>;
  /** Number of points that a curve has at most where all are finite, 4 to 20000; absent: 1000. A longer curve keeps first, last, least and greatest point, and first NaN and infinity, of each stretch. */
  maxPoints?: number | null | undefined;
  /** Name of the metric, in any of its spellings. */
  metric: string;
  /** Last step, included; absent: to the end. */
  toStep?: number | null | undefined;
  /** Axis of the field x; absent: STEP. */
  x?: TrainingAxis | null | undefined;
};

/** What the time range of a filter is compared with: either `period` or `range`. */
export type CompareWithInput = {
  /** Period found by the time range of the filter, which needs both ends. */
  period?: ComparisonPeriod | null | undefined;
  /** Any other time range; both ends are needed. */
  range?: TimeRangeInput | null | undefined;
};

/** Number that is compared, as in Overview. */
export type ComparedMetric =
  /** Mean latency in milliseconds; less is better. */
  | 'AVERAGE_LATENCY'
  /** Mean of the ratings; more is better. */
  | 'AVERAGE_RATING'
  /** Mean cost in US dollars of messages with a known price; less is better. */
  | 'COST_PER_MESSAGE'
  /** Share of messages that ended in an error; less is better. */
  | 'ERROR_SHARE'
  /** Median latency in milliseconds; less is better. */
  | 'LATENCY_P50'
  /** 95th percentile of latency in milliseconds; less is better. */
  | 'LATENCY_P95'
  /** Mean output tokens of a message; neither more nor less is better. */
  | 'OUTPUT_TOKENS_PER_MESSAGE'
  /** Share of verdicts that are success; more is better. */
  | 'SUCCESS_SHARE'
  /** Median time to first token in milliseconds; less is better. */
  | 'TIME_TO_FIRST_TOKEN_P50';

/** Period that the time range of the filter is compared with. */
export type ComparisonPeriod =
  /** Same period a month before; a day that the month lacks is its last one. */
  | 'MONTH_BEFORE'
  /** Period of equal length just before. */
  | 'PREVIOUS'
  /** Same period a week before, in the time zone of the filter. */
  | 'WEEK_BEFORE'
  /** Same period a year before; 29 February is compared with the 28th. */
  | 'YEAR_BEFORE';

/** Whether a difference is more than chance. */
export type ComparisonVerdict =
  /** Whole interval of the difference lies on the better side. */
  | 'BETTER'
  /** Whole interval lies above 0, of a number of which neither more nor less is better. */
  | 'HIGHER'
  /** Whole interval lies below 0, of a number of which neither more nor less is better. */
  | 'LOWER'
  /** Interval contains 0: the data do not decide. */
  | 'NOT_DECISIVE'
  /** Fewer than 20 values on one side, or none. */
  | 'TOO_FEW'
  /** Whole interval of the difference lies on the worse side. */
  | 'WORSE';

/** Field that has the same value in every row of a file. */
export type ConstantFieldInput = {
  /** Field of MessageInput or EvaluationInput that no column is, at most 512 characters. */
  field: string;
  /** The value, as a cell of a table would have it, at most 2000 characters. */
  value: string;
};

/** Outcome of an update of a model that goes on learning. */
export type ContinualUpdateStatus =
  /** The update did not take place. */
  | 'FAILED'
  /** The update took place, and the model was set back to the state before. */
  | 'ROLLED_BACK'
  /** The update took place and held. */
  | 'SUCCEEDED';

/** Results of the tools that a model called in an own answer. */
export type ContinuePlaygroundAnswerInput = {
  /** Global id of the answer. */
  id: string | number;
  /** A result for each call of the last step that can be made. */
  results: Array<PlaygroundToolResultInput>;
};

/** End of a conversation, an hour after its last message. */
export type ConversationEnding =
  /** Last message is an answer without an error. */
  | 'ANSWERED'
  /** Last message is an answer that ended in an error. */
  | 'FAILED'
  /** Last message is a user message. */
  | 'UNANSWERED';

/** Part of the conversations that numbers count; exactly one field is to be given. */
export type ConversationGroupInput = {
  /** Conversations by answers of the filter, as `conversationLengths`. */
  answers?: CountRangeInput | null | undefined;
  /** Conversations by their end, as `abandonment`. */
  ending?: ConversationEnding | null | undefined;
  /** Conversations by answers up to the first success, as `turnsToSuccess`. */
  turnsToSuccess?: CountRangeInput | null | undefined;
};

/** Expected answers of failed prompts. */
export type CorrectLoopItemsInput = {
  /** Global id of the loop. */
  id: string | number;
  /** Expected answers, 1 to 1000. */
  items: Array<LoopCorrectionInput>;
};

/** Reason why a cost is not known. */
export type CostGap =
  /** The message or span is no call of a model. */
  | 'NOT_A_MODEL_CALL'
  /** No price applies: one can be set, or the name made an alias of a model that has one. */
  | 'NO_PRICE'
  /** No tokens were reported. */
  | 'NO_TOKENS';

/** Range of counts, both ends included. */
export type CountRangeInput = {
  /** Smallest count, 1 or more. */
  least: number;
  /** Largest count; absent: without end. */
  most?: number | null | undefined;
};

/** A mark to make on charts. */
export type CreateAnnotationInput = {
  /** Moment of the mark, or the start of its stretch of time, from 2000 to one day ahead. Absent: now. */
  at?: string | null | undefined;
  /** End of the stretch of time, after `at`; absent: the mark is a moment. */
  endAt?: string | null | undefined;
  /** Kind of the mark; absent: NOTE. */
  kind?: AnnotationKind | null | undefined;
  /** Words of the mark, 1 to 120 characters. */
  label: string;
};

/** A key of the workspace to create. */
export type CreateApiKeyInput = {
  /** The only environment that the key may send messages and spans to, filled in where an item names none; absent: any. */
  environment?: string | null | undefined;
  /** Time from which on the key is refused; absent: it does not expire. */
  expiresAt?: string | null | undefined;
  /** Name of the key, 1 to 200 characters. */
  name: string;
  /** Number of requests that the key may make in a minute, 1 to 1000000; absent: the limit of all keys. */
  requestsPerMinute?: number | null | undefined;
  /** Role of the key, at most the own one; absent: EDITOR. */
  role?: Role | null | undefined;
  /** What the key is for; absent: FULL. */
  scope?: KeyScope | null | undefined;
};

/** A dataset to make. */
export type CreateDatasetInput = {
  /** Description of the dataset, at most 5000 characters. */
  description?: string | null | undefined;
  /** JSON Schema that the expected output of each row must fit, patterns and formats aside; absent: any. */
  expectedOutputSchema?: unknown;
  /** JSON Schema that the input of each row must fit, patterns and formats aside; absent: any. */
  inputSchema?: unknown;
  /** Further fields: an object, at most 64 KiB of JSON. */
  metadata?: unknown;
  /** Name of the dataset, unique in the workspace, 1 to 200 characters. */
  name: string;
  /** Tags of the dataset, at most 50 of 1 to 100 characters. */
  tags?: Array<string> | null | undefined;
};

/** A connection to a server of language models to make. */
export type CreateModelConnectionInput = {
  /** Models that may be used, at most 500; absent or empty: every model that the server lists. */
  allowedModels?: Array<string> | null | undefined;
  /** API key of the server; absent or empty: the server wants none. */
  apiKey?: string | null | undefined;
  /** Address of the API, such as http://127.0.0.1:11434/v1: http or https, without query and credentials. With a key, http leads to private networks alone. */
  baseUrl: string;
  /** Whether models of the connection may be asked; absent: true. */
  isEnabled?: boolean | null | undefined;
  /** API that the server speaks. */
  kind: ModelConnectionKind;
  /** Name of the connection, unique in the workspace, 1 to 60 characters without a slash. */
  name: string;
  /** Way in which models are given tools; absent: NATIVE. */
  toolProtocol?: ToolProtocol | null | undefined;
};

/** A key to create that acts as the viewer, with the role of each moment. */
export type CreatePersonalKeyInput = {
  /** The only environment that the key may send messages and spans to, filled in where an item names none; absent: any. */
  environment?: string | null | undefined;
  /** Time from which on the key is refused; absent: it does not expire. */
  expiresAt?: string | null | undefined;
  /** Name of the key, 1 to 200 characters. */
  name: string;
  /** Number of requests that the key may make in a minute, 1 to 1000000; absent: the limit of all keys. */
  requestsPerMinute?: number | null | undefined;
  /** What the key is for; absent: FULL. */
  scope?: KeyScope | null | undefined;
};

/** A slash command of a Slack app to connect. */
export type CreateSlackConnectionInput = {
  /** Signing secret of the Slack app, 32 or more hex digits. It is stored encrypted and never returned. */
  signingSecret: string;
  /** Id of the Slack workspace, such as T0123ABCD; one connection each. */
  teamId: string;
};

/** A study to make. */
export type CreateStudyInput = {
  /** What was reached before; absent: nothing is compared. */
  baseline?: StudyBaselineInput | null | undefined;
  /** Global id of the training configuration whose jobs are the trials; absent: a program asks for trials. */
  configurationId?: string | number | null | undefined;
  /** Number of training jobs at a time, 1 to 100; absent: 1. */
  maxParallel?: number | null | undefined;
  /** Number of trials, 1 to 20000, failed ones included; absent: until the study is stopped, at most 20000. */
  maxTrials?: number | null | undefined;
  /** How parameters are chosen; absent: TPE. */
  method?: StudyMethod | null | undefined;
  /** Name of the study, unique in the workspace, 1 to 200 characters. */
  name: string;
  /** Objectives, 1 to 4; absent: `value`, of which less is better. */
  objectives?: Array<StudyObjectiveInput> | null | undefined;
  /** Rule by which trials are ended early; absent: none. */
  pruner?: StudyPrunerInput | null | undefined;
  /** Parameters, 1 to 100, those that conditions name first. They never change. */
  searchSpace: Array<StudyParameterInput>;
  /** Seed, 0 to 2147483647: with the same seed and the same answers trials are the same; absent: a random one. */
  seed?: number | null | undefined;
  /** Seconds without a report after which a trial has failed, 1 to 31536000; absent: never. A value that comes later is stored. */
  trialTimeoutSeconds?: number | null | undefined;
};

/** A workspace to create. */
export type CreateWorkspaceInput = {
  /** Name of the workspace for people, 1 to 100 characters. */
  name: string;
  /** Name of the workspace in addresses, 1 to 50 characters of a to z, 0 to 9 and dashes; absent: made from the name. */
  slug?: string | null | undefined;
};

/** Property by which rows of a dataset are one-sided. */
export type DatasetBiasKind =
  /** Words for men and women in the texts. */
  | 'DEMOGRAPHIC'
  /** Classes that go together with length or language. */
  | 'LABEL'
  /** Languages of what is asked. */
  | 'LINGUISTIC'
  /** Months from which rows are. */
  | 'TEMPORAL';

/** Answers in production to add to a dataset as rows; one of filter, messageExternalIds and queueId is given. */
export type DatasetFromMessagesInput = {
  /** Comment on the version, at most 1000 characters. */
  comment?: string | null | undefined;
  /** Filter of the answers, such as those that failed or are of a topic; {} for all. */
  filter?: AnalyticsFilter | null | undefined;
  /** Global id of the dataset. */
  id: string | number;
  /** Your ids of answers, at most 1,000. */
  messageExternalIds?: Array<string> | null | undefined;
  /** Global id of an annotation queue, whose judged messages are taken. */
  queueId?: string | number | null | undefined;
  /** Largest number of answers, 1 to 20000; absent: 20000. */
  sampleCount?: number | null | undefined;
  /** Seed of a random sample by the filter, 0 to 2147483647: the same seed gives the same sample; absent: the newest. */
  seed?: number | null | undefined;
  /** Split of the rows, 1 to 64 characters; absent: in none. */
  split?: string | null | undefined;
  /** What the rows want of a model; absent: ANSWER. */
  target?: DatasetTarget | null | undefined;
};

/** Fault of a row of a dataset. */
export type DatasetIssueKind =
  /** The text was read in another encoding than its own. */
  | 'BROKEN_TEXT'
  /** The answer repeats what was asked. */
  | 'ECHO'
  /** Nothing is wanted, where the kind of the row wants something. */
  | 'EMPTY_ANSWER'
  /** Nothing is asked. */
  | 'EMPTY_PROMPT'
  /** The chosen and the rejected answer are the same. */
  | 'EQUAL_PREFERENCE'
  /** An earlier row asks and wants the same. */
  | 'EXACT_DUPLICATE'
  /** A model that has not seen the row doubts its class. */
  | 'LABEL_ERROR'
  /** The answer has HTML. */
  | 'MARKUP'
  /** An earlier row is nearly the same. */
  | 'NEAR_DUPLICATE'
  /** The text stands for a missing one, such as N/A. */
  | 'PLACEHOLDER'
  /** The answer begins as refusals do. */
  | 'REFUSAL'
  /** The answer repeats a word or a sign over and over. */
  | 'REPETITION'
  /** The text has marks of a chat template. */
  | 'TEMPLATE_LEAK'
  /** The answer is long and ends without a sign. */
  | 'TRUNCATED_ANSWER'
  /** Turns of the chat are out of order. */
  | 'WRONG_ROLES';

/** Difference of a row between two versions. */
export type DatasetRowChange =
  /** Only the later version has the row. */
  | 'ADDED'
  /** Both versions have the row, with other contents. */
  | 'CHANGED'
  /** Only the version that is compared with has the row. */
  | 'REMOVED';

/** A change of a row. */
export type DatasetRowEditInput = {
  /** New content of the row, with all fields; id and source stay. Absent: the row is taken out. */
  row?: DatasetRowInput | null | undefined;
  /** Id of the row within its dataset. */
  rowId: string;
};

/** A row of a dataset, at most 4194304 bytes of JSON. Has at least one of input, expectedOutput, messages, chosen and label. */
export type DatasetRowInput = {
  /** Preferred answer: a text, a turn, or turns. */
  chosen?: unknown;
  /** Output that is wanted; of KTO the completion. */
  expectedOutput?: unknown;
  /** Your id of the row within its dataset, 1 to 512 characters; absent: one is given out. */
  id?: string | null | undefined;
  /** Input of the row, or the prompt of a preference. */
  input?: unknown;
  /** Purpose of the row; absent: PREFERENCE with chosen or rejected, KTO with label, CHAT with messages, else PLAIN. */
  kind?: DatasetRowKind | null | undefined;
  /** Whether the completion of a KTO row is wanted. */
  label?: boolean | null | undefined;
  /** Turns { role, content, … } of the chat, or of the prompt of a preference; roles are system, developer, user, assistant, tool, function. */
  messages?: unknown;
  /** Further fields of the row: an object. */
  metadata?: unknown;
  /** Answer that is not preferred: a text, a turn, or turns. */
  rejected?: unknown;
  /** Origin of the row in production. */
  source?: DatasetRowSourceInput | null | undefined;
  /** Split of the row, 1 to 64 characters; absent: in none. */
  split?: string | null | undefined;
};

/** Purpose of a row of a dataset. */
export type DatasetRowKind =
  /** A conversation, whose answers a model learns or is tested with. */
  | 'CHAT'
  /** An instruction with its expected output, as Alpaca has it. */
  | 'INSTRUCTION'
  /** A prompt with one answer and whether it is wanted, as KTO takes it. */
  | 'KTO'
  /** Any input with its expected output. */
  | 'PLAIN'
  /** A prompt with a chosen and a rejected answer, as DPO takes it. */
  | 'PREFERENCE';

/** Origin of a row in production, by which the deletion of a user finds the row. */
export type DatasetRowSourceInput = {
  /** Id of the span. */
  spanId?: string | null | undefined;
  /** Id of the trace. */
  traceId?: string | null | undefined;
  /** Your id of the user. */
  userId?: string | null | undefined;
};

/** What rows have in common that stay in one split. Rows that ask the same always do. */
export type DatasetSplitBasis =
  /** The conversation that rows come from, as their metadata names it. */
  | 'CONVERSATION'
  /** What rows ask, nearly: three words in a row with a Jaccard similarity of 0.8 or more. */
  | 'NEAR_DUPLICATE'
  /** Nothing beyond what rows ask. */
  | 'RANDOM'
  /** The user whose texts rows have, as their origin or their metadata names it. */
  | 'USER';

/** A split and its share of the rows. */
export type DatasetSplitShareInput = {
  /** Name of the split, such as train, 1 to 64 characters. */
  name: string;
  /** Share of the rows, above 0 and at most 1; all shares are 1 together. */
  share: number;
};

/** What rows made of messages want of a model. */
export type DatasetTarget =
  /** The correction by people, else the answer in production. */
  | 'ANSWER'
  /** The correction by people; messages without one are left out. */
  | 'CORRECTION'
  /** Nothing: rows end with the turn before the answer, and have the correction as expected output where there is one. */
  | 'PROMPT';

/** A mark of a deployment. */
export type DeployModelVersionInput = {
  /** Start of the deployment, from 2000 to one day ahead; absent: now. */
  deployedAt?: string | null | undefined;
  /** Global id of the version. */
  id: string | number;
  /** Reason for the mark in spite of a regression that blocks it, 1 to 1,000 characters; only of an owner. */
  overrideReason?: string | null | undefined;
};

/** Place where a model runs. */
export type DeploymentInput = {
  /** Time since when the model runs there. */
  deployedAt?: string | null | undefined;
  /** Address of the deployment, at most 2,048 characters. */
  endpoint?: string | null | undefined;
  /** Id of the training job that produced the deployed model. */
  trainingJobId?: string | null | undefined;
  /** Kind of deployment, such as serverless. */
  type?: string | null | undefined;
};

/** Window that messages are compared with. */
export type DriftBaseline =
  /** The pinned baseline `baselineId`, with its own filter. */
  | 'PINNED'
  /** The time of equal length just before the current window. */
  | 'PREVIOUS_PERIOD'
  /** The time from `baselineFrom` to `baselineTo`. */
  | 'RANGE';

/** Property of messages that may drift. */
export type DriftFeature =
  /** Whether answers apologise. */
  | 'APOLOGY_RATE'
  /** Whether answers have code. */
  | 'CODE_SHARE'
  /** Embedding of the messages. */
  | 'EMBEDDING'
  /** Whether answers are JSON, and valid. */
  | 'JSON_VALIDITY'
  /** Language of the messages. */
  | 'LANGUAGE'
  /** Whether answers have lists. */
  | 'LIST_SHARE'
  /** Models of the answers. */
  | 'MODEL_MIX'
  /** Number of characters of users' messages. */
  | 'PROMPT_LENGTH'
  /** Whether answers refuse. */
  | 'REFUSAL_RATE'
  /** Number of characters of answers. */
  | 'RESPONSE_LENGTH'
  /** Sentiment of users' messages, -1 to 1. */
  | 'SENTIMENT'
  /** Tools that answers call. */
  | 'TOOL_USE'
  /** Topic of the messages. */
  | 'TOPIC'
  /** Words of the messages. */
  | 'VOCABULARY';

/** Kind of the values of a feature. */
export type DriftFeatureKind =
  /** Values that are names. */
  | 'CATEGORY'
  /** Values that are numbers. */
  | 'NUMBER'
  /** Values that are vectors. */
  | 'VECTOR';

/** Two windows of messages to compare. */
export type DriftInput = {
  /** Baseline; absent: PREVIOUS_PERIOD. */
  baseline?: DriftBaseline | null | undefined;
  /** Start of the baseline; only with RANGE. */
  baselineFrom?: string | null | undefined;
  /** Global id of a pinned baseline; only with PINNED. */
  baselineId?: string | number | null | undefined;
  /** End of the baseline, exclusive; only with RANGE. */
  baselineTo?: string | null | undefined;
  /** Chance of a report of drift where there is none, 0.001 to 0.2; absent: 0.05. */
  falseAlarmRate?: number | null | undefined;
  /** Features to compare; absent: all that there are values of. */
  features?: Array<DriftFeature> | null | undefined;
  /** Answers to include, and users’ messages of their conversations; `from` and `to` are the current window. Absent: all, and the last seven days. */
  filter?: AnalyticsFilter | null | undefined;
  /** Messages that are compared; absent: BOTH. */
  role?: DriftRole | null | undefined;
};

/** Test or distance of two samples. */
export type DriftMethod =
  /** Pearson's chi-square of the table of both samples; decides of categories. */
  | 'CHI_SQUARED'
  /** Area under the curve of a linear classifier (least squares with a penalty) that distinguishes the samples, on messages held out from its fit. */
  | 'CLASSIFIER'
  /** Jensen-Shannon distance, in nats. */
  | 'JENSEN_SHANNON'
  /** Two-sample Kolmogorov-Smirnov statistic; decides of numbers. */
  | 'KS'
  /** Unbiased squared maximum mean discrepancy with a Gaussian kernel; decides of vectors. */
  | 'MMD'
  /** Population stability index, by tenths of both samples, or by category. */
  | 'PSI'
  /** Wasserstein's first distance, in standard deviations of both samples. */
  | 'WASSERSTEIN';

/** Messages that are compared. */
export type DriftRole =
  /** Answers of models alone. */
  | 'ASSISTANT'
  /** Users' messages and answers; language, topic, embedding and vocabulary are those of users' messages. */
  | 'BOTH'
  /** Messages of users alone. */
  | 'USER';

/** Changes of rows of a dataset, as the next version. */
export type EditDatasetRowsInput = {
  /** Comment on the version, at most 1000 characters. */
  comment?: string | null | undefined;
  /** Changes, each of another row, 1 to 5000. Send them as a variable. */
  edits: Array<DatasetRowEditInput>;
  /** Global id of the version that was read. Where a later one has changed the same rows, nothing is saved. */
  versionId: string | number;
};

/** Fields of a version to set. A field that is absent or null stays as it was; a parent that is null is taken away. */
export type EditModelVersionInput = {
  /** Global id of the version. */
  id: string | number;
  /** Version by your own count, 1 to 512 characters. */
  label?: string | null | undefined;
  /** Time when the version was made, from 2000 to one day ahead. */
  madeAt?: string | null | undefined;
  /** Global id of the version that this one was made from; null: none. A circle is rejected. */
  parentVersionId?: string | number | null | undefined;
  /** Further names by which messages and benchmarks name this version alone, at most 20 of 1 to 512 characters; they replace the earlier ones. */
  servedAs?: Array<string> | null | undefined;
};

/** Fields of a training job to change. A field that is absent stays as it was; one that is null is cleared. */
export type EditTrainingJobInput = {
  /** Name of the model that is trained on. */
  baseModel?: string | null | undefined;
  /** Id of the dataset, as its owner names it. */
  datasetId?: string | null | undefined;
  /** Name of the dataset. */
  datasetName?: string | null | undefined;
  /** Quality of the dataset, as scored by the sender, 0 or more. */
  datasetQualityScore?: number | null | undefined;
  /** Number of examples in the dataset. */
  datasetSize?: number | null | undefined;
  /** Shares of training, validation and test, each 0 to 1; at most 10. */
  datasetSplit?: Array<number> | null | undefined;
  /** Group of jobs that are compared or averaged together. */
  groupName?: string | null | undefined;
  /** Machine of the job; replaces the stored one. */
  hardware?: TrainingHardwareInput | null | undefined;
  /** Price of the machine for an hour, in US dollars. */
  hourlyUsd?: number | null | undefined;
  /** Hyperparameters, a JSON object of at most 1 MiB; merged into the stored ones by name. */
  hyperparameters?: unknown;
  /** Global id of the job. */
  id: string | number;
  /** Version of the model that the job produces. */
  modelVersion?: string | null | undefined;
  /** Name of the job, 1 to 512 characters; null: stays as it was. */
  name?: string | null | undefined;
  /** Notes in Markdown, at most 1 MiB. */
  notes?: string | null | undefined;
  /** Name under which the trained model is registered. */
  outputModel?: string | null | undefined;
  /** Project of the job, such as an experiment of MLflow. */
  project?: string | null | undefined;
  /** Time when the training began; absent: now. */
  startedAt?: string | null | undefined;
  /** Tags, at most 100 of 1 to 100 characters; replace the stored ones. */
  tags?: Array<string> | null | undefined;
  /** Number of epochs that are planned. */
  totalEpochs?: number | null | undefined;
  /** Number of steps that are planned. */
  totalSteps?: number | null | undefined;
  /** Number of tokens seen until now. */
  totalTokensProcessed?: number | null | undefined;
  /** Method of training. */
  trainingMethod?: TrainingMethod | null | undefined;
  /** Kind of training. */
  trainingType?: TrainingType | null | undefined;
  /** Name of the person who started the job. */
  userName?: string | null | undefined;
};

/** Size of a difference. */
export type EffectLabel =
  /** A difference from 0.5 on; of numbers from 0.6 on. */
  | 'LARGE'
  /** A difference from 0.3 on. */
  | 'MEDIUM'
  /** A difference below 0.1. */
  | 'NEGLIGIBLE'
  /** A difference from 0.1 on. */
  | 'SMALL';

/** Emotion that the words of a user's message show. */
export type Emotion =
  /** Anger or disgust. */
  | 'ANGER'
  /** Something is not understood. */
  | 'CONFUSION'
  /** Something is wanted to be known. */
  | 'CURIOSITY'
  /** Hopes are not met. */
  | 'DISAPPOINTMENT'
  /** Annoyance, anger, disappointment or disapproval. */
  | 'FRUSTRATION'
  /** Thanks are given. */
  | 'GRATITUDE'
  /** Joy, amusement, excitement or love. */
  | 'JOY'
  /** Sadness, grief or remorse. */
  | 'SADNESS'
  /** Admiration, approval, joy, relief or gratitude. */
  | 'SATISFACTION'
  /** Surprise, or something is realised. */
  | 'SURPRISE'
  /** Something is wanted soon, by words such as "urgent", "asap" and "by tomorrow". */
  | 'URGENCY'
  /** Fear or nervousness. */
  | 'WORRY';

/** State of an episode of an alert rule. */
export type EpisodeState =
  /** Bad, and a person has acknowledged the episode: no reminders, no escalation. */
  | 'ACKNOWLEDGED'
  /** Bad, and not acknowledged. */
  | 'FIRING'
  /** Over: the value is good again, or the rule was changed or deleted. */
  | 'RESOLVED';

/** A comparison of the answer with the expected output. */
export type EvaluationCheckInput = {
  /** Whether upper and lower case are the same, of EQUALS and CONTAINS; absent: no. */
  ignoresCase?: boolean | null | undefined;
  /** Whether the tolerance is a share of the expected number; absent: no. */
  isRelative?: boolean | null | undefined;
  /** How both are compared. */
  kind: EvaluationCheckKind;
  /** Name of the score, 1 to 100 characters; absent: one that follows from the kind. */
  name?: string | null | undefined;
  /** Largest distance of numbers that are taken as equal, of JSON_EQUALS and NUMBER_NEAR, from 0; absent: 0. */
  tolerance?: number | null | undefined;
};

/** How an answer is compared with the expected output. */
export type EvaluationCheckKind =
  /** The answer contains the expected text; of a list each of its texts. */
  | 'CONTAINS'
  /** The answer is the expected text, blanks around both aside. */
  | 'EQUALS'
  /** Both are the same JSON; the order of fields means nothing, and a fence around the answer is left out. */
  | 'JSON_EQUALS'
  /** The last number of the answer is the expected one, within the tolerance. */
  | 'NUMBER_NEAR';

/** Direction in which a row changed from the first run to the second. */
export type EvaluationFlip =
  /** A score of the second run is higher. */
  | 'GAINED'
  /** A score of the second run is lower. */
  | 'LOST';

/** A judgment of a message, a span, a trace or a session, with at least one of rating, success, value, label, failureTags, comment and correctedOutput. A judgment may be sent before the thing that it judges. */
export type EvaluationInput = {
  /** Comment of the judge, at most 1 MiB. */
  comment?: string | null | undefined;
  /** Text that the message should have had, at most 1 MiB. */
  correctedOutput?: string | null | undefined;
  /** Time of the judgment; absent: now. */
  createdAt?: string | null | undefined;
  /** Name of the judge. */
  evaluator?: string | null | undefined;
  /** Kind of judge; absent: HUMAN. */
  evaluatorKind?: EvaluatorKind | null | undefined;
  /** Your id of the judgment; sending the same id again updates the judgment. Absent: derived from the content, so that equal judgments are one. */
  externalId?: string | null | undefined;
  /** Kinds of failure; at most 100 tags of 1 to 512 characters. */
  failureTags?: Array<string> | null | undefined;
  /** Category or text, at most 1 MiB. */
  label?: string | null | undefined;
  /** Your id of the message, which may be sent later. Required unless `traceId` or `sessionId` is given. */
  messageExternalId?: string | null | undefined;
  /** Criterion that is judged ("accuracy"), at most 512 characters. */
  name?: string | null | undefined;
  /** Rating from 1 (worst) to 5 (best). */
  rating?: number | null | undefined;
  /** Id of the session that is judged. */
  sessionId?: string | null | undefined;
  /** Id of the span of the trace that is judged; the judgment is attached to the reply made from the span. */
  spanId?: string | null | undefined;
  /** Verdict: whether the message did what it should. */
  success?: boolean | null | undefined;
  /** Id of the trace that is judged: 32 hex digits, a UUID, or the id that an SDK of Langfuse gave it. Without `spanId` the judgment is attached to the last reply of the trace. */
  traceId?: string | null | undefined;
  /** Number on any scale. */
  value?: number | null | undefined;
};

/** State of an item of an evaluation run. */
export type EvaluationItemState =
  /** A server works on the item. */
  | 'CLAIMED'
  /** The item is answered and scored. */
  | 'DONE'
  /** The item has no answer, or a judge failed; `error` has the reason. */
  | 'FAILED'
  /** The item waits for its answer, or for a score. */
  | 'WAITING';

/** Who answers in an evaluation run. */
export type EvaluationRunKind =
  /** The server asks a model, or takes the answers that messages hold. */
  | 'OFFLINE'
  /** An application answers, and reports each item. */
  | 'SDK';

/** State of an evaluation run. */
export type EvaluationRunState =
  /** Every item is scored, or has failed. */
  | 'DONE'
  /** The run was given up; `problem` has the reason. */
  | 'FAILED'
  /** The run waits for a person; `problem` has the reason. */
  | 'PAUSED'
  /** Items are answered and scored. */
  | 'RUNNING'
  /** A person stopped the run. */
  | 'STOPPED'
  /** Nothing of the run is taken up yet, or it goes on in a moment. */
  | 'WAITING';

/** Source of a score. */
export type EvaluationScoreKind =
  /** The application reported the score. */
  | 'API'
  /** A person gave the score. */
  | 'HUMAN'
  /** A judge with a language model. */
  | 'MODEL'
  /** A check, or a judge with a rule. */
  | 'RULE';

/** Statistical test of the difference of two runs. */
export type EvaluationTest =
  /** McNemar’s exact test of rows that pass or fail. */
  | 'MCNEMAR'
  /** No row is shared, or nothing can be computed. */
  | 'NONE'
  /** The paired t test. */
  | 'PAIRED_T'
  /** Fisher’s exact test over all signs of up to 20 differences other than 0. */
  | 'SIGN_FLIP';

/** What a comparison of two runs shows. */
export type EvaluationVerdict =
  /** The second run is better. */
  | 'BETTER'
  /** The difference may be chance. */
  | 'NOT_DECISIVE'
  /** The second run is worse. */
  | 'WORSE';

/** Kind of judge of a message. */
export type EvaluatorKind =
  /** A person judged the message. */
  | 'HUMAN'
  /** A model judged the message. */
  | 'MODEL'
  /** A rule judged the message, such as a test of the outcome. */
  | 'RULE';

/** A change of an experiment or flag: what is absent stays as it is. */
export type ExperimentChangeInput = {
  /** Share of units in the experiment, 0 to 1; of a new one 1. Beside a ramp its first step counts. */
  allocation?: number | null | undefined;
  /** Values of the attribute channel that are in the experiment, at most 50; empty: any. */
  channels?: Array<string> | null | undefined;
  /** Global id of a cohort: only its members are in. Who they are is known within 30 seconds; null: everyone. */
  cohort?: string | number | null | undefined;
  /** Condition on the attributes of a unit, in the language of GrowthBook; null: none. */
  condition?: unknown;
  /** Correction for the number of goal metrics; of a new one HOLM. */
  correction?: ExperimentCorrection | null | undefined;
  /** Value of units outside; null: none, the application keeps its own. */
  defaultValue?: unknown;
  /** Values of the attribute environment that are in the experiment, at most 50; empty: any. */
  environments?: Array<string> | null | undefined;
  /** What the experiment is to find out, at most 5000 characters. */
  hypothesis?: string | null | undefined;
  /** Global id of the experiment. */
  id: string | number;
  /** Whether all variants are meant to be the same; of a new one false. */
  isAa?: boolean | null | undefined;
  /** Part of a layer that the experiment takes; null: none. */
  layer?: ExperimentLayerRangeInput | null | undefined;
  /** How intervals are computed; of a new one SEQUENTIAL. */
  method?: ExperimentMethod | null | undefined;
  /** Metrics by which the experiment is judged, at most 30. */
  metrics?: Array<ExperimentMetricInput> | null | undefined;
  /** Name for people, 1 to 200 characters. */
  name?: string | null | undefined;
  /** JSON schema (2020-12) that the parameters of variants fit, at most 64 KiB; null: any are taken. Variants without parameters are not checked. */
  parametersSchema?: unknown;
  /** Number of units of each variant that is planned; null: none. */
  plannedSamplePerVariant?: number | null | undefined;
  /** Steps by which the allocation rises after the start, at most 20. */
  ramp?: Array<ExperimentRampStepInput> | null | undefined;
  /** Accepted share of false wins, 0.0001 to 0.5; of a new one 0.05. */
  significance?: number | null | undefined;
  /** Whether the change begins a new phase; needed while the experiment runs for a change of variants, unit, targeting or layer. */
  startsNewPhase?: boolean | null | undefined;
  /** What is assigned a variant; of a new one USER. */
  unit?: ExperimentUnit | null | undefined;
  /** Type of the values; of a new one what the values are. */
  valueType?: FlagValueType | null | undefined;
  /** All variants: 2 to 20, of a flag 1 to 20. */
  variants?: Array<ExperimentVariantInput> | null | undefined;
  /** Number of the version that the change is based on; absent: whatever version there is. */
  version?: number | null | undefined;
};

/** How results of several goal metrics are corrected for their number. */
export type ExperimentCorrection =
  /** By Benjamini and Hochberg: few false wins among the wins. */
  | 'BENJAMINI_HOCHBERG'
  /** By Holm: no false win among all. */
  | 'HOLM'
  /** Not at all. */
  | 'NONE';

/** How an effect changes with the days since the first exposure. */
export type ExperimentEffectTrend =
  /** The effect becomes smaller, as that of a novelty does. */
  | 'FADING'
  /** The effect becomes larger, as that of a habit does. */
  | 'GROWING'
  /** Nothing shows that the effect changes. */
  | 'STEADY';

/** What units of an experiment can differ in. */
export type ExperimentHealthDimension =
  /** Units with an answer since their exposure. */
  | 'ANSWERED'
  /** Value of an attribute that the exposure came with; empty: it has none of the name. */
  | 'ATTRIBUTE'
  /** Channel of the first answer of the unit: widget or chat. */
  | 'CHANNEL'
  /** Client that sent the exposure; empty: none was named. */
  | 'CLIENT'
  /** Day of the first exposure, in UTC. */
  | 'DAY'
  /** Environment of the first answer of the unit; empty: none was named. */
  | 'ENVIRONMENT'
  /** Units with a failed answer since their exposure. */
  | 'ERROR'
  /** Units that are forced for testing, and do not count. */
  | 'FORCED'
  /** Model of the last answer before the exposure, which no variant chose; empty: none was named. */
  | 'MODEL'
  /** What exposed the unit first: EXPOSURE, a reported one, or ANSWER, an answer that names the experiment. */
  | 'SOURCE';

/** A new experiment or flag. */
export type ExperimentInput = {
  /** Share of units in the experiment, 0 to 1; of a new one 1. Beside a ramp its first step counts. */
  allocation?: number | null | undefined;
  /** Values of the attribute channel that are in the experiment, at most 50; empty: any. */
  channels?: Array<string> | null | undefined;
  /** Global id of a cohort: only its members are in. Who they are is known within 30 seconds; null: everyone. */
  cohort?: string | number | null | undefined;
  /** Condition on the attributes of a unit, in the language of GrowthBook; null: none. */
  condition?: unknown;
  /** Correction for the number of goal metrics; of a new one HOLM. */
  correction?: ExperimentCorrection | null | undefined;
  /** Value of units outside; null: none, the application keeps its own. */
  defaultValue?: unknown;
  /** Values of the attribute environment that are in the experiment, at most 50; empty: any. */
  environments?: Array<string> | null | undefined;
  /** What the experiment is to find out, at most 5000 characters. */
  hypothesis?: string | null | undefined;
  /** Whether all variants are meant to be the same; of a new one false. */
  isAa?: boolean | null | undefined;
  /** Key by which code asks for the experiment: 1 to 64 of a-z, 0-9, ".", "_" and "-"; fixed for good. */
  key: string;
  /** Whether variants are compared; absent: EXPERIMENT. */
  kind?: ExperimentKind | null | undefined;
  /** Part of a layer that the experiment takes; null: none. */
  layer?: ExperimentLayerRangeInput | null | undefined;
  /** How intervals are computed; of a new one SEQUENTIAL. */
  method?: ExperimentMethod | null | undefined;
  /** Metrics by which the experiment is judged, at most 30. */
  metrics?: Array<ExperimentMetricInput> | null | undefined;
  /** Name for people, 1 to 200 characters. */
  name: string;
  /** JSON schema (2020-12) that the parameters of variants fit, at most 64 KiB; null: any are taken. Variants without parameters are not checked. */
  parametersSchema?: unknown;
  /** Number of units of each variant that is planned; null: none. */
  plannedSamplePerVariant?: number | null | undefined;
  /** Steps by which the allocation rises after the start, at most 20. */
  ramp?: Array<ExperimentRampStepInput> | null | undefined;
  /** Accepted share of false wins, 0.0001 to 0.5; of a new one 0.05. */
  significance?: number | null | undefined;
  /** What is assigned a variant; of a new one USER. */
  unit?: ExperimentUnit | null | undefined;
  /** Type of the values; of a new one what the values are. */
  valueType?: FlagValueType | null | undefined;
  /** Variants: 2 to 20, of a flag 1 to 20. */
  variants: Array<ExperimentVariantInput>;
};

/** What an experiment is for. */
export type ExperimentKind =
  /** Variants are compared by metrics. */
  | 'EXPERIMENT'
  /** A value is served, by one variant or more, and nothing is compared. */
  | 'FLAG';

/** A part of a layer that an experiment takes; ranges of experiments that run may not overlap. */
export type ExperimentLayerRangeInput = {
  /** End of the range, exclusive, above the start and up to 1. */
  end: number;
  /** Key of the layer: 1 to 64 of a-z, 0-9, ".", "_" and "-". */
  key: string;
  /** Start of the range, 0 to 1. */
  start: number;
};

/** How intervals of results are computed. */
export type ExperimentMethod =
  /** Valid once, at the sample size that was planned. */
  | 'FIXED'
  /** Always valid: results may be looked at at any time. */
  | 'SEQUENTIAL';

/** A metric by which an experiment is judged. */
export type ExperimentMetricInput = {
  /** Which change counts as better; absent: the direction of the metric itself. */
  goal?: MetricDirection | null | undefined;
  /** Key of the metric. */
  metric: string;
  /** Least relative change that matters, such as 0.02. */
  minimalEffect?: number | null | undefined;
  /** What the metric is for; absent: GOAL. */
  role?: ExperimentMetricRole | null | undefined;
};

/** What a metric is for in an experiment. */
export type ExperimentMetricRole =
  /** The experiment is to move the metric. */
  | 'GOAL'
  /** The experiment must not harm the metric: a breach pauses it. */
  | 'GUARDRAIL'
  /** The metric is shown, and decides nothing. */
  | 'SECONDARY';

/** A variant for one unit, for testing. */
export type ExperimentOverrideInput = {
  /** Global id of the experiment. */
  id: string | number;
  /** Id of the unit, at most 1,024 bytes. */
  unitId: string;
  /** Key of the variant; null: the unit gets the variant of its hash again. */
  variant?: string | null | undefined;
};

/** A step in which more units come into an experiment. */
export type ExperimentRampStepInput = {
  /** Minutes after the start; 0 for the first step. */
  afterMinutes: number;
  /** Share of units from that time on, above 0 and up to 1; steps only rise. */
  share: number;
};

/** What divides units of an experiment into segments. */
export type ExperimentSegmentDimension =
  /** Channel of the first answer of the unit: widget or chat. */
  | 'CHANNEL'
  /** Environment of the first answer of the unit, in the phase or the 28 days before. */
  | 'ENVIRONMENT'
  /** Model of the last answer before the first exposure, which no variant chose. */
  | 'MODEL';

/** State of an experiment or a flag. */
export type ExperimentState =
  /** Kept for its results; served to no caller. */
  | 'ARCHIVED'
  /** Not started: every unit gets the default value. */
  | 'DRAFT'
  /** Every unit gets the default value until it goes on; then each has the variant that it had. */
  | 'PAUSED'
  /** Units are assigned variants. */
  | 'RUNNING'
  /** Ended: every unit gets the default value, or the variant that was shipped. */
  | 'STOPPED';

/** What is assigned a variant. */
export type ExperimentUnit =
  /** A conversation: the attribute conversationId, else the id that the caller gives. */
  | 'CONVERSATION'
  /** A request: the attribute requestId, else the id that the caller gives. */
  | 'REQUEST'
  /** A session: the attribute sessionId, else the id that the caller gives. */
  | 'SESSION'
  /** A user: the id that the caller gives. */
  | 'USER';

/** A variant of an experiment. */
export type ExperimentVariantInput = {
  /** Key of the variant: 1 to 64 of a-z, 0-9, ".", "_" and "-". */
  key: string;
  /** Model that the variant stands for. */
  model?: string | null | undefined;
  /** Name of the variant for people, at most 200 characters. */
  name?: string | null | undefined;
  /** Parameters of the variant, at most 64 KiB of JSON. */
  parameters?: unknown;
  /** Prompt that the variant stands for. */
  promptName?: string | null | undefined;
  /** Version of that prompt, from 1. */
  promptVersion?: number | null | undefined;
  /** Value of the flag; absent: the key, or an object of key, model, prompt and parameters where one of those is named. */
  value?: unknown;
  /** Share of units, 0 to 1; weights sum to 1. Absent: an equal share. */
  weight?: number | null | undefined;
};

/** Outcome of a variant beside the base. */
export type ExperimentVerdict =
  /** Data cannot be used, whatever they show. */
  | 'CANNOT_JUDGE'
  /** Variant is worse in a goal, or breaches a guardrail. */
  | 'LOST'
  /** Data do not decide yet. */
  | 'NOT_DECISIVE'
  /** Every goal differs by less than its minimal effect. */
  | 'NO_RELEVANT_DIFFERENCE'
  /** Variant is better in a goal, in none worse, and breaches no guardrail. */
  | 'WON';

/** A change to explain: a metric in two windows, or an anomaly. */
export type ExplainInput = {
  /** Global id of an anomaly whose metric, messages and time are taken: the baseline is the week before, for sums the same hours of it. */
  anomalyId?: string | number | null | undefined;
  /** Start of the baseline; absent: as long before its end as the current window is. */
  baselineFrom?: string | null | undefined;
  /** End of the baseline, exclusive; absent: the start of the current window. */
  baselineTo?: string | null | undefined;
  /** Dimensions to search; absent: all, hours of the day only where both windows are whole days long. */
  dimensions?: Array<CauseDimension> | null | undefined;
  /** Messages to include; `from` and `to` are the current window. Absent: all messages, and the last seven days. */
  filter?: AnalyticsFilter | null | undefined;
  /** Most conditions of a cause, 1 to 3; absent: 3. */
  maximumDimensions?: number | null | undefined;
  /** Metric of messages; absent: that of the anomaly. */
  metric?: SignalMetric | null | undefined;
};

/** Form of the file of an export. */
export type ExportFormat =
  /** Comma-separated values (RFC 4180) in UTF-8 with a byte order mark; texts that a program for tables would compute begin with an apostrophe. */
  | 'CSV'
  /** The same with semicolons between values, for programs for tables of places where the comma is a decimal mark; numbers keep their point. */
  | 'CSV_SEMICOLON'
  /** One JSON object: `rows`, and `manifest` with what was asked for and counted. */
  | 'JSON'
  /** JSON Lines: one object a line. */
  | 'JSONL'
  /** Apache Parquet, compressed with Snappy. */
  | 'PARQUET'
  /** One HTML page with numbers and charts, without scripts, to be read and printed; of COMPLETE all numbers and no messages. */
  | 'REPORT';

/** An export to make. */
export type ExportInput = {
  /** Messages that the file is about, at most 5,000,000 in COMPLETE; absent: all. */
  filter?: AnalyticsFilter | null | undefined;
  /** Form of the file. */
  format: ExportFormat;
  /** Only messages of these roles, of COMPLETE; absent or empty: of every role. */
  roles?: Array<MessageRole> | null | undefined;
  /** What the file is to hold. */
  type: ExportType;
};

/** How often a schedule of exports runs. */
export type ExportInterval =
  /** The schedule runs every day. */
  | 'DAILY'
  /** The schedule runs once a week. */
  | 'WEEKLY';

/** What came of the mails of a scheduled export. */
export type ExportMail =
  /** The mail server has refused a mail, or did not answer. */
  | 'FAILED'
  /** The schedule has no recipient who may read the workspace now. */
  | 'NO_RECIPIENT'
  /** The server sends no mail: SMTP is not configured. */
  | 'OFF'
  /** The mail server has taken every mail. */
  | 'SENT'
  /** The server does not know where links in mails would lead: PUBLIC_URL is not set. */
  | 'UNADDRESSED';

/** A schedule of exports to save. */
export type ExportScheduleInput = {
  /** Number of whole days before the day of a run that its file is about, 1 to 92; absent: 1 every day, 7 every week. */
  dayCount?: number | null | undefined;
  /** How often the schedule is to run. */
  every: ExportInterval;
  /** Messages that the files are about, without a time range; absent: all. */
  filter?: AnalyticsFilter | null | undefined;
  /** Form of the file. */
  format: ExportFormat;
  /** Whether the schedule is to make no runs for now; absent: it runs. */
  isPaused?: boolean | null | undefined;
  /** Name of the schedule, unique in the workspace, 1 to 100 characters. */
  name: string;
  /** Addresses of members that the link to each file is sent to, at most 20. */
  recipients?: Array<string> | null | undefined;
  /** Only messages of these roles, of COMPLETE; absent or empty: of every role. */
  roles?: Array<MessageRole> | null | undefined;
  /** Time of day by the clock of the zone, "00:00" to "23:59". A time that a day leaves out is as much later, of one that comes twice it is the first. */
  time: string;
  /** Zone of the time and of the days, a name of IANA's list such as America/New_York. */
  timeZone: string;
  /** What the file is to hold. */
  type: ExportType;
  /** Day of the week, 1 (Monday) to 7; of weekly schedules alone. */
  weekday?: number | null | undefined;
};

/** State of an export. */
export type ExportState =
  /** The export was cancelled before the file was ready. */
  | 'CANCELLED'
  /** No file was made; `failure` has the reason. */
  | 'FAILED'
  /** The export is waiting to start, or for its next attempt. */
  | 'QUEUED'
  /** The file can be downloaded. */
  | 'READY'
  /** The file was removed, after 7 days or because a user was erased. */
  | 'REMOVED'
  /** The file is being made. */
  | 'RUNNING';

/** Times at which a schedule of exports is to run. */
export type ExportTimesInput = {
  /** How often the schedule is to run. */
  every: ExportInterval;
  /** Time of day by the clock of the zone, "00:00" to "23:59". A time that a day leaves out is as much later, of one that comes twice it is the first. */
  time: string;
  /** Zone of the time and of the days, a name of IANA's list such as America/New_York. */
  timeZone: string;
  /** Day of the week, 1 (Monday) to 7; of weekly schedules alone. */
  weekday?: number | null | undefined;
};

/** What the file of an export holds. */
export type ExportType =
  /** Every message that the filter selects, of every role, with texts, tokens, cost, tool calls and judgments: one row a message. */
  | 'COMPLETE'
  /** The same numbers of each model: one row a model, most messages first. */
  | 'MODEL_COMPARISON'
  /** Numbers of all messages that the filter selects, each with the value of the period before: one row a number. */
  | 'OVERVIEW'
  /** The same numbers over time, in buckets of the automatic interval: one row a bucket. */
  | 'TIMESERIES';

/** Dimension of AnalyticsFilter whose values are listed. */
export type FacetDimension =
  /** Emotions of users’ messages, for `emotions`. */
  | 'EMOTION'
  /** Environments, for `environments`. */
  | 'ENVIRONMENT'
  /** Kinds of errors, for `errorTypes`. */
  | 'ERROR_TYPE'
  /** Experiments, for `experiments`. */
  | 'EXPERIMENT'
  /** Failure tags, for `failureTags`. */
  | 'FAILURE_TAG'
  /** Languages of users’ messages, for `languages`. */
  | 'LANGUAGE'
  /** Models, for `models`. */
  | 'MODEL'
  /** Prompts that answers were asked with, for `promptNames`. */
  | 'PROMPT'
  /** Versions of prompts that answers were asked with, for `promptVersions`. */
  | 'PROMPT_VERSION'
  /** Providers, for `providers`. */
  | 'PROVIDER'
  /** Ratings 1 to 5, for `ratings`. */
  | 'RATING'
  /** Sessions, for `sessions`. */
  | 'SESSION'
  /** Tools that messages called, for `tools`. */
  | 'TOOL'
  /** Topics of users’ messages by their ids, for `topicIds`; names are those of `topicNames`. */
  | 'TOPIC'
  /** Training methods, for `trainingMethods`. */
  | 'TRAINING_METHOD'
  /** Users by the ids of the application, for `users`. */
  | 'USER'
  /** Variants of experiments, for `variants`. */
  | 'VARIANT'
  /** Values of MessageVerdict, for `verdicts`. */
  | 'VERDICT'
  /** Channels: "true" for messages through a widget, "false" for others; for `widget`. */
  | 'WIDGET';

/** Messages to add to an annotation queue: those named, or answers by a filter. */
export type FillAnnotationQueueInput = {
  /** Filter of the answers to add; {} for all. */
  filter?: AnalyticsFilter | null | undefined;
  /** Global id of the queue. */
  id: string | number;
  /** Your ids of messages, at most 1,000; absent: by the filter. */
  messageExternalIds?: Array<string> | null | undefined;
  /** Largest number of answers to add by the filter, 1 to 100000; absent: as many as the queue can hold. */
  sampleCount?: number | null | undefined;
  /** Seed of a random sample of the answers, 0 to 2147483647: the same seed gives the same sample; absent: the newest. */
  seed?: number | null | undefined;
};

/** A position of the kill switch. */
export type FlagEnabledInput = {
  /** Global id of the experiment or flag. */
  id: string | number;
  /** False: every unit gets the default value. */
  isEnabled: boolean;
};

/** Type of the values of a flag. */
export type FlagValueType =
  /** True or false. */
  | 'BOOLEAN'
  /** A number with decimals. */
  | 'FLOAT'
  /** A whole number. */
  | 'INTEGER'
  /** A JSON object or list. */
  | 'JSON'
  /** A text of any length. */
  | 'STRING';

/** What messages are grouped by to be compared. */
export type GroupDimension =
  /** Environment of the message. */
  | 'ENVIRONMENT'
  /** Experiment of the message. */
  | 'EXPERIMENT'
  /** Language of the first message of a user in the conversation whose language is known, ISO 639-1. */
  | 'LANGUAGE'
  /** Model of the message. */
  | 'MODEL'
  /** Provider of the message. */
  | 'PROVIDER'
  /** Session of the message. */
  | 'SESSION'
  /** Topic of the first message of a user in the conversation that has one, as the id of `topics`. */
  | 'TOPIC'
  /** Training method of the model in the list of models. */
  | 'TRAINING_METHOD'
  /** Variant of the experiment; set the experiment in the filter where several have variants of one name. */
  | 'VARIANT';

/** A mapping of columns to save. */
export type ImportMappingInput = {
  /** Mapped columns, 1 to 500. */
  columns: Array<MappedColumnInput>;
  /** Fields that have the same value in every row, at most 500. null: none. */
  constants?: Array<ConstantFieldInput> | null | undefined;
  /** Whether columns that are no field are kept as metadata. null: they are left out. */
  keepsUnknown?: boolean | null | undefined;
  /** Name of the mapping, unique in the workspace, 1 to 100 characters. */
  name: string;
};

/** Trials of an Optuna study to make a study of. */
export type ImportStudyInput = {
  /** What was reached before; absent: nothing is compared. */
  baseline?: StudyBaselineInput | null | undefined;
  /** Name of the study, unique in the workspace, 1 to 200 characters. */
  name: string;
  /** Names and directions of the objectives; absent: less of each is better. */
  objectives?: Array<StudyObjectiveInput> | null | undefined;
  /** JSON of study.trials (a list of number, state, value or values, params, distributions, intermediate_values), or CSV of trials_dataframe(); at most 30000000 characters. Times without a zone are taken for UTC; a CSV's search space is the range of its values. */
  text: string;
};

/** Category of the change of accuracy from the version before, relative to its accuracy; whatever the number of items. */
export type ImprovementCategory =
  /** Less accurate than before. */
  | 'DEGRADATION'
  /** More than 5 %, at most 10 % better. */
  | 'MODERATE_IMPROVEMENT'
  /** Exactly as accurate. */
  | 'NO_CHANGE'
  /** More than 10 % better. */
  | 'SIGNIFICANT_IMPROVEMENT'
  /** Better by at most 5 %. */
  | 'SLIGHT_IMPROVEMENT';

/** What an insight is about. */
export type InsightKind =
  /** A metric changed against the week before. */
  | 'CHANGE'
  /** The month is forecast to cost more than its budget. */
  | 'COST_OUTLOOK'
  /** Messages differ from those of the week before. */
  | 'DRIFT'
  /** Users write about a topic more often than in the week before. */
  | 'GROWING_TOPIC'
  /** An anomaly goes on. */
  | 'INCIDENT'
  /** Users write about a topic of which no message was in the week before. */
  | 'NEW_TOPIC'
  /** Users feel better or worse than in the week before. */
  | 'SENTIMENT'
  /** A judge agrees with people too little to be trusted. */
  | 'UNTRUSTED_JUDGE';

/** Why an insight is dismissed. */
export type InsightReason =
  /** The insight is known: that one alone is not shown again. */
  | 'KNOWN'
  /** The insight is true and does not matter: insights of its kind and dimension weigh half for 90 days. */
  | 'NOT_IMPORTANT'
  /** The insight is not true: insights of its kind and dimension weigh two fifths for 90 days. */
  | 'WRONG';

/** Length of the buckets of a series, in the filter's time zone. */
export type Interval =
  /** Days of the zone: 23 or 25 hours long where its clocks change. */
  | 'DAY'
  /** Hours, cut in UTC. */
  | 'HOUR'
  /** Months of the zone. */
  | 'MONTH'
  /** Weeks of the zone, from the first day of the week in the filter or the settings. */
  | 'WEEK';

/** What came of the mail that brings an invitation. */
export type InvitationMail =
  /** The mail server refused the mail, or did not take it within 10 seconds; the reason is in the log of this server. */
  | 'FAILED'
  /** The server sends no mail: `SMTP_URL` is not set. */
  | 'OFF'
  /** The mail server took the mail. */
  | 'SENT'
  /** The server does not know the address that its links would lead to: `PUBLIC_URL` is not set. */
  | 'UNADDRESSED';

/** State of an invitation. */
export type InvitationState =
  /** The person became a member by the invitation. */
  | 'ACCEPTED'
  /** The invitation was not used in time. */
  | 'EXPIRED'
  /** The invitation is waiting for its person. */
  | 'OPEN'
  /** The invitation was taken back, or another took its place. */
  | 'REVOKED';

/** A person to invite to the workspace. */
export type InviteMemberInput = {
  /** E-mail address of the person, the one that the account has or gets. */
  email: string;
  /** Role that the person gets, at most the own one. */
  role: Role;
};

/** What a judge judges by. */
export type JudgeKind =
  /** A language model judges by a rubric. */
  | 'MODEL'
  /** A rule passes or fails the message; no model is asked. */
  | 'RULE';

/** Share of new answers that a judge judges on arrival, and the cap of their cost. */
export type JudgeOnlineInput = {
  /** Largest cost of new answers on a day of UTC, in US dollars; a model needs one. */
  dailyCapUsd?: number | null | undefined;
  /** Global id of the judge. */
  judgeId: string | number;
  /** Share of new answers, 0 to 1; 0: none. */
  sampleShare: number;
};

/** A check of a message without a model. */
export type JudgeRuleInput = {
  /** Whether upper and lower case are the same to REGEX and CONTAINS; absent: no. */
  ignoresCase?: boolean | null | undefined;
  /** Whether a message passes that the rule does not match; absent: no. */
  isNegated?: boolean | null | undefined;
  /** What the rule looks at. */
  kind: RuleKind;
  /** Largest value that passes, of LENGTH, LATENCY and COST. */
  maximum?: number | null | undefined;
  /** Least value that passes, of LENGTH, LATENCY and COST. */
  minimum?: number | null | undefined;
  /** Regular expression of REGEX, 1 to 500 characters. */
  pattern?: string | null | undefined;
  /** JSON Schema of an object, of JSON_SCHEMA; absent: any JSON passes. */
  schema?: unknown;
  /** Texts of CONTAINS, 1 to 50 of at most 500 characters. */
  texts?: Array<string> | null | undefined;
};

/** Messages that a judge is to judge: those named, or answers by a filter. */
export type JudgeRunInput = {
  /** Filter of the answers; {} for all. */
  filter?: AnalyticsFilter | null | undefined;
  /** Global id of the judge. */
  judgeId: string | number;
  /** Your ids of messages, at most 1,000; absent: by the filter. */
  messageExternalIds?: Array<string> | null | undefined;
  /** Largest number of answers by the filter, 1 to 100000; absent: 100000. */
  sampleCount?: number | null | undefined;
  /** Seed of a random sample of the answers, 0 to 2147483647: the same seed gives the same sample; absent: the newest. */
  seed?: number | null | undefined;
};

/** What a run of a judge is over. */
export type JudgeRunKind =
  /** A set of messages. */
  | 'OFFLINE'
  /** A sample of new answers, each on arrival. */
  | 'ONLINE'
  /** Pairs of answers to the same text, each in both orders. */
  | 'PAIRWISE';

/** State of a run of a judge. */
export type JudgeRunState =
  /** Every message is judged, or has failed. */
  | 'DONE'
  /** The run was given up; `problem` has the reason. */
  | 'FAILED'
  /** The run waits for a person; `problem` has the reason. */
  | 'PAUSED'
  /** Messages are judged. */
  | 'RUNNING'
  /** A person stopped the run. */
  | 'STOPPED'
  /** Nothing of the run is judged yet, or it goes on in a moment. */
  | 'WAITING';

/** What an API key is for: it limits what the role of the key may do. */
export type KeyScope =
  /** Asks for variants and values of flags and records exposures and events, and reads nothing else: safe to ship in a page or an app. */
  | 'CLIENT'
  /** May do whatever its role may do. */
  | 'FULL'
  /** Sends messages, spans, evaluations and points of training, and reads nothing. */
  | 'INGEST'
  /** Reads what its role may read, and changes nothing. */
  | 'READ';

/** The annotation queue of which a message is to be judged. */
export type LeaseQueueItemInput = {
  /** Global id of the queue. */
  queueId: string | number;
  /** Whether to take over a message that another holds, where no other is left; the judgment of the other is then kept beside. */
  takesOver?: boolean | null | undefined;
};

/** Origin of the expected answer of a failed prompt. */
export type LoopCorrection =
  /** A person had corrected the message, in a judgment or in an annotation queue. */
  | 'EXISTING'
  /** A model has proposed the answer, and a person has accepted it. */
  | 'PROPOSED'
  /** A person has corrected the prompt in the loop. */
  | 'REVIEWED';

/** Expected answer of a failed prompt. */
export type LoopCorrectionInput = {
  /** Answer that is expected, 1 to 100000 characters; absent: the item is left out. */
  expectedAnswer?: string | null | undefined;
  /** Global id of the item. */
  loopItemId: string | number;
};

/** Kind of an item of a loop. */
export type LoopItemKind =
  /** An answer that succeeded, of the control sample. */
  | 'CONTROL'
  /** An answer that failed. */
  | 'FAILURE';

/** Comparison of a new answer with the expected one, regardless of case and spaces. */
export type LoopMatching =
  /** The new answer contains the expected one. */
  | 'CONTAINS'
  /** Both are the same text. */
  | 'EQUAL';

/** Direction of the verdict of a loop. */
export type LoopMeaning =
  /** More of the prompts that were not trained on became right than wrong, by chance in less than 5 % of cases. */
  | 'BETTER'
  /** The difference may be chance. */
  | 'NOT_DECISIVE'
  /** More of the prompts that were not trained on became wrong than right, by chance in less than 5 % of cases. */
  | 'WORSE';

/** What the new model does with a prompt. */
export type LoopOutcome =
  /** The prompt succeeded, and is no longer answered as before. */
  | 'BROKE'
  /** The prompt failed, and is answered as expected. */
  | 'FIXED'
  /** The prompt succeeded, and is answered as before. */
  | 'KEPT'
  /** The prompt failed, and is not answered as expected. */
  | 'STILL_WRONG';

/** State of a loop. */
export type LoopStatus =
  /** The verdict is there. */
  | 'DONE'
  /** The present step has failed; resumeLoop tries it again. */
  | 'FAILED'
  /** A person has to do the present step. */
  | 'NEEDS_PERSON'
  /** The server works on the present step. */
  | 'RUNNING'
  /** A person has stopped the loop; resumeLoop goes on. */
  | 'STOPPED';

/** Step of a loop; values stand in their order. */
export type LoopStepKind =
  /** Each prompt gets the answer that is expected. */
  | 'CORRECTED'
  /** A dataset version is made of the prompts. */
  | 'DATASET'
  /** Personal data and secrets are masked. */
  | 'MASKED'
  /** The trained model is registered. */
  | 'MODEL'
  /** The new model answers the same prompts. */
  | 'REPLAY'
  /** Failed answers are selected by a filter, and a control sample of answers that succeeded. */
  | 'SELECTED'
  /** A training job trains on the dataset version. */
  | 'TRAINING'
  /** One answer of each prompt stays. */
  | 'UNIQUE'
  /** What was fixed and what broke is counted. */
  | 'VERDICT';

/** State of a step of a loop. */
export type LoopStepState =
  /** The step is done. */
  | 'DONE'
  /** The step has failed; its error has the reason. */
  | 'FAILED'
  /** A person has to do the step. */
  | 'NEEDS_PERSON'
  /** The server works on the step. */
  | 'RUNNING'
  /** Earlier steps come first. */
  | 'WAITING';

/** Column of a file, paired with a field of messages or evaluations. */
export type MappedColumnInput = {
  /** Name of the column, or path of the member in JSON, at most 512 characters. */
  column: string;
  /** Field of MessageInput or EvaluationInput, or "metadata." and a name; each once, at most 512 characters. */
  field: string;
};

/** Kind of personal data or secret to look for. */
export type MaskingKind =
  /** Numbers of payment cards, by issuer, length and check digit. */
  | 'CARD'
  /** Keys of cloud providers, code hosts, model providers and of this product, and private keys. */
  | 'CLOUD_KEY'
  /** Addresses of e-mail. */
  | 'EMAIL'
  /** Bank account numbers, by country, length and check digits. */
  | 'IBAN'
  /** IP addresses, versions 4 and 6; not those of the machine itself. */
  | 'IP'
  /** JSON Web Tokens, signed or not. */
  | 'JWT'
  /** Telephone numbers: international, in common national forms, and after a word such as "phone". */
  | 'PHONE';

/** Treatment of personal data and secrets before anything is stored. */
export type MaskingMode =
  /** The server removes the value. Inside ids it puts a hash in place of the value, so that different people stay different. */
  | 'DROP'
  /** The server replaces the value by its kind and a keyed hash: "[email:1b4f0e98]". Equal values have equal hashes within a workspace, and different hashes in another. */
  | 'HASH'
  /** The server replaces the value by its kind: "[email]". */
  | 'MASK'
  /** The server stores the value as sent. */
  | 'OFF';

/** What embeddings of messages are made with. */
export type MeaningEmbeddings =
  /** A projection of words that ships with the product, without network. */
  | 'BUILT_IN'
  /** A model of an OpenAI-compatible connection, by its path `/embeddings`. */
  | 'ENDPOINT'
  /** None are made: there are no topics, and no drift of embeddings. */
  | 'OFF';

/** Judgment of a message by the viewer. A field that is absent stays as it was, one that is null or an empty list is taken back; a judgment that keeps no field is deleted, and one that names no field is rejected. */
export type MessageJudgmentInput = {
  /** Kinds of failure to add to those that there are. */
  addFailureTags?: Array<string> | null | undefined;
  /** Comment, at most 1 MiB. */
  comment?: string | null | undefined;
  /** Text that the message should have had, at most 1 MiB. */
  correctedOutput?: string | null | undefined;
  /** Time of the judgment; absent: now. */
  createdAt?: string | null | undefined;
  /** Kinds of failure; at most 100 tags of 1 to 512 characters. */
  failureTags?: Array<string> | null | undefined;
  /** Your id of the message, which is stored already. */
  messageExternalId: string;
  /** Rating from 1 (worst) to 5 (best). */
  rating?: number | null | undefined;
  /** Verdict: whether the message did what it should. */
  success?: boolean | null | undefined;
};

/** Author of a message. */
export type MessageRole =
  /** The model. Only messages of this role have a cost, and analytics count only them unless a description states otherwise. */
  | 'ASSISTANT'
  /** The instructions that the application gave the model. */
  | 'SYSTEM'
  /** A tool; the message is its answer. */
  | 'TOOL'
  /** A user of the application. */
  | 'USER';

/** Verdicts among the evaluations of a message. */
export type MessageVerdict =
  /** Messages with at least one verdict of failure. */
  | 'FAILURE'
  /** Messages with at least one verdict of success. */
  | 'SUCCESS'
  /** Messages without a verdict: no evaluation reports success or failure. */
  | 'UNJUDGED';

/** A field of the attributes of events, and the values of which an event has one. */
export type MetricAttributeFilterInput = {
  /** Name of the field, 1 to 200 characters. */
  name: string;
  /** Values that count, 1 to 50; numbers and booleans as JSON has them. */
  values: Array<string>;
};

/** Where sums of units are capped: either a value or a percentile. */
export type MetricCapInput = {
  /** Percentile of the units whose sum is not 0, 0.5 to 0.9999. */
  percentile?: number | null | undefined;
  /** The cap itself, at least 0. */
  value?: number | null | undefined;
};

/** What a metric becomes. */
export type MetricChangeInput = {
  /** Days after the first exposure from which a return counts, 1 to 400; of the kind RETENTION, which needs it, alone. */
  afterDays?: number | null | undefined;
  /** Which change counts as better. */
  better: MetricDirection;
  /** Cap of the sums of units, of the kinds SUM, MEAN and RATIO; absent: none. */
  cap?: MetricCapInput | null | undefined;
  /** Denominator; of the kind RATIO, which needs one, alone. */
  denominator?: MetricMeasuredInput | null | undefined;
  /** What the metric is for, at most 2000 characters. */
  description?: string | null | undefined;
  /** Global id of the metric. */
  id: string | number;
  /** How the metric is made of what is measured. */
  kind: MetricKind;
  /** What is measured; of a ratio the numerator. */
  measured: MetricMeasuredInput;
  /** Name of the metric for people, 1 to 200 characters. */
  name: string;
  /** Level, 0.001 to 0.999; of the kind PERCENTILE, which needs one, alone. */
  percentile?: number | null | undefined;
  /** What the value is in; absent: what follows from kind and measure. */
  unit?: MetricUnit | null | undefined;
  /** Hours after the first exposure in which answers and events count, 1 to 9600; absent: all that follow. */
  windowHours?: number | null | undefined;
  /** Days in which a return counts, 1 to 400; of the kind RETENTION alone. Absent: 7. */
  withinDays?: number | null | undefined;
};

/** Which change of a metric counts as better. */
export type MetricDirection =
  /** Less is better. */
  | 'DOWN'
  /** More is better. */
  | 'UP';

/** A metric to define. */
export type MetricInput = {
  /** Days after the first exposure from which a return counts, 1 to 400; of the kind RETENTION, which needs it, alone. */
  afterDays?: number | null | undefined;
  /** Which change counts as better. */
  better: MetricDirection;
  /** Cap of the sums of units, of the kinds SUM, MEAN and RATIO; absent: none. */
  cap?: MetricCapInput | null | undefined;
  /** Denominator; of the kind RATIO, which needs one, alone. */
  denominator?: MetricMeasuredInput | null | undefined;
  /** What the metric is for, at most 2000 characters. */
  description?: string | null | undefined;
  /** Key of the metric: 1 to 64 of a-z, 0-9, ".", "_" and "-"; it never changes. */
  key: string;
  /** How the metric is made of what is measured. */
  kind: MetricKind;
  /** What is measured; of a ratio the numerator. */
  measured: MetricMeasuredInput;
  /** Name of the metric for people, 1 to 200 characters. */
  name: string;
  /** Level, 0.001 to 0.999; of the kind PERCENTILE, which needs one, alone. */
  percentile?: number | null | undefined;
  /** What the value is in; absent: what follows from kind and measure. */
  unit?: MetricUnit | null | undefined;
  /** Hours after the first exposure in which answers and events count, 1 to 9600; absent: all that follow. */
  windowHours?: number | null | undefined;
  /** Days in which a return counts, 1 to 400; of the kind RETENTION alone. Absent: 7. */
  withinDays?: number | null | undefined;
};

/** How a metric is made of what is measured. */
export type MetricKind =
  /** Sum of the measure ÷ number of answers or events that report it; of TURNS answers ÷ conversations. */
  | 'MEAN'
  /** Percentile of all answers or events that report the measure. */
  | 'PERCENTILE'
  /** Sum of one measure ÷ sum of another. */
  | 'RATIO'
  /** Share of units with an answer, or an event, a number of days later; units count once those days are over. */
  | 'RETENTION'
  /** How often: of SUCCESS by verdicts, ERRORS by answers, FAILURE_TAG by evaluated answers, TOOL_SUCCESS by calls; of ANSWERS and EVENTS the share of units with any. */
  | 'SHARE'
  /** Mean over units of what each adds up to; a unit without any counts with 0. */
  | 'SUM';

/** What a metric measures. */
export type MetricMeasure =
  /** Number of answers. */
  | 'ANSWERS'
  /** Number of conversations with an answer. */
  | 'CONVERSATIONS'
  /** Cost of answers in US dollars. */
  | 'COST'
  /** Answers that ended in an error. */
  | 'ERRORS'
  /** Number of events of a name. */
  | 'EVENTS'
  /** Values of the events of a name. */
  | 'EVENT_VALUE'
  /** Answers that were given a failure tag. */
  | 'FAILURE_TAG'
  /** Input tokens of answers, caches included. */
  | 'INPUT_TOKENS'
  /** Latency of answers in milliseconds. */
  | 'LATENCY'
  /** Output tokens of answers, reasoning included. */
  | 'OUTPUT_TOKENS'
  /** Ratings from 1 to 5. */
  | 'RATING'
  /** Verdicts of success. */
  | 'SUCCESS'
  /** Time to the first token of answers in milliseconds. */
  | 'TIME_TO_FIRST_TOKEN'
  /** All tokens of answers. */
  | 'TOKENS'
  /** Calls of a tool, or of all. */
  | 'TOOL_CALLS'
  /** Calls of a tool, or of all, that succeeded. */
  | 'TOOL_SUCCESS'
  /** Answers of a conversation. */
  | 'TURNS';

/** A measure, and which answers or events count. */
export type MetricMeasuredInput = {
  /** Attributes of which an event has to have all, at most 10; absent: all events of the name count. */
  attributes?: Array<MetricAttributeFilterInput> | null | undefined;
  /** Environments whose answers count, at most 50; absent: all. */
  environments?: Array<string> | null | undefined;
  /** Name of the events; needed by EVENTS and EVENT_VALUE, and taken by no other measure. */
  event?: string | null | undefined;
  /** Failure tag that is counted; needed by FAILURE_TAG, and taken by no other measure. */
  failureTag?: string | null | undefined;
  /** What is measured. */
  measure: MetricMeasure;
  /** Models whose answers count, at most 50; absent: all. */
  models?: Array<string> | null | undefined;
  /** Prompts whose answers count, at most 50; absent: all. */
  prompts?: Array<string> | null | undefined;
  /** Name of the tool whose calls are counted, of TOOL_CALLS and TOOL_SUCCESS; absent: all tools. */
  tool?: string | null | undefined;
};

/** Definition of a metric to look at before saving. */
export type MetricPreviewInput = {
  /** Days after the first exposure from which a return counts, 1 to 400; of the kind RETENTION, which needs it, alone. */
  afterDays?: number | null | undefined;
  /** Which change counts as better: a preview is the same for both; absent: UP. */
  better?: MetricDirection | null | undefined;
  /** Cap of the sums of units, of the kinds SUM, MEAN and RATIO; absent: none. */
  cap?: MetricCapInput | null | undefined;
  /** Denominator; of the kind RATIO, which needs one, alone. */
  denominator?: MetricMeasuredInput | null | undefined;
  /** How the metric is made of what is measured. */
  kind: MetricKind;
  /** What is measured; of a ratio the numerator. */
  measured: MetricMeasuredInput;
  /** Level, 0.001 to 0.999; of the kind PERCENTILE, which needs one, alone. */
  percentile?: number | null | undefined;
  /** What the value is in; absent: what follows from kind and measure. */
  unit?: MetricUnit | null | undefined;
  /** Hours after the first exposure in which answers and events count, 1 to 9600; absent: all that follow. */
  windowHours?: number | null | undefined;
  /** Days in which a return counts, 1 to 400; of the kind RETENTION alone. Absent: 7. */
  withinDays?: number | null | undefined;
};

/** Target to set for a number. */
export type MetricTargetInput = {
  /** Number that is held against the target. */
  metric: TargetMetric;
  /** Target, in the unit of the number. SUCCESS_SHARE: a share from 0 to 1; AVERAGE_RATING: a rating from 1 to 5; ERROR_SHARE: a share from 0 to 1; SLA_BREACH_SHARE: a share from 0 to 1; LATENCY_P95: milliseconds, 1 to 86400000 (a day); TIME_TO_FIRST_TOKEN_P95: milliseconds, 1 to 86400000 (a day); COST_PER_DAY: US dollars, 0 to 1000000000; COST_PER_MONTH: US dollars, 0 to 1000000000; COST_PER_MESSAGE: US dollars, 0 to 1000000; COST_PER_SUCCESS: US dollars, 0 to 1000000. */
  value: number;
};

/** What the value of a metric is in. */
export type MetricUnit =
  /** Time in milliseconds. */
  | 'MS'
  /** Any other number. */
  | 'NUMBER'
  /** A rating, 1 to 5. */
  | 'RATING'
  /** A share, 0 to 1. */
  | 'SHARE'
  /** Tokens of a model. */
  | 'TOKENS'
  /** Amount in US dollars. */
  | 'USD';

/** What groups may have different mixes of. */
export type MixDimension =
  /** Environments of the messages. */
  | 'ENVIRONMENT'
  /** Hours of the day, in the time zone of the filter. */
  | 'HOUR'
  /** Channels: through a widget, or not. */
  | 'WIDGET';

/** An alias to set or to remove. */
export type ModelAliasInput = {
  /** Name of the model whose price applies; absent or null: the alias is removed. */
  model?: string | null | undefined;
  /** Name of the model in messages, 1 to 512 characters; upper and lower case are one. */
  name: string;
};

/** Reason why a language model is the one that answers. */
export type ModelChoiceReason =
  /** The request or the conversation names the model. */
  | 'ASKED'
  /** The model is that of ANALYTICS_DEFAULT_MODEL. */
  | 'ENVIRONMENT'
  /** No default is set; the model is the first by the name of its connection. */
  | 'FIRST'
  /** The viewer prefers the model. */
  | 'PREFERENCE'
  /** The model is the default of the workspace. */
  | 'WORKSPACE';

/** API that a server of language models speaks. */
export type ModelConnectionKind =
  /** Messages as Anthropic defined them. */
  | 'ANTHROPIC'
  /** Chat completions as OpenAI defined them: OpenAI, Ollama, vLLM, llama.cpp, LM Studio, OpenRouter and most others. */
  | 'OPENAI_COMPATIBLE';

/** Fields of a model to set. A field that is absent stays as it was; one that is null is cleared. */
export type ModelInput = {
  /** Name of the model that this one was trained from. */
  baseModel?: string | null | undefined;
  /** Place where the model runs. */
  deployment?: DeploymentInput | null | undefined;
  /** Results of the model's evaluation, any JSON, at most 1 MiB. */
  evaluationResults?: unknown;
  /** Name of the model in messages, 1 to 512 characters. */
  name: string;
  /** Provider of the model. */
  provider?: string | null | undefined;
  /** Name of the dataset that the model was trained on. */
  trainingDataset?: string | null | undefined;
  /** Method by which the model was trained. */
  trainingMethod?: TrainingMethod | null | undefined;
};

/** A comparison whose ranking is wanted. */
export type PairwiseRankingInput = {
  /** Global id of a run of the kind PAIRWISE. */
  runId: string | number;
};

/** Answers of one side of a comparison, such as those of a model or of a version of a prompt. */
export type PairwiseSideInput = {
  /** Filter of the answers. */
  filter: AnalyticsFilter;
  /** Name of the side, 1 to 100 characters. */
  name: string;
};

/** Time at which a change of a parameter takes effect. */
export type ParameterChange =
  /** At the beginning of the next epoch. */
  | 'AT_EPOCH'
  /** Never in the same job. */
  | 'IMPOSSIBLE'
  /** At a restart from a checkpoint, as a new attempt. */
  | 'NEEDS_RESTART'
  /** At the next step. */
  | 'NOW';

/** Type of the values of a parameter. */
export type ParameterType =
  /** True or false. */
  | 'BOOLEAN'
  /** A number, whole or not. */
  | 'FLOAT'
  /** A whole number. */
  | 'INT'
  /** A text of any length. */
  | 'STRING';

/** State of a parameter update. */
export type ParameterUpdateStatus =
  /** Applied by the trainer. */
  | 'APPLIED'
  /** Received by the trainer, and not applied yet. */
  | 'DELIVERED'
  /** Refused by the trainer, or the job ended first. */
  | 'REFUSED'
  /** Waits for the trainer. */
  | 'REQUESTED';

/** Direction in which a performance moves. */
export type PerformanceDriftDirection =
  /** The interval of the slope lies below 0. */
  | 'DEGRADING'
  /** The interval of the slope lies above 0. */
  | 'IMPROVING'
  /** The interval of the slope contains 0, or there are fewer than three points. */
  | 'STABLE';

/** What a viewer may do. The query `permissions` has the roles and scopes of keys that have each. */
export type PermissionName =
  /** Permission to acknowledge alerts. */
  | 'ACKNOWLEDGE_ALERTS'
  /** Permission to mark times on charts. */
  | 'ANNOTATE'
  /** Permission to ask the assistant, and keep conversations. */
  | 'ASK_ASSISTANT'
  /** Permission to ask which variant of an experiment, or value of a flag, a unit gets. */
  | 'ASSIGN'
  /** Permission to delete traces and training jobs. */
  | 'DELETE_DATA'
  /** Permission to delete the workspace, and hand it to another owner. */
  | 'DELETE_WORKSPACE'
  /** Permission to make, edit, mute and delete alert rules, and send notices once more. */
  | 'EDIT_ALERTS'
  /** Permission to make, edit, test and delete the channels that alerts go to. */
  | 'EDIT_ALERT_CHANNELS'
  /** Permission to save, share and delete boards. */
  | 'EDIT_BOARDS'
  /** Permission to make, edit, copy and delete cohorts. */
  | 'EDIT_COHORTS'
  /** Permission to connect language models and Slack, choose the default model, and set budgets. */
  | 'EDIT_CONNECTIONS'
  /** Permission to make, fill, edit, split and delete datasets. */
  | 'EDIT_DATASETS'
  /** Permission to make, edit, copy and delete experiments and flags. */
  | 'EDIT_EXPERIMENTS'
  /** Permission to make rubrics and judges, and have them judge messages. */
  | 'EDIT_JUDGES'
  /** Permission to create and revoke API keys. */
  | 'EDIT_KEYS'
  /** Permission to invite people, change their roles and remove them. */
  | 'EDIT_MEMBERS'
  /** Permission to define, edit and delete metrics. */
  | 'EDIT_METRICS'
  /** Permission to save and delete models and their versions, and mark what is deployed. */
  | 'EDIT_MODELS'
  /** Permission to change what is masked and how long data is kept. */
  | 'EDIT_POLICY'
  /** Permission to save, import and delete prices. */
  | 'EDIT_PRICES'
  /** Permission to save versions of prompts, and set their labels, tags and comments. */
  | 'EDIT_PROMPTS'
  /** Permission to set what regressions do to deployments of models. */
  | 'EDIT_RELEASE_POLICY'
  /** Permission to set thresholds, targets, time zone and week of the workspace. */
  | 'EDIT_SETTINGS'
  /** Permission to set how members sign in. */
  | 'EDIT_SIGN_IN'
  /** Permission to rename and archive the workspace. */
  | 'EDIT_WORKSPACE'
  /** Permission to export messages and numbers as files, and schedule exports. */
  | 'EXPORT'
  /** Permission to record exposures and events. */
  | 'EXPOSE'
  /** Permission to save and delete mappings of files that are imported. */
  | 'IMPORT'
  /** Permission to send messages, spans, evaluations and points of training. */
  | 'INGEST'
  /** Permission to rate, tag and correct messages in place. */
  | 'JUDGE'
  /** Permission to judge, acknowledge, assign and resolve anomalies, mute series, and dismiss insights. */
  | 'JUDGE_ANOMALIES'
  /** Permission to make, fill, close and delete annotation queues. */
  | 'MANAGE_QUEUES'
  /** Permission to revoke runners. */
  | 'MANAGE_RUNNERS'
  /** Permission to mark a version as deployed in spite of a regression that blocks it. */
  | 'OVERRIDE_RELEASES'
  /** Permission to keep own preferences, keys, sessions and memberships. */
  | 'OWN_ACCOUNT'
  /** Permission to count, export and erase what is stored of a user. */
  | 'PERSON_DATA'
  /** Permission to see messages, traces, training jobs, analytics, models and prices. */
  | 'READ'
  /** Permission to see who changed what. */
  | 'READ_AUDIT'
  /** Permission to see which API keys there are. */
  | 'READ_KEYS'
  /** Permission to see who is a member, with which role. */
  | 'READ_MEMBERS'
  /** Permission to see what is masked and how long data is kept. */
  | 'READ_POLICY'
  /** Permission to read the numbers of the whole server (`/metrics`), from the workspace `default`. */
  | 'READ_SERVER'
  /** Permission to have all facts written again. */
  | 'REBUILD'
  /** Permission to set, move and take away the label `production` of prompts. */
  | 'RELEASE_PROMPTS'
  /** Permission to see and rate what own review queues hold. */
  | 'REVIEW'
  /** Permission to run evaluations of prompts and models, stop, resume and delete them. */
  | 'RUN_EVALUATIONS'
  /** Permission to take training jobs from the queue and run them. */
  | 'RUN_JOBS'
  /** Permission to save and delete views of lists, and pin baselines of drift. */
  | 'SAVE_VIEWS'
  /** Permission to see the annotation queues that one may judge. */
  | 'SEE_QUEUES'
  /** Permission to see who one is, and what one may do. */
  | 'SEE_SELF'
  /** Permission to start, pause, stop, archive and ship experiments, and switch flags. */
  | 'START_EXPERIMENTS'
  /** Permission to start, steer, edit and cancel training jobs. */
  | 'TRAIN'
  /** Permission to run prompts in the playground, and keep runs. */
  | 'USE_PLAYGROUND';

/** A baseline to pin. */
export type PinDriftBaselineInput = {
  /** Answers of the baseline, without a time range; absent: all. */
  filter?: AnalyticsFilter | null | undefined;
  /** Start of the baseline. */
  from: string;
  /** Name of the baseline, unique in the workspace, 1 to 100 characters. */
  name: string;
  /** End of the baseline, exclusive; at most 400 days after its start. */
  to: string;
};

/** A metric with the change that is to be found. */
export type PlannedGoalInput = {
  /** Key of the metric. */
  metric: string;
  /** Least relative change to be found, such as 0.05 for 5 % more or less. */
  minimalEffect: number;
};

/** State of an answer in the playground. */
export type PlaygroundAnswerStatus =
  /** The answer is whole, or the model waits for results of tools. */
  | 'DONE'
  /** The answer is not whole, with its reason in the failure. */
  | 'FAILED'
  /** The model is asked. */
  | 'RUNNING'
  /** A person stopped the answer; what had come stays. */
  | 'STOPPED'
  /** The model answers an earlier row of the run first. */
  | 'WAITING';

/** What ended a call of a model. */
export type PlaygroundEnd =
  /** A filter of the server held the answer back. */
  | 'FILTERED'
  /** The limit of output tokens was reached: the answer is cut. */
  | 'LENGTH'
  /** The model was done, or wrote a text of `stop`. */
  | 'STOP'
  /** The model called tools, and waits for their results. */
  | 'TOOLS'
  /** The server gave no reason. */
  | 'UNKNOWN';

/** A message of a prompt. */
export type PlaygroundMessageInput = {
  /** Name of the tool of a message of TOOL, or of the place of a PLACEHOLDER. */
  name?: string | null | undefined;
  /** Role of the message. */
  role: PlaygroundRole;
  /** Text of the message; {{name}} is filled in from the row, and stays where the row has no such value. */
  text?: string | null | undefined;
  /** Id of the call whose result a message of TOOL is. */
  toolCallId?: string | null | undefined;
  /** Tools that a message of ASSISTANT called; each needs its result in a message of TOOL after it. */
  toolCalls?: Array<PlaygroundToolCallInput> | null | undefined;
};

/** A prompt with its rows of values: at most 1 MiB of JSON in all. */
export type PlaygroundPromptInput = {
  /** Most output tokens of a call, 1 to 200000; absent: 4000. */
  maxOutputTokens?: number | null | undefined;
  /** Messages in their order, 1 to 200. */
  messages: Array<PlaygroundMessageInput>;
  /** JSON Schema, of an object, that answers are to fit; absent: answers are text. */
  outputSchema?: unknown;
  /** Rows of values, at most 20: each an object of texts by the names of variables; of a place, JSON of a list of messages with role and content. Absent or empty: one row without values. */
  rows?: Array<unknown> | null | undefined;
  /** Seed of sampling, for servers that take one. */
  seed?: number | null | undefined;
  /** Texts at which an answer ends, at most 4 of at most 100 characters. */
  stop?: Array<string> | null | undefined;
  /** Temperature of sampling, 0 to 2; absent: that of the server. */
  temperature?: number | null | undefined;
  /** Tools that models may call, at most 64. */
  tools?: Array<PlaygroundToolInput> | null | undefined;
  /** Share of probability that is sampled from, 0 to 1; absent: that of the server. */
  topP?: number | null | undefined;
};

/** Role of a message in a prompt of the playground. */
export type PlaygroundRole =
  /** Earlier answer of a model, with its calls of tools. */
  | 'ASSISTANT'
  /** A place that each row fills with messages of its own. */
  | 'PLACEHOLDER'
  /** Instructions. All of them are sent as one text before the other messages. */
  | 'SYSTEM'
  /** Result of a call of a tool in a message before. */
  | 'TOOL'
  /** What a person asks. */
  | 'USER';

/** What a prompt is taken from: a prompt of the registry, a span, or a message. */
export type PlaygroundSourceInput = {
  /** External id of a message. */
  messageExternalId?: string | null | undefined;
  /** Name of a prompt of the registry. */
  promptName?: string | null | undefined;
  /** Number of the version of the prompt; absent: the newest. */
  promptVersion?: number | null | undefined;
  /** Span that called a model, with its trace. */
  spanId?: string | null | undefined;
  /** Trace of a span. */
  traceId?: string | null | undefined;
};

/** Kind of what a prompt of the playground was taken from. */
export type PlaygroundSourceKind =
  /** A message: its model call where that is stored, else its conversation up to it. */
  | 'MESSAGE'
  /** A version of a prompt of the registry. */
  | 'PROMPT'
  /** A model call of a trace. */
  | 'SPAN';

/** A call of a tool in a message of a prompt. */
export type PlaygroundToolCallInput = {
  /** Arguments of the call: an object by name. */
  arguments: unknown;
  /** Id of the call, as the message with its result names it. */
  id: string;
  /** Name of the tool. */
  name: string;
};

/** A tool that models may call. It is never run: its result is typed in. */
export type PlaygroundToolInput = {
  /** What the tool does, in words for the model. */
  description?: string | null | undefined;
  /** Name of the tool: 1 to 64 letters, digits, "_" and "-". */
  name: string;
  /** JSON Schema of the arguments, of an object; absent: the tool takes none. */
  parameters?: unknown;
};

/** Result of a call of a tool. */
export type PlaygroundToolResultInput = {
  /** Id of the call in the last step of the answer. */
  callId: string;
  /** Result as the model is to read it, at most 1 MiB. */
  text: string;
};

/** What became of the prediction of a sample from the first compared epoch to the last. */
export type PredictionChange =
  /** The score became better. */
  | 'BETTER'
  /** The text is another one. */
  | 'CHANGED'
  /** The text is the same. */
  | 'UNCHANGED'
  /** The score became worse. */
  | 'WORSE';

/** A price to set. The price of a model takes precedence over that of its provider, that over the default, a price set by a person over an imported one, and both over those that come with the product. */
export type PriceInput = {
  /** Start of validity: the price applies to messages created from then on; absent: to all. */
  effectiveFrom?: string | null | undefined;
  /** Name of the model in messages; required for scope MODEL. */
  model?: string | null | undefined;
  /** Name of the provider in messages; required for scope PROVIDER, optional for scope MODEL. */
  provider?: string | null | undefined;
  /** Rates of the price. */
  rates: PriceRatesInput;
  /** Scope: the messages that the price applies to. */
  scope: PriceScope;
  /** Other rates for long inputs; at most 20. */
  tiers?: Array<PriceTierInput> | null | undefined;
};

/** US dollars per million tokens, from 0 to 1,000,000. */
export type PriceRatesInput = {
  /** Rate of input tokens read from a cache, in US dollars per million; absent: the input rate. */
  cacheReadUsdPerMillion?: number | null | undefined;
  /** Rate of input tokens written to a cache, in US dollars per million; absent: the input rate. */
  cacheWriteUsdPerMillion?: number | null | undefined;
  /** Rate of input tokens without a cache, in US dollars per million. */
  inputUsdPerMillion: number;
  /** Rate of output tokens, in US dollars per million. */
  outputUsdPerMillion: number;
  /** Rate of output tokens spent on reasoning, in US dollars per million; absent: the output rate. */
  reasoningUsdPerMillion?: number | null | undefined;
};

/** Scope of a price. */
export type PriceScope =
  /** Every message that no other price applies to that a person set or imported. */
  | 'DEFAULT'
  /** One model, at one provider or at any. */
  | 'MODEL'
  /** A provider's messages whose model has no price. */
  | 'PROVIDER';

/** Rates of a whole message with a long input. */
export type PriceTierInput = {
  /** Threshold: the tier applies to messages with more input tokens than this. */
  aboveInputTokens: number;
  /** Rates of the tier. */
  rates: PriceRatesInput;
};

/** A comment on a prompt, or on one of its versions. */
export type PromptCommentInput = {
  /** Global id of the prompt. */
  id: string | number;
  /** Words of the comment, 1 to 10000 characters. */
  text: string;
  /** Number of the version that the comment is about; absent: the prompt. */
  version?: number | null | undefined;
};

/** Labels of a version of a prompt. */
export type PromptLabelsInput = {
  /** Global id of the version. */
  id: string | number;
  /** All labels of the version, without latest; other versions lose them. At most 50. */
  labels: Array<string>;
};

/** A message of a chat prompt: role and content, or a placeholder alone. */
export type PromptMessageInput = {
  /** Text of the message; {{name}} stands for a variable. */
  content?: string | null | undefined;
  /** Name of a place that the application fills with messages of its own: a letter, then letters, digits and "_". */
  placeholder?: string | null | undefined;
  /** Role of the message, such as system, user or assistant, 1 to 100 characters. */
  role?: string | null | undefined;
};

/** Tags of a prompt. */
export type PromptTagsInput = {
  /** Global id of the prompt. */
  id: string | number;
  /** All tags that the prompt is to have, at most 50. */
  tags: Array<string>;
};

/** Kind of a prompt; all versions of a prompt are of one. */
export type PromptType =
  /** A list of messages. */
  | 'CHAT'
  /** A single text. */
  | 'TEXT';

/** A version of a prompt to save: either text or messages. */
export type PromptVersionInput = {
  /** What the version is about, at most 500 characters. */
  comment?: string | null | undefined;
  /** Settings that applications get with the prompt, at most 1 MiB; absent: {}. */
  config?: unknown;
  /** Labels of the new version, taken from other versions: at most 50, each 1 to 36 of a to z, 0 to 9, "_", "." and "-". The server keeps latest itself. */
  labels?: Array<string> | null | undefined;
  /** Messages of a CHAT prompt, 1 to 200. */
  messages?: Array<PromptMessageInput> | null | undefined;
  /** Name of the prompt, 1 to 255 characters without "|"; "/" stands between folders. A new name makes a prompt. */
  name: string;
  /** Tags of the prompt, in place of the earlier ones, at most 50; absent: as they are. */
  tags?: Array<string> | null | undefined;
  /** Text of a TEXT prompt, at most 1 MiB; {{name}} stands for a variable, @@@langfusePrompt:name=other|label=production@@@ for the text of another prompt. */
  text?: string | null | undefined;
};

/** A model that is to propose expected answers. */
export type ProposeCorrectionsInput = {
  /** Global id of the loop. */
  id: string | number;
  /** Language model "connection/model". */
  model: string;
};

/** Messages of an annotation queue, skipped by all, that are to be given to people once more. */
export type PutSkippedBackInput = {
  /** Global id of the queue. */
  id: string | number;
  /** Global ids of the messages in the queue, at most 1,000; absent: all that are skipped by all. */
  queueItemIds?: Array<string | number> | null | undefined;
};

/** What a person has done with a message of an annotation queue. */
export type QueueAssignmentState =
  /** The person judged the message after others had taken it over; the judgment does not count. */
  | 'EXTRA'
  /** The message is with the person. */
  | 'LEASED'
  /** The person has left the message to others. */
  | 'SKIPPED'
  /** The person has judged the message, and the judgment counts. */
  | 'SUBMITTED';

/** A value of a field of the queue's rubric. */
export type QueueChoiceInput = {
  /** Name of the field. */
  field: string;
  /** Value that is chosen, one of those offered. */
  value: string;
};

/** A rating of an own turn. */
export type RateAssistantTurnInput = {
  /** Comment of the rating, at most 2,000 characters. */
  comment?: string | null | undefined;
  /** Rating of the answer; absent or null: the rating is taken back. */
  rating?: AssistantRating | null | undefined;
  /** Global id of the turn. */
  turnId: string | number;
};

/** What a regression does to a mark of a deployment. */
export type ReleaseMode =
  /** A mark of a version with a regression is rejected, unless an owner overrides it. */
  | 'BLOCK'
  /** Regressions are shown, and do nothing. */
  | 'OFF'
  /** Regressions are kept with the mark, and shown as warnings. */
  | 'WARN';

/** Part of a release check. */
export type ReleasePart =
  /** Accuracy in benchmarks, item by item. */
  | 'BENCHMARKS'
  /** Cost per execution. */
  | 'COST'
  /** How messages of users and answers differ; neither better nor worse. */
  | 'DRIFT'
  /** Success share, error share, rating and 95th percentile of latency. */
  | 'PRODUCTION';

/** What a regression does to a mark of a deployment. */
export type ReleasePolicyInput = {
  /** What a regression does. */
  mode: ReleaseMode;
  /** Parts of the release check whose regression counts; absent: BENCHMARKS and PRODUCTION. */
  parts?: Array<ReleasePolicyPart> | null | undefined;
};

/** Part of a release check whose regression counts. */
export type ReleasePolicyPart =
  /** Accuracy in benchmarks, item by item. */
  | 'BENCHMARKS'
  /** Cost per execution. */
  | 'COST'
  /** Success share, error share, rating and 95th percentile of latency. */
  | 'PRODUCTION';

/** A replay of the prompts of a loop. */
export type ReplayLoopInput = {
  /** Global id of the loop. */
  id: string | number;
  /** Connected model "connection/model" that answers the prompts, in an evaluation run; absent: the predictions of the job count. */
  model?: string | null | undefined;
};

/** A version of a board to restore. */
export type RestoreBoardInput = {
  /** Global id of the board. */
  id: string | number;
  /** Number of the version to restore: one of the last 100. */
  restore: number;
  /** Number of the version that the change is based on: the current one. */
  version: number;
};

/** A run to go on with. */
export type ResumeEvaluationRunInput = {
  /** Largest cost of the whole run in US dollars from now on, 0 to 1000000; absent: as before. */
  capUsd?: number | null | undefined;
  /** Global id of the run. */
  id: string | number;
};

/** The turn to ask again. */
export type RetryAssistantTurnInput = {
  /** Language model "connection/model" to ask this time; absent: that of the conversation. */
  model?: string | null | undefined;
  /** Global id of an own turn. */
  turnId: string | number;
};

/** What a person or a key may do in a workspace. Each from VIEWER on may do what those before it may. */
export type Role =
  /** Also manages members, keys, runners and the data policy, and deletes data. */
  | 'ADMIN'
  /** Also saves views and reads the data policy. */
  | 'ANALYST'
  /** Also sends data, and edits models, prices and training jobs. */
  | 'EDITOR'
  /** May do everything, also delete the workspace. */
  | 'OWNER'
  /** Sees and rates what its own review queues hold, and nothing else. */
  | 'REVIEWER'
  /** Reads everything but keys and policies. */
  | 'VIEWER';

/** An answer that shows how a rubric is meant; each text has 1 to 4000 characters. */
export type RubricExampleInput = {
  /** Answer that is judged. */
  answer: string;
  /** Text that the answer follows. */
  question: string;
  /** Reason of the verdict. */
  reason: string;
  /** Verdict as the scale has it: "pass", "4", "0.5", or a category. */
  verdict: string;
};

/** What verdicts of a rubric are. */
export type RubricScale =
  /** One of the categories of the rubric. */
  | 'CATEGORY'
  /** A whole number from 1 (worst) to 5 (best). */
  | 'ONE_TO_FIVE'
  /** Pass or fail, as 1 and 0. */
  | 'PASS_FAIL'
  /** A number from 0 (worst) to 1 (best). */
  | 'ZERO_TO_ONE';

/** What a rule looks at. */
export type RuleKind =
  /** One of some texts is found in the text of the message. */
  | 'CONTAINS'
  /** The cost of the message by the price book, in US dollars, is within limits. */
  | 'COST'
  /** The text of the message is JSON that fits a schema; its patterns and formats are not looked at. */
  | 'JSON_SCHEMA'
  /** The latency of the message, in milliseconds, is within limits. */
  | 'LATENCY'
  /** The number of characters of the message is within limits. */
  | 'LENGTH'
  /** A regular expression of JavaScript is found in the text of the message. A search that takes longer than a quarter of a second is ended, and the message has failed. */
  | 'REGEX';

/** A run to begin. */
export type RunPlaygroundInput = {
  /** What the prompt was taken from; absent: it was written here. */
  from?: PlaygroundSourceInput | null | undefined;
  /** Language models "connection/model", a column each, 1 to 6. */
  models: Array<string>;
  /** What is sent to each model, and the rows. */
  prompt: PlaygroundPromptInput;
  /** Title of the run, at most 120 characters; absent: the first line that is asked. */
  title?: string | null | undefined;
};

/** An annotation queue to make or to change. */
export type SaveAnnotationQueueInput = {
  /** Global id of the queue to change; absent: a new one is made. */
  id?: string | number | null | undefined;
  /** Instructions for the people who judge, at most 20000 characters. */
  instructions?: string | null | undefined;
  /** Whether all people of the workspace may judge; absent: true. */
  isForAll?: boolean | null | undefined;
  /** Number of minutes for which a message is held for a person, 1 to 1440; absent: 15. */
  leaseMinutes?: number | null | undefined;
  /** Global ids of members of the workspace who may judge, where the queue is not for all; at most 500. */
  memberIds?: Array<string | number> | null | undefined;
  /** Name of the queue, unique in the workspace, 1 to 100 characters. */
  name: string;
  /** Number of people who judge each message, 1 to 20; absent: 1. It stays once messages were given to people. */
  overlap?: number | null | undefined;
  /** Fields of judgments; absent: rating, verdict and correction. */
  rubric?: AnnotationRubricInput | null | undefined;
};

/** A judge to make or to change: a rubric with a model, or a rule. */
export type SaveJudgeInput = {
  /** Global id of the judge to change; absent: a new one is made. */
  id?: string | number | null | undefined;
  /** Whether the judge can begin runs; absent: yes of a new judge, else as before. */
  isEnabled?: boolean | null | undefined;
  /** Least agreement with people of a judge that is trusted, -1 to 1; absent: 0.4 of a new judge, else as before. */
  minimumAgreement?: number | null | undefined;
  /** Language model "connection/model"; absent: a rule. */
  model?: string | null | undefined;
  /** Name of the judge, unique in the workspace, 1 to 100 characters. */
  name: string;
  /** Global id of the rubric; absent: a rule. */
  rubricId?: string | number | null | undefined;
  /** The rule; absent: a rubric with a model. */
  rule?: JudgeRuleInput | null | undefined;
};

/** The next version of a rubric, or the first of a new one. */
export type SaveRubricInput = {
  /** Categories of the scale CATEGORY, 2 to 20 of at most 64 characters. */
  categories?: Array<string> | null | undefined;
  /** Criteria, as the model reads them, 1 to 20000 characters. */
  criteria: string;
  /** What the rubric is for, at most 1000 characters. */
  description?: string | null | undefined;
  /** Examples, at most 10; absent: none. */
  examples?: Array<RubricExampleInput> | null | undefined;
  /** Key of the rubric, at most 64 characters: a to z, 0 to 9, and "-", "_", "." between them. */
  key: string;
  /** Name of the rubric for people, 1 to 100 characters. */
  name: string;
  /** What verdicts are; the scale of a rubric stays. */
  scale: RubricScale;
  /** Whether the model is shown the text that the message should have had; absent: no. */
  usesReference?: boolean | null | undefined;
};

/** A training configuration to store. */
export type SaveTrainingConfigurationInput = {
  /** Name of the model that is trained on. */
  baseModel?: string | null | undefined;
  /** Name under which runners allow a command, 1 to 200 characters; never a text to execute. */
  command: string;
  /** Global id of the configuration of which a new version is made; absent: a new configuration is made. */
  id?: string | number | null | undefined;
  /** Labels that a runner must have, at most 50; absent: none. */
  labels?: Array<string> | null | undefined;
  /** Name of the configuration, 1 to 200 characters. */
  name: string;
  /** Parameters of the command, a JSON object; absent: none. */
  parameters?: unknown;
  /** Project of the jobs. */
  project?: string | null | undefined;
  /** Seconds after which a runner ends the command; absent: no limit. */
  timeLimitSeconds?: number | null | undefined;
};

/** Score of an item by a person. One of `value`, `passed` and `label` is given; none of the three takes the own score of the name back. */
export type ScoreEvaluationItemInput = {
  /** Comment, at most 10000 characters; absent: none. */
  comment?: string | null | undefined;
  /** Global id of the item. */
  evaluationItemId: string | number;
  /** Label, 1 to 100 characters. */
  label?: string | null | undefined;
  /** Name of the score, 1 to 100 characters. */
  name: string;
  /** Whether the answer passes. */
  passed?: boolean | null | undefined;
  /** Value of the score. */
  value?: number | null | undefined;
};

/** Whether a mean difference of scores shows a change. */
export type ScoreVerdict =
  /** The interval lies on the better side of zero. */
  | 'BETTER'
  /** Zero lies within the interval, or there are too few samples for an interval. */
  | 'NOT_DECISIVE'
  /** The interval lies on the worse side of zero. */
  | 'WORSE';

/** How much is reported in a workspace. */
export type Sensitivity =
  /** Findings that are three quarters as strong as BALANCED takes, too. */
  | 'ALL'
  /** The default of a workspace. */
  | 'BALANCED'
  /** Only findings that are 1.25 times as strong as BALANCED takes. */
  | 'FEW';

/** Number of a conversation that sentiment is compared with. */
export type SentimentCorrelate =
  /** Mean latency of the answers. */
  | 'LATENCY'
  /** Mean rating of the answers. */
  | 'RATING'
  /** Share of the judgments that are of success. */
  | 'SUCCESS'
  /** Share of the tool calls that failed, of those that report it. */
  | 'TOOL_ERRORS';

/** How well a series is learned. */
export type SeriesLearning =
  /** Day and week are learned. */
  | 'LEARNED'
  /** Fewer than 72 hours with a value: nothing is found yet. */
  | 'LEARNING'
  /** Weekends were not seen three times: the expected range is wide. */
  | 'WIDE';

/** An annotation queue to open or to close. */
export type SetAnnotationQueueStatusInput = {
  /** Global id of the queue. */
  id: string | number;
  /** Whether the queue is to take judgments. */
  status: AnnotationQueueStatus;
};

/** A member, and the role to give. */
export type SetMemberRoleInput = {
  /** Global id of the member. */
  id: string | number;
  /** Whether the keys of the workspace that the person has created are revoked as well; absent: they go on. */
  revokeKeys?: boolean | null | undefined;
  /** Role to give, at most the own one. */
  role: Role;
};

/** All settings of language models of a workspace; what is absent is not set. */
export type SetModelSettingsInput = {
  /** Tokens that a person may use in a day of UTC; absent or null: no limit. */
  dailyTokensPerPerson?: number | string | null | undefined;
  /** US dollars that a person may spend on models in a day of UTC, 0 to 1000000; absent or null: no limit. */
  dailyUsdPerPerson?: number | null | undefined;
  /** Model "connection/model" that answers where none is named; absent or null: that of ANALYTICS_DEFAULT_MODEL, else the first there is. */
  defaultModel?: string | null | undefined;
  /** Models that are asked, in their order, where one fails before its first word; at most 5. */
  fallbackModels?: Array<string> | null | undefined;
};

/** Rules of sign-in for the members of a workspace. */
export type SetSignInPolicyInput = {
  /** Whether members sign in through their organisation’s provider only. */
  requiresSso: boolean;
};

/** Decision about a change that the assistant proposed. */
export type SettleAssistantProposalInput = {
  /** Whether the change is to be made. */
  isConfirmed: boolean;
  /** Id of the proposal. */
  proposalId: string;
  /** Global id of the own turn that has the proposal. */
  turnId: string | number;
};

/** A variant that every unit is to get. */
export type ShipVariantInput = {
  /** Global id of the experiment. */
  id: string | number;
  /** Key of the variant. */
  variant: string;
};

/** What series of a metric are kept apart by. */
export type SignalDimension =
  /** A series for each environment. */
  | 'ENVIRONMENT'
  /** A series for each experiment. */
  | 'EXPERIMENT'
  /** A series for each model. */
  | 'MODEL'
  /** A series for each provider. */
  | 'PROVIDER'
  /** A series for each tool, of the calls of that tool. */
  | 'TOOL'
  /** A series for each training job. */
  | 'TRAINING_JOB'
  /** All messages of the workspace in one series. */
  | 'WORKSPACE';

/** Metric that is watched, forecast and alerted on. */
export type SignalMetric =
  /** Mean of the ratings, 1 to 5. */
  | 'AVERAGE_RATING'
  /** Cost in US dollars of the messages with a known price. */
  | 'COST'
  /** Share of messages that ended in an error, 0 to 1. */
  | 'ERROR_SHARE'
  /** Norm of the gradient of a training job. */
  | 'GRADIENT_NORM'
  /** Median latency in milliseconds. */
  | 'LATENCY_P50'
  /** 95th percentile of latency in milliseconds. */
  | 'LATENCY_P95'
  /** Number of assistant messages. */
  | 'MESSAGE_COUNT'
  /** Share of verdicts that are success, 0 to 1. */
  | 'SUCCESS_SHARE'
  /** Number of input and output tokens. */
  | 'TOKENS'
  /** Share of tool calls that failed, 0 to 1, of those that report success or failure. */
  | 'TOOL_FAILURE_SHARE'
  /** Loss of a training job. */
  | 'TRAINING_LOSS'
  /** Steps or tokens a second of a training job. */
  | 'TRAINING_THROUGHPUT';

/** A message of an annotation queue to leave to others. */
export type SkipQueueItemInput = {
  /** Global id of the message in its queue. */
  queueItemId: string | number;
  /** Reason for skipping, at most 500 characters. */
  reason?: string | null | undefined;
};

/** What a latency threshold is set for. */
export type SlaDimension =
  /** Messages of one environment. */
  | 'ENVIRONMENT'
  /** Messages of one model. */
  | 'MODEL';

/** Latency threshold to set for the messages of one model, or of one environment. */
export type SlaRuleInput = {
  /** What the threshold is set for. */
  dimension: SlaDimension;
  /** Latency threshold in milliseconds, 1 to 86400000. */
  thresholdMs: number;
  /** Model or environment, as messages name it, 1 to 512 characters. */
  value: string;
};

/** Kind of a span. */
export type SpanKind =
  /** An agent, with its steps as descendants. */
  | 'AGENT'
  /** Steps that belong together. */
  | 'CHAIN'
  /** A call of a model that answers with vectors. */
  | 'EMBEDDING'
  /** A judgment of something else. */
  | 'EVALUATOR'
  /** An event without a duration. */
  | 'EVENT'
  /** A check of an input or an output. */
  | 'GUARDRAIL'
  /** A call of a model that answers with text. It becomes a message. */
  | 'LLM'
  /** The rendering of a prompt from a template. */
  | 'PROMPT'
  /** A change of the order of documents. */
  | 'RERANKER'
  /** A search for documents. */
  | 'RETRIEVER'
  /** Any step that is of no other kind. */
  | 'SPAN'
  /** A run of a tool. */
  | 'TOOL';

/** Form of an input or an output. */
export type SpanTextForm =
  /** Messages of a chat. */
  | 'CHAT'
  /** Any JSON value but a chat. */
  | 'JSON'
  /** Plain text without structure. */
  | 'TEXT';

/** A dataset to split. */
export type SplitDatasetInput = {
  /** What rows have in common that stay in one split; absent: CONVERSATION. */
  by?: DatasetSplitBasis | null | undefined;
  /** Comment on the version, at most 1000 characters. */
  comment?: string | null | undefined;
  /** Global id of the dataset. */
  id: string | number;
  /** Seed of the draw, 0 to 2147483647: the same seed gives the same splits; absent: 0. */
  seed?: number | null | undefined;
  /** Splits with their shares, 1 to 50. */
  splits: Array<DatasetSplitShareInput>;
};

/** A run to begin: rows of a dataset or messages, a prompt and a model that answers them, and what scores the answers. One of `datasetName`, `versionId`, `filter` and `messageExternalIds` is given. */
export type StartEvaluationRunInput = {
  /** Largest cost of the run in US dollars, judges included, 0 to 1000000: it pauses before a call that could pass it; absent: none. */
  capUsd?: number | null | undefined;
  /** Checks, at most 20 with the judges; absent: none. */
  checks?: Array<EvaluationCheckInput> | null | undefined;
  /** Name of a dataset, whose latest version is taken; rows that were sent one by one become a version first. */
  datasetName?: string | null | undefined;
  /** Description of the run, at most 2000 characters; absent: none. */
  description?: string | null | undefined;
  /** Filter of answers of assistants; {} for all. */
  filter?: AnalyticsFilter | null | undefined;
  /** Global ids of judges, at most 20 with the checks; absent: none. */
  judgeIds?: Array<string | number> | null | undefined;
  /** Your ids of messages, at most 1,000. */
  messageExternalIds?: Array<string> | null | undefined;
  /** Language model "connection/model" that answers; rows of a dataset need one. Absent: the answers that messages hold are scored. */
  model?: string | null | undefined;
  /** Name of the run, 1 to 300 characters; absent: prompt and model. */
  name?: string | null | undefined;
  /** Label of the version of the prompt; absent: the latest. */
  promptLabel?: string | null | undefined;
  /** Name of a prompt of the registry, whose variables are filled in from each row; absent: rows are sent as they are. Its config names tools and parameters. */
  promptName?: string | null | undefined;
  /** Number of the version of the prompt; absent: by the label, else the latest. */
  promptVersion?: number | null | undefined;
  /** How often each row is answered, 1 to 20; absent: once. */
  repetitions?: number | null | undefined;
  /** Number of rows or messages, from the first or newest on, 1 to 100000; absent: all, at most 100000. */
  rowCount?: number | null | undefined;
  /** Seed of a random sample of the messages, 0 to 2147483647; absent: the newest. */
  seed?: number | null | undefined;
  /** Only rows of this split; absent: all. */
  split?: string | null | undefined;
  /** Whether the model is not asked again what it was sent before; absent: yes. */
  usesCache?: boolean | null | undefined;
  /** Global id of a version of a dataset. */
  versionId?: string | number | null | undefined;
};

/** A loop to start over failed answers. */
export type StartLoopInput = {
  /** Largest number of answers of the control sample, 0 to 1000; absent: 400. */
  controlCount?: number | null | undefined;
  /** Filter of the failed answers, such as { judgedPoorly: true }. The control sample is by the same filter without verdicts, ratings, failure tags and errors, of answers that succeeded. */
  filter: AnalyticsFilter;
  /** Share of the failed prompts that is held out from training, 0 to 0.9; absent: 0.2. */
  heldOutShare?: number | null | undefined;
  /** Kinds to mask beside those of the data policy; absent: none. */
  maskingKinds?: Array<MaskingKind> | null | undefined;
  /** Comparison of new answers with expected ones; absent: EQUAL. */
  matching?: LoopMatching | null | undefined;
  /** Largest number of failed answers, the newest, 1 to 4000; absent: 1000. */
  maxFailures?: number | null | undefined;
  /** Name of the loop, 1 to 200 characters. */
  name: string;
  /** Share of the control sample that is trained on, so that the model keeps what it knows, 0 to 0.9; absent: 0.5. */
  rehearsalShare?: number | null | undefined;
  /** Seed of the samples, 0 to 2147483647: the same seed draws the same; absent: 1. */
  seed?: number | null | undefined;
};

/** A training job to start on the dataset version of a loop. */
export type StartLoopTrainingInput = {
  /** Global id of the training configuration. */
  configurationId: string | number;
  /** Global id of the loop. */
  id: string | number;
  /** Name of the job; absent: after the loop. */
  name?: string | null | undefined;
  /** Name under which the model is registered; absent: the name of the loop. */
  outputModel?: string | null | undefined;
  /** Parameters that replace those of the configuration, by name; `dataset_version` is the global id of the dataset version. */
  parameters?: unknown;
};

/** A comparison of the answers of some sides to the same texts of users. */
export type StartPairwiseInput = {
  /** Global id of a judge with a model; its rubric has the criteria. */
  judgeId: string | number;
  /** Largest number of pairs, 1 to 5000; each takes two calls of the model. Absent: 200. */
  maxPairs?: number | null | undefined;
  /** Seed of the sample of answers, 0 to 2147483647; absent: the newest. */
  seed?: number | null | undefined;
  /** Sides, 2 to 6. */
  sides: Array<PairwiseSideInput>;
};

/** A training job to put into the queue. */
export type StartTrainingJobInput = {
  /** Global id of the configuration. */
  configurationId: string | number;
  /** Name of the job; absent: the name of the configuration, and the time. */
  name?: string | null | undefined;
  /** Parameters that replace those of the configuration, by name. */
  parameters?: unknown;
  /** Priority in the queue, -1,000 to 1,000; the greatest is taken first. Absent: 0. */
  priority?: number | null | undefined;
  /** Your id of the request: the same id again gives the same job. */
  requestId?: string | null | undefined;
};

/** Reason for a statistic that has no value. */
export type StatisticProblem =
  /** All values are equal, so that ranks show nothing. */
  | 'ALL_TIED'
  /** A level is not between 0 and 1, or an effect is 0 or out of range. */
  | 'BAD_LEVEL'
  /** A weight is not above 0, or is missing. */
  | 'BAD_WEIGHTS'
  /** Base of 0: there is no relative difference. */
  | 'BASE_IS_ZERO'
  /** The denominator of a ratio is 0 on average. */
  | 'DENOMINATOR_IS_ZERO'
  /** Successes exceed the units. */
  | 'MORE_SUCCESSES_THAN_UNITS'
  /** A count or a variance is below 0. */
  | 'NEGATIVE_COUNT'
  /** A count is not an integer. */
  | 'NOT_A_COUNT'
  /** A value is infinite, or became so. */
  | 'NOT_A_NUMBER'
  /** A variant has no unit. */
  | 'NO_UNITS'
  /** All units of both variants have the same value. */
  | 'NO_VARIANCE'
  /** A variant has one unit, or too few for the percentile or effect. */
  | 'TOO_FEW_UNITS';

/** Limits of a strategy. Absent: none. */
export type StrategyConstraintsInput = {
  /** Only jobs of this base model; absent: of the largest group of jobs. */
  baseModel?: string | null | undefined;
  /** Only jobs on this dataset; absent: of the largest group of jobs. */
  datasetName?: string | null | undefined;
  /** Most US dollars of one job, above 0. */
  maxCostUsd?: number | null | undefined;
  /** Most hours of one job, above 0. */
  maxHours?: number | null | undefined;
};

/** What a strategy is to bring. */
export type StrategyGoal =
  /** Fewer hours of training. */
  | 'EFFICIENCY'
  /** A lower evaluation loss. */
  | 'PERFORMANCE';

/** What a recommendation is about. */
export type StrategyKind =
  /** Parameters of the model or the adapter, such as its rank. */
  | 'ARCHITECTURE'
  /** Size or quality of the dataset. */
  | 'DATASET'
  /** Hyperparameters such as the learning rate. */
  | 'HYPERPARAMETERS'
  /** Length of the training. */
  | 'SCHEDULE';

/** Best loss of the jobs by a recommendation beside what was predicted. */
export type StrategyOutcome =
  /** The best loss lies within the predicted interval. */
  | 'AS_PREDICTED'
  /** The best loss lies below the predicted interval. */
  | 'BETTER'
  /** No job of the configuration has finished yet. */
  | 'WAITING'
  /** The best loss lies above the predicted interval. */
  | 'WORSE';

/** Importance of a recommendation. */
export type StrategyPriority =
  /** Decisive, and worth a fifth of the spread of the losses, or of the hours, or more. */
  | 'HIGH'
  /** Worth less, by what is known. */
  | 'LOW'
  /** Worth a twentieth or more. */
  | 'MEDIUM';

/** What was reached before the study. */
export type StudyBaselineInput = {
  /** Parameters that gave the values, by name; absent: not known. */
  parameters?: unknown;
  /** Value of each objective. */
  values: Array<number>;
};

/** A condition under which a parameter exists in a trial. */
export type StudyConditionInput = {
  /** Name of a parameter that stands before this one in the search space. */
  parameter: string;
  /** Values of that parameter with which the condition holds, 1 to 1000. */
  values: Array<unknown>;
};

/** Whether less or more of an objective is better. */
export type StudyDirection =
  /** More is better, as of an accuracy. */
  | 'MAXIMIZE'
  /** Less is better, as of a loss. */
  | 'MINIMIZE';

/** Way in which importances of parameters are computed. */
export type StudyImportanceMethod =
  /** Share of the variance of the objective over the whole space that a parameter explains, by a random forest. */
  | 'FANOVA'
  /** How much values of the best tenth of the trials differ from those of all trials: what matters for good trials. */
  | 'PED_ANOVA';

/** How a study chooses the parameters of its trials. */
export type StudyMethod =
  /** Covariance matrix adaptation: an evolution strategy for numbers; one objective. */
  | 'CMA_ES'
  /** Gaussian process with the logarithm of the expected improvement; one objective. */
  | 'GP'
  /** Every combination of the levels once, in an order that follows from the seed. */
  | 'GRID'
  /** Non-dominated sorting: a genetic algorithm for several objectives. */
  | 'NSGA_II'
  /** Each value as likely as any other of its scale. */
  | 'RANDOM'
  /** Tree-structured Parzen estimator: what good trials have and others lack. */
  | 'TPE';

/** An objective of a study. */
export type StudyObjectiveInput = {
  /** Whether less or more is better; absent: MINIMIZE. */
  direction?: StudyDirection | null | undefined;
  /** Name of the objective, such as a metric of training: `eval_loss`. */
  name: string;
};

/** A parameter that a study chooses values of. */
export type StudyParameterInput = {
  /** Values of a CATEGORICAL: texts, numbers, true or false, 1 to 1000. */
  choices?: Array<unknown> | null | undefined;
  /** Greatest value; needed with FLOAT and INT. */
  high?: number | null | undefined;
  /** Whether equal ratios count the same, as for a learning rate; absent: false. */
  isLog?: boolean | null | undefined;
  /** Kind of the values. */
  kind: StudyParameterKind;
  /** Number of values that a grid takes, 1 to 10000; absent: all, and 5 of a FLOAT without a step. */
  levels?: number | null | undefined;
  /** Least value; needed with FLOAT and INT. */
  low?: number | null | undefined;
  /** Name of the parameter, unique in the study, 1 to 200 characters. */
  name: string;
  /** Distance of the values, above 0; absent: 1 of an INT, none of a FLOAT. */
  step?: number | null | undefined;
  /** Condition under which trials have the parameter; absent: all have it. */
  when?: StudyConditionInput | null | undefined;
};

/** Kind of the values of a parameter. */
export type StudyParameterKind =
  /** One of several values without an order. */
  | 'CATEGORICAL'
  /** Numbers from low to high, of any value or by a step. */
  | 'FLOAT'
  /** Whole numbers from low to high, by a step of 1 or more. */
  | 'INT';

/** Rule by which trials of a study are ended early, from their reports of the first objective. */
export type StudyPrunerInput = {
  /** Kind of the rule. */
  kind: StudyPrunerKind;
  /** HYPERBAND: steps of a whole trial; absent: 100. */
  maxSteps?: number | null | undefined;
  /** HYPERBAND: steps of the first rung, 1 or more; absent: 1. */
  minSteps?: number | null | undefined;
  /** HYPERBAND: one in so many trials of a rung goes on, 2 or more; absent: 3. */
  reductionFactor?: number | null | undefined;
  /** MEDIAN: number of complete trials before any is ended early; absent: 5. */
  startupTrials?: number | null | undefined;
  /** MEDIAN: first step at which a trial may be ended; absent: 0. */
  warmupSteps?: number | null | undefined;
};

/** Rule by which trials are ended early. */
export type StudyPrunerKind =
  /** A trial ends that is not among the best of its rung, by successive halving in several brackets. */
  | 'HYPERBAND'
  /** A trial ends whose best report is worse than the median of complete trials at the same step. */
  | 'MEDIAN'
  /** No trial is ended early. */
  | 'NONE';

/** State of a study. */
export type StudyStatus =
  /** The study has all of its trials, and none runs. */
  | 'COMPLETED'
  /** Programs ask for trials and send their values. */
  | 'OPEN'
  /** The server starts training jobs as trials. */
  | 'RUNNING'
  /** The study was stopped and gives no trials; values of running ones are taken. */
  | 'STOPPED';

/** Judgment of a message of an annotation queue, with at least one field. */
export type SubmitQueueItemInput = {
  /** Values of the rubric's fields. */
  choices?: Array<QueueChoiceInput> | null | undefined;
  /** Comment, at most 1 MiB. */
  comment?: string | null | undefined;
  /** Text that the message should have had, at most 1 MiB. */
  correctedOutput?: string | null | undefined;
  /** Kinds of failure; at most 100 tags of 1 to 512 characters. */
  failureTags?: Array<string> | null | undefined;
  /** Global id of the message in its queue. */
  queueItemId: string | number;
  /** Rating from 1 (worst) to 5 (best). */
  rating?: number | null | undefined;
  /** Verdict of success or failure. */
  success?: boolean | null | undefined;
};

/** Side of a target that is good. */
export type TargetBound =
  /** The number is to reach the target or to be above. */
  | 'AT_LEAST'
  /** The number is to stay at the target or below. */
  | 'AT_MOST';

/** Number that can have a target. */
export type TargetMetric =
  /** Mean of the ratings, 1 to 5. */
  | 'AVERAGE_RATING'
  /** Cost of a day in US dollars. */
  | 'COST_PER_DAY'
  /** Mean cost in US dollars of messages with a known price. */
  | 'COST_PER_MESSAGE'
  /** Cost of a month in US dollars. */
  | 'COST_PER_MONTH'
  /** Cost in US dollars over verdicts of success. */
  | 'COST_PER_SUCCESS'
  /** Share of messages that ended in an error, 0 to 1. */
  | 'ERROR_SHARE'
  /** 95th percentile of latency in milliseconds. */
  | 'LATENCY_P95'
  /** Share of measured messages slower than their latency threshold, 0 to 1. */
  | 'SLA_BREACH_SHARE'
  /** Share of verdicts that are success, 0 to 1. */
  | 'SUCCESS_SHARE'
  /** 95th percentile of the time to the first token in milliseconds. */
  | 'TIME_TO_FIRST_TOKEN_P95';

/** State of a background task. */
export type TaskStatus =
  /** The task failed for good; `error` has the reason. */
  | 'FAILED'
  /** The task is waiting to start, or for its next attempt at `retryAt`. */
  | 'QUEUED'
  /** The task is under way. */
  | 'RUNNING'
  /** The task is done. */
  | 'SUCCEEDED';

/** Instants from `from` up to and not including `to`; an absent end is open. */
export type TimeRangeInput = {
  /** First instant, included; absent: since the beginning. */
  from?: string | null | undefined;
  /** Last instant, not included; absent: without end. */
  to?: string | null | undefined;
};

/** Way in which a language model is given tools. */
export type ToolProtocol =
  /** Tools stand in the request, and calls in the answer, as the server's API has them. */
  | 'NATIVE'
  /** Tools stand in the instructions, and the model writes calls as blocks of JSON: for models that call no tools. */
  | 'TEXT';

/** Traces to include: those that satisfy every field given, by having any one of the values in its list, 1000 at most. A field that is absent, null or an empty list does not restrict. In lists of names, "" stands for traces that name none. */
export type TraceFilter = {
  /** Global id of a cohort: traces of the users who are in it now. */
  cohort?: string | number | null | undefined;
  /** Environments of the traces. */
  environments?: Array<string> | null | undefined;
  /** Kinds of errors of the spans. */
  errorTypes?: Array<string> | null | undefined;
  /** First instant at which a trace may begin; absent: since the beginning. */
  from?: string | null | undefined;
  /** true: only traces in which a span failed; false: only traces in which none did. */
  hasError?: boolean | null | undefined;
  /** true: only traces that still run; false: only traces that have ended. */
  isRunning?: boolean | null | undefined;
  /** Highest cost in US dollars; leaves out traces without a known cost. */
  maxCostUsd?: number | null | undefined;
  /** Longest duration in milliseconds. */
  maxDurationMs?: number | null | undefined;
  /** Lowest cost in US dollars; leaves out traces without a known cost. */
  minCostUsd?: number | null | undefined;
  /** Shortest duration in milliseconds. */
  minDurationMs?: number | null | undefined;
  /** Lowest number of input and output tokens together. */
  minTokens?: number | null | undefined;
  /** Models that the spans called. */
  models?: Array<string> | null | undefined;
  /** Names of the traces. */
  names?: Array<string> | null | undefined;
  /** Prompts of the registry that an answer of the trace was asked with. */
  promptNames?: Array<string> | null | undefined;
  /** Versions of prompts that an answer of the trace was asked with, such as "3"; with `promptNames`, versions of these. */
  promptVersions?: Array<string> | null | undefined;
  /** Providers of the models that the spans called. */
  providers?: Array<string> | null | undefined;
  /** Ratings, 1 to 5, of the trace, of a span or of a message. */
  ratings?: Array<number> | null | undefined;
  /** Services that sent spans. */
  services?: Array<string> | null | undefined;
  /** Sessions of the traces. */
  sessions?: Array<string> | null | undefined;
  /** Verdict on the trace, a span or a message; true: at least one of success; false: at least one of failure. */
  success?: boolean | null | undefined;
  /** Tags of the traces. */
  tags?: Array<string> | null | undefined;
  /** Instant before which a trace has to begin; absent: without end. */
  to?: string | null | undefined;
  /** Tools that ran in the trace. */
  tools?: Array<string> | null | undefined;
  /** Users, by the ids that the application gave. */
  users?: Array<string> | null | undefined;
};

/** Order of a list of traces; equal ones are sorted by their start. */
export type TraceOrder =
  /** Cost of the model calls; traces without a known price are last in both directions. */
  | 'COST'
  /** Time from the first start to the last end. */
  | 'DURATION'
  /** Number of failed spans. */
  | 'ERRORS'
  /** Number of spans. */
  | 'SPANS'
  /** Start of the trace. */
  | 'STARTED_AT'
  /** Input and output tokens together. */
  | 'TOKENS';

/** An experiment to plan by the workspace's own traffic. */
export type TrafficPlanInput = {
  /** Share of units in the experiment, above 0 and up to 1; absent: 1. */
  allocation?: number | null | undefined;
  /** Condition on the attributes of a unit, in the language of GrowthBook; absent: none. */
  condition?: unknown;
  /** Environments of the answers that count; absent or empty: any; at most 50. */
  environments?: Array<string> | null | undefined;
  /** Key of a layer that the experiment shares with others; absent: none. */
  layer?: string | null | undefined;
  /** Whether results are read at any time, or once; absent: SEQUENTIAL. */
  method?: ExperimentMethod | null | undefined;
  /** Goals of the experiment, which are corrected together; 1 to 5. */
  metrics: Array<PlannedGoalInput>;
  /** Chance of finding the change where there is one, up to 0.999; absent: 0.8. */
  power?: number | null | undefined;
  /** Accepted share of false wins, 0.0001 to 0.5; absent: 0.05. */
  significance?: number | null | undefined;
  /** What is assigned a variant; absent: USER. */
  unit?: ExperimentUnit | null | undefined;
  /** Weights of the base and of each variant, as parts of their sum; absent: two of equal weight; at most 20. */
  weights?: Array<number> | null | undefined;
  /** Whether only answers through a widget count, or only others; absent: both. */
  widget?: boolean | null | undefined;
};

/** Where units of the past were seen. */
export type TrafficSource =
  /** Units have an event, since no answer names a unit. */
  | 'EVENTS'
  /** Units have an answer. */
  | 'MESSAGES';

/** Urgency of an alert of a trainer. */
export type TrainingAlertLevel =
  /** Something went wrong. */
  | 'ERROR'
  /** A note worth knowing. */
  | 'INFO'
  /** Something may go wrong. */
  | 'WARN';

/** Attempts whose points are read. */
export type TrainingAttempts =
  /** Points of every attempt, superseded ones included. */
  | 'ALL'
  /** Each step as the last attempt that reached it logged it. */
  | 'CURRENT';

/** Axis on which the points of a curve are placed. */
export type TrainingAxis =
  /** Epoch, by a straight line between the points of the metric "epoch". */
  | 'EPOCH'
  /** Milliseconds since the start of the job. */
  | 'RELATIVE_TIME'
  /** Step of the trainer. */
  | 'STEP'
  /** Tokens seen, by a straight line between the points of the counter of tokens. */
  | 'TOKENS'
  /** Milliseconds since 1970. */
  | 'WALL_TIME';

/** Reason why a training job ended. */
export type TrainingEndReason =
  /** The command ended with an error. */
  | 'BAD_EXIT'
  /** All steps were made. */
  | 'COMPLETED'
  /** The trainer stopped early by its own rule. */
  | 'EARLY_STOPPED'
  /** The runner is gone. */
  | 'LOST_RUNNER'
  /** The trainer fell silent after the last planned step or a summary, and the protocol has no report of an end. A later sign of the trainer lets the job run again. */
  | 'NO_END_REPORTED'
  /** Memory of the machine or the GPU was exhausted. */
  | 'OUT_OF_MEMORY'
  /** A rule of the workspace or the runner forbids it. */
  | 'POLICY'
  /** The machine was taken away. */
  | 'PREEMPTED'
  /** The end was reported without a reason. */
  | 'REPORTED'
  /** The trainer was silent for so long that the job was given up. */
  | 'SILENT'
  /** The time that was allowed is over. */
  | 'TIME_LIMIT'
  /** A person asked for the end. */
  | 'USER';

/** Machine of a training job. */
export type TrainingHardwareInput = {
  /** Number of CPU cores. */
  cpuCount?: number | null | undefined;
  /** Number of GPUs. */
  gpuCount?: number | null | undefined;
  /** Name of the GPU model. */
  gpuName?: string | null | undefined;
  /** Main memory in bytes. */
  memoryBytes?: number | null | undefined;
  /** Name of the machine or the kind of instance. */
  name?: string | null | undefined;
};

/** Training jobs to include. Values of one field are alternatives; all fields given must hold. */
export type TrainingJobFilter = {
  /** Names of the models that are trained on. */
  baseModels?: Array<string> | null | undefined;
  /** Global ids of the training configurations that the jobs were started from. */
  configurationIds?: Array<string | number> | null | undefined;
  /** First instant of creation, included. */
  from?: string | null | undefined;
  /** Groups of the jobs. */
  groupNames?: Array<string> | null | undefined;
  /** Global ids of the jobs; those that do not exist are left out. */
  ids?: Array<string | number> | null | undefined;
  /** Projects of the jobs. */
  projects?: Array<string> | null | undefined;
  /** Global ids of the runners that took the jobs last. */
  runnerIds?: Array<string | number> | null | undefined;
  /** Ways by which the jobs came in. */
  sources?: Array<TrainingSource> | null | undefined;
  /** States of the jobs. */
  statuses?: Array<TrainingStatus> | null | undefined;
  /** Tags, of which a job has at least one. */
  tags?: Array<string> | null | undefined;
  /** Last instant of creation, not included. */
  to?: string | null | undefined;
  /** Methods of training. */
  trainingMethods?: Array<TrainingMethod> | null | undefined;
};

/** Order of a list of training jobs. Jobs without a value stand last. */
export type TrainingJobOrder =
  /** By the least evaluation loss. */
  | 'BEST_EVAL_LOSS'
  /** By the time of creation. */
  | 'CREATED'
  /** By the time since the start, or between start and end. */
  | 'DURATION'
  /** By the last loss. */
  | 'LAST_LOSS'
  /** By name, regardless of case. */
  | 'NAME'
  /** By state, from QUEUED to LOST. */
  | 'STATUS';

/** Method by which a model was trained. */
export type TrainingMethod =
  /** Not tuned: as released by the maker of the model. */
  | 'BASE'
  /** Direct preference optimisation. */
  | 'DPO'
  /** Reinforcement learning from human feedback. */
  | 'RLHF'
  /** Supervised fine-tuning on examples. */
  | 'SFT';

/** Way by which a training job came in. */
export type TrainingSource =
  /** GraphQL, or a client built on GraphQL. */
  | 'API'
  /** An imported file. */
  | 'IMPORT'
  /** A client of MLflow tracking. */
  | 'MLFLOW'
  /** Started from a configuration, on a runner. */
  | 'RUNNER'
  /** A client of Trackio. */
  | 'TRACKIO';

/** State of a training job. */
export type TrainingStatus =
  /** Stopped on request, as confirmed by its trainer. */
  | 'CANCELLED'
  /** Asked to stop; the trainer has not confirmed it. */
  | 'CANCELLING'
  /** Ended by a failure, or given up as silent. */
  | 'FAILED'
  /** Ended as planned. */
  | 'FINISHED'
  /** Lost with its runner; it may be queued again. */
  | 'LOST'
  /** Waits for a runner. */
  | 'QUEUED'
  /** Being trained: a point, a beat or a report came lately. */
  | 'RUNNING'
  /** Silent for longer than the pace of the job explains. */
  | 'STALLED'
  /** Leased by a runner, whose trainer has sent nothing yet. */
  | 'STARTING';

/** Kind of training. */
export type TrainingType =
  /** A model learns from a few examples. */
  | 'FEW_SHOT'
  /** A pretrained model is trained on for a task. */
  | 'FINE_TUNING'
  /** A model is trained from random weights. */
  | 'FROM_SCRATCH'
  /** A model learns from rewards. */
  | 'REINFORCEMENT'
  /** Parts of a pretrained model are used for another task. */
  | 'TRANSFER_LEARNING';

/** What goes wrong in a training job. */
export type TrainingWarningKind =
  /** The loss left its best level and stays away, or the reward fell and stays down. */
  | 'DIVERGENCE'
  /** The loss reads 0 because the trainer logs 0 for NaN. */
  | 'HIDDEN_NAN'
  /** The learning rate is far too high, spent, or not the one that was configured. */
  | 'LEARNING_RATE'
  /** A loss, a reward or the gradient norm is NaN or infinite. */
  | 'NAN'
  /** The loss on held-out data rises from its best while the training loss does not. */
  | 'OVERFITTING'
  /** Nothing is learned, from the start or since a step. */
  | 'PLATEAU'
  /** The trainer is silent for longer than the pace of the job explains. */
  | 'STALLED'
  /** Training has become slower by a fifth or more. */
  | 'THROUGHPUT_DROP';

/** Reason why time of a training job brought nothing. */
export type TrainingWasteCause =
  /** The batch left memory and time of the GPUs unused. */
  | 'BATCH_SIZE'
  /** Training went on after the loss had become NaN or diverged. */
  | 'BROKEN'
  /** The GPUs were used less than 10 %. */
  | 'IDLE_GPU'
  /** Whole epochs brought less than 1 % of what was gained in all. */
  | 'NEEDLESS_EPOCHS'
  /** The job went on after its best evaluation. */
  | 'OVERTRAINING'
  /** The job went on without learning. */
  | 'PLATEAU'
  /** The hardware was held while nothing was logged. */
  | 'SILENCE';

/** Course of a conversation by its user's messages; one is negative when it shows frustration, or its sentiment is -0.3 or less. */
export type Trajectory =
  /** The first and the last message are negative. */
  | 'LEFT_NEGATIVE'
  /** A message was negative, the last one is not. */
  | 'RESOLVED'
  /** No message was negative. */
  | 'STEADY'
  /** The first message was not negative, the last one is. */
  | 'TURNED_NEGATIVE';

/** Class of a transfer by fixed thresholds; whatever the number of items. */
export type TransferEffectiveness =
  /** Accuracy rose by more than 5 points, and more than 30 % of the time was saved. */
  | 'EFFECTIVE'
  /** Accuracy rose by more than 10 points, and more than 50 % of the time was saved. */
  | 'HIGHLY_EFFECTIVE'
  /** Accuracy did not rise. */
  | 'INEFFECTIVE'
  /** Accuracy rose, by less or with less time saved, or the time from scratch is not known. */
  | 'MODERATELY_EFFECTIVE';

/** Origin of a number of a transfer. */
export type TransferFigureSource =
  /** Benchmarks of the target: the last run before the transfer and the first after it, of each suite. */
  | 'BENCHMARKS'
  /** The training job of the transfer. */
  | 'JOB'
  /** Mean of the finished trainings from scratch of the target. */
  | 'JOBS_FROM_SCRATCH'
  /** Sent with the session. */
  | 'STATED'
  /** From start to completion of the session. */
  | 'TIMES';

/** A change that was made through the assistant and is to be taken back. */
export type UndoAssistantProposalInput = {
  /** Id of the proposal. */
  proposalId: string;
  /** Global id of the own turn that has the proposal. */
  turnId: string | number;
};

/** The annotation queue whose last judgment or skip of the viewer is taken back. */
export type UndoQueueItemInput = {
  /** Global id of the queue. */
  queueId: string | number;
};

/** New content of a channel for notices of alerts. */
export type UpdateAlertChannelInput = {
  /** Global id of the channel. */
  id: string | number;
  /** Whether notices go out through the channel; absent: they do. */
  isEnabled?: boolean | null | undefined;
  /** Name of the channel, unique in the workspace, 1 to 100 characters. */
  name: string;
  /** Addresses of members that mails go to, at most 20; of the kind EMAIL alone. */
  recipients?: Array<string> | null | undefined;
  /** Whether a new secret is made; requests are signed with the one before, too, for 24 hours. Of the kind WEBHOOK alone. */
  rotateSecret?: boolean | null | undefined;
  /** Integration key of 32 characters; of the kind PAGERDUTY alone. Absent in a change: as it was. */
  routingKey?: string | null | undefined;
  /** Address that requests go to; of SLACK, TEAMS and WEBHOOK, and of PAGERDUTY where its region has another one. With https:, or of this machine or a private network. Absent in a change: as it was. */
  url?: string | null | undefined;
};

/** What a mark on charts becomes. */
export type UpdateAnnotationInput = {
  /** Moment of the mark, or the start of its stretch of time, from 2000 to one day ahead. */
  at: string;
  /** End of the stretch of time, after `at`; absent: the mark is a moment. */
  endAt?: string | null | undefined;
  /** Global id of the mark. */
  id: string | number;
  /** Kind of the mark; absent: NOTE. */
  kind?: AnnotationKind | null | undefined;
  /** Words of the mark, 1 to 120 characters. */
  label: string;
};

/** A change of an own conversation; what is absent stays. */
export type UpdateAssistantConversationInput = {
  /** Global id of the conversation. */
  id: string | number;
  /** Whether every viewer of the workspace may read the conversation. */
  isShared?: boolean | null | undefined;
  /** Language model "connection/model" that answers; null: none is named. */
  model?: string | null | undefined;
  /** Title of the conversation, 1 to 120 characters. */
  title?: string | null | undefined;
};

/** A dataset with what is to change; a field that is absent stays as it is. */
export type UpdateDatasetInput = {
  /** Description of the dataset, at most 5000 characters. */
  description?: string | null | undefined;
  /** JSON Schema that the expected output of each row must fit, patterns and formats aside; absent: any. Holds for rows that come from then on. */
  expectedOutputSchema?: unknown;
  /** Global id of the dataset. */
  id: string | number;
  /** JSON Schema that the input of each row must fit, patterns and formats aside; absent: any. Holds for rows that come from then on. */
  inputSchema?: unknown;
  /** Whether the dataset takes no rows any more; its versions stay. */
  isArchived?: boolean | null | undefined;
  /** Further fields: an object, at most 64 KiB of JSON. */
  metadata?: unknown;
  /** Name of the dataset, unique in the workspace, 1 to 200 characters. */
  name?: string | null | undefined;
  /** Tags of the dataset, at most 50 of 1 to 100 characters. */
  tags?: Array<string> | null | undefined;
};

/** What embeddings of messages are to be made with. */
export type UpdateMeaningSettingsInput = {
  /** Global id of an OpenAI-compatible model connection; only with ENDPOINT. */
  connectionId?: string | number | null | undefined;
  /** Largest cost of a day of UTC in US dollars; only with ENDPOINT. Absent: no cap. */
  dailyCapUsd?: number | null | undefined;
  /** What embeddings are made with. */
  embeddings: MeaningEmbeddings;
  /** Name of the model at the connection, 1 to 200 characters; only with ENDPOINT. */
  model?: string | null | undefined;
};

/** New content of a connection to a server of language models; all fields but the key are replaced. */
export type UpdateModelConnectionInput = {
  /** Models that may be used, at most 500; absent or empty: every model that the server lists. */
  allowedModels?: Array<string> | null | undefined;
  /** API key of the server; absent: as it was, which is refused where the address leads to another server; empty: none. */
  apiKey?: string | null | undefined;
  /** Address of the API, such as http://127.0.0.1:11434/v1: http or https, without query and credentials. With a key, http leads to private networks alone. */
  baseUrl: string;
  /** Global id of the connection. */
  id: string | number;
  /** Whether models of the connection may be asked; absent: true. */
  isEnabled?: boolean | null | undefined;
  /** API that the server speaks. */
  kind: ModelConnectionKind;
  /** Name of the connection, unique in the workspace, 1 to 60 characters without a slash. */
  name: string;
  /** Way in which models are given tools; absent: NATIVE. */
  toolProtocol?: ToolProtocol | null | undefined;
};

/** A change of an own run; what is absent stays. */
export type UpdatePlaygroundRunInput = {
  /** Global id of the run. */
  id: string | number;
  /** Whether every viewer of the workspace may read the run. */
  isShared?: boolean | null | undefined;
  /** Title of the run, 1 to 120 characters. */
  title?: string | null | undefined;
};

/** Assessment by the differences of accuracy and of success share to the parent; whatever the number of items. */
export type VersionAssessment =
  /** Accuracy is higher, and the success share is not lower. */
  | 'IMPROVEMENT'
  /** Accuracy is more than 5 points higher, and the success share is not lower. */
  | 'MAJOR_IMPROVEMENT'
  /** Accuracy is not lower, and the success share is. */
  | 'MIXED_RESULTS'
  /** Accuracy is the same and the success share not lower, or the success share of one of the two is not known. */
  | 'NO_CHANGE'
  /** Accuracy is lower. */
  | 'REGRESSION';

/** Verdict on a version beside its parent by the intervals of accuracy, success share, error share and rating. */
export type VersionVerdict =
  /** At least one number of quality is surely better, and none surely worse. */
  | 'BETTER'
  /** One number of quality is surely better, another surely worse. */
  | 'MIXED'
  /** The version has no parent, or nothing was measured of both. */
  | 'NOTHING_TO_COMPARE'
  /** Every interval with enough values contains 0. */
  | 'NOT_DECISIVE'
  /** No number of quality has 20 values on both sides. */
  | 'TOO_FEW'
  /** At least one number of quality is surely worse, and none surely better. */
  | 'WORSE';

/** Day that weeks begin with. */
export type WeekStart =
  /** Weeks from Monday to Sunday, as ISO 8601 has them. */
  | 'MONDAY'
  /** Weeks from Saturday to Friday. */
  | 'SATURDAY'
  /** Weeks from Sunday to Saturday. */
  | 'SUNDAY';

/** All settings of a workspace; a list that is absent is empty. */
export type WorkspaceSettingsInput = {
  /** Thresholds of models and environments, one for each, at most 200. */
  slaRules?: Array<SlaRuleInput> | null | undefined;
  /** Latency threshold in milliseconds, 1 to 86400000. */
  slaThresholdMs: number;
  /** Targets, one for each number. */
  targets?: Array<MetricTargetInput> | null | undefined;
  /** Time zone, a name of IANA's list such as Europe/Berlin; absent or null: none. */
  timeZone?: string | null | undefined;
  /** Day that weeks begin with. */
  weekStart: WeekStart;
};

export type ShellQueryVariables = Exact<{ [key: string]: never; }>;


export type ShellQuery = { workspace: { id: string, name: string, slug: string, messageCount: number, firstMessageAt: string | null } };

export type FilterChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type FilterChoicesQuery = { filterOptions: { models: Array<string>, providers: Array<string>, trainingMethods: Array<TrainingMethod>, sessions: Array<string>, experiments: Array<string>, variants: Array<string>, environments: Array<string> } };

export type PaletteChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type PaletteChoicesQuery = { boards: Array<{ id: string, name: string, search: string }>, models: Array<{ id: string, name: string, provider: string | null, trainingMethod: TrainingMethod | null }>, experiments: Array<{ id: string, key: string, name: string, kind: ExperimentKind, state: ExperimentState }>, prompts: Array<{ id: string, name: string, type: PromptType }>, cohorts: Array<{ id: string, name: string }>, metrics: Array<{ id: string, key: string, name: string }>, alertRules: Array<{ id: string, name: string, state: AlertState }>, anomalies: { edges: Array<{ node: { id: string, number: number, sentence: string } }> } };

export type MessageArrivedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type MessageArrivedSubscription = { messageIngested: { id: string } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { preferences: unknown, viewer: { role: Role | null, permissions: Array<string>, hasPassword: boolean, hasSecondFactor: boolean, person: { id: string, name: string, email: string } | null, workspace: { id: string, name: string, slug: string } | null } };

export type SettingsHeldSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type SettingsHeldSubscription = { workspaceSettingsChanged: { slaThresholdMs: number, timeZone: string | null, weekStart: WeekStart, slaRules: Array<{ value: string, thresholdMs: number }>, targets: Array<{ metric: TargetMetric, value: number, bound: TargetBound }> } };

export type WorkspaceChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkspaceChoicesQuery = { workspaces: Array<{ slug: string, name: string, role: Role, archivedAt: string | null }> };

export type CohortChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type CohortChoicesQuery = { cohorts: Array<{ id: string, name: string, lastSize: { userCount: number } | null }> };

export type FilterValuesQueryVariables = Exact<{
  filter: AnalyticsFilter;
  dimension: FacetDimension;
  prefix?: string | null | undefined;
}>;


export type FilterValuesQuery = { analytics: { facets: Array<{ valueCount: number, values: Array<{ value: string, count: number }> }> } };

export type SetPreferenceMutationVariables = Exact<{
  name: string;
  value?: unknown;
}>;


export type SetPreferenceMutation = { setPreference: unknown };

export type TopicChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type TopicChoicesQuery = { topicNames: Array<{ topicId: string, name: string }> };

export type ViewRowFragment = { id: string, name: string, search: string, isDefault: boolean };

export type SavedViewsQueryVariables = Exact<{
  page: string;
  hasDefault?: boolean;
}>;


export type SavedViewsQuery = { preferences?: unknown, savedViews: Array<{ id: string, name: string, search: string, isDefault: boolean }> };

export type SetDefaultViewMutationVariables = Exact<{
  page: string;
  id?: string | number | null | undefined;
}>;


export type SetDefaultViewMutation = { setDefaultView: Array<{ id: string, name: string, search: string, isDefault: boolean }> };

export type SaveViewMutationVariables = Exact<{
  page: string;
  name: string;
  search: string;
}>;


export type SaveViewMutation = { saveView: { id: string, name: string, search: string, isDefault: boolean } };

export type DeleteViewMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteViewMutation = { deleteView: string };

export type SessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionsQuery = { sessions: Array<{ id: string, createdAt: string, lastSeenAt: string, address: string | null, userAgent: string | null, isCurrent: boolean }> };

export type RevokeSessionMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeSessionMutation = { revokeSession: number };

export type RevokeOtherSessionsMutationVariables = Exact<{ [key: string]: never; }>;


export type RevokeOtherSessionsMutation = { revokeOtherSessions: number };

export type PersonalKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type PersonalKeysQuery = { personalKeys: Array<{ id: string, name: string, prefix: string, scope: KeyScope, role: Role, environment: string | null, requestsPerMinute: number | null, isPersonal: boolean, ownerName: string | null, createdByName: string | null, createdByKeyName: string | null, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, lastUsedFrom: string | null, revokedAt: string | null }> };

export type CreatePersonalKeyMutationVariables = Exact<{
  input: CreatePersonalKeyInput;
}>;


export type CreatePersonalKeyMutation = { createPersonalKey: { secret: string, apiKey: { id: string } } };

export type RevokePersonalKeyMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokePersonalKeyMutation = { revokePersonalKey: { id: string, name: string, prefix: string, scope: KeyScope, role: Role, environment: string | null, requestsPerMinute: number | null, isPersonal: boolean, ownerName: string | null, createdByName: string | null, createdByKeyName: string | null, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, lastUsedFrom: string | null, revokedAt: string | null } };

export type SlackLinksQueryVariables = Exact<{ [key: string]: never; }>;


export type SlackLinksQuery = { slackLinks: Array<{ id: string, teamId: string, slackUserId: string, slackUserName: string, createdAt: string }> };

export type DeleteSlackLinkMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteSlackLinkMutation = { deleteSlackLink: string };

export type ChannelRowFragment = { id: string, kind: AlertChannelKind, name: string, target: string, isEnabled: boolean, disabledReason: string | null, createdAt: string, rules: Array<{ id: string, name: string }>, lastDelivery: { id: string, transition: AlertTransition, state: AlertDeliveryState, attempts: number, statusCode: number | null, response: string | null, createdAt: string, sentAt: string | null, nextAttemptAt: string | null, key: string } | null };

export type DeliveryRowFragment = { id: string, transition: AlertTransition, state: AlertDeliveryState, attempts: number, statusCode: number | null, response: string | null, createdAt: string, sentAt: string | null, nextAttemptAt: string | null, key: string };

export type AlertRuleRowFragment = { id: string, name: string, source: AlertSource, metric: SignalMetric | null, dimension: SignalDimension | null, filter: unknown, severity: AlertSeverity, state: AlertState, sentence: string, isEnabled: boolean, mutedUntil: string | null, noticesPerWeek: number | null, updatedAt: string, channels: Array<{ id: string, kind: AlertChannelKind, name: string }>, series: Array<{ value: string, state: AlertState }> };

export type WholeAlertRuleFragment = { isAbove: boolean | null, trip: number | null, clear: number | null, windowMinutes: number | null, forMinutes: number, dwellMinutes: number, minimumCount: number | null, compareWith: AlertComparison | null, changePercent: number | null, minimumSeverity: AlertSeverity | null, forecastDays: number | null, target: number | null, longWindowMinutes: number | null, shortWindowMinutes: number | null, factor: number | null, driftRole: DriftRole | null, driftFeatures: Array<DriftFeature>, minimumEffect: EffectLabel | null, trainingEvents: Array<AlertTrainingEvent>, budgetUsd: number | null, budgetPeriod: AlertBudgetPeriod | null, noDataMinutes: number | null, escalateAfterMinutes: number | null, repeatMinutes: number | null, problem: string | null, createdAt: string, id: string, name: string, source: AlertSource, metric: SignalMetric | null, dimension: SignalDimension | null, filter: unknown, severity: AlertSeverity, state: AlertState, sentence: string, isEnabled: boolean, mutedUntil: string | null, noticesPerWeek: number | null, updatedAt: string, driftBaseline: { id: string, name: string } | null, escalateTo: Array<{ id: string, kind: AlertChannelKind, name: string }>, schedule: { timeZone: string, days: Array<number>, from: string, to: string } | null, series: Array<{ value: string, state: AlertState, lastValue: number | null, lastEvaluatedAt: string, since: string, sentence: string }>, watchers: Array<{ id: string, name: string }>, channels: Array<{ id: string, kind: AlertChannelKind, name: string }> };

export type EpisodeRowFragment = { id: string, ruleName: string, series: string, state: EpisodeState, openedAt: string, acknowledgedAt: string | null, acknowledgedBy: string | null, resolvedAt: string | null, sentence: string, value: number | null, peak: number | null, link: string, rule: { id: string } | null };

export type AlertRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type AlertRulesQuery = { alertRules: Array<{ id: string, name: string, source: AlertSource, metric: SignalMetric | null, dimension: SignalDimension | null, filter: unknown, severity: AlertSeverity, state: AlertState, sentence: string, isEnabled: boolean, mutedUntil: string | null, noticesPerWeek: number | null, updatedAt: string, channels: Array<{ id: string, kind: AlertChannelKind, name: string }>, series: Array<{ value: string, state: AlertState }> }>, alertTemplates: Array<{ key: string, name: string, sentence: string, rule: unknown }> };

export type OneAlertRuleQueryVariables = Exact<{
  id: string | number;
}>;


export type OneAlertRuleQuery = { alertRule: { isAbove: boolean | null, trip: number | null, clear: number | null, windowMinutes: number | null, forMinutes: number, dwellMinutes: number, minimumCount: number | null, compareWith: AlertComparison | null, changePercent: number | null, minimumSeverity: AlertSeverity | null, forecastDays: number | null, target: number | null, longWindowMinutes: number | null, shortWindowMinutes: number | null, factor: number | null, driftRole: DriftRole | null, driftFeatures: Array<DriftFeature>, minimumEffect: EffectLabel | null, trainingEvents: Array<AlertTrainingEvent>, budgetUsd: number | null, budgetPeriod: AlertBudgetPeriod | null, noDataMinutes: number | null, escalateAfterMinutes: number | null, repeatMinutes: number | null, problem: string | null, createdAt: string, id: string, name: string, source: AlertSource, metric: SignalMetric | null, dimension: SignalDimension | null, filter: unknown, severity: AlertSeverity, state: AlertState, sentence: string, isEnabled: boolean, mutedUntil: string | null, noticesPerWeek: number | null, updatedAt: string, driftBaseline: { id: string, name: string } | null, escalateTo: Array<{ id: string, kind: AlertChannelKind, name: string }>, schedule: { timeZone: string, days: Array<number>, from: string, to: string } | null, series: Array<{ value: string, state: AlertState, lastValue: number | null, lastEvaluatedAt: string, since: string, sentence: string }>, watchers: Array<{ id: string, name: string }>, channels: Array<{ id: string, kind: AlertChannelKind, name: string }> } | null };

export type AlertRuleHistoryQueryVariables = Exact<{
  id: string | number;
  series: string;
  days: number;
}>;


export type AlertRuleHistoryQuery = { alertRule: { id: string, history: { trip: number, clear: number, points: Array<{ at: string, value: number | null }> } | null } | null, alertEpisodes: { edges: Array<{ node: { id: string, series: string, openedAt: string, resolvedAt: string | null } }> } };

export type AlertEpisodePageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  states?: Array<EpisodeState> | EpisodeState | null | undefined;
  ruleId?: string | number | null | undefined;
}>;


export type AlertEpisodePageQuery = { alertEpisodes: { edges: Array<{ cursor: string, node: { id: string, ruleName: string, series: string, state: EpisodeState, openedAt: string, acknowledgedAt: string | null, acknowledgedBy: string | null, resolvedAt: string | null, sentence: string, value: number | null, peak: number | null, link: string, deliveries: Array<{ id: string, transition: AlertTransition, state: AlertDeliveryState, attempts: number, statusCode: number | null, response: string | null, createdAt: string, sentAt: string | null, nextAttemptAt: string | null, key: string, channel: { id: string, kind: AlertChannelKind, name: string } }>, rule: { id: string } | null } }>, pageInfo: { hasNextPage: boolean } } };

export type AlertChannelsQueryVariables = Exact<{ [key: string]: never; }>;


export type AlertChannelsQuery = { alertChannels: Array<{ id: string, kind: AlertChannelKind, name: string, target: string, isEnabled: boolean, disabledReason: string | null, createdAt: string, rules: Array<{ id: string, name: string }>, lastDelivery: { id: string, transition: AlertTransition, state: AlertDeliveryState, attempts: number, statusCode: number | null, response: string | null, createdAt: string, sentAt: string | null, nextAttemptAt: string | null, key: string } | null }> };

export type AlertDeliveryPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  channelId?: string | number | null | undefined;
}>;


export type AlertDeliveryPageQuery = { alertDeliveries: { edges: Array<{ cursor: string, node: { id: string, transition: AlertTransition, state: AlertDeliveryState, attempts: number, statusCode: number | null, response: string | null, createdAt: string, sentAt: string | null, nextAttemptAt: string | null, key: string, channel: { id: string, kind: AlertChannelKind, name: string } } }>, pageInfo: { hasNextPage: boolean } } };

export type AlertPreviewQueryVariables = Exact<{
  input: AlertRuleInput;
  days: number;
}>;


export type AlertPreviewQuery = { alertPreview: { noticesPerWeek: number | null, sentence: string, episodes: Array<{ series: string, from: string, to: string | null, peak: number | null }> } };

export type AlertsChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type AlertsChangedSubscription = { alertsChanged: { firingCount: number } };

export type CreateAlertRuleMutationVariables = Exact<{
  input: AlertRuleInput;
}>;


export type CreateAlertRuleMutation = { createAlertRule: { isAbove: boolean | null, trip: number | null, clear: number | null, windowMinutes: number | null, forMinutes: number, dwellMinutes: number, minimumCount: number | null, compareWith: AlertComparison | null, changePercent: number | null, minimumSeverity: AlertSeverity | null, forecastDays: number | null, target: number | null, longWindowMinutes: number | null, shortWindowMinutes: number | null, factor: number | null, driftRole: DriftRole | null, driftFeatures: Array<DriftFeature>, minimumEffect: EffectLabel | null, trainingEvents: Array<AlertTrainingEvent>, budgetUsd: number | null, budgetPeriod: AlertBudgetPeriod | null, noDataMinutes: number | null, escalateAfterMinutes: number | null, repeatMinutes: number | null, problem: string | null, createdAt: string, id: string, name: string, source: AlertSource, metric: SignalMetric | null, dimension: SignalDimension | null, filter: unknown, severity: AlertSeverity, state: AlertState, sentence: string, isEnabled: boolean, mutedUntil: string | null, noticesPerWeek: number | null, updatedAt: string, driftBaseline: { id: string, name: string } | null, escalateTo: Array<{ id: string, kind: AlertChannelKind, name: string }>, schedule: { timeZone: string, days: Array<number>, from: string, to: string } | null, series: Array<{ value: string, state: AlertState, lastValue: number | null, lastEvaluatedAt: string, since: string, sentence: string }>, watchers: Array<{ id: string, name: string }>, channels: Array<{ id: string, kind: AlertChannelKind, name: string }> } };

export type UpdateAlertRuleMutationVariables = Exact<{
  id: string | number;
  input: AlertRuleInput;
  updatedAt: string;
}>;


export type UpdateAlertRuleMutation = { updateAlertRule: { isAbove: boolean | null, trip: number | null, clear: number | null, windowMinutes: number | null, forMinutes: number, dwellMinutes: number, minimumCount: number | null, compareWith: AlertComparison | null, changePercent: number | null, minimumSeverity: AlertSeverity | null, forecastDays: number | null, target: number | null, longWindowMinutes: number | null, shortWindowMinutes: number | null, factor: number | null, driftRole: DriftRole | null, driftFeatures: Array<DriftFeature>, minimumEffect: EffectLabel | null, trainingEvents: Array<AlertTrainingEvent>, budgetUsd: number | null, budgetPeriod: AlertBudgetPeriod | null, noDataMinutes: number | null, escalateAfterMinutes: number | null, repeatMinutes: number | null, problem: string | null, createdAt: string, id: string, name: string, source: AlertSource, metric: SignalMetric | null, dimension: SignalDimension | null, filter: unknown, severity: AlertSeverity, state: AlertState, sentence: string, isEnabled: boolean, mutedUntil: string | null, noticesPerWeek: number | null, updatedAt: string, driftBaseline: { id: string, name: string } | null, escalateTo: Array<{ id: string, kind: AlertChannelKind, name: string }>, schedule: { timeZone: string, days: Array<number>, from: string, to: string } | null, series: Array<{ value: string, state: AlertState, lastValue: number | null, lastEvaluatedAt: string, since: string, sentence: string }>, watchers: Array<{ id: string, name: string }>, channels: Array<{ id: string, kind: AlertChannelKind, name: string }> } };

export type DeleteAlertRuleMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteAlertRuleMutation = { deleteAlertRule: string };

export type MuteAlertRuleMutationVariables = Exact<{
  id: string | number;
  until: string;
}>;


export type MuteAlertRuleMutation = { muteAlertRule: { isAbove: boolean | null, trip: number | null, clear: number | null, windowMinutes: number | null, forMinutes: number, dwellMinutes: number, minimumCount: number | null, compareWith: AlertComparison | null, changePercent: number | null, minimumSeverity: AlertSeverity | null, forecastDays: number | null, target: number | null, longWindowMinutes: number | null, shortWindowMinutes: number | null, factor: number | null, driftRole: DriftRole | null, driftFeatures: Array<DriftFeature>, minimumEffect: EffectLabel | null, trainingEvents: Array<AlertTrainingEvent>, budgetUsd: number | null, budgetPeriod: AlertBudgetPeriod | null, noDataMinutes: number | null, escalateAfterMinutes: number | null, repeatMinutes: number | null, problem: string | null, createdAt: string, id: string, name: string, source: AlertSource, metric: SignalMetric | null, dimension: SignalDimension | null, filter: unknown, severity: AlertSeverity, state: AlertState, sentence: string, isEnabled: boolean, mutedUntil: string | null, noticesPerWeek: number | null, updatedAt: string, driftBaseline: { id: string, name: string } | null, escalateTo: Array<{ id: string, kind: AlertChannelKind, name: string }>, schedule: { timeZone: string, days: Array<number>, from: string, to: string } | null, series: Array<{ value: string, state: AlertState, lastValue: number | null, lastEvaluatedAt: string, since: string, sentence: string }>, watchers: Array<{ id: string, name: string }>, channels: Array<{ id: string, kind: AlertChannelKind, name: string }> } };

export type UnmuteAlertRuleMutationVariables = Exact<{
  id: string | number;
}>;


export type UnmuteAlertRuleMutation = { unmuteAlertRule: { isAbove: boolean | null, trip: number | null, clear: number | null, windowMinutes: number | null, forMinutes: number, dwellMinutes: number, minimumCount: number | null, compareWith: AlertComparison | null, changePercent: number | null, minimumSeverity: AlertSeverity | null, forecastDays: number | null, target: number | null, longWindowMinutes: number | null, shortWindowMinutes: number | null, factor: number | null, driftRole: DriftRole | null, driftFeatures: Array<DriftFeature>, minimumEffect: EffectLabel | null, trainingEvents: Array<AlertTrainingEvent>, budgetUsd: number | null, budgetPeriod: AlertBudgetPeriod | null, noDataMinutes: number | null, escalateAfterMinutes: number | null, repeatMinutes: number | null, problem: string | null, createdAt: string, id: string, name: string, source: AlertSource, metric: SignalMetric | null, dimension: SignalDimension | null, filter: unknown, severity: AlertSeverity, state: AlertState, sentence: string, isEnabled: boolean, mutedUntil: string | null, noticesPerWeek: number | null, updatedAt: string, driftBaseline: { id: string, name: string } | null, escalateTo: Array<{ id: string, kind: AlertChannelKind, name: string }>, schedule: { timeZone: string, days: Array<number>, from: string, to: string } | null, series: Array<{ value: string, state: AlertState, lastValue: number | null, lastEvaluatedAt: string, since: string, sentence: string }>, watchers: Array<{ id: string, name: string }>, channels: Array<{ id: string, kind: AlertChannelKind, name: string }> } };

export type AcknowledgeAlertMutationVariables = Exact<{
  episodeId: string | number;
}>;


export type AcknowledgeAlertMutation = { acknowledgeAlert: { id: string, ruleName: string, series: string, state: EpisodeState, openedAt: string, acknowledgedAt: string | null, acknowledgedBy: string | null, resolvedAt: string | null, sentence: string, value: number | null, peak: number | null, link: string, rule: { id: string } | null } };

export type CreateAlertChannelMutationVariables = Exact<{
  input: AlertChannelInput;
}>;


export type CreateAlertChannelMutation = { createAlertChannel: { secret: string | null, channel: { id: string, kind: AlertChannelKind, name: string, target: string, isEnabled: boolean, disabledReason: string | null, createdAt: string, rules: Array<{ id: string, name: string }>, lastDelivery: { id: string, transition: AlertTransition, state: AlertDeliveryState, attempts: number, statusCode: number | null, response: string | null, createdAt: string, sentAt: string | null, nextAttemptAt: string | null, key: string } | null } } };

export type UpdateAlertChannelMutationVariables = Exact<{
  input: UpdateAlertChannelInput;
}>;


export type UpdateAlertChannelMutation = { updateAlertChannel: { secret: string | null, channel: { id: string, kind: AlertChannelKind, name: string, target: string, isEnabled: boolean, disabledReason: string | null, createdAt: string, rules: Array<{ id: string, name: string }>, lastDelivery: { id: string, transition: AlertTransition, state: AlertDeliveryState, attempts: number, statusCode: number | null, response: string | null, createdAt: string, sentAt: string | null, nextAttemptAt: string | null, key: string } | null } } };

export type DeleteAlertChannelMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteAlertChannelMutation = { deleteAlertChannel: string };

export type TestAlertChannelMutationVariables = Exact<{
  id: string | number;
}>;


export type TestAlertChannelMutation = { testAlertChannel: { id: string, transition: AlertTransition, state: AlertDeliveryState, attempts: number, statusCode: number | null, response: string | null, createdAt: string, sentAt: string | null, nextAttemptAt: string | null, key: string } };

export type ResendAlertDeliveryMutationVariables = Exact<{
  id: string | number;
}>;


export type ResendAlertDeliveryMutation = { resendAlertDelivery: { id: string, transition: AlertTransition, state: AlertDeliveryState, attempts: number, statusCode: number | null, response: string | null, createdAt: string, sentAt: string | null, nextAttemptAt: string | null, key: string } };

export type CreateAlertFromTemplateMutationVariables = Exact<{
  key: string;
  channelIds: Array<string | number> | string | number;
}>;


export type CreateAlertFromTemplateMutation = { createAlertFromTemplate: { isAbove: boolean | null, trip: number | null, clear: number | null, windowMinutes: number | null, forMinutes: number, dwellMinutes: number, minimumCount: number | null, compareWith: AlertComparison | null, changePercent: number | null, minimumSeverity: AlertSeverity | null, forecastDays: number | null, target: number | null, longWindowMinutes: number | null, shortWindowMinutes: number | null, factor: number | null, driftRole: DriftRole | null, driftFeatures: Array<DriftFeature>, minimumEffect: EffectLabel | null, trainingEvents: Array<AlertTrainingEvent>, budgetUsd: number | null, budgetPeriod: AlertBudgetPeriod | null, noDataMinutes: number | null, escalateAfterMinutes: number | null, repeatMinutes: number | null, problem: string | null, createdAt: string, id: string, name: string, source: AlertSource, metric: SignalMetric | null, dimension: SignalDimension | null, filter: unknown, severity: AlertSeverity, state: AlertState, sentence: string, isEnabled: boolean, mutedUntil: string | null, noticesPerWeek: number | null, updatedAt: string, driftBaseline: { id: string, name: string } | null, escalateTo: Array<{ id: string, kind: AlertChannelKind, name: string }>, schedule: { timeZone: string, days: Array<number>, from: string, to: string } | null, series: Array<{ value: string, state: AlertState, lastValue: number | null, lastEvaluatedAt: string, since: string, sentence: string }>, watchers: Array<{ id: string, name: string }>, channels: Array<{ id: string, kind: AlertChannelKind, name: string }> } };

export type DriftBaselinesToWatchQueryVariables = Exact<{ [key: string]: never; }>;


export type DriftBaselinesToWatchQuery = { driftBaselines: Array<{ id: string, name: string }> };

export type PreferencesQueryVariables = Exact<{ [key: string]: never; }>;


export type PreferencesQuery = { preferences: unknown };

export type AuditRowFragment = { id: string, at: string, address: string | null, userAgent: string | null, requestId: string | null, keyId: string | null, action: string, change: AuditChange | null, targetType: string | null, targetId: string | null, targetName: string | null, outcome: AuditOutcome, permission: string | null, reason: string | null, count: number, actor: { kind: AuditActorKind, key: string | null, name: string | null }, changes: Array<{ field: string, before: unknown, after: unknown }> };

export type AuditPageQueryVariables = Exact<{
  filter?: AuditFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AuditPageQuery = { auditLog: { edges: Array<{ cursor: string, node: { id: string, at: string, address: string | null, userAgent: string | null, requestId: string | null, keyId: string | null, action: string, change: AuditChange | null, targetType: string | null, targetId: string | null, targetName: string | null, outcome: AuditOutcome, permission: string | null, reason: string | null, count: number, actor: { kind: AuditActorKind, key: string | null, name: string | null }, changes: Array<{ field: string, before: unknown, after: unknown }> } }>, pageInfo: { hasNextPage: boolean } } };

export type AuditChangedSubscriptionVariables = Exact<{
  filter?: AuditFilter | null | undefined;
}>;


export type AuditChangedSubscription = { auditLogChanged: { addedCount: number } };

export type BenchmarksQueryVariables = Exact<{ [key: string]: never; }>;


export type BenchmarksQuery = { benchmarkSuites: Array<{ id: string, name: string, itemCount: number, runCount: number, lastRunAt: string | null }> };

export type BenchmarkSuiteRowFragment = { id: string, name: string, itemCount: number, runCount: number, lastRunAt: string | null };

export type BenchmarksChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type BenchmarksChangedSubscription = { benchmarksChanged: boolean };

export type BenchmarkSuitePageQueryVariables = Exact<{
  id: string | number;
}>;


export type BenchmarkSuitePageQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { name: string, itemCount: number, id: string, runs: Array<{ id: string, model: string, modelVersion: string | null, source: BenchmarkSource, startedAt: string, p50LatencyMs: number | null, costUsd: number | null, numbers: { itemCount: number, resultCount: number, errorCount: number, decidedCount: number, accuracy: number | null, accuracyLow: number | null, accuracyHigh: number | null, meanScore: number | null } }> }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type BenchmarkRunRowFragment = { id: string, model: string, modelVersion: string | null, source: BenchmarkSource, startedAt: string, p50LatencyMs: number | null, costUsd: number | null, numbers: { itemCount: number, resultCount: number, errorCount: number, decidedCount: number, accuracy: number | null, accuracyLow: number | null, accuracyHigh: number | null, meanScore: number | null } };

export type BenchmarkPairsFragment = { category: string | null, itemCount: number, bothCorrect: number, onlyBase: number, onlyOther: number, neither: number, baseAccuracy: number | null, otherAccuracy: number | null, difference: number | null, differenceLow: number | null, differenceHigh: number | null, pValue: number | null, verdict: BenchmarkVerdict };

export type BenchmarkComparisonOfQueryVariables = Exact<{
  baseId: string | number;
  otherId: string | number;
  flip?: BenchmarkFlip | null | undefined;
}>;


export type BenchmarkComparisonOfQuery = { benchmarkComparison: { numbers: { category: string | null, itemCount: number, bothCorrect: number, onlyBase: number, onlyOther: number, neither: number, baseAccuracy: number | null, otherAccuracy: number | null, difference: number | null, differenceLow: number | null, differenceHigh: number | null, pValue: number | null, verdict: BenchmarkVerdict }, byCategory: Array<{ category: string | null, itemCount: number, bothCorrect: number, onlyBase: number, onlyOther: number, neither: number, baseAccuracy: number | null, otherAccuracy: number | null, difference: number | null, differenceLow: number | null, differenceHigh: number | null, pValue: number | null, verdict: BenchmarkVerdict }>, flips: { edges: Array<{ node: { itemId: string, category: string | null, input: string | null, target: string | null, flip: BenchmarkFlip, base: Array<{ sample: number, answer: string | null, error: string | null, outcome: BenchmarkOutcome }>, other: Array<{ sample: number, answer: string | null, error: string | null, outcome: BenchmarkOutcome }> } }>, pageInfo: { hasNextPage: boolean } } } };

export type FlippedItemRowFragment = { itemId: string, category: string | null, input: string | null, target: string | null, flip: BenchmarkFlip, base: Array<{ sample: number, answer: string | null, error: string | null, outcome: BenchmarkOutcome }>, other: Array<{ sample: number, answer: string | null, error: string | null, outcome: BenchmarkOutcome }> };

export type DeleteBenchmarkRunMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteBenchmarkRunMutation = { deleteBenchmarkRun: string };

export type BoardTilePartsFragment = { key: string, kind: BoardTileKind, x: number, y: number, width: number, height: number, panel: string | null, title: string | null, text: string | null };

export type BoardCardFragment = { id: string, name: string, isShared: boolean, isOwn: boolean, isLeft: boolean, ownerName: string | null, version: number, search: string, updatedAt: string, tiles: Array<{ key: string, kind: BoardTileKind }> };

export type WholeBoardFragment = { id: string, name: string, isShared: boolean, isOwn: boolean, isLeft: boolean, ownerName: string | null, version: number, search: string, tiles: Array<{ key: string, kind: BoardTileKind, x: number, y: number, width: number, height: number, panel: string | null, title: string | null, text: string | null }> };

export type BoardsQueryVariables = Exact<{ [key: string]: never; }>;


export type BoardsQuery = { boards: Array<{ id: string, name: string, isShared: boolean, isOwn: boolean, isLeft: boolean, ownerName: string | null, version: number, search: string, updatedAt: string, tiles: Array<{ key: string, kind: BoardTileKind }> }> };

export type BoardPageQueryVariables = Exact<{
  id: string | number;
}>;


export type BoardPageQuery = { board: { id: string, name: string, isShared: boolean, isOwn: boolean, isLeft: boolean, ownerName: string | null, version: number, search: string, tiles: Array<{ key: string, kind: BoardTileKind, x: number, y: number, width: number, height: number, panel: string | null, title: string | null, text: string | null }> } | null };

export type BoardHistoryQueryVariables = Exact<{
  id: string | number;
}>;


export type BoardHistoryQuery = { board: { id: string, version: number, versions: Array<{ version: number, name: string, savedAt: string, savedBy: string | null, restoredFrom: number | null, tiles: Array<{ key: string, kind: BoardTileKind }> }> } | null };

export type SaveBoardMutationVariables = Exact<{
  input: BoardInput;
}>;


export type SaveBoardMutation = { saveBoard: { id: string, name: string, isShared: boolean, isOwn: boolean, isLeft: boolean, ownerName: string | null, version: number, search: string, tiles: Array<{ key: string, kind: BoardTileKind, x: number, y: number, width: number, height: number, panel: string | null, title: string | null, text: string | null }> } };

export type RestoreBoardMutationVariables = Exact<{
  input: RestoreBoardInput;
}>;


export type RestoreBoardMutation = { restoreBoard: { id: string, name: string, isShared: boolean, isOwn: boolean, isLeft: boolean, ownerName: string | null, version: number, search: string, tiles: Array<{ key: string, kind: BoardTileKind, x: number, y: number, width: number, height: number, panel: string | null, title: string | null, text: string | null }> } };

export type DeleteBoardMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteBoardMutation = { deleteBoard: string };

export type CohortRowFragment = { id: string, name: string, description: string, rule: unknown, version: number, updatedAt: string, lastSize: { userCount: number, countedAt: string } | null };

export type CohortsQueryVariables = Exact<{ [key: string]: never; }>;


export type CohortsQuery = { cohorts: Array<{ id: string, name: string, description: string, rule: unknown, version: number, updatedAt: string, sizes: Array<{ day: string, userCount: number }>, lastSize: { userCount: number, countedAt: string } | null }> };

export type CohortPageQueryVariables = Exact<{
  id: string | number;
}>;


export type CohortPageQuery = { cohort: { userCount: number, createdAt: string, id: string, name: string, description: string, rule: unknown, version: number, updatedAt: string, sizes: Array<{ day: string, userCount: number }>, experiments: Array<{ key: string, name: string, isRunning: boolean }>, lastSize: { userCount: number, countedAt: string } | null } | null };

export type CohortMembersQueryVariables = Exact<{
  id: string | number;
  search?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type CohortMembersQuery = { cohort: { members: { pageInfo: { hasNextPage: boolean }, edges: Array<{ cursor: string, node: { userId: string, properties: unknown, firstSeenAt: string | null, lastSeenAt: string | null, identifiedAt: string | null, messageCount: number, conversationCount: number, costUsd: number | null, averageRating: number | null, ratingCount: number } }> } } | null };

export type CohortComparisonQueryVariables = Exact<{
  input: CompareCohortsInput;
}>;


export type CohortComparisonQuery = { compareCohorts: Array<{ userCount: number, otherCount: number, bothCount: number, cohort: { id: string, name: string } | null, metrics: Array<{ metric: string, name: string, unit: string, goal: MetricDirection, value: number | null, otherValue: number | null, difference: number | null, differenceLow: number | null, differenceHigh: number | null, lift: number | null, pValue: number | null, alpha: number, verdict: ExperimentVerdict | null, problem: StatisticProblem | null }> }> };

export type CohortPreviewQueryVariables = Exact<{
  rule: CohortRuleInput;
}>;


export type CohortPreviewQuery = { cohortPreview: { userCount: number, totalUserCount: number } };

export type RuleChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type RuleChoicesQuery = { userProperties: Array<{ name: string, userCount: number, textCount: number, numberCount: number, dateCount: number, listCount: number, frequentValues: Array<unknown> }>, eventNames: Array<{ name: string, eventCount: number }>, experiments: Array<{ key: string, name: string }>, metrics: Array<{ key: string }> };

export type CohortsMovedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type CohortsMovedSubscription = { cohortsChanged: Array<{ id: string }> };

export type CreateCohortMutationVariables = Exact<{
  input: CohortInput;
}>;


export type CreateCohortMutation = { createCohort: { id: string, name: string, description: string, rule: unknown, version: number, updatedAt: string, lastSize: { userCount: number, countedAt: string } | null } };

export type UpdateCohortMutationVariables = Exact<{
  input: CohortChangeInput;
}>;


export type UpdateCohortMutation = { updateCohort: { id: string, name: string, description: string, rule: unknown, version: number, updatedAt: string, lastSize: { userCount: number, countedAt: string } | null } };

export type CloneCohortMutationVariables = Exact<{
  input: CloneCohortInput;
}>;


export type CloneCohortMutation = { cloneCohort: { id: string, name: string } };

export type DeleteCohortMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteCohortMutation = { deleteCohort: string };

export type KeyRowFragment = { id: string, name: string, prefix: string, createdAt: string, lastUsedAt: string | null, revokedAt: string | null };

export type KeysQueryVariables = Exact<{ [key: string]: never; }>;


export type KeysQuery = { apiKeys: Array<{ id: string, name: string, prefix: string, createdAt: string, lastUsedAt: string | null, revokedAt: string | null }>, workspace: { id: string, name: string, messageCount: number, firstMessageAt: string | null } };

export type CreateKeyMutationVariables = Exact<{
  name: string;
}>;


export type CreateKeyMutation = { createApiKey: { secret: string, apiKey: { id: string, name: string, prefix: string, createdAt: string, lastUsedAt: string | null, revokedAt: string | null } } };

export type RevokeKeyMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeKeyMutation = { revokeApiKey: { id: string, name: string, prefix: string, createdAt: string, lastUsedAt: string | null, revokedAt: string | null } };

export type FirstMessageSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type FirstMessageSubscription = { messageIngested: { id: string, externalId: string, role: MessageRole, model: string | null, createdAt: string, contentPreview: string, conversation: { id: string, externalId: string } } };

export type SessionRowFragment = { id: string, name: string, model: string | null, isEnabled: boolean, tasks: Array<string>, startedAt: string, endedAt: string | null, metrics: { learningStatistics: { updateCount: number, succeededCount: number, failedCount: number, rollbackCount: number }, performanceDrift: { baselinePerformance: number | null, currentPerformance: number | null, driftRate: number | null, driftDirection: PerformanceDriftDirection | null, driftRateInterval: { low: number, high: number } | null }, adaptationMetrics: { adaptationSpeed: number | null, stepsTo90: number | null, stabilityScore: number | null, catastrophicForgettingScore: number | null }, feedbackIncorporation: { userFeedbackProcessed: number, positiveFeedbackShare: number | null, feedbackImpactScore: number | null, learningFromMistakesScore: number | null, positiveFeedbackInterval: { low: number, high: number } | null, learningFromMistakesInterval: { low: number, high: number } | null }, matrix: { tasks: Array<string>, rows: Array<unknown>, initial: Array<number | null> }, transfer: { averageAccuracy: number | null, backwardTransfer: number | null, forwardTransfer: number | null, forgetting: Array<number | null>, averageForgetting: number | null } } };

export type ContinualSessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type ContinualSessionsQuery = { continualSessions: Array<{ id: string, name: string, model: string | null, isEnabled: boolean, tasks: Array<string>, startedAt: string, endedAt: string | null, metrics: { learningStatistics: { updateCount: number, succeededCount: number, failedCount: number, rollbackCount: number }, performanceDrift: { baselinePerformance: number | null, currentPerformance: number | null, driftRate: number | null, driftDirection: PerformanceDriftDirection | null, driftRateInterval: { low: number, high: number } | null }, adaptationMetrics: { adaptationSpeed: number | null, stepsTo90: number | null, stabilityScore: number | null, catastrophicForgettingScore: number | null }, feedbackIncorporation: { userFeedbackProcessed: number, positiveFeedbackShare: number | null, feedbackImpactScore: number | null, learningFromMistakesScore: number | null, positiveFeedbackInterval: { low: number, high: number } | null, learningFromMistakesInterval: { low: number, high: number } | null }, matrix: { tasks: Array<string>, rows: Array<unknown>, initial: Array<number | null> }, transfer: { averageAccuracy: number | null, backwardTransfer: number | null, forwardTransfer: number | null, forgetting: Array<number | null>, averageForgetting: number | null } } }> };

export type SessionDetailFragment = { id: string, notes: string | null, scores: Array<{ step: number | string, task: string, stage: string | null, accuracy: number }>, updates: Array<{ externalId: string, status: ContinualUpdateStatus, at: string, task: string | null, feedbackCount: number, positiveCount: number, before: number | null, after: number | null, error: string | null }> };

export type ContinualSessionOfQueryVariables = Exact<{
  id: string | number;
}>;


export type ContinualSessionOfQuery = { node:
    | { id: string, notes: string | null, scores: Array<{ step: number | string, task: string, stage: string | null, accuracy: number }>, updates: Array<{ externalId: string, status: ContinualUpdateStatus, at: string, task: string | null, feedbackCount: number, positiveCount: number, before: number | null, after: number | null, error: string | null }> }
    | Record<PropertyKey, never>
   | null };

export type ContinualChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ContinualChangedSubscription = { continualSessionsChanged: boolean };

export type TurnFragment = { id: string, externalId: string, role: MessageRole, content: string, parts: unknown, createdAt: string, model: string | null, provider: string | null, inputTokens: number | null, outputTokens: number | null, cacheReadTokens: number | null, cacheWriteTokens: number | null, reasoningTokens: number | null, latencyMs: number | null, timeToFirstTokenMs: number | null, errorType: string | null, costUsd: number | null, spanId: string | null, metadata: unknown, cost: { gap: CostGap | null }, trace: { id: string } | null, toolCalls: Array<{ id: string | null, name: string, success: boolean | null, durationMs: number | null, error: string | null, arguments: unknown, result: unknown }>, evaluations: Array<{ id: string, externalId: string, name: string | null, value: number | null, label: string | null, rating: number | null, success: boolean | null, failureTags: Array<string>, comment: string | null, correctedOutput: string | null, evaluator: string | null, evaluatorKind: EvaluatorKind, createdAt: string }>, meaning: { language: string, isSupported: boolean, sentiment: number | null, emotions: Array<{ emotion: Emotion, probability: number }>, topic: { id: string, name: string } | null } | null };

export type ConversationQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ConversationQuery = { conversation: { id: string, externalId: string, sessionId: string | null, experimentName: string | null, variant: string | null, widget: boolean, userId: string | null, environment: string | null, startedAt: string, lastMessageAt: string, messageCount: number, costUsd: number | null, trajectory: Trajectory | null, messages: { edges: Array<{ cursor: string, node: { id: string, externalId: string, role: MessageRole, content: string, parts: unknown, createdAt: string, model: string | null, provider: string | null, inputTokens: number | null, outputTokens: number | null, cacheReadTokens: number | null, cacheWriteTokens: number | null, reasoningTokens: number | null, latencyMs: number | null, timeToFirstTokenMs: number | null, errorType: string | null, costUsd: number | null, spanId: string | null, metadata: unknown, cost: { gap: CostGap | null }, trace: { id: string } | null, toolCalls: Array<{ id: string | null, name: string, success: boolean | null, durationMs: number | null, error: string | null, arguments: unknown, result: unknown }>, evaluations: Array<{ id: string, externalId: string, name: string | null, value: number | null, label: string | null, rating: number | null, success: boolean | null, failureTags: Array<string>, comment: string | null, correctedOutput: string | null, evaluator: string | null, evaluatorKind: EvaluatorKind, createdAt: string }>, meaning: { language: string, isSupported: boolean, sentiment: number | null, emotions: Array<{ emotion: Emotion, probability: number }>, topic: { id: string, name: string } | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ConversationMovedSubscriptionVariables = Exact<{
  conversationId?: string | null | undefined;
}>;


export type ConversationMovedSubscription = { messageIngested: { id: string } };

export type PolicyFragment = { maskingMode: MaskingMode, maskingKinds: Array<MaskingKind>, traceRetentionDays: number | null, messageRetentionDays: number | null, traceSampleShare: number, updatedAt: string | null, lastChange: { at: string, actor: { kind: AuditActorKind, name: string | null } } | null };

export type DataPolicyQueryVariables = Exact<{ [key: string]: never; }>;


export type DataPolicyQuery = { dataPolicy: { maskingMode: MaskingMode, maskingKinds: Array<MaskingKind>, traceRetentionDays: number | null, messageRetentionDays: number | null, traceSampleShare: number, updatedAt: string | null, lastChange: { at: string, actor: { kind: AuditActorKind, name: string | null } } | null } };

export type MaskingPreviewQueryVariables = Exact<{
  text: string;
  mode: MaskingMode;
  kinds: Array<MaskingKind> | MaskingKind;
}>;


export type MaskingPreviewQuery = { maskingPreview: string };

export type SetDataPolicyMutationVariables = Exact<{
  maskingMode: MaskingMode;
  maskingKinds: Array<MaskingKind> | MaskingKind;
  traceRetentionDays?: number | null | undefined;
  messageRetentionDays?: number | null | undefined;
  traceSampleShare: number;
}>;


export type SetDataPolicyMutation = { setDataPolicy: { maskingMode: MaskingMode, maskingKinds: Array<MaskingKind>, traceRetentionDays: number | null, messageRetentionDays: number | null, traceSampleShare: number, updatedAt: string | null, lastChange: { at: string, actor: { kind: AuditActorKind, name: string | null } } | null } };

export type UserDeletionFragment = { id: string, createdAt: string, messageCount: number, conversationCount: number, evaluationCount: number, traceCount: number, spanCount: number, predictionCount: number, task: { id: string, status: TaskStatus, error: string | null, retryAt: string | null } };

export type UserDataQueryVariables = Exact<{
  userId: string;
}>;


export type UserDataQuery = { userData: { messageCount: number, conversationCount: number, evaluationCount: number, traceCount: number, spanCount: number, predictionCount: number, propertyCount: number, eventCount: number, exposureCount: number, overrideCount: number, isPartial: boolean } };

export type UserDeletionsQueryVariables = Exact<{ [key: string]: never; }>;


export type UserDeletionsQuery = { userDeletions: Array<{ id: string, createdAt: string, messageCount: number, conversationCount: number, evaluationCount: number, traceCount: number, spanCount: number, predictionCount: number, task: { id: string, status: TaskStatus, error: string | null, retryAt: string | null } }> };

export type DeleteUserMutationVariables = Exact<{
  userId: string;
}>;


export type DeleteUserMutation = { deleteUser: { id: string, createdAt: string, messageCount: number, conversationCount: number, evaluationCount: number, traceCount: number, spanCount: number, predictionCount: number, task: { id: string, status: TaskStatus, error: string | null, retryAt: string | null } } };

export type UserExportRowFragment = { id: string, createdAt: string, readyAt: string | null, expiresAt: string, path: string | null, sizeBytes: number | null, messageCount: number, evaluationCount: number, spanCount: number, predictionCount: number, propertyCount: number, eventCount: number, exposureCount: number, task: { id: string, status: TaskStatus, error: string | null } };

export type UserExportsQueryVariables = Exact<{ [key: string]: never; }>;


export type UserExportsQuery = { userExports: Array<{ id: string, createdAt: string, readyAt: string | null, expiresAt: string, path: string | null, sizeBytes: number | null, messageCount: number, evaluationCount: number, spanCount: number, predictionCount: number, propertyCount: number, eventCount: number, exposureCount: number, task: { id: string, status: TaskStatus, error: string | null } }> };

export type ExportUserDataMutationVariables = Exact<{
  userId: string;
}>;


export type ExportUserDataMutation = { exportUserData: { id: string, createdAt: string, readyAt: string | null, expiresAt: string, path: string | null, sizeBytes: number | null, messageCount: number, evaluationCount: number, spanCount: number, predictionCount: number, propertyCount: number, eventCount: number, exposureCount: number, task: { id: string, status: TaskStatus, error: string | null } } };

export type DatasetsQueryVariables = Exact<{ [key: string]: never; }>;


export type DatasetsQuery = { datasets: Array<{ id: string, name: string, description: string | null, tags: Array<string>, rowCount: number, versionCount: number, updatedAt: string, archivedAt: string | null, latestVersion: { id: string, number: number, splits: Array<{ name: string | null, rowCount: number }> } | null }> };

export type DatasetListRowFragment = { id: string, name: string, description: string | null, tags: Array<string>, rowCount: number, versionCount: number, updatedAt: string, archivedAt: string | null, latestVersion: { id: string, number: number, splits: Array<{ name: string | null, rowCount: number }> } | null };

export type DatasetsChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type DatasetsChangedSubscription = { datasetsChanged: boolean };

export type DatasetPageQueryVariables = Exact<{
  id: string | number;
}>;


export type DatasetPageQuery = { dataset: { id: string, name: string, description: string | null, tags: Array<string>, rowCount: number, versionCount: number, updatedAt: string, archivedAt: string | null, draft: { changedCount: number, since: string } | null, latestVersion: { id: string, number: number, address: string, rowCount: number, byteCount: number | string, comment: string | null, source: unknown, erasedRowCount: number, createdAt: string, createdBy: string | null, downloadUrl: string, tokenCount: number | null, splits: Array<{ name: string | null, rowCount: number }>, parents: Array<{ datasetName: string, number: number, version: { id: string, dataset: { id: string } } | null }> } | null, versions: { edges: Array<{ node: { id: string, number: number, address: string, rowCount: number, byteCount: number | string, comment: string | null, source: unknown, erasedRowCount: number, createdAt: string, createdBy: string | null, downloadUrl: string, tokenCount: number | null, splits: Array<{ name: string | null, rowCount: number }>, parents: Array<{ datasetName: string, number: number, version: { id: string, dataset: { id: string } } | null }> } }>, pageInfo: { hasNextPage: boolean } } } | null };

export type DatasetVersionRowFragment = { id: string, number: number, address: string, rowCount: number, byteCount: number | string, comment: string | null, source: unknown, erasedRowCount: number, createdAt: string, createdBy: string | null, downloadUrl: string, tokenCount: number | null, splits: Array<{ name: string | null, rowCount: number }>, parents: Array<{ datasetName: string, number: number, version: { id: string, dataset: { id: string } } | null }> };

export type DatasetRowContentFragment = { id: string, position: number, split: string | null, kind: DatasetRowKind, input: unknown, expectedOutput: unknown, messages: unknown, chosen: unknown, rejected: unknown, label: boolean | null, metadata: unknown };

export type DatasetRowsAtQueryVariables = Exact<{
  id: string | number;
  from: number;
  count: number;
  split?: string | null | undefined;
}>;


export type DatasetRowsAtQuery = { datasetVersion: { id: string, rowsAt: Array<{ id: string, position: number, split: string | null, kind: DatasetRowKind, input: unknown, expectedOutput: unknown, messages: unknown, chosen: unknown, rejected: unknown, label: boolean | null, metadata: unknown }> } | null };

export type DatasetRowsFoundQueryVariables = Exact<{
  id: string | number;
  search: string;
  split?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type DatasetRowsFoundQuery = { datasetVersion: { id: string, rows: { edges: Array<{ node: { id: string, position: number, split: string | null, kind: DatasetRowKind, input: unknown, expectedOutput: unknown, messages: unknown, chosen: unknown, rejected: unknown, label: boolean | null, metadata: unknown } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type DatasetRowSourceQueryVariables = Exact<{
  id: string | number;
  position: number;
}>;


export type DatasetRowSourceQuery = { datasetVersion: { id: string, rowsAt: Array<{ id: string, source: { messageId: string | null, traceId: string | null, userId: string | null } | null }> } | null };

export type DatasetDiffOfQueryVariables = Exact<{
  id: string | number;
  againstId: string | number;
}>;


export type DatasetDiffOfQuery = { datasetVersion: { id: string, diff: { added: number, removed: number, changed: number, sample: Array<{ rowId: string, change: DatasetRowChange, before: { id: string, position: number, split: string | null, kind: DatasetRowKind, input: unknown, expectedOutput: unknown, messages: unknown, chosen: unknown, rejected: unknown, label: boolean | null, metadata: unknown } | null, after: { id: string, position: number, split: string | null, kind: DatasetRowKind, input: unknown, expectedOutput: unknown, messages: unknown, chosen: unknown, rejected: unknown, label: boolean | null, metadata: unknown } | null }> } } | null };

export type CreateDatasetMutationVariables = Exact<{
  input: CreateDatasetInput;
}>;


export type CreateDatasetMutation = { createDataset: { id: string, name: string } };

export type UpdateDatasetMutationVariables = Exact<{
  input: UpdateDatasetInput;
}>;


export type UpdateDatasetMutation = { updateDataset: { id: string, name: string, description: string | null, tags: Array<string>, archivedAt: string | null } };

export type DeleteDatasetMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteDatasetMutation = { deleteDataset: string };

export type EditDatasetRowsMutationVariables = Exact<{
  input: EditDatasetRowsInput;
}>;


export type EditDatasetRowsMutation = { editDatasetRows: { id: string, number: number } };

export type SaveDatasetDraftMutationVariables = Exact<{
  id: string | number;
}>;


export type SaveDatasetDraftMutation = { saveDatasetDraft: { id: string } };

export type SplitDatasetMutationVariables = Exact<{
  input: SplitDatasetInput;
}>;


export type SplitDatasetMutation = { splitDataset: { id: string, number: number, splits: Array<{ name: string | null, rowCount: number }> } };

export type DatasetFromMessagesMutationVariables = Exact<{
  input: DatasetFromMessagesInput;
}>;


export type DatasetFromMessagesMutation = { datasetFromMessages: { addedCount: number, duplicateCount: number, leftOutCount: number, version: { id: string, number: number } } };

export type DatasetQualityOfQueryVariables = Exact<{
  id: string | number;
}>;


export type DatasetQualityOfQuery = { datasetVersion: { id: string, quality: { analysedAt: string, rowCount: number, score: number | null, isReady: boolean, classField: string | null, biasScore: number | null, recommendations: Array<string>, parts: { completeness: number | null, consistency: number | null, diversity: number | null, balance: number | null, cleanness: number | null, uniqueness: number | null, labelQuality: number | null }, issues: Array<{ kind: DatasetIssueKind, rowCount: number, share: number, rows: Array<{ rowId: string, position: number, asks: string, note: string | null }> }>, classes: Array<{ name: string, rowCount: number, share: number }>, gaps: Array<{ name: string, rowCount: number, share: number }>, biases: Array<{ kind: DatasetBiasKind, score: number | null, basis: string }> } | null } | null };

export type DatasetIssueContentFragment = { kind: DatasetIssueKind, rowCount: number, share: number, rows: Array<{ rowId: string, position: number, asks: string, note: string | null }> };

export type AnalyseDatasetMutationVariables = Exact<{
  id: string | number;
}>;


export type AnalyseDatasetMutation = { analyseDataset: { id: string } };

export type DriftRowFragment = { feature: DriftFeature, kind: DriftFeatureKind, pValueAdjusted: number, hasDrifted: boolean, effect: number, effectLabel: EffectLabel, sentence: string, tests: Array<{ method: DriftMethod, statistic: number, threshold: number, pValue: number }>, baseline: Array<{ label: string, count: number, share: number }>, current: Array<{ label: string, count: number, share: number }>, words: Array<{ word: string, baselineShare: number, currentShare: number }> };

export type WholeDriftFragment = { baselineFrom: string, baselineTo: string, currentFrom: string, currentTo: string, baselineCount: number, currentCount: number, hasDrifted: boolean, sentence: string, tooLittle: string | null, features: Array<{ feature: DriftFeature, kind: DriftFeatureKind, pValueAdjusted: number, hasDrifted: boolean, effect: number, effectLabel: EffectLabel, sentence: string, tests: Array<{ method: DriftMethod, statistic: number, threshold: number, pValue: number }>, baseline: Array<{ label: string, count: number, share: number }>, current: Array<{ label: string, count: number, share: number }>, words: Array<{ word: string, baselineShare: number, currentShare: number }> }> };

export type DriftQueryVariables = Exact<{
  input: DriftInput;
}>;


export type DriftQuery = { drift: { baselineFrom: string, baselineTo: string, currentFrom: string, currentTo: string, baselineCount: number, currentCount: number, hasDrifted: boolean, sentence: string, tooLittle: string | null, features: Array<{ feature: DriftFeature, kind: DriftFeatureKind, pValueAdjusted: number, hasDrifted: boolean, effect: number, effectLabel: EffectLabel, sentence: string, tests: Array<{ method: DriftMethod, statistic: number, threshold: number, pValue: number }>, baseline: Array<{ label: string, count: number, share: number }>, current: Array<{ label: string, count: number, share: number }>, words: Array<{ word: string, baselineShare: number, currentShare: number }> }> } };

export type DriftExampleFragment = { id: string, externalId: string, contentPreview: string, conversation: { externalId: string } };

export type DriftExamplesQueryVariables = Exact<{
  input: DriftInput;
}>;


export type DriftExamplesQuery = { drift: { features: Array<{ feature: DriftFeature, newExamples: Array<{ id: string, externalId: string, contentPreview: string, conversation: { externalId: string } }>, vanishedExamples: Array<{ id: string, externalId: string, contentPreview: string, conversation: { externalId: string } }> }> } };

export type PinnedBaselineFragment = { id: string, name: string, from: string, to: string, createdAt: string };

export type DriftBaselinesQueryVariables = Exact<{ [key: string]: never; }>;


export type DriftBaselinesQuery = { driftBaselines: Array<{ id: string, name: string, from: string, to: string, createdAt: string }> };

export type PinDriftBaselineMutationVariables = Exact<{
  input: PinDriftBaselineInput;
}>;


export type PinDriftBaselineMutation = { pinDriftBaseline: { id: string, name: string, from: string, to: string, createdAt: string } };

export type DeleteDriftBaselineMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteDriftBaselineMutation = { deleteDriftBaseline: string };

export type EvaluationScorePartFragment = { name: string, kinds: Array<EvaluationScoreKind>, n: number, mean: number | null, low: number | null, high: number | null, passShare: number | null, errorCount: number, labels: Array<{ label: string, count: number }> };

export type EvaluationRunProgressPartFragment = { id: string, state: EvaluationRunState, itemCount: number, doneCount: number, failedCount: number, cachedCount: number, costUsd: number, problem: string | null, endedAt: string | null };

export type EvaluationRunRowFragment = { name: string, kind: EvaluationRunKind, application: string | null, model: string | null, promptName: string | null, promptVersion: number | null, createdAt: string, id: string, state: EvaluationRunState, itemCount: number, doneCount: number, failedCount: number, cachedCount: number, costUsd: number, problem: string | null, endedAt: string | null, dataset: { id: string, name: string } | null, datasetVersion: { id: string, number: number } | null, scores: Array<{ name: string, kinds: Array<EvaluationScoreKind>, n: number, mean: number | null, low: number | null, high: number | null, passShare: number | null, errorCount: number, labels: Array<{ label: string, count: number }> }> };

export type EvaluationRunsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type EvaluationRunsQuery = { evaluationRuns: { edges: Array<{ cursor: string, node: { name: string, kind: EvaluationRunKind, application: string | null, model: string | null, promptName: string | null, promptVersion: number | null, createdAt: string, id: string, state: EvaluationRunState, itemCount: number, doneCount: number, failedCount: number, cachedCount: number, costUsd: number, problem: string | null, endedAt: string | null, dataset: { id: string, name: string } | null, datasetVersion: { id: string, number: number } | null, scores: Array<{ name: string, kinds: Array<EvaluationScoreKind>, n: number, mean: number | null, low: number | null, high: number | null, passShare: number | null, errorCount: number, labels: Array<{ label: string, count: number }> }> } }>, pageInfo: { hasNextPage: boolean } } };

export type EvaluationRunPageQueryVariables = Exact<{
  id: string | number;
}>;


export type EvaluationRunPageQuery = { evaluationRun: { description: string | null, split: string | null, filter: unknown, metadata: unknown, repetitions: number, estimatedCostUsd: number | null, capUsd: number | null, startedAt: string | null, name: string, kind: EvaluationRunKind, application: string | null, model: string | null, promptName: string | null, promptVersion: number | null, createdAt: string, id: string, state: EvaluationRunState, itemCount: number, doneCount: number, failedCount: number, cachedCount: number, costUsd: number, problem: string | null, endedAt: string | null, scorers: Array<{ name: string, check: { kind: EvaluationCheckKind, ignoresCase: boolean, tolerance: number, isRelative: boolean } | null, judge: { id: string, name: string } | null }>, runScores: Array<{ name: string, kind: EvaluationScoreKind, value: number | null, label: string | null, passed: boolean | null, comment: string | null }>, failures: Array<{ code: string, message: string, count: number }>, dataset: { id: string, name: string } | null, datasetVersion: { id: string, number: number } | null, scores: Array<{ name: string, kinds: Array<EvaluationScoreKind>, n: number, mean: number | null, low: number | null, high: number | null, passShare: number | null, errorCount: number, labels: Array<{ label: string, count: number }> }> } | null };

export type EvaluationItemScorePartFragment = { name: string, kind: EvaluationScoreKind, value: number | null, label: string | null, passed: boolean | null, comment: string | null, error: string | null, author: string | null, isOwn: boolean, costUsd: number, createdAt: string };

export type EvaluationItemRowFragment = { id: string, rowId: string | null, position: number, repetition: number, state: EvaluationItemState, input: unknown, expected: unknown, output: unknown, error: string | null, isCached: boolean, latencyMs: number | null, costUsd: number | null, traceId: string | null, scores: Array<{ name: string, kind: EvaluationScoreKind, value: number | null, label: string | null, passed: boolean | null, comment: string | null, error: string | null, author: string | null, isOwn: boolean, costUsd: number, createdAt: string }> };

export type EvaluationItemsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  state?: EvaluationItemState | null | undefined;
  score?: string | null | undefined;
  passed?: boolean | null | undefined;
}>;


export type EvaluationItemsQuery = { evaluationRun: { id: string, items: { edges: Array<{ cursor: string, node: { id: string, rowId: string | null, position: number, repetition: number, state: EvaluationItemState, input: unknown, expected: unknown, output: unknown, error: string | null, isCached: boolean, latencyMs: number | null, costUsd: number | null, traceId: string | null, scores: Array<{ name: string, kind: EvaluationScoreKind, value: number | null, label: string | null, passed: boolean | null, comment: string | null, error: string | null, author: string | null, isOwn: boolean, costUsd: number, createdAt: string }> } }>, pageInfo: { hasNextPage: boolean } } } | null };

export type EvaluationComparedPartFragment = { name: string, n: number, a: number | null, b: number | null, difference: number | null, low: number | null, high: number | null, pValue: number | null, adjustedPValue: number | null, test: EvaluationTest, verdict: EvaluationVerdict, higherIsBetter: boolean, gained: number, lost: number };

export type EvaluationComparisonQueryVariables = Exact<{
  a: string | number;
  b: string | number;
  score?: string | null | undefined;
  flip?: EvaluationFlip | null | undefined;
}>;


export type EvaluationComparisonQuery = { compareEvaluationRuns: { sharedCount: number, changedCount: number, a: { name: string, kind: EvaluationRunKind, application: string | null, model: string | null, promptName: string | null, promptVersion: number | null, createdAt: string, id: string, state: EvaluationRunState, itemCount: number, doneCount: number, failedCount: number, cachedCount: number, costUsd: number, problem: string | null, endedAt: string | null, dataset: { id: string, name: string } | null, datasetVersion: { id: string, number: number } | null, scores: Array<{ name: string, kinds: Array<EvaluationScoreKind>, n: number, mean: number | null, low: number | null, high: number | null, passShare: number | null, errorCount: number, labels: Array<{ label: string, count: number }> }> }, b: { name: string, kind: EvaluationRunKind, application: string | null, model: string | null, promptName: string | null, promptVersion: number | null, createdAt: string, id: string, state: EvaluationRunState, itemCount: number, doneCount: number, failedCount: number, cachedCount: number, costUsd: number, problem: string | null, endedAt: string | null, dataset: { id: string, name: string } | null, datasetVersion: { id: string, number: number } | null, scores: Array<{ name: string, kinds: Array<EvaluationScoreKind>, n: number, mean: number | null, low: number | null, high: number | null, passShare: number | null, errorCount: number, labels: Array<{ label: string, count: number }> }> }, scores: Array<{ name: string, n: number, a: number | null, b: number | null, difference: number | null, low: number | null, high: number | null, pValue: number | null, adjustedPValue: number | null, test: EvaluationTest, verdict: EvaluationVerdict, higherIsBetter: boolean, gained: number, lost: number }>, latencyMs: { name: string, n: number, a: number | null, b: number | null, difference: number | null, low: number | null, high: number | null, pValue: number | null, adjustedPValue: number | null, test: EvaluationTest, verdict: EvaluationVerdict, higherIsBetter: boolean, gained: number, lost: number }, costUsd: { name: string, n: number, a: number | null, b: number | null, difference: number | null, low: number | null, high: number | null, pValue: number | null, adjustedPValue: number | null, test: EvaluationTest, verdict: EvaluationVerdict, higherIsBetter: boolean, gained: number, lost: number }, flipped: { edges: Array<{ node: { rowId: string, gained: Array<string>, lost: Array<string>, a: { id: string, rowId: string | null, position: number, repetition: number, state: EvaluationItemState, input: unknown, expected: unknown, output: unknown, error: string | null, isCached: boolean, latencyMs: number | null, costUsd: number | null, traceId: string | null, scores: Array<{ name: string, kind: EvaluationScoreKind, value: number | null, label: string | null, passed: boolean | null, comment: string | null, error: string | null, author: string | null, isOwn: boolean, costUsd: number, createdAt: string }> } | null, b: { id: string, rowId: string | null, position: number, repetition: number, state: EvaluationItemState, input: unknown, expected: unknown, output: unknown, error: string | null, isCached: boolean, latencyMs: number | null, costUsd: number | null, traceId: string | null, scores: Array<{ name: string, kind: EvaluationScoreKind, value: number | null, label: string | null, passed: boolean | null, comment: string | null, error: string | null, author: string | null, isOwn: boolean, costUsd: number, createdAt: string }> } | null } }>, pageInfo: { hasNextPage: boolean } } } };

export type EvaluationChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type EvaluationChoicesQuery = { datasets: Array<{ id: string, name: string, rowCount: number, archivedAt: string | null }>, prompts: Array<{ id: string, name: string }>, judges: Array<{ id: string, name: string, kind: JudgeKind, isEnabled: boolean }>, modelChoices: { models: Array<{ ref: string }>, answering: { ref: string } | null } };

export type EvaluationRunEstimatedQueryVariables = Exact<{
  input: StartEvaluationRunInput;
}>;


export type EvaluationRunEstimatedQuery = { evaluationRunEstimate: { itemCount: number, callCount: number, inputTokens: number, costUsd: number | null, mostUsd: number | null } };

export type EvaluationRunsOfDatasetQueryVariables = Exact<{
  datasetName?: string | null | undefined;
}>;


export type EvaluationRunsOfDatasetQuery = { evaluationRuns: { edges: Array<{ node: { id: string, name: string, createdAt: string, dataset: { id: string } | null } }> } };

export type EvaluationRunProgressSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type EvaluationRunProgressSubscription = { evaluationRunChanged: { id: string, state: EvaluationRunState, itemCount: number, doneCount: number, failedCount: number, cachedCount: number, costUsd: number, problem: string | null, endedAt: string | null } };

export type StartEvaluationRunMutationVariables = Exact<{
  input: StartEvaluationRunInput;
}>;


export type StartEvaluationRunMutation = { startEvaluationRun: { id: string } };

export type StopEvaluationRunMutationVariables = Exact<{
  id: string | number;
}>;


export type StopEvaluationRunMutation = { stopEvaluationRun: { id: string, state: EvaluationRunState, itemCount: number, doneCount: number, failedCount: number, cachedCount: number, costUsd: number, problem: string | null, endedAt: string | null } };

export type ResumeEvaluationRunMutationVariables = Exact<{
  input: ResumeEvaluationRunInput;
}>;


export type ResumeEvaluationRunMutation = { resumeEvaluationRun: { id: string, state: EvaluationRunState, itemCount: number, doneCount: number, failedCount: number, cachedCount: number, costUsd: number, problem: string | null, endedAt: string | null } };

export type DeleteEvaluationRunMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteEvaluationRunMutation = { deleteEvaluationRun: string };

export type ScoreEvaluationItemMutationVariables = Exact<{
  input: ScoreEvaluationItemInput;
}>;


export type ScoreEvaluationItemMutation = { scoreEvaluationItem: { id: string, rowId: string | null, position: number, repetition: number, state: EvaluationItemState, input: unknown, expected: unknown, output: unknown, error: string | null, isCached: boolean, latencyMs: number | null, costUsd: number | null, traceId: string | null, scores: Array<{ name: string, kind: EvaluationScoreKind, value: number | null, label: string | null, passed: boolean | null, comment: string | null, error: string | null, author: string | null, isOwn: boolean, costUsd: number, createdAt: string }> } };

export type VersionComparedFragment = { value: number | null, base: number | null, count: number, baseCount: number, difference: number | null, verdict: ComparisonVerdict, sentence: string, interval: { low: number, high: number } | null };

export type VersionMetricFragment = { metric: ComparedMetric, value: number | null, base: number | null, count: number, baseCount: number, difference: number | null, verdict: ComparisonVerdict, sentence: string, interval: { low: number, high: number } | null };

export type VersionRowFragment = { id: string, version: number, label: string | null, trainingMethod: TrainingMethod | null, baseModel: string | null, trainingDataset: string | null, madeAt: string, parentName: string | null, servedAs: Array<string>, model: { id: string, name: string }, parent: { id: string, version: number, model: { name: string } } | null, job: { id: string, name: string } | null, evolution: { accuracyChangePercent: number | null, improvementCategory: ImprovementCategory | null, rollingChangePercent: number | null, assessment: VersionAssessment | null, verdict: VersionVerdict, regressions: Array<string>, benchmark: { accuracy: number | null, accuracyLow: number | null, accuracyHigh: number | null, decidedCount: number } | null, production: { executionCount: number, userCount: number, judgedCount: number, successShare: number | null, errorShare: number | null, ratedCount: number, averageRating: number | null, averageLatencyMs: number | null, latencyP95Ms: number | null, costUsd: number | null, costPerExecutionUsd: number | null, firstAt: string, lastAt: string, successInterval: { low: number, high: number } | null, ratingInterval: { low: number, high: number } | null, latencyInterval: { low: number, high: number } | null, costInterval: { low: number, high: number } | null } | null, accuracyAgainstParent: { verdict: ComparisonVerdict } | null, productionAgainstParent: Array<{ metric: ComparedMetric, verdict: ComparisonVerdict }> } };

export type EvolutionQueryVariables = Exact<{
  model?: string | null | undefined;
}>;


export type EvolutionQuery = { modelEvolution: Array<{ id: string, version: number, label: string | null, trainingMethod: TrainingMethod | null, baseModel: string | null, trainingDataset: string | null, madeAt: string, parentName: string | null, servedAs: Array<string>, model: { id: string, name: string }, parent: { id: string, version: number, model: { name: string } } | null, job: { id: string, name: string } | null, evolution: { accuracyChangePercent: number | null, improvementCategory: ImprovementCategory | null, rollingChangePercent: number | null, assessment: VersionAssessment | null, verdict: VersionVerdict, regressions: Array<string>, benchmark: { accuracy: number | null, accuracyLow: number | null, accuracyHigh: number | null, decidedCount: number } | null, production: { executionCount: number, userCount: number, judgedCount: number, successShare: number | null, errorShare: number | null, ratedCount: number, averageRating: number | null, averageLatencyMs: number | null, latencyP95Ms: number | null, costUsd: number | null, costPerExecutionUsd: number | null, firstAt: string, lastAt: string, successInterval: { low: number, high: number } | null, ratingInterval: { low: number, high: number } | null, latencyInterval: { low: number, high: number } | null, costInterval: { low: number, high: number } | null } | null, accuracyAgainstParent: { verdict: ComparisonVerdict } | null, productionAgainstParent: Array<{ metric: ComparedMetric, verdict: ComparisonVerdict }> } }> };

export type EvolutionModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type EvolutionModelsQuery = { models: Array<{ id: string, name: string, versions: Array<{ id: string }> }> };

export type WholeVersionFragment = { id: string, hyperparameters: unknown, evolution: { verdictSentence: string, benchmarks: Array<{ suite: string, suiteId: string, runId: string, startedAt: string, numbers: { accuracy: number | null, accuracyLow: number | null, accuracyHigh: number | null, decidedCount: number } }>, accuracyAgainstParent: { value: number | null, base: number | null, count: number, baseCount: number, difference: number | null, verdict: ComparisonVerdict, sentence: string, interval: { low: number, high: number } | null } | null, productionAgainstParent: Array<{ metric: ComparedMetric, value: number | null, base: number | null, count: number, baseCount: number, difference: number | null, verdict: ComparisonVerdict, sentence: string, interval: { low: number, high: number } | null }> } };

export type VersionDetailQueryVariables = Exact<{
  id: string | number;
}>;


export type VersionDetailQuery = { node:
    | { id: string, hyperparameters: unknown, evolution: { verdictSentence: string, benchmarks: Array<{ suite: string, suiteId: string, runId: string, startedAt: string, numbers: { accuracy: number | null, accuracyLow: number | null, accuracyHigh: number | null, decidedCount: number } }>, accuracyAgainstParent: { value: number | null, base: number | null, count: number, baseCount: number, difference: number | null, verdict: ComparisonVerdict, sentence: string, interval: { low: number, high: number } | null } | null, productionAgainstParent: Array<{ metric: ComparedMetric, value: number | null, base: number | null, count: number, baseCount: number, difference: number | null, verdict: ComparisonVerdict, sentence: string, interval: { low: number, high: number } | null }> } }
    | Record<PropertyKey, never>
   | null };

export type EditVersionMutationVariables = Exact<{
  input: EditModelVersionInput;
}>;


export type EditVersionMutation = { editModelVersion: { id: string } };

export type WholeReleaseFragment = { verdict: VersionVerdict, sentence: string, regressions: Array<string>, isBlocked: boolean, policyMode: ReleaseMode, policyParts: Array<ReleasePolicyPart>, version: { id: string, version: number, label: string | null, madeAt: string, model: { name: string }, deployments: Array<{ id: string, deployedAt: string, deployedBy: string | null, verdict: VersionVerdict, regressions: Array<string>, overrideReason: string | null }> }, base: { id: string, version: number, label: string | null, madeAt: string, model: { name: string }, deployments: Array<{ id: string, deployedAt: string, deployedBy: string | null, verdict: VersionVerdict, regressions: Array<string>, overrideReason: string | null }> } | null, parts: Array<{ part: ReleasePart, verdict: VersionVerdict, sentence: string }>, benchmarks: Array<{ suite: string, suiteId: string, baseId: string, runId: string, numbers: { itemCount: number, baseAccuracy: number | null, otherAccuracy: number | null, difference: number | null, differenceLow: number | null, differenceHigh: number | null, pValue: number | null, verdict: BenchmarkVerdict } }>, production: Array<{ metric: ComparedMetric, value: number | null, base: number | null, count: number, baseCount: number, difference: number | null, verdict: ComparisonVerdict, sentence: string, interval: { low: number, high: number } | null }>, cost: Array<{ metric: ComparedMetric, value: number | null, base: number | null, count: number, baseCount: number, difference: number | null, verdict: ComparisonVerdict, sentence: string, interval: { low: number, high: number } | null }> };

export type ReleaseVersionFragment = { id: string, version: number, label: string | null, madeAt: string, model: { name: string }, deployments: Array<{ id: string, deployedAt: string, deployedBy: string | null, verdict: VersionVerdict, regressions: Array<string>, overrideReason: string | null }> };

export type ReleaseQueryVariables = Exact<{
  versionId: string | number;
  againstId?: string | number | null | undefined;
}>;


export type ReleaseQuery = { releaseCheck: { verdict: VersionVerdict, sentence: string, regressions: Array<string>, isBlocked: boolean, policyMode: ReleaseMode, policyParts: Array<ReleasePolicyPart>, version: { id: string, version: number, label: string | null, madeAt: string, model: { name: string }, deployments: Array<{ id: string, deployedAt: string, deployedBy: string | null, verdict: VersionVerdict, regressions: Array<string>, overrideReason: string | null }> }, base: { id: string, version: number, label: string | null, madeAt: string, model: { name: string }, deployments: Array<{ id: string, deployedAt: string, deployedBy: string | null, verdict: VersionVerdict, regressions: Array<string>, overrideReason: string | null }> } | null, parts: Array<{ part: ReleasePart, verdict: VersionVerdict, sentence: string }>, benchmarks: Array<{ suite: string, suiteId: string, baseId: string, runId: string, numbers: { itemCount: number, baseAccuracy: number | null, otherAccuracy: number | null, difference: number | null, differenceLow: number | null, differenceHigh: number | null, pValue: number | null, verdict: BenchmarkVerdict } }>, production: Array<{ metric: ComparedMetric, value: number | null, base: number | null, count: number, baseCount: number, difference: number | null, verdict: ComparisonVerdict, sentence: string, interval: { low: number, high: number } | null }>, cost: Array<{ metric: ComparedMetric, value: number | null, base: number | null, count: number, baseCount: number, difference: number | null, verdict: ComparisonVerdict, sentence: string, interval: { low: number, high: number } | null }> } };

export type ReleaseDriftOfQueryVariables = Exact<{
  versionId: string | number;
  againstId?: string | number | null | undefined;
}>;


export type ReleaseDriftOfQuery = { releaseCheck: { drift: { reason: string | null, report: { hasDrifted: boolean, sentence: string, tooLittle: string | null, baselineCount: number, currentCount: number, features: Array<{ feature: DriftFeature, hasDrifted: boolean, effect: number, effectLabel: EffectLabel, pValueAdjusted: number, sentence: string }> } | null } } };

export type DeployVersionMutationVariables = Exact<{
  input: DeployModelVersionInput;
}>;


export type DeployVersionMutation = { deployModelVersion: { id: string } };

export type DeleteDeploymentMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteDeploymentMutation = { deleteModelDeployment: string };

export type ReleasePolicyOfQueryVariables = Exact<{ [key: string]: never; }>;


export type ReleasePolicyOfQuery = { releasePolicy: { mode: ReleaseMode, parts: Array<ReleasePolicyPart> } };

export type SetReleasePolicyMutationVariables = Exact<{
  input: ReleasePolicyInput;
}>;


export type SetReleasePolicyMutation = { setReleasePolicy: { mode: ReleaseMode, parts: Array<ReleasePolicyPart> } };

export type PartRowFragment = { variant: string, n: number, baseN: number, value: number | null, baseValue: number | null, lift: number | null, low: number | null, high: number | null, pValue: number | null, problem: StatisticProblem | null };

export type ExperimentLiftsQueryVariables = Exact<{
  key: string;
  metric: string;
}>;


export type ExperimentLiftsQuery = { experiment: { id: string, liftsByDay: Array<{ at: string, variants: Array<{ variant: string, n: number, baseN: number, value: number | null, baseValue: number | null, lift: number | null, low: number | null, high: number | null, pValue: number | null, problem: StatisticProblem | null }> }> | null } | null };

export type ExperimentTimingQueryVariables = Exact<{
  key: string;
  metric: string;
}>;


export type ExperimentTimingQuery = { experiment: { id: string, novelty: { byDay: Array<{ day: number, variants: Array<{ variant: string, n: number, baseN: number, value: number | null, baseValue: number | null, lift: number | null, low: number | null, high: number | null, pValue: number | null, problem: StatisticProblem | null }> }>, variants: Array<{ variant: string, early: number | null, late: number | null, pValue: number | null, trend: ExperimentEffectTrend | null, problem: StatisticProblem | null }> } | null, weekdays: { weekdays: Array<{ weekday: number, dayCount: number, variants: Array<{ variant: string, lift: number | null, low: number | null, high: number | null }> }>, variants: Array<{ variant: string, pValue: number | null, unevenShare: number | null, isUneven: boolean, problem: StatisticProblem | null }> } | null } | null };

export type ExperimentSegmentsQueryVariables = Exact<{
  key: string;
  metric: string;
  by: ExperimentSegmentDimension;
}>;


export type ExperimentSegmentsQuery = { experiment: { id: string, segments: { otherUnitCount: number, comparisonCount: number, sentence: string, segments: Array<{ segment: string, unitCount: number, variants: Array<{ variant: string, n: number, baseN: number, value: number | null, baseValue: number | null, lift: number | null, low: number | null, high: number | null, pValue: number | null, problem: StatisticProblem | null }> }>, variants: Array<{ variant: string, pValue: number | null, unevenShare: number | null, isUneven: boolean, problem: StatisticProblem | null }> } | null } | null };

export type ExperimentRowFragment = { id: string, key: string, name: string, kind: ExperimentKind, unit: ExperimentUnit, state: ExperimentState, isEnabled: boolean, valueType: FlagValueType, allocation: number, shippedVariant: string | null, startedAt: string | null, stoppedAt: string | null, pausedReason: string | null, createdAt: string, updatedAt: string, isCohortDeleted: boolean, variants: Array<{ key: string, name: string | null, weight: number, value: unknown }>, cohort: { id: string, name: string } | null };

export type ExperimentCardFragment = { hypothesis: string, possibleActs: Array<string>, defaultValue: unknown, parametersSchema: unknown, condition: unknown, membersAsOf: string | null, environments: Array<string>, channels: Array<string>, significance: number, method: ExperimentMethod, correction: ExperimentCorrection, plannedSamplePerVariant: number | null, isAa: boolean, phase: number, version: number, id: string, key: string, name: string, kind: ExperimentKind, unit: ExperimentUnit, state: ExperimentState, isEnabled: boolean, valueType: FlagValueType, allocation: number, shippedVariant: string | null, startedAt: string | null, stoppedAt: string | null, pausedReason: string | null, createdAt: string, updatedAt: string, isCohortDeleted: boolean, variants: Array<{ key: string, name: string | null, weight: number, value: unknown, model: string | null, promptName: string | null, promptVersion: number | null, parameters: unknown }>, ramp: Array<{ share: number, afterMinutes: number }>, layer: { key: string, start: number, end: number } | null, metrics: Array<{ metric: string, role: ExperimentMetricRole, goal: MetricDirection | null, minimalEffect: number | null }>, cohort: { id: string, name: string } | null };

export type ExperimentsQueryVariables = Exact<{
  kind?: ExperimentKind | null | undefined;
}>;


export type ExperimentsQuery = { experiments: Array<{ id: string, key: string, name: string, kind: ExperimentKind, unit: ExperimentUnit, state: ExperimentState, isEnabled: boolean, valueType: FlagValueType, allocation: number, shippedVariant: string | null, startedAt: string | null, stoppedAt: string | null, pausedReason: string | null, createdAt: string, updatedAt: string, isCohortDeleted: boolean, variants: Array<{ key: string, name: string | null, weight: number, value: unknown }>, cohort: { id: string, name: string } | null }> };

export type ExperimentVerdictQueryVariables = Exact<{
  key: string;
}>;


export type ExperimentVerdictQuery = { experiment: { id: string, recentVerdict: { verdict: ExperimentVerdict, sentence: string } } | null };

export type ExperimentPageQueryVariables = Exact<{
  key: string;
}>;


export type ExperimentPageQuery = { experiment: { hypothesis: string, possibleActs: Array<string>, defaultValue: unknown, parametersSchema: unknown, condition: unknown, membersAsOf: string | null, environments: Array<string>, channels: Array<string>, significance: number, method: ExperimentMethod, correction: ExperimentCorrection, plannedSamplePerVariant: number | null, isAa: boolean, phase: number, version: number, id: string, key: string, name: string, kind: ExperimentKind, unit: ExperimentUnit, state: ExperimentState, isEnabled: boolean, valueType: FlagValueType, allocation: number, shippedVariant: string | null, startedAt: string | null, stoppedAt: string | null, pausedReason: string | null, createdAt: string, updatedAt: string, isCohortDeleted: boolean, phases: Array<{ number: number, seed: string, startedAt: string, endedAt: string | null, reason: string, variants: Array<{ key: string, weight: number }> }>, versions: Array<{ version: number, changed: Array<string>, savedAt: string, savedBy: string | null }>, pauses: Array<{ at: string, reason: string }>, overrides: Array<{ unitId: string, variant: string }>, exposures: Array<{ phase: number, variant: string, unitCount: number, firstAt: string, lastAt: string }>, variants: Array<{ key: string, name: string | null, weight: number, value: unknown, model: string | null, promptName: string | null, promptVersion: number | null, parameters: unknown }>, ramp: Array<{ share: number, afterMinutes: number }>, layer: { key: string, start: number, end: number } | null, metrics: Array<{ metric: string, role: ExperimentMetricRole, goal: MetricDirection | null, minimalEffect: number | null }>, cohort: { id: string, name: string } | null } | null };

export type ExperimentsMovedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ExperimentsMovedSubscription = { experimentsChanged: Array<{ id: string }> };

export type CreateExperimentMutationVariables = Exact<{
  input: ExperimentInput;
}>;


export type CreateExperimentMutation = { createExperiment: { hypothesis: string, possibleActs: Array<string>, defaultValue: unknown, parametersSchema: unknown, condition: unknown, membersAsOf: string | null, environments: Array<string>, channels: Array<string>, significance: number, method: ExperimentMethod, correction: ExperimentCorrection, plannedSamplePerVariant: number | null, isAa: boolean, phase: number, version: number, id: string, key: string, name: string, kind: ExperimentKind, unit: ExperimentUnit, state: ExperimentState, isEnabled: boolean, valueType: FlagValueType, allocation: number, shippedVariant: string | null, startedAt: string | null, stoppedAt: string | null, pausedReason: string | null, createdAt: string, updatedAt: string, isCohortDeleted: boolean, variants: Array<{ key: string, name: string | null, weight: number, value: unknown, model: string | null, promptName: string | null, promptVersion: number | null, parameters: unknown }>, ramp: Array<{ share: number, afterMinutes: number }>, layer: { key: string, start: number, end: number } | null, metrics: Array<{ metric: string, role: ExperimentMetricRole, goal: MetricDirection | null, minimalEffect: number | null }>, cohort: { id: string, name: string } | null } };

export type UpdateExperimentMutationVariables = Exact<{
  input: ExperimentChangeInput;
}>;


export type UpdateExperimentMutation = { updateExperiment: { hypothesis: string, possibleActs: Array<string>, defaultValue: unknown, parametersSchema: unknown, condition: unknown, membersAsOf: string | null, environments: Array<string>, channels: Array<string>, significance: number, method: ExperimentMethod, correction: ExperimentCorrection, plannedSamplePerVariant: number | null, isAa: boolean, phase: number, version: number, id: string, key: string, name: string, kind: ExperimentKind, unit: ExperimentUnit, state: ExperimentState, isEnabled: boolean, valueType: FlagValueType, allocation: number, shippedVariant: string | null, startedAt: string | null, stoppedAt: string | null, pausedReason: string | null, createdAt: string, updatedAt: string, isCohortDeleted: boolean, variants: Array<{ key: string, name: string | null, weight: number, value: unknown, model: string | null, promptName: string | null, promptVersion: number | null, parameters: unknown }>, ramp: Array<{ share: number, afterMinutes: number }>, layer: { key: string, start: number, end: number } | null, metrics: Array<{ metric: string, role: ExperimentMetricRole, goal: MetricDirection | null, minimalEffect: number | null }>, cohort: { id: string, name: string } | null } };

export type CloneExperimentMutationVariables = Exact<{
  input: CloneExperimentInput;
}>;


export type CloneExperimentMutation = { cloneExperiment: { id: string, key: string } };

export type DeleteExperimentMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteExperimentMutation = { deleteExperiment: string };

export type StartExperimentMutationVariables = Exact<{
  id: string | number;
}>;


export type StartExperimentMutation = { startExperiment: { hypothesis: string, possibleActs: Array<string>, defaultValue: unknown, parametersSchema: unknown, condition: unknown, membersAsOf: string | null, environments: Array<string>, channels: Array<string>, significance: number, method: ExperimentMethod, correction: ExperimentCorrection, plannedSamplePerVariant: number | null, isAa: boolean, phase: number, version: number, id: string, key: string, name: string, kind: ExperimentKind, unit: ExperimentUnit, state: ExperimentState, isEnabled: boolean, valueType: FlagValueType, allocation: number, shippedVariant: string | null, startedAt: string | null, stoppedAt: string | null, pausedReason: string | null, createdAt: string, updatedAt: string, isCohortDeleted: boolean, variants: Array<{ key: string, name: string | null, weight: number, value: unknown, model: string | null, promptName: string | null, promptVersion: number | null, parameters: unknown }>, ramp: Array<{ share: number, afterMinutes: number }>, layer: { key: string, start: number, end: number } | null, metrics: Array<{ metric: string, role: ExperimentMetricRole, goal: MetricDirection | null, minimalEffect: number | null }>, cohort: { id: string, name: string } | null } };

export type PauseExperimentMutationVariables = Exact<{
  id: string | number;
}>;


export type PauseExperimentMutation = { pauseExperiment: { hypothesis: string, possibleActs: Array<string>, defaultValue: unknown, parametersSchema: unknown, condition: unknown, membersAsOf: string | null, environments: Array<string>, channels: Array<string>, significance: number, method: ExperimentMethod, correction: ExperimentCorrection, plannedSamplePerVariant: number | null, isAa: boolean, phase: number, version: number, id: string, key: string, name: string, kind: ExperimentKind, unit: ExperimentUnit, state: ExperimentState, isEnabled: boolean, valueType: FlagValueType, allocation: number, shippedVariant: string | null, startedAt: string | null, stoppedAt: string | null, pausedReason: string | null, createdAt: string, updatedAt: string, isCohortDeleted: boolean, variants: Array<{ key: string, name: string | null, weight: number, value: unknown, model: string | null, promptName: string | null, promptVersion: number | null, parameters: unknown }>, ramp: Array<{ share: number, afterMinutes: number }>, layer: { key: string, start: number, end: number } | null, metrics: Array<{ metric: string, role: ExperimentMetricRole, goal: MetricDirection | null, minimalEffect: number | null }>, cohort: { id: string, name: string } | null } };

export type ResumeExperimentMutationVariables = Exact<{
  id: string | number;
}>;


export type ResumeExperimentMutation = { resumeExperiment: { hypothesis: string, possibleActs: Array<string>, defaultValue: unknown, parametersSchema: unknown, condition: unknown, membersAsOf: string | null, environments: Array<string>, channels: Array<string>, significance: number, method: ExperimentMethod, correction: ExperimentCorrection, plannedSamplePerVariant: number | null, isAa: boolean, phase: number, version: number, id: string, key: string, name: string, kind: ExperimentKind, unit: ExperimentUnit, state: ExperimentState, isEnabled: boolean, valueType: FlagValueType, allocation: number, shippedVariant: string | null, startedAt: string | null, stoppedAt: string | null, pausedReason: string | null, createdAt: string, updatedAt: string, isCohortDeleted: boolean, variants: Array<{ key: string, name: string | null, weight: number, value: unknown, model: string | null, promptName: string | null, promptVersion: number | null, parameters: unknown }>, ramp: Array<{ share: number, afterMinutes: number }>, layer: { key: string, start: number, end: number } | null, metrics: Array<{ metric: string, role: ExperimentMetricRole, goal: MetricDirection | null, minimalEffect: number | null }>, cohort: { id: string, name: string } | null } };

export type StopExperimentMutationVariables = Exact<{
  id: string | number;
}>;


export type StopExperimentMutation = { stopExperiment: { hypothesis: string, possibleActs: Array<string>, defaultValue: unknown, parametersSchema: unknown, condition: unknown, membersAsOf: string | null, environments: Array<string>, channels: Array<string>, significance: number, method: ExperimentMethod, correction: ExperimentCorrection, plannedSamplePerVariant: number | null, isAa: boolean, phase: number, version: number, id: string, key: string, name: string, kind: ExperimentKind, unit: ExperimentUnit, state: ExperimentState, isEnabled: boolean, valueType: FlagValueType, allocation: number, shippedVariant: string | null, startedAt: string | null, stoppedAt: string | null, pausedReason: string | null, createdAt: string, updatedAt: string, isCohortDeleted: boolean, variants: Array<{ key: string, name: string | null, weight: number, value: unknown, model: string | null, promptName: string | null, promptVersion: number | null, parameters: unknown }>, ramp: Array<{ share: number, afterMinutes: number }>, layer: { key: string, start: number, end: number } | null, metrics: Array<{ metric: string, role: ExperimentMetricRole, goal: MetricDirection | null, minimalEffect: number | null }>, cohort: { id: string, name: string } | null } };

export type ArchiveExperimentMutationVariables = Exact<{
  id: string | number;
}>;


export type ArchiveExperimentMutation = { archiveExperiment: { hypothesis: string, possibleActs: Array<string>, defaultValue: unknown, parametersSchema: unknown, condition: unknown, membersAsOf: string | null, environments: Array<string>, channels: Array<string>, significance: number, method: ExperimentMethod, correction: ExperimentCorrection, plannedSamplePerVariant: number | null, isAa: boolean, phase: number, version: number, id: string, key: string, name: string, kind: ExperimentKind, unit: ExperimentUnit, state: ExperimentState, isEnabled: boolean, valueType: FlagValueType, allocation: number, shippedVariant: string | null, startedAt: string | null, stoppedAt: string | null, pausedReason: string | null, createdAt: string, updatedAt: string, isCohortDeleted: boolean, variants: Array<{ key: string, name: string | null, weight: number, value: unknown, model: string | null, promptName: string | null, promptVersion: number | null, parameters: unknown }>, ramp: Array<{ share: number, afterMinutes: number }>, layer: { key: string, start: number, end: number } | null, metrics: Array<{ metric: string, role: ExperimentMetricRole, goal: MetricDirection | null, minimalEffect: number | null }>, cohort: { id: string, name: string } | null } };

export type ShipVariantMutationVariables = Exact<{
  input: ShipVariantInput;
}>;


export type ShipVariantMutation = { shipVariant: { hypothesis: string, possibleActs: Array<string>, defaultValue: unknown, parametersSchema: unknown, condition: unknown, membersAsOf: string | null, environments: Array<string>, channels: Array<string>, significance: number, method: ExperimentMethod, correction: ExperimentCorrection, plannedSamplePerVariant: number | null, isAa: boolean, phase: number, version: number, id: string, key: string, name: string, kind: ExperimentKind, unit: ExperimentUnit, state: ExperimentState, isEnabled: boolean, valueType: FlagValueType, allocation: number, shippedVariant: string | null, startedAt: string | null, stoppedAt: string | null, pausedReason: string | null, createdAt: string, updatedAt: string, isCohortDeleted: boolean, variants: Array<{ key: string, name: string | null, weight: number, value: unknown, model: string | null, promptName: string | null, promptVersion: number | null, parameters: unknown }>, ramp: Array<{ share: number, afterMinutes: number }>, layer: { key: string, start: number, end: number } | null, metrics: Array<{ metric: string, role: ExperimentMetricRole, goal: MetricDirection | null, minimalEffect: number | null }>, cohort: { id: string, name: string } | null } };

export type SetFlagEnabledMutationVariables = Exact<{
  input: FlagEnabledInput;
}>;


export type SetFlagEnabledMutation = { setFlagEnabled: { hypothesis: string, possibleActs: Array<string>, defaultValue: unknown, parametersSchema: unknown, condition: unknown, membersAsOf: string | null, environments: Array<string>, channels: Array<string>, significance: number, method: ExperimentMethod, correction: ExperimentCorrection, plannedSamplePerVariant: number | null, isAa: boolean, phase: number, version: number, id: string, key: string, name: string, kind: ExperimentKind, unit: ExperimentUnit, state: ExperimentState, isEnabled: boolean, valueType: FlagValueType, allocation: number, shippedVariant: string | null, startedAt: string | null, stoppedAt: string | null, pausedReason: string | null, createdAt: string, updatedAt: string, isCohortDeleted: boolean, variants: Array<{ key: string, name: string | null, weight: number, value: unknown, model: string | null, promptName: string | null, promptVersion: number | null, parameters: unknown }>, ramp: Array<{ share: number, afterMinutes: number }>, layer: { key: string, start: number, end: number } | null, metrics: Array<{ metric: string, role: ExperimentMetricRole, goal: MetricDirection | null, minimalEffect: number | null }>, cohort: { id: string, name: string } | null } };

export type SetExperimentOverrideMutationVariables = Exact<{
  input: ExperimentOverrideInput;
}>;


export type SetExperimentOverrideMutation = { setExperimentOverride: { id: string, overrides: Array<{ unitId: string, variant: string }> } };

export type ExperimentHealthQueryVariables = Exact<{
  key: string;
}>;


export type ExperimentHealthQuery = { experiment: { id: string, health: { pValue: number | null, isMismatch: boolean, sentence: string | null, excludedUnits: number, asOf: string, variants: Array<{ variant: string, n: number, answeredUnits: number, errorUnits: number }>, several: Array<{ variants: Array<string>, n: number }>, causes: Array<{ dimension: ExperimentHealthDimension, attribute: string | null, value: string, pValue: number, missingVariant: string, missingShare: number, restPValue: number | null, explains: boolean, sentence: string, counts: Array<{ variant: string, n: number, expected: number }> }>, clampedUnits: Array<{ variant: string, n: number }>, forcedUnits: Array<{ variant: string, n: number }>, earlyUnits: Array<{ variant: string, n: number }>, unknownVariants: Array<{ variant: string, n: number }> } } | null };

export type TrafficPlanQueryVariables = Exact<{
  input: TrafficPlanInput;
}>;


export type TrafficPlanQuery = { planExperimentByTraffic: { from: string, to: string, source: TrafficSource, unitsByDay: Array<number>, newUnitsPerDay: number, days: number | null, plannedSamplePerVariant: number | null, share: number, targetingSentence: string | null, layer: { key: string, start: number | null, end: number | null } | null, metrics: Array<{ metric: string, name: string, unit: string, value: number | null, standardDeviation: number | null, varianceSavedShare: number, minimalEffect: number, days: number | null, unitsByVariant: Array<number> | null, plannedSamplePerVariant: number | null, problem: StatisticProblem | null, sentence: string, byDay: Array<{ day: number, unitCount: number, detectableEffect: number | null }> }> } };

export type ExperimentResultsQueryVariables = Exact<{
  key: string;
}>;


export type ExperimentResultsQuery = { experiment: { id: string, results: { phase: number, excludedUnits: number, verdict: ExperimentVerdict, sentence: string, asOf: string, sampleRatio: { pValue: number | null, isMismatch: boolean, counts: Array<{ variant: string, n: number, expected: number | null }> }, metrics: Array<{ metric: string, name: string, role: ExperimentMetricRole, goal: MetricDirection, minimalEffect: number | null, unit: string, variants: Array<{ variant: string, isBase: boolean, n: number, value: number | null, difference: number | null, differenceLow: number | null, differenceHigh: number | null, lift: number | null, correctedPValue: number | null, chanceToWin: number | null, isAdjusted: boolean, verdict: ExperimentVerdict | null, problem: StatisticProblem | null, adjusted: { varianceSavedShare: number } | null }> }> } } | null };

export type ExperimentTestsQueryVariables = Exact<{
  key: string;
}>;


export type ExperimentTestsQuery = { experiment: { id: string, results: { asOf: string, metrics: Array<{ metric: string, name: string, unit: string, variants: Array<{ variant: string, isBase: boolean, value: number | null, pValue: number | null, sequentialPValue: number | null, correctedPValue: number | null, isAdjusted: boolean, problem: StatisticProblem | null, adjusted: { differenceLow: number | null, differenceHigh: number | null, lift: number | null, varianceSavedShare: number } | null, unadjusted: { differenceLow: number | null, differenceHigh: number | null, lift: number | null } | null }>, ranks: Array<{ variant: string, chanceOfMore: number | null, pValue: number | null, problem: StatisticProblem | null }> | null }> } } | null };

export type ExportsQueryVariables = Exact<{ [key: string]: never; }>;


export type ExportsQuery = { exports: Array<{ id: string, type: ExportType, format: ExportFormat, filter: unknown, roles: Array<MessageRole>, timeZone: string, status: ExportState, expectedCount: number | null, writtenCount: number | null, sizeBytes: number | null, failure: string | null, path: string | null, link: string | null, requestedBy: string | null, dueAt: string | null, mail: ExportMail | null, createdAt: string, expiresAt: string, task: { id: string, doneCount: number, totalCount: number } }> };

export type ExportSchedulesQueryVariables = Exact<{ [key: string]: never; }>;


export type ExportSchedulesQuery = { exportSchedules: Array<{ id: string, name: string, type: ExportType, format: ExportFormat, filter: unknown, roles: Array<MessageRole>, every: ExportInterval, weekday: number | null, time: string, timeZone: string, dayCount: number, recipients: Array<string>, isPaused: boolean, nextRuns: Array<string>, savedBy: string | null, failure: string | null, exports: Array<{ id: string, status: ExportState, mail: ExportMail | null, dueAt: string | null, path: string | null }> }> };

export type SavedMappingFragment = { id: string, name: string, keepsUnknown: boolean, columns: Array<{ column: string, field: string }>, constants: Array<{ field: string, value: string }> };

export type ImportMappingsQueryVariables = Exact<{ [key: string]: never; }>;


export type ImportMappingsQuery = { importMappings: Array<{ id: string, name: string, keepsUnknown: boolean, columns: Array<{ column: string, field: string }>, constants: Array<{ field: string, value: string }> }> };

export type SaveImportMappingMutationVariables = Exact<{
  input: ImportMappingInput;
}>;


export type SaveImportMappingMutation = { saveImportMapping: { id: string, name: string, keepsUnknown: boolean, columns: Array<{ column: string, field: string }>, constants: Array<{ field: string, value: string }> } };

export type DeleteImportMappingMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteImportMappingMutation = { deleteImportMapping: string };

export type JudgeEstimatePartFragment = { value: number, low: number, high: number };

export type RubricRowFragment = { id: string, key: string, name: string, description: string, criteria: string, scale: RubricScale, categories: Array<string>, usesReference: boolean, version: number, isBuiltIn: boolean, examples: Array<{ question: string, answer: string, verdict: string, reason: string }> };

export type JudgeRowFragment = { id: string, name: string, kind: JudgeKind, version: number, modelName: string | null, isEnabled: boolean, minimumAgreement: number, isTrusted: boolean | null, sampleShare: number, dailyCapUsd: number | null, spentTodayUsd: number, rubric: { id: string, key: string, name: string, scale: RubricScale } | null, rule: { kind: RuleKind, pattern: string | null, texts: Array<string>, ignoresCase: boolean, schema: unknown, minimum: number | null, maximum: number | null, isNegated: boolean } | null, agreement: { n: number, sameShare: number | null, kappa: { value: number, low: number, high: number } | null, weightedKappa: { value: number, low: number, high: number } | null, alpha: { value: number, low: number, high: number } | null, spearman: { value: number, low: number, high: number } | null } };

export type JudgeRunProgressPartFragment = { id: string, state: JudgeRunState, total: number, done: number, failed: number, cached: number, costUsd: number, problem: string | null, endedAt: string | null };

export type JudgeRunRowFragment = { kind: JudgeRunKind, sides: Array<string>, estimatedCostUsd: number | null, createdAt: string, id: string, state: JudgeRunState, total: number, done: number, failed: number, cached: number, costUsd: number, problem: string | null, endedAt: string | null, mean: { mean: number, low: number, high: number, n: number } | null, corrected: { mean: number, low: number, high: number, humanCount: number } | null, labels: Array<{ label: string, count: number }>, failures: Array<{ code: string, message: string, count: number }> };

export type JudgesQueryVariables = Exact<{ [key: string]: never; }>;


export type JudgesQuery = { judges: Array<{ id: string, name: string, kind: JudgeKind, version: number, modelName: string | null, isEnabled: boolean, minimumAgreement: number, isTrusted: boolean | null, sampleShare: number, dailyCapUsd: number | null, spentTodayUsd: number, rubric: { id: string, key: string, name: string, scale: RubricScale } | null, rule: { kind: RuleKind, pattern: string | null, texts: Array<string>, ignoresCase: boolean, schema: unknown, minimum: number | null, maximum: number | null, isNegated: boolean } | null, agreement: { n: number, sameShare: number | null, kappa: { value: number, low: number, high: number } | null, weightedKappa: { value: number, low: number, high: number } | null, alpha: { value: number, low: number, high: number } | null, spearman: { value: number, low: number, high: number } | null } }>, rubrics: Array<{ id: string, key: string, name: string, description: string, criteria: string, scale: RubricScale, categories: Array<string>, usesReference: boolean, version: number, isBuiltIn: boolean, examples: Array<{ question: string, answer: string, verdict: string, reason: string }> }> };

export type JudgePageQueryVariables = Exact<{
  id: string | number;
}>;


export type JudgePageQuery = { judge: { id: string, name: string, kind: JudgeKind, version: number, modelName: string | null, isEnabled: boolean, minimumAgreement: number, isTrusted: boolean | null, sampleShare: number, dailyCapUsd: number | null, spentTodayUsd: number, bias: { length: { value: number, low: number, high: number } | null, position: { pairCount: number, consistentShare: number | null, firstShare: { value: number, low: number, high: number } | null, longerShare: { value: number, low: number, high: number } | null } } | null, runs: Array<{ kind: JudgeRunKind, sides: Array<string>, estimatedCostUsd: number | null, createdAt: string, id: string, state: JudgeRunState, total: number, done: number, failed: number, cached: number, costUsd: number, problem: string | null, endedAt: string | null, mean: { mean: number, low: number, high: number, n: number } | null, corrected: { mean: number, low: number, high: number, humanCount: number } | null, labels: Array<{ label: string, count: number }>, failures: Array<{ code: string, message: string, count: number }> }>, rubric: { id: string, key: string, name: string, scale: RubricScale } | null, rule: { kind: RuleKind, pattern: string | null, texts: Array<string>, ignoresCase: boolean, schema: unknown, minimum: number | null, maximum: number | null, isNegated: boolean } | null, agreement: { n: number, sameShare: number | null, kappa: { value: number, low: number, high: number } | null, weightedKappa: { value: number, low: number, high: number } | null, alpha: { value: number, low: number, high: number } | null, spearman: { value: number, low: number, high: number } | null } } | null };

export type JudgeDisagreementsQueryVariables = Exact<{
  judgeId: string | number;
  after?: string | null | undefined;
}>;


export type JudgeDisagreementsQuery = { judgeDisagreements: { edges: Array<{ node: { judgeSays: string, peopleSay: string, distance: number, message: { id: string, externalId: string, contentPreview: string, conversation: { externalId: string } } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type JudgeRankingQueryVariables = Exact<{
  input: PairwiseRankingInput;
}>;


export type JudgeRankingQuery = { pairwiseRanking: { pairCount: number, consistentShare: number | null, firstShare: { value: number, low: number, high: number } | null, sides: Array<{ name: string, wins: number, losses: number, ties: number, winChance: { value: number, low: number, high: number } | null }> } };

export type JudgeChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type JudgeChoicesQuery = { rubrics: Array<{ id: string, key: string, name: string, scale: RubricScale }>, modelChoices: { models: Array<{ ref: string }>, answering: { ref: string } | null } };

export type JudgeRunEstimatedQueryVariables = Exact<{
  input: JudgeRunInput;
}>;


export type JudgeRunEstimatedQuery = { judgeRunEstimate: { messageCount: number, inputTokens: number, costUsd: number | null, mostUsd: number | null } };

export type JudgeRunProgressSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type JudgeRunProgressSubscription = { judgeRunChanged: { id: string, state: JudgeRunState, total: number, done: number, failed: number, cached: number, costUsd: number, problem: string | null, endedAt: string | null } };

export type SaveRubricMutationVariables = Exact<{
  input: SaveRubricInput;
}>;


export type SaveRubricMutation = { saveRubric: { id: string, key: string, name: string, description: string, criteria: string, scale: RubricScale, categories: Array<string>, usesReference: boolean, version: number, isBuiltIn: boolean, examples: Array<{ question: string, answer: string, verdict: string, reason: string }> } };

export type ArchiveRubricMutationVariables = Exact<{
  id: string | number;
}>;


export type ArchiveRubricMutation = { archiveRubric: { id: string } };

export type SaveJudgeMutationVariables = Exact<{
  input: SaveJudgeInput;
}>;


export type SaveJudgeMutation = { saveJudge: { id: string } };

export type DeleteJudgeMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteJudgeMutation = { deleteJudge: string };

export type StartJudgeRunMutationVariables = Exact<{
  input: JudgeRunInput;
}>;


export type StartJudgeRunMutation = { startJudgeRun: { id: string } };

export type StopJudgeRunMutationVariables = Exact<{
  id: string | number;
}>;


export type StopJudgeRunMutation = { stopJudgeRun: { id: string, state: JudgeRunState, total: number, done: number, failed: number, cached: number, costUsd: number, problem: string | null, endedAt: string | null } };

export type ResumeJudgeRunMutationVariables = Exact<{
  id: string | number;
}>;


export type ResumeJudgeRunMutation = { resumeJudgeRun: { id: string, state: JudgeRunState, total: number, done: number, failed: number, cached: number, costUsd: number, problem: string | null, endedAt: string | null } };

export type JudgeOnlineMutationVariables = Exact<{
  input: JudgeOnlineInput;
}>;


export type JudgeOnlineMutation = { judgeOnline: { id: string } };

export type StartPairwiseMutationVariables = Exact<{
  input: StartPairwiseInput;
}>;


export type StartPairwiseMutation = { startPairwise: { id: string } };

export type JudgmentTagsQueryVariables = Exact<{
  filter: AnalyticsFilter;
}>;


export type JudgmentTagsQuery = { analytics: { failureTags: Array<{ tag: string, count: number }> } };

export type JudgedMessagesQueryVariables = Exact<{
  filter?: AnalyticsFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type JudgedMessagesQuery = { messages: { edges: Array<{ cursor: string, node: { id: string, externalId: string, createdAt: string, model: string | null, traceId: string | null, contentPreview: string, conversation: { id: string, externalId: string }, evaluations: Array<{ id: string, name: string | null, value: number | null, label: string | null, rating: number | null, success: boolean | null, failureTags: Array<string>, comment: string | null, correctedOutput: string | null, evaluator: string | null, evaluatorKind: EvaluatorKind }>, ownJudgment: { id: string, rating: number | null, success: boolean | null, failureTags: Array<string>, comment: string | null, correctedOutput: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type JudgedMessageFragment = { id: string, externalId: string, createdAt: string, model: string | null, traceId: string | null, contentPreview: string, conversation: { id: string, externalId: string }, evaluations: Array<{ id: string, name: string | null, value: number | null, label: string | null, rating: number | null, success: boolean | null, failureTags: Array<string>, comment: string | null, correctedOutput: string | null, evaluator: string | null, evaluatorKind: EvaluatorKind }>, ownJudgment: { id: string, rating: number | null, success: boolean | null, failureTags: Array<string>, comment: string | null, correctedOutput: string | null } | null };

export type JudgeMessagesMutationVariables = Exact<{
  judgments: Array<MessageJudgmentInput> | MessageJudgmentInput;
}>;


export type JudgeMessagesMutation = { judgeMessages: { accepted: number, updated: number, rejected: Array<{ index: number, field: string, reason: string }> } };

export type QueuesToFillQueryVariables = Exact<{ [key: string]: never; }>;


export type QueuesToFillQuery = { annotationQueues: Array<{ id: string, name: string, status: AnnotationQueueStatus }> };

export type ApiKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiKeysQuery = { apiKeys: Array<{ id: string, name: string, prefix: string, scope: KeyScope, role: Role, environment: string | null, requestsPerMinute: number | null, isPersonal: boolean, ownerName: string | null, createdByName: string | null, createdByKeyName: string | null, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, lastUsedFrom: string | null, revokedAt: string | null }> };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey: { secret: string, apiKey: { id: string } } };

export type RevokeApiKeyMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { id: string, name: string, prefix: string, scope: KeyScope, role: Role, environment: string | null, requestsPerMinute: number | null, isPersonal: boolean, ownerName: string | null, createdByName: string | null, createdByKeyName: string | null, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, lastUsedFrom: string | null, revokedAt: string | null } };

export type ConnectionRowFragment = { id: string, name: string, kind: ModelConnectionKind, baseUrl: string, hasKey: boolean, keyEnd: string | null, allowedModels: Array<string>, listedModels: Array<string>, models: Array<string>, toolProtocol: ToolProtocol, isEnabled: boolean, checkedAt: string | null, latencyMs: number | null, checkCode: string | null, checkMessage: string | null };

export type PricedModelFragment = { ref: string, connection: string, model: string, inputUsdPerMillion: number | null, outputUsdPerMillion: number | null, turnUsd: number | null, relativeCost: number | null };

export type ModelLimitsFragment = { defaultModel: string | null, fallbackModels: Array<string>, dailyUsdPerPerson: number | null, dailyTokensPerPerson: number | string | null, updatedAt: string | null };

export type LanguageModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type LanguageModelsQuery = { preferences: unknown, modelConnections: Array<{ id: string, name: string, kind: ModelConnectionKind, baseUrl: string, hasKey: boolean, keyEnd: string | null, allowedModels: Array<string>, listedModels: Array<string>, models: Array<string>, toolProtocol: ToolProtocol, isEnabled: boolean, checkedAt: string | null, latencyMs: number | null, checkCode: string | null, checkMessage: string | null }>, modelConnectionPresets: Array<{ key: string, title: string, kind: ModelConnectionKind, baseUrl: string, needsKey: boolean, toolProtocol: ToolProtocol, note: string }>, modelChoices: { reason: ModelChoiceReason | null, models: Array<{ ref: string, connection: string, model: string, inputUsdPerMillion: number | null, outputUsdPerMillion: number | null, turnUsd: number | null, relativeCost: number | null }>, answering: { ref: string } | null, settings: { defaultModel: string | null, fallbackModels: Array<string>, dailyUsdPerPerson: number | null, dailyTokensPerPerson: number | string | null, updatedAt: string | null }, today: { callCount: number, usd: number, tokens: number } }, assistantSettings: { isTraced: boolean, actsWithoutCard: boolean }, slackConnections: Array<{ id: string, teamId: string, runsAs: string, linkCount: number, createdAt: string, usedAt: string | null }> };

export type LanguageModelsChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type LanguageModelsChangedSubscription = { modelConnectionsChanged: boolean };

export type CreateModelConnectionMutationVariables = Exact<{
  input: CreateModelConnectionInput;
}>;


export type CreateModelConnectionMutation = { createModelConnection: { id: string, name: string, kind: ModelConnectionKind, baseUrl: string, hasKey: boolean, keyEnd: string | null, allowedModels: Array<string>, listedModels: Array<string>, models: Array<string>, toolProtocol: ToolProtocol, isEnabled: boolean, checkedAt: string | null, latencyMs: number | null, checkCode: string | null, checkMessage: string | null } };

export type UpdateModelConnectionMutationVariables = Exact<{
  input: UpdateModelConnectionInput;
}>;


export type UpdateModelConnectionMutation = { updateModelConnection: { id: string, name: string, kind: ModelConnectionKind, baseUrl: string, hasKey: boolean, keyEnd: string | null, allowedModels: Array<string>, listedModels: Array<string>, models: Array<string>, toolProtocol: ToolProtocol, isEnabled: boolean, checkedAt: string | null, latencyMs: number | null, checkCode: string | null, checkMessage: string | null } };

export type CheckModelConnectionMutationVariables = Exact<{
  id: string | number;
}>;


export type CheckModelConnectionMutation = { checkModelConnection: { id: string, name: string, kind: ModelConnectionKind, baseUrl: string, hasKey: boolean, keyEnd: string | null, allowedModels: Array<string>, listedModels: Array<string>, models: Array<string>, toolProtocol: ToolProtocol, isEnabled: boolean, checkedAt: string | null, latencyMs: number | null, checkCode: string | null, checkMessage: string | null } };

export type DeleteModelConnectionMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteModelConnectionMutation = { deleteModelConnection: string };

export type SetModelLimitsMutationVariables = Exact<{
  input: SetModelSettingsInput;
  assistant: AssistantSettingsInput;
}>;


export type SetModelLimitsMutation = { setModelSettings: { defaultModel: string | null, fallbackModels: Array<string>, dailyUsdPerPerson: number | null, dailyTokensPerPerson: number | string | null, updatedAt: string | null }, setAssistantSettings: { isTraced: boolean, actsWithoutCard: boolean } };

export type CreateSlackConnectionMutationVariables = Exact<{
  input: CreateSlackConnectionInput;
}>;


export type CreateSlackConnectionMutation = { createSlackConnection: { id: string } };

export type DeleteSlackConnectionMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteSlackConnectionMutation = { deleteSlackConnection: string };

export type PreferModelMutationVariables = Exact<{
  model?: unknown;
}>;


export type PreferModelMutation = { setPreference: unknown };

export type WholeMeaningSettingsFragment = { embeddings: MeaningEmbeddings, model: string | null, dailyCapUsd: number | null, spentTodayUsd: number, pendingCount: number, problem: string | null, connection: { id: string, name: string } | null };

export type MeaningSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type MeaningSettingsQuery = { meaningSettings: { embeddings: MeaningEmbeddings, model: string | null, dailyCapUsd: number | null, spentTodayUsd: number, pendingCount: number, problem: string | null, connection: { id: string, name: string } | null } };

export type UpdateMeaningSettingsMutationVariables = Exact<{
  input: UpdateMeaningSettingsInput;
}>;


export type UpdateMeaningSettingsMutation = { updateMeaningSettings: { embeddings: MeaningEmbeddings, model: string | null, dailyCapUsd: number | null, spentTodayUsd: number, pendingCount: number, problem: string | null, connection: { id: string, name: string } | null } };

export type LoopsQueryVariables = Exact<{ [key: string]: never; }>;


export type LoopsQuery = { loops: Array<{ id: string, name: string, status: LoopStatus, step: LoopStepKind, createdAt: string, updatedAt: string, steps: Array<{ kind: LoopStepKind, count: number | null, outOf: number | null, state: LoopStepState }>, verdict: { meaning: LoopMeaning, fixed: { count: number, outOf: number, share: number | null, low: number | null, high: number | null }, broke: { count: number, outOf: number, share: number | null, low: number | null, high: number | null } } | null }> };

export type LoopShareNumbersFragment = { count: number, outOf: number, share: number | null, low: number | null, high: number | null };

export type LoopRowFragment = { id: string, name: string, status: LoopStatus, step: LoopStepKind, createdAt: string, updatedAt: string, steps: Array<{ kind: LoopStepKind, count: number | null, outOf: number | null, state: LoopStepState }>, verdict: { meaning: LoopMeaning, fixed: { count: number, outOf: number, share: number | null, low: number | null, high: number | null }, broke: { count: number, outOf: number, share: number | null, low: number | null, high: number | null } } | null };

export type LoopStepPartFragment = { kind: LoopStepKind, state: LoopStepState, count: number | null, outOf: number | null, share: number | null, low: number | null, high: number | null, sentence: string | null, link: string | null, startedAt: string | null, finishedAt: string | null, error: string | null };

export type LoopScreenFragment = { id: string, name: string, status: LoopStatus, step: LoopStepKind, filter: unknown, proposer: string | null, createdBy: string | null, createdAt: string, updatedAt: string, endedAt: string | null, settings: { maxFailures: number, controlCount: number, rehearsalShare: number, heldOutShare: number, seed: number, matching: LoopMatching }, steps: Array<{ kind: LoopStepKind, state: LoopStepState, count: number | null, outOf: number | null, share: number | null, low: number | null, high: number | null, sentence: string | null, link: string | null, startedAt: string | null, finishedAt: string | null, error: string | null }>, verdict: { meaning: LoopMeaning, pValue: number, sentence: string, fixed: { count: number, outOf: number, share: number | null, low: number | null, high: number | null }, fixedHeldOut: { count: number, outOf: number, share: number | null, low: number | null, high: number | null }, broke: { count: number, outOf: number, share: number | null, low: number | null, high: number | null } } | null };

export type LoopPageQueryVariables = Exact<{
  id: string | number;
}>;


export type LoopPageQuery = { loop: { id: string, name: string, status: LoopStatus, step: LoopStepKind, filter: unknown, proposer: string | null, createdBy: string | null, createdAt: string, updatedAt: string, endedAt: string | null, settings: { maxFailures: number, controlCount: number, rehearsalShare: number, heldOutShare: number, seed: number, matching: LoopMatching }, steps: Array<{ kind: LoopStepKind, state: LoopStepState, count: number | null, outOf: number | null, share: number | null, low: number | null, high: number | null, sentence: string | null, link: string | null, startedAt: string | null, finishedAt: string | null, error: string | null }>, verdict: { meaning: LoopMeaning, pValue: number, sentence: string, fixed: { count: number, outOf: number, share: number | null, low: number | null, high: number | null }, fixedHeldOut: { count: number, outOf: number, share: number | null, low: number | null, high: number | null }, broke: { count: number, outOf: number, share: number | null, low: number | null, high: number | null } } | null } | null };

export type LoopMovedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type LoopMovedSubscription = { loopChanged: { id: string, name: string, status: LoopStatus, step: LoopStepKind, filter: unknown, proposer: string | null, createdBy: string | null, createdAt: string, updatedAt: string, endedAt: string | null, settings: { maxFailures: number, controlCount: number, rehearsalShare: number, heldOutShare: number, seed: number, matching: LoopMatching }, steps: Array<{ kind: LoopStepKind, state: LoopStepState, count: number | null, outOf: number | null, share: number | null, low: number | null, high: number | null, sentence: string | null, link: string | null, startedAt: string | null, finishedAt: string | null, error: string | null }>, verdict: { meaning: LoopMeaning, pValue: number, sentence: string, fixed: { count: number, outOf: number, share: number | null, low: number | null, high: number | null }, fixedHeldOut: { count: number, outOf: number, share: number | null, low: number | null, high: number | null }, broke: { count: number, outOf: number, share: number | null, low: number | null, high: number | null } } | null } };

export type LoopItemRowFragment = { id: string, kind: LoopItemKind, prompt: string, failedAnswer: string | null, expectedAnswer: string | null, correction: LoopCorrection | null, correctedBy: string | null, proposal: string | null, proposalError: string | null, split: string | null, isTrained: boolean, newAnswer: string | null, outcome: LoopOutcome | null, message: { id: string, externalId: string, conversation: { externalId: string } } };

export type LoopItemsQueryVariables = Exact<{
  id: string | number;
  first: number;
  after?: string | null | undefined;
  kind?: LoopItemKind | null | undefined;
  outcome?: LoopOutcome | null | undefined;
  isCorrected?: boolean | null | undefined;
}>;


export type LoopItemsQuery = { loop: { id: string, items: { edges: Array<{ cursor: string, node: { id: string, kind: LoopItemKind, prompt: string, failedAnswer: string | null, expectedAnswer: string | null, correction: LoopCorrection | null, correctedBy: string | null, proposal: string | null, proposalError: string | null, split: string | null, isTrained: boolean, newAnswer: string | null, outcome: LoopOutcome | null, message: { id: string, externalId: string, conversation: { externalId: string } } } }>, pageInfo: { hasNextPage: boolean } } } | null };

export type LoopChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type LoopChoicesQuery = { trainingConfigurations: Array<{ id: string, name: string, version: number }>, runners: Array<{ id: string, name: string, revokedAt: string | null, commands: Array<string> }> };

export type LoopModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type LoopModelsQuery = { modelChoices: { models: Array<{ ref: string }>, answering: { ref: string } | null } };

export type StartLoopMutationVariables = Exact<{
  input: StartLoopInput;
}>;


export type StartLoopMutation = { startLoop: { id: string } };

export type CorrectLoopItemsMutationVariables = Exact<{
  input: CorrectLoopItemsInput;
}>;


export type CorrectLoopItemsMutation = { correctLoopItems: { id: string } };

export type ProposeCorrectionsMutationVariables = Exact<{
  input: ProposeCorrectionsInput;
}>;


export type ProposeCorrectionsMutation = { proposeCorrections: { id: string } };

export type AcceptCorrectionsMutationVariables = Exact<{
  input: AcceptCorrectionsInput;
}>;


export type AcceptCorrectionsMutation = { acceptCorrections: { id: string } };

export type BuildLoopDatasetMutationVariables = Exact<{
  input: BuildLoopDatasetInput;
}>;


export type BuildLoopDatasetMutation = { buildLoopDataset: { id: string } };

export type StartLoopTrainingMutationVariables = Exact<{
  input: StartLoopTrainingInput;
}>;


export type StartLoopTrainingMutation = { startLoopTraining: { id: string } };

export type ReplayLoopMutationVariables = Exact<{
  input: ReplayLoopInput;
}>;


export type ReplayLoopMutation = { replayLoop: { id: string } };

export type StopLoopMutationVariables = Exact<{
  id: string | number;
}>;


export type StopLoopMutation = { stopLoop: { id: string } };

export type ResumeLoopMutationVariables = Exact<{
  id: string | number;
}>;


export type ResumeLoopMutation = { resumeLoop: { id: string } };

export type DeleteLoopMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteLoopMutation = { deleteLoop: string };

export type MemberRowFragment = { id: string, name: string, email: string, role: Role, createdAt: string, isViewer: boolean };

export type InvitationRowFragment = { id: string, email: string, role: Role, state: InvitationState, invitedByName: string | null, createdAt: string, expiresAt: string };

export type MembersQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MembersQuery = { members: { edges: Array<{ node: { id: string, name: string, email: string, role: Role, createdAt: string, isViewer: boolean } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type InvitationsQueryVariables = Exact<{ [key: string]: never; }>;


export type InvitationsQuery = { invitations: Array<{ id: string, email: string, role: Role, state: InvitationState, invitedByName: string | null, createdAt: string, expiresAt: string }> };

export type InviteMemberMutationVariables = Exact<{
  input: InviteMemberInput;
}>;


export type InviteMemberMutation = { inviteMember: { mail: InvitationMail, link: string | null, invitation: { id: string, email: string, role: Role, state: InvitationState, invitedByName: string | null, createdAt: string, expiresAt: string } } };

export type RevokeInvitationMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeInvitationMutation = { revokeInvitation: { id: string, email: string, role: Role, state: InvitationState, invitedByName: string | null, createdAt: string, expiresAt: string } };

export type SetMemberRoleMutationVariables = Exact<{
  input: SetMemberRoleInput;
}>;


export type SetMemberRoleMutation = { setMemberRole: { id: string, name: string, email: string, role: Role, createdAt: string, isViewer: boolean } };

export type RemoveMemberMutationVariables = Exact<{
  id: string | number;
  revokeKeys?: boolean | null | undefined;
}>;


export type RemoveMemberMutation = { removeMember: string };

export type MadeKeysQueryVariables = Exact<{
  id: string | number;
}>;


export type MadeKeysQuery = { node:
    | { id: string, madeKeys: Array<{ id: string, name: string, role: Role, scope: KeyScope }> }
    | Record<PropertyKey, never>
   | null };

export type LeaveWorkspaceMutationVariables = Exact<{ [key: string]: never; }>;


export type LeaveWorkspaceMutation = { leaveWorkspace: string };

export type TransferOwnershipMutationVariables = Exact<{
  id: string | number;
}>;


export type TransferOwnershipMutation = { transferOwnership: { id: string, name: string, email: string, role: Role, createdAt: string, isViewer: boolean } };

export type CreateSignInLinkMutationVariables = Exact<{
  id: string | number;
}>;


export type CreateSignInLinkMutation = { createSignInLink: string };

export type SignInPolicyQueryVariables = Exact<{ [key: string]: never; }>;


export type SignInPolicyQuery = { workspace: { id: string, requiresSso: boolean, ssoIsTested: boolean } };

export type SetSignInPolicyMutationVariables = Exact<{
  input: SetSignInPolicyInput;
}>;


export type SetSignInPolicyMutation = { setSignInPolicy: { id: string, requiresSso: boolean, ssoIsTested: boolean } };

export type MessageRowFragment = { id: string, externalId: string, role: MessageRole, model: string | null, createdAt: string, contentPreview: string, inputTokens: number | null, outputTokens: number | null, latencyMs: number | null, costUsd: number | null, errorType: string | null, cost: { gap: CostGap | null }, conversation: { id: string, externalId: string }, evaluations: Array<{ id: string, rating: number | null, success: boolean | null }>, toolCalls: Array<{ name: string, success: boolean | null }> };

export type MessagePageQueryVariables = Exact<{
  filter?: AnalyticsFilter | null | undefined;
  search?: string | null | undefined;
  roles?: Array<MessageRole> | MessageRole | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MessagePageQuery = { messages: { edges: Array<{ cursor: string, node: { id: string, externalId: string, role: MessageRole, model: string | null, createdAt: string, contentPreview: string, inputTokens: number | null, outputTokens: number | null, latencyMs: number | null, costUsd: number | null, errorType: string | null, cost: { gap: CostGap | null }, conversation: { id: string, externalId: string }, evaluations: Array<{ id: string, rating: number | null, success: boolean | null }>, toolCalls: Array<{ name: string, success: boolean | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MessagesOfAllTimeQueryVariables = Exact<{
  filter?: AnalyticsFilter | null | undefined;
  search?: string | null | undefined;
  roles?: Array<MessageRole> | MessageRole | null | undefined;
}>;


export type MessagesOfAllTimeQuery = { messages: { edges: Array<{ node: { id: string, createdAt: string } }> } };

export type NewerMessagesQueryVariables = Exact<{
  filter?: AnalyticsFilter | null | undefined;
  search?: string | null | undefined;
  roles?: Array<MessageRole> | MessageRole | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type NewerMessagesQuery = { messages: { edges: Array<{ cursor: string, node: { id: string, externalId: string, role: MessageRole, model: string | null, createdAt: string, contentPreview: string, inputTokens: number | null, outputTokens: number | null, latencyMs: number | null, costUsd: number | null, errorType: string | null, cost: { gap: CostGap | null }, conversation: { id: string, externalId: string }, evaluations: Array<{ id: string, rating: number | null, success: boolean | null }>, toolCalls: Array<{ name: string, success: boolean | null }> } }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } };

export type MessagesDeletedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type MessagesDeletedSubscription = { messagesDeleted: Array<string> };

export type MeasuredPartFragment = { measure: MetricMeasure, event: string | null, failureTag: string | null, tool: string | null, models: Array<string>, environments: Array<string>, prompts: Array<string>, attributes: Array<{ name: string, values: Array<string> }> };

export type MetricRowFragment = { id: string, key: string, name: string, description: string, kind: MetricKind, percentile: number | null, afterDays: number | null, withinDays: number | null, windowHours: number | null, better: MetricDirection, unit: MetricUnit, isBuiltIn: boolean, measured: { measure: MetricMeasure, event: string | null, failureTag: string | null, tool: string | null, models: Array<string>, environments: Array<string>, prompts: Array<string>, attributes: Array<{ name: string, values: Array<string> }> }, denominator: { measure: MetricMeasure, event: string | null, failureTag: string | null, tool: string | null, models: Array<string>, environments: Array<string>, prompts: Array<string>, attributes: Array<{ name: string, values: Array<string> }> } | null, cap: { value: number | null, percentile: number | null } | null };

export type MetricsQueryVariables = Exact<{ [key: string]: never; }>;


export type MetricsQuery = { metrics: Array<{ id: string, key: string, name: string, description: string, kind: MetricKind, percentile: number | null, afterDays: number | null, withinDays: number | null, windowHours: number | null, better: MetricDirection, unit: MetricUnit, isBuiltIn: boolean, measured: { measure: MetricMeasure, event: string | null, failureTag: string | null, tool: string | null, models: Array<string>, environments: Array<string>, prompts: Array<string>, attributes: Array<{ name: string, values: Array<string> }> }, denominator: { measure: MetricMeasure, event: string | null, failureTag: string | null, tool: string | null, models: Array<string>, environments: Array<string>, prompts: Array<string>, attributes: Array<{ name: string, values: Array<string> }> } | null, cap: { value: number | null, percentile: number | null } | null }> };

export type MetricChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type MetricChoicesQuery = { metrics: Array<{ id: string, key: string, name: string }>, eventNames: Array<{ name: string }> };

export type MetricPreviewQueryVariables = Exact<{
  input: MetricPreviewInput;
}>;


export type MetricPreviewQuery = { previewMetric: { value: number | null, low: number | null, high: number | null, unitCount: number, from: string, to: string } };

export type CreateMetricMutationVariables = Exact<{
  input: MetricInput;
}>;


export type CreateMetricMutation = { createMetric: { id: string, key: string, name: string, description: string, kind: MetricKind, percentile: number | null, afterDays: number | null, withinDays: number | null, windowHours: number | null, better: MetricDirection, unit: MetricUnit, isBuiltIn: boolean, measured: { measure: MetricMeasure, event: string | null, failureTag: string | null, tool: string | null, models: Array<string>, environments: Array<string>, prompts: Array<string>, attributes: Array<{ name: string, values: Array<string> }> }, denominator: { measure: MetricMeasure, event: string | null, failureTag: string | null, tool: string | null, models: Array<string>, environments: Array<string>, prompts: Array<string>, attributes: Array<{ name: string, values: Array<string> }> } | null, cap: { value: number | null, percentile: number | null } | null } };

export type UpdateMetricMutationVariables = Exact<{
  input: MetricChangeInput;
}>;


export type UpdateMetricMutation = { updateMetric: { id: string, key: string, name: string, description: string, kind: MetricKind, percentile: number | null, afterDays: number | null, withinDays: number | null, windowHours: number | null, better: MetricDirection, unit: MetricUnit, isBuiltIn: boolean, measured: { measure: MetricMeasure, event: string | null, failureTag: string | null, tool: string | null, models: Array<string>, environments: Array<string>, prompts: Array<string>, attributes: Array<{ name: string, values: Array<string> }> }, denominator: { measure: MetricMeasure, event: string | null, failureTag: string | null, tool: string | null, models: Array<string>, environments: Array<string>, prompts: Array<string>, attributes: Array<{ name: string, values: Array<string> }> } | null, cap: { value: number | null, percentile: number | null } | null } };

export type DeleteMetricMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteMetricMutation = { deleteMetric: string };

export type ModelCardFragment = { id: string, name: string, provider: string | null, trainingMethod: TrainingMethod | null, baseModel: string | null, trainingDataset: string | null, evaluationResults: unknown, firstSeenAt: string | null, deployment: { trainingJobId: string | null, endpoint: string | null, type: string | null, deployedAt: string | null } | null, price: { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> } | null };

export type ModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelsQuery = { models: Array<{ id: string, name: string, provider: string | null, trainingMethod: TrainingMethod | null, baseModel: string | null, trainingDataset: string | null, evaluationResults: unknown, firstSeenAt: string | null, deployment: { trainingJobId: string | null, endpoint: string | null, type: string | null, deployedAt: string | null } | null, price: { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> } | null }> };

export type ModelsUseQueryVariables = Exact<{
  filter: AnalyticsFilter;
}>;


export type ModelsUseQuery = { analytics: { byModel: Array<{ model: string | null, provider: string | null, trainingMethod: TrainingMethod | null, messageCount: number, costUsd: number | null, costPerMessageUsd: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorShare: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number }> }> } };

export type ModelVersionRowFragment = { version: number, label: string | null, trainingMethod: TrainingMethod | null, baseModel: string | null, trainingDataset: string | null, registeredAt: string, loop: { id: string, name: string } | null, job: { id: string, name: string, status: TrainingStatus, bestEvalLoss: number | null } | null };

export type ModelPageQueryVariables = Exact<{
  name: string;
  filter: AnalyticsFilter;
  compare: boolean;
  compareWith?: CompareWithInput | null | undefined;
}>;


export type ModelPageQuery = { models: Array<{ id: string, name: string, provider: string | null, trainingMethod: TrainingMethod | null, baseModel: string | null, trainingDataset: string | null, evaluationResults: unknown, firstSeenAt: string | null, deployment: { trainingJobId: string | null, endpoint: string | null, type: string | null, deployedAt: string | null } | null, price: { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> } | null }>, model: { id: string, versions: Array<{ version: number, label: string | null, trainingMethod: TrainingMethod | null, baseModel: string | null, trainingDataset: string | null, registeredAt: string, loop: { id: string, name: string } | null, job: { id: string, name: string, status: TrainingStatus, bestEvalLoss: number | null } | null }> } | null, filterOptions: { models: Array<string> }, analytics: { interval: Interval, overview: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, comparison?: { metrics: Array<{ metric: ComparedMetric, verdict: ComparisonVerdict, sentence: string }> } | null, tools: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null }, previous?: { callCount: number, durationMs: { p95Ms: number | null } } | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratings: Array<{ rating: number, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratingChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null, errors: Array<{ errorType: string, count: number, share: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, failureTags: Array<{ tag: string, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }> } };

export type ModelChangedSubscriptionVariables = Exact<{
  filter: AnalyticsFilter;
  compare: boolean;
  compareWith?: CompareWithInput | null | undefined;
}>;


export type ModelChangedSubscription = { analyticsChanged: { interval: Interval, overview: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, comparison?: { metrics: Array<{ metric: ComparedMetric, verdict: ComparisonVerdict, sentence: string }> } | null, tools: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null }, previous?: { callCount: number, durationMs: { p95Ms: number | null } } | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratings: Array<{ rating: number, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratingChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null, errors: Array<{ errorType: string, count: number, share: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, failureTags: Array<{ tag: string, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }> } };

export type ModelScreenFragment = { interval: Interval, overview: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, comparison?: { metrics: Array<{ metric: ComparedMetric, verdict: ComparisonVerdict, sentence: string }> } | null, tools: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null }, previous?: { callCount: number, durationMs: { p95Ms: number | null } } | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratings: Array<{ rating: number, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratingChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null, errors: Array<{ errorType: string, count: number, share: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, failureTags: Array<{ tag: string, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }> };

export type SaveModelMutationVariables = Exact<{
  model: ModelInput;
}>;


export type SaveModelMutation = { saveModel: { id: string, name: string, provider: string | null, trainingMethod: TrainingMethod | null, baseModel: string | null, trainingDataset: string | null, evaluationResults: unknown, firstSeenAt: string | null, deployment: { trainingJobId: string | null, endpoint: string | null, type: string | null, deployedAt: string | null } | null, price: { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> } | null } };

export type DeleteModelMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteModelMutation = { deleteModel: string };

export type OrganisationRowFragment = { messageCount: number, costUsd: number | null, memberCount: number, lastMessageAt: string | null, workspace: { slug: string, name: string, role: Role, isCurrent: boolean, archivedAt: string | null } };

export type OrganisationPageQueryVariables = Exact<{ [key: string]: never; }>;


export type OrganisationPageQuery = { organisation: { workspaceCount: number, messageCount: number, costUsd: number | null, personCount: number, workspaces: Array<{ messageCount: number, costUsd: number | null, memberCount: number, lastMessageAt: string | null, workspace: { slug: string, name: string, role: Role, isCurrent: boolean, archivedAt: string | null } }> } };

export type ModelBucketFragment = { startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null };

export type FirstScreenFragment = { interval: Interval, overview: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, comparison?: { metrics: Array<{ metric: ComparedMetric, verdict: ComparisonVerdict, sentence: string }> } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, seriesByModel: Array<{ model: string, buckets: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }>, previous?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> }>, byModel: Array<{ model: string | null, provider: string | null, trainingMethod: TrainingMethod | null, messageCount: number, costUsd: number | null, costPerMessageUsd: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorShare: number | null, previous?: { messageCount: number, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null } | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number }> }>, tools: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null }, previous?: { callCount: number, durationMs: { p95Ms: number | null } } | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratings: Array<{ rating: number, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratingChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null, errors: Array<{ errorType: string, count: number, share: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, failureTags: Array<{ tag: string, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }> };

export type OverviewQueryVariables = Exact<{
  filter: AnalyticsFilter;
  compare: boolean;
  compareWith?: CompareWithInput | null | undefined;
}>;


export type OverviewQuery = { filterOptions: { models: Array<string> }, analytics: { interval: Interval, overview: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, comparison?: { metrics: Array<{ metric: ComparedMetric, verdict: ComparisonVerdict, sentence: string }> } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, seriesByModel: Array<{ model: string, buckets: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }>, previous?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> }>, byModel: Array<{ model: string | null, provider: string | null, trainingMethod: TrainingMethod | null, messageCount: number, costUsd: number | null, costPerMessageUsd: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorShare: number | null, previous?: { messageCount: number, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null } | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number }> }>, tools: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null }, previous?: { callCount: number, durationMs: { p95Ms: number | null } } | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratings: Array<{ rating: number, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratingChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null, errors: Array<{ errorType: string, count: number, share: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, failureTags: Array<{ tag: string, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }> } };

export type OverviewChangedSubscriptionVariables = Exact<{
  filter: AnalyticsFilter;
  compare: boolean;
  compareWith?: CompareWithInput | null | undefined;
}>;


export type OverviewChangedSubscription = { analyticsChanged: { interval: Interval, overview: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, comparison?: { metrics: Array<{ metric: ComparedMetric, verdict: ComparisonVerdict, sentence: string }> } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, seriesByModel: Array<{ model: string, buckets: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }>, previous?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> }>, byModel: Array<{ model: string | null, provider: string | null, trainingMethod: TrainingMethod | null, messageCount: number, costUsd: number | null, costPerMessageUsd: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorShare: number | null, previous?: { messageCount: number, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null } | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number }> }>, tools: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null }, previous?: { callCount: number, durationMs: { p95Ms: number | null } } | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratings: Array<{ rating: number, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratingChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null, errors: Array<{ errorType: string, count: number, share: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, failureTags: Array<{ tag: string, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }> } };

export type SuccessByModelQueryVariables = Exact<{
  filter: AnalyticsFilter;
  interval: Interval;
  compare: boolean;
  compareWith?: CompareWithInput | null | undefined;
}>;


export type SuccessByModelQuery = { analytics: { seriesByModel: Array<{ model: string, buckets: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }>, previous?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> }> } };

export type PermissionsQueryVariables = Exact<{ [key: string]: never; }>;


export type PermissionsQuery = { permissions: Array<{ name: PermissionName, what: string, roles: Array<Role>, keyScopes: Array<KeyScope> }> };

export type PermissionMembersQueryVariables = Exact<{ [key: string]: never; }>;


export type PermissionMembersQuery = { members: { edges: Array<{ node: { id: string, name: string, email: string, isViewer: boolean } }> } };

export type ViewerMayQueryVariables = Exact<{
  permission: PermissionName;
}>;


export type ViewerMayQuery = { viewerMay: { isAllowed: boolean, reason: string } };

export type PermissionOfQueryVariables = Exact<{
  memberId: string | number;
  permission: PermissionName;
}>;


export type PermissionOfQuery = { permissionOf: { isAllowed: boolean, reason: string } };

export type PlaygroundModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type PlaygroundModelsQuery = { modelChoices: { models: Array<{ ref: string, connection: string, model: string, inputUsdPerMillion: number | null, outputUsdPerMillion: number | null }>, answering: { ref: string } | null, settings: { dailyUsdPerPerson: number | null }, today: { usd: number } }, modelConnections: Array<{ name: string, kind: ModelConnectionKind, baseUrl: string }> };

export type PlaygroundPromptPartsFragment = { outputSchema: unknown, temperature: number | null, topP: number | null, seed: number | null, maxOutputTokens: number | null, stop: Array<string>, messages: Array<{ role: PlaygroundRole, text: string, toolCallId: string | null, name: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown }> }>, tools: Array<{ name: string, description: string, parameters: unknown }> };

export type PlaygroundSourcePartsFragment = { kind: PlaygroundSourceKind, promptName: string | null, promptVersion: number | null, traceId: string | null, spanId: string | null, messageExternalId: string | null };

export type PlaygroundAnswerPartsFragment = { id: string, rowIndex: number, columnIndex: number, model: string, status: PlaygroundAnswerStatus, costUsd: number | null, failureCode: string | null, failureMessage: string | null, outputProblem: string | null, traceId: string | null, steps: Array<{ text: string, end: PlaygroundEnd | null, inputTokens: number, outputTokens: number, cachedInputTokens: number, isEstimated: boolean, costUsd: number | null, timeToFirstTokenMs: number | null, durationMs: number | null, ignored: Array<string>, calls: Array<{ id: string, name: string, arguments: unknown, text: string | null, error: string | null, result: string | null }> }> };

export type PlaygroundRunRowFragment = { id: string, title: string, models: Array<string>, isShared: boolean, isOwn: boolean, ownerName: string, createdAt: string };

export type PlaygroundWholeRunFragment = { rows: Array<unknown>, id: string, title: string, models: Array<string>, isShared: boolean, isOwn: boolean, ownerName: string, createdAt: string, prompt: { outputSchema: unknown, temperature: number | null, topP: number | null, seed: number | null, maxOutputTokens: number | null, stop: Array<string>, messages: Array<{ role: PlaygroundRole, text: string, toolCallId: string | null, name: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown }> }>, tools: Array<{ name: string, description: string, parameters: unknown }> }, source: { kind: PlaygroundSourceKind, promptName: string | null, promptVersion: number | null, traceId: string | null, spanId: string | null, messageExternalId: string | null } | null, answers: Array<{ id: string, rowIndex: number, columnIndex: number, model: string, status: PlaygroundAnswerStatus, costUsd: number | null, failureCode: string | null, failureMessage: string | null, outputProblem: string | null, traceId: string | null, steps: Array<{ text: string, end: PlaygroundEnd | null, inputTokens: number, outputTokens: number, cachedInputTokens: number, isEstimated: boolean, costUsd: number | null, timeToFirstTokenMs: number | null, durationMs: number | null, ignored: Array<string>, calls: Array<{ id: string, name: string, arguments: unknown, text: string | null, error: string | null, result: string | null }> }> }> };

export type PlaygroundRunPageQueryVariables = Exact<{
  id: string | number;
}>;


export type PlaygroundRunPageQuery = { playgroundRun: { rows: Array<unknown>, id: string, title: string, models: Array<string>, isShared: boolean, isOwn: boolean, ownerName: string, createdAt: string, prompt: { outputSchema: unknown, temperature: number | null, topP: number | null, seed: number | null, maxOutputTokens: number | null, stop: Array<string>, messages: Array<{ role: PlaygroundRole, text: string, toolCallId: string | null, name: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown }> }>, tools: Array<{ name: string, description: string, parameters: unknown }> }, source: { kind: PlaygroundSourceKind, promptName: string | null, promptVersion: number | null, traceId: string | null, spanId: string | null, messageExternalId: string | null } | null, answers: Array<{ id: string, rowIndex: number, columnIndex: number, model: string, status: PlaygroundAnswerStatus, costUsd: number | null, failureCode: string | null, failureMessage: string | null, outputProblem: string | null, traceId: string | null, steps: Array<{ text: string, end: PlaygroundEnd | null, inputTokens: number, outputTokens: number, cachedInputTokens: number, isEstimated: boolean, costUsd: number | null, timeToFirstTokenMs: number | null, durationMs: number | null, ignored: Array<string>, calls: Array<{ id: string, name: string, arguments: unknown, text: string | null, error: string | null, result: string | null }> }> }> } | null };

export type PlaygroundRunsQueryVariables = Exact<{
  first: number;
  search?: string | null | undefined;
  isShared?: boolean | null | undefined;
}>;


export type PlaygroundRunsQuery = { playgroundRuns: { edges: Array<{ node: { id: string, title: string, models: Array<string>, isShared: boolean, isOwn: boolean, ownerName: string, createdAt: string } }>, pageInfo: { hasNextPage: boolean } } };

export type PlaygroundDraftQueryVariables = Exact<{
  from: PlaygroundSourceInput;
}>;


export type PlaygroundDraftQuery = { playgroundDraft: { title: string, rows: Array<unknown>, model: string | null, notes: Array<string>, prompt: { outputSchema: unknown, temperature: number | null, topP: number | null, seed: number | null, maxOutputTokens: number | null, stop: Array<string>, messages: Array<{ role: PlaygroundRole, text: string, toolCallId: string | null, name: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown }> }>, tools: Array<{ name: string, description: string, parameters: unknown }> }, source: { kind: PlaygroundSourceKind, promptName: string | null, promptVersion: number | null, traceId: string | null, spanId: string | null, messageExternalId: string | null } } };

export type PlaygroundEstimateQueryVariables = Exact<{
  prompt: PlaygroundPromptInput;
  models: Array<string> | string;
}>;


export type PlaygroundEstimateQuery = { playgroundEstimate: { inputTokens: number, mostOutputTokens: number, models: Array<{ model: string, inputUsd: number | null, mostUsd: number | null }> } };

export type PlaygroundPromptsQueryVariables = Exact<{ [key: string]: never; }>;


export type PlaygroundPromptsQuery = { prompts: Array<{ id: string, name: string, type: PromptType }> };

export type PlaygroundAnswerChangesSubscriptionVariables = Exact<{
  runId: string | number;
}>;


export type PlaygroundAnswerChangesSubscription = { playgroundAnswers: Array<{ id: string, rowIndex: number, columnIndex: number, model: string, status: PlaygroundAnswerStatus, costUsd: number | null, failureCode: string | null, failureMessage: string | null, outputProblem: string | null, traceId: string | null, steps: Array<{ text: string, end: PlaygroundEnd | null, inputTokens: number, outputTokens: number, cachedInputTokens: number, isEstimated: boolean, costUsd: number | null, timeToFirstTokenMs: number | null, durationMs: number | null, ignored: Array<string>, calls: Array<{ id: string, name: string, arguments: unknown, text: string | null, error: string | null, result: string | null }> }> }> };

export type RunPlaygroundMutationVariables = Exact<{
  input: RunPlaygroundInput;
}>;


export type RunPlaygroundMutation = { runPlayground: { rows: Array<unknown>, id: string, title: string, models: Array<string>, isShared: boolean, isOwn: boolean, ownerName: string, createdAt: string, prompt: { outputSchema: unknown, temperature: number | null, topP: number | null, seed: number | null, maxOutputTokens: number | null, stop: Array<string>, messages: Array<{ role: PlaygroundRole, text: string, toolCallId: string | null, name: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown }> }>, tools: Array<{ name: string, description: string, parameters: unknown }> }, source: { kind: PlaygroundSourceKind, promptName: string | null, promptVersion: number | null, traceId: string | null, spanId: string | null, messageExternalId: string | null } | null, answers: Array<{ id: string, rowIndex: number, columnIndex: number, model: string, status: PlaygroundAnswerStatus, costUsd: number | null, failureCode: string | null, failureMessage: string | null, outputProblem: string | null, traceId: string | null, steps: Array<{ text: string, end: PlaygroundEnd | null, inputTokens: number, outputTokens: number, cachedInputTokens: number, isEstimated: boolean, costUsd: number | null, timeToFirstTokenMs: number | null, durationMs: number | null, ignored: Array<string>, calls: Array<{ id: string, name: string, arguments: unknown, text: string | null, error: string | null, result: string | null }> }> }> } };

export type StopPlaygroundRunMutationVariables = Exact<{
  id: string | number;
}>;


export type StopPlaygroundRunMutation = { stopPlaygroundRun: { id: string } };

export type StopPlaygroundAnswerMutationVariables = Exact<{
  id: string | number;
}>;


export type StopPlaygroundAnswerMutation = { stopPlaygroundAnswer: { id: string } };

export type ContinuePlaygroundAnswerMutationVariables = Exact<{
  input: ContinuePlaygroundAnswerInput;
}>;


export type ContinuePlaygroundAnswerMutation = { continuePlaygroundAnswer: { id: string, rowIndex: number, columnIndex: number, model: string, status: PlaygroundAnswerStatus, costUsd: number | null, failureCode: string | null, failureMessage: string | null, outputProblem: string | null, traceId: string | null, steps: Array<{ text: string, end: PlaygroundEnd | null, inputTokens: number, outputTokens: number, cachedInputTokens: number, isEstimated: boolean, costUsd: number | null, timeToFirstTokenMs: number | null, durationMs: number | null, ignored: Array<string>, calls: Array<{ id: string, name: string, arguments: unknown, text: string | null, error: string | null, result: string | null }> }> } };

export type RetryPlaygroundAnswerMutationVariables = Exact<{
  id: string | number;
}>;


export type RetryPlaygroundAnswerMutation = { retryPlaygroundAnswer: { id: string, rowIndex: number, columnIndex: number, model: string, status: PlaygroundAnswerStatus, costUsd: number | null, failureCode: string | null, failureMessage: string | null, outputProblem: string | null, traceId: string | null, steps: Array<{ text: string, end: PlaygroundEnd | null, inputTokens: number, outputTokens: number, cachedInputTokens: number, isEstimated: boolean, costUsd: number | null, timeToFirstTokenMs: number | null, durationMs: number | null, ignored: Array<string>, calls: Array<{ id: string, name: string, arguments: unknown, text: string | null, error: string | null, result: string | null }> }> } };

export type UpdatePlaygroundRunMutationVariables = Exact<{
  input: UpdatePlaygroundRunInput;
}>;


export type UpdatePlaygroundRunMutation = { updatePlaygroundRun: { id: string, title: string, models: Array<string>, isShared: boolean, isOwn: boolean, ownerName: string, createdAt: string } };

export type DeletePlaygroundRunMutationVariables = Exact<{
  id: string | number;
}>;


export type DeletePlaygroundRunMutation = { deletePlaygroundRun: string };

export type TaskFragment = { id: string, kind: string, status: TaskStatus, totalCount: number, doneCount: number, progressShare: number, createdAt: string, finishedAt: string | null, error: string | null, retryAt: string | null };

export type PriceBookQueryVariables = Exact<{ [key: string]: never; }>;


export type PriceBookQuery = { prices: Array<{ id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> }>, priceTables: Array<{ source: string, version: string, datedAt: string }>, modelAliases: Array<{ name: string, model: string }>, models: Array<{ id: string, name: string, provider: string | null, firstSeenAt: string | null, price: { id: string } | null }>, backgroundTasks: Array<{ id: string, kind: string, status: TaskStatus, totalCount: number, doneCount: number, progressShare: number, createdAt: string, finishedAt: string | null, error: string | null, retryAt: string | null }> };

export type AliasFragment = { name: string, model: string };

export type SaveModelAliasMutationVariables = Exact<{
  input: ModelAliasInput;
}>;


export type SaveModelAliasMutation = { saveModelAlias: { alias: { name: string, model: string } | null, task: { id: string, kind: string, status: TaskStatus, totalCount: number, doneCount: number, progressShare: number, createdAt: string, finishedAt: string | null, error: string | null, retryAt: string | null } | null } };

export type UnpricedQueryVariables = Exact<{
  filter: AnalyticsFilter;
}>;


export type UnpricedQuery = { analytics: { byModel: Array<{ model: string | null, provider: string | null, messageCount: number, pricedCount: number }> } };

export type SavePriceMutationVariables = Exact<{
  price: PriceInput;
}>;


export type SavePriceMutation = { savePrice: { price: { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> } | null, task: { id: string, kind: string, status: TaskStatus, totalCount: number, doneCount: number, progressShare: number, createdAt: string, finishedAt: string | null, error: string | null, retryAt: string | null } | null } };

export type DeletePriceMutationVariables = Exact<{
  id: string | number;
}>;


export type DeletePriceMutation = { deletePrice: { price: { id: string } | null, task: { id: string, kind: string, status: TaskStatus, totalCount: number, doneCount: number, progressShare: number, createdAt: string, finishedAt: string | null, error: string | null, retryAt: string | null } | null } };

export type ImportPricesMutationVariables = Exact<{
  table: unknown;
}>;


export type ImportPricesMutation = { importPrices: { added: number, changed: number, unchanged: number, skipped: Array<{ model: string, reason: string }>, task: { id: string, kind: string, status: TaskStatus, totalCount: number, doneCount: number, progressShare: number, createdAt: string, finishedAt: string | null, error: string | null, retryAt: string | null } | null } };

export type TaskChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type TaskChangedSubscription = { backgroundTaskChanged: { id: string, kind: string, status: TaskStatus, totalCount: number, doneCount: number, progressShare: number, createdAt: string, finishedAt: string | null, error: string | null, retryAt: string | null } };

export type PromptsQueryVariables = Exact<{ [key: string]: never; }>;


export type PromptsQuery = { prompts: Array<{ id: string, name: string, type: PromptType, tags: Array<string>, versionCount: number, updatedAt: string, labels: Array<{ label: string, version: number }> }> };

export type PromptRowFragment = { id: string, name: string, type: PromptType, tags: Array<string>, versionCount: number, updatedAt: string, labels: Array<{ label: string, version: number }> };

export type PromptsUseQueryVariables = Exact<{
  range: TimeRangeInput;
}>;


export type PromptsUseQuery = { prompts: Array<{ id: string, usage: { messageCount: number, costUsd: number | null, successShare: number | null, lastUsedAt: string, successInterval: { low: number, high: number } | null } | null }> };

export type PromptsChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type PromptsChangedSubscription = { promptsChanged: boolean };

export type PromptPageQueryVariables = Exact<{
  name: string;
}>;


export type PromptPageQuery = { prompt: { id: string, name: string, type: PromptType, tags: Array<string>, labels: Array<{ label: string, version: number }>, versions: Array<{ id: string, version: number, labels: Array<string>, commitMessage: string | null, createdBy: string | null, createdAt: string }>, comments: Array<{ id: string, version: number | null, text: string, author: string | null, createdAt: string }> } | null };

export type WholePromptFragment = { id: string, name: string, type: PromptType, tags: Array<string>, labels: Array<{ label: string, version: number }>, versions: Array<{ id: string, version: number, labels: Array<string>, commitMessage: string | null, createdBy: string | null, createdAt: string }>, comments: Array<{ id: string, version: number | null, text: string, author: string | null, createdAt: string }> };

export type PromptVersionRowFragment = { id: string, version: number, labels: Array<string>, commitMessage: string | null, createdBy: string | null, createdAt: string };

export type PromptNumbersQueryVariables = Exact<{
  name: string;
  range: TimeRangeInput;
}>;


export type PromptNumbersQuery = { prompt: { id: string, numbers: Array<{ version: string, messageCount: number, traceCount: number, inputTokens: number | string, outputTokens: number | string, costPerMessageUsd: number | null, costUsd: number | null, latencyP50Ms: number | null, errorShare: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, firstUsedAt: string, lastUsedAt: string, successInterval: { low: number, high: number } | null, ratingInterval: { low: number, high: number } | null }> } | null };

export type PromptVersionNumbersRowFragment = { version: string, messageCount: number, traceCount: number, inputTokens: number | string, outputTokens: number | string, costPerMessageUsd: number | null, costUsd: number | null, latencyP50Ms: number | null, errorShare: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, firstUsedAt: string, lastUsedAt: string, successInterval: { low: number, high: number } | null, ratingInterval: { low: number, high: number } | null };

export type PromptVersionTextQueryVariables = Exact<{
  name: string;
  version: number;
}>;


export type PromptVersionTextQuery = { promptVersion: { id: string, version: number, text: string | null, config: unknown, variables: Array<string>, placeholders: Array<string>, messages: Array<{ role: string | null, content: string | null, placeholder: string | null }> | null } | null };

export type PromptAsServedQueryVariables = Exact<{
  name: string;
  version: number;
}>;


export type PromptAsServedQuery = { promptVersion: { id: string, resolved: { text: string | null } } | null };

export type PromptVersionContentFragment = { id: string, version: number, text: string | null, config: unknown, variables: Array<string>, placeholders: Array<string>, messages: Array<{ role: string | null, content: string | null, placeholder: string | null }> | null };

export type PromptComparisonQueryVariables = Exact<{
  name: string;
  version: number;
  base: number;
  range: TimeRangeInput;
}>;


export type PromptComparisonQuery = { prompt: { id: string, comparison: Array<{ metric: ComparedMetric, verdict: ComparisonVerdict, sentence: string }> } | null };

export type PromptUsesQueryVariables = Exact<{
  name: string;
  version: number;
  range: TimeRangeInput;
}>;


export type PromptUsesQuery = { prompt: { id: string, uses: Array<{ messageExternalId: string, traceId: string | null, spanId: string | null, at: string, model: string | null, latencyMs: number | null, errorType: string | null, success: boolean | null }> } | null };

export type SavePromptVersionMutationVariables = Exact<{
  input: PromptVersionInput;
}>;


export type SavePromptVersionMutation = { savePromptVersion: { id: string, name: string, version: number } };

export type SetPromptLabelsMutationVariables = Exact<{
  input: PromptLabelsInput;
}>;


export type SetPromptLabelsMutation = { setPromptLabels: { id: string, version: number, labels: Array<string> } };

export type SetPromptTagsMutationVariables = Exact<{
  input: PromptTagsInput;
}>;


export type SetPromptTagsMutation = { setPromptTags: { id: string, tags: Array<string> } };

export type CommentPromptMutationVariables = Exact<{
  input: PromptCommentInput;
}>;


export type CommentPromptMutation = { commentPrompt: { id: string } };

export type DeletePromptCommentMutationVariables = Exact<{
  id: string | number;
}>;


export type DeletePromptCommentMutation = { deletePromptComment: string };

export type DeletePromptMutationVariables = Exact<{
  id: string | number;
}>;


export type DeletePromptMutation = { deletePrompt: string };

export type DeletePromptVersionMutationVariables = Exact<{
  id: string | number;
}>;


export type DeletePromptVersionMutation = { deletePromptVersion: string };

export type AnnotationQueuesQueryVariables = Exact<{ [key: string]: never; }>;


export type AnnotationQueuesQuery = { annotationQueues: Array<{ id: string, name: string, instructions: string, overlap: number, leaseMinutes: number, isForAll: boolean, status: AnnotationQueueStatus, mayJudge: boolean, itemCount: number, completedCount: number, submittedCount: number, skippedByAllCount: number, rubric: { rating: boolean, success: boolean, correction: boolean, failureTags: Array<string>, fields: Array<{ name: string, values: Array<string> }> }, progress: Array<{ annotator: string, isViewer: boolean, submittedCount: number, skippedCount: number, extraCount: number, heldCount: number, freeAt: string | null, lastAt: string | null }> }> };

export type QueueRowFragment = { id: string, name: string, instructions: string, overlap: number, leaseMinutes: number, isForAll: boolean, status: AnnotationQueueStatus, mayJudge: boolean, itemCount: number, completedCount: number, submittedCount: number, skippedByAllCount: number, rubric: { rating: boolean, success: boolean, correction: boolean, failureTags: Array<string>, fields: Array<{ name: string, values: Array<string> }> }, progress: Array<{ annotator: string, isViewer: boolean, submittedCount: number, skippedCount: number, extraCount: number, heldCount: number, freeAt: string | null, lastAt: string | null }> };

export type QueueProgressRowFragment = { annotator: string, isViewer: boolean, submittedCount: number, skippedCount: number, extraCount: number, heldCount: number, freeAt: string | null, lastAt: string | null };

export type AnnotationQueuesChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type AnnotationQueuesChangedSubscription = { annotationQueuesChanged: boolean };

export type AnnotationQueuePageQueryVariables = Exact<{
  id: string | number;
}>;


export type AnnotationQueuePageQuery = { annotationQueue: { id: string, name: string, instructions: string, overlap: number, leaseMinutes: number, isForAll: boolean, status: AnnotationQueueStatus, mayJudge: boolean, itemCount: number, completedCount: number, submittedCount: number, skippedByAllCount: number, rubric: { rating: boolean, success: boolean, correction: boolean, failureTags: Array<string>, fields: Array<{ name: string, values: Array<string> }> }, progress: Array<{ annotator: string, isViewer: boolean, submittedCount: number, skippedCount: number, extraCount: number, heldCount: number, freeAt: string | null, lastAt: string | null }> } | null };

export type AnnotationQueueAgreementQueryVariables = Exact<{
  id: string | number;
}>;


export type AnnotationQueueAgreementQuery = { annotationQueue: { id: string, agreement: Array<{ field: string, level: AgreementLevel, itemCount: number, judgmentCount: number, alpha: number | null, alphaLow: number | null, alphaHigh: number | null, sameShare: number | null }>, pairs: Array<{ one: string, other: string, itemCount: number, sameRatingShare: number | null, ratingDifference: number | null, sameVerdictShare: number | null }>, disagreements: Array<{ disagreement: number, item: { id: string, position: number, message: { id: string, externalId: string, contentPreview: string, traceId: string | null, conversation: { id: string, externalId: string } }, judgments: Array<{ annotator: string, rating: number | null, success: boolean | null, failureTags: Array<string>, state: QueueAssignmentState }> } | null }> } | null };

export type QueueAgreementRowFragment = { field: string, level: AgreementLevel, itemCount: number, judgmentCount: number, alpha: number | null, alphaLow: number | null, alphaHigh: number | null, sameShare: number | null };

export type QueueDisagreementRowFragment = { disagreement: number, item: { id: string, position: number, message: { id: string, externalId: string, contentPreview: string, traceId: string | null, conversation: { id: string, externalId: string } }, judgments: Array<{ annotator: string, rating: number | null, success: boolean | null, failureTags: Array<string>, state: QueueAssignmentState }> } | null };

export type AnnotationQueueSkippedQueryVariables = Exact<{
  id: string | number;
}>;


export type AnnotationQueueSkippedQuery = { annotationQueue: { id: string, skippedByAllCount: number, skippedByAll: Array<{ skips: Array<{ annotator: string, reason: string | null }>, item: { id: string, position: number, submittedCount: number, message: { id: string, externalId: string, contentPreview: string, traceId: string | null, conversation: { id: string, externalId: string } } } | null }> } | null };

export type QueueSkippedRowFragment = { skips: Array<{ annotator: string, reason: string | null }>, item: { id: string, position: number, submittedCount: number, message: { id: string, externalId: string, contentPreview: string, traceId: string | null, conversation: { id: string, externalId: string } } } | null };

export type QueueMembersQueryVariables = Exact<{
  id: string | number;
}>;


export type QueueMembersQuery = { annotationQueue: { id: string, memberIds: Array<string> } | null };

export type QueuePeopleQueryVariables = Exact<{ [key: string]: never; }>;


export type QueuePeopleQuery = { members: { edges: Array<{ node: { id: string, name: string, email: string, role: Role } }> } };

export type SaveAnnotationQueueMutationVariables = Exact<{
  input: SaveAnnotationQueueInput;
}>;


export type SaveAnnotationQueueMutation = { saveAnnotationQueue: { id: string, name: string, instructions: string, overlap: number, leaseMinutes: number, isForAll: boolean, status: AnnotationQueueStatus, mayJudge: boolean, itemCount: number, completedCount: number, submittedCount: number, skippedByAllCount: number, rubric: { rating: boolean, success: boolean, correction: boolean, failureTags: Array<string>, fields: Array<{ name: string, values: Array<string> }> }, progress: Array<{ annotator: string, isViewer: boolean, submittedCount: number, skippedCount: number, extraCount: number, heldCount: number, freeAt: string | null, lastAt: string | null }> } };

export type FillAnnotationQueueMutationVariables = Exact<{
  input: FillAnnotationQueueInput;
}>;


export type FillAnnotationQueueMutation = { fillAnnotationQueue: { addedCount: number, queue: { id: string, itemCount: number } } };

export type SetAnnotationQueueStatusMutationVariables = Exact<{
  input: SetAnnotationQueueStatusInput;
}>;


export type SetAnnotationQueueStatusMutation = { setAnnotationQueueStatus: { id: string, name: string, instructions: string, overlap: number, leaseMinutes: number, isForAll: boolean, status: AnnotationQueueStatus, mayJudge: boolean, itemCount: number, completedCount: number, submittedCount: number, skippedByAllCount: number, rubric: { rating: boolean, success: boolean, correction: boolean, failureTags: Array<string>, fields: Array<{ name: string, values: Array<string> }> }, progress: Array<{ annotator: string, isViewer: boolean, submittedCount: number, skippedCount: number, extraCount: number, heldCount: number, freeAt: string | null, lastAt: string | null }> } };

export type PutSkippedBackMutationVariables = Exact<{
  input: PutSkippedBackInput;
}>;


export type PutSkippedBackMutation = { putSkippedBack: { putBackCount: number, queue: { id: string, name: string, instructions: string, overlap: number, leaseMinutes: number, isForAll: boolean, status: AnnotationQueueStatus, mayJudge: boolean, itemCount: number, completedCount: number, submittedCount: number, skippedByAllCount: number, rubric: { rating: boolean, success: boolean, correction: boolean, failureTags: Array<string>, fields: Array<{ name: string, values: Array<string> }> }, progress: Array<{ annotator: string, isViewer: boolean, submittedCount: number, skippedCount: number, extraCount: number, heldCount: number, freeAt: string | null, lastAt: string | null }> } } };

export type DeleteAnnotationQueueMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteAnnotationQueueMutation = { deleteAnnotationQueue: string };

export type QueueTaskCardFragment = { queueItemId: string, position: number, state: QueueAssignmentState, leasedUntil: string | null, rating: number | null, success: boolean | null, failureTags: Array<string>, correctedOutput: string | null, comment: string | null, traceId: string | null, conversationId: string | null, choices: Array<{ field: string, value: string }>, message: { role: MessageRole, content: string, createdAt: string, errorType: string | null, tools: Array<string> } | null, context: Array<{ role: MessageRole, content: string, createdAt: string, errorType: string | null, tools: Array<string> }> };

export type LeaseQueueItemMutationVariables = Exact<{
  input: LeaseQueueItemInput;
}>;


export type LeaseQueueItemMutation = { leaseQueueItem: { queueItemId: string, position: number, state: QueueAssignmentState, leasedUntil: string | null, rating: number | null, success: boolean | null, failureTags: Array<string>, correctedOutput: string | null, comment: string | null, traceId: string | null, conversationId: string | null, choices: Array<{ field: string, value: string }>, message: { role: MessageRole, content: string, createdAt: string, errorType: string | null, tools: Array<string> } | null, context: Array<{ role: MessageRole, content: string, createdAt: string, errorType: string | null, tools: Array<string> }> } | null };

export type SubmitQueueItemMutationVariables = Exact<{
  input: SubmitQueueItemInput;
}>;


export type SubmitQueueItemMutation = { submitQueueItem: { queueItemId: string, state: QueueAssignmentState } };

export type SkipQueueItemMutationVariables = Exact<{
  input: SkipQueueItemInput;
}>;


export type SkipQueueItemMutation = { skipQueueItem: { queueItemId: string, state: QueueAssignmentState } };

export type UndoQueueItemMutationVariables = Exact<{
  input: UndoQueueItemInput;
}>;


export type UndoQueueItemMutation = { undoQueueItem: { queueItemId: string, position: number, state: QueueAssignmentState, leasedUntil: string | null, rating: number | null, success: boolean | null, failureTags: Array<string>, correctedOutput: string | null, comment: string | null, traceId: string | null, conversationId: string | null, choices: Array<{ field: string, value: string }>, message: { role: MessageRole, content: string, createdAt: string, errorType: string | null, tools: Array<string> } | null, context: Array<{ role: MessageRole, content: string, createdAt: string, errorType: string | null, tools: Array<string> }> } };

export type SentimentPageQueryVariables = Exact<{
  filter: AnalyticsFilter;
}>;


export type SentimentPageQuery = { sentiment: { modelVersion: string, messageCount: number, supportedCount: number, average: number | null, low: number | null, high: number | null, series: Array<{ at: string, messageCount: number, average: number, low: number | null, high: number | null, frustrationShare: number, confusionShare: number, satisfactionShare: number }>, languages: Array<{ language: string, isSupported: boolean, messageCount: number, share: number }>, allEmotions: Array<{ emotion: Emotion, messageCount: number, share: number, low: number | null, high: number | null, previousShare: number | null }>, trajectories: Array<{ trajectory: Trajectory, conversationCount: number, share: number, low: number | null, high: number | null }>, correlations: Array<{ with: SentimentCorrelate, n: number, coefficient: number | null, low: number | null, high: number | null, pValue: number | null, sentence: string }>, turned: Array<{ start: number, end: number, trajectory: Trajectory, conversation: { externalId: string, userId: string | null, lastMessageAt: string }, turningMessage: { externalId: string, createdAt: string, contentPreview: string } | null }>, emotions: Array<{ emotion: Emotion, messageCount: number, share: number, previousShare: number | null }> }, topics: Array<{ id: string, name: string, terms: Array<string>, messageCount: number, share: number, previousShare: number | null, change: number | null, low: number | null, high: number | null, isNew: boolean, isGrowing: boolean, examples: Array<{ contentPreview: string, conversation: { externalId: string } }> }> };

export type TopicRowFragment = { id: string, name: string, terms: Array<string>, messageCount: number, share: number, previousShare: number | null, change: number | null, low: number | null, high: number | null, isNew: boolean, isGrowing: boolean, examples: Array<{ contentPreview: string, conversation: { externalId: string } }> };

export type CorrelationRowFragment = { with: SentimentCorrelate, n: number, coefficient: number | null, low: number | null, high: number | null, pValue: number | null, sentence: string };

export type TurnedRowFragment = { start: number, end: number, trajectory: Trajectory, conversation: { externalId: string, userId: string | null, lastMessageAt: string }, turningMessage: { externalId: string, createdAt: string, contentPreview: string } | null };

export type SettingsFragment = { slaThresholdMs: number, timeZone: string | null, weekStart: WeekStart, updatedAt: string | null, slaRules: Array<{ dimension: SlaDimension, value: string, thresholdMs: number }>, targets: Array<{ metric: TargetMetric, value: number, bound: TargetBound }>, lastChange: { at: string, actor: { kind: AuditActorKind, name: string | null } } | null };

export type WorkspaceSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkspaceSettingsQuery = { workspaceSettings: { slaThresholdMs: number, timeZone: string | null, weekStart: WeekStart, updatedAt: string | null, slaRules: Array<{ dimension: SlaDimension, value: string, thresholdMs: number }>, targets: Array<{ metric: TargetMetric, value: number, bound: TargetBound }>, lastChange: { at: string, actor: { kind: AuditActorKind, name: string | null } } | null } };

export type WorkspaceSettingsChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type WorkspaceSettingsChangedSubscription = { workspaceSettingsChanged: { slaThresholdMs: number, timeZone: string | null, weekStart: WeekStart, updatedAt: string | null, slaRules: Array<{ dimension: SlaDimension, value: string, thresholdMs: number }>, targets: Array<{ metric: TargetMetric, value: number, bound: TargetBound }>, lastChange: { at: string, actor: { kind: AuditActorKind, name: string | null } } | null } };

export type SetWorkspaceSettingsMutationVariables = Exact<{
  input: WorkspaceSettingsInput;
}>;


export type SetWorkspaceSettingsMutation = { setWorkspaceSettings: { slaThresholdMs: number, timeZone: string | null, weekStart: WeekStart, updatedAt: string | null, slaRules: Array<{ dimension: SlaDimension, value: string, thresholdMs: number }>, targets: Array<{ metric: TargetMetric, value: number, bound: TargetBound }>, lastChange: { at: string, actor: { kind: AuditActorKind, name: string | null } } | null } };

export type ResetWorkspaceSettingsMutationVariables = Exact<{ [key: string]: never; }>;


export type ResetWorkspaceSettingsMutation = { resetWorkspaceSettings: { slaThresholdMs: number, timeZone: string | null, weekStart: WeekStart, updatedAt: string | null, slaRules: Array<{ dimension: SlaDimension, value: string, thresholdMs: number }>, targets: Array<{ metric: TargetMetric, value: number, bound: TargetBound }>, lastChange: { at: string, actor: { kind: AuditActorKind, name: string | null } } | null } };

export type InvitedViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type InvitedViewerQuery = { viewer: { person: { id: string, name: string, email: string } | null } };

export type AcceptInvitationMutationVariables = Exact<{
  secret: string;
}>;


export type AcceptInvitationMutation = { acceptInvitation: { __typename: 'JoinedWorkspace' } };

export type AnomalyRowFragment = { id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, severity: AnomalySeverity, state: AnomalyState, beganAt: string, detectedAt: string, endedAt: string | null, endReason: AnomalyEnd | null, value: number, expectedLow: number, expectedHigh: number, at: string, messageCount: number, userCount: number, excessCostUsd: number | null, verdict: AnomalyVerdict | null, assignee: { id: string, name: string } | null, findings: Array<{ id: string }> };

export type FindingRowFragment = { id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } };

export type WholeAnomalyFragment = { expected: number, filter: unknown, verdictAt: string | null, verdictReason: string | null, acknowledgedAt: string | null, id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, severity: AnomalySeverity, state: AnomalyState, beganAt: string, detectedAt: string, endedAt: string | null, endReason: AnomalyEnd | null, value: number, expectedLow: number, expectedHigh: number, at: string, messageCount: number, userCount: number, excessCostUsd: number | null, verdict: AnomalyVerdict | null, findings: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, buckets: Array<{ at: string, value: number | null, expected: number | null, low: number | null, high: number | null, isOut: boolean }>, alsoMoved: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, annotations: Array<{ id: string, kind: AnnotationKind, label: string, at: string, endAt: string | null, isAutomatic: boolean, model: string | null }>, verdictBy: { id: string, name: string } | null, acknowledgedBy: { id: string, name: string } | null, notes: Array<{ id: string, text: string, createdAt: string, author: { id: string, name: string } | null }>, assignee: { id: string, name: string } | null };

export type WatchedRowFragment = { id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, learning: SeriesLearning, valueCount: number, lastBucketAt: string | null, level: number | null, bandShare: number | null, threshold: string, mutedUntil: string | null, findingCount30Days: number };

export type AnomalyPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  states?: Array<AnomalyState> | AnomalyState | null | undefined;
  severities?: Array<AnomalySeverity> | AnomalySeverity | null | undefined;
  metric?: SignalMetric | null | undefined;
  dimensionValue?: string | null | undefined;
  assigneeIds?: Array<string | number> | string | number | null | undefined;
  isUnassigned?: boolean | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type AnomalyPageQuery = { anomalies: { edges: Array<{ cursor: string, node: { id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, severity: AnomalySeverity, state: AnomalyState, beganAt: string, detectedAt: string, endedAt: string | null, endReason: AnomalyEnd | null, value: number, expectedLow: number, expectedHigh: number, at: string, messageCount: number, userCount: number, excessCostUsd: number | null, verdict: AnomalyVerdict | null, assignee: { id: string, name: string } | null, findings: Array<{ id: string }> } }>, pageInfo: { hasNextPage: boolean } } };

export type SignalWatchStateQueryVariables = Exact<{ [key: string]: never; }>;


export type SignalWatchStateQuery = { signalWatch: { judgedUntil: string | null, seriesCount: number, learningCount: number } };

export type AnomalyDaysQueryVariables = Exact<{
  from: string;
  first: number;
}>;


export type AnomalyDaysQuery = { anomalies: { edges: Array<{ node: { id: string, beganAt: string, severity: AnomalySeverity } }>, pageInfo: { hasNextPage: boolean } } };

export type OneAnomalyQueryVariables = Exact<{
  id: string | number;
}>;


export type OneAnomalyQuery = { anomaly: { expected: number, filter: unknown, verdictAt: string | null, verdictReason: string | null, acknowledgedAt: string | null, id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, severity: AnomalySeverity, state: AnomalyState, beganAt: string, detectedAt: string, endedAt: string | null, endReason: AnomalyEnd | null, value: number, expectedLow: number, expectedHigh: number, at: string, messageCount: number, userCount: number, excessCostUsd: number | null, verdict: AnomalyVerdict | null, findings: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, buckets: Array<{ at: string, value: number | null, expected: number | null, low: number | null, high: number | null, isOut: boolean }>, alsoMoved: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, annotations: Array<{ id: string, kind: AnnotationKind, label: string, at: string, endAt: string | null, isAutomatic: boolean, model: string | null }>, verdictBy: { id: string, name: string } | null, acknowledgedBy: { id: string, name: string } | null, notes: Array<{ id: string, text: string, createdAt: string, author: { id: string, name: string } | null }>, assignee: { id: string, name: string } | null } | null };

export type WatchedSeriesPageQueryVariables = Exact<{
  metric?: SignalMetric | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type WatchedSeriesPageQuery = { watchedSeries: { edges: Array<{ cursor: string, node: { id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, learning: SeriesLearning, valueCount: number, lastBucketAt: string | null, level: number | null, bandShare: number | null, threshold: string, mutedUntil: string | null, findingCount30Days: number } }>, pageInfo: { hasNextPage: boolean } } };

export type SignalSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type SignalSettingsQuery = { signalSettings: { sensitivity: Sensitivity, changedAt: string | null, changedBy: { id: string, name: string } | null } };

export type SignalReplayQueryVariables = Exact<{
  sensitivity: Sensitivity;
  days: number;
}>;


export type SignalReplayQuery = { signalReplay: { anomalyCount: number, perWeek: number, sentence: string, anomalies: Array<{ sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, beganAt: string, endedAt: string | null }> } };

export type SignalPeopleQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type SignalPeopleQuery = { members: { edges: Array<{ node: { id: string, name: string, personId: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AnomalyDetectedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type AnomalyDetectedSubscription = { anomalyDetected: { id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, severity: AnomalySeverity, state: AnomalyState, beganAt: string, detectedAt: string, endedAt: string | null, endReason: AnomalyEnd | null, value: number, expectedLow: number, expectedHigh: number, at: string, messageCount: number, userCount: number, excessCostUsd: number | null, verdict: AnomalyVerdict | null, assignee: { id: string, name: string } | null, findings: Array<{ id: string }> } };

export type AnomalyChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type AnomalyChangedSubscription = { anomalyChanged: { id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, severity: AnomalySeverity, state: AnomalyState, beganAt: string, detectedAt: string, endedAt: string | null, endReason: AnomalyEnd | null, value: number, expectedLow: number, expectedHigh: number, at: string, messageCount: number, userCount: number, excessCostUsd: number | null, verdict: AnomalyVerdict | null, assignee: { id: string, name: string } | null, findings: Array<{ id: string }> } };

export type JudgeAnomalyMutationVariables = Exact<{
  id: string | number;
  verdict: AnomalyVerdict;
  reason?: string | null | undefined;
  findings?: Array<string | number> | string | number | null | undefined;
}>;


export type JudgeAnomalyMutation = { judgeAnomaly: { expected: number, filter: unknown, verdictAt: string | null, verdictReason: string | null, acknowledgedAt: string | null, id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, severity: AnomalySeverity, state: AnomalyState, beganAt: string, detectedAt: string, endedAt: string | null, endReason: AnomalyEnd | null, value: number, expectedLow: number, expectedHigh: number, at: string, messageCount: number, userCount: number, excessCostUsd: number | null, verdict: AnomalyVerdict | null, findings: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, buckets: Array<{ at: string, value: number | null, expected: number | null, low: number | null, high: number | null, isOut: boolean }>, alsoMoved: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, annotations: Array<{ id: string, kind: AnnotationKind, label: string, at: string, endAt: string | null, isAutomatic: boolean, model: string | null }>, verdictBy: { id: string, name: string } | null, acknowledgedBy: { id: string, name: string } | null, notes: Array<{ id: string, text: string, createdAt: string, author: { id: string, name: string } | null }>, assignee: { id: string, name: string } | null } };

export type UndoAnomalyVerdictMutationVariables = Exact<{
  id: string | number;
}>;


export type UndoAnomalyVerdictMutation = { undoAnomalyVerdict: { expected: number, filter: unknown, verdictAt: string | null, verdictReason: string | null, acknowledgedAt: string | null, id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, severity: AnomalySeverity, state: AnomalyState, beganAt: string, detectedAt: string, endedAt: string | null, endReason: AnomalyEnd | null, value: number, expectedLow: number, expectedHigh: number, at: string, messageCount: number, userCount: number, excessCostUsd: number | null, verdict: AnomalyVerdict | null, findings: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, buckets: Array<{ at: string, value: number | null, expected: number | null, low: number | null, high: number | null, isOut: boolean }>, alsoMoved: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, annotations: Array<{ id: string, kind: AnnotationKind, label: string, at: string, endAt: string | null, isAutomatic: boolean, model: string | null }>, verdictBy: { id: string, name: string } | null, acknowledgedBy: { id: string, name: string } | null, notes: Array<{ id: string, text: string, createdAt: string, author: { id: string, name: string } | null }>, assignee: { id: string, name: string } | null } };

export type AcknowledgeAnomalyMutationVariables = Exact<{
  id: string | number;
}>;


export type AcknowledgeAnomalyMutation = { acknowledgeAnomaly: { expected: number, filter: unknown, verdictAt: string | null, verdictReason: string | null, acknowledgedAt: string | null, id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, severity: AnomalySeverity, state: AnomalyState, beganAt: string, detectedAt: string, endedAt: string | null, endReason: AnomalyEnd | null, value: number, expectedLow: number, expectedHigh: number, at: string, messageCount: number, userCount: number, excessCostUsd: number | null, verdict: AnomalyVerdict | null, findings: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, buckets: Array<{ at: string, value: number | null, expected: number | null, low: number | null, high: number | null, isOut: boolean }>, alsoMoved: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, annotations: Array<{ id: string, kind: AnnotationKind, label: string, at: string, endAt: string | null, isAutomatic: boolean, model: string | null }>, verdictBy: { id: string, name: string } | null, acknowledgedBy: { id: string, name: string } | null, notes: Array<{ id: string, text: string, createdAt: string, author: { id: string, name: string } | null }>, assignee: { id: string, name: string } | null } };

export type ResolveAnomalyMutationVariables = Exact<{
  id: string | number;
}>;


export type ResolveAnomalyMutation = { resolveAnomaly: { expected: number, filter: unknown, verdictAt: string | null, verdictReason: string | null, acknowledgedAt: string | null, id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, severity: AnomalySeverity, state: AnomalyState, beganAt: string, detectedAt: string, endedAt: string | null, endReason: AnomalyEnd | null, value: number, expectedLow: number, expectedHigh: number, at: string, messageCount: number, userCount: number, excessCostUsd: number | null, verdict: AnomalyVerdict | null, findings: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, buckets: Array<{ at: string, value: number | null, expected: number | null, low: number | null, high: number | null, isOut: boolean }>, alsoMoved: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, annotations: Array<{ id: string, kind: AnnotationKind, label: string, at: string, endAt: string | null, isAutomatic: boolean, model: string | null }>, verdictBy: { id: string, name: string } | null, acknowledgedBy: { id: string, name: string } | null, notes: Array<{ id: string, text: string, createdAt: string, author: { id: string, name: string } | null }>, assignee: { id: string, name: string } | null } };

export type ReopenAnomalyMutationVariables = Exact<{
  id: string | number;
}>;


export type ReopenAnomalyMutation = { reopenAnomaly: { expected: number, filter: unknown, verdictAt: string | null, verdictReason: string | null, acknowledgedAt: string | null, id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, severity: AnomalySeverity, state: AnomalyState, beganAt: string, detectedAt: string, endedAt: string | null, endReason: AnomalyEnd | null, value: number, expectedLow: number, expectedHigh: number, at: string, messageCount: number, userCount: number, excessCostUsd: number | null, verdict: AnomalyVerdict | null, findings: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, buckets: Array<{ at: string, value: number | null, expected: number | null, low: number | null, high: number | null, isOut: boolean }>, alsoMoved: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, annotations: Array<{ id: string, kind: AnnotationKind, label: string, at: string, endAt: string | null, isAutomatic: boolean, model: string | null }>, verdictBy: { id: string, name: string } | null, acknowledgedBy: { id: string, name: string } | null, notes: Array<{ id: string, text: string, createdAt: string, author: { id: string, name: string } | null }>, assignee: { id: string, name: string } | null } };

export type AssignAnomalyMutationVariables = Exact<{
  id: string | number;
  personId?: string | number | null | undefined;
}>;


export type AssignAnomalyMutation = { assignAnomaly: { expected: number, filter: unknown, verdictAt: string | null, verdictReason: string | null, acknowledgedAt: string | null, id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, severity: AnomalySeverity, state: AnomalyState, beganAt: string, detectedAt: string, endedAt: string | null, endReason: AnomalyEnd | null, value: number, expectedLow: number, expectedHigh: number, at: string, messageCount: number, userCount: number, excessCostUsd: number | null, verdict: AnomalyVerdict | null, findings: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, buckets: Array<{ at: string, value: number | null, expected: number | null, low: number | null, high: number | null, isOut: boolean }>, alsoMoved: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, annotations: Array<{ id: string, kind: AnnotationKind, label: string, at: string, endAt: string | null, isAutomatic: boolean, model: string | null }>, verdictBy: { id: string, name: string } | null, acknowledgedBy: { id: string, name: string } | null, notes: Array<{ id: string, text: string, createdAt: string, author: { id: string, name: string } | null }>, assignee: { id: string, name: string } | null } };

export type NoteAnomalyMutationVariables = Exact<{
  id: string | number;
  text: string;
}>;


export type NoteAnomalyMutation = { noteAnomaly: { expected: number, filter: unknown, verdictAt: string | null, verdictReason: string | null, acknowledgedAt: string | null, id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, severity: AnomalySeverity, state: AnomalyState, beganAt: string, detectedAt: string, endedAt: string | null, endReason: AnomalyEnd | null, value: number, expectedLow: number, expectedHigh: number, at: string, messageCount: number, userCount: number, excessCostUsd: number | null, verdict: AnomalyVerdict | null, findings: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, buckets: Array<{ at: string, value: number | null, expected: number | null, low: number | null, high: number | null, isOut: boolean }>, alsoMoved: Array<{ id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, kind: AnomalyKind, direction: AnomalyDirection, value: number, expected: number, expectedLow: number, expectedHigh: number, beganAt: string, endedAt: string | null, series: { id: string, mutedUntil: string | null } }>, annotations: Array<{ id: string, kind: AnnotationKind, label: string, at: string, endAt: string | null, isAutomatic: boolean, model: string | null }>, verdictBy: { id: string, name: string } | null, acknowledgedBy: { id: string, name: string } | null, notes: Array<{ id: string, text: string, createdAt: string, author: { id: string, name: string } | null }>, assignee: { id: string, name: string } | null } };

export type MuteSeriesMutationVariables = Exact<{
  id: string | number;
  until: string;
}>;


export type MuteSeriesMutation = { muteSeries: { id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, learning: SeriesLearning, valueCount: number, lastBucketAt: string | null, level: number | null, bandShare: number | null, threshold: string, mutedUntil: string | null, findingCount30Days: number } };

export type UnmuteSeriesMutationVariables = Exact<{
  id: string | number;
}>;


export type UnmuteSeriesMutation = { unmuteSeries: { id: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, learning: SeriesLearning, valueCount: number, lastBucketAt: string | null, level: number | null, bandShare: number | null, threshold: string, mutedUntil: string | null, findingCount30Days: number } };

export type UpdateSignalSettingsMutationVariables = Exact<{
  sensitivity: Sensitivity;
}>;


export type UpdateSignalSettingsMutation = { updateSignalSettings: { sensitivity: Sensitivity, changedAt: string | null, changedBy: { id: string, name: string } | null } };

export type SlackLinkOfferQueryVariables = Exact<{
  token: string;
}>;


export type SlackLinkOfferQuery = { slackLinkOffer: { teamId: string, slackUserId: string, slackUserName: string, expiresAt: string } | null };

export type LinkSlackAccountMutationVariables = Exact<{
  token: string;
}>;


export type LinkSlackAccountMutation = { linkSlackAccount: { id: string } };

export type RecommendationRowFragment = { key: string, kind: StrategyKind, title: string, why: string, parameters: unknown, basisJobCount: number, baseline: number, hours: number | null, costUsd: number | null, benefitUsd: number | null, explorationScore: number | null, isDecisive: boolean, priority: StrategyPriority, predicted: { value: number, low: number, high: number } | null, improvement: { value: number, low: number, high: number } | null, savedHours: { value: number, low: number, high: number } | null };

export type StrategyQueryVariables = Exact<{
  goals?: Array<StrategyGoal> | StrategyGoal | null | undefined;
  constraints?: StrategyConstraintsInput | null | undefined;
}>;


export type StrategyQuery = { trainingStrategy: { basis: string, jobCount: number, baseModel: string | null, datasetName: string | null, leftOut: Array<string>, recommendations: Array<{ key: string, kind: StrategyKind, title: string, why: string, parameters: unknown, basisJobCount: number, baseline: number, hours: number | null, costUsd: number | null, benefitUsd: number | null, explorationScore: number | null, isDecisive: boolean, priority: StrategyPriority, predicted: { value: number, low: number, high: number } | null, improvement: { value: number, low: number, high: number } | null, savedHours: { value: number, low: number, high: number } | null }>, predictedImprovement: { value: number, low: number, high: number } | null, roadmap: Array<{ number: number, key: string, title: string, hours: number | null, costUsd: number | null }> } };

export type TakenRowFragment = { id: string, kind: StrategyKind, title: string, parameters: unknown, basisJobCount: number, baseline: number | null, predicted: number | null, predictedLow: number | null, predictedHigh: number | null, createdAt: string, createdBy: string | null, finishedJobCount: number, bestLoss: number | null, outcome: StrategyOutcome | null, configuration: { id: string, name: string } | null };

export type StrategyTakenQueryVariables = Exact<{ [key: string]: never; }>;


export type StrategyTakenQuery = { strategyRecommendations: Array<{ id: string, kind: StrategyKind, title: string, parameters: unknown, basisJobCount: number, baseline: number | null, predicted: number | null, predictedLow: number | null, predictedHigh: number | null, createdAt: string, createdBy: string | null, finishedJobCount: number, bestLoss: number | null, outcome: StrategyOutcome | null, configuration: { id: string, name: string } | null }> };

export type AdoptRecommendationMutationVariables = Exact<{
  input: AdoptRecommendationInput;
}>;


export type AdoptRecommendationMutation = { adoptRecommendation: { id: string, kind: StrategyKind, title: string, parameters: unknown, basisJobCount: number, baseline: number | null, predicted: number | null, predictedLow: number | null, predictedHigh: number | null, createdAt: string, createdBy: string | null, finishedJobCount: number, bestLoss: number | null, outcome: StrategyOutcome | null, configuration: { id: string, name: string } | null } };

export type ForgetRecommendationMutationVariables = Exact<{
  id: string | number;
}>;


export type ForgetRecommendationMutation = { deleteStrategyRecommendation: string };

export type StudiesQueryVariables = Exact<{ [key: string]: never; }>;


export type StudiesQuery = { studies: Array<{ id: string, name: string, method: StudyMethod, status: StudyStatus, maxTrials: number | null, trialCount: number, updatedAt: string, objectives: Array<{ name: string, direction: StudyDirection, baseline: number | null }>, counts: { runningCount: number, completeCount: number, prunedCount: number, failedCount: number }, best: { number: number, values: Array<number> | null, parameters: unknown } | null }> };

export type StudyRowFragment = { id: string, name: string, method: StudyMethod, status: StudyStatus, maxTrials: number | null, trialCount: number, updatedAt: string, objectives: Array<{ name: string, direction: StudyDirection, baseline: number | null }>, counts: { runningCount: number, completeCount: number, prunedCount: number, failedCount: number }, best: { number: number, values: Array<number> | null, parameters: unknown } | null };

export type StudiesChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type StudiesChangedSubscription = { studiesChanged: boolean };

export type StudyChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type StudyChoicesQuery = { trainingConfigurations: Array<{ id: string, name: string }> };

export type CreateStudyMutationVariables = Exact<{
  input: CreateStudyInput;
}>;


export type CreateStudyMutation = { createStudy: { id: string } };

export type StudyPageQueryVariables = Exact<{
  id: string | number;
}>;


export type StudyPageQuery = { study: { createdAt: string, id: string, name: string, method: StudyMethod, status: StudyStatus, maxTrials: number | null, trialCount: number, updatedAt: string, configuration: { id: string, name: string } | null, searchSpace: Array<{ name: string, kind: StudyParameterKind, low: number | null, high: number | null, isLog: boolean, step: number | null, choices: unknown, when: { parameter: string, values: unknown } | null }>, pruner: { kind: StudyPrunerKind }, trialTable: { numbers: unknown, states: unknown, durationsMs: unknown, parameters: Array<{ name: string, values: unknown }>, objectives: Array<{ name: string, values: unknown }> }, objectives: Array<{ name: string, direction: StudyDirection, baseline: number | null }>, counts: { runningCount: number, completeCount: number, prunedCount: number, failedCount: number }, best: { number: number, values: Array<number> | null, parameters: unknown } | null } | null };

export type StudyOutlookQueryVariables = Exact<{
  id: string | number;
}>;


export type StudyOutlookQuery = { study: { id: string, paretoFront: Array<{ number: number }>, bestEstimate: { number: number, mean: number, low: number, high: number, gain: number | null, gainLow: number | null, gainHigh: number | null } | null, stopAdvice: { shouldStop: boolean, sentence: string } | null, nextTrials: Array<{ number: number, parameters: unknown, mean: number | null, low: number | null, high: number | null, expectedImprovement: number | null, probabilityOfImprovement: number | null }> } | null };

export type StudyImportanceQueryVariables = Exact<{
  id: string | number;
  method: StudyImportanceMethod;
}>;


export type StudyImportanceQuery = { study: { id: string, importance: Array<{ parameter: string, value: number, low: number, high: number }> | null } | null };

export type StudyInsightQueryVariables = Exact<{
  id: string | number;
}>;


export type StudyInsightQuery = { study: { id: string, interactions: Array<{ a: string, b: string, value: number, low: number, high: number }> | null, sensitivity: Array<{ parameter: string, change: number, slice: Array<{ value: unknown, mean: number, low: number, high: number }> }> | null } | null };

export type StudyChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type StudyChangedSubscription = { studyChanged: boolean };

export type StartStudyMutationVariables = Exact<{
  id: string | number;
}>;


export type StartStudyMutation = { startStudy: { id: string, status: StudyStatus } };

export type StopStudyMutationVariables = Exact<{
  id: string | number;
}>;


export type StopStudyMutation = { stopStudy: { id: string, status: StudyStatus } };

export type DeleteStudyMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteStudyMutation = { deleteStudy: string };

export type ImportStudyMutationVariables = Exact<{
  input: ImportStudyInput;
}>;


export type ImportStudyMutation = { importStudy: { trialCount: number, rejected: Array<{ index: number, field: string, reason: string }>, study: { id: string, name: string } } };

export type TraceRowFragment = { id: string, name: string, startedAt: string, durationMs: number, isRunning: boolean, rootKind: SpanKind | null, environment: string | null, sessionId: string | null, userId: string | null, services: Array<string>, models: Array<string>, spanCount: number, errorCount: number, errorTypes: Array<string>, inputTokens: number | string, outputTokens: number | string, costUsd: number | null, unpricedCallCount: number, reportedCostUsd: number | null, inputPreview: string | null, outputPreview: string | null, tags: Array<string>, evaluations: Array<{ id: string, name: string | null, rating: number | null, success: boolean | null, value: number | null, label: string | null }> };

export type TraceListPageQueryVariables = Exact<{
  filter?: TraceFilter | null | undefined;
  search?: string | null | undefined;
  order?: TraceOrder | null | undefined;
  ascending?: boolean | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TraceListPageQuery = { traces: { edges: Array<{ cursor: string, node: { id: string, name: string, startedAt: string, durationMs: number, isRunning: boolean, rootKind: SpanKind | null, environment: string | null, sessionId: string | null, userId: string | null, services: Array<string>, models: Array<string>, spanCount: number, errorCount: number, errorTypes: Array<string>, inputTokens: number | string, outputTokens: number | string, costUsd: number | null, unpricedCallCount: number, reportedCostUsd: number | null, inputPreview: string | null, outputPreview: string | null, tags: Array<string>, evaluations: Array<{ id: string, name: string | null, rating: number | null, success: boolean | null, value: number | null, label: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TracesOfAllTimeQueryVariables = Exact<{
  filter?: TraceFilter | null | undefined;
  search?: string | null | undefined;
}>;


export type TracesOfAllTimeQuery = { traces: { edges: Array<{ node: { id: string, startedAt: string } }> } };

export type TraceListChoicesQueryVariables = Exact<{
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type TraceListChoicesQuery = { traceFilterOptions: { names: Array<string>, services: Array<string>, environments: Array<string>, models: Array<string>, providers: Array<string>, tools: Array<string>, tags: Array<string>, errorTypes: Array<string> } };

export type TraceArrivedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type TraceArrivedSubscription = { traceCaptured: { id: string, name: string, startedAt: string, durationMs: number, isRunning: boolean, rootKind: SpanKind | null, environment: string | null, sessionId: string | null, userId: string | null, services: Array<string>, models: Array<string>, spanCount: number, errorCount: number, errorTypes: Array<string>, inputTokens: number | string, outputTokens: number | string, costUsd: number | null, unpricedCallCount: number, reportedCostUsd: number | null, inputPreview: string | null, outputPreview: string | null, tags: Array<string>, evaluations: Array<{ id: string, name: string | null, rating: number | null, success: boolean | null, value: number | null, label: string | null }> } };

export type TracesDeletedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type TracesDeletedSubscription = { tracesDeleted: Array<string> };

export type TraceHeadFragment = { id: string, name: string, startedAt: string, durationMs: number, isRunning: boolean, services: Array<string>, environment: string | null, release: string | null, version: string | null, sessionId: string | null, userId: string | null, tags: Array<string>, spanCount: number, modelCallCount: number, toolCallCount: number, errorCount: number, openCount: number, inputTokens: number | string, outputTokens: number | string, costUsd: number | null, unpricedCallCount: number, reportedCostUsd: number | null, receivedAt: string };

export type TracePageQueryVariables = Exact<{
  id: string;
}>;


export type TracePageQuery = { trace: { columns: unknown, id: string, name: string, startedAt: string, durationMs: number, isRunning: boolean, services: Array<string>, environment: string | null, release: string | null, version: string | null, sessionId: string | null, userId: string | null, tags: Array<string>, spanCount: number, modelCallCount: number, toolCallCount: number, errorCount: number, openCount: number, inputTokens: number | string, outputTokens: number | string, costUsd: number | null, unpricedCallCount: number, reportedCostUsd: number | null, receivedAt: string, evaluations: Array<{ spanId: string | null, id: string, externalId: string, name: string | null, value: number | null, label: string | null, rating: number | null, success: boolean | null, failureTags: Array<string>, comment: string | null, correctedOutput: string | null, evaluator: string | null, evaluatorKind: EvaluatorKind, createdAt: string }> } | null };

export type TraceMovedSubscriptionVariables = Exact<{
  id: string;
}>;


export type TraceMovedSubscription = { traceChanged: { id: string, spanCount: number, receivedAt: string, isRunning: boolean, costUsd: number | null, unpricedCallCount: number } | null };

export type TraceFindingQueryVariables = Exact<{
  id: string;
  text: string;
}>;


export type TraceFindingQuery = { trace: { id: string, search: Array<string> } | null };

export type SpanTextFragment = { form: SpanTextForm, byteCount: number, isCut: boolean, text: string | null, json: unknown, messages: Array<{ role: MessageRole, content: string, name: string | null, toolCallId: string | null, reasoning: string | null, parts: unknown, seenInSpans: number | null, toolCalls: Array<{ id: string | null, name: string, arguments: unknown }> }> | null };

export type SpanDetailFragment = { id: string, name: string, kind: SpanKind, startedAt: string, durationMs: number | null, isOrphan: boolean, isError: boolean, errorType: string | null, errorMessage: string | null, service: string | null, environment: string | null, model: string | null, provider: string | null, modelParameters: unknown, toolName: string | null, finishReason: string | null, inputTokens: number | null, outputTokens: number | null, cacheReadTokens: number | null, cacheWriteTokens: number | null, reasoningTokens: number | null, costUsd: number | null, costNote: string, costGap: CostGap | null, reportedCostUsd: number | null, timeToFirstTokenMs: number | null, tools: unknown, attributes: unknown, sentAttributes: unknown, metadata: unknown, resource: unknown, scope: unknown, promptName: string | null, promptVersion: string | null, subtree: { spanCount: number, errorCount: number, modelCallCount: number, inputTokens: number | string, outputTokens: number | string, costUsd: number | null } | null, input: { form: SpanTextForm, byteCount: number, isCut: boolean, text: string | null, json: unknown, messages: Array<{ role: MessageRole, content: string, name: string | null, toolCallId: string | null, reasoning: string | null, parts: unknown, seenInSpans: number | null, toolCalls: Array<{ id: string | null, name: string, arguments: unknown }> }> | null } | null, output: { form: SpanTextForm, byteCount: number, isCut: boolean, text: string | null, json: unknown, messages: Array<{ role: MessageRole, content: string, name: string | null, toolCallId: string | null, reasoning: string | null, parts: unknown, seenInSpans: number | null, toolCalls: Array<{ id: string | null, name: string, arguments: unknown }> }> | null } | null, usageReading: { name: string, reason: string }, events: Array<{ name: string, at: string, offsetMs: number, attributes: unknown }>, links: Array<{ traceId: string, spanId: string, attributes: unknown }>, message: { id: string, externalId: string, conversation: { id: string, externalId: string } } | null, evaluations: Array<{ id: string, externalId: string, name: string | null, value: number | null, label: string | null, rating: number | null, success: boolean | null, failureTags: Array<string>, comment: string | null, correctedOutput: string | null, evaluator: string | null, evaluatorKind: EvaluatorKind, createdAt: string }> };

export type TraceSpanQueryVariables = Exact<{
  traceId: string;
  spanId: string;
}>;


export type TraceSpanQuery = { trace: { id: string, span: { id: string, name: string, kind: SpanKind, startedAt: string, durationMs: number | null, isOrphan: boolean, isError: boolean, errorType: string | null, errorMessage: string | null, service: string | null, environment: string | null, model: string | null, provider: string | null, modelParameters: unknown, toolName: string | null, finishReason: string | null, inputTokens: number | null, outputTokens: number | null, cacheReadTokens: number | null, cacheWriteTokens: number | null, reasoningTokens: number | null, costUsd: number | null, costNote: string, costGap: CostGap | null, reportedCostUsd: number | null, timeToFirstTokenMs: number | null, tools: unknown, attributes: unknown, sentAttributes: unknown, metadata: unknown, resource: unknown, scope: unknown, promptName: string | null, promptVersion: string | null, subtree: { spanCount: number, errorCount: number, modelCallCount: number, inputTokens: number | string, outputTokens: number | string, costUsd: number | null } | null, input: { form: SpanTextForm, byteCount: number, isCut: boolean, text: string | null, json: unknown, messages: Array<{ role: MessageRole, content: string, name: string | null, toolCallId: string | null, reasoning: string | null, parts: unknown, seenInSpans: number | null, toolCalls: Array<{ id: string | null, name: string, arguments: unknown }> }> | null } | null, output: { form: SpanTextForm, byteCount: number, isCut: boolean, text: string | null, json: unknown, messages: Array<{ role: MessageRole, content: string, name: string | null, toolCallId: string | null, reasoning: string | null, parts: unknown, seenInSpans: number | null, toolCalls: Array<{ id: string | null, name: string, arguments: unknown }> }> | null } | null, usageReading: { name: string, reason: string }, events: Array<{ name: string, at: string, offsetMs: number, attributes: unknown }>, links: Array<{ traceId: string, spanId: string, attributes: unknown }>, message: { id: string, externalId: string, conversation: { id: string, externalId: string } } | null, evaluations: Array<{ id: string, externalId: string, name: string | null, value: number | null, label: string | null, rating: number | null, success: boolean | null, failureTags: Array<string>, comment: string | null, correctedOutput: string | null, evaluator: string | null, evaluatorKind: EvaluatorKind, createdAt: string }> } | null } | null };

export type TraceSpanInputQueryVariables = Exact<{
  traceId: string;
  spanId: string;
}>;


export type TraceSpanInputQuery = { trace: { id: string, span: { id: string, input: { form: SpanTextForm, byteCount: number, isCut: boolean, text: string | null, json: unknown, messages: Array<{ role: MessageRole, content: string, name: string | null, toolCallId: string | null, reasoning: string | null, parts: unknown, seenInSpans: number | null, toolCalls: Array<{ id: string | null, name: string, arguments: unknown }> }> | null } | null } | null } | null };

export type TraceSpanJsonQueryVariables = Exact<{
  traceId: string;
  spanId: string;
}>;


export type TraceSpanJsonQuery = { trace: { id: string, span: { id: string, json: unknown } | null } | null };

export type TraceJsonQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TraceJsonQuery = { trace: { metadata: unknown, id: string, name: string, startedAt: string, durationMs: number, isRunning: boolean, services: Array<string>, environment: string | null, release: string | null, version: string | null, sessionId: string | null, userId: string | null, tags: Array<string>, spanCount: number, modelCallCount: number, toolCallCount: number, errorCount: number, openCount: number, inputTokens: number | string, outputTokens: number | string, costUsd: number | null, unpricedCallCount: number, reportedCostUsd: number | null, receivedAt: string, spans: { edges: Array<{ node: { id: string, json: unknown } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type TrainingCompareJobsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type TrainingCompareJobsQuery = { trainingJobs: { edges: Array<{ node: { hyperparameters: unknown, datasetName: string | null, id: string, name: string, project: string | null, groupName: string | null, tags: Array<string>, source: TrainingSource, status: TrainingStatus, endReason: TrainingEndReason | null, attempt: number, baseModel: string | null, trainingMethod: TrainingMethod | null, createdAt: string, startedAt: string | null, endedAt: string | null, currentStep: number | null, totalSteps: number | null, progressShare: number | null, etaSeconds: number | null, heardAt: string | null, lastLoss: number | string | null, bestEvalLoss: number | null, costUsd: number | null, warnings: Array<{ kind: TrainingWarningKind, beganAtStep: number, message: string }> } }> } };

export type TrainingCompareNamesQueryVariables = Exact<{
  id: string | number;
}>;


export type TrainingCompareNamesQuery = { trainingJob: { id: string, metricNames: Array<string> } | null };

export type TrainingCompareCurvesQueryVariables = Exact<{
  input: CompareTrainingJobsInput;
}>;


export type TrainingCompareCurvesQuery = { compareTrainingJobs: unknown };

export type ConfigurationContentFragment = { version: number, command: string, parameters: unknown, labels: Array<string>, project: string | null, baseModel: string | null, timeLimitSeconds: number | null, createdAt: string };

export type ConfigurationRowFragment = { id: string, name: string, version: number, updatedAt: string, versions: Array<{ version: number, command: string, parameters: unknown, labels: Array<string>, project: string | null, baseModel: string | null, timeLimitSeconds: number | null, createdAt: string }> };

export type ConfigurationsPageQueryVariables = Exact<{ [key: string]: never; }>;


export type ConfigurationsPageQuery = { trainingConfigurations: Array<{ id: string, name: string, version: number, updatedAt: string, versions: Array<{ version: number, command: string, parameters: unknown, labels: Array<string>, project: string | null, baseModel: string | null, timeLimitSeconds: number | null, createdAt: string }> }>, runners: Array<{ id: string, name: string, labels: Array<string>, commands: Array<string>, seenAt: string, revokedAt: string | null, leases: Array<{ processAt: string }> }> };

export type ConfigurationVersionsQueryVariables = Exact<{
  id: string | number;
}>;


export type ConfigurationVersionsQuery = { node:
    | { __typename: 'AlertChannel' }
    | { __typename: 'AlertDelivery' }
    | { __typename: 'AlertEpisode' }
    | { __typename: 'AlertRule' }
    | { __typename: 'Annotation' }
    | { __typename: 'AnnotationQueue' }
    | { __typename: 'AnnotationQueueItem' }
    | { __typename: 'Anomaly' }
    | { __typename: 'AnomalyFinding' }
    | { __typename: 'AnomalyNote' }
    | { __typename: 'ApiKey' }
    | { __typename: 'AssistantConversation' }
    | { __typename: 'AssistantTurn' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'BackgroundTask' }
    | { __typename: 'BenchmarkRun' }
    | { __typename: 'BenchmarkSuite' }
    | { __typename: 'Board' }
    | { __typename: 'ContinualSession' }
    | { __typename: 'Conversation' }
    | { __typename: 'Dataset' }
    | { __typename: 'DatasetVersion' }
    | { __typename: 'DriftBaselinePin' }
    | { __typename: 'Evaluation' }
    | { __typename: 'EvaluationRun' }
    | { __typename: 'EvaluationRunItem' }
    | { __typename: 'Experiment' }
    | { __typename: 'Export' }
    | { __typename: 'ExportSchedule' }
    | { __typename: 'ImportMapping' }
    | { __typename: 'Insight' }
    | { __typename: 'Invitation' }
    | { __typename: 'Judge' }
    | { __typename: 'JudgeRun' }
    | { __typename: 'Loop' }
    | { __typename: 'LoopItem' }
    | { __typename: 'Member' }
    | { __typename: 'Message' }
    | { __typename: 'Metric' }
    | { __typename: 'Model' }
    | { __typename: 'ModelConnection' }
    | { __typename: 'ModelDeployment' }
    | { __typename: 'ModelVersion' }
    | { __typename: 'ParameterUpdate' }
    | { __typename: 'Person' }
    | { __typename: 'PersonSession' }
    | { __typename: 'PlaygroundAnswer' }
    | { __typename: 'PlaygroundRun' }
    | { __typename: 'Price' }
    | { __typename: 'Prompt' }
    | { __typename: 'PromptComment' }
    | { __typename: 'PromptVersion' }
    | { __typename: 'Rubric' }
    | { __typename: 'Runner' }
    | { __typename: 'SavedView' }
    | { __typename: 'SlackConnection' }
    | { __typename: 'SlackLink' }
    | { __typename: 'StrategyRecommendation' }
    | { __typename: 'Study' }
    | { __typename: 'TrainingConfiguration', id: string, name: string, versions: Array<{ version: number, command: string, parameters: unknown, labels: Array<string>, project: string | null, baseModel: string | null, timeLimitSeconds: number | null, createdAt: string }> }
    | { __typename: 'TrainingJob' }
    | { __typename: 'TransferSession' }
    | { __typename: 'UserCohort' }
    | { __typename: 'UserDeletion' }
    | { __typename: 'UserExport' }
    | { __typename: 'WatchedSeries' }
    | { __typename: 'Workspace' }
   | null, trainingJobs: { edges: Array<{ node: { id: string, name: string, status: TrainingStatus, endReason: TrainingEndReason | null, createdAt: string, configurationVersion: number | null } }> } };

export type SaveTrainingConfigurationMutationVariables = Exact<{
  input: SaveTrainingConfigurationInput;
}>;


export type SaveTrainingConfigurationMutation = { saveTrainingConfiguration: { id: string } };

export type CloneTrainingConfigurationMutationVariables = Exact<{
  id: string | number;
}>;


export type CloneTrainingConfigurationMutation = { cloneTrainingConfiguration: { id: string, name: string } };

export type DeleteTrainingConfigurationMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteTrainingConfigurationMutation = { deleteTrainingConfiguration: string };

export type StartTrainingJobMutationVariables = Exact<{
  input: StartTrainingJobInput;
}>;


export type StartTrainingJobMutation = { startTrainingJob: { id: string } };

export type TrainingJobFilesQueryVariables = Exact<{
  id: string | number;
  path?: string | null | undefined;
}>;


export type TrainingJobFilesQuery = { trainingJob: { id: string, artifacts: Array<{ name: string, path: string, isFolder: boolean, sizeBytes: number | null, url: string | null }> } | null };

export type TrainingLogStateQueryVariables = Exact<{
  id: string | number;
  attempt?: number | null | undefined;
}>;


export type TrainingLogStateQuery = { trainingJob: { id: string, log: { attempt: number, lastLine: number } } | null };

export type TrainingLogLinesQueryVariables = Exact<{
  id: string | number;
  attempt?: number | null | undefined;
  after?: number | null | undefined;
  search?: string | null | undefined;
  count?: number | null | undefined;
}>;


export type TrainingLogLinesQuery = { trainingLog: Array<{ line: number, text: string }> };

export type TrainingLogGrewSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type TrainingLogGrewSubscription = { trainingLogAppended: { attempt: number, lastLine: number } };

export type PredictionTrendFragment = { epoch: number, predictionCount: number, sampleCount: number, scores: Array<{ name: string, lowerIsBetter: boolean, sampleCount: number, mean: number, low: number | null, high: number | null, change: { sampleCount: number, mean: number, low: number | null, high: number | null, verdict: ScoreVerdict } | null }> };

export type JobPredictionEpochsQueryVariables = Exact<{
  id: string | number;
}>;


export type JobPredictionEpochsQuery = { trainingPredictionEpochs: Array<{ epoch: number, predictionCount: number, sampleCount: number, scores: Array<{ name: string, lowerIsBetter: boolean, sampleCount: number, mean: number, low: number | null, high: number | null, change: { sampleCount: number, mean: number, low: number | null, high: number | null, verdict: ScoreVerdict } | null }> }> };

export type JobPredictionsChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type JobPredictionsChangedSubscription = { trainingPredictionsChanged: Array<{ epoch: number, predictionCount: number, sampleCount: number, scores: Array<{ name: string, lowerIsBetter: boolean, sampleCount: number, mean: number, low: number | null, high: number | null, change: { sampleCount: number, mean: number, low: number | null, high: number | null, verdict: ScoreVerdict } | null }> }> };

export type JobPredictionsQueryVariables = Exact<{
  id: string | number;
  epochs: Array<number> | number;
  change?: PredictionChange | null | undefined;
  score?: string | null | undefined;
  search?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type JobPredictionsQuery = { comparePredictions: { score: string | null, sampleCount: number, pairedCount: number, changedCount: number, betterCount: number, worseCount: number, change: { sampleCount: number, mean: number, low: number | null, high: number | null, verdict: ScoreVerdict } | null, edges: Array<{ cursor: string, node: { sampleIndex: number, prompt: string, reference: string | null, isChanged: boolean | null, scoreChange: number | null, isBetter: boolean, isWorse: boolean, predictions: Array<{ epoch: number, step: number, prediction: string, scores: unknown }> } }>, pageInfo: { hasNextPage: boolean } } };

export type SteeredJobFragment = { stopDueAt: string | null, parameters: Array<{ name: string, type: ParameterType, minimum: number | null, maximum: number | null, applies: ParameterChange, current: unknown }>, parameterUpdates: Array<{ id: string, status: ParameterUpdateStatus, parameters: unknown, previous: unknown, requestedAt: string, requestedBy: string | null, appliedAtStep: number | null, reason: string | null }> };

export type ParameterChangeRowFragment = { id: string, status: ParameterUpdateStatus, parameters: unknown, previous: unknown, requestedAt: string, requestedBy: string | null, appliedAtStep: number | null, reason: string | null };

export type UpdateTrainingParametersMutationVariables = Exact<{
  jobId: string | number;
  parameters: unknown;
}>;


export type UpdateTrainingParametersMutation = { updateTrainingParameters: { id: string, status: ParameterUpdateStatus, parameters: unknown, previous: unknown, requestedAt: string, requestedBy: string | null, appliedAtStep: number | null, reason: string | null } };

export type CancelTrainingJobMutationVariables = Exact<{
  id: string | number;
  saveCheckpoint?: boolean | null | undefined;
}>;


export type CancelTrainingJobMutation = { cancelTrainingJob: { id: string, status: TrainingStatus } };

export type ParameterChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type ParameterChangedSubscription = { parameterUpdateChanged: { id: string, status: ParameterUpdateStatus, parameters: unknown, previous: unknown, requestedAt: string, requestedBy: string | null, appliedAtStep: number | null, reason: string | null } };

export type TrainingJobScreenFragment = { externalId: string | null, notes: string | null, errorDetails: string | null, currentEpoch: number | null, totalEpochs: number | null, lastEvalLoss: number | string | null, bestEvalStep: number | null, trainingType: TrainingType | null, modelVersion: string | null, outputModel: string | null, hyperparameters: unknown, datasetName: string | null, datasetSize: number | null, datasetQualityScore: number | null, datasetSplit: Array<number>, totalTokensProcessed: number | null, hourlyUsd: number | null, userName: string | null, stoppingSavesHours: number | null, stoppingSavesUsd: number | null, priority: number, queuedAt: string | null, configurationVersion: number | null, id: string, name: string, project: string | null, groupName: string | null, tags: Array<string>, source: TrainingSource, status: TrainingStatus, endReason: TrainingEndReason | null, attempt: number, baseModel: string | null, trainingMethod: TrainingMethod | null, createdAt: string, startedAt: string | null, endedAt: string | null, currentStep: number | null, totalSteps: number | null, progressShare: number | null, etaSeconds: number | null, heardAt: string | null, lastLoss: number | string | null, bestEvalLoss: number | null, costUsd: number | null, stopDueAt: string | null, hardware: { name: string | null, gpuName: string | null, gpuCount: number | null, cpuCount: number | null, memoryBytes: number | null } | null, scores: { overfitting: number | null, convergence: number | null, stability: number | null, generalisation: number | null, efficiency: number | null }, warnings: Array<{ kind: TrainingWarningKind, beganAtStep: number, message: string, advice: string }>, alerts: Array<{ title: string, text: string | null, level: TrainingAlertLevel, step: number | null, at: string }>, waste: Array<{ cause: TrainingWasteCause, hours: number, costUsd: number | null, message: string }>, registration: { version: number, model: { id: string, name: string, analytics: { messageCount: number, ratedCount: number, averageRating: number | null, judgedCount: number, successShare: number | null } } } | null, attempts: Array<{ attempt: number, firstStep: number | null, startedAt: string, endedAt: string | null, endReason: TrainingEndReason | null, exitCode: number | null }>, runner: { id: string, name: string } | null, configuration: { id: string, name: string } | null, loop: { id: string, name: string } | null, parameters: Array<{ name: string, type: ParameterType, minimum: number | null, maximum: number | null, applies: ParameterChange, current: unknown }>, parameterUpdates: Array<{ id: string, status: ParameterUpdateStatus, parameters: unknown, previous: unknown, requestedAt: string, requestedBy: string | null, appliedAtStep: number | null, reason: string | null }> };

export type JobRegistrationFragment = { version: number, model: { id: string, name: string, analytics: { messageCount: number, ratedCount: number, averageRating: number | null, judgedCount: number, successShare: number | null } } };

export type TrainingJobPageQueryVariables = Exact<{
  id: string | number;
}>;


export type TrainingJobPageQuery = { trainingJob: { metricNames: Array<string>, systemMetricNames: Array<string>, externalId: string | null, notes: string | null, errorDetails: string | null, currentEpoch: number | null, totalEpochs: number | null, lastEvalLoss: number | string | null, bestEvalStep: number | null, trainingType: TrainingType | null, modelVersion: string | null, outputModel: string | null, hyperparameters: unknown, datasetName: string | null, datasetSize: number | null, datasetQualityScore: number | null, datasetSplit: Array<number>, totalTokensProcessed: number | null, hourlyUsd: number | null, userName: string | null, stoppingSavesHours: number | null, stoppingSavesUsd: number | null, priority: number, queuedAt: string | null, configurationVersion: number | null, id: string, name: string, project: string | null, groupName: string | null, tags: Array<string>, source: TrainingSource, status: TrainingStatus, endReason: TrainingEndReason | null, attempt: number, baseModel: string | null, trainingMethod: TrainingMethod | null, createdAt: string, startedAt: string | null, endedAt: string | null, currentStep: number | null, totalSteps: number | null, progressShare: number | null, etaSeconds: number | null, heardAt: string | null, lastLoss: number | string | null, bestEvalLoss: number | null, costUsd: number | null, stopDueAt: string | null, hardware: { name: string | null, gpuName: string | null, gpuCount: number | null, cpuCount: number | null, memoryBytes: number | null } | null, scores: { overfitting: number | null, convergence: number | null, stability: number | null, generalisation: number | null, efficiency: number | null }, warnings: Array<{ kind: TrainingWarningKind, beganAtStep: number, message: string, advice: string }>, alerts: Array<{ title: string, text: string | null, level: TrainingAlertLevel, step: number | null, at: string }>, waste: Array<{ cause: TrainingWasteCause, hours: number, costUsd: number | null, message: string }>, registration: { version: number, model: { id: string, name: string, analytics: { messageCount: number, ratedCount: number, averageRating: number | null, judgedCount: number, successShare: number | null } } } | null, attempts: Array<{ attempt: number, firstStep: number | null, startedAt: string, endedAt: string | null, endReason: TrainingEndReason | null, exitCode: number | null }>, runner: { id: string, name: string } | null, configuration: { id: string, name: string } | null, loop: { id: string, name: string } | null, parameters: Array<{ name: string, type: ParameterType, minimum: number | null, maximum: number | null, applies: ParameterChange, current: unknown }>, parameterUpdates: Array<{ id: string, status: ParameterUpdateStatus, parameters: unknown, previous: unknown, requestedAt: string, requestedBy: string | null, appliedAtStep: number | null, reason: string | null }> } | null };

export type TrainingCurvesQueryVariables = Exact<{
  id: string | number;
  metrics: Array<string> | string;
  maxPoints?: number | null | undefined;
  fromStep?: number | null | undefined;
  toStep?: number | null | undefined;
  x?: TrainingAxis | null | undefined;
  attempts?: TrainingAttempts | null | undefined;
}>;


export type TrainingCurvesQuery = { trainingJob: { id: string, seriesColumns: unknown } | null };

export type EditTrainingJobMutationVariables = Exact<{
  input: EditTrainingJobInput;
}>;


export type EditTrainingJobMutation = { editTrainingJob: { externalId: string | null, notes: string | null, errorDetails: string | null, currentEpoch: number | null, totalEpochs: number | null, lastEvalLoss: number | string | null, bestEvalStep: number | null, trainingType: TrainingType | null, modelVersion: string | null, outputModel: string | null, hyperparameters: unknown, datasetName: string | null, datasetSize: number | null, datasetQualityScore: number | null, datasetSplit: Array<number>, totalTokensProcessed: number | null, hourlyUsd: number | null, userName: string | null, stoppingSavesHours: number | null, stoppingSavesUsd: number | null, priority: number, queuedAt: string | null, configurationVersion: number | null, id: string, name: string, project: string | null, groupName: string | null, tags: Array<string>, source: TrainingSource, status: TrainingStatus, endReason: TrainingEndReason | null, attempt: number, baseModel: string | null, trainingMethod: TrainingMethod | null, createdAt: string, startedAt: string | null, endedAt: string | null, currentStep: number | null, totalSteps: number | null, progressShare: number | null, etaSeconds: number | null, heardAt: string | null, lastLoss: number | string | null, bestEvalLoss: number | null, costUsd: number | null, stopDueAt: string | null, hardware: { name: string | null, gpuName: string | null, gpuCount: number | null, cpuCount: number | null, memoryBytes: number | null } | null, scores: { overfitting: number | null, convergence: number | null, stability: number | null, generalisation: number | null, efficiency: number | null }, warnings: Array<{ kind: TrainingWarningKind, beganAtStep: number, message: string, advice: string }>, alerts: Array<{ title: string, text: string | null, level: TrainingAlertLevel, step: number | null, at: string }>, waste: Array<{ cause: TrainingWasteCause, hours: number, costUsd: number | null, message: string }>, registration: { version: number, model: { id: string, name: string, analytics: { messageCount: number, ratedCount: number, averageRating: number | null, judgedCount: number, successShare: number | null } } } | null, attempts: Array<{ attempt: number, firstStep: number | null, startedAt: string, endedAt: string | null, endReason: TrainingEndReason | null, exitCode: number | null }>, runner: { id: string, name: string } | null, configuration: { id: string, name: string } | null, loop: { id: string, name: string } | null, parameters: Array<{ name: string, type: ParameterType, minimum: number | null, maximum: number | null, applies: ParameterChange, current: unknown }>, parameterUpdates: Array<{ id: string, status: ParameterUpdateStatus, parameters: unknown, previous: unknown, requestedAt: string, requestedBy: string | null, appliedAtStep: number | null, reason: string | null }> } };

export type DeleteTrainingJobMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteTrainingJobMutation = { deleteTrainingJob: string };

export type TrainingRowFragment = { id: string, name: string, project: string | null, groupName: string | null, tags: Array<string>, source: TrainingSource, status: TrainingStatus, endReason: TrainingEndReason | null, attempt: number, baseModel: string | null, trainingMethod: TrainingMethod | null, createdAt: string, startedAt: string | null, endedAt: string | null, currentStep: number | null, totalSteps: number | null, progressShare: number | null, etaSeconds: number | null, heardAt: string | null, lastLoss: number | string | null, bestEvalLoss: number | null, costUsd: number | null, warnings: Array<{ kind: TrainingWarningKind, beganAtStep: number, message: string }> };

export type TrainingListPageQueryVariables = Exact<{
  filter?: TrainingJobFilter | null | undefined;
  search?: string | null | undefined;
  order?: TrainingJobOrder | null | undefined;
  descending?: boolean | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TrainingListPageQuery = { trainingJobs: { edges: Array<{ cursor: string, node: { sparkline: Array<number | string>, id: string, name: string, project: string | null, groupName: string | null, tags: Array<string>, source: TrainingSource, status: TrainingStatus, endReason: TrainingEndReason | null, attempt: number, baseModel: string | null, trainingMethod: TrainingMethod | null, createdAt: string, startedAt: string | null, endedAt: string | null, currentStep: number | null, totalSteps: number | null, progressShare: number | null, etaSeconds: number | null, heardAt: string | null, lastLoss: number | string | null, bestEvalLoss: number | null, costUsd: number | null, warnings: Array<{ kind: TrainingWarningKind, beganAtStep: number, message: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TrainingListChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type TrainingListChoicesQuery = { trainingJobOptions: { projects: Array<string>, groupNames: Array<string>, tags: Array<string>, baseModels: Array<string> }, trainingConfigurations: Array<{ id: string, name: string }>, runners: Array<{ id: string, name: string }> };

export type TrainingJobOfRunQueryVariables = Exact<{
  runId: string;
}>;


export type TrainingJobOfRunQuery = { trainingJobByExternalId: { id: string } | null };

export type RunnerRowFragment = { id: string, name: string, labels: Array<string>, commands: Array<string>, hourlyUsd: number | null, createdAt: string, seenAt: string, revokedAt: string | null, hardware: { name: string | null, gpuName: string | null, gpuCount: number | null, cpuCount: number | null, memoryBytes: number | null } | null, leases: Array<{ attempt: number, leasedAt: string, processAt: string, job: { id: string, name: string, status: TrainingStatus, progressShare: number | null } }> };

export type RunnersPageQueryVariables = Exact<{ [key: string]: never; }>;


export type RunnersPageQuery = { runners: Array<{ id: string, name: string, labels: Array<string>, commands: Array<string>, hourlyUsd: number | null, createdAt: string, seenAt: string, revokedAt: string | null, hardware: { name: string | null, gpuName: string | null, gpuCount: number | null, cpuCount: number | null, memoryBytes: number | null } | null, leases: Array<{ attempt: number, leasedAt: string, processAt: string, job: { id: string, name: string, status: TrainingStatus, progressShare: number | null } }> }> };

export type RevokeRunnerMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeRunnerMutation = { revokeRunner: { id: string, revokedAt: string | null } };

export type TrainingSavingsPageQueryVariables = Exact<{ [key: string]: never; }>;


export type TrainingSavingsPageQuery = { trainingSavings: { jobCount: number, pricedCount: number, usedHours: number, usedUsd: number | null, wastedHours: number, wastedUsd: number | null, efficiency: number | null, stoppingSavesHours: number, stoppingSavesUsd: number | null, byCause: Array<{ cause: TrainingWasteCause, hours: number, costUsd: number | null, jobCount: number }>, jobs: Array<{ hours: number, costUsd: number | null, job: { id: string, name: string, project: string | null, waste: Array<{ cause: TrainingWasteCause, message: string, hours: number }> } | null }> } };

export type TrainingMovedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type TrainingMovedSubscription = { trainingJobChanged: { deletedAt: string | null, id: string, name: string, project: string | null, groupName: string | null, tags: Array<string>, source: TrainingSource, status: TrainingStatus, endReason: TrainingEndReason | null, attempt: number, baseModel: string | null, trainingMethod: TrainingMethod | null, createdAt: string, startedAt: string | null, endedAt: string | null, currentStep: number | null, totalSteps: number | null, progressShare: number | null, etaSeconds: number | null, heardAt: string | null, lastLoss: number | string | null, bestEvalLoss: number | null, costUsd: number | null, warnings: Array<{ kind: TrainingWarningKind, beganAtStep: number, message: string }> } };

export type TrainingJobMovedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type TrainingJobMovedSubscription = { trainingJobChanged: { externalId: string | null, notes: string | null, errorDetails: string | null, currentEpoch: number | null, totalEpochs: number | null, lastEvalLoss: number | string | null, bestEvalStep: number | null, trainingType: TrainingType | null, modelVersion: string | null, outputModel: string | null, hyperparameters: unknown, datasetName: string | null, datasetSize: number | null, datasetQualityScore: number | null, datasetSplit: Array<number>, totalTokensProcessed: number | null, hourlyUsd: number | null, userName: string | null, stoppingSavesHours: number | null, stoppingSavesUsd: number | null, priority: number, queuedAt: string | null, configurationVersion: number | null, id: string, name: string, project: string | null, groupName: string | null, tags: Array<string>, source: TrainingSource, status: TrainingStatus, endReason: TrainingEndReason | null, attempt: number, baseModel: string | null, trainingMethod: TrainingMethod | null, createdAt: string, startedAt: string | null, endedAt: string | null, currentStep: number | null, totalSteps: number | null, progressShare: number | null, etaSeconds: number | null, heardAt: string | null, lastLoss: number | string | null, bestEvalLoss: number | null, costUsd: number | null, stopDueAt: string | null, hardware: { name: string | null, gpuName: string | null, gpuCount: number | null, cpuCount: number | null, memoryBytes: number | null } | null, scores: { overfitting: number | null, convergence: number | null, stability: number | null, generalisation: number | null, efficiency: number | null }, warnings: Array<{ kind: TrainingWarningKind, beganAtStep: number, message: string, advice: string }>, alerts: Array<{ title: string, text: string | null, level: TrainingAlertLevel, step: number | null, at: string }>, waste: Array<{ cause: TrainingWasteCause, hours: number, costUsd: number | null, message: string }>, registration: { version: number, model: { id: string, name: string, analytics: { messageCount: number, ratedCount: number, averageRating: number | null, judgedCount: number, successShare: number | null } } } | null, attempts: Array<{ attempt: number, firstStep: number | null, startedAt: string, endedAt: string | null, endReason: TrainingEndReason | null, exitCode: number | null }>, runner: { id: string, name: string } | null, configuration: { id: string, name: string } | null, loop: { id: string, name: string } | null, parameters: Array<{ name: string, type: ParameterType, minimum: number | null, maximum: number | null, applies: ParameterChange, current: unknown }>, parameterUpdates: Array<{ id: string, status: ParameterUpdateStatus, parameters: unknown, previous: unknown, requestedAt: string, requestedBy: string | null, appliedAtStep: number | null, reason: string | null }> } };

export type TrainingStepsSubscriptionVariables = Exact<{
  id: string | number;
  cursor?: string | null | undefined;
}>;


export type TrainingStepsSubscription = { trainingSteps: { columns: unknown, cursor: string } };

export type TransferRowFragment = { id: string, externalId: string, sourceModel: string, targetModel: string, domain: string, method: string, layersTransferred: number | null, fineTuningEpochs: number | null, startedAt: string, completedAt: string | null, job: { id: string, name: string } | null, effect: { accuracySource: TransferFigureSource | null, accuracyGain: number | null, trainingTimeHours: number | null, trainingTimeSource: TransferFigureSource | null, trainingCostUsd: number | null, scratchTimeHours: number | null, scratchCostUsd: number | null, scratchSource: TransferFigureSource | null, scratchJobCount: number, timeSavedHours: number | null, timeReductionPercent: number | null, costSavedUsd: number | null, costReductionPercent: number | null, efficiencyScore: number | null, effectiveness: TransferEffectiveness | null, accuracy: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string, value: number | null, count: number, baseCount: number, interval: { low: number, high: number } | null } | null } };

export type TransfersQueryVariables = Exact<{ [key: string]: never; }>;


export type TransfersQuery = { transferSessions: Array<{ id: string, externalId: string, sourceModel: string, targetModel: string, domain: string, method: string, layersTransferred: number | null, fineTuningEpochs: number | null, startedAt: string, completedAt: string | null, job: { id: string, name: string } | null, effect: { accuracySource: TransferFigureSource | null, accuracyGain: number | null, trainingTimeHours: number | null, trainingTimeSource: TransferFigureSource | null, trainingCostUsd: number | null, scratchTimeHours: number | null, scratchCostUsd: number | null, scratchSource: TransferFigureSource | null, scratchJobCount: number, timeSavedHours: number | null, timeReductionPercent: number | null, costSavedUsd: number | null, costReductionPercent: number | null, efficiencyScore: number | null, effectiveness: TransferEffectiveness | null, accuracy: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string, value: number | null, count: number, baseCount: number, interval: { low: number, high: number } | null } | null } }> };

export type TransfersChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type TransfersChangedSubscription = { transferSessionsChanged: boolean };

export type UsersQueryVariables = Exact<{
  search?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type UsersQuery = { users: { pageInfo: { hasNextPage: boolean }, edges: Array<{ cursor: string, node: { userId: string, properties: unknown, firstSeenAt: string | null, lastSeenAt: string | null, identifiedAt: string | null, messageCount: number, conversationCount: number, costUsd: number | null, averageRating: number | null, ratingCount: number } }> } };

export type UserPageQueryVariables = Exact<{
  userId: string;
}>;


export type UserPageQuery = { user: { answerCount: number, userId: string, properties: unknown, firstSeenAt: string | null, lastSeenAt: string | null, identifiedAt: string | null, messageCount: number, conversationCount: number, costUsd: number | null, averageRating: number | null, ratingCount: number, cohorts: Array<{ id: string, name: string }>, experiments: Array<{ key: string, name: string | null, kind: ExperimentKind | null, state: ExperimentState | null, variant: string, firstExposedAt: string | null, lastAt: string, answerCount: number }>, conversations: { pageInfo: { hasNextPage: boolean }, edges: Array<{ node: { conversationId: string, startedAt: string, lastMessageAt: string, messageCount: number, costUsd: number | null, averageRating: number | null, failureCount: number, errorCount: number, models: Array<string> } }> } } | null };

export type CauseRowFragment = { rank: number, effect: CauseEffect, explainedShare: number, low: number | null, high: number | null, pValue: number, mixEffect: number, rateEffect: number, baselineCount: number, currentCount: number, baselineValue: number | null, currentValue: number | null, filter: unknown, isFilterExact: boolean, isContradicted: boolean, conditions: Array<{ dimension: CauseDimension, value: string }>, recommendation: { key: string, text: string, link: string }, examples: Array<{ id: string, externalId: string, contentPreview: string, conversation: { externalId: string } }> };

export type WholeExplanationFragment = { metric: SignalMetric, measure: string | null, measureBaseline: number | null, measureCurrent: number | null, currentFrom: string, currentTo: string, baselineFrom: string, baselineTo: string, baseline: number | null, current: number | null, change: number | null, low: number | null, high: number | null, sentence: string, tooLittle: string | null, causes: Array<{ rank: number, effect: CauseEffect, explainedShare: number, low: number | null, high: number | null, pValue: number, mixEffect: number, rateEffect: number, baselineCount: number, currentCount: number, baselineValue: number | null, currentValue: number | null, filter: unknown, isFilterExact: boolean, isContradicted: boolean, conditions: Array<{ dimension: CauseDimension, value: string }>, recommendation: { key: string, text: string, link: string }, examples: Array<{ id: string, externalId: string, contentPreview: string, conversation: { externalId: string } }> }>, placebo: { sentence: string }, dimensionEffects: Array<{ dimension: CauseDimension, mixEffect: number, rateEffect: number }> };

export type WhyQueryVariables = Exact<{
  input: ExplainInput;
}>;


export type WhyQuery = { explain: { metric: SignalMetric, measure: string | null, measureBaseline: number | null, measureCurrent: number | null, currentFrom: string, currentTo: string, baselineFrom: string, baselineTo: string, baseline: number | null, current: number | null, change: number | null, low: number | null, high: number | null, sentence: string, tooLittle: string | null, causes: Array<{ rank: number, effect: CauseEffect, explainedShare: number, low: number | null, high: number | null, pValue: number, mixEffect: number, rateEffect: number, baselineCount: number, currentCount: number, baselineValue: number | null, currentValue: number | null, filter: unknown, isFilterExact: boolean, isContradicted: boolean, conditions: Array<{ dimension: CauseDimension, value: string }>, recommendation: { key: string, text: string, link: string }, examples: Array<{ id: string, externalId: string, contentPreview: string, conversation: { externalId: string } }> }>, placebo: { sentence: string }, dimensionEffects: Array<{ dimension: CauseDimension, mixEffect: number, rateEffect: number }> } };

export type WorkspaceRowFragment = { slug: string, name: string, role: Role, isCurrent: boolean, memberCount: number, createdAt: string, archivedAt: string | null, deleteAfter: string | null };

export type WorkspacesQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkspacesQuery = { workspaces: Array<{ slug: string, name: string, role: Role, isCurrent: boolean, memberCount: number, createdAt: string, archivedAt: string | null, deleteAfter: string | null }> };

export type CreateWorkspaceMutationVariables = Exact<{
  input: CreateWorkspaceInput;
}>;


export type CreateWorkspaceMutation = { createWorkspace: { slug: string, name: string, role: Role, isCurrent: boolean, memberCount: number, createdAt: string, archivedAt: string | null, deleteAfter: string | null } };

export type RenameWorkspaceMutationVariables = Exact<{
  name: string;
}>;


export type RenameWorkspaceMutation = { renameWorkspace: { id: string, name: string } };

export type ArchiveWorkspaceMutationVariables = Exact<{ [key: string]: never; }>;


export type ArchiveWorkspaceMutation = { archiveWorkspace: { id: string } };

export type RestoreWorkspaceMutationVariables = Exact<{ [key: string]: never; }>;


export type RestoreWorkspaceMutation = { restoreWorkspace: { id: string } };

export type DeleteWorkspaceMutationVariables = Exact<{
  confirmSlug: string;
}>;


export type DeleteWorkspaceMutation = { deleteWorkspace: { id: string } };

type Numbers_MethodOverview_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

type Numbers_ModelOverview_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

type Numbers_Overview_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

type Numbers_OverviewBucket_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

type Numbers_ProviderOverview_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

type Numbers_SessionOverview_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

type Numbers_VariantOverview_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

export type NumbersFragment =
  | Numbers_MethodOverview_Fragment
  | Numbers_ModelOverview_Fragment
  | Numbers_Overview_Fragment
  | Numbers_OverviewBucket_Fragment
  | Numbers_ProviderOverview_Fragment
  | Numbers_SessionOverview_Fragment
  | Numbers_VariantOverview_Fragment
;

export type BucketFragment = { startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

export type ModelRowFragment = { model: string | null, provider: string | null, trainingMethod: TrainingMethod | null, messageCount: number, costUsd: number | null, costPerMessageUsd: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorShare: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number }> };

export type ComparedModelRowFragment = { model: string | null, provider: string | null, trainingMethod: TrainingMethod | null, messageCount: number, costUsd: number | null, costPerMessageUsd: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorShare: number | null, previous?: { messageCount: number, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null } | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number }> };

export type ToolRowFragment = { name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null }, previous?: { callCount: number, durationMs: { p95Ms: number | null } } | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null };

export type ComparedFragment = { metric: ComparedMetric, verdict: ComparisonVerdict, sentence: string };

export type ValueChangeFragment = { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string };

export type PeriodChangeFragment = { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> };

export type AssistantCommandsQueryVariables = Exact<{ [key: string]: never; }>;


export type AssistantCommandsQuery = { assistantTools: Array<{ name: string, title: string, description: string, group: AssistantToolGroup, acts: boolean, operations: Array<{ name: string, about: string, parameters: unknown, acts: boolean }> }> };

export type AssistantTurnStateFragment = { id: string, asked: string, kind: AssistantTurnKind, status: AssistantTurnStatus, model: string | null, modelReason: string | null, failureCode: string | null, failureMessage: string | null, inputTokens: number, callCount: number, outputTokens: number, costUsd: number | null, traceId: string | null, rating: AssistantRating | null, place: { path: string, title: string } | null, parts: Array<
    | { __typename: 'AssistantNotice', code: string, message: string, path: string | null }
    | { __typename: 'AssistantProposal', proposalId: string, title: string, changes: unknown, touches: unknown, mutation: unknown, isUndoable: boolean, cardState: AssistantProposalState, refusedWith: string | null }
    | { __typename: 'AssistantText', text: string, withheldCount: number, numbers: Array<{ start: number, end: number, handle: string, cell: string }> }
    | { __typename: 'AssistantToolUse', tool: string, title: string, arguments: unknown, state: AssistantToolState, handle: string | null, durationMs: number | null, rowCount: number | null, totalCount: number | null }
  > };

export type AssistantTurnPartsFragment = { id: string, asked: string, kind: AssistantTurnKind, status: AssistantTurnStatus, model: string | null, modelReason: string | null, failureCode: string | null, failureMessage: string | null, inputTokens: number, callCount: number, outputTokens: number, costUsd: number | null, traceId: string | null, rating: AssistantRating | null, conversation: { id: string }, place: { path: string, title: string } | null, parts: Array<
    | { __typename: 'AssistantNotice', code: string, message: string, path: string | null }
    | { __typename: 'AssistantProposal', proposalId: string, title: string, changes: unknown, touches: unknown, mutation: unknown, isUndoable: boolean, cardState: AssistantProposalState, refusedWith: string | null }
    | { __typename: 'AssistantText', text: string, withheldCount: number, numbers: Array<{ start: number, end: number, handle: string, cell: string }> }
    | { __typename: 'AssistantToolUse', tool: string, title: string, arguments: unknown, state: AssistantToolState, handle: string | null, durationMs: number | null, rowCount: number | null, totalCount: number | null }
  > };

export type AssistantConversationRowFragment = { id: string, title: string, model: string | null, isShared: boolean, isOwn: boolean, ownerName: string, updatedAt: string };

export type AssistantConversationQueryVariables = Exact<{
  id: string | number;
}>;


export type AssistantConversationQuery = { assistantConversation: { id: string, title: string, model: string | null, isShared: boolean, isOwn: boolean, ownerName: string, updatedAt: string, turns: Array<{ id: string, asked: string, kind: AssistantTurnKind, status: AssistantTurnStatus, model: string | null, modelReason: string | null, failureCode: string | null, failureMessage: string | null, inputTokens: number, callCount: number, outputTokens: number, costUsd: number | null, traceId: string | null, rating: AssistantRating | null, versions: Array<{ id: string }>, conversation: { id: string }, place: { path: string, title: string } | null, parts: Array<
        | { __typename: 'AssistantNotice', code: string, message: string, path: string | null }
        | { __typename: 'AssistantProposal', proposalId: string, title: string, changes: unknown, touches: unknown, mutation: unknown, isUndoable: boolean, cardState: AssistantProposalState, refusedWith: string | null }
        | { __typename: 'AssistantText', text: string, withheldCount: number, numbers: Array<{ start: number, end: number, handle: string, cell: string }> }
        | { __typename: 'AssistantToolUse', tool: string, title: string, arguments: unknown, state: AssistantToolState, handle: string | null, durationMs: number | null, rowCount: number | null, totalCount: number | null }
      > }> } | null };

export type AssistantConversationsQueryVariables = Exact<{
  search?: string | null | undefined;
  first: number;
}>;


export type AssistantConversationsQuery = { assistantConversations: { edges: Array<{ node: { id: string, title: string, model: string | null, isShared: boolean, isOwn: boolean, ownerName: string, updatedAt: string } }>, pageInfo: { hasNextPage: boolean } } };

export type AssistantResultQueryVariables = Exact<{
  conversationId: string | number;
  handle: string;
}>;


export type AssistantResultQuery = { assistantResult: unknown };

export type AssistantArgumentsQueryVariables = Exact<{
  text: string;
}>;


export type AssistantArgumentsQuery = { planAssistantQuestion: { problem: { argument: string | null, message: string } | null } };

export type AssistantExamplesQueryVariables = Exact<{ [key: string]: never; }>;


export type AssistantExamplesQuery = { assistantExamples: Array<string> };

export type AssistantSuggestionsQueryVariables = Exact<{ [key: string]: never; }>;


export type AssistantSuggestionsQuery = { assistantSuggestions: Array<{ text: string, why: string }> };

export type AssistantModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type AssistantModelsQuery = { modelChoices: { reason: ModelChoiceReason | null, models: Array<{ ref: string, turnUsd: number | null, relativeCost: number | null }>, answering: { ref: string, turnUsd: number | null } | null, settings: { dailyUsdPerPerson: number | null }, today: { usd: number } } };

export type AssistantExportQueryVariables = Exact<{
  id: string | number;
  format: AssistantExportFormat;
}>;


export type AssistantExportQuery = { assistantExport: { fileName: string, contentType: string, content: string } };

export type AssistantTurnChangesSubscriptionVariables = Exact<{
  turnId: string | number;
}>;


export type AssistantTurnChangesSubscription = { assistantTurn: { id: string, asked: string, kind: AssistantTurnKind, status: AssistantTurnStatus, model: string | null, modelReason: string | null, failureCode: string | null, failureMessage: string | null, inputTokens: number, callCount: number, outputTokens: number, costUsd: number | null, traceId: string | null, rating: AssistantRating | null, place: { path: string, title: string } | null, parts: Array<
      | { __typename: 'AssistantNotice', code: string, message: string, path: string | null }
      | { __typename: 'AssistantProposal', proposalId: string, title: string, changes: unknown, touches: unknown, mutation: unknown, isUndoable: boolean, cardState: AssistantProposalState, refusedWith: string | null }
      | { __typename: 'AssistantText', text: string, withheldCount: number, numbers: Array<{ start: number, end: number, handle: string, cell: string }> }
      | { __typename: 'AssistantToolUse', tool: string, title: string, arguments: unknown, state: AssistantToolState, handle: string | null, durationMs: number | null, rowCount: number | null, totalCount: number | null }
    > } };

export type AskAssistantMutationVariables = Exact<{
  input: AskAssistantInput;
}>;


export type AskAssistantMutation = { askAssistant: { id: string, asked: string, kind: AssistantTurnKind, status: AssistantTurnStatus, model: string | null, modelReason: string | null, failureCode: string | null, failureMessage: string | null, inputTokens: number, callCount: number, outputTokens: number, costUsd: number | null, traceId: string | null, rating: AssistantRating | null, conversation: { id: string }, place: { path: string, title: string } | null, parts: Array<
      | { __typename: 'AssistantNotice', code: string, message: string, path: string | null }
      | { __typename: 'AssistantProposal', proposalId: string, title: string, changes: unknown, touches: unknown, mutation: unknown, isUndoable: boolean, cardState: AssistantProposalState, refusedWith: string | null }
      | { __typename: 'AssistantText', text: string, withheldCount: number, numbers: Array<{ start: number, end: number, handle: string, cell: string }> }
      | { __typename: 'AssistantToolUse', tool: string, title: string, arguments: unknown, state: AssistantToolState, handle: string | null, durationMs: number | null, rowCount: number | null, totalCount: number | null }
    > } };

export type RetryAssistantTurnMutationVariables = Exact<{
  input: RetryAssistantTurnInput;
}>;


export type RetryAssistantTurnMutation = { retryAssistantTurn: { id: string, asked: string, kind: AssistantTurnKind, status: AssistantTurnStatus, model: string | null, modelReason: string | null, failureCode: string | null, failureMessage: string | null, inputTokens: number, callCount: number, outputTokens: number, costUsd: number | null, traceId: string | null, rating: AssistantRating | null, conversation: { id: string }, place: { path: string, title: string } | null, parts: Array<
      | { __typename: 'AssistantNotice', code: string, message: string, path: string | null }
      | { __typename: 'AssistantProposal', proposalId: string, title: string, changes: unknown, touches: unknown, mutation: unknown, isUndoable: boolean, cardState: AssistantProposalState, refusedWith: string | null }
      | { __typename: 'AssistantText', text: string, withheldCount: number, numbers: Array<{ start: number, end: number, handle: string, cell: string }> }
      | { __typename: 'AssistantToolUse', tool: string, title: string, arguments: unknown, state: AssistantToolState, handle: string | null, durationMs: number | null, rowCount: number | null, totalCount: number | null }
    > } };

export type StopAssistantTurnMutationVariables = Exact<{
  id: string | number;
}>;


export type StopAssistantTurnMutation = { stopAssistantTurn: { id: string } };

export type ShowAssistantTurnMutationVariables = Exact<{
  id: string | number;
}>;


export type ShowAssistantTurnMutation = { showAssistantTurn: { id: string } };

export type RateAssistantTurnMutationVariables = Exact<{
  input: RateAssistantTurnInput;
}>;


export type RateAssistantTurnMutation = { rateAssistantTurn: { id: string, asked: string, kind: AssistantTurnKind, status: AssistantTurnStatus, model: string | null, modelReason: string | null, failureCode: string | null, failureMessage: string | null, inputTokens: number, callCount: number, outputTokens: number, costUsd: number | null, traceId: string | null, rating: AssistantRating | null, conversation: { id: string }, place: { path: string, title: string } | null, parts: Array<
      | { __typename: 'AssistantNotice', code: string, message: string, path: string | null }
      | { __typename: 'AssistantProposal', proposalId: string, title: string, changes: unknown, touches: unknown, mutation: unknown, isUndoable: boolean, cardState: AssistantProposalState, refusedWith: string | null }
      | { __typename: 'AssistantText', text: string, withheldCount: number, numbers: Array<{ start: number, end: number, handle: string, cell: string }> }
      | { __typename: 'AssistantToolUse', tool: string, title: string, arguments: unknown, state: AssistantToolState, handle: string | null, durationMs: number | null, rowCount: number | null, totalCount: number | null }
    > } };

export type SettleAssistantProposalMutationVariables = Exact<{
  input: SettleAssistantProposalInput;
}>;


export type SettleAssistantProposalMutation = { settleAssistantProposal: { id: string, asked: string, kind: AssistantTurnKind, status: AssistantTurnStatus, model: string | null, modelReason: string | null, failureCode: string | null, failureMessage: string | null, inputTokens: number, callCount: number, outputTokens: number, costUsd: number | null, traceId: string | null, rating: AssistantRating | null, conversation: { id: string }, place: { path: string, title: string } | null, parts: Array<
      | { __typename: 'AssistantNotice', code: string, message: string, path: string | null }
      | { __typename: 'AssistantProposal', proposalId: string, title: string, changes: unknown, touches: unknown, mutation: unknown, isUndoable: boolean, cardState: AssistantProposalState, refusedWith: string | null }
      | { __typename: 'AssistantText', text: string, withheldCount: number, numbers: Array<{ start: number, end: number, handle: string, cell: string }> }
      | { __typename: 'AssistantToolUse', tool: string, title: string, arguments: unknown, state: AssistantToolState, handle: string | null, durationMs: number | null, rowCount: number | null, totalCount: number | null }
    > } };

export type UndoAssistantProposalMutationVariables = Exact<{
  input: UndoAssistantProposalInput;
}>;


export type UndoAssistantProposalMutation = { undoAssistantProposal: { id: string, asked: string, kind: AssistantTurnKind, status: AssistantTurnStatus, model: string | null, modelReason: string | null, failureCode: string | null, failureMessage: string | null, inputTokens: number, callCount: number, outputTokens: number, costUsd: number | null, traceId: string | null, rating: AssistantRating | null, conversation: { id: string }, place: { path: string, title: string } | null, parts: Array<
      | { __typename: 'AssistantNotice', code: string, message: string, path: string | null }
      | { __typename: 'AssistantProposal', proposalId: string, title: string, changes: unknown, touches: unknown, mutation: unknown, isUndoable: boolean, cardState: AssistantProposalState, refusedWith: string | null }
      | { __typename: 'AssistantText', text: string, withheldCount: number, numbers: Array<{ start: number, end: number, handle: string, cell: string }> }
      | { __typename: 'AssistantToolUse', tool: string, title: string, arguments: unknown, state: AssistantToolState, handle: string | null, durationMs: number | null, rowCount: number | null, totalCount: number | null }
    > } };

export type UpdateAssistantConversationMutationVariables = Exact<{
  input: UpdateAssistantConversationInput;
}>;


export type UpdateAssistantConversationMutation = { updateAssistantConversation: { id: string, title: string, model: string | null, isShared: boolean, isOwn: boolean, ownerName: string, updatedAt: string } };

export type BranchAssistantConversationMutationVariables = Exact<{
  input: BranchAssistantConversationInput;
}>;


export type BranchAssistantConversationMutation = { branchAssistantConversation: { id: string } };

export type DeleteAssistantConversationMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteAssistantConversationMutation = { deleteAssistantConversation: string };

export type WhoChangedFragment = { at: string, actor: { kind: AuditActorKind, name: string | null } };

export type ActivityPanelFragment = { activity: { edges: Array<{ cursor: string, node: { at: string, action: string, change: AuditChange | null, targetType: string | null, targetId: string | null, targetName: string | null, changedFields: Array<string>, count: number, actor: { kind: AuditActorKind, key: string | null, name: string | null } } }> } };

export type RetentionPanelFragment = { retention: Array<{ startedAt: string, userCount: number, weeks: Array<{ week: number, userCount: number }> }>, retentionComparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null };

export type ConversationsOfGroupQueryVariables = Exact<{
  filter: AnalyticsFilter;
  group: ConversationGroupInput;
}>;


export type ConversationsOfGroupQuery = { analytics: { conversations: Array<{ id: string, externalId: string, userId: string | null, startedAt: string, lastMessageAt: string, messageCount: number }> } };

export type CostByModelPanelFragment = { interval: Interval, overview: { costUsd: number | null }, seriesByModel: Array<{ model: string, buckets: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> }>, previousSeries?: Array<{ startedAt: string, costUsd: number | null }>, costChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null };

export type CostOutlookPanelFragment = { costOutlook: { monthEndUsd: number | null, low: number | null, high: number | null, spentUsd: number, budgetUsd: number | null, passesBudgetOn: string | null, passesBudgetLow: string | null, passesBudgetHigh: string | null, sentence: string }, costForecast: { metric: SignalMetric, model: string | null, wape: number | null, skill: number | null, coverage95: number | null, refusal: string | null, levelShiftAt: string | null, sentence: string, points: Array<{ at: string, value: number, low50: number, high50: number, low80: number, high80: number, low95: number, high95: number }>, history: Array<{ at: string, value: number | null }> }, costWeek: { metric: SignalMetric, model: string | null, wape: number | null, skill: number | null, coverage95: number | null, refusal: string | null, levelShiftAt: string | null, sentence: string, points: Array<{ at: string, value: number, low50: number, high50: number, low80: number, high80: number, low95: number, high95: number }>, history: Array<{ at: string, value: number | null }> } };

export type CostPerSuccessPanelFragment = { interval: Interval, overview: { costPerSuccessUsd: number | null, costPerMessageUsd: number | null }, previous?: { costPerSuccessUsd: number | null, costPerMessageUsd: number | null } | null, series: Array<{ startedAt: string, isPartial: boolean, costPerSuccessUsd: number | null, costPerMessageUsd: number | null }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, costPerSuccessUsd: number | null, costPerMessageUsd: number | null }> };

export type CostBucketFragment = { startedAt: string, isPartial: boolean, costPerSuccessUsd: number | null, costPerMessageUsd: number | null };

export type TokensPanelFragment = { interval: Interval, overview: { inputTokens: number | string, outputTokens: number | string }, series: Array<{ startedAt: string, isPartial: boolean, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string }>, tokenChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null };

export type TokenBucketFragment = { startedAt: string, isPartial: boolean, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string };

export type GroupComparisonPanelFragment = { groupComparison: { by: GroupDimension, base: string | null, groups: Array<{ value: string, isBase: boolean, messageCount: number, metrics: Array<{ metric: ComparedMetric, value: number | null, count: number, difference: number | null, verdict: ComparisonVerdict, sentence: string }> }>, topicNames: Array<{ topicId: string, name: string }>, mixes: Array<{ dimension: MixDimension, isDifferent: boolean, sentence: string }> } };

export type ModelPerformancePanelFragment = { byModel: Array<{ model: string | null, provider: string | null, trainingMethod: TrainingMethod | null, messageCount: number, costUsd: number | null, costPerMessageUsd: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorShare: number | null, previous?: { messageCount: number, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null } | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number }> }> };

export type SessionsPanelFragment = { bySession: Array<{ sessionId: string, experimentName: string | null, variant: string | null, messageCount: number, conversationCount: number, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorCount: number, errorShare: number | null, costUsd: number | null, costPerMessageUsd: number | null, costPerSuccessUsd: number | null, previous?: { messageCount: number, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null } | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null } }> };

export type TrainingMethodsPanelFragment = { byTrainingMethod: Array<{ trainingMethod: TrainingMethod | null, messageCount: number, conversationCount: number, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorCount: number, errorShare: number | null, costUsd: number | null, costPerMessageUsd: number | null, costPerSuccessUsd: number | null, previous?: { messageCount: number, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null } | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null } }> };

export type VariantsPanelFragment = { byVariant: Array<{ experimentName: string | null, variant: string | null, messageCount: number, conversationCount: number, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorCount: number, errorShare: number | null, costUsd: number | null, costPerMessageUsd: number | null, costPerSuccessUsd: number | null, previous?: { messageCount: number, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null } | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null } }> };

export type PanelsNoticeSubscriptionVariables = Exact<{
  filter: AnalyticsFilter;
}>;


export type PanelsNoticeSubscription = { analyticsChanged: { interval: Interval } };

export type AnomaliesPanelFragment = { anomalies: { edges: Array<{ node: { id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, severity: AnomalySeverity, state: AnomalyState, beganAt: string, endedAt: string | null, value: number, expectedLow: number, expectedHigh: number } }> } };

export type ErrorRatePanelFragment = { interval: Interval, overview: { messageCount: number }, errorChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, errorCount: number, errorShare: number | null }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, errorCount: number, errorShare: number | null }> };

export type ErrorBucketFragment = { startedAt: string, isPartial: boolean, messageCount: number, errorCount: number, errorShare: number | null };

export type ErrorSeriesPanelFragment = { interval: Interval, errorSeries: Array<{ errorType: string, count: number, buckets: Array<{ startedAt: string, count: number }>, previous?: { count: number, buckets: Array<{ startedAt: string, count: number }> } | null }> };

export type ErrorsPanelFragment = { errors: Array<{ errorType: string, count: number, share: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }> };

export type InsightsPanelFragment = { insights: Array<{ id: string, kind: InsightKind, sentence: string, value: number, unit: string, link: string, isNew: boolean, createdAt: string }> };

export type InsightRowFragment = { id: string, kind: InsightKind, sentence: string, value: number, unit: string, link: string, isNew: boolean, createdAt: string };

export type JobsPanelFragment = { backgroundTasks: Array<{ id: string, kind: string, status: TaskStatus, progressShare: number, doneCount: number, totalCount: number, failedCount: number, createdAt: string, finishedAt: string | null, error: string | null }> };

export type ProviderHealthPanelFragment = { interval: Interval, byProvider: Array<{ provider: string | null, messageCount: number, series: Array<{ startedAt: string, messageCount: number, errorShare: number | null, latencyMs: { p95Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, messageCount: number, errorShare: number | null, latencyMs: { p95Ms: number | null } }>, rateLimits: { count: number, buckets: Array<{ startedAt: string, count: number }>, previous?: { buckets: Array<{ startedAt: string, count: number }> } | null } }> };

export type HealthBucketFragment = { startedAt: string, messageCount: number, errorShare: number | null, latencyMs: { p95Ms: number | null } };

export type ProvidersPanelFragment = { byProvider: Array<{ provider: string | null, messageCount: number, errorCount: number, errorShare: number | null, costUsd: number | null, latencyMs: { p50Ms: number | null, p95Ms: number | null, p99Ms: number | null }, timeToFirstTokenMs: { p50Ms: number | null }, previous?: { messageCount: number, errorCount: number } | null }> };

export type ToolsPanelFragment = { tools: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null }, previous?: { callCount: number, durationMs: { p95Ms: number | null } } | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }> };

export type NumbersPanelFragment = { overview: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, comparison?: { metrics: Array<{ metric: ComparedMetric, verdict: ComparisonVerdict, sentence: string }> } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }> };

export type PanelsQueryVariables = Exact<{
  filter: AnalyticsFilter;
  compare: boolean;
  compareWith?: CompareWithInput | null | undefined;
  slaMs?: number | null | undefined;
  failures: AnalyticsFilter;
  groupBy?: GroupDimension;
  withAnalytics?: boolean;
  withAbandonment?: boolean;
  withActivity?: boolean;
  withAgreement?: boolean;
  withAnomalies?: boolean;
  withConversationLength?: boolean;
  withCostByModel?: boolean;
  withCostOutlook?: boolean;
  withCostPerSuccess?: boolean;
  withErrorRate?: boolean;
  withErrorSeries?: boolean;
  withErrors?: boolean;
  withFailureTags?: boolean;
  withFirstToken?: boolean;
  withGroupComparison?: boolean;
  withInsights?: boolean;
  withJobs?: boolean;
  withJudgments?: boolean;
  withModelPerformance?: boolean;
  withNumbers?: boolean;
  withProviderHealth?: boolean;
  withProviders?: boolean;
  withQualityForecast?: boolean;
  withRatings?: boolean;
  withResponseTime?: boolean;
  withRetention?: boolean;
  withSentimentGauge?: boolean;
  withSentimentTrend?: boolean;
  withSessions?: boolean;
  withSla?: boolean;
  withSuccessByModel?: boolean;
  withSuccessRate?: boolean;
  withTokens?: boolean;
  withTools?: boolean;
  withTrainingMethods?: boolean;
  withTurnsToSuccess?: boolean;
  withVariants?: boolean;
}>;


export type PanelsQuery = { analytics?:
    | { abandonment?: { abandonedShare: number | null, conversationCount: number, openCount: number, unansweredCount: number, failedCount: number, previous?: { conversationCount: number, openCount: number, unansweredCount: number, failedCount: number } | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null } } & { conversationLengths?: Array<{ messageCount: number, conversationCount: number }>, previousConversationLengths?: Array<{ messageCount: number, conversationCount: number }>, conversationLengthComparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null } & { interval?: Interval, overview?: { costUsd: number | null }, seriesByModel?: Array<{ model: string, buckets: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> }>, previousSeries?: Array<{ startedAt: string, costUsd: number | null }>, costChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null } & { interval?: Interval, overview?: { costPerSuccessUsd: number | null, costPerMessageUsd: number | null }, previous?: { costPerSuccessUsd: number | null, costPerMessageUsd: number | null } | null, series?: Array<{ startedAt: string, isPartial: boolean, costPerSuccessUsd: number | null, costPerMessageUsd: number | null }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, costPerSuccessUsd: number | null, costPerMessageUsd: number | null }> } & { interval?: Interval, overview?: { messageCount: number }, errorChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null, series?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, errorCount: number, errorShare: number | null }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, errorCount: number, errorShare: number | null }> } & { interval?: Interval, errorSeries?: Array<{ errorType: string, count: number, buckets: Array<{ startedAt: string, count: number }>, previous?: { count: number, buckets: Array<{ startedAt: string, count: number }> } | null }> } & { errors?: Array<{ errorType: string, count: number, share: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }> } & { failureTags?: Array<{ tag: string, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }> } & { interval?: Interval, overview?: { timeToFirstTokenMs: { p50Ms: number | null } }, series?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, timeToFirstTokenMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, timeToFirstTokenMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, firstTokenChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null } & { groupComparison?: { by: GroupDimension, base: string | null, groups: Array<{ value: string, isBase: boolean, messageCount: number, metrics: Array<{ metric: ComparedMetric, value: number | null, count: number, difference: number | null, verdict: ComparisonVerdict, sentence: string }> }>, topicNames: Array<{ topicId: string, name: string }>, mixes: Array<{ dimension: MixDimension, isDifferent: boolean, sentence: string }> } } & { byModel?: Array<{ model: string | null, provider: string | null, trainingMethod: TrainingMethod | null, messageCount: number, costUsd: number | null, costPerMessageUsd: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorShare: number | null, previous?: { messageCount: number, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null } | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number }> }> } & { overview?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, comparison?: { metrics: Array<{ metric: ComparedMetric, verdict: ComparisonVerdict, sentence: string }> } | null, series?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }> } & { interval?: Interval, byProvider?: Array<{ provider: string | null, messageCount: number, series: Array<{ startedAt: string, messageCount: number, errorShare: number | null, latencyMs: { p95Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, messageCount: number, errorShare: number | null, latencyMs: { p95Ms: number | null } }>, rateLimits: { count: number, buckets: Array<{ startedAt: string, count: number }>, previous?: { buckets: Array<{ startedAt: string, count: number }> } | null } }> } & { byProvider?: Array<{ provider: string | null, messageCount: number, errorCount: number, errorShare: number | null, costUsd: number | null, latencyMs: { p50Ms: number | null, p95Ms: number | null, p99Ms: number | null }, timeToFirstTokenMs: { p50Ms: number | null }, previous?: { messageCount: number, errorCount: number } | null }> } & { ratings?: Array<{ rating: number, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratingChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null } & { interval?: Interval, overview?: { latencyMs: { p50Ms: number | null, p99Ms: number | null } }, series?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, latencyChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null } & { retention?: Array<{ startedAt: string, userCount: number, weeks: Array<{ week: number, userCount: number }> }>, retentionComparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null } & { bySession?: Array<{ sessionId: string, experimentName: string | null, variant: string | null, messageCount: number, conversationCount: number, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorCount: number, errorShare: number | null, costUsd: number | null, costPerMessageUsd: number | null, costPerSuccessUsd: number | null, previous?: { messageCount: number, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null } | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null } }> } & { interval?: Interval, sla?: { thresholdMs: number, measuredCount: number, breachCount: number, breachShare: number | null, rules: Array<{ value: string, thresholdMs: number }>, series: Array<{ startedAt: string, measuredCount: number, breachCount: number, breachShare: number | null }>, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null, previous?: { breachShare: number | null, series: Array<{ startedAt: string, measuredCount: number, breachCount: number, breachShare: number | null }> } | null } } & { interval?: Interval, overview?: { judgedCount: number }, seriesByModel?: Array<{ model: string, buckets: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }>, previous?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> }> } & { interval?: Interval, overview?: { judgedCount: number }, successChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null, series?: Array<{ startedAt: string, isPartial: boolean, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> } & { interval?: Interval, overview?: { inputTokens: number | string, outputTokens: number | string }, series?: Array<{ startedAt: string, isPartial: boolean, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string }>, tokenChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null } & { tools?: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null }, previous?: { callCount: number, durationMs: { p95Ms: number | null } } | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }> } & { byTrainingMethod?: Array<{ trainingMethod: TrainingMethod | null, messageCount: number, conversationCount: number, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorCount: number, errorShare: number | null, costUsd: number | null, costPerMessageUsd: number | null, costPerSuccessUsd: number | null, previous?: { messageCount: number, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null } | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null } }> } & { turnsToSuccess?: Array<{ turn: number, conversationCount: number }>, previousTurnsToSuccess?: Array<{ turn: number, conversationCount: number }>, turnsToSuccessComparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null } & { byVariant?: Array<{ experimentName: string | null, variant: string | null, messageCount: number, conversationCount: number, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorCount: number, errorShare: number | null, costUsd: number | null, costPerMessageUsd: number | null, costPerSuccessUsd: number | null, previous?: { messageCount: number, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null } | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null } }> }
    | Record<PropertyKey, never>
   } & { activity?: { edges: Array<{ cursor: string, node: { at: string, action: string, change: AuditChange | null, targetType: string | null, targetId: string | null, targetName: string | null, changedFields: Array<string>, count: number, actor: { kind: AuditActorKind, key: string | null, name: string | null } } }> } } & { evaluationMetrics?: { agreement: { verdicts: { alpha: number | null, messageCount: number, valueCount: number }, ratings: { alpha: number | null, messageCount: number, valueCount: number } }, previousAgreement?: { verdicts: { alpha: number | null, messageCount: number, valueCount: number }, ratings: { alpha: number | null, messageCount: number, valueCount: number } } | null, accuracy: { share: number | null, of: number }, accuracyComparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null } } & { anomalies?: { edges: Array<{ node: { id: string, number: number, sentence: string, metric: SignalMetric, dimension: SignalDimension, dimensionValue: string | null, severity: AnomalySeverity, state: AnomalyState, beganAt: string, endedAt: string | null, value: number, expectedLow: number, expectedHigh: number } }> } } & { costOutlook?: { monthEndUsd: number | null, low: number | null, high: number | null, spentUsd: number, budgetUsd: number | null, passesBudgetOn: string | null, passesBudgetLow: string | null, passesBudgetHigh: string | null, sentence: string }, costForecast?: { metric: SignalMetric, model: string | null, wape: number | null, skill: number | null, coverage95: number | null, refusal: string | null, levelShiftAt: string | null, sentence: string, points: Array<{ at: string, value: number, low50: number, high50: number, low80: number, high80: number, low95: number, high95: number }>, history: Array<{ at: string, value: number | null }> }, costWeek?: { metric: SignalMetric, model: string | null, wape: number | null, skill: number | null, coverage95: number | null, refusal: string | null, levelShiftAt: string | null, sentence: string, points: Array<{ at: string, value: number, low50: number, high50: number, low80: number, high80: number, low95: number, high95: number }>, history: Array<{ at: string, value: number | null }> } } & { insights?: Array<{ id: string, kind: InsightKind, sentence: string, value: number, unit: string, link: string, isNew: boolean, createdAt: string }> } & { backgroundTasks?: Array<{ id: string, kind: string, status: TaskStatus, progressShare: number, doneCount: number, totalCount: number, failedCount: number, createdAt: string, finishedAt: string | null, error: string | null }> } & { messages?: { edges: Array<{ node: { id: string, createdAt: string, model: string | null, traceId: string | null, contentPreview: string, conversation: { externalId: string }, evaluations: Array<{ id: string, success: boolean | null, rating: number | null, failureTags: Array<string>, comment: string | null, evaluator: string | null, evaluatorKind: EvaluatorKind }> } }> } } & { qualityForecast?: { metric: SignalMetric, model: string | null, wape: number | null, skill: number | null, coverage95: number | null, refusal: string | null, levelShiftAt: string | null, sentence: string, points: Array<{ at: string, value: number, low50: number, high50: number, low80: number, high80: number, low95: number, high95: number }>, history: Array<{ at: string, value: number | null }> } } & { sentiment?: { messageCount: number, supportedCount: number, average: number | null, low: number | null, high: number | null, emotions: Array<{ emotion: Emotion, messageCount: number, share: number, previousShare: number | null }> } } & { sentiment?: { series: Array<{ at: string, messageCount: number, average: number, low: number | null, high: number | null, frustrationShare: number, confusionShare: number, satisfactionShare: number }> } };

export type ConversationLengthPanelFragment = { conversationLengths: Array<{ messageCount: number, conversationCount: number }>, previousConversationLengths?: Array<{ messageCount: number, conversationCount: number }>, conversationLengthComparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null };

export type FirstTokenPanelFragment = { interval: Interval, overview: { timeToFirstTokenMs: { p50Ms: number | null } }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, timeToFirstTokenMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, timeToFirstTokenMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, firstTokenChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null };

export type FirstTokenBucketFragment = { startedAt: string, isPartial: boolean, messageCount: number, timeToFirstTokenMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

export type ResponseTimePanelFragment = { interval: Interval, overview: { latencyMs: { p50Ms: number | null, p99Ms: number | null } }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, latencyChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null };

export type LatencyBucketFragment = { startedAt: string, isPartial: boolean, messageCount: number, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

export type SlaPanelFragment = { interval: Interval, sla: { thresholdMs: number, measuredCount: number, breachCount: number, breachShare: number | null, rules: Array<{ value: string, thresholdMs: number }>, series: Array<{ startedAt: string, measuredCount: number, breachCount: number, breachShare: number | null }>, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null, previous?: { breachShare: number | null, series: Array<{ startedAt: string, measuredCount: number, breachCount: number, breachShare: number | null }> } | null } };

export type AbandonmentPanelFragment = { abandonment: { abandonedShare: number | null, conversationCount: number, openCount: number, unansweredCount: number, failedCount: number, previous?: { conversationCount: number, openCount: number, unansweredCount: number, failedCount: number } | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null } };

export type EndsFragment = { conversationCount: number, openCount: number, unansweredCount: number, failedCount: number };

export type AgreementPanelFragment = { evaluationMetrics: { agreement: { verdicts: { alpha: number | null, messageCount: number, valueCount: number }, ratings: { alpha: number | null, messageCount: number, valueCount: number } }, previousAgreement?: { verdicts: { alpha: number | null, messageCount: number, valueCount: number }, ratings: { alpha: number | null, messageCount: number, valueCount: number } } | null, accuracy: { share: number | null, of: number }, accuracyComparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null } };

export type AgreementsFragment = { verdicts: { alpha: number | null, messageCount: number, valueCount: number }, ratings: { alpha: number | null, messageCount: number, valueCount: number } };

export type FailureTagsPanelFragment = { failureTags: Array<{ tag: string, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }> };

export type JudgmentsPanelFragment = { messages: { edges: Array<{ node: { id: string, createdAt: string, model: string | null, traceId: string | null, contentPreview: string, conversation: { externalId: string }, evaluations: Array<{ id: string, success: boolean | null, rating: number | null, failureTags: Array<string>, comment: string | null, evaluator: string | null, evaluatorKind: EvaluatorKind }> } }> } };

export type QualityForecastPanelFragment = { qualityForecast: { metric: SignalMetric, model: string | null, wape: number | null, skill: number | null, coverage95: number | null, refusal: string | null, levelShiftAt: string | null, sentence: string, points: Array<{ at: string, value: number, low50: number, high50: number, low80: number, high80: number, low95: number, high95: number }>, history: Array<{ at: string, value: number | null }> } };

export type RatingsPanelFragment = { ratings: Array<{ rating: number, count: number, previousCount?: number | null, comparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null }>, ratingChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null };

export type SentimentGaugePanelFragment = { sentiment: { messageCount: number, supportedCount: number, average: number | null, low: number | null, high: number | null, emotions: Array<{ emotion: Emotion, messageCount: number, share: number, previousShare: number | null }> } };

export type SentimentNowFragment = { messageCount: number, supportedCount: number, average: number | null, low: number | null, high: number | null, emotions: Array<{ emotion: Emotion, messageCount: number, share: number, previousShare: number | null }> };

export type SentimentTrendPanelFragment = { sentiment: { series: Array<{ at: string, messageCount: number, average: number, low: number | null, high: number | null, frustrationShare: number, confusionShare: number, satisfactionShare: number }> } };

export type SentimentBucketFragment = { at: string, messageCount: number, average: number, low: number | null, high: number | null, frustrationShare: number, confusionShare: number, satisfactionShare: number };

export type SuccessByModelPanelFragment = { interval: Interval, overview: { judgedCount: number }, seriesByModel: Array<{ model: string, buckets: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }>, previous?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> }> };

export type SuccessRatePanelFragment = { interval: Interval, overview: { judgedCount: number }, successChange?: { metrics: Array<{ metric: ComparedMetric, base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string }> } | null, series: Array<{ startedAt: string, isPartial: boolean, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> };

export type SuccessBucketFragment = { startedAt: string, isPartial: boolean, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null };

export type TurnsToSuccessPanelFragment = { turnsToSuccess: Array<{ turn: number, conversationCount: number }>, previousTurnsToSuccess?: Array<{ turn: number, conversationCount: number }>, turnsToSuccessComparison?: { base: number | null, difference: number | null, verdict: ComparisonVerdict, sentence: string } | null };

type GroupRow_MethodOverview_Fragment = { messageCount: number, conversationCount: number, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorCount: number, errorShare: number | null, costUsd: number | null, costPerMessageUsd: number | null, costPerSuccessUsd: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null } };

type GroupRow_ModelOverview_Fragment = { messageCount: number, conversationCount: number, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorCount: number, errorShare: number | null, costUsd: number | null, costPerMessageUsd: number | null, costPerSuccessUsd: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null } };

type GroupRow_Overview_Fragment = { messageCount: number, conversationCount: number, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorCount: number, errorShare: number | null, costUsd: number | null, costPerMessageUsd: number | null, costPerSuccessUsd: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null } };

type GroupRow_OverviewBucket_Fragment = { messageCount: number, conversationCount: number, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorCount: number, errorShare: number | null, costUsd: number | null, costPerMessageUsd: number | null, costPerSuccessUsd: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null } };

type GroupRow_ProviderOverview_Fragment = { messageCount: number, conversationCount: number, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorCount: number, errorShare: number | null, costUsd: number | null, costPerMessageUsd: number | null, costPerSuccessUsd: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null } };

type GroupRow_SessionOverview_Fragment = { messageCount: number, conversationCount: number, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorCount: number, errorShare: number | null, costUsd: number | null, costPerMessageUsd: number | null, costPerSuccessUsd: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null } };

type GroupRow_VariantOverview_Fragment = { messageCount: number, conversationCount: number, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorCount: number, errorShare: number | null, costUsd: number | null, costPerMessageUsd: number | null, costPerSuccessUsd: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null } };

export type GroupRowFragment =
  | GroupRow_MethodOverview_Fragment
  | GroupRow_ModelOverview_Fragment
  | GroupRow_Overview_Fragment
  | GroupRow_OverviewBucket_Fragment
  | GroupRow_ProviderOverview_Fragment
  | GroupRow_SessionOverview_Fragment
  | GroupRow_VariantOverview_Fragment
;

export type GroupBeforeFragment = { messageCount: number, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null };

export type JudgementFragment = { id: string, externalId: string, name: string | null, value: number | null, label: string | null, rating: number | null, success: boolean | null, failureTags: Array<string>, comment: string | null, correctedOutput: string | null, evaluator: string | null, evaluatorKind: EvaluatorKind, createdAt: string };

export type RateMutationVariables = Exact<{
  evaluations: Array<EvaluationInput> | EvaluationInput;
}>;


export type RateMutation = { evaluateMessages: { accepted: number, updated: number, rejected: Array<{ index: number, field: string, reason: string }> } };

export type ExportLineFragment = { id: string, type: ExportType, format: ExportFormat, filter: unknown, roles: Array<MessageRole>, timeZone: string, status: ExportState, expectedCount: number | null, writtenCount: number | null, sizeBytes: number | null, failure: string | null, path: string | null, link: string | null, requestedBy: string | null, dueAt: string | null, mail: ExportMail | null, createdAt: string, expiresAt: string, task: { id: string, doneCount: number, totalCount: number } };

export type ExportScheduleLineFragment = { id: string, name: string, type: ExportType, format: ExportFormat, filter: unknown, roles: Array<MessageRole>, every: ExportInterval, weekday: number | null, time: string, timeZone: string, dayCount: number, recipients: Array<string>, isPaused: boolean, nextRuns: Array<string>, savedBy: string | null, failure: string | null, exports: Array<{ id: string, status: ExportState, mail: ExportMail | null, dueAt: string | null, path: string | null }> };

export type CreateExportMutationVariables = Exact<{
  input: ExportInput;
}>;


export type CreateExportMutation = { createExport: { id: string, type: ExportType, format: ExportFormat, filter: unknown, roles: Array<MessageRole>, timeZone: string, status: ExportState, expectedCount: number | null, writtenCount: number | null, sizeBytes: number | null, failure: string | null, path: string | null, link: string | null, requestedBy: string | null, dueAt: string | null, mail: ExportMail | null, createdAt: string, expiresAt: string, task: { id: string, doneCount: number, totalCount: number } } };

export type CancelExportMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelExportMutation = { cancelExport: { id: string, type: ExportType, format: ExportFormat, filter: unknown, roles: Array<MessageRole>, timeZone: string, status: ExportState, expectedCount: number | null, writtenCount: number | null, sizeBytes: number | null, failure: string | null, path: string | null, link: string | null, requestedBy: string | null, dueAt: string | null, mail: ExportMail | null, createdAt: string, expiresAt: string, task: { id: string, doneCount: number, totalCount: number } } };

export type DeleteExportMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteExportMutation = { deleteExport: string };

export type ExportChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type ExportChangedSubscription = { exportChanged: { id: string, type: ExportType, format: ExportFormat, filter: unknown, roles: Array<MessageRole>, timeZone: string, status: ExportState, expectedCount: number | null, writtenCount: number | null, sizeBytes: number | null, failure: string | null, path: string | null, link: string | null, requestedBy: string | null, dueAt: string | null, mail: ExportMail | null, createdAt: string, expiresAt: string, task: { id: string, doneCount: number, totalCount: number } } };

export type ExportRunsQueryVariables = Exact<{
  input: ExportTimesInput;
}>;


export type ExportRunsQuery = { exportRuns: Array<string> };

export type SaveExportScheduleMutationVariables = Exact<{
  input: ExportScheduleInput;
}>;


export type SaveExportScheduleMutation = { saveExportSchedule: { id: string, name: string, type: ExportType, format: ExportFormat, filter: unknown, roles: Array<MessageRole>, every: ExportInterval, weekday: number | null, time: string, timeZone: string, dayCount: number, recipients: Array<string>, isPaused: boolean, nextRuns: Array<string>, savedBy: string | null, failure: string | null, exports: Array<{ id: string, status: ExportState, mail: ExportMail | null, dueAt: string | null, path: string | null }> } };

export type DeleteExportScheduleMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteExportScheduleMutation = { deleteExportSchedule: string };

export type DismissInsightMutationVariables = Exact<{
  id: string | number;
  reason: InsightReason;
}>;


export type DismissInsightMutation = { dismissInsight: { id: string, dismissedAt: string | null } };

export type RestoreInsightMutationVariables = Exact<{
  id: string | number;
}>;


export type RestoreInsightMutation = { restoreInsight: { id: string, dismissedAt: string | null } };

export type VisitInsightsMutationVariables = Exact<{ [key: string]: never; }>;


export type VisitInsightsMutation = { visitInsights: string | null };

export type ApiKeyLineFragment = { id: string, name: string, prefix: string, scope: KeyScope, role: Role, environment: string | null, requestsPerMinute: number | null, isPersonal: boolean, ownerName: string | null, createdByName: string | null, createdByKeyName: string | null, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, lastUsedFrom: string | null, revokedAt: string | null };

export type MarkFragment = { id: string, kind: AnnotationKind, label: string, at: string, endAt: string | null, isAutomatic: boolean, model: string | null };

export type MarksQueryVariables = Exact<{
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type MarksQuery = { annotations: Array<{ id: string, kind: AnnotationKind, label: string, at: string, endAt: string | null, isAutomatic: boolean, model: string | null }> };

export type MarksChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type MarksChangedSubscription = { annotationsChanged: boolean };

export type CreateMarkMutationVariables = Exact<{
  input: CreateAnnotationInput;
}>;


export type CreateMarkMutation = { createAnnotation: { id: string, kind: AnnotationKind, label: string, at: string, endAt: string | null, isAutomatic: boolean, model: string | null } };

export type UpdateMarkMutationVariables = Exact<{
  input: UpdateAnnotationInput;
}>;


export type UpdateMarkMutation = { updateAnnotation: { id: string, kind: AnnotationKind, label: string, at: string, endAt: string | null, isAutomatic: boolean, model: string | null } };

export type DeleteMarkMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteMarkMutation = { deleteAnnotation: string };

export type RatesFragment = { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null };

export type PriceLineFragment = { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> };

export type WhyThisCostQueryVariables = Exact<{
  externalId: string;
}>;


export type WhyThisCostQuery = { message: { id: string, model: string | null, inputTokens: number | null, outputTokens: number | null, cacheReadTokens: number | null, cacheWriteTokens: number | null, reasoningTokens: number | null, cost: { totalUsd: number | null, inputUsd: number | null, cacheReadUsd: number | null, cacheWriteUsd: number | null, outputUsd: number | null, reasoningUsd: number | null, note: string, gap: CostGap | null, price: { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> } | null } } | null };

export type ExpectedPointFragment = { at: string, value: number | null, expected: number | null, low: number | null, high: number | null, isOut: boolean };

export type ForecastShownFragment = { metric: SignalMetric, model: string | null, wape: number | null, skill: number | null, coverage95: number | null, refusal: string | null, levelShiftAt: string | null, sentence: string, points: Array<{ at: string, value: number, low50: number, high50: number, low80: number, high80: number, low95: number, high95: number }>, history: Array<{ at: string, value: number | null }> };

export type ExpectedBucketsQueryVariables = Exact<{
  metric: SignalMetric;
  filter?: AnalyticsFilter | null | undefined;
  from: string;
  to: string;
}>;


export type ExpectedBucketsQuery = { expectedBuckets: Array<{ at: string, value: number | null, expected: number | null, low: number | null, high: number | null, isOut: boolean }> };

export type ForecastOfQueryVariables = Exact<{
  metric: SignalMetric;
  days: number;
  filter?: AnalyticsFilter | null | undefined;
}>;


export type ForecastOfQuery = { forecast: { metric: SignalMetric, model: string | null, wape: number | null, skill: number | null, coverage95: number | null, refusal: string | null, levelShiftAt: string | null, sentence: string, points: Array<{ at: string, value: number, low50: number, high50: number, low80: number, high80: number, low95: number, high95: number }>, history: Array<{ at: string, value: number | null }> } };

export type UserRowFragment = { userId: string, properties: unknown, firstSeenAt: string | null, lastSeenAt: string | null, identifiedAt: string | null, messageCount: number, conversationCount: number, costUsd: number | null, averageRating: number | null, ratingCount: number };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ViewRowFragmentDoc = new TypedDocumentString(`
    fragment ViewRow on SavedView {
  id
  name
  search
  isDefault
}
    `, {"fragmentName":"ViewRow"}) as unknown as TypedDocumentString<ViewRowFragment, unknown>;
export const DeliveryRowFragmentDoc = new TypedDocumentString(`
    fragment DeliveryRow on AlertDelivery {
  id
  transition
  state
  attempts
  statusCode
  response
  createdAt
  sentAt
  nextAttemptAt
  key
}
    `, {"fragmentName":"DeliveryRow"}) as unknown as TypedDocumentString<DeliveryRowFragment, unknown>;
export const ChannelRowFragmentDoc = new TypedDocumentString(`
    fragment ChannelRow on AlertChannel {
  id
  kind
  name
  target
  isEnabled
  disabledReason
  createdAt
  rules {
    id
    name
  }
  lastDelivery {
    ...DeliveryRow
  }
}
    fragment DeliveryRow on AlertDelivery {
  id
  transition
  state
  attempts
  statusCode
  response
  createdAt
  sentAt
  nextAttemptAt
  key
}`, {"fragmentName":"ChannelRow"}) as unknown as TypedDocumentString<ChannelRowFragment, unknown>;
export const AlertRuleRowFragmentDoc = new TypedDocumentString(`
    fragment AlertRuleRow on AlertRule {
  id
  name
  source
  metric
  dimension
  filter
  severity
  state
  sentence
  isEnabled
  mutedUntil
  noticesPerWeek
  channels {
    id
    kind
    name
  }
  series {
    value
    state
  }
  updatedAt
}
    `, {"fragmentName":"AlertRuleRow"}) as unknown as TypedDocumentString<AlertRuleRowFragment, unknown>;
export const WholeAlertRuleFragmentDoc = new TypedDocumentString(`
    fragment WholeAlertRule on AlertRule {
  ...AlertRuleRow
  isAbove
  trip
  clear
  windowMinutes
  forMinutes
  dwellMinutes
  minimumCount
  compareWith
  changePercent
  minimumSeverity
  forecastDays
  target
  longWindowMinutes
  shortWindowMinutes
  factor
  driftRole
  driftFeatures
  driftBaseline {
    id
    name
  }
  minimumEffect
  trainingEvents
  budgetUsd
  budgetPeriod
  noDataMinutes
  escalateAfterMinutes
  escalateTo {
    id
    kind
    name
  }
  repeatMinutes
  schedule {
    timeZone
    days
    from
    to
  }
  series {
    value
    state
    lastValue
    lastEvaluatedAt
    since
    sentence
  }
  watchers {
    id
    name
  }
  problem
  createdAt
}
    fragment AlertRuleRow on AlertRule {
  id
  name
  source
  metric
  dimension
  filter
  severity
  state
  sentence
  isEnabled
  mutedUntil
  noticesPerWeek
  channels {
    id
    kind
    name
  }
  series {
    value
    state
  }
  updatedAt
}`, {"fragmentName":"WholeAlertRule"}) as unknown as TypedDocumentString<WholeAlertRuleFragment, unknown>;
export const EpisodeRowFragmentDoc = new TypedDocumentString(`
    fragment EpisodeRow on AlertEpisode {
  id
  ruleName
  rule {
    id
  }
  series
  state
  openedAt
  acknowledgedAt
  acknowledgedBy
  resolvedAt
  sentence
  value
  peak
  link
}
    `, {"fragmentName":"EpisodeRow"}) as unknown as TypedDocumentString<EpisodeRowFragment, unknown>;
export const AuditRowFragmentDoc = new TypedDocumentString(`
    fragment AuditRow on AuditEntry {
  id
  at
  actor {
    kind
    key
    name
  }
  address
  userAgent
  requestId
  keyId
  action
  change
  targetType
  targetId
  targetName
  outcome
  permission
  reason
  count
  changes {
    field
    before
    after
  }
}
    `, {"fragmentName":"AuditRow"}) as unknown as TypedDocumentString<AuditRowFragment, unknown>;
export const BenchmarkSuiteRowFragmentDoc = new TypedDocumentString(`
    fragment BenchmarkSuiteRow on BenchmarkSuite {
  id
  name
  itemCount
  runCount
  lastRunAt
}
    `, {"fragmentName":"BenchmarkSuiteRow"}) as unknown as TypedDocumentString<BenchmarkSuiteRowFragment, unknown>;
export const BenchmarkRunRowFragmentDoc = new TypedDocumentString(`
    fragment BenchmarkRunRow on BenchmarkRun {
  id
  model
  modelVersion
  source
  startedAt
  numbers {
    itemCount
    resultCount
    errorCount
    decidedCount
    accuracy
    accuracyLow
    accuracyHigh
    meanScore
  }
  p50LatencyMs
  costUsd
}
    `, {"fragmentName":"BenchmarkRunRow"}) as unknown as TypedDocumentString<BenchmarkRunRowFragment, unknown>;
export const BenchmarkPairsFragmentDoc = new TypedDocumentString(`
    fragment BenchmarkPairs on BenchmarkComparisonNumbers {
  category
  itemCount
  bothCorrect
  onlyBase
  onlyOther
  neither
  baseAccuracy
  otherAccuracy
  difference
  differenceLow
  differenceHigh
  pValue
  verdict
}
    `, {"fragmentName":"BenchmarkPairs"}) as unknown as TypedDocumentString<BenchmarkPairsFragment, unknown>;
export const FlippedItemRowFragmentDoc = new TypedDocumentString(`
    fragment FlippedItemRow on FlippedBenchmarkItem {
  itemId
  category
  input
  target
  flip
  base {
    sample
    answer
    error
    outcome
  }
  other {
    sample
    answer
    error
    outcome
  }
}
    `, {"fragmentName":"FlippedItemRow"}) as unknown as TypedDocumentString<FlippedItemRowFragment, unknown>;
export const BoardCardFragmentDoc = new TypedDocumentString(`
    fragment BoardCard on Board {
  id
  name
  isShared
  isOwn
  isLeft
  ownerName
  version
  search
  updatedAt
  tiles {
    key
    kind
  }
}
    `, {"fragmentName":"BoardCard"}) as unknown as TypedDocumentString<BoardCardFragment, unknown>;
export const BoardTilePartsFragmentDoc = new TypedDocumentString(`
    fragment BoardTileParts on BoardTile {
  key
  kind
  x
  y
  width
  height
  panel
  title
  text
}
    `, {"fragmentName":"BoardTileParts"}) as unknown as TypedDocumentString<BoardTilePartsFragment, unknown>;
export const WholeBoardFragmentDoc = new TypedDocumentString(`
    fragment WholeBoard on Board {
  id
  name
  isShared
  isOwn
  isLeft
  ownerName
  version
  search
  tiles {
    ...BoardTileParts
  }
}
    fragment BoardTileParts on BoardTile {
  key
  kind
  x
  y
  width
  height
  panel
  title
  text
}`, {"fragmentName":"WholeBoard"}) as unknown as TypedDocumentString<WholeBoardFragment, unknown>;
export const CohortRowFragmentDoc = new TypedDocumentString(`
    fragment CohortRow on UserCohort {
  id
  name
  description
  rule
  version
  updatedAt
  lastSize {
    userCount
    countedAt
  }
}
    `, {"fragmentName":"CohortRow"}) as unknown as TypedDocumentString<CohortRowFragment, unknown>;
export const KeyRowFragmentDoc = new TypedDocumentString(`
    fragment KeyRow on ApiKey {
  id
  name
  prefix
  createdAt
  lastUsedAt
  revokedAt
}
    `, {"fragmentName":"KeyRow"}) as unknown as TypedDocumentString<KeyRowFragment, unknown>;
export const SessionRowFragmentDoc = new TypedDocumentString(`
    fragment SessionRow on ContinualSession {
  id
  name
  model
  isEnabled
  tasks
  startedAt
  endedAt
  metrics {
    learningStatistics {
      updateCount
      succeededCount
      failedCount
      rollbackCount
    }
    performanceDrift {
      baselinePerformance
      currentPerformance
      driftRate
      driftRateInterval {
        low
        high
      }
      driftDirection
    }
    adaptationMetrics {
      adaptationSpeed
      stepsTo90
      stabilityScore
      catastrophicForgettingScore
    }
    feedbackIncorporation {
      userFeedbackProcessed
      positiveFeedbackShare
      positiveFeedbackInterval {
        low
        high
      }
      feedbackImpactScore
      learningFromMistakesScore
      learningFromMistakesInterval {
        low
        high
      }
    }
    matrix {
      tasks
      rows
      initial
    }
    transfer {
      averageAccuracy
      backwardTransfer
      forwardTransfer
      forgetting
      averageForgetting
    }
  }
}
    `, {"fragmentName":"SessionRow"}) as unknown as TypedDocumentString<SessionRowFragment, unknown>;
export const SessionDetailFragmentDoc = new TypedDocumentString(`
    fragment SessionDetail on ContinualSession {
  id
  notes
  scores {
    step
    task
    stage
    accuracy
  }
  updates {
    externalId
    status
    at
    task
    feedbackCount
    positiveCount
    before
    after
    error
  }
}
    `, {"fragmentName":"SessionDetail"}) as unknown as TypedDocumentString<SessionDetailFragment, unknown>;
export const JudgementFragmentDoc = new TypedDocumentString(`
    fragment Judgement on Evaluation {
  id
  externalId
  name
  value
  label
  rating
  success
  failureTags
  comment
  correctedOutput
  evaluator
  evaluatorKind
  createdAt
}
    `, {"fragmentName":"Judgement"}) as unknown as TypedDocumentString<JudgementFragment, unknown>;
export const TurnFragmentDoc = new TypedDocumentString(`
    fragment Turn on Message {
  id
  externalId
  role
  content
  parts
  createdAt
  model
  provider
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  reasoningTokens
  latencyMs
  timeToFirstTokenMs
  errorType
  costUsd
  cost {
    gap
  }
  spanId
  trace {
    id
  }
  metadata
  toolCalls {
    id
    name
    success
    durationMs
    error
    arguments
    result
  }
  evaluations {
    ...Judgement
  }
  meaning {
    language
    isSupported
    sentiment
    emotions {
      emotion
      probability
    }
    topic {
      id
      name
    }
  }
}
    fragment Judgement on Evaluation {
  id
  externalId
  name
  value
  label
  rating
  success
  failureTags
  comment
  correctedOutput
  evaluator
  evaluatorKind
  createdAt
}`, {"fragmentName":"Turn"}) as unknown as TypedDocumentString<TurnFragment, unknown>;
export const WhoChangedFragmentDoc = new TypedDocumentString(`
    fragment WhoChanged on LastChange {
  at
  actor {
    kind
    name
  }
}
    `, {"fragmentName":"WhoChanged"}) as unknown as TypedDocumentString<WhoChangedFragment, unknown>;
export const PolicyFragmentDoc = new TypedDocumentString(`
    fragment Policy on DataPolicy {
  maskingMode
  maskingKinds
  traceRetentionDays
  messageRetentionDays
  traceSampleShare
  updatedAt
  lastChange {
    ...WhoChanged
  }
}
    fragment WhoChanged on LastChange {
  at
  actor {
    kind
    name
  }
}`, {"fragmentName":"Policy"}) as unknown as TypedDocumentString<PolicyFragment, unknown>;
export const UserDeletionFragmentDoc = new TypedDocumentString(`
    fragment UserDeletion on UserDeletion {
  id
  createdAt
  messageCount
  conversationCount
  evaluationCount
  traceCount
  spanCount
  predictionCount
  task {
    id
    status
    error
    retryAt
  }
}
    `, {"fragmentName":"UserDeletion"}) as unknown as TypedDocumentString<UserDeletionFragment, unknown>;
export const UserExportRowFragmentDoc = new TypedDocumentString(`
    fragment UserExportRow on UserExport {
  id
  createdAt
  readyAt
  expiresAt
  path
  sizeBytes
  messageCount
  evaluationCount
  spanCount
  predictionCount
  propertyCount
  eventCount
  exposureCount
  task {
    id
    status
    error
  }
}
    `, {"fragmentName":"UserExportRow"}) as unknown as TypedDocumentString<UserExportRowFragment, unknown>;
export const DatasetListRowFragmentDoc = new TypedDocumentString(`
    fragment DatasetListRow on Dataset {
  id
  name
  description
  tags
  rowCount
  versionCount
  updatedAt
  archivedAt
  latestVersion {
    id
    number
    splits {
      name
      rowCount
    }
  }
}
    `, {"fragmentName":"DatasetListRow"}) as unknown as TypedDocumentString<DatasetListRowFragment, unknown>;
export const DatasetVersionRowFragmentDoc = new TypedDocumentString(`
    fragment DatasetVersionRow on DatasetVersion {
  id
  number
  address
  rowCount
  byteCount
  splits {
    name
    rowCount
  }
  comment
  source
  erasedRowCount
  createdAt
  createdBy
  downloadUrl
  tokenCount
  parents {
    datasetName
    number
    version {
      id
      dataset {
        id
      }
    }
  }
}
    `, {"fragmentName":"DatasetVersionRow"}) as unknown as TypedDocumentString<DatasetVersionRowFragment, unknown>;
export const DatasetRowContentFragmentDoc = new TypedDocumentString(`
    fragment DatasetRowContent on DatasetRow {
  id
  position
  split
  kind
  input
  expectedOutput
  messages
  chosen
  rejected
  label
  metadata
}
    `, {"fragmentName":"DatasetRowContent"}) as unknown as TypedDocumentString<DatasetRowContentFragment, unknown>;
export const DatasetIssueContentFragmentDoc = new TypedDocumentString(`
    fragment DatasetIssueContent on DatasetIssue {
  kind
  rowCount
  share
  rows {
    rowId
    position
    asks
    note
  }
}
    `, {"fragmentName":"DatasetIssueContent"}) as unknown as TypedDocumentString<DatasetIssueContentFragment, unknown>;
export const DriftRowFragmentDoc = new TypedDocumentString(`
    fragment DriftRow on DriftResult {
  feature
  kind
  tests {
    method
    statistic
    threshold
    pValue
  }
  pValueAdjusted
  hasDrifted
  effect
  effectLabel
  sentence
  baseline {
    label
    count
    share
  }
  current {
    label
    count
    share
  }
  words {
    word
    baselineShare
    currentShare
  }
}
    `, {"fragmentName":"DriftRow"}) as unknown as TypedDocumentString<DriftRowFragment, unknown>;
export const WholeDriftFragmentDoc = new TypedDocumentString(`
    fragment WholeDrift on DriftReport {
  baselineFrom
  baselineTo
  currentFrom
  currentTo
  baselineCount
  currentCount
  hasDrifted
  sentence
  tooLittle
  features {
    ...DriftRow
  }
}
    fragment DriftRow on DriftResult {
  feature
  kind
  tests {
    method
    statistic
    threshold
    pValue
  }
  pValueAdjusted
  hasDrifted
  effect
  effectLabel
  sentence
  baseline {
    label
    count
    share
  }
  current {
    label
    count
    share
  }
  words {
    word
    baselineShare
    currentShare
  }
}`, {"fragmentName":"WholeDrift"}) as unknown as TypedDocumentString<WholeDriftFragment, unknown>;
export const DriftExampleFragmentDoc = new TypedDocumentString(`
    fragment DriftExample on Message {
  id
  externalId
  contentPreview(maxLength: 160)
  conversation {
    externalId
  }
}
    `, {"fragmentName":"DriftExample"}) as unknown as TypedDocumentString<DriftExampleFragment, unknown>;
export const PinnedBaselineFragmentDoc = new TypedDocumentString(`
    fragment PinnedBaseline on DriftBaselinePin {
  id
  name
  from
  to
  createdAt
}
    `, {"fragmentName":"PinnedBaseline"}) as unknown as TypedDocumentString<PinnedBaselineFragment, unknown>;
export const EvaluationRunProgressPartFragmentDoc = new TypedDocumentString(`
    fragment EvaluationRunProgressPart on EvaluationRun {
  id
  state
  itemCount
  doneCount
  failedCount
  cachedCount
  costUsd
  problem
  endedAt
}
    `, {"fragmentName":"EvaluationRunProgressPart"}) as unknown as TypedDocumentString<EvaluationRunProgressPartFragment, unknown>;
export const EvaluationScorePartFragmentDoc = new TypedDocumentString(`
    fragment EvaluationScorePart on EvaluationScoreNumbers {
  name
  kinds
  n
  mean
  low
  high
  passShare
  errorCount
  labels {
    label
    count
  }
}
    `, {"fragmentName":"EvaluationScorePart"}) as unknown as TypedDocumentString<EvaluationScorePartFragment, unknown>;
export const EvaluationRunRowFragmentDoc = new TypedDocumentString(`
    fragment EvaluationRunRow on EvaluationRun {
  ...EvaluationRunProgressPart
  name
  kind
  application
  model
  promptName
  promptVersion
  dataset {
    id
    name
  }
  datasetVersion {
    id
    number
  }
  createdAt
  scores {
    ...EvaluationScorePart
  }
}
    fragment EvaluationScorePart on EvaluationScoreNumbers {
  name
  kinds
  n
  mean
  low
  high
  passShare
  errorCount
  labels {
    label
    count
  }
}
fragment EvaluationRunProgressPart on EvaluationRun {
  id
  state
  itemCount
  doneCount
  failedCount
  cachedCount
  costUsd
  problem
  endedAt
}`, {"fragmentName":"EvaluationRunRow"}) as unknown as TypedDocumentString<EvaluationRunRowFragment, unknown>;
export const EvaluationItemScorePartFragmentDoc = new TypedDocumentString(`
    fragment EvaluationItemScorePart on EvaluationScore {
  name
  kind
  value
  label
  passed
  comment
  error
  author
  isOwn
  costUsd
  createdAt
}
    `, {"fragmentName":"EvaluationItemScorePart"}) as unknown as TypedDocumentString<EvaluationItemScorePartFragment, unknown>;
export const EvaluationItemRowFragmentDoc = new TypedDocumentString(`
    fragment EvaluationItemRow on EvaluationRunItem {
  id
  rowId
  position
  repetition
  state
  input
  expected
  output
  error
  isCached
  latencyMs
  costUsd
  traceId
  scores {
    ...EvaluationItemScorePart
  }
}
    fragment EvaluationItemScorePart on EvaluationScore {
  name
  kind
  value
  label
  passed
  comment
  error
  author
  isOwn
  costUsd
  createdAt
}`, {"fragmentName":"EvaluationItemRow"}) as unknown as TypedDocumentString<EvaluationItemRowFragment, unknown>;
export const EvaluationComparedPartFragmentDoc = new TypedDocumentString(`
    fragment EvaluationComparedPart on EvaluationComparedNumber {
  name
  n
  a
  b
  difference
  low
  high
  pValue
  adjustedPValue
  test
  verdict
  higherIsBetter
  gained
  lost
}
    `, {"fragmentName":"EvaluationComparedPart"}) as unknown as TypedDocumentString<EvaluationComparedPartFragment, unknown>;
export const VersionRowFragmentDoc = new TypedDocumentString(`
    fragment VersionRow on ModelVersion {
  id
  version
  label
  model {
    id
    name
  }
  trainingMethod
  baseModel
  trainingDataset
  madeAt
  parent {
    id
    version
    model {
      name
    }
  }
  parentName
  servedAs
  job {
    id
    name
  }
  evolution {
    benchmark {
      accuracy
      accuracyLow
      accuracyHigh
      decidedCount
    }
    production {
      executionCount
      userCount
      judgedCount
      successShare
      successInterval {
        low
        high
      }
      errorShare
      ratedCount
      averageRating
      ratingInterval {
        low
        high
      }
      averageLatencyMs
      latencyInterval {
        low
        high
      }
      latencyP95Ms
      costUsd
      costPerExecutionUsd
      costInterval {
        low
        high
      }
      firstAt
      lastAt
    }
    accuracyChangePercent
    improvementCategory
    rollingChangePercent
    assessment
    verdict
    regressions
    accuracyAgainstParent {
      verdict
    }
    productionAgainstParent {
      metric
      verdict
    }
  }
}
    `, {"fragmentName":"VersionRow"}) as unknown as TypedDocumentString<VersionRowFragment, unknown>;
export const VersionComparedFragmentDoc = new TypedDocumentString(`
    fragment VersionCompared on ValueComparison {
  value
  base
  count
  baseCount
  difference
  interval {
    low
    high
  }
  verdict
  sentence
}
    `, {"fragmentName":"VersionCompared"}) as unknown as TypedDocumentString<VersionComparedFragment, unknown>;
export const VersionMetricFragmentDoc = new TypedDocumentString(`
    fragment VersionMetric on MetricComparison {
  metric
  value
  base
  count
  baseCount
  difference
  interval {
    low
    high
  }
  verdict
  sentence
}
    `, {"fragmentName":"VersionMetric"}) as unknown as TypedDocumentString<VersionMetricFragment, unknown>;
export const WholeVersionFragmentDoc = new TypedDocumentString(`
    fragment WholeVersion on ModelVersion {
  id
  hyperparameters
  evolution {
    verdictSentence
    benchmarks {
      suite
      suiteId
      runId
      startedAt
      numbers {
        accuracy
        accuracyLow
        accuracyHigh
        decidedCount
      }
    }
    accuracyAgainstParent {
      ...VersionCompared
    }
    productionAgainstParent {
      ...VersionMetric
    }
  }
}
    fragment VersionCompared on ValueComparison {
  value
  base
  count
  baseCount
  difference
  interval {
    low
    high
  }
  verdict
  sentence
}
fragment VersionMetric on MetricComparison {
  metric
  value
  base
  count
  baseCount
  difference
  interval {
    low
    high
  }
  verdict
  sentence
}`, {"fragmentName":"WholeVersion"}) as unknown as TypedDocumentString<WholeVersionFragment, unknown>;
export const ReleaseVersionFragmentDoc = new TypedDocumentString(`
    fragment ReleaseVersion on ModelVersion {
  id
  version
  label
  madeAt
  model {
    name
  }
  deployments {
    id
    deployedAt
    deployedBy
    verdict
    regressions
    overrideReason
  }
}
    `, {"fragmentName":"ReleaseVersion"}) as unknown as TypedDocumentString<ReleaseVersionFragment, unknown>;
export const WholeReleaseFragmentDoc = new TypedDocumentString(`
    fragment WholeRelease on ReleaseCheck {
  version {
    ...ReleaseVersion
  }
  base {
    ...ReleaseVersion
  }
  verdict
  sentence
  regressions
  isBlocked
  policyMode
  policyParts
  parts {
    part
    verdict
    sentence
  }
  benchmarks {
    suite
    suiteId
    baseId
    runId
    numbers {
      itemCount
      baseAccuracy
      otherAccuracy
      difference
      differenceLow
      differenceHigh
      pValue
      verdict
    }
  }
  production {
    ...VersionMetric
  }
  cost {
    ...VersionMetric
  }
}
    fragment VersionMetric on MetricComparison {
  metric
  value
  base
  count
  baseCount
  difference
  interval {
    low
    high
  }
  verdict
  sentence
}
fragment ReleaseVersion on ModelVersion {
  id
  version
  label
  madeAt
  model {
    name
  }
  deployments {
    id
    deployedAt
    deployedBy
    verdict
    regressions
    overrideReason
  }
}`, {"fragmentName":"WholeRelease"}) as unknown as TypedDocumentString<WholeReleaseFragment, unknown>;
export const PartRowFragmentDoc = new TypedDocumentString(`
    fragment PartRow on ExperimentPartResult {
  variant
  n
  baseN
  value
  baseValue
  lift
  low
  high
  pValue
  problem
}
    `, {"fragmentName":"PartRow"}) as unknown as TypedDocumentString<PartRowFragment, unknown>;
export const ExperimentRowFragmentDoc = new TypedDocumentString(`
    fragment ExperimentRow on Experiment {
  id
  key
  name
  kind
  unit
  state
  isEnabled
  valueType
  allocation
  shippedVariant
  startedAt
  stoppedAt
  pausedReason
  createdAt
  updatedAt
  variants {
    key
    name
    weight
    value
  }
  cohort {
    id
    name
  }
  isCohortDeleted
}
    `, {"fragmentName":"ExperimentRow"}) as unknown as TypedDocumentString<ExperimentRowFragment, unknown>;
export const ExperimentCardFragmentDoc = new TypedDocumentString(`
    fragment ExperimentCard on Experiment {
  ...ExperimentRow
  hypothesis
  possibleActs
  defaultValue
  variants {
    key
    name
    weight
    value
    model
    promptName
    promptVersion
    parameters
  }
  parametersSchema
  ramp {
    share
    afterMinutes
  }
  condition
  membersAsOf
  environments
  channels
  layer {
    key
    start
    end
  }
  metrics {
    metric
    role
    goal
    minimalEffect
  }
  significance
  method
  correction
  plannedSamplePerVariant
  isAa
  phase
  version
}
    fragment ExperimentRow on Experiment {
  id
  key
  name
  kind
  unit
  state
  isEnabled
  valueType
  allocation
  shippedVariant
  startedAt
  stoppedAt
  pausedReason
  createdAt
  updatedAt
  variants {
    key
    name
    weight
    value
  }
  cohort {
    id
    name
  }
  isCohortDeleted
}`, {"fragmentName":"ExperimentCard"}) as unknown as TypedDocumentString<ExperimentCardFragment, unknown>;
export const SavedMappingFragmentDoc = new TypedDocumentString(`
    fragment SavedMapping on ImportMapping {
  id
  name
  columns {
    column
    field
  }
  constants {
    field
    value
  }
  keepsUnknown
}
    `, {"fragmentName":"SavedMapping"}) as unknown as TypedDocumentString<SavedMappingFragment, unknown>;
export const RubricRowFragmentDoc = new TypedDocumentString(`
    fragment RubricRow on Rubric {
  id
  key
  name
  description
  criteria
  scale
  categories
  examples {
    question
    answer
    verdict
    reason
  }
  usesReference
  version
  isBuiltIn
}
    `, {"fragmentName":"RubricRow"}) as unknown as TypedDocumentString<RubricRowFragment, unknown>;
export const JudgeEstimatePartFragmentDoc = new TypedDocumentString(`
    fragment JudgeEstimatePart on JudgeEstimate {
  value
  low
  high
}
    `, {"fragmentName":"JudgeEstimatePart"}) as unknown as TypedDocumentString<JudgeEstimatePartFragment, unknown>;
export const JudgeRowFragmentDoc = new TypedDocumentString(`
    fragment JudgeRow on Judge {
  id
  name
  kind
  version
  modelName
  rubric {
    id
    key
    name
    scale
  }
  rule {
    kind
    pattern
    texts
    ignoresCase
    schema
    minimum
    maximum
    isNegated
  }
  isEnabled
  minimumAgreement
  isTrusted
  agreement {
    n
    sameShare
    kappa {
      ...JudgeEstimatePart
    }
    weightedKappa {
      ...JudgeEstimatePart
    }
    alpha {
      ...JudgeEstimatePart
    }
    spearman {
      ...JudgeEstimatePart
    }
  }
  sampleShare
  dailyCapUsd
  spentTodayUsd
}
    fragment JudgeEstimatePart on JudgeEstimate {
  value
  low
  high
}`, {"fragmentName":"JudgeRow"}) as unknown as TypedDocumentString<JudgeRowFragment, unknown>;
export const JudgeRunProgressPartFragmentDoc = new TypedDocumentString(`
    fragment JudgeRunProgressPart on JudgeRun {
  id
  state
  total
  done
  failed
  cached
  costUsd
  problem
  endedAt
}
    `, {"fragmentName":"JudgeRunProgressPart"}) as unknown as TypedDocumentString<JudgeRunProgressPartFragment, unknown>;
export const JudgeRunRowFragmentDoc = new TypedDocumentString(`
    fragment JudgeRunRow on JudgeRun {
  ...JudgeRunProgressPart
  kind
  sides
  estimatedCostUsd
  createdAt
  mean {
    mean
    low
    high
    n
  }
  corrected {
    mean
    low
    high
    humanCount
  }
  labels {
    label
    count
  }
  failures {
    code
    message
    count
  }
}
    fragment JudgeRunProgressPart on JudgeRun {
  id
  state
  total
  done
  failed
  cached
  costUsd
  problem
  endedAt
}`, {"fragmentName":"JudgeRunRow"}) as unknown as TypedDocumentString<JudgeRunRowFragment, unknown>;
export const JudgedMessageFragmentDoc = new TypedDocumentString(`
    fragment JudgedMessage on Message {
  id
  externalId
  createdAt
  model
  traceId
  contentPreview(maxLength: 320)
  conversation {
    id
    externalId
  }
  evaluations {
    id
    name
    value
    label
    rating
    success
    failureTags
    comment
    correctedOutput
    evaluator
    evaluatorKind
  }
  ownJudgment {
    id
    rating
    success
    failureTags
    comment
    correctedOutput
  }
}
    `, {"fragmentName":"JudgedMessage"}) as unknown as TypedDocumentString<JudgedMessageFragment, unknown>;
export const ConnectionRowFragmentDoc = new TypedDocumentString(`
    fragment ConnectionRow on ModelConnection {
  id
  name
  kind
  baseUrl
  hasKey
  keyEnd
  allowedModels
  listedModels
  models
  toolProtocol
  isEnabled
  checkedAt
  latencyMs
  checkCode
  checkMessage
}
    `, {"fragmentName":"ConnectionRow"}) as unknown as TypedDocumentString<ConnectionRowFragment, unknown>;
export const PricedModelFragmentDoc = new TypedDocumentString(`
    fragment PricedModel on ConnectedModel {
  ref
  connection
  model
  inputUsdPerMillion
  outputUsdPerMillion
  turnUsd
  relativeCost
}
    `, {"fragmentName":"PricedModel"}) as unknown as TypedDocumentString<PricedModelFragment, unknown>;
export const ModelLimitsFragmentDoc = new TypedDocumentString(`
    fragment ModelLimits on ModelSettings {
  defaultModel
  fallbackModels
  dailyUsdPerPerson
  dailyTokensPerPerson
  updatedAt
}
    `, {"fragmentName":"ModelLimits"}) as unknown as TypedDocumentString<ModelLimitsFragment, unknown>;
export const WholeMeaningSettingsFragmentDoc = new TypedDocumentString(`
    fragment WholeMeaningSettings on MeaningSettings {
  embeddings
  connection {
    id
    name
  }
  model
  dailyCapUsd
  spentTodayUsd
  pendingCount
  problem
}
    `, {"fragmentName":"WholeMeaningSettings"}) as unknown as TypedDocumentString<WholeMeaningSettingsFragment, unknown>;
export const LoopShareNumbersFragmentDoc = new TypedDocumentString(`
    fragment LoopShareNumbers on LoopShare {
  count
  outOf
  share
  low
  high
}
    `, {"fragmentName":"LoopShareNumbers"}) as unknown as TypedDocumentString<LoopShareNumbersFragment, unknown>;
export const LoopRowFragmentDoc = new TypedDocumentString(`
    fragment LoopRow on Loop {
  id
  name
  status
  step
  createdAt
  updatedAt
  steps {
    kind
    count
    outOf
    state
  }
  verdict {
    meaning
    fixed {
      ...LoopShareNumbers
    }
    broke {
      ...LoopShareNumbers
    }
  }
}
    fragment LoopShareNumbers on LoopShare {
  count
  outOf
  share
  low
  high
}`, {"fragmentName":"LoopRow"}) as unknown as TypedDocumentString<LoopRowFragment, unknown>;
export const LoopStepPartFragmentDoc = new TypedDocumentString(`
    fragment LoopStepPart on LoopStep {
  kind
  state
  count
  outOf
  share
  low
  high
  sentence
  link
  startedAt
  finishedAt
  error
}
    `, {"fragmentName":"LoopStepPart"}) as unknown as TypedDocumentString<LoopStepPartFragment, unknown>;
export const LoopScreenFragmentDoc = new TypedDocumentString(`
    fragment LoopScreen on Loop {
  id
  name
  status
  step
  filter
  proposer
  createdBy
  createdAt
  updatedAt
  endedAt
  settings {
    maxFailures
    controlCount
    rehearsalShare
    heldOutShare
    seed
    matching
  }
  steps {
    ...LoopStepPart
  }
  verdict {
    meaning
    pValue
    sentence
    fixed {
      ...LoopShareNumbers
    }
    fixedHeldOut {
      ...LoopShareNumbers
    }
    broke {
      ...LoopShareNumbers
    }
  }
}
    fragment LoopShareNumbers on LoopShare {
  count
  outOf
  share
  low
  high
}
fragment LoopStepPart on LoopStep {
  kind
  state
  count
  outOf
  share
  low
  high
  sentence
  link
  startedAt
  finishedAt
  error
}`, {"fragmentName":"LoopScreen"}) as unknown as TypedDocumentString<LoopScreenFragment, unknown>;
export const LoopItemRowFragmentDoc = new TypedDocumentString(`
    fragment LoopItemRow on LoopItem {
  id
  kind
  prompt
  failedAnswer
  expectedAnswer
  correction
  correctedBy
  proposal
  proposalError
  split
  isTrained
  newAnswer
  outcome
  message {
    id
    externalId
    conversation {
      externalId
    }
  }
}
    `, {"fragmentName":"LoopItemRow"}) as unknown as TypedDocumentString<LoopItemRowFragment, unknown>;
export const MemberRowFragmentDoc = new TypedDocumentString(`
    fragment MemberRow on Member {
  id
  name
  email
  role
  createdAt
  isViewer
}
    `, {"fragmentName":"MemberRow"}) as unknown as TypedDocumentString<MemberRowFragment, unknown>;
export const InvitationRowFragmentDoc = new TypedDocumentString(`
    fragment InvitationRow on Invitation {
  id
  email
  role
  state
  invitedByName
  createdAt
  expiresAt
}
    `, {"fragmentName":"InvitationRow"}) as unknown as TypedDocumentString<InvitationRowFragment, unknown>;
export const MessageRowFragmentDoc = new TypedDocumentString(`
    fragment MessageRow on Message {
  id
  externalId
  role
  model
  createdAt
  contentPreview(maxLength: 200)
  inputTokens
  outputTokens
  latencyMs
  costUsd
  cost {
    gap
  }
  errorType
  conversation {
    id
    externalId
  }
  evaluations {
    id
    rating
    success
  }
  toolCalls {
    name
    success
  }
}
    `, {"fragmentName":"MessageRow"}) as unknown as TypedDocumentString<MessageRowFragment, unknown>;
export const MeasuredPartFragmentDoc = new TypedDocumentString(`
    fragment MeasuredPart on MetricMeasured {
  measure
  event
  failureTag
  tool
  models
  environments
  prompts
  attributes {
    name
    values
  }
}
    `, {"fragmentName":"MeasuredPart"}) as unknown as TypedDocumentString<MeasuredPartFragment, unknown>;
export const MetricRowFragmentDoc = new TypedDocumentString(`
    fragment MetricRow on Metric {
  id
  key
  name
  description
  kind
  measured {
    ...MeasuredPart
  }
  denominator {
    ...MeasuredPart
  }
  percentile
  afterDays
  withinDays
  cap {
    value
    percentile
  }
  windowHours
  better
  unit
  isBuiltIn
}
    fragment MeasuredPart on MetricMeasured {
  measure
  event
  failureTag
  tool
  models
  environments
  prompts
  attributes {
    name
    values
  }
}`, {"fragmentName":"MetricRow"}) as unknown as TypedDocumentString<MetricRowFragment, unknown>;
export const RatesFragmentDoc = new TypedDocumentString(`
    fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
    `, {"fragmentName":"Rates"}) as unknown as TypedDocumentString<RatesFragment, unknown>;
export const PriceLineFragmentDoc = new TypedDocumentString(`
    fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}
    fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}`, {"fragmentName":"PriceLine"}) as unknown as TypedDocumentString<PriceLineFragment, unknown>;
export const ModelCardFragmentDoc = new TypedDocumentString(`
    fragment ModelCard on Model {
  id
  name
  provider
  trainingMethod
  baseModel
  trainingDataset
  evaluationResults
  firstSeenAt
  deployment {
    trainingJobId
    endpoint
    type
    deployedAt
  }
  price {
    ...PriceLine
  }
}
    fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}`, {"fragmentName":"ModelCard"}) as unknown as TypedDocumentString<ModelCardFragment, unknown>;
export const ModelVersionRowFragmentDoc = new TypedDocumentString(`
    fragment ModelVersionRow on ModelVersion {
  version
  loop {
    id
    name
  }
  label
  trainingMethod
  baseModel
  trainingDataset
  registeredAt
  job {
    id
    name
    status
    bestEvalLoss
  }
}
    `, {"fragmentName":"ModelVersionRow"}) as unknown as TypedDocumentString<ModelVersionRowFragment, unknown>;
export const NumbersFragmentDoc = new TypedDocumentString(`
    fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
    `, {"fragmentName":"Numbers"}) as unknown as TypedDocumentString<NumbersFragment, unknown>;
export const BucketFragmentDoc = new TypedDocumentString(`
    fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
    fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}`, {"fragmentName":"Bucket"}) as unknown as TypedDocumentString<BucketFragment, unknown>;
export const ComparedFragmentDoc = new TypedDocumentString(`
    fragment Compared on MetricComparison {
  metric
  verdict
  sentence
}
    `, {"fragmentName":"Compared"}) as unknown as TypedDocumentString<ComparedFragment, unknown>;
export const ValueChangeFragmentDoc = new TypedDocumentString(`
    fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}
    `, {"fragmentName":"ValueChange"}) as unknown as TypedDocumentString<ValueChangeFragment, unknown>;
export const PeriodChangeFragmentDoc = new TypedDocumentString(`
    fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}
    `, {"fragmentName":"PeriodChange"}) as unknown as TypedDocumentString<PeriodChangeFragment, unknown>;
export const RatingsPanelFragmentDoc = new TypedDocumentString(`
    fragment RatingsPanel on Analytics {
  ratings {
    rating
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
  ratingChange: comparison(metrics: [AVERAGE_RATING]) @include(if: $compare) {
    ...PeriodChange
  }
}
    fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}
fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}`, {"fragmentName":"RatingsPanel"}) as unknown as TypedDocumentString<RatingsPanelFragment, unknown>;
export const ToolRowFragmentDoc = new TypedDocumentString(`
    fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
  previous @include(if: $compare) {
    callCount
    durationMs {
      p95Ms
    }
  }
  comparison @include(if: $compare) {
    ...ValueChange
  }
}
    fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}`, {"fragmentName":"ToolRow"}) as unknown as TypedDocumentString<ToolRowFragment, unknown>;
export const ErrorsPanelFragmentDoc = new TypedDocumentString(`
    fragment ErrorsPanel on Analytics {
  errors {
    errorType
    count
    share
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
    fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}`, {"fragmentName":"ErrorsPanel"}) as unknown as TypedDocumentString<ErrorsPanelFragment, unknown>;
export const FailureTagsPanelFragmentDoc = new TypedDocumentString(`
    fragment FailureTagsPanel on Analytics {
  failureTags {
    tag
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
    fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}`, {"fragmentName":"FailureTagsPanel"}) as unknown as TypedDocumentString<FailureTagsPanelFragment, unknown>;
export const ModelScreenFragmentDoc = new TypedDocumentString(`
    fragment ModelScreen on Analytics {
  interval
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  series {
    ...Bucket
  }
  previousSeries @include(if: $compare) {
    ...Bucket
  }
  comparison @include(if: $compare) {
    metrics {
      ...Compared
    }
  }
  ...RatingsPanel
  tools {
    ...ToolRow
  }
  ...ErrorsPanel
  ...FailureTagsPanel
}
    fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
  previous @include(if: $compare) {
    callCount
    durationMs {
      p95Ms
    }
  }
  comparison @include(if: $compare) {
    ...ValueChange
  }
}
fragment Compared on MetricComparison {
  metric
  verdict
  sentence
}
fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}
fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}
fragment ErrorsPanel on Analytics {
  errors {
    errorType
    count
    share
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment FailureTagsPanel on Analytics {
  failureTags {
    tag
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment RatingsPanel on Analytics {
  ratings {
    rating
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
  ratingChange: comparison(metrics: [AVERAGE_RATING]) @include(if: $compare) {
    ...PeriodChange
  }
}`, {"fragmentName":"ModelScreen"}) as unknown as TypedDocumentString<ModelScreenFragment, unknown>;
export const OrganisationRowFragmentDoc = new TypedDocumentString(`
    fragment OrganisationRow on OrganisationWorkspace {
  workspace {
    slug
    name
    role
    isCurrent
    archivedAt
  }
  messageCount
  costUsd
  memberCount
  lastMessageAt
}
    `, {"fragmentName":"OrganisationRow"}) as unknown as TypedDocumentString<OrganisationRowFragment, unknown>;
export const ModelBucketFragmentDoc = new TypedDocumentString(`
    fragment ModelBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  costUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
    `, {"fragmentName":"ModelBucket"}) as unknown as TypedDocumentString<ModelBucketFragment, unknown>;
export const ModelRowFragmentDoc = new TypedDocumentString(`
    fragment ModelRow on ModelOverview {
  model
  provider
  trainingMethod
  messageCount
  costUsd
  costPerMessageUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorShare
  latencyMs {
    p50Ms
    p95Ms
  }
  series {
    startedAt
    isPartial
    messageCount
  }
}
    `, {"fragmentName":"ModelRow"}) as unknown as TypedDocumentString<ModelRowFragment, unknown>;
export const GroupBeforeFragmentDoc = new TypedDocumentString(`
    fragment GroupBefore on Overview {
  messageCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
    `, {"fragmentName":"GroupBefore"}) as unknown as TypedDocumentString<GroupBeforeFragment, unknown>;
export const ComparedModelRowFragmentDoc = new TypedDocumentString(`
    fragment ComparedModelRow on ModelOverview {
  ...ModelRow
  previous @include(if: $compare) {
    ...GroupBefore
  }
}
    fragment ModelRow on ModelOverview {
  model
  provider
  trainingMethod
  messageCount
  costUsd
  costPerMessageUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorShare
  latencyMs {
    p50Ms
    p95Ms
  }
  series {
    startedAt
    isPartial
    messageCount
  }
}
fragment GroupBefore on Overview {
  messageCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}`, {"fragmentName":"ComparedModelRow"}) as unknown as TypedDocumentString<ComparedModelRowFragment, unknown>;
export const FirstScreenFragmentDoc = new TypedDocumentString(`
    fragment FirstScreen on Analytics {
  interval
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  comparison @include(if: $compare) {
    metrics {
      ...Compared
    }
  }
  series {
    ...Bucket
  }
  previousSeries @include(if: $compare) {
    ...Bucket
  }
  seriesByModel(top: 6) {
    model
    buckets {
      ...ModelBucket
    }
    previous @include(if: $compare) {
      ...ModelBucket
    }
  }
  byModel {
    ...ComparedModelRow
  }
  ...RatingsPanel
  tools {
    ...ToolRow
  }
  ...ErrorsPanel
  ...FailureTagsPanel
}
    fragment ModelBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  costUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment ModelRow on ModelOverview {
  model
  provider
  trainingMethod
  messageCount
  costUsd
  costPerMessageUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorShare
  latencyMs {
    p50Ms
    p95Ms
  }
  series {
    startedAt
    isPartial
    messageCount
  }
}
fragment ComparedModelRow on ModelOverview {
  ...ModelRow
  previous @include(if: $compare) {
    ...GroupBefore
  }
}
fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
  previous @include(if: $compare) {
    callCount
    durationMs {
      p95Ms
    }
  }
  comparison @include(if: $compare) {
    ...ValueChange
  }
}
fragment Compared on MetricComparison {
  metric
  verdict
  sentence
}
fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}
fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}
fragment ErrorsPanel on Analytics {
  errors {
    errorType
    count
    share
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment FailureTagsPanel on Analytics {
  failureTags {
    tag
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment RatingsPanel on Analytics {
  ratings {
    rating
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
  ratingChange: comparison(metrics: [AVERAGE_RATING]) @include(if: $compare) {
    ...PeriodChange
  }
}
fragment GroupBefore on Overview {
  messageCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}`, {"fragmentName":"FirstScreen"}) as unknown as TypedDocumentString<FirstScreenFragment, unknown>;
export const PlaygroundRunRowFragmentDoc = new TypedDocumentString(`
    fragment PlaygroundRunRow on PlaygroundRun {
  id
  title
  models
  isShared
  isOwn
  ownerName
  createdAt
}
    `, {"fragmentName":"PlaygroundRunRow"}) as unknown as TypedDocumentString<PlaygroundRunRowFragment, unknown>;
export const PlaygroundPromptPartsFragmentDoc = new TypedDocumentString(`
    fragment PlaygroundPromptParts on PlaygroundPrompt {
  messages {
    role
    text
    toolCalls {
      id
      name
      arguments
    }
    toolCallId
    name
  }
  tools {
    name
    description
    parameters
  }
  outputSchema
  temperature
  topP
  seed
  maxOutputTokens
  stop
}
    `, {"fragmentName":"PlaygroundPromptParts"}) as unknown as TypedDocumentString<PlaygroundPromptPartsFragment, unknown>;
export const PlaygroundSourcePartsFragmentDoc = new TypedDocumentString(`
    fragment PlaygroundSourceParts on PlaygroundSource {
  kind
  promptName
  promptVersion
  traceId
  spanId
  messageExternalId
}
    `, {"fragmentName":"PlaygroundSourceParts"}) as unknown as TypedDocumentString<PlaygroundSourcePartsFragment, unknown>;
export const PlaygroundAnswerPartsFragmentDoc = new TypedDocumentString(`
    fragment PlaygroundAnswerParts on PlaygroundAnswer {
  id
  rowIndex
  columnIndex
  model
  status
  steps {
    text
    calls {
      id
      name
      arguments
      text
      error
      result
    }
    end
    inputTokens
    outputTokens
    cachedInputTokens
    isEstimated
    costUsd
    timeToFirstTokenMs
    durationMs
    ignored
  }
  costUsd
  failureCode
  failureMessage
  outputProblem
  traceId
}
    `, {"fragmentName":"PlaygroundAnswerParts"}) as unknown as TypedDocumentString<PlaygroundAnswerPartsFragment, unknown>;
export const PlaygroundWholeRunFragmentDoc = new TypedDocumentString(`
    fragment PlaygroundWholeRun on PlaygroundRun {
  ...PlaygroundRunRow
  prompt {
    ...PlaygroundPromptParts
  }
  rows
  source {
    ...PlaygroundSourceParts
  }
  answers {
    ...PlaygroundAnswerParts
  }
}
    fragment PlaygroundPromptParts on PlaygroundPrompt {
  messages {
    role
    text
    toolCalls {
      id
      name
      arguments
    }
    toolCallId
    name
  }
  tools {
    name
    description
    parameters
  }
  outputSchema
  temperature
  topP
  seed
  maxOutputTokens
  stop
}
fragment PlaygroundSourceParts on PlaygroundSource {
  kind
  promptName
  promptVersion
  traceId
  spanId
  messageExternalId
}
fragment PlaygroundAnswerParts on PlaygroundAnswer {
  id
  rowIndex
  columnIndex
  model
  status
  steps {
    text
    calls {
      id
      name
      arguments
      text
      error
      result
    }
    end
    inputTokens
    outputTokens
    cachedInputTokens
    isEstimated
    costUsd
    timeToFirstTokenMs
    durationMs
    ignored
  }
  costUsd
  failureCode
  failureMessage
  outputProblem
  traceId
}
fragment PlaygroundRunRow on PlaygroundRun {
  id
  title
  models
  isShared
  isOwn
  ownerName
  createdAt
}`, {"fragmentName":"PlaygroundWholeRun"}) as unknown as TypedDocumentString<PlaygroundWholeRunFragment, unknown>;
export const TaskFragmentDoc = new TypedDocumentString(`
    fragment Task on BackgroundTask {
  id
  kind
  status
  totalCount
  doneCount
  progressShare
  createdAt
  finishedAt
  error
  retryAt
}
    `, {"fragmentName":"Task"}) as unknown as TypedDocumentString<TaskFragment, unknown>;
export const AliasFragmentDoc = new TypedDocumentString(`
    fragment Alias on ModelAlias {
  name
  model
}
    `, {"fragmentName":"Alias"}) as unknown as TypedDocumentString<AliasFragment, unknown>;
export const PromptRowFragmentDoc = new TypedDocumentString(`
    fragment PromptRow on Prompt {
  id
  name
  type
  tags
  labels {
    label
    version
  }
  versionCount
  updatedAt
}
    `, {"fragmentName":"PromptRow"}) as unknown as TypedDocumentString<PromptRowFragment, unknown>;
export const PromptVersionRowFragmentDoc = new TypedDocumentString(`
    fragment PromptVersionRow on PromptVersion {
  id
  version
  labels
  commitMessage
  createdBy
  createdAt
}
    `, {"fragmentName":"PromptVersionRow"}) as unknown as TypedDocumentString<PromptVersionRowFragment, unknown>;
export const WholePromptFragmentDoc = new TypedDocumentString(`
    fragment WholePrompt on Prompt {
  id
  name
  type
  tags
  labels {
    label
    version
  }
  versions {
    ...PromptVersionRow
  }
  comments {
    id
    version
    text
    author
    createdAt
  }
}
    fragment PromptVersionRow on PromptVersion {
  id
  version
  labels
  commitMessage
  createdBy
  createdAt
}`, {"fragmentName":"WholePrompt"}) as unknown as TypedDocumentString<WholePromptFragment, unknown>;
export const PromptVersionNumbersRowFragmentDoc = new TypedDocumentString(`
    fragment PromptVersionNumbersRow on PromptVersionNumbers {
  version
  messageCount
  traceCount
  inputTokens
  outputTokens
  costPerMessageUsd
  costUsd
  latencyP50Ms
  errorShare
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  ratingInterval {
    low
    high
  }
  firstUsedAt
  lastUsedAt
}
    `, {"fragmentName":"PromptVersionNumbersRow"}) as unknown as TypedDocumentString<PromptVersionNumbersRowFragment, unknown>;
export const PromptVersionContentFragmentDoc = new TypedDocumentString(`
    fragment PromptVersionContent on PromptVersion {
  id
  version
  text
  messages {
    role
    content
    placeholder
  }
  config
  variables
  placeholders
}
    `, {"fragmentName":"PromptVersionContent"}) as unknown as TypedDocumentString<PromptVersionContentFragment, unknown>;
export const QueueProgressRowFragmentDoc = new TypedDocumentString(`
    fragment QueueProgressRow on QueueProgress {
  annotator
  isViewer
  submittedCount
  skippedCount
  extraCount
  heldCount
  freeAt
  lastAt
}
    `, {"fragmentName":"QueueProgressRow"}) as unknown as TypedDocumentString<QueueProgressRowFragment, unknown>;
export const QueueRowFragmentDoc = new TypedDocumentString(`
    fragment QueueRow on AnnotationQueue {
  id
  name
  instructions
  overlap
  leaseMinutes
  isForAll
  status
  mayJudge
  itemCount
  completedCount
  submittedCount
  skippedByAllCount
  rubric {
    rating
    success
    correction
    failureTags
    fields {
      name
      values
    }
  }
  progress {
    ...QueueProgressRow
  }
}
    fragment QueueProgressRow on QueueProgress {
  annotator
  isViewer
  submittedCount
  skippedCount
  extraCount
  heldCount
  freeAt
  lastAt
}`, {"fragmentName":"QueueRow"}) as unknown as TypedDocumentString<QueueRowFragment, unknown>;
export const QueueAgreementRowFragmentDoc = new TypedDocumentString(`
    fragment QueueAgreementRow on QueueAgreement {
  field
  level
  itemCount
  judgmentCount
  alpha
  alphaLow
  alphaHigh
  sameShare
}
    `, {"fragmentName":"QueueAgreementRow"}) as unknown as TypedDocumentString<QueueAgreementRowFragment, unknown>;
export const QueueDisagreementRowFragmentDoc = new TypedDocumentString(`
    fragment QueueDisagreementRow on QueueDisagreement {
  disagreement
  item {
    id
    position
    message {
      id
      externalId
      contentPreview(maxLength: 160)
      traceId
      conversation {
        id
        externalId
      }
    }
    judgments {
      annotator
      rating
      success
      failureTags
      state
    }
  }
}
    `, {"fragmentName":"QueueDisagreementRow"}) as unknown as TypedDocumentString<QueueDisagreementRowFragment, unknown>;
export const QueueSkippedRowFragmentDoc = new TypedDocumentString(`
    fragment QueueSkippedRow on QueueSkippedItem {
  skips {
    annotator
    reason
  }
  item {
    id
    position
    submittedCount
    message {
      id
      externalId
      contentPreview(maxLength: 160)
      traceId
      conversation {
        id
        externalId
      }
    }
  }
}
    `, {"fragmentName":"QueueSkippedRow"}) as unknown as TypedDocumentString<QueueSkippedRowFragment, unknown>;
export const QueueTaskCardFragmentDoc = new TypedDocumentString(`
    fragment QueueTaskCard on QueueTask {
  queueItemId
  position
  state
  leasedUntil
  rating
  success
  failureTags
  correctedOutput
  comment
  choices {
    field
    value
  }
  traceId
  conversationId
  message {
    role
    content
    createdAt
    errorType
    tools
  }
  context {
    role
    content
    createdAt
    errorType
    tools
  }
}
    `, {"fragmentName":"QueueTaskCard"}) as unknown as TypedDocumentString<QueueTaskCardFragment, unknown>;
export const TopicRowFragmentDoc = new TypedDocumentString(`
    fragment TopicRow on Topic {
  id
  name
  terms
  messageCount
  share
  previousShare
  change
  low
  high
  isNew
  isGrowing
  examples {
    contentPreview(maxLength: 140)
    conversation {
      externalId
    }
  }
}
    `, {"fragmentName":"TopicRow"}) as unknown as TypedDocumentString<TopicRowFragment, unknown>;
export const CorrelationRowFragmentDoc = new TypedDocumentString(`
    fragment CorrelationRow on SentimentCorrelation {
  with
  n
  coefficient
  low
  high
  pValue
  sentence
}
    `, {"fragmentName":"CorrelationRow"}) as unknown as TypedDocumentString<CorrelationRowFragment, unknown>;
export const TurnedRowFragmentDoc = new TypedDocumentString(`
    fragment TurnedRow on TurnedConversation {
  conversation {
    externalId
    userId
    lastMessageAt
  }
  start
  end
  trajectory
  turningMessage {
    externalId
    createdAt
    contentPreview(maxLength: 160)
  }
}
    `, {"fragmentName":"TurnedRow"}) as unknown as TypedDocumentString<TurnedRowFragment, unknown>;
export const SettingsFragmentDoc = new TypedDocumentString(`
    fragment Settings on WorkspaceSettings {
  slaThresholdMs
  slaRules {
    dimension
    value
    thresholdMs
  }
  targets {
    metric
    value
    bound
  }
  timeZone
  weekStart
  updatedAt
  lastChange {
    ...WhoChanged
  }
}
    fragment WhoChanged on LastChange {
  at
  actor {
    kind
    name
  }
}`, {"fragmentName":"Settings"}) as unknown as TypedDocumentString<SettingsFragment, unknown>;
export const AnomalyRowFragmentDoc = new TypedDocumentString(`
    fragment AnomalyRow on Anomaly {
  id
  number
  sentence
  metric
  dimension
  dimensionValue
  kind
  direction
  severity
  state
  beganAt
  detectedAt
  endedAt
  endReason
  value
  expectedLow
  expectedHigh
  at
  messageCount
  userCount
  excessCostUsd
  verdict
  assignee {
    id
    name
  }
  findings {
    id
  }
}
    `, {"fragmentName":"AnomalyRow"}) as unknown as TypedDocumentString<AnomalyRowFragment, unknown>;
export const FindingRowFragmentDoc = new TypedDocumentString(`
    fragment FindingRow on AnomalyFinding {
  id
  series {
    id
    mutedUntil
  }
  metric
  dimension
  dimensionValue
  kind
  direction
  value
  expected
  expectedLow
  expectedHigh
  beganAt
  endedAt
}
    `, {"fragmentName":"FindingRow"}) as unknown as TypedDocumentString<FindingRowFragment, unknown>;
export const ExpectedPointFragmentDoc = new TypedDocumentString(`
    fragment ExpectedPoint on ExpectedBucket {
  at
  value
  expected
  low
  high
  isOut
}
    `, {"fragmentName":"ExpectedPoint"}) as unknown as TypedDocumentString<ExpectedPointFragment, unknown>;
export const MarkFragmentDoc = new TypedDocumentString(`
    fragment Mark on Annotation {
  id
  kind
  label
  at
  endAt
  isAutomatic
  model
}
    `, {"fragmentName":"Mark"}) as unknown as TypedDocumentString<MarkFragment, unknown>;
export const WholeAnomalyFragmentDoc = new TypedDocumentString(`
    fragment WholeAnomaly on Anomaly {
  ...AnomalyRow
  expected
  findings {
    ...FindingRow
  }
  buckets(around: 48) {
    ...ExpectedPoint
  }
  alsoMoved {
    ...FindingRow
  }
  annotations {
    ...Mark
  }
  filter
  verdictBy {
    id
    name
  }
  verdictAt
  verdictReason
  acknowledgedBy {
    id
    name
  }
  acknowledgedAt
  notes {
    id
    author {
      id
      name
    }
    text
    createdAt
  }
}
    fragment AnomalyRow on Anomaly {
  id
  number
  sentence
  metric
  dimension
  dimensionValue
  kind
  direction
  severity
  state
  beganAt
  detectedAt
  endedAt
  endReason
  value
  expectedLow
  expectedHigh
  at
  messageCount
  userCount
  excessCostUsd
  verdict
  assignee {
    id
    name
  }
  findings {
    id
  }
}
fragment FindingRow on AnomalyFinding {
  id
  series {
    id
    mutedUntil
  }
  metric
  dimension
  dimensionValue
  kind
  direction
  value
  expected
  expectedLow
  expectedHigh
  beganAt
  endedAt
}
fragment Mark on Annotation {
  id
  kind
  label
  at
  endAt
  isAutomatic
  model
}
fragment ExpectedPoint on ExpectedBucket {
  at
  value
  expected
  low
  high
  isOut
}`, {"fragmentName":"WholeAnomaly"}) as unknown as TypedDocumentString<WholeAnomalyFragment, unknown>;
export const WatchedRowFragmentDoc = new TypedDocumentString(`
    fragment WatchedRow on WatchedSeries {
  id
  metric
  dimension
  dimensionValue
  learning
  valueCount
  lastBucketAt
  level
  bandShare
  threshold
  mutedUntil
  findingCount30Days
}
    `, {"fragmentName":"WatchedRow"}) as unknown as TypedDocumentString<WatchedRowFragment, unknown>;
export const RecommendationRowFragmentDoc = new TypedDocumentString(`
    fragment RecommendationRow on TrainingRecommendation {
  key
  kind
  title
  why
  parameters
  basisJobCount
  baseline
  predicted {
    value
    low
    high
  }
  improvement {
    value
    low
    high
  }
  savedHours {
    value
    low
    high
  }
  hours
  costUsd
  benefitUsd
  explorationScore
  isDecisive
  priority
}
    `, {"fragmentName":"RecommendationRow"}) as unknown as TypedDocumentString<RecommendationRowFragment, unknown>;
export const TakenRowFragmentDoc = new TypedDocumentString(`
    fragment TakenRow on StrategyRecommendation {
  id
  kind
  title
  parameters
  basisJobCount
  baseline
  predicted
  predictedLow
  predictedHigh
  createdAt
  createdBy
  configuration {
    id
    name
  }
  finishedJobCount
  bestLoss
  outcome
}
    `, {"fragmentName":"TakenRow"}) as unknown as TypedDocumentString<TakenRowFragment, unknown>;
export const StudyRowFragmentDoc = new TypedDocumentString(`
    fragment StudyRow on Study {
  id
  name
  method
  status
  objectives {
    name
    direction
    baseline
  }
  maxTrials
  trialCount
  counts {
    runningCount
    completeCount
    prunedCount
    failedCount
  }
  best {
    number
    values
    parameters
  }
  updatedAt
}
    `, {"fragmentName":"StudyRow"}) as unknown as TypedDocumentString<StudyRowFragment, unknown>;
export const TraceRowFragmentDoc = new TypedDocumentString(`
    fragment TraceRow on Trace {
  id
  name
  startedAt
  durationMs
  isRunning
  rootKind
  environment
  sessionId
  userId
  services
  models
  spanCount
  errorCount
  errorTypes
  inputTokens
  outputTokens
  costUsd
  unpricedCallCount
  reportedCostUsd
  inputPreview
  outputPreview
  tags
  evaluations {
    id
    name
    rating
    success
    value
    label
  }
}
    `, {"fragmentName":"TraceRow"}) as unknown as TypedDocumentString<TraceRowFragment, unknown>;
export const TraceHeadFragmentDoc = new TypedDocumentString(`
    fragment TraceHead on Trace {
  id
  name
  startedAt
  durationMs
  isRunning
  services
  environment
  release
  version
  sessionId
  userId
  tags
  spanCount
  modelCallCount
  toolCallCount
  errorCount
  openCount
  inputTokens
  outputTokens
  costUsd
  unpricedCallCount
  reportedCostUsd
  receivedAt
}
    `, {"fragmentName":"TraceHead"}) as unknown as TypedDocumentString<TraceHeadFragment, unknown>;
export const SpanTextFragmentDoc = new TypedDocumentString(`
    fragment SpanText on SpanContent {
  form
  byteCount
  isCut
  text
  json
  messages {
    role
    content
    name
    toolCallId
    reasoning
    toolCalls {
      id
      name
      arguments
    }
    parts
    seenInSpans
  }
}
    `, {"fragmentName":"SpanText"}) as unknown as TypedDocumentString<SpanTextFragment, unknown>;
export const SpanDetailFragmentDoc = new TypedDocumentString(`
    fragment SpanDetail on Span {
  id
  name
  kind
  startedAt
  durationMs
  isOrphan
  isError
  errorType
  errorMessage
  service
  environment
  model
  provider
  modelParameters
  toolName
  finishReason
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  reasoningTokens
  costUsd
  costNote
  costGap
  reportedCostUsd
  timeToFirstTokenMs
  subtree {
    spanCount
    errorCount
    modelCallCount
    inputTokens
    outputTokens
    costUsd
  }
  input {
    ...SpanText
  }
  output {
    ...SpanText
  }
  tools
  attributes
  sentAttributes
  usageReading {
    name
    reason
  }
  metadata
  resource
  scope
  events {
    name
    at
    offsetMs
    attributes
  }
  links {
    traceId
    spanId
    attributes
  }
  promptName
  promptVersion
  message {
    id
    externalId
    conversation {
      id
      externalId
    }
  }
  evaluations {
    ...Judgement
  }
}
    fragment SpanText on SpanContent {
  form
  byteCount
  isCut
  text
  json
  messages {
    role
    content
    name
    toolCallId
    reasoning
    toolCalls {
      id
      name
      arguments
    }
    parts
    seenInSpans
  }
}
fragment Judgement on Evaluation {
  id
  externalId
  name
  value
  label
  rating
  success
  failureTags
  comment
  correctedOutput
  evaluator
  evaluatorKind
  createdAt
}`, {"fragmentName":"SpanDetail"}) as unknown as TypedDocumentString<SpanDetailFragment, unknown>;
export const ConfigurationContentFragmentDoc = new TypedDocumentString(`
    fragment ConfigurationContent on TrainingConfigurationVersion {
  version
  command
  parameters
  labels
  project
  baseModel
  timeLimitSeconds
  createdAt
}
    `, {"fragmentName":"ConfigurationContent"}) as unknown as TypedDocumentString<ConfigurationContentFragment, unknown>;
export const ConfigurationRowFragmentDoc = new TypedDocumentString(`
    fragment ConfigurationRow on TrainingConfiguration {
  id
  name
  version
  updatedAt
  versions(first: 1) {
    ...ConfigurationContent
  }
}
    fragment ConfigurationContent on TrainingConfigurationVersion {
  version
  command
  parameters
  labels
  project
  baseModel
  timeLimitSeconds
  createdAt
}`, {"fragmentName":"ConfigurationRow"}) as unknown as TypedDocumentString<ConfigurationRowFragment, unknown>;
export const PredictionTrendFragmentDoc = new TypedDocumentString(`
    fragment PredictionTrend on PredictionEpoch {
  epoch
  predictionCount
  sampleCount
  scores {
    name
    lowerIsBetter
    sampleCount
    mean
    low
    high
    change {
      sampleCount
      mean
      low
      high
      verdict
    }
  }
}
    `, {"fragmentName":"PredictionTrend"}) as unknown as TypedDocumentString<PredictionTrendFragment, unknown>;
export const TrainingRowFragmentDoc = new TypedDocumentString(`
    fragment TrainingRow on TrainingJob {
  id
  name
  project
  groupName
  tags
  source
  status
  endReason
  attempt
  baseModel
  trainingMethod
  createdAt
  startedAt
  endedAt
  currentStep
  totalSteps
  progressShare
  etaSeconds
  heardAt
  lastLoss
  bestEvalLoss
  costUsd
  warnings {
    kind
    beganAtStep
    message
  }
}
    `, {"fragmentName":"TrainingRow"}) as unknown as TypedDocumentString<TrainingRowFragment, unknown>;
export const ParameterChangeRowFragmentDoc = new TypedDocumentString(`
    fragment ParameterChangeRow on ParameterUpdate {
  id
  status
  parameters
  previous
  requestedAt
  requestedBy
  appliedAtStep
  reason
}
    `, {"fragmentName":"ParameterChangeRow"}) as unknown as TypedDocumentString<ParameterChangeRowFragment, unknown>;
export const SteeredJobFragmentDoc = new TypedDocumentString(`
    fragment SteeredJob on TrainingJob {
  parameters {
    name
    type
    minimum
    maximum
    applies
    current
  }
  parameterUpdates {
    ...ParameterChangeRow
  }
  stopDueAt
}
    fragment ParameterChangeRow on ParameterUpdate {
  id
  status
  parameters
  previous
  requestedAt
  requestedBy
  appliedAtStep
  reason
}`, {"fragmentName":"SteeredJob"}) as unknown as TypedDocumentString<SteeredJobFragment, unknown>;
export const JobRegistrationFragmentDoc = new TypedDocumentString(`
    fragment JobRegistration on ModelVersion {
  version
  model {
    id
    name
    analytics(filter: {  }) {
      messageCount
      ratedCount
      averageRating
      judgedCount
      successShare
    }
  }
}
    `, {"fragmentName":"JobRegistration"}) as unknown as TypedDocumentString<JobRegistrationFragment, unknown>;
export const TrainingJobScreenFragmentDoc = new TypedDocumentString(`
    fragment TrainingJobScreen on TrainingJob {
  ...TrainingRow
  ...SteeredJob
  externalId
  notes
  errorDetails
  currentEpoch
  totalEpochs
  lastEvalLoss
  bestEvalStep
  trainingType
  modelVersion
  outputModel
  hyperparameters
  datasetName
  datasetSize
  datasetQualityScore
  datasetSplit
  totalTokensProcessed
  hardware {
    name
    gpuName
    gpuCount
    cpuCount
    memoryBytes
  }
  hourlyUsd
  userName
  scores {
    overfitting
    convergence
    stability
    generalisation
    efficiency
  }
  stoppingSavesHours
  stoppingSavesUsd
  warnings {
    kind
    beganAtStep
    message
    advice
  }
  alerts {
    title
    text
    level
    step
    at
  }
  waste {
    cause
    hours
    costUsd
    message
  }
  registration {
    ...JobRegistration
  }
  attempts {
    attempt
    firstStep
    startedAt
    endedAt
    endReason
    exitCode
  }
  priority
  queuedAt
  runner {
    id
    name
  }
  configuration {
    id
    name
  }
  configurationVersion
  loop {
    id
    name
  }
}
    fragment SteeredJob on TrainingJob {
  parameters {
    name
    type
    minimum
    maximum
    applies
    current
  }
  parameterUpdates {
    ...ParameterChangeRow
  }
  stopDueAt
}
fragment ParameterChangeRow on ParameterUpdate {
  id
  status
  parameters
  previous
  requestedAt
  requestedBy
  appliedAtStep
  reason
}
fragment JobRegistration on ModelVersion {
  version
  model {
    id
    name
    analytics(filter: {  }) {
      messageCount
      ratedCount
      averageRating
      judgedCount
      successShare
    }
  }
}
fragment TrainingRow on TrainingJob {
  id
  name
  project
  groupName
  tags
  source
  status
  endReason
  attempt
  baseModel
  trainingMethod
  createdAt
  startedAt
  endedAt
  currentStep
  totalSteps
  progressShare
  etaSeconds
  heardAt
  lastLoss
  bestEvalLoss
  costUsd
  warnings {
    kind
    beganAtStep
    message
  }
}`, {"fragmentName":"TrainingJobScreen"}) as unknown as TypedDocumentString<TrainingJobScreenFragment, unknown>;
export const RunnerRowFragmentDoc = new TypedDocumentString(`
    fragment RunnerRow on Runner {
  id
  name
  labels
  commands
  hardware {
    name
    gpuName
    gpuCount
    cpuCount
    memoryBytes
  }
  hourlyUsd
  createdAt
  seenAt
  revokedAt
  leases {
    attempt
    leasedAt
    processAt
    job {
      id
      name
      status
      progressShare
    }
  }
}
    `, {"fragmentName":"RunnerRow"}) as unknown as TypedDocumentString<RunnerRowFragment, unknown>;
export const TransferRowFragmentDoc = new TypedDocumentString(`
    fragment TransferRow on TransferSession {
  id
  externalId
  sourceModel
  targetModel
  domain
  method
  layersTransferred
  fineTuningEpochs
  startedAt
  completedAt
  job {
    id
    name
  }
  effect {
    accuracy {
      base
      difference
      verdict
      sentence
      value
      count
      baseCount
      interval {
        low
        high
      }
    }
    accuracySource
    accuracyGain
    trainingTimeHours
    trainingTimeSource
    trainingCostUsd
    scratchTimeHours
    scratchCostUsd
    scratchSource
    scratchJobCount
    timeSavedHours
    timeReductionPercent
    costSavedUsd
    costReductionPercent
    efficiencyScore
    effectiveness
  }
}
    `, {"fragmentName":"TransferRow"}) as unknown as TypedDocumentString<TransferRowFragment, unknown>;
export const CauseRowFragmentDoc = new TypedDocumentString(`
    fragment CauseRow on Cause {
  rank
  conditions {
    dimension
    value
  }
  effect
  explainedShare
  low
  high
  pValue
  mixEffect
  rateEffect
  baselineCount
  currentCount
  baselineValue
  currentValue
  filter
  isFilterExact
  isContradicted
  recommendation {
    key
    text
    link
  }
  examples(first: 3) {
    id
    externalId
    contentPreview(maxLength: 160)
    conversation {
      externalId
    }
  }
}
    `, {"fragmentName":"CauseRow"}) as unknown as TypedDocumentString<CauseRowFragment, unknown>;
export const WholeExplanationFragmentDoc = new TypedDocumentString(`
    fragment WholeExplanation on Explanation {
  metric
  measure
  measureBaseline
  measureCurrent
  currentFrom
  currentTo
  baselineFrom
  baselineTo
  baseline
  current
  change
  low
  high
  sentence
  tooLittle
  causes {
    ...CauseRow
  }
  placebo {
    sentence
  }
  dimensionEffects {
    dimension
    mixEffect
    rateEffect
  }
}
    fragment CauseRow on Cause {
  rank
  conditions {
    dimension
    value
  }
  effect
  explainedShare
  low
  high
  pValue
  mixEffect
  rateEffect
  baselineCount
  currentCount
  baselineValue
  currentValue
  filter
  isFilterExact
  isContradicted
  recommendation {
    key
    text
    link
  }
  examples(first: 3) {
    id
    externalId
    contentPreview(maxLength: 160)
    conversation {
      externalId
    }
  }
}`, {"fragmentName":"WholeExplanation"}) as unknown as TypedDocumentString<WholeExplanationFragment, unknown>;
export const WorkspaceRowFragmentDoc = new TypedDocumentString(`
    fragment WorkspaceRow on WorkspaceEntry {
  slug
  name
  role
  isCurrent
  memberCount
  createdAt
  archivedAt
  deleteAfter
}
    `, {"fragmentName":"WorkspaceRow"}) as unknown as TypedDocumentString<WorkspaceRowFragment, unknown>;
export const AssistantTurnStateFragmentDoc = new TypedDocumentString(`
    fragment AssistantTurnState on AssistantTurn {
  id
  asked
  place {
    path
    title
  }
  kind
  status
  parts {
    __typename
    ... on AssistantText {
      text
      withheldCount
      numbers {
        start
        end
        handle
        cell
      }
    }
    ... on AssistantToolUse {
      tool
      title
      arguments
      state
      handle
      durationMs
      rowCount
      totalCount
    }
    ... on AssistantProposal {
      proposalId
      title
      cardState: state
      refusedWith: message
      changes
      touches
      mutation
      isUndoable
    }
    ... on AssistantNotice {
      code
      message
      path
    }
  }
  model
  modelReason
  failureCode
  failureMessage
  inputTokens
  callCount
  outputTokens
  costUsd
  traceId
  rating
}
    `, {"fragmentName":"AssistantTurnState"}) as unknown as TypedDocumentString<AssistantTurnStateFragment, unknown>;
export const AssistantTurnPartsFragmentDoc = new TypedDocumentString(`
    fragment AssistantTurnParts on AssistantTurn {
  ...AssistantTurnState
  conversation {
    id
  }
}
    fragment AssistantTurnState on AssistantTurn {
  id
  asked
  place {
    path
    title
  }
  kind
  status
  parts {
    __typename
    ... on AssistantText {
      text
      withheldCount
      numbers {
        start
        end
        handle
        cell
      }
    }
    ... on AssistantToolUse {
      tool
      title
      arguments
      state
      handle
      durationMs
      rowCount
      totalCount
    }
    ... on AssistantProposal {
      proposalId
      title
      cardState: state
      refusedWith: message
      changes
      touches
      mutation
      isUndoable
    }
    ... on AssistantNotice {
      code
      message
      path
    }
  }
  model
  modelReason
  failureCode
  failureMessage
  inputTokens
  callCount
  outputTokens
  costUsd
  traceId
  rating
}`, {"fragmentName":"AssistantTurnParts"}) as unknown as TypedDocumentString<AssistantTurnPartsFragment, unknown>;
export const AssistantConversationRowFragmentDoc = new TypedDocumentString(`
    fragment AssistantConversationRow on AssistantConversation {
  id
  title
  model
  isShared
  isOwn
  ownerName
  updatedAt
}
    `, {"fragmentName":"AssistantConversationRow"}) as unknown as TypedDocumentString<AssistantConversationRowFragment, unknown>;
export const ActivityPanelFragmentDoc = new TypedDocumentString(`
    fragment ActivityPanel on Query {
  activity(first: 30) {
    edges {
      cursor
      node {
        at
        actor {
          kind
          key
          name
        }
        action
        change
        targetType
        targetId
        targetName
        changedFields
        count
      }
    }
  }
}
    `, {"fragmentName":"ActivityPanel"}) as unknown as TypedDocumentString<ActivityPanelFragment, unknown>;
export const RetentionPanelFragmentDoc = new TypedDocumentString(`
    fragment RetentionPanel on Analytics {
  retention {
    startedAt
    userCount
    weeks {
      week
      userCount
    }
  }
  retentionComparison @include(if: $compare) {
    ...ValueChange
  }
}
    fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}`, {"fragmentName":"RetentionPanel"}) as unknown as TypedDocumentString<RetentionPanelFragment, unknown>;
export const CostByModelPanelFragmentDoc = new TypedDocumentString(`
    fragment CostByModelPanel on Analytics {
  interval
  overview {
    costUsd
  }
  seriesByModel(top: 6) {
    model
    buckets {
      ...ModelBucket
    }
  }
  previousSeries @include(if: $compare) {
    startedAt
    costUsd
  }
  costChange: comparison(metrics: [COST_PER_MESSAGE]) @include(if: $compare) {
    ...PeriodChange
  }
}
    fragment ModelBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  costUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}`, {"fragmentName":"CostByModelPanel"}) as unknown as TypedDocumentString<CostByModelPanelFragment, unknown>;
export const ForecastShownFragmentDoc = new TypedDocumentString(`
    fragment ForecastShown on Forecast {
  metric
  points {
    at
    value
    low50
    high50
    low80
    high80
    low95
    high95
  }
  history {
    at
    value
  }
  model
  wape
  skill
  coverage95
  refusal
  levelShiftAt
  sentence
}
    `, {"fragmentName":"ForecastShown"}) as unknown as TypedDocumentString<ForecastShownFragment, unknown>;
export const CostOutlookPanelFragmentDoc = new TypedDocumentString(`
    fragment CostOutlookPanel on Query {
  costOutlook {
    monthEndUsd
    low
    high
    spentUsd
    budgetUsd
    passesBudgetOn
    passesBudgetLow
    passesBudgetHigh
    sentence
  }
  costForecast: forecast(metric: COST, days: 30) {
    ...ForecastShown
  }
  costWeek: forecast(metric: COST, days: 7) {
    ...ForecastShown
  }
}
    fragment ForecastShown on Forecast {
  metric
  points {
    at
    value
    low50
    high50
    low80
    high80
    low95
    high95
  }
  history {
    at
    value
  }
  model
  wape
  skill
  coverage95
  refusal
  levelShiftAt
  sentence
}`, {"fragmentName":"CostOutlookPanel"}) as unknown as TypedDocumentString<CostOutlookPanelFragment, unknown>;
export const CostBucketFragmentDoc = new TypedDocumentString(`
    fragment CostBucket on OverviewBucket {
  startedAt
  isPartial
  costPerSuccessUsd
  costPerMessageUsd
}
    `, {"fragmentName":"CostBucket"}) as unknown as TypedDocumentString<CostBucketFragment, unknown>;
export const CostPerSuccessPanelFragmentDoc = new TypedDocumentString(`
    fragment CostPerSuccessPanel on Analytics {
  interval
  overview {
    costPerSuccessUsd
    costPerMessageUsd
  }
  previous @include(if: $compare) {
    costPerSuccessUsd
    costPerMessageUsd
  }
  series {
    ...CostBucket
  }
  previousSeries @include(if: $compare) {
    ...CostBucket
  }
}
    fragment CostBucket on OverviewBucket {
  startedAt
  isPartial
  costPerSuccessUsd
  costPerMessageUsd
}`, {"fragmentName":"CostPerSuccessPanel"}) as unknown as TypedDocumentString<CostPerSuccessPanelFragment, unknown>;
export const TokenBucketFragmentDoc = new TypedDocumentString(`
    fragment TokenBucket on OverviewBucket {
  startedAt
  isPartial
  inputTokens
  outputTokens
  cacheReadTokens
}
    `, {"fragmentName":"TokenBucket"}) as unknown as TypedDocumentString<TokenBucketFragment, unknown>;
export const TokensPanelFragmentDoc = new TypedDocumentString(`
    fragment TokensPanel on Analytics {
  interval
  overview {
    inputTokens
    outputTokens
  }
  series {
    ...TokenBucket
  }
  previousSeries @include(if: $compare) {
    ...TokenBucket
  }
  tokenChange: comparison(metrics: [OUTPUT_TOKENS_PER_MESSAGE]) @include(if: $compare) {
    ...PeriodChange
  }
}
    fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}
fragment TokenBucket on OverviewBucket {
  startedAt
  isPartial
  inputTokens
  outputTokens
  cacheReadTokens
}`, {"fragmentName":"TokensPanel"}) as unknown as TypedDocumentString<TokensPanelFragment, unknown>;
export const GroupComparisonPanelFragmentDoc = new TypedDocumentString(`
    fragment GroupComparisonPanel on Analytics {
  groupComparison(by: $groupBy, top: 12) {
    by
    base
    groups {
      value
      isBase
      messageCount
      metrics {
        metric
        value
        count
        difference
        verdict
        sentence
      }
    }
    topicNames {
      topicId
      name
    }
    mixes {
      dimension
      isDifferent
      sentence
    }
  }
}
    `, {"fragmentName":"GroupComparisonPanel"}) as unknown as TypedDocumentString<GroupComparisonPanelFragment, unknown>;
export const ModelPerformancePanelFragmentDoc = new TypedDocumentString(`
    fragment ModelPerformancePanel on Analytics {
  byModel {
    ...ComparedModelRow
  }
}
    fragment ModelRow on ModelOverview {
  model
  provider
  trainingMethod
  messageCount
  costUsd
  costPerMessageUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorShare
  latencyMs {
    p50Ms
    p95Ms
  }
  series {
    startedAt
    isPartial
    messageCount
  }
}
fragment ComparedModelRow on ModelOverview {
  ...ModelRow
  previous @include(if: $compare) {
    ...GroupBefore
  }
}
fragment GroupBefore on Overview {
  messageCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}`, {"fragmentName":"ModelPerformancePanel"}) as unknown as TypedDocumentString<ModelPerformancePanelFragment, unknown>;
export const GroupRowFragmentDoc = new TypedDocumentString(`
    fragment GroupRow on OverviewNumbers {
  messageCount
  conversationCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorCount
  errorShare
  costUsd
  costPerMessageUsd
  costPerSuccessUsd
  latencyMs {
    p50Ms
    p95Ms
  }
}
    `, {"fragmentName":"GroupRow"}) as unknown as TypedDocumentString<GroupRowFragment, unknown>;
export const SessionsPanelFragmentDoc = new TypedDocumentString(`
    fragment SessionsPanel on Analytics {
  bySession(top: 100) {
    sessionId
    experimentName
    variant
    ...GroupRow
    previous @include(if: $compare) {
      ...GroupBefore
    }
  }
}
    fragment GroupRow on OverviewNumbers {
  messageCount
  conversationCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorCount
  errorShare
  costUsd
  costPerMessageUsd
  costPerSuccessUsd
  latencyMs {
    p50Ms
    p95Ms
  }
}
fragment GroupBefore on Overview {
  messageCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}`, {"fragmentName":"SessionsPanel"}) as unknown as TypedDocumentString<SessionsPanelFragment, unknown>;
export const TrainingMethodsPanelFragmentDoc = new TypedDocumentString(`
    fragment TrainingMethodsPanel on Analytics {
  byTrainingMethod {
    trainingMethod
    ...GroupRow
    previous @include(if: $compare) {
      ...GroupBefore
    }
  }
}
    fragment GroupRow on OverviewNumbers {
  messageCount
  conversationCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorCount
  errorShare
  costUsd
  costPerMessageUsd
  costPerSuccessUsd
  latencyMs {
    p50Ms
    p95Ms
  }
}
fragment GroupBefore on Overview {
  messageCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}`, {"fragmentName":"TrainingMethodsPanel"}) as unknown as TypedDocumentString<TrainingMethodsPanelFragment, unknown>;
export const VariantsPanelFragmentDoc = new TypedDocumentString(`
    fragment VariantsPanel on Analytics {
  byVariant {
    experimentName
    variant
    ...GroupRow
    previous @include(if: $compare) {
      ...GroupBefore
    }
  }
}
    fragment GroupRow on OverviewNumbers {
  messageCount
  conversationCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorCount
  errorShare
  costUsd
  costPerMessageUsd
  costPerSuccessUsd
  latencyMs {
    p50Ms
    p95Ms
  }
}
fragment GroupBefore on Overview {
  messageCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}`, {"fragmentName":"VariantsPanel"}) as unknown as TypedDocumentString<VariantsPanelFragment, unknown>;
export const AnomaliesPanelFragmentDoc = new TypedDocumentString(`
    fragment AnomaliesPanel on Query {
  anomalies(first: 12) {
    edges {
      node {
        id
        number
        sentence
        metric
        dimension
        dimensionValue
        severity
        state
        beganAt
        endedAt
        value
        expectedLow
        expectedHigh
      }
    }
  }
}
    `, {"fragmentName":"AnomaliesPanel"}) as unknown as TypedDocumentString<AnomaliesPanelFragment, unknown>;
export const ErrorBucketFragmentDoc = new TypedDocumentString(`
    fragment ErrorBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  errorCount
  errorShare
}
    `, {"fragmentName":"ErrorBucket"}) as unknown as TypedDocumentString<ErrorBucketFragment, unknown>;
export const ErrorRatePanelFragmentDoc = new TypedDocumentString(`
    fragment ErrorRatePanel on Analytics {
  interval
  overview {
    messageCount
  }
  errorChange: comparison(metrics: [ERROR_SHARE]) @include(if: $compare) {
    ...PeriodChange
  }
  series {
    ...ErrorBucket
  }
  previousSeries @include(if: $compare) {
    ...ErrorBucket
  }
}
    fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}
fragment ErrorBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  errorCount
  errorShare
}`, {"fragmentName":"ErrorRatePanel"}) as unknown as TypedDocumentString<ErrorRatePanelFragment, unknown>;
export const ErrorSeriesPanelFragmentDoc = new TypedDocumentString(`
    fragment ErrorSeriesPanel on Analytics {
  interval
  errorSeries(top: 7) {
    errorType
    count
    buckets {
      startedAt
      count
    }
    previous @include(if: $compare) {
      count
      buckets {
        startedAt
        count
      }
    }
  }
}
    `, {"fragmentName":"ErrorSeriesPanel"}) as unknown as TypedDocumentString<ErrorSeriesPanelFragment, unknown>;
export const InsightRowFragmentDoc = new TypedDocumentString(`
    fragment InsightRow on Insight {
  id
  kind
  sentence
  value
  unit
  link
  isNew
  createdAt
}
    `, {"fragmentName":"InsightRow"}) as unknown as TypedDocumentString<InsightRowFragment, unknown>;
export const InsightsPanelFragmentDoc = new TypedDocumentString(`
    fragment InsightsPanel on Query {
  insights(first: 5) {
    ...InsightRow
  }
}
    fragment InsightRow on Insight {
  id
  kind
  sentence
  value
  unit
  link
  isNew
  createdAt
}`, {"fragmentName":"InsightsPanel"}) as unknown as TypedDocumentString<InsightsPanelFragment, unknown>;
export const JobsPanelFragmentDoc = new TypedDocumentString(`
    fragment JobsPanel on Query {
  backgroundTasks {
    id
    kind
    status
    progressShare
    doneCount
    totalCount
    failedCount
    createdAt
    finishedAt
    error
  }
}
    `, {"fragmentName":"JobsPanel"}) as unknown as TypedDocumentString<JobsPanelFragment, unknown>;
export const HealthBucketFragmentDoc = new TypedDocumentString(`
    fragment HealthBucket on OverviewBucket {
  startedAt
  messageCount
  errorShare
  latencyMs {
    p95Ms
  }
}
    `, {"fragmentName":"HealthBucket"}) as unknown as TypedDocumentString<HealthBucketFragment, unknown>;
export const ProviderHealthPanelFragmentDoc = new TypedDocumentString(`
    fragment ProviderHealthPanel on Analytics {
  interval
  byProvider {
    provider
    messageCount
    series {
      ...HealthBucket
    }
    previousSeries @include(if: $compare) {
      ...HealthBucket
    }
    rateLimits {
      count
      buckets {
        startedAt
        count
      }
      previous @include(if: $compare) {
        buckets {
          startedAt
          count
        }
      }
    }
  }
}
    fragment HealthBucket on OverviewBucket {
  startedAt
  messageCount
  errorShare
  latencyMs {
    p95Ms
  }
}`, {"fragmentName":"ProviderHealthPanel"}) as unknown as TypedDocumentString<ProviderHealthPanelFragment, unknown>;
export const ProvidersPanelFragmentDoc = new TypedDocumentString(`
    fragment ProvidersPanel on Analytics {
  byProvider {
    provider
    messageCount
    errorCount
    errorShare
    latencyMs {
      p50Ms
      p95Ms
      p99Ms
    }
    timeToFirstTokenMs {
      p50Ms
    }
    costUsd
    previous @include(if: $compare) {
      messageCount
      errorCount
    }
  }
}
    `, {"fragmentName":"ProvidersPanel"}) as unknown as TypedDocumentString<ProvidersPanelFragment, unknown>;
export const ToolsPanelFragmentDoc = new TypedDocumentString(`
    fragment ToolsPanel on Analytics {
  tools {
    ...ToolRow
  }
}
    fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
  previous @include(if: $compare) {
    callCount
    durationMs {
      p95Ms
    }
  }
  comparison @include(if: $compare) {
    ...ValueChange
  }
}
fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}`, {"fragmentName":"ToolsPanel"}) as unknown as TypedDocumentString<ToolsPanelFragment, unknown>;
export const NumbersPanelFragmentDoc = new TypedDocumentString(`
    fragment NumbersPanel on Analytics {
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  comparison @include(if: $compare) {
    metrics {
      ...Compared
    }
  }
  series {
    ...Bucket
  }
}
    fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment Compared on MetricComparison {
  metric
  verdict
  sentence
}`, {"fragmentName":"NumbersPanel"}) as unknown as TypedDocumentString<NumbersPanelFragment, unknown>;
export const ConversationLengthPanelFragmentDoc = new TypedDocumentString(`
    fragment ConversationLengthPanel on Analytics {
  conversationLengths {
    messageCount
    conversationCount
  }
  previousConversationLengths @include(if: $compare) {
    messageCount
    conversationCount
  }
  conversationLengthComparison @include(if: $compare) {
    ...ValueChange
  }
}
    fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}`, {"fragmentName":"ConversationLengthPanel"}) as unknown as TypedDocumentString<ConversationLengthPanelFragment, unknown>;
export const FirstTokenBucketFragmentDoc = new TypedDocumentString(`
    fragment FirstTokenBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  timeToFirstTokenMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
    `, {"fragmentName":"FirstTokenBucket"}) as unknown as TypedDocumentString<FirstTokenBucketFragment, unknown>;
export const FirstTokenPanelFragmentDoc = new TypedDocumentString(`
    fragment FirstTokenPanel on Analytics {
  interval
  overview {
    timeToFirstTokenMs {
      p50Ms
    }
  }
  series {
    ...FirstTokenBucket
  }
  previousSeries @include(if: $compare) {
    ...FirstTokenBucket
  }
  firstTokenChange: comparison(metrics: [TIME_TO_FIRST_TOKEN_P50]) @include(if: $compare) {
    ...PeriodChange
  }
}
    fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}
fragment FirstTokenBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  timeToFirstTokenMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}`, {"fragmentName":"FirstTokenPanel"}) as unknown as TypedDocumentString<FirstTokenPanelFragment, unknown>;
export const LatencyBucketFragmentDoc = new TypedDocumentString(`
    fragment LatencyBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
    `, {"fragmentName":"LatencyBucket"}) as unknown as TypedDocumentString<LatencyBucketFragment, unknown>;
export const ResponseTimePanelFragmentDoc = new TypedDocumentString(`
    fragment ResponseTimePanel on Analytics {
  interval
  overview {
    latencyMs {
      p50Ms
      p99Ms
    }
  }
  series {
    ...LatencyBucket
  }
  previousSeries @include(if: $compare) {
    ...LatencyBucket
  }
  latencyChange: comparison(metrics: [LATENCY_P50, LATENCY_P95]) @include(if: $compare) {
    ...PeriodChange
  }
}
    fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}
fragment LatencyBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}`, {"fragmentName":"ResponseTimePanel"}) as unknown as TypedDocumentString<ResponseTimePanelFragment, unknown>;
export const SlaPanelFragmentDoc = new TypedDocumentString(`
    fragment SlaPanel on Analytics {
  interval
  sla(thresholdMs: $slaMs) {
    thresholdMs
    rules {
      value
      thresholdMs
    }
    measuredCount
    breachCount
    breachShare
    series {
      startedAt
      measuredCount
      breachCount
      breachShare
    }
    comparison @include(if: $compare) {
      ...ValueChange
    }
    previous @include(if: $compare) {
      breachShare
      series {
        startedAt
        measuredCount
        breachCount
        breachShare
      }
    }
  }
}
    fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}`, {"fragmentName":"SlaPanel"}) as unknown as TypedDocumentString<SlaPanelFragment, unknown>;
export const EndsFragmentDoc = new TypedDocumentString(`
    fragment Ends on Abandonment {
  conversationCount
  openCount
  unansweredCount
  failedCount
}
    `, {"fragmentName":"Ends"}) as unknown as TypedDocumentString<EndsFragment, unknown>;
export const AbandonmentPanelFragmentDoc = new TypedDocumentString(`
    fragment AbandonmentPanel on Analytics {
  abandonment {
    ...Ends
    abandonedShare
    previous @include(if: $compare) {
      ...Ends
    }
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
    fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}
fragment Ends on Abandonment {
  conversationCount
  openCount
  unansweredCount
  failedCount
}`, {"fragmentName":"AbandonmentPanel"}) as unknown as TypedDocumentString<AbandonmentPanelFragment, unknown>;
export const AgreementsFragmentDoc = new TypedDocumentString(`
    fragment Agreements on EvaluatorAgreement {
  verdicts {
    alpha
    messageCount
    valueCount
  }
  ratings {
    alpha
    messageCount
    valueCount
  }
}
    `, {"fragmentName":"Agreements"}) as unknown as TypedDocumentString<AgreementsFragment, unknown>;
export const AgreementPanelFragmentDoc = new TypedDocumentString(`
    fragment AgreementPanel on Query {
  evaluationMetrics(filter: $filter, compareWith: $compareWith) {
    agreement {
      ...Agreements
    }
    previousAgreement @include(if: $compare) {
      ...Agreements
    }
    accuracy {
      share
      of
    }
    accuracyComparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
    fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}
fragment Agreements on EvaluatorAgreement {
  verdicts {
    alpha
    messageCount
    valueCount
  }
  ratings {
    alpha
    messageCount
    valueCount
  }
}`, {"fragmentName":"AgreementPanel"}) as unknown as TypedDocumentString<AgreementPanelFragment, unknown>;
export const JudgmentsPanelFragmentDoc = new TypedDocumentString(`
    fragment JudgmentsPanel on Query {
  messages(filter: $failures, roles: [ASSISTANT], first: 25) {
    edges {
      node {
        id
        createdAt
        model
        traceId
        contentPreview(maxLength: 160)
        conversation {
          externalId
        }
        evaluations {
          id
          success
          rating
          failureTags
          comment
          evaluator
          evaluatorKind
        }
      }
    }
  }
}
    `, {"fragmentName":"JudgmentsPanel"}) as unknown as TypedDocumentString<JudgmentsPanelFragment, unknown>;
export const QualityForecastPanelFragmentDoc = new TypedDocumentString(`
    fragment QualityForecastPanel on Query {
  qualityForecast: forecast(metric: SUCCESS_SHARE, days: 7, filter: $filter) {
    ...ForecastShown
  }
}
    fragment ForecastShown on Forecast {
  metric
  points {
    at
    value
    low50
    high50
    low80
    high80
    low95
    high95
  }
  history {
    at
    value
  }
  model
  wape
  skill
  coverage95
  refusal
  levelShiftAt
  sentence
}`, {"fragmentName":"QualityForecastPanel"}) as unknown as TypedDocumentString<QualityForecastPanelFragment, unknown>;
export const SentimentNowFragmentDoc = new TypedDocumentString(`
    fragment SentimentNow on Sentiment {
  messageCount
  supportedCount
  average
  low
  high
  emotions {
    emotion
    messageCount
    share
    previousShare
  }
}
    `, {"fragmentName":"SentimentNow"}) as unknown as TypedDocumentString<SentimentNowFragment, unknown>;
export const SentimentGaugePanelFragmentDoc = new TypedDocumentString(`
    fragment SentimentGaugePanel on Query {
  sentiment(filter: $filter) {
    ...SentimentNow
  }
}
    fragment SentimentNow on Sentiment {
  messageCount
  supportedCount
  average
  low
  high
  emotions {
    emotion
    messageCount
    share
    previousShare
  }
}`, {"fragmentName":"SentimentGaugePanel"}) as unknown as TypedDocumentString<SentimentGaugePanelFragment, unknown>;
export const SentimentBucketFragmentDoc = new TypedDocumentString(`
    fragment SentimentBucket on SentimentPoint {
  at
  messageCount
  average
  low
  high
  frustrationShare
  confusionShare
  satisfactionShare
}
    `, {"fragmentName":"SentimentBucket"}) as unknown as TypedDocumentString<SentimentBucketFragment, unknown>;
export const SentimentTrendPanelFragmentDoc = new TypedDocumentString(`
    fragment SentimentTrendPanel on Query {
  sentiment(filter: $filter) {
    series {
      ...SentimentBucket
    }
  }
}
    fragment SentimentBucket on SentimentPoint {
  at
  messageCount
  average
  low
  high
  frustrationShare
  confusionShare
  satisfactionShare
}`, {"fragmentName":"SentimentTrendPanel"}) as unknown as TypedDocumentString<SentimentTrendPanelFragment, unknown>;
export const SuccessByModelPanelFragmentDoc = new TypedDocumentString(`
    fragment SuccessByModelPanel on Analytics {
  interval
  overview {
    judgedCount
  }
  seriesByModel(top: 6) {
    model
    buckets {
      ...ModelBucket
    }
    previous @include(if: $compare) {
      ...ModelBucket
    }
  }
}
    fragment ModelBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  costUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}`, {"fragmentName":"SuccessByModelPanel"}) as unknown as TypedDocumentString<SuccessByModelPanelFragment, unknown>;
export const SuccessBucketFragmentDoc = new TypedDocumentString(`
    fragment SuccessBucket on OverviewBucket {
  startedAt
  isPartial
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
    `, {"fragmentName":"SuccessBucket"}) as unknown as TypedDocumentString<SuccessBucketFragment, unknown>;
export const SuccessRatePanelFragmentDoc = new TypedDocumentString(`
    fragment SuccessRatePanel on Analytics {
  interval
  overview {
    judgedCount
  }
  successChange: comparison(metrics: [SUCCESS_SHARE]) @include(if: $compare) {
    ...PeriodChange
  }
  series {
    ...SuccessBucket
  }
  previousSeries @include(if: $compare) {
    ...SuccessBucket
  }
}
    fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}
fragment SuccessBucket on OverviewBucket {
  startedAt
  isPartial
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}`, {"fragmentName":"SuccessRatePanel"}) as unknown as TypedDocumentString<SuccessRatePanelFragment, unknown>;
export const TurnsToSuccessPanelFragmentDoc = new TypedDocumentString(`
    fragment TurnsToSuccessPanel on Analytics {
  turnsToSuccess {
    turn
    conversationCount
  }
  previousTurnsToSuccess @include(if: $compare) {
    turn
    conversationCount
  }
  turnsToSuccessComparison @include(if: $compare) {
    ...ValueChange
  }
}
    fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}`, {"fragmentName":"TurnsToSuccessPanel"}) as unknown as TypedDocumentString<TurnsToSuccessPanelFragment, unknown>;
export const ExportLineFragmentDoc = new TypedDocumentString(`
    fragment ExportLine on Export {
  id
  type
  format
  filter
  roles
  timeZone
  status
  task {
    id
    doneCount
    totalCount
  }
  expectedCount
  writtenCount
  sizeBytes
  failure
  path
  link
  requestedBy
  dueAt
  mail
  createdAt
  expiresAt
}
    `, {"fragmentName":"ExportLine"}) as unknown as TypedDocumentString<ExportLineFragment, unknown>;
export const ExportScheduleLineFragmentDoc = new TypedDocumentString(`
    fragment ExportScheduleLine on ExportSchedule {
  id
  name
  type
  format
  filter
  roles
  every
  weekday
  time
  timeZone
  dayCount
  recipients
  isPaused
  nextRuns
  savedBy
  failure
  exports {
    id
    status
    mail
    dueAt
    path
  }
}
    `, {"fragmentName":"ExportScheduleLine"}) as unknown as TypedDocumentString<ExportScheduleLineFragment, unknown>;
export const ApiKeyLineFragmentDoc = new TypedDocumentString(`
    fragment ApiKeyLine on ApiKey {
  id
  name
  prefix
  scope
  role
  environment
  requestsPerMinute
  isPersonal
  ownerName
  createdByName
  createdByKeyName
  createdAt
  expiresAt
  lastUsedAt
  lastUsedFrom
  revokedAt
}
    `, {"fragmentName":"ApiKeyLine"}) as unknown as TypedDocumentString<ApiKeyLineFragment, unknown>;
export const UserRowFragmentDoc = new TypedDocumentString(`
    fragment UserRow on EndUser {
  userId
  properties
  firstSeenAt
  lastSeenAt
  identifiedAt
  messageCount
  conversationCount
  costUsd
  averageRating
  ratingCount
}
    `, {"fragmentName":"UserRow"}) as unknown as TypedDocumentString<UserRowFragment, unknown>;
export const ShellDocument = new TypedDocumentString(`
    query Shell {
  workspace {
    id
    name
    slug
    messageCount
    firstMessageAt
  }
}
    `) as unknown as TypedDocumentString<ShellQuery, ShellQueryVariables>;
export const FilterChoicesDocument = new TypedDocumentString(`
    query FilterChoices {
  filterOptions {
    models
    providers
    trainingMethods
    sessions
    experiments
    variants
    environments
  }
}
    `) as unknown as TypedDocumentString<FilterChoicesQuery, FilterChoicesQueryVariables>;
export const PaletteChoicesDocument = new TypedDocumentString(`
    query PaletteChoices {
  boards {
    id
    name
    search
  }
  models {
    id
    name
    provider
    trainingMethod
  }
  experiments {
    id
    key
    name
    kind
    state
  }
  prompts {
    id
    name
    type
  }
  cohorts {
    id
    name
  }
  metrics {
    id
    key
    name
  }
  alertRules {
    id
    name
    state
  }
  anomalies(first: 20, states: [OPEN]) {
    edges {
      node {
        id
        number
        sentence
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PaletteChoicesQuery, PaletteChoicesQueryVariables>;
export const MessageArrivedDocument = new TypedDocumentString(`
    subscription MessageArrived {
  messageIngested {
    id
  }
}
    `) as unknown as TypedDocumentString<MessageArrivedSubscription, MessageArrivedSubscriptionVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    person {
      id
      name
      email
    }
    role
    workspace {
      id
      name
      slug
    }
    permissions
    hasPassword
    hasSecondFactor
  }
  preferences
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const SettingsHeldDocument = new TypedDocumentString(`
    subscription SettingsHeld {
  workspaceSettingsChanged {
    slaThresholdMs
    slaRules {
      value
      thresholdMs
    }
    targets {
      metric
      value
      bound
    }
    timeZone
    weekStart
  }
}
    `) as unknown as TypedDocumentString<SettingsHeldSubscription, SettingsHeldSubscriptionVariables>;
export const WorkspaceChoicesDocument = new TypedDocumentString(`
    query WorkspaceChoices {
  workspaces {
    slug
    name
    role
    archivedAt
  }
}
    `) as unknown as TypedDocumentString<WorkspaceChoicesQuery, WorkspaceChoicesQueryVariables>;
export const CohortChoicesDocument = new TypedDocumentString(`
    query CohortChoices {
  cohorts {
    id
    name
    lastSize {
      userCount
    }
  }
}
    `) as unknown as TypedDocumentString<CohortChoicesQuery, CohortChoicesQueryVariables>;
export const FilterValuesDocument = new TypedDocumentString(`
    query FilterValues($filter: AnalyticsFilter!, $dimension: FacetDimension!, $prefix: String) {
  analytics(filter: $filter) {
    facets(dimensions: [$dimension], first: 100, prefix: $prefix) {
      valueCount
      values {
        value
        count
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FilterValuesQuery, FilterValuesQueryVariables>;
export const SetPreferenceDocument = new TypedDocumentString(`
    mutation SetPreference($name: String!, $value: JSON) {
  setPreference(input: { name: $name, value: $value })
}
    `) as unknown as TypedDocumentString<SetPreferenceMutation, SetPreferenceMutationVariables>;
export const TopicChoicesDocument = new TypedDocumentString(`
    query TopicChoices {
  topicNames {
    topicId
    name
  }
}
    `) as unknown as TypedDocumentString<TopicChoicesQuery, TopicChoicesQueryVariables>;
export const SavedViewsDocument = new TypedDocumentString(`
    query SavedViews($page: String!, $hasDefault: Boolean! = false) {
  savedViews(page: $page) {
    ...ViewRow
  }
  preferences @include(if: $hasDefault)
}
    fragment ViewRow on SavedView {
  id
  name
  search
  isDefault
}`) as unknown as TypedDocumentString<SavedViewsQuery, SavedViewsQueryVariables>;
export const SetDefaultViewDocument = new TypedDocumentString(`
    mutation SetDefaultView($page: String!, $id: ID) {
  setDefaultView(input: { page: $page, id: $id }) {
    ...ViewRow
  }
}
    fragment ViewRow on SavedView {
  id
  name
  search
  isDefault
}`) as unknown as TypedDocumentString<SetDefaultViewMutation, SetDefaultViewMutationVariables>;
export const SaveViewDocument = new TypedDocumentString(`
    mutation SaveView($page: String!, $name: String!, $search: String!) {
  saveView(input: { page: $page, name: $name, search: $search }) {
    ...ViewRow
  }
}
    fragment ViewRow on SavedView {
  id
  name
  search
  isDefault
}`) as unknown as TypedDocumentString<SaveViewMutation, SaveViewMutationVariables>;
export const DeleteViewDocument = new TypedDocumentString(`
    mutation DeleteView($id: ID!) {
  deleteView(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteViewMutation, DeleteViewMutationVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions {
  sessions {
    id
    createdAt
    lastSeenAt
    address
    userAgent
    isCurrent
  }
}
    `) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const RevokeSessionDocument = new TypedDocumentString(`
    mutation RevokeSession($id: ID!) {
  revokeSession(id: $id)
}
    `) as unknown as TypedDocumentString<RevokeSessionMutation, RevokeSessionMutationVariables>;
export const RevokeOtherSessionsDocument = new TypedDocumentString(`
    mutation RevokeOtherSessions {
  revokeOtherSessions
}
    `) as unknown as TypedDocumentString<RevokeOtherSessionsMutation, RevokeOtherSessionsMutationVariables>;
export const PersonalKeysDocument = new TypedDocumentString(`
    query PersonalKeys {
  personalKeys {
    ...ApiKeyLine
  }
}
    fragment ApiKeyLine on ApiKey {
  id
  name
  prefix
  scope
  role
  environment
  requestsPerMinute
  isPersonal
  ownerName
  createdByName
  createdByKeyName
  createdAt
  expiresAt
  lastUsedAt
  lastUsedFrom
  revokedAt
}`) as unknown as TypedDocumentString<PersonalKeysQuery, PersonalKeysQueryVariables>;
export const CreatePersonalKeyDocument = new TypedDocumentString(`
    mutation CreatePersonalKey($input: CreatePersonalKeyInput!) {
  createPersonalKey(input: $input) {
    secret
    apiKey {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<CreatePersonalKeyMutation, CreatePersonalKeyMutationVariables>;
export const RevokePersonalKeyDocument = new TypedDocumentString(`
    mutation RevokePersonalKey($id: ID!) {
  revokePersonalKey(id: $id) {
    ...ApiKeyLine
  }
}
    fragment ApiKeyLine on ApiKey {
  id
  name
  prefix
  scope
  role
  environment
  requestsPerMinute
  isPersonal
  ownerName
  createdByName
  createdByKeyName
  createdAt
  expiresAt
  lastUsedAt
  lastUsedFrom
  revokedAt
}`) as unknown as TypedDocumentString<RevokePersonalKeyMutation, RevokePersonalKeyMutationVariables>;
export const SlackLinksDocument = new TypedDocumentString(`
    query SlackLinks {
  slackLinks {
    id
    teamId
    slackUserId
    slackUserName
    createdAt
  }
}
    `) as unknown as TypedDocumentString<SlackLinksQuery, SlackLinksQueryVariables>;
export const DeleteSlackLinkDocument = new TypedDocumentString(`
    mutation DeleteSlackLink($id: ID!) {
  deleteSlackLink(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteSlackLinkMutation, DeleteSlackLinkMutationVariables>;
export const AlertRulesDocument = new TypedDocumentString(`
    query AlertRules {
  alertRules {
    ...AlertRuleRow
  }
  alertTemplates {
    key
    name
    sentence
    rule
  }
}
    fragment AlertRuleRow on AlertRule {
  id
  name
  source
  metric
  dimension
  filter
  severity
  state
  sentence
  isEnabled
  mutedUntil
  noticesPerWeek
  channels {
    id
    kind
    name
  }
  series {
    value
    state
  }
  updatedAt
}`) as unknown as TypedDocumentString<AlertRulesQuery, AlertRulesQueryVariables>;
export const OneAlertRuleDocument = new TypedDocumentString(`
    query OneAlertRule($id: ID!) {
  alertRule(id: $id) {
    ...WholeAlertRule
  }
}
    fragment AlertRuleRow on AlertRule {
  id
  name
  source
  metric
  dimension
  filter
  severity
  state
  sentence
  isEnabled
  mutedUntil
  noticesPerWeek
  channels {
    id
    kind
    name
  }
  series {
    value
    state
  }
  updatedAt
}
fragment WholeAlertRule on AlertRule {
  ...AlertRuleRow
  isAbove
  trip
  clear
  windowMinutes
  forMinutes
  dwellMinutes
  minimumCount
  compareWith
  changePercent
  minimumSeverity
  forecastDays
  target
  longWindowMinutes
  shortWindowMinutes
  factor
  driftRole
  driftFeatures
  driftBaseline {
    id
    name
  }
  minimumEffect
  trainingEvents
  budgetUsd
  budgetPeriod
  noDataMinutes
  escalateAfterMinutes
  escalateTo {
    id
    kind
    name
  }
  repeatMinutes
  schedule {
    timeZone
    days
    from
    to
  }
  series {
    value
    state
    lastValue
    lastEvaluatedAt
    since
    sentence
  }
  watchers {
    id
    name
  }
  problem
  createdAt
}`) as unknown as TypedDocumentString<OneAlertRuleQuery, OneAlertRuleQueryVariables>;
export const AlertRuleHistoryDocument = new TypedDocumentString(`
    query AlertRuleHistory($id: ID!, $series: String!, $days: Int!) {
  alertRule(id: $id) {
    id
    history(series: $series, days: $days) {
      trip
      clear
      points {
        at
        value
      }
    }
  }
  alertEpisodes(first: 200, ruleId: $id) {
    edges {
      node {
        id
        series
        openedAt
        resolvedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AlertRuleHistoryQuery, AlertRuleHistoryQueryVariables>;
export const AlertEpisodePageDocument = new TypedDocumentString(`
    query AlertEpisodePage($first: Int!, $after: String, $states: [EpisodeState!], $ruleId: ID) {
  alertEpisodes(first: $first, after: $after, states: $states, ruleId: $ruleId) {
    edges {
      cursor
      node {
        ...EpisodeRow
        deliveries {
          ...DeliveryRow
          channel {
            id
            kind
            name
          }
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment DeliveryRow on AlertDelivery {
  id
  transition
  state
  attempts
  statusCode
  response
  createdAt
  sentAt
  nextAttemptAt
  key
}
fragment EpisodeRow on AlertEpisode {
  id
  ruleName
  rule {
    id
  }
  series
  state
  openedAt
  acknowledgedAt
  acknowledgedBy
  resolvedAt
  sentence
  value
  peak
  link
}`) as unknown as TypedDocumentString<AlertEpisodePageQuery, AlertEpisodePageQueryVariables>;
export const AlertChannelsDocument = new TypedDocumentString(`
    query AlertChannels {
  alertChannels {
    ...ChannelRow
  }
}
    fragment ChannelRow on AlertChannel {
  id
  kind
  name
  target
  isEnabled
  disabledReason
  createdAt
  rules {
    id
    name
  }
  lastDelivery {
    ...DeliveryRow
  }
}
fragment DeliveryRow on AlertDelivery {
  id
  transition
  state
  attempts
  statusCode
  response
  createdAt
  sentAt
  nextAttemptAt
  key
}`) as unknown as TypedDocumentString<AlertChannelsQuery, AlertChannelsQueryVariables>;
export const AlertDeliveryPageDocument = new TypedDocumentString(`
    query AlertDeliveryPage($first: Int!, $after: String, $channelId: ID) {
  alertDeliveries(first: $first, after: $after, channelId: $channelId) {
    edges {
      cursor
      node {
        ...DeliveryRow
        channel {
          id
          kind
          name
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment DeliveryRow on AlertDelivery {
  id
  transition
  state
  attempts
  statusCode
  response
  createdAt
  sentAt
  nextAttemptAt
  key
}`) as unknown as TypedDocumentString<AlertDeliveryPageQuery, AlertDeliveryPageQueryVariables>;
export const AlertPreviewDocument = new TypedDocumentString(`
    query AlertPreview($input: AlertRuleInput!, $days: Int!) {
  alertPreview(input: $input, days: $days) {
    episodes {
      series
      from
      to
      peak
    }
    noticesPerWeek
    sentence
  }
}
    `) as unknown as TypedDocumentString<AlertPreviewQuery, AlertPreviewQueryVariables>;
export const AlertsChangedDocument = new TypedDocumentString(`
    subscription AlertsChanged {
  alertsChanged {
    firingCount
  }
}
    `) as unknown as TypedDocumentString<AlertsChangedSubscription, AlertsChangedSubscriptionVariables>;
export const CreateAlertRuleDocument = new TypedDocumentString(`
    mutation CreateAlertRule($input: AlertRuleInput!) {
  createAlertRule(input: $input) {
    ...WholeAlertRule
  }
}
    fragment AlertRuleRow on AlertRule {
  id
  name
  source
  metric
  dimension
  filter
  severity
  state
  sentence
  isEnabled
  mutedUntil
  noticesPerWeek
  channels {
    id
    kind
    name
  }
  series {
    value
    state
  }
  updatedAt
}
fragment WholeAlertRule on AlertRule {
  ...AlertRuleRow
  isAbove
  trip
  clear
  windowMinutes
  forMinutes
  dwellMinutes
  minimumCount
  compareWith
  changePercent
  minimumSeverity
  forecastDays
  target
  longWindowMinutes
  shortWindowMinutes
  factor
  driftRole
  driftFeatures
  driftBaseline {
    id
    name
  }
  minimumEffect
  trainingEvents
  budgetUsd
  budgetPeriod
  noDataMinutes
  escalateAfterMinutes
  escalateTo {
    id
    kind
    name
  }
  repeatMinutes
  schedule {
    timeZone
    days
    from
    to
  }
  series {
    value
    state
    lastValue
    lastEvaluatedAt
    since
    sentence
  }
  watchers {
    id
    name
  }
  problem
  createdAt
}`) as unknown as TypedDocumentString<CreateAlertRuleMutation, CreateAlertRuleMutationVariables>;
export const UpdateAlertRuleDocument = new TypedDocumentString(`
    mutation UpdateAlertRule($id: ID!, $input: AlertRuleInput!, $updatedAt: DateTime!) {
  updateAlertRule(id: $id, input: $input, updatedAt: $updatedAt) {
    ...WholeAlertRule
  }
}
    fragment AlertRuleRow on AlertRule {
  id
  name
  source
  metric
  dimension
  filter
  severity
  state
  sentence
  isEnabled
  mutedUntil
  noticesPerWeek
  channels {
    id
    kind
    name
  }
  series {
    value
    state
  }
  updatedAt
}
fragment WholeAlertRule on AlertRule {
  ...AlertRuleRow
  isAbove
  trip
  clear
  windowMinutes
  forMinutes
  dwellMinutes
  minimumCount
  compareWith
  changePercent
  minimumSeverity
  forecastDays
  target
  longWindowMinutes
  shortWindowMinutes
  factor
  driftRole
  driftFeatures
  driftBaseline {
    id
    name
  }
  minimumEffect
  trainingEvents
  budgetUsd
  budgetPeriod
  noDataMinutes
  escalateAfterMinutes
  escalateTo {
    id
    kind
    name
  }
  repeatMinutes
  schedule {
    timeZone
    days
    from
    to
  }
  series {
    value
    state
    lastValue
    lastEvaluatedAt
    since
    sentence
  }
  watchers {
    id
    name
  }
  problem
  createdAt
}`) as unknown as TypedDocumentString<UpdateAlertRuleMutation, UpdateAlertRuleMutationVariables>;
export const DeleteAlertRuleDocument = new TypedDocumentString(`
    mutation DeleteAlertRule($id: ID!) {
  deleteAlertRule(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteAlertRuleMutation, DeleteAlertRuleMutationVariables>;
export const MuteAlertRuleDocument = new TypedDocumentString(`
    mutation MuteAlertRule($id: ID!, $until: DateTime!) {
  muteAlertRule(id: $id, until: $until) {
    ...WholeAlertRule
  }
}
    fragment AlertRuleRow on AlertRule {
  id
  name
  source
  metric
  dimension
  filter
  severity
  state
  sentence
  isEnabled
  mutedUntil
  noticesPerWeek
  channels {
    id
    kind
    name
  }
  series {
    value
    state
  }
  updatedAt
}
fragment WholeAlertRule on AlertRule {
  ...AlertRuleRow
  isAbove
  trip
  clear
  windowMinutes
  forMinutes
  dwellMinutes
  minimumCount
  compareWith
  changePercent
  minimumSeverity
  forecastDays
  target
  longWindowMinutes
  shortWindowMinutes
  factor
  driftRole
  driftFeatures
  driftBaseline {
    id
    name
  }
  minimumEffect
  trainingEvents
  budgetUsd
  budgetPeriod
  noDataMinutes
  escalateAfterMinutes
  escalateTo {
    id
    kind
    name
  }
  repeatMinutes
  schedule {
    timeZone
    days
    from
    to
  }
  series {
    value
    state
    lastValue
    lastEvaluatedAt
    since
    sentence
  }
  watchers {
    id
    name
  }
  problem
  createdAt
}`) as unknown as TypedDocumentString<MuteAlertRuleMutation, MuteAlertRuleMutationVariables>;
export const UnmuteAlertRuleDocument = new TypedDocumentString(`
    mutation UnmuteAlertRule($id: ID!) {
  unmuteAlertRule(id: $id) {
    ...WholeAlertRule
  }
}
    fragment AlertRuleRow on AlertRule {
  id
  name
  source
  metric
  dimension
  filter
  severity
  state
  sentence
  isEnabled
  mutedUntil
  noticesPerWeek
  channels {
    id
    kind
    name
  }
  series {
    value
    state
  }
  updatedAt
}
fragment WholeAlertRule on AlertRule {
  ...AlertRuleRow
  isAbove
  trip
  clear
  windowMinutes
  forMinutes
  dwellMinutes
  minimumCount
  compareWith
  changePercent
  minimumSeverity
  forecastDays
  target
  longWindowMinutes
  shortWindowMinutes
  factor
  driftRole
  driftFeatures
  driftBaseline {
    id
    name
  }
  minimumEffect
  trainingEvents
  budgetUsd
  budgetPeriod
  noDataMinutes
  escalateAfterMinutes
  escalateTo {
    id
    kind
    name
  }
  repeatMinutes
  schedule {
    timeZone
    days
    from
    to
  }
  series {
    value
    state
    lastValue
    lastEvaluatedAt
    since
    sentence
  }
  watchers {
    id
    name
  }
  problem
  createdAt
}`) as unknown as TypedDocumentString<UnmuteAlertRuleMutation, UnmuteAlertRuleMutationVariables>;
export const AcknowledgeAlertDocument = new TypedDocumentString(`
    mutation AcknowledgeAlert($episodeId: ID!) {
  acknowledgeAlert(episodeId: $episodeId) {
    ...EpisodeRow
  }
}
    fragment EpisodeRow on AlertEpisode {
  id
  ruleName
  rule {
    id
  }
  series
  state
  openedAt
  acknowledgedAt
  acknowledgedBy
  resolvedAt
  sentence
  value
  peak
  link
}`) as unknown as TypedDocumentString<AcknowledgeAlertMutation, AcknowledgeAlertMutationVariables>;
export const CreateAlertChannelDocument = new TypedDocumentString(`
    mutation CreateAlertChannel($input: AlertChannelInput!) {
  createAlertChannel(input: $input) {
    channel {
      ...ChannelRow
    }
    secret
  }
}
    fragment ChannelRow on AlertChannel {
  id
  kind
  name
  target
  isEnabled
  disabledReason
  createdAt
  rules {
    id
    name
  }
  lastDelivery {
    ...DeliveryRow
  }
}
fragment DeliveryRow on AlertDelivery {
  id
  transition
  state
  attempts
  statusCode
  response
  createdAt
  sentAt
  nextAttemptAt
  key
}`) as unknown as TypedDocumentString<CreateAlertChannelMutation, CreateAlertChannelMutationVariables>;
export const UpdateAlertChannelDocument = new TypedDocumentString(`
    mutation UpdateAlertChannel($input: UpdateAlertChannelInput!) {
  updateAlertChannel(input: $input) {
    channel {
      ...ChannelRow
    }
    secret
  }
}
    fragment ChannelRow on AlertChannel {
  id
  kind
  name
  target
  isEnabled
  disabledReason
  createdAt
  rules {
    id
    name
  }
  lastDelivery {
    ...DeliveryRow
  }
}
fragment DeliveryRow on AlertDelivery {
  id
  transition
  state
  attempts
  statusCode
  response
  createdAt
  sentAt
  nextAttemptAt
  key
}`) as unknown as TypedDocumentString<UpdateAlertChannelMutation, UpdateAlertChannelMutationVariables>;
export const DeleteAlertChannelDocument = new TypedDocumentString(`
    mutation DeleteAlertChannel($id: ID!) {
  deleteAlertChannel(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteAlertChannelMutation, DeleteAlertChannelMutationVariables>;
export const TestAlertChannelDocument = new TypedDocumentString(`
    mutation TestAlertChannel($id: ID!) {
  testAlertChannel(id: $id) {
    ...DeliveryRow
  }
}
    fragment DeliveryRow on AlertDelivery {
  id
  transition
  state
  attempts
  statusCode
  response
  createdAt
  sentAt
  nextAttemptAt
  key
}`) as unknown as TypedDocumentString<TestAlertChannelMutation, TestAlertChannelMutationVariables>;
export const ResendAlertDeliveryDocument = new TypedDocumentString(`
    mutation ResendAlertDelivery($id: ID!) {
  resendAlertDelivery(id: $id) {
    ...DeliveryRow
  }
}
    fragment DeliveryRow on AlertDelivery {
  id
  transition
  state
  attempts
  statusCode
  response
  createdAt
  sentAt
  nextAttemptAt
  key
}`) as unknown as TypedDocumentString<ResendAlertDeliveryMutation, ResendAlertDeliveryMutationVariables>;
export const CreateAlertFromTemplateDocument = new TypedDocumentString(`
    mutation CreateAlertFromTemplate($key: String!, $channelIds: [ID!]!) {
  createAlertFromTemplate(key: $key, channelIds: $channelIds) {
    ...WholeAlertRule
  }
}
    fragment AlertRuleRow on AlertRule {
  id
  name
  source
  metric
  dimension
  filter
  severity
  state
  sentence
  isEnabled
  mutedUntil
  noticesPerWeek
  channels {
    id
    kind
    name
  }
  series {
    value
    state
  }
  updatedAt
}
fragment WholeAlertRule on AlertRule {
  ...AlertRuleRow
  isAbove
  trip
  clear
  windowMinutes
  forMinutes
  dwellMinutes
  minimumCount
  compareWith
  changePercent
  minimumSeverity
  forecastDays
  target
  longWindowMinutes
  shortWindowMinutes
  factor
  driftRole
  driftFeatures
  driftBaseline {
    id
    name
  }
  minimumEffect
  trainingEvents
  budgetUsd
  budgetPeriod
  noDataMinutes
  escalateAfterMinutes
  escalateTo {
    id
    kind
    name
  }
  repeatMinutes
  schedule {
    timeZone
    days
    from
    to
  }
  series {
    value
    state
    lastValue
    lastEvaluatedAt
    since
    sentence
  }
  watchers {
    id
    name
  }
  problem
  createdAt
}`) as unknown as TypedDocumentString<CreateAlertFromTemplateMutation, CreateAlertFromTemplateMutationVariables>;
export const DriftBaselinesToWatchDocument = new TypedDocumentString(`
    query DriftBaselinesToWatch {
  driftBaselines {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<DriftBaselinesToWatchQuery, DriftBaselinesToWatchQueryVariables>;
export const PreferencesDocument = new TypedDocumentString(`
    query Preferences {
  preferences
}
    `) as unknown as TypedDocumentString<PreferencesQuery, PreferencesQueryVariables>;
export const AuditPageDocument = new TypedDocumentString(`
    query AuditPage($filter: AuditFilter, $first: Int!, $after: String) {
  auditLog(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...AuditRow
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment AuditRow on AuditEntry {
  id
  at
  actor {
    kind
    key
    name
  }
  address
  userAgent
  requestId
  keyId
  action
  change
  targetType
  targetId
  targetName
  outcome
  permission
  reason
  count
  changes {
    field
    before
    after
  }
}`) as unknown as TypedDocumentString<AuditPageQuery, AuditPageQueryVariables>;
export const AuditChangedDocument = new TypedDocumentString(`
    subscription AuditChanged($filter: AuditFilter) {
  auditLogChanged(filter: $filter) {
    addedCount
  }
}
    `) as unknown as TypedDocumentString<AuditChangedSubscription, AuditChangedSubscriptionVariables>;
export const BenchmarksDocument = new TypedDocumentString(`
    query Benchmarks {
  benchmarkSuites {
    ...BenchmarkSuiteRow
  }
}
    fragment BenchmarkSuiteRow on BenchmarkSuite {
  id
  name
  itemCount
  runCount
  lastRunAt
}`) as unknown as TypedDocumentString<BenchmarksQuery, BenchmarksQueryVariables>;
export const BenchmarksChangedDocument = new TypedDocumentString(`
    subscription BenchmarksChanged {
  benchmarksChanged
}
    `) as unknown as TypedDocumentString<BenchmarksChangedSubscription, BenchmarksChangedSubscriptionVariables>;
export const BenchmarkSuitePageDocument = new TypedDocumentString(`
    query BenchmarkSuitePage($id: ID!) {
  node(id: $id) {
    id
    ... on BenchmarkSuite {
      name
      itemCount
      runs {
        ...BenchmarkRunRow
      }
    }
  }
}
    fragment BenchmarkRunRow on BenchmarkRun {
  id
  model
  modelVersion
  source
  startedAt
  numbers {
    itemCount
    resultCount
    errorCount
    decidedCount
    accuracy
    accuracyLow
    accuracyHigh
    meanScore
  }
  p50LatencyMs
  costUsd
}`) as unknown as TypedDocumentString<BenchmarkSuitePageQuery, BenchmarkSuitePageQueryVariables>;
export const BenchmarkComparisonOfDocument = new TypedDocumentString(`
    query BenchmarkComparisonOf($baseId: ID!, $otherId: ID!, $flip: BenchmarkFlip) {
  benchmarkComparison(baseId: $baseId, otherId: $otherId) {
    numbers {
      ...BenchmarkPairs
    }
    byCategory {
      ...BenchmarkPairs
    }
    flips(first: 50, flip: $flip) {
      edges {
        node {
          ...FlippedItemRow
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    fragment BenchmarkPairs on BenchmarkComparisonNumbers {
  category
  itemCount
  bothCorrect
  onlyBase
  onlyOther
  neither
  baseAccuracy
  otherAccuracy
  difference
  differenceLow
  differenceHigh
  pValue
  verdict
}
fragment FlippedItemRow on FlippedBenchmarkItem {
  itemId
  category
  input
  target
  flip
  base {
    sample
    answer
    error
    outcome
  }
  other {
    sample
    answer
    error
    outcome
  }
}`) as unknown as TypedDocumentString<BenchmarkComparisonOfQuery, BenchmarkComparisonOfQueryVariables>;
export const DeleteBenchmarkRunDocument = new TypedDocumentString(`
    mutation DeleteBenchmarkRun($id: ID!) {
  deleteBenchmarkRun(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteBenchmarkRunMutation, DeleteBenchmarkRunMutationVariables>;
export const BoardsDocument = new TypedDocumentString(`
    query Boards {
  boards {
    ...BoardCard
  }
}
    fragment BoardCard on Board {
  id
  name
  isShared
  isOwn
  isLeft
  ownerName
  version
  search
  updatedAt
  tiles {
    key
    kind
  }
}`) as unknown as TypedDocumentString<BoardsQuery, BoardsQueryVariables>;
export const BoardPageDocument = new TypedDocumentString(`
    query BoardPage($id: ID!) {
  board(id: $id) {
    ...WholeBoard
  }
}
    fragment BoardTileParts on BoardTile {
  key
  kind
  x
  y
  width
  height
  panel
  title
  text
}
fragment WholeBoard on Board {
  id
  name
  isShared
  isOwn
  isLeft
  ownerName
  version
  search
  tiles {
    ...BoardTileParts
  }
}`) as unknown as TypedDocumentString<BoardPageQuery, BoardPageQueryVariables>;
export const BoardHistoryDocument = new TypedDocumentString(`
    query BoardHistory($id: ID!) {
  board(id: $id) {
    id
    version
    versions {
      version
      name
      savedAt
      savedBy
      restoredFrom
      tiles {
        key
        kind
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BoardHistoryQuery, BoardHistoryQueryVariables>;
export const SaveBoardDocument = new TypedDocumentString(`
    mutation SaveBoard($input: BoardInput!) {
  saveBoard(input: $input) {
    ...WholeBoard
  }
}
    fragment BoardTileParts on BoardTile {
  key
  kind
  x
  y
  width
  height
  panel
  title
  text
}
fragment WholeBoard on Board {
  id
  name
  isShared
  isOwn
  isLeft
  ownerName
  version
  search
  tiles {
    ...BoardTileParts
  }
}`) as unknown as TypedDocumentString<SaveBoardMutation, SaveBoardMutationVariables>;
export const RestoreBoardDocument = new TypedDocumentString(`
    mutation RestoreBoard($input: RestoreBoardInput!) {
  restoreBoard(input: $input) {
    ...WholeBoard
  }
}
    fragment BoardTileParts on BoardTile {
  key
  kind
  x
  y
  width
  height
  panel
  title
  text
}
fragment WholeBoard on Board {
  id
  name
  isShared
  isOwn
  isLeft
  ownerName
  version
  search
  tiles {
    ...BoardTileParts
  }
}`) as unknown as TypedDocumentString<RestoreBoardMutation, RestoreBoardMutationVariables>;
export const DeleteBoardDocument = new TypedDocumentString(`
    mutation DeleteBoard($id: ID!) {
  deleteBoard(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteBoardMutation, DeleteBoardMutationVariables>;
export const CohortsDocument = new TypedDocumentString(`
    query Cohorts {
  cohorts {
    ...CohortRow
    sizes {
      day
      userCount
    }
  }
}
    fragment CohortRow on UserCohort {
  id
  name
  description
  rule
  version
  updatedAt
  lastSize {
    userCount
    countedAt
  }
}`) as unknown as TypedDocumentString<CohortsQuery, CohortsQueryVariables>;
export const CohortPageDocument = new TypedDocumentString(`
    query CohortPage($id: ID!) {
  cohort(id: $id) {
    ...CohortRow
    userCount
    createdAt
    sizes {
      day
      userCount
    }
    experiments {
      key
      name
      isRunning
    }
  }
}
    fragment CohortRow on UserCohort {
  id
  name
  description
  rule
  version
  updatedAt
  lastSize {
    userCount
    countedAt
  }
}`) as unknown as TypedDocumentString<CohortPageQuery, CohortPageQueryVariables>;
export const CohortMembersDocument = new TypedDocumentString(`
    query CohortMembers($id: ID!, $search: String, $first: Int!, $after: String) {
  cohort(id: $id) {
    members(search: $search, first: $first, after: $after) {
      pageInfo {
        hasNextPage
      }
      edges {
        cursor
        node {
          ...UserRow
        }
      }
    }
  }
}
    fragment UserRow on EndUser {
  userId
  properties
  firstSeenAt
  lastSeenAt
  identifiedAt
  messageCount
  conversationCount
  costUsd
  averageRating
  ratingCount
}`) as unknown as TypedDocumentString<CohortMembersQuery, CohortMembersQueryVariables>;
export const CohortComparisonDocument = new TypedDocumentString(`
    query CohortComparison($input: CompareCohortsInput!) {
  compareCohorts(input: $input) {
    cohort {
      id
      name
    }
    userCount
    otherCount
    bothCount
    metrics {
      metric
      name
      unit
      goal
      value
      otherValue
      difference
      differenceLow
      differenceHigh
      lift
      pValue
      alpha
      verdict
      problem
    }
  }
}
    `) as unknown as TypedDocumentString<CohortComparisonQuery, CohortComparisonQueryVariables>;
export const CohortPreviewDocument = new TypedDocumentString(`
    query CohortPreview($rule: CohortRuleInput!) {
  cohortPreview(rule: $rule) {
    userCount
    totalUserCount
  }
}
    `) as unknown as TypedDocumentString<CohortPreviewQuery, CohortPreviewQueryVariables>;
export const RuleChoicesDocument = new TypedDocumentString(`
    query RuleChoices {
  userProperties {
    name
    userCount
    textCount
    numberCount
    dateCount
    listCount
    frequentValues
  }
  eventNames {
    name
    eventCount
  }
  experiments {
    key
    name
  }
  metrics {
    key
  }
}
    `) as unknown as TypedDocumentString<RuleChoicesQuery, RuleChoicesQueryVariables>;
export const CohortsMovedDocument = new TypedDocumentString(`
    subscription CohortsMoved {
  cohortsChanged {
    id
  }
}
    `) as unknown as TypedDocumentString<CohortsMovedSubscription, CohortsMovedSubscriptionVariables>;
export const CreateCohortDocument = new TypedDocumentString(`
    mutation CreateCohort($input: CohortInput!) {
  createCohort(input: $input) {
    ...CohortRow
  }
}
    fragment CohortRow on UserCohort {
  id
  name
  description
  rule
  version
  updatedAt
  lastSize {
    userCount
    countedAt
  }
}`) as unknown as TypedDocumentString<CreateCohortMutation, CreateCohortMutationVariables>;
export const UpdateCohortDocument = new TypedDocumentString(`
    mutation UpdateCohort($input: CohortChangeInput!) {
  updateCohort(input: $input) {
    ...CohortRow
  }
}
    fragment CohortRow on UserCohort {
  id
  name
  description
  rule
  version
  updatedAt
  lastSize {
    userCount
    countedAt
  }
}`) as unknown as TypedDocumentString<UpdateCohortMutation, UpdateCohortMutationVariables>;
export const CloneCohortDocument = new TypedDocumentString(`
    mutation CloneCohort($input: CloneCohortInput!) {
  cloneCohort(input: $input) {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<CloneCohortMutation, CloneCohortMutationVariables>;
export const DeleteCohortDocument = new TypedDocumentString(`
    mutation DeleteCohort($id: ID!) {
  deleteCohort(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteCohortMutation, DeleteCohortMutationVariables>;
export const KeysDocument = new TypedDocumentString(`
    query Keys {
  apiKeys {
    ...KeyRow
  }
  workspace {
    id
    name
    messageCount
    firstMessageAt
  }
}
    fragment KeyRow on ApiKey {
  id
  name
  prefix
  createdAt
  lastUsedAt
  revokedAt
}`) as unknown as TypedDocumentString<KeysQuery, KeysQueryVariables>;
export const CreateKeyDocument = new TypedDocumentString(`
    mutation CreateKey($name: String!) {
  createApiKey(input: { name: $name }) {
    secret
    apiKey {
      ...KeyRow
    }
  }
}
    fragment KeyRow on ApiKey {
  id
  name
  prefix
  createdAt
  lastUsedAt
  revokedAt
}`) as unknown as TypedDocumentString<CreateKeyMutation, CreateKeyMutationVariables>;
export const RevokeKeyDocument = new TypedDocumentString(`
    mutation RevokeKey($id: ID!) {
  revokeApiKey(id: $id) {
    ...KeyRow
  }
}
    fragment KeyRow on ApiKey {
  id
  name
  prefix
  createdAt
  lastUsedAt
  revokedAt
}`) as unknown as TypedDocumentString<RevokeKeyMutation, RevokeKeyMutationVariables>;
export const FirstMessageDocument = new TypedDocumentString(`
    subscription FirstMessage {
  messageIngested {
    id
    externalId
    role
    model
    createdAt
    contentPreview(maxLength: 120)
    conversation {
      id
      externalId
    }
  }
}
    `) as unknown as TypedDocumentString<FirstMessageSubscription, FirstMessageSubscriptionVariables>;
export const ContinualSessionsDocument = new TypedDocumentString(`
    query ContinualSessions {
  continualSessions {
    ...SessionRow
  }
}
    fragment SessionRow on ContinualSession {
  id
  name
  model
  isEnabled
  tasks
  startedAt
  endedAt
  metrics {
    learningStatistics {
      updateCount
      succeededCount
      failedCount
      rollbackCount
    }
    performanceDrift {
      baselinePerformance
      currentPerformance
      driftRate
      driftRateInterval {
        low
        high
      }
      driftDirection
    }
    adaptationMetrics {
      adaptationSpeed
      stepsTo90
      stabilityScore
      catastrophicForgettingScore
    }
    feedbackIncorporation {
      userFeedbackProcessed
      positiveFeedbackShare
      positiveFeedbackInterval {
        low
        high
      }
      feedbackImpactScore
      learningFromMistakesScore
      learningFromMistakesInterval {
        low
        high
      }
    }
    matrix {
      tasks
      rows
      initial
    }
    transfer {
      averageAccuracy
      backwardTransfer
      forwardTransfer
      forgetting
      averageForgetting
    }
  }
}`) as unknown as TypedDocumentString<ContinualSessionsQuery, ContinualSessionsQueryVariables>;
export const ContinualSessionOfDocument = new TypedDocumentString(`
    query ContinualSessionOf($id: ID!) {
  node(id: $id) {
    ...SessionDetail
  }
}
    fragment SessionDetail on ContinualSession {
  id
  notes
  scores {
    step
    task
    stage
    accuracy
  }
  updates {
    externalId
    status
    at
    task
    feedbackCount
    positiveCount
    before
    after
    error
  }
}`) as unknown as TypedDocumentString<ContinualSessionOfQuery, ContinualSessionOfQueryVariables>;
export const ContinualChangedDocument = new TypedDocumentString(`
    subscription ContinualChanged {
  continualSessionsChanged
}
    `) as unknown as TypedDocumentString<ContinualChangedSubscription, ContinualChangedSubscriptionVariables>;
export const ConversationDocument = new TypedDocumentString(`
    query Conversation($id: String!, $first: Int, $after: String) {
  conversation(externalId: $id) {
    id
    externalId
    sessionId
    experimentName
    variant
    widget
    userId
    environment
    startedAt
    lastMessageAt
    messageCount
    costUsd
    trajectory
    messages(first: $first, after: $after) {
      edges {
        cursor
        node {
          ...Turn
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment Turn on Message {
  id
  externalId
  role
  content
  parts
  createdAt
  model
  provider
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  reasoningTokens
  latencyMs
  timeToFirstTokenMs
  errorType
  costUsd
  cost {
    gap
  }
  spanId
  trace {
    id
  }
  metadata
  toolCalls {
    id
    name
    success
    durationMs
    error
    arguments
    result
  }
  evaluations {
    ...Judgement
  }
  meaning {
    language
    isSupported
    sentiment
    emotions {
      emotion
      probability
    }
    topic {
      id
      name
    }
  }
}
fragment Judgement on Evaluation {
  id
  externalId
  name
  value
  label
  rating
  success
  failureTags
  comment
  correctedOutput
  evaluator
  evaluatorKind
  createdAt
}`) as unknown as TypedDocumentString<ConversationQuery, ConversationQueryVariables>;
export const ConversationMovedDocument = new TypedDocumentString(`
    subscription ConversationMoved($conversationId: String) {
  messageIngested(conversationId: $conversationId) {
    id
  }
}
    `) as unknown as TypedDocumentString<ConversationMovedSubscription, ConversationMovedSubscriptionVariables>;
export const DataPolicyDocument = new TypedDocumentString(`
    query DataPolicy {
  dataPolicy {
    ...Policy
  }
}
    fragment Policy on DataPolicy {
  maskingMode
  maskingKinds
  traceRetentionDays
  messageRetentionDays
  traceSampleShare
  updatedAt
  lastChange {
    ...WhoChanged
  }
}
fragment WhoChanged on LastChange {
  at
  actor {
    kind
    name
  }
}`) as unknown as TypedDocumentString<DataPolicyQuery, DataPolicyQueryVariables>;
export const MaskingPreviewDocument = new TypedDocumentString(`
    query MaskingPreview($text: String!, $mode: MaskingMode!, $kinds: [MaskingKind!]!) {
  maskingPreview(text: $text, mode: $mode, maskingKinds: $kinds)
}
    `) as unknown as TypedDocumentString<MaskingPreviewQuery, MaskingPreviewQueryVariables>;
export const SetDataPolicyDocument = new TypedDocumentString(`
    mutation SetDataPolicy($maskingMode: MaskingMode!, $maskingKinds: [MaskingKind!]!, $traceRetentionDays: Int, $messageRetentionDays: Int, $traceSampleShare: Float!) {
  setDataPolicy(
    input: {
      maskingMode: $maskingMode
      maskingKinds: $maskingKinds
      traceRetentionDays: $traceRetentionDays
      messageRetentionDays: $messageRetentionDays
      traceSampleShare: $traceSampleShare
    }
  ) {
    ...Policy
  }
}
    fragment Policy on DataPolicy {
  maskingMode
  maskingKinds
  traceRetentionDays
  messageRetentionDays
  traceSampleShare
  updatedAt
  lastChange {
    ...WhoChanged
  }
}
fragment WhoChanged on LastChange {
  at
  actor {
    kind
    name
  }
}`) as unknown as TypedDocumentString<SetDataPolicyMutation, SetDataPolicyMutationVariables>;
export const UserDataDocument = new TypedDocumentString(`
    query UserData($userId: String!) {
  userData(userId: $userId) {
    messageCount
    conversationCount
    evaluationCount
    traceCount
    spanCount
    predictionCount
    propertyCount
    eventCount
    exposureCount
    overrideCount
    isPartial
  }
}
    `) as unknown as TypedDocumentString<UserDataQuery, UserDataQueryVariables>;
export const UserDeletionsDocument = new TypedDocumentString(`
    query UserDeletions {
  userDeletions {
    ...UserDeletion
  }
}
    fragment UserDeletion on UserDeletion {
  id
  createdAt
  messageCount
  conversationCount
  evaluationCount
  traceCount
  spanCount
  predictionCount
  task {
    id
    status
    error
    retryAt
  }
}`) as unknown as TypedDocumentString<UserDeletionsQuery, UserDeletionsQueryVariables>;
export const DeleteUserDocument = new TypedDocumentString(`
    mutation DeleteUser($userId: String!) {
  deleteUser(input: { userId: $userId }) {
    ...UserDeletion
  }
}
    fragment UserDeletion on UserDeletion {
  id
  createdAt
  messageCount
  conversationCount
  evaluationCount
  traceCount
  spanCount
  predictionCount
  task {
    id
    status
    error
    retryAt
  }
}`) as unknown as TypedDocumentString<DeleteUserMutation, DeleteUserMutationVariables>;
export const UserExportsDocument = new TypedDocumentString(`
    query UserExports {
  userExports {
    ...UserExportRow
  }
}
    fragment UserExportRow on UserExport {
  id
  createdAt
  readyAt
  expiresAt
  path
  sizeBytes
  messageCount
  evaluationCount
  spanCount
  predictionCount
  propertyCount
  eventCount
  exposureCount
  task {
    id
    status
    error
  }
}`) as unknown as TypedDocumentString<UserExportsQuery, UserExportsQueryVariables>;
export const ExportUserDataDocument = new TypedDocumentString(`
    mutation ExportUserData($userId: String!) {
  exportUserData(input: { userId: $userId }) {
    ...UserExportRow
  }
}
    fragment UserExportRow on UserExport {
  id
  createdAt
  readyAt
  expiresAt
  path
  sizeBytes
  messageCount
  evaluationCount
  spanCount
  predictionCount
  propertyCount
  eventCount
  exposureCount
  task {
    id
    status
    error
  }
}`) as unknown as TypedDocumentString<ExportUserDataMutation, ExportUserDataMutationVariables>;
export const DatasetsDocument = new TypedDocumentString(`
    query Datasets {
  datasets {
    ...DatasetListRow
  }
}
    fragment DatasetListRow on Dataset {
  id
  name
  description
  tags
  rowCount
  versionCount
  updatedAt
  archivedAt
  latestVersion {
    id
    number
    splits {
      name
      rowCount
    }
  }
}`) as unknown as TypedDocumentString<DatasetsQuery, DatasetsQueryVariables>;
export const DatasetsChangedDocument = new TypedDocumentString(`
    subscription DatasetsChanged {
  datasetsChanged
}
    `) as unknown as TypedDocumentString<DatasetsChangedSubscription, DatasetsChangedSubscriptionVariables>;
export const DatasetPageDocument = new TypedDocumentString(`
    query DatasetPage($id: ID!) {
  dataset(id: $id) {
    ...DatasetListRow
    draft {
      changedCount
      since
    }
    latestVersion {
      ...DatasetVersionRow
    }
    versions(first: 100) {
      edges {
        node {
          ...DatasetVersionRow
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    fragment DatasetListRow on Dataset {
  id
  name
  description
  tags
  rowCount
  versionCount
  updatedAt
  archivedAt
  latestVersion {
    id
    number
    splits {
      name
      rowCount
    }
  }
}
fragment DatasetVersionRow on DatasetVersion {
  id
  number
  address
  rowCount
  byteCount
  splits {
    name
    rowCount
  }
  comment
  source
  erasedRowCount
  createdAt
  createdBy
  downloadUrl
  tokenCount
  parents {
    datasetName
    number
    version {
      id
      dataset {
        id
      }
    }
  }
}`) as unknown as TypedDocumentString<DatasetPageQuery, DatasetPageQueryVariables>;
export const DatasetRowsAtDocument = new TypedDocumentString(`
    query DatasetRowsAt($id: ID!, $from: Int!, $count: Int!, $split: String) {
  datasetVersion(id: $id) {
    id
    rowsAt(from: $from, count: $count, split: $split) {
      ...DatasetRowContent
    }
  }
}
    fragment DatasetRowContent on DatasetRow {
  id
  position
  split
  kind
  input
  expectedOutput
  messages
  chosen
  rejected
  label
  metadata
}`) as unknown as TypedDocumentString<DatasetRowsAtQuery, DatasetRowsAtQueryVariables>;
export const DatasetRowsFoundDocument = new TypedDocumentString(`
    query DatasetRowsFound($id: ID!, $search: String!, $split: String, $after: String) {
  datasetVersion(id: $id) {
    id
    rows(first: 50, search: $search, split: $split, after: $after) {
      edges {
        node {
          ...DatasetRowContent
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    fragment DatasetRowContent on DatasetRow {
  id
  position
  split
  kind
  input
  expectedOutput
  messages
  chosen
  rejected
  label
  metadata
}`) as unknown as TypedDocumentString<DatasetRowsFoundQuery, DatasetRowsFoundQueryVariables>;
export const DatasetRowSourceDocument = new TypedDocumentString(`
    query DatasetRowSource($id: ID!, $position: Int!) {
  datasetVersion(id: $id) {
    id
    rowsAt(from: $position, count: 1) {
      id
      source {
        messageId
        traceId
        userId
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DatasetRowSourceQuery, DatasetRowSourceQueryVariables>;
export const DatasetDiffOfDocument = new TypedDocumentString(`
    query DatasetDiffOf($id: ID!, $againstId: ID!) {
  datasetVersion(id: $id) {
    id
    diff(againstId: $againstId) {
      added
      removed
      changed
      sample {
        rowId
        change
        before {
          ...DatasetRowContent
        }
        after {
          ...DatasetRowContent
        }
      }
    }
  }
}
    fragment DatasetRowContent on DatasetRow {
  id
  position
  split
  kind
  input
  expectedOutput
  messages
  chosen
  rejected
  label
  metadata
}`) as unknown as TypedDocumentString<DatasetDiffOfQuery, DatasetDiffOfQueryVariables>;
export const CreateDatasetDocument = new TypedDocumentString(`
    mutation CreateDataset($input: CreateDatasetInput!) {
  createDataset(input: $input) {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<CreateDatasetMutation, CreateDatasetMutationVariables>;
export const UpdateDatasetDocument = new TypedDocumentString(`
    mutation UpdateDataset($input: UpdateDatasetInput!) {
  updateDataset(input: $input) {
    id
    name
    description
    tags
    archivedAt
  }
}
    `) as unknown as TypedDocumentString<UpdateDatasetMutation, UpdateDatasetMutationVariables>;
export const DeleteDatasetDocument = new TypedDocumentString(`
    mutation DeleteDataset($id: ID!) {
  deleteDataset(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteDatasetMutation, DeleteDatasetMutationVariables>;
export const EditDatasetRowsDocument = new TypedDocumentString(`
    mutation EditDatasetRows($input: EditDatasetRowsInput!) {
  editDatasetRows(input: $input) {
    id
    number
  }
}
    `) as unknown as TypedDocumentString<EditDatasetRowsMutation, EditDatasetRowsMutationVariables>;
export const SaveDatasetDraftDocument = new TypedDocumentString(`
    mutation SaveDatasetDraft($id: ID!) {
  saveDatasetDraft(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<SaveDatasetDraftMutation, SaveDatasetDraftMutationVariables>;
export const SplitDatasetDocument = new TypedDocumentString(`
    mutation SplitDataset($input: SplitDatasetInput!) {
  splitDataset(input: $input) {
    id
    number
    splits {
      name
      rowCount
    }
  }
}
    `) as unknown as TypedDocumentString<SplitDatasetMutation, SplitDatasetMutationVariables>;
export const DatasetFromMessagesDocument = new TypedDocumentString(`
    mutation DatasetFromMessages($input: DatasetFromMessagesInput!) {
  datasetFromMessages(input: $input) {
    addedCount
    duplicateCount
    leftOutCount
    version {
      id
      number
    }
  }
}
    `) as unknown as TypedDocumentString<DatasetFromMessagesMutation, DatasetFromMessagesMutationVariables>;
export const DatasetQualityOfDocument = new TypedDocumentString(`
    query DatasetQualityOf($id: ID!) {
  datasetVersion(id: $id) {
    id
    quality {
      analysedAt
      rowCount
      score
      isReady
      parts {
        completeness
        consistency
        diversity
        balance
        cleanness
        uniqueness
        labelQuality
      }
      issues {
        ...DatasetIssueContent
      }
      classField
      classes {
        name
        rowCount
        share
      }
      gaps {
        name
        rowCount
        share
      }
      biases {
        kind
        score
        basis
      }
      biasScore
      recommendations
    }
  }
}
    fragment DatasetIssueContent on DatasetIssue {
  kind
  rowCount
  share
  rows {
    rowId
    position
    asks
    note
  }
}`) as unknown as TypedDocumentString<DatasetQualityOfQuery, DatasetQualityOfQueryVariables>;
export const AnalyseDatasetDocument = new TypedDocumentString(`
    mutation AnalyseDataset($id: ID!) {
  analyseDataset(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<AnalyseDatasetMutation, AnalyseDatasetMutationVariables>;
export const DriftDocument = new TypedDocumentString(`
    query Drift($input: DriftInput!) {
  drift(input: $input) {
    ...WholeDrift
  }
}
    fragment DriftRow on DriftResult {
  feature
  kind
  tests {
    method
    statistic
    threshold
    pValue
  }
  pValueAdjusted
  hasDrifted
  effect
  effectLabel
  sentence
  baseline {
    label
    count
    share
  }
  current {
    label
    count
    share
  }
  words {
    word
    baselineShare
    currentShare
  }
}
fragment WholeDrift on DriftReport {
  baselineFrom
  baselineTo
  currentFrom
  currentTo
  baselineCount
  currentCount
  hasDrifted
  sentence
  tooLittle
  features {
    ...DriftRow
  }
}`) as unknown as TypedDocumentString<DriftQuery, DriftQueryVariables>;
export const DriftExamplesDocument = new TypedDocumentString(`
    query DriftExamples($input: DriftInput!) {
  drift(input: $input) {
    features {
      feature
      newExamples {
        ...DriftExample
      }
      vanishedExamples {
        ...DriftExample
      }
    }
  }
}
    fragment DriftExample on Message {
  id
  externalId
  contentPreview(maxLength: 160)
  conversation {
    externalId
  }
}`) as unknown as TypedDocumentString<DriftExamplesQuery, DriftExamplesQueryVariables>;
export const DriftBaselinesDocument = new TypedDocumentString(`
    query DriftBaselines {
  driftBaselines {
    ...PinnedBaseline
  }
}
    fragment PinnedBaseline on DriftBaselinePin {
  id
  name
  from
  to
  createdAt
}`) as unknown as TypedDocumentString<DriftBaselinesQuery, DriftBaselinesQueryVariables>;
export const PinDriftBaselineDocument = new TypedDocumentString(`
    mutation PinDriftBaseline($input: PinDriftBaselineInput!) {
  pinDriftBaseline(input: $input) {
    ...PinnedBaseline
  }
}
    fragment PinnedBaseline on DriftBaselinePin {
  id
  name
  from
  to
  createdAt
}`) as unknown as TypedDocumentString<PinDriftBaselineMutation, PinDriftBaselineMutationVariables>;
export const DeleteDriftBaselineDocument = new TypedDocumentString(`
    mutation DeleteDriftBaseline($id: ID!) {
  deleteDriftBaseline(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteDriftBaselineMutation, DeleteDriftBaselineMutationVariables>;
export const EvaluationRunsDocument = new TypedDocumentString(`
    query EvaluationRuns($after: String) {
  evaluationRuns(first: 50, after: $after) {
    edges {
      cursor
      node {
        ...EvaluationRunRow
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment EvaluationScorePart on EvaluationScoreNumbers {
  name
  kinds
  n
  mean
  low
  high
  passShare
  errorCount
  labels {
    label
    count
  }
}
fragment EvaluationRunProgressPart on EvaluationRun {
  id
  state
  itemCount
  doneCount
  failedCount
  cachedCount
  costUsd
  problem
  endedAt
}
fragment EvaluationRunRow on EvaluationRun {
  ...EvaluationRunProgressPart
  name
  kind
  application
  model
  promptName
  promptVersion
  dataset {
    id
    name
  }
  datasetVersion {
    id
    number
  }
  createdAt
  scores {
    ...EvaluationScorePart
  }
}`) as unknown as TypedDocumentString<EvaluationRunsQuery, EvaluationRunsQueryVariables>;
export const EvaluationRunPageDocument = new TypedDocumentString(`
    query EvaluationRunPage($id: ID!) {
  evaluationRun(id: $id) {
    ...EvaluationRunRow
    description
    split
    filter
    metadata
    repetitions
    estimatedCostUsd
    capUsd
    startedAt
    scorers {
      name
      check {
        kind
        ignoresCase
        tolerance
        isRelative
      }
      judge {
        id
        name
      }
    }
    runScores {
      name
      kind
      value
      label
      passed
      comment
    }
    failures {
      code
      message
      count
    }
  }
}
    fragment EvaluationScorePart on EvaluationScoreNumbers {
  name
  kinds
  n
  mean
  low
  high
  passShare
  errorCount
  labels {
    label
    count
  }
}
fragment EvaluationRunProgressPart on EvaluationRun {
  id
  state
  itemCount
  doneCount
  failedCount
  cachedCount
  costUsd
  problem
  endedAt
}
fragment EvaluationRunRow on EvaluationRun {
  ...EvaluationRunProgressPart
  name
  kind
  application
  model
  promptName
  promptVersion
  dataset {
    id
    name
  }
  datasetVersion {
    id
    number
  }
  createdAt
  scores {
    ...EvaluationScorePart
  }
}`) as unknown as TypedDocumentString<EvaluationRunPageQuery, EvaluationRunPageQueryVariables>;
export const EvaluationItemsDocument = new TypedDocumentString(`
    query EvaluationItems($id: ID!, $first: Int, $after: String, $state: EvaluationItemState, $score: String, $passed: Boolean) {
  evaluationRun(id: $id) {
    id
    items(
      first: $first
      after: $after
      state: $state
      score: $score
      passed: $passed
    ) {
      edges {
        cursor
        node {
          ...EvaluationItemRow
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    fragment EvaluationItemScorePart on EvaluationScore {
  name
  kind
  value
  label
  passed
  comment
  error
  author
  isOwn
  costUsd
  createdAt
}
fragment EvaluationItemRow on EvaluationRunItem {
  id
  rowId
  position
  repetition
  state
  input
  expected
  output
  error
  isCached
  latencyMs
  costUsd
  traceId
  scores {
    ...EvaluationItemScorePart
  }
}`) as unknown as TypedDocumentString<EvaluationItemsQuery, EvaluationItemsQueryVariables>;
export const EvaluationComparisonDocument = new TypedDocumentString(`
    query EvaluationComparison($a: ID!, $b: ID!, $score: String, $flip: EvaluationFlip) {
  compareEvaluationRuns(a: $a, b: $b) {
    a {
      ...EvaluationRunRow
    }
    b {
      ...EvaluationRunRow
    }
    sharedCount
    changedCount
    scores {
      ...EvaluationComparedPart
    }
    latencyMs {
      ...EvaluationComparedPart
    }
    costUsd {
      ...EvaluationComparedPart
    }
    flipped(first: 100, score: $score, flip: $flip) {
      edges {
        node {
          rowId
          gained
          lost
          a {
            ...EvaluationItemRow
          }
          b {
            ...EvaluationItemRow
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    fragment EvaluationScorePart on EvaluationScoreNumbers {
  name
  kinds
  n
  mean
  low
  high
  passShare
  errorCount
  labels {
    label
    count
  }
}
fragment EvaluationRunProgressPart on EvaluationRun {
  id
  state
  itemCount
  doneCount
  failedCount
  cachedCount
  costUsd
  problem
  endedAt
}
fragment EvaluationRunRow on EvaluationRun {
  ...EvaluationRunProgressPart
  name
  kind
  application
  model
  promptName
  promptVersion
  dataset {
    id
    name
  }
  datasetVersion {
    id
    number
  }
  createdAt
  scores {
    ...EvaluationScorePart
  }
}
fragment EvaluationItemScorePart on EvaluationScore {
  name
  kind
  value
  label
  passed
  comment
  error
  author
  isOwn
  costUsd
  createdAt
}
fragment EvaluationItemRow on EvaluationRunItem {
  id
  rowId
  position
  repetition
  state
  input
  expected
  output
  error
  isCached
  latencyMs
  costUsd
  traceId
  scores {
    ...EvaluationItemScorePart
  }
}
fragment EvaluationComparedPart on EvaluationComparedNumber {
  name
  n
  a
  b
  difference
  low
  high
  pValue
  adjustedPValue
  test
  verdict
  higherIsBetter
  gained
  lost
}`) as unknown as TypedDocumentString<EvaluationComparisonQuery, EvaluationComparisonQueryVariables>;
export const EvaluationChoicesDocument = new TypedDocumentString(`
    query EvaluationChoices {
  datasets {
    id
    name
    rowCount
    archivedAt
  }
  prompts {
    id
    name
  }
  judges {
    id
    name
    kind
    isEnabled
  }
  modelChoices {
    models {
      ref
    }
    answering {
      ref
    }
  }
}
    `) as unknown as TypedDocumentString<EvaluationChoicesQuery, EvaluationChoicesQueryVariables>;
export const EvaluationRunEstimatedDocument = new TypedDocumentString(`
    query EvaluationRunEstimated($input: StartEvaluationRunInput!) {
  evaluationRunEstimate(input: $input) {
    itemCount
    callCount
    inputTokens
    costUsd
    mostUsd
  }
}
    `) as unknown as TypedDocumentString<EvaluationRunEstimatedQuery, EvaluationRunEstimatedQueryVariables>;
export const EvaluationRunsOfDatasetDocument = new TypedDocumentString(`
    query EvaluationRunsOfDataset($datasetName: String) {
  evaluationRuns(first: 100, datasetName: $datasetName) {
    edges {
      node {
        id
        name
        createdAt
        dataset {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EvaluationRunsOfDatasetQuery, EvaluationRunsOfDatasetQueryVariables>;
export const EvaluationRunProgressDocument = new TypedDocumentString(`
    subscription EvaluationRunProgress($id: ID!) {
  evaluationRunChanged(id: $id) {
    ...EvaluationRunProgressPart
  }
}
    fragment EvaluationRunProgressPart on EvaluationRun {
  id
  state
  itemCount
  doneCount
  failedCount
  cachedCount
  costUsd
  problem
  endedAt
}`) as unknown as TypedDocumentString<EvaluationRunProgressSubscription, EvaluationRunProgressSubscriptionVariables>;
export const StartEvaluationRunDocument = new TypedDocumentString(`
    mutation StartEvaluationRun($input: StartEvaluationRunInput!) {
  startEvaluationRun(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<StartEvaluationRunMutation, StartEvaluationRunMutationVariables>;
export const StopEvaluationRunDocument = new TypedDocumentString(`
    mutation StopEvaluationRun($id: ID!) {
  stopEvaluationRun(id: $id) {
    ...EvaluationRunProgressPart
  }
}
    fragment EvaluationRunProgressPart on EvaluationRun {
  id
  state
  itemCount
  doneCount
  failedCount
  cachedCount
  costUsd
  problem
  endedAt
}`) as unknown as TypedDocumentString<StopEvaluationRunMutation, StopEvaluationRunMutationVariables>;
export const ResumeEvaluationRunDocument = new TypedDocumentString(`
    mutation ResumeEvaluationRun($input: ResumeEvaluationRunInput!) {
  resumeEvaluationRun(input: $input) {
    ...EvaluationRunProgressPart
  }
}
    fragment EvaluationRunProgressPart on EvaluationRun {
  id
  state
  itemCount
  doneCount
  failedCount
  cachedCount
  costUsd
  problem
  endedAt
}`) as unknown as TypedDocumentString<ResumeEvaluationRunMutation, ResumeEvaluationRunMutationVariables>;
export const DeleteEvaluationRunDocument = new TypedDocumentString(`
    mutation DeleteEvaluationRun($id: ID!) {
  deleteEvaluationRun(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteEvaluationRunMutation, DeleteEvaluationRunMutationVariables>;
export const ScoreEvaluationItemDocument = new TypedDocumentString(`
    mutation ScoreEvaluationItem($input: ScoreEvaluationItemInput!) {
  scoreEvaluationItem(input: $input) {
    ...EvaluationItemRow
  }
}
    fragment EvaluationItemScorePart on EvaluationScore {
  name
  kind
  value
  label
  passed
  comment
  error
  author
  isOwn
  costUsd
  createdAt
}
fragment EvaluationItemRow on EvaluationRunItem {
  id
  rowId
  position
  repetition
  state
  input
  expected
  output
  error
  isCached
  latencyMs
  costUsd
  traceId
  scores {
    ...EvaluationItemScorePart
  }
}`) as unknown as TypedDocumentString<ScoreEvaluationItemMutation, ScoreEvaluationItemMutationVariables>;
export const EvolutionDocument = new TypedDocumentString(`
    query Evolution($model: String) {
  modelEvolution(model: $model) {
    ...VersionRow
  }
}
    fragment VersionRow on ModelVersion {
  id
  version
  label
  model {
    id
    name
  }
  trainingMethod
  baseModel
  trainingDataset
  madeAt
  parent {
    id
    version
    model {
      name
    }
  }
  parentName
  servedAs
  job {
    id
    name
  }
  evolution {
    benchmark {
      accuracy
      accuracyLow
      accuracyHigh
      decidedCount
    }
    production {
      executionCount
      userCount
      judgedCount
      successShare
      successInterval {
        low
        high
      }
      errorShare
      ratedCount
      averageRating
      ratingInterval {
        low
        high
      }
      averageLatencyMs
      latencyInterval {
        low
        high
      }
      latencyP95Ms
      costUsd
      costPerExecutionUsd
      costInterval {
        low
        high
      }
      firstAt
      lastAt
    }
    accuracyChangePercent
    improvementCategory
    rollingChangePercent
    assessment
    verdict
    regressions
    accuracyAgainstParent {
      verdict
    }
    productionAgainstParent {
      metric
      verdict
    }
  }
}`) as unknown as TypedDocumentString<EvolutionQuery, EvolutionQueryVariables>;
export const EvolutionModelsDocument = new TypedDocumentString(`
    query EvolutionModels {
  models {
    id
    name
    versions {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<EvolutionModelsQuery, EvolutionModelsQueryVariables>;
export const VersionDetailDocument = new TypedDocumentString(`
    query VersionDetail($id: ID!) {
  node(id: $id) {
    ...WholeVersion
  }
}
    fragment VersionCompared on ValueComparison {
  value
  base
  count
  baseCount
  difference
  interval {
    low
    high
  }
  verdict
  sentence
}
fragment VersionMetric on MetricComparison {
  metric
  value
  base
  count
  baseCount
  difference
  interval {
    low
    high
  }
  verdict
  sentence
}
fragment WholeVersion on ModelVersion {
  id
  hyperparameters
  evolution {
    verdictSentence
    benchmarks {
      suite
      suiteId
      runId
      startedAt
      numbers {
        accuracy
        accuracyLow
        accuracyHigh
        decidedCount
      }
    }
    accuracyAgainstParent {
      ...VersionCompared
    }
    productionAgainstParent {
      ...VersionMetric
    }
  }
}`) as unknown as TypedDocumentString<VersionDetailQuery, VersionDetailQueryVariables>;
export const EditVersionDocument = new TypedDocumentString(`
    mutation EditVersion($input: EditModelVersionInput!) {
  editModelVersion(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<EditVersionMutation, EditVersionMutationVariables>;
export const ReleaseDocument = new TypedDocumentString(`
    query Release($versionId: ID!, $againstId: ID) {
  releaseCheck(versionId: $versionId, againstId: $againstId) {
    ...WholeRelease
  }
}
    fragment VersionMetric on MetricComparison {
  metric
  value
  base
  count
  baseCount
  difference
  interval {
    low
    high
  }
  verdict
  sentence
}
fragment WholeRelease on ReleaseCheck {
  version {
    ...ReleaseVersion
  }
  base {
    ...ReleaseVersion
  }
  verdict
  sentence
  regressions
  isBlocked
  policyMode
  policyParts
  parts {
    part
    verdict
    sentence
  }
  benchmarks {
    suite
    suiteId
    baseId
    runId
    numbers {
      itemCount
      baseAccuracy
      otherAccuracy
      difference
      differenceLow
      differenceHigh
      pValue
      verdict
    }
  }
  production {
    ...VersionMetric
  }
  cost {
    ...VersionMetric
  }
}
fragment ReleaseVersion on ModelVersion {
  id
  version
  label
  madeAt
  model {
    name
  }
  deployments {
    id
    deployedAt
    deployedBy
    verdict
    regressions
    overrideReason
  }
}`) as unknown as TypedDocumentString<ReleaseQuery, ReleaseQueryVariables>;
export const ReleaseDriftOfDocument = new TypedDocumentString(`
    query ReleaseDriftOf($versionId: ID!, $againstId: ID) {
  releaseCheck(versionId: $versionId, againstId: $againstId) {
    drift {
      reason
      report {
        hasDrifted
        sentence
        tooLittle
        baselineCount
        currentCount
        features {
          feature
          hasDrifted
          effect
          effectLabel
          pValueAdjusted
          sentence
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReleaseDriftOfQuery, ReleaseDriftOfQueryVariables>;
export const DeployVersionDocument = new TypedDocumentString(`
    mutation DeployVersion($input: DeployModelVersionInput!) {
  deployModelVersion(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeployVersionMutation, DeployVersionMutationVariables>;
export const DeleteDeploymentDocument = new TypedDocumentString(`
    mutation DeleteDeployment($id: ID!) {
  deleteModelDeployment(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteDeploymentMutation, DeleteDeploymentMutationVariables>;
export const ReleasePolicyOfDocument = new TypedDocumentString(`
    query ReleasePolicyOf {
  releasePolicy {
    mode
    parts
  }
}
    `) as unknown as TypedDocumentString<ReleasePolicyOfQuery, ReleasePolicyOfQueryVariables>;
export const SetReleasePolicyDocument = new TypedDocumentString(`
    mutation SetReleasePolicy($input: ReleasePolicyInput!) {
  setReleasePolicy(input: $input) {
    mode
    parts
  }
}
    `) as unknown as TypedDocumentString<SetReleasePolicyMutation, SetReleasePolicyMutationVariables>;
export const ExperimentLiftsDocument = new TypedDocumentString(`
    query ExperimentLifts($key: String!, $metric: String!) {
  experiment(key: $key) {
    id
    liftsByDay(metric: $metric) {
      at
      variants {
        ...PartRow
      }
    }
  }
}
    fragment PartRow on ExperimentPartResult {
  variant
  n
  baseN
  value
  baseValue
  lift
  low
  high
  pValue
  problem
}`) as unknown as TypedDocumentString<ExperimentLiftsQuery, ExperimentLiftsQueryVariables>;
export const ExperimentTimingDocument = new TypedDocumentString(`
    query ExperimentTiming($key: String!, $metric: String!) {
  experiment(key: $key) {
    id
    novelty(metric: $metric) {
      byDay {
        day
        variants {
          ...PartRow
        }
      }
      variants {
        variant
        early
        late
        pValue
        trend
        problem
      }
    }
    weekdays(metric: $metric) {
      weekdays {
        weekday
        dayCount
        variants {
          variant
          lift
          low
          high
        }
      }
      variants {
        variant
        pValue
        unevenShare
        isUneven
        problem
      }
    }
  }
}
    fragment PartRow on ExperimentPartResult {
  variant
  n
  baseN
  value
  baseValue
  lift
  low
  high
  pValue
  problem
}`) as unknown as TypedDocumentString<ExperimentTimingQuery, ExperimentTimingQueryVariables>;
export const ExperimentSegmentsDocument = new TypedDocumentString(`
    query ExperimentSegments($key: String!, $metric: String!, $by: ExperimentSegmentDimension!) {
  experiment(key: $key) {
    id
    segments(metric: $metric, by: $by) {
      segments {
        segment
        unitCount
        variants {
          ...PartRow
        }
      }
      otherUnitCount
      comparisonCount
      sentence
      variants {
        variant
        pValue
        unevenShare
        isUneven
        problem
      }
    }
  }
}
    fragment PartRow on ExperimentPartResult {
  variant
  n
  baseN
  value
  baseValue
  lift
  low
  high
  pValue
  problem
}`) as unknown as TypedDocumentString<ExperimentSegmentsQuery, ExperimentSegmentsQueryVariables>;
export const ExperimentsDocument = new TypedDocumentString(`
    query Experiments($kind: ExperimentKind) {
  experiments(kind: $kind) {
    ...ExperimentRow
  }
}
    fragment ExperimentRow on Experiment {
  id
  key
  name
  kind
  unit
  state
  isEnabled
  valueType
  allocation
  shippedVariant
  startedAt
  stoppedAt
  pausedReason
  createdAt
  updatedAt
  variants {
    key
    name
    weight
    value
  }
  cohort {
    id
    name
  }
  isCohortDeleted
}`) as unknown as TypedDocumentString<ExperimentsQuery, ExperimentsQueryVariables>;
export const ExperimentVerdictDocument = new TypedDocumentString(`
    query ExperimentVerdict($key: String!) {
  experiment(key: $key) {
    id
    recentVerdict {
      verdict
      sentence
    }
  }
}
    `) as unknown as TypedDocumentString<ExperimentVerdictQuery, ExperimentVerdictQueryVariables>;
export const ExperimentPageDocument = new TypedDocumentString(`
    query ExperimentPage($key: String!) {
  experiment(key: $key) {
    ...ExperimentCard
    phases {
      number
      seed
      startedAt
      endedAt
      reason
      variants {
        key
        weight
      }
    }
    versions {
      version
      changed
      savedAt
      savedBy
    }
    pauses {
      at
      reason
    }
    overrides {
      unitId
      variant
    }
    exposures {
      phase
      variant
      unitCount
      firstAt
      lastAt
    }
  }
}
    fragment ExperimentRow on Experiment {
  id
  key
  name
  kind
  unit
  state
  isEnabled
  valueType
  allocation
  shippedVariant
  startedAt
  stoppedAt
  pausedReason
  createdAt
  updatedAt
  variants {
    key
    name
    weight
    value
  }
  cohort {
    id
    name
  }
  isCohortDeleted
}
fragment ExperimentCard on Experiment {
  ...ExperimentRow
  hypothesis
  possibleActs
  defaultValue
  variants {
    key
    name
    weight
    value
    model
    promptName
    promptVersion
    parameters
  }
  parametersSchema
  ramp {
    share
    afterMinutes
  }
  condition
  membersAsOf
  environments
  channels
  layer {
    key
    start
    end
  }
  metrics {
    metric
    role
    goal
    minimalEffect
  }
  significance
  method
  correction
  plannedSamplePerVariant
  isAa
  phase
  version
}`) as unknown as TypedDocumentString<ExperimentPageQuery, ExperimentPageQueryVariables>;
export const ExperimentsMovedDocument = new TypedDocumentString(`
    subscription ExperimentsMoved {
  experimentsChanged {
    id
  }
}
    `) as unknown as TypedDocumentString<ExperimentsMovedSubscription, ExperimentsMovedSubscriptionVariables>;
export const CreateExperimentDocument = new TypedDocumentString(`
    mutation CreateExperiment($input: ExperimentInput!) {
  createExperiment(input: $input) {
    ...ExperimentCard
  }
}
    fragment ExperimentRow on Experiment {
  id
  key
  name
  kind
  unit
  state
  isEnabled
  valueType
  allocation
  shippedVariant
  startedAt
  stoppedAt
  pausedReason
  createdAt
  updatedAt
  variants {
    key
    name
    weight
    value
  }
  cohort {
    id
    name
  }
  isCohortDeleted
}
fragment ExperimentCard on Experiment {
  ...ExperimentRow
  hypothesis
  possibleActs
  defaultValue
  variants {
    key
    name
    weight
    value
    model
    promptName
    promptVersion
    parameters
  }
  parametersSchema
  ramp {
    share
    afterMinutes
  }
  condition
  membersAsOf
  environments
  channels
  layer {
    key
    start
    end
  }
  metrics {
    metric
    role
    goal
    minimalEffect
  }
  significance
  method
  correction
  plannedSamplePerVariant
  isAa
  phase
  version
}`) as unknown as TypedDocumentString<CreateExperimentMutation, CreateExperimentMutationVariables>;
export const UpdateExperimentDocument = new TypedDocumentString(`
    mutation UpdateExperiment($input: ExperimentChangeInput!) {
  updateExperiment(input: $input) {
    ...ExperimentCard
  }
}
    fragment ExperimentRow on Experiment {
  id
  key
  name
  kind
  unit
  state
  isEnabled
  valueType
  allocation
  shippedVariant
  startedAt
  stoppedAt
  pausedReason
  createdAt
  updatedAt
  variants {
    key
    name
    weight
    value
  }
  cohort {
    id
    name
  }
  isCohortDeleted
}
fragment ExperimentCard on Experiment {
  ...ExperimentRow
  hypothesis
  possibleActs
  defaultValue
  variants {
    key
    name
    weight
    value
    model
    promptName
    promptVersion
    parameters
  }
  parametersSchema
  ramp {
    share
    afterMinutes
  }
  condition
  membersAsOf
  environments
  channels
  layer {
    key
    start
    end
  }
  metrics {
    metric
    role
    goal
    minimalEffect
  }
  significance
  method
  correction
  plannedSamplePerVariant
  isAa
  phase
  version
}`) as unknown as TypedDocumentString<UpdateExperimentMutation, UpdateExperimentMutationVariables>;
export const CloneExperimentDocument = new TypedDocumentString(`
    mutation CloneExperiment($input: CloneExperimentInput!) {
  cloneExperiment(input: $input) {
    id
    key
  }
}
    `) as unknown as TypedDocumentString<CloneExperimentMutation, CloneExperimentMutationVariables>;
export const DeleteExperimentDocument = new TypedDocumentString(`
    mutation DeleteExperiment($id: ID!) {
  deleteExperiment(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteExperimentMutation, DeleteExperimentMutationVariables>;
export const StartExperimentDocument = new TypedDocumentString(`
    mutation StartExperiment($id: ID!) {
  startExperiment(id: $id) {
    ...ExperimentCard
  }
}
    fragment ExperimentRow on Experiment {
  id
  key
  name
  kind
  unit
  state
  isEnabled
  valueType
  allocation
  shippedVariant
  startedAt
  stoppedAt
  pausedReason
  createdAt
  updatedAt
  variants {
    key
    name
    weight
    value
  }
  cohort {
    id
    name
  }
  isCohortDeleted
}
fragment ExperimentCard on Experiment {
  ...ExperimentRow
  hypothesis
  possibleActs
  defaultValue
  variants {
    key
    name
    weight
    value
    model
    promptName
    promptVersion
    parameters
  }
  parametersSchema
  ramp {
    share
    afterMinutes
  }
  condition
  membersAsOf
  environments
  channels
  layer {
    key
    start
    end
  }
  metrics {
    metric
    role
    goal
    minimalEffect
  }
  significance
  method
  correction
  plannedSamplePerVariant
  isAa
  phase
  version
}`) as unknown as TypedDocumentString<StartExperimentMutation, StartExperimentMutationVariables>;
export const PauseExperimentDocument = new TypedDocumentString(`
    mutation PauseExperiment($id: ID!) {
  pauseExperiment(id: $id) {
    ...ExperimentCard
  }
}
    fragment ExperimentRow on Experiment {
  id
  key
  name
  kind
  unit
  state
  isEnabled
  valueType
  allocation
  shippedVariant
  startedAt
  stoppedAt
  pausedReason
  createdAt
  updatedAt
  variants {
    key
    name
    weight
    value
  }
  cohort {
    id
    name
  }
  isCohortDeleted
}
fragment ExperimentCard on Experiment {
  ...ExperimentRow
  hypothesis
  possibleActs
  defaultValue
  variants {
    key
    name
    weight
    value
    model
    promptName
    promptVersion
    parameters
  }
  parametersSchema
  ramp {
    share
    afterMinutes
  }
  condition
  membersAsOf
  environments
  channels
  layer {
    key
    start
    end
  }
  metrics {
    metric
    role
    goal
    minimalEffect
  }
  significance
  method
  correction
  plannedSamplePerVariant
  isAa
  phase
  version
}`) as unknown as TypedDocumentString<PauseExperimentMutation, PauseExperimentMutationVariables>;
export const ResumeExperimentDocument = new TypedDocumentString(`
    mutation ResumeExperiment($id: ID!) {
  resumeExperiment(id: $id) {
    ...ExperimentCard
  }
}
    fragment ExperimentRow on Experiment {
  id
  key
  name
  kind
  unit
  state
  isEnabled
  valueType
  allocation
  shippedVariant
  startedAt
  stoppedAt
  pausedReason
  createdAt
  updatedAt
  variants {
    key
    name
    weight
    value
  }
  cohort {
    id
    name
  }
  isCohortDeleted
}
fragment ExperimentCard on Experiment {
  ...ExperimentRow
  hypothesis
  possibleActs
  defaultValue
  variants {
    key
    name
    weight
    value
    model
    promptName
    promptVersion
    parameters
  }
  parametersSchema
  ramp {
    share
    afterMinutes
  }
  condition
  membersAsOf
  environments
  channels
  layer {
    key
    start
    end
  }
  metrics {
    metric
    role
    goal
    minimalEffect
  }
  significance
  method
  correction
  plannedSamplePerVariant
  isAa
  phase
  version
}`) as unknown as TypedDocumentString<ResumeExperimentMutation, ResumeExperimentMutationVariables>;
export const StopExperimentDocument = new TypedDocumentString(`
    mutation StopExperiment($id: ID!) {
  stopExperiment(id: $id) {
    ...ExperimentCard
  }
}
    fragment ExperimentRow on Experiment {
  id
  key
  name
  kind
  unit
  state
  isEnabled
  valueType
  allocation
  shippedVariant
  startedAt
  stoppedAt
  pausedReason
  createdAt
  updatedAt
  variants {
    key
    name
    weight
    value
  }
  cohort {
    id
    name
  }
  isCohortDeleted
}
fragment ExperimentCard on Experiment {
  ...ExperimentRow
  hypothesis
  possibleActs
  defaultValue
  variants {
    key
    name
    weight
    value
    model
    promptName
    promptVersion
    parameters
  }
  parametersSchema
  ramp {
    share
    afterMinutes
  }
  condition
  membersAsOf
  environments
  channels
  layer {
    key
    start
    end
  }
  metrics {
    metric
    role
    goal
    minimalEffect
  }
  significance
  method
  correction
  plannedSamplePerVariant
  isAa
  phase
  version
}`) as unknown as TypedDocumentString<StopExperimentMutation, StopExperimentMutationVariables>;
export const ArchiveExperimentDocument = new TypedDocumentString(`
    mutation ArchiveExperiment($id: ID!) {
  archiveExperiment(id: $id) {
    ...ExperimentCard
  }
}
    fragment ExperimentRow on Experiment {
  id
  key
  name
  kind
  unit
  state
  isEnabled
  valueType
  allocation
  shippedVariant
  startedAt
  stoppedAt
  pausedReason
  createdAt
  updatedAt
  variants {
    key
    name
    weight
    value
  }
  cohort {
    id
    name
  }
  isCohortDeleted
}
fragment ExperimentCard on Experiment {
  ...ExperimentRow
  hypothesis
  possibleActs
  defaultValue
  variants {
    key
    name
    weight
    value
    model
    promptName
    promptVersion
    parameters
  }
  parametersSchema
  ramp {
    share
    afterMinutes
  }
  condition
  membersAsOf
  environments
  channels
  layer {
    key
    start
    end
  }
  metrics {
    metric
    role
    goal
    minimalEffect
  }
  significance
  method
  correction
  plannedSamplePerVariant
  isAa
  phase
  version
}`) as unknown as TypedDocumentString<ArchiveExperimentMutation, ArchiveExperimentMutationVariables>;
export const ShipVariantDocument = new TypedDocumentString(`
    mutation ShipVariant($input: ShipVariantInput!) {
  shipVariant(input: $input) {
    ...ExperimentCard
  }
}
    fragment ExperimentRow on Experiment {
  id
  key
  name
  kind
  unit
  state
  isEnabled
  valueType
  allocation
  shippedVariant
  startedAt
  stoppedAt
  pausedReason
  createdAt
  updatedAt
  variants {
    key
    name
    weight
    value
  }
  cohort {
    id
    name
  }
  isCohortDeleted
}
fragment ExperimentCard on Experiment {
  ...ExperimentRow
  hypothesis
  possibleActs
  defaultValue
  variants {
    key
    name
    weight
    value
    model
    promptName
    promptVersion
    parameters
  }
  parametersSchema
  ramp {
    share
    afterMinutes
  }
  condition
  membersAsOf
  environments
  channels
  layer {
    key
    start
    end
  }
  metrics {
    metric
    role
    goal
    minimalEffect
  }
  significance
  method
  correction
  plannedSamplePerVariant
  isAa
  phase
  version
}`) as unknown as TypedDocumentString<ShipVariantMutation, ShipVariantMutationVariables>;
export const SetFlagEnabledDocument = new TypedDocumentString(`
    mutation SetFlagEnabled($input: FlagEnabledInput!) {
  setFlagEnabled(input: $input) {
    ...ExperimentCard
  }
}
    fragment ExperimentRow on Experiment {
  id
  key
  name
  kind
  unit
  state
  isEnabled
  valueType
  allocation
  shippedVariant
  startedAt
  stoppedAt
  pausedReason
  createdAt
  updatedAt
  variants {
    key
    name
    weight
    value
  }
  cohort {
    id
    name
  }
  isCohortDeleted
}
fragment ExperimentCard on Experiment {
  ...ExperimentRow
  hypothesis
  possibleActs
  defaultValue
  variants {
    key
    name
    weight
    value
    model
    promptName
    promptVersion
    parameters
  }
  parametersSchema
  ramp {
    share
    afterMinutes
  }
  condition
  membersAsOf
  environments
  channels
  layer {
    key
    start
    end
  }
  metrics {
    metric
    role
    goal
    minimalEffect
  }
  significance
  method
  correction
  plannedSamplePerVariant
  isAa
  phase
  version
}`) as unknown as TypedDocumentString<SetFlagEnabledMutation, SetFlagEnabledMutationVariables>;
export const SetExperimentOverrideDocument = new TypedDocumentString(`
    mutation SetExperimentOverride($input: ExperimentOverrideInput!) {
  setExperimentOverride(input: $input) {
    id
    overrides {
      unitId
      variant
    }
  }
}
    `) as unknown as TypedDocumentString<SetExperimentOverrideMutation, SetExperimentOverrideMutationVariables>;
export const ExperimentHealthDocument = new TypedDocumentString(`
    query ExperimentHealth($key: String!) {
  experiment(key: $key) {
    id
    health {
      pValue
      isMismatch
      sentence
      excludedUnits
      asOf
      variants {
        variant
        n
        answeredUnits
        errorUnits
      }
      several {
        variants
        n
      }
      causes {
        dimension
        attribute
        value
        counts {
          variant
          n
          expected
        }
        pValue
        missingVariant
        missingShare
        restPValue
        explains
        sentence
      }
      clampedUnits {
        variant
        n
      }
      forcedUnits {
        variant
        n
      }
      earlyUnits {
        variant
        n
      }
      unknownVariants {
        variant
        n
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExperimentHealthQuery, ExperimentHealthQueryVariables>;
export const TrafficPlanDocument = new TypedDocumentString(`
    query TrafficPlan($input: TrafficPlanInput!) {
  planExperimentByTraffic(input: $input) {
    from
    to
    source
    unitsByDay
    newUnitsPerDay
    days
    plannedSamplePerVariant
    share
    layer {
      key
      start
      end
    }
    targetingSentence
    metrics {
      metric
      name
      unit
      value
      standardDeviation
      varianceSavedShare
      minimalEffect
      days
      unitsByVariant
      plannedSamplePerVariant
      problem
      sentence
      byDay {
        day
        unitCount
        detectableEffect
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TrafficPlanQuery, TrafficPlanQueryVariables>;
export const ExperimentResultsDocument = new TypedDocumentString(`
    query ExperimentResults($key: String!) {
  experiment(key: $key) {
    id
    results {
      phase
      excludedUnits
      verdict
      sentence
      asOf
      sampleRatio {
        pValue
        isMismatch
        counts {
          variant
          n
          expected
        }
      }
      metrics {
        metric
        name
        role
        goal
        minimalEffect
        unit
        variants {
          variant
          isBase
          n
          value
          difference
          differenceLow
          differenceHigh
          lift
          correctedPValue
          chanceToWin
          isAdjusted
          adjusted {
            varianceSavedShare
          }
          verdict
          problem
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExperimentResultsQuery, ExperimentResultsQueryVariables>;
export const ExperimentTestsDocument = new TypedDocumentString(`
    query ExperimentTests($key: String!) {
  experiment(key: $key) {
    id
    results {
      asOf
      metrics {
        metric
        name
        unit
        variants {
          variant
          isBase
          value
          pValue
          sequentialPValue
          correctedPValue
          isAdjusted
          adjusted {
            differenceLow
            differenceHigh
            lift
            varianceSavedShare
          }
          unadjusted {
            differenceLow
            differenceHigh
            lift
          }
          problem
        }
        ranks {
          variant
          chanceOfMore
          pValue
          problem
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExperimentTestsQuery, ExperimentTestsQueryVariables>;
export const ExportsDocument = new TypedDocumentString(`
    query Exports {
  exports {
    ...ExportLine
  }
}
    fragment ExportLine on Export {
  id
  type
  format
  filter
  roles
  timeZone
  status
  task {
    id
    doneCount
    totalCount
  }
  expectedCount
  writtenCount
  sizeBytes
  failure
  path
  link
  requestedBy
  dueAt
  mail
  createdAt
  expiresAt
}`) as unknown as TypedDocumentString<ExportsQuery, ExportsQueryVariables>;
export const ExportSchedulesDocument = new TypedDocumentString(`
    query ExportSchedules {
  exportSchedules {
    ...ExportScheduleLine
  }
}
    fragment ExportScheduleLine on ExportSchedule {
  id
  name
  type
  format
  filter
  roles
  every
  weekday
  time
  timeZone
  dayCount
  recipients
  isPaused
  nextRuns
  savedBy
  failure
  exports {
    id
    status
    mail
    dueAt
    path
  }
}`) as unknown as TypedDocumentString<ExportSchedulesQuery, ExportSchedulesQueryVariables>;
export const ImportMappingsDocument = new TypedDocumentString(`
    query ImportMappings {
  importMappings {
    ...SavedMapping
  }
}
    fragment SavedMapping on ImportMapping {
  id
  name
  columns {
    column
    field
  }
  constants {
    field
    value
  }
  keepsUnknown
}`) as unknown as TypedDocumentString<ImportMappingsQuery, ImportMappingsQueryVariables>;
export const SaveImportMappingDocument = new TypedDocumentString(`
    mutation SaveImportMapping($input: ImportMappingInput!) {
  saveImportMapping(input: $input) {
    ...SavedMapping
  }
}
    fragment SavedMapping on ImportMapping {
  id
  name
  columns {
    column
    field
  }
  constants {
    field
    value
  }
  keepsUnknown
}`) as unknown as TypedDocumentString<SaveImportMappingMutation, SaveImportMappingMutationVariables>;
export const DeleteImportMappingDocument = new TypedDocumentString(`
    mutation DeleteImportMapping($id: ID!) {
  deleteImportMapping(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteImportMappingMutation, DeleteImportMappingMutationVariables>;
export const JudgesDocument = new TypedDocumentString(`
    query Judges {
  judges {
    ...JudgeRow
  }
  rubrics {
    ...RubricRow
  }
}
    fragment JudgeEstimatePart on JudgeEstimate {
  value
  low
  high
}
fragment RubricRow on Rubric {
  id
  key
  name
  description
  criteria
  scale
  categories
  examples {
    question
    answer
    verdict
    reason
  }
  usesReference
  version
  isBuiltIn
}
fragment JudgeRow on Judge {
  id
  name
  kind
  version
  modelName
  rubric {
    id
    key
    name
    scale
  }
  rule {
    kind
    pattern
    texts
    ignoresCase
    schema
    minimum
    maximum
    isNegated
  }
  isEnabled
  minimumAgreement
  isTrusted
  agreement {
    n
    sameShare
    kappa {
      ...JudgeEstimatePart
    }
    weightedKappa {
      ...JudgeEstimatePart
    }
    alpha {
      ...JudgeEstimatePart
    }
    spearman {
      ...JudgeEstimatePart
    }
  }
  sampleShare
  dailyCapUsd
  spentTodayUsd
}`) as unknown as TypedDocumentString<JudgesQuery, JudgesQueryVariables>;
export const JudgePageDocument = new TypedDocumentString(`
    query JudgePage($id: ID!) {
  judge(id: $id) {
    ...JudgeRow
    bias {
      length {
        ...JudgeEstimatePart
      }
      position {
        pairCount
        consistentShare
        firstShare {
          ...JudgeEstimatePart
        }
        longerShare {
          ...JudgeEstimatePart
        }
      }
    }
    runs {
      ...JudgeRunRow
    }
  }
}
    fragment JudgeEstimatePart on JudgeEstimate {
  value
  low
  high
}
fragment JudgeRow on Judge {
  id
  name
  kind
  version
  modelName
  rubric {
    id
    key
    name
    scale
  }
  rule {
    kind
    pattern
    texts
    ignoresCase
    schema
    minimum
    maximum
    isNegated
  }
  isEnabled
  minimumAgreement
  isTrusted
  agreement {
    n
    sameShare
    kappa {
      ...JudgeEstimatePart
    }
    weightedKappa {
      ...JudgeEstimatePart
    }
    alpha {
      ...JudgeEstimatePart
    }
    spearman {
      ...JudgeEstimatePart
    }
  }
  sampleShare
  dailyCapUsd
  spentTodayUsd
}
fragment JudgeRunProgressPart on JudgeRun {
  id
  state
  total
  done
  failed
  cached
  costUsd
  problem
  endedAt
}
fragment JudgeRunRow on JudgeRun {
  ...JudgeRunProgressPart
  kind
  sides
  estimatedCostUsd
  createdAt
  mean {
    mean
    low
    high
    n
  }
  corrected {
    mean
    low
    high
    humanCount
  }
  labels {
    label
    count
  }
  failures {
    code
    message
    count
  }
}`) as unknown as TypedDocumentString<JudgePageQuery, JudgePageQueryVariables>;
export const JudgeDisagreementsDocument = new TypedDocumentString(`
    query JudgeDisagreements($judgeId: ID!, $after: String) {
  judgeDisagreements(judgeId: $judgeId, first: 50, after: $after) {
    edges {
      node {
        judgeSays
        peopleSay
        distance
        message {
          id
          externalId
          contentPreview(maxLength: 160)
          conversation {
            externalId
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<JudgeDisagreementsQuery, JudgeDisagreementsQueryVariables>;
export const JudgeRankingDocument = new TypedDocumentString(`
    query JudgeRanking($input: PairwiseRankingInput!) {
  pairwiseRanking(input: $input) {
    pairCount
    consistentShare
    firstShare {
      ...JudgeEstimatePart
    }
    sides {
      name
      wins
      losses
      ties
      winChance {
        ...JudgeEstimatePart
      }
    }
  }
}
    fragment JudgeEstimatePart on JudgeEstimate {
  value
  low
  high
}`) as unknown as TypedDocumentString<JudgeRankingQuery, JudgeRankingQueryVariables>;
export const JudgeChoicesDocument = new TypedDocumentString(`
    query JudgeChoices {
  rubrics {
    id
    key
    name
    scale
  }
  modelChoices {
    models {
      ref
    }
    answering {
      ref
    }
  }
}
    `) as unknown as TypedDocumentString<JudgeChoicesQuery, JudgeChoicesQueryVariables>;
export const JudgeRunEstimatedDocument = new TypedDocumentString(`
    query JudgeRunEstimated($input: JudgeRunInput!) {
  judgeRunEstimate(input: $input) {
    messageCount
    inputTokens
    costUsd
    mostUsd
  }
}
    `) as unknown as TypedDocumentString<JudgeRunEstimatedQuery, JudgeRunEstimatedQueryVariables>;
export const JudgeRunProgressDocument = new TypedDocumentString(`
    subscription JudgeRunProgress($id: ID!) {
  judgeRunChanged(id: $id) {
    ...JudgeRunProgressPart
  }
}
    fragment JudgeRunProgressPart on JudgeRun {
  id
  state
  total
  done
  failed
  cached
  costUsd
  problem
  endedAt
}`) as unknown as TypedDocumentString<JudgeRunProgressSubscription, JudgeRunProgressSubscriptionVariables>;
export const SaveRubricDocument = new TypedDocumentString(`
    mutation SaveRubric($input: SaveRubricInput!) {
  saveRubric(input: $input) {
    ...RubricRow
  }
}
    fragment RubricRow on Rubric {
  id
  key
  name
  description
  criteria
  scale
  categories
  examples {
    question
    answer
    verdict
    reason
  }
  usesReference
  version
  isBuiltIn
}`) as unknown as TypedDocumentString<SaveRubricMutation, SaveRubricMutationVariables>;
export const ArchiveRubricDocument = new TypedDocumentString(`
    mutation ArchiveRubric($id: ID!) {
  archiveRubric(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<ArchiveRubricMutation, ArchiveRubricMutationVariables>;
export const SaveJudgeDocument = new TypedDocumentString(`
    mutation SaveJudge($input: SaveJudgeInput!) {
  saveJudge(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<SaveJudgeMutation, SaveJudgeMutationVariables>;
export const DeleteJudgeDocument = new TypedDocumentString(`
    mutation DeleteJudge($id: ID!) {
  deleteJudge(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteJudgeMutation, DeleteJudgeMutationVariables>;
export const StartJudgeRunDocument = new TypedDocumentString(`
    mutation StartJudgeRun($input: JudgeRunInput!) {
  startJudgeRun(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<StartJudgeRunMutation, StartJudgeRunMutationVariables>;
export const StopJudgeRunDocument = new TypedDocumentString(`
    mutation StopJudgeRun($id: ID!) {
  stopJudgeRun(id: $id) {
    ...JudgeRunProgressPart
  }
}
    fragment JudgeRunProgressPart on JudgeRun {
  id
  state
  total
  done
  failed
  cached
  costUsd
  problem
  endedAt
}`) as unknown as TypedDocumentString<StopJudgeRunMutation, StopJudgeRunMutationVariables>;
export const ResumeJudgeRunDocument = new TypedDocumentString(`
    mutation ResumeJudgeRun($id: ID!) {
  resumeJudgeRun(id: $id) {
    ...JudgeRunProgressPart
  }
}
    fragment JudgeRunProgressPart on JudgeRun {
  id
  state
  total
  done
  failed
  cached
  costUsd
  problem
  endedAt
}`) as unknown as TypedDocumentString<ResumeJudgeRunMutation, ResumeJudgeRunMutationVariables>;
export const JudgeOnlineDocument = new TypedDocumentString(`
    mutation JudgeOnline($input: JudgeOnlineInput!) {
  judgeOnline(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<JudgeOnlineMutation, JudgeOnlineMutationVariables>;
export const StartPairwiseDocument = new TypedDocumentString(`
    mutation StartPairwise($input: StartPairwiseInput!) {
  startPairwise(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<StartPairwiseMutation, StartPairwiseMutationVariables>;
export const JudgmentTagsDocument = new TypedDocumentString(`
    query JudgmentTags($filter: AnalyticsFilter!) {
  analytics(filter: $filter) {
    failureTags {
      tag
      count
    }
  }
}
    `) as unknown as TypedDocumentString<JudgmentTagsQuery, JudgmentTagsQueryVariables>;
export const JudgedMessagesDocument = new TypedDocumentString(`
    query JudgedMessages($filter: AnalyticsFilter, $first: Int, $after: String) {
  messages(filter: $filter, roles: [ASSISTANT], first: $first, after: $after) {
    edges {
      cursor
      node {
        ...JudgedMessage
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment JudgedMessage on Message {
  id
  externalId
  createdAt
  model
  traceId
  contentPreview(maxLength: 320)
  conversation {
    id
    externalId
  }
  evaluations {
    id
    name
    value
    label
    rating
    success
    failureTags
    comment
    correctedOutput
    evaluator
    evaluatorKind
  }
  ownJudgment {
    id
    rating
    success
    failureTags
    comment
    correctedOutput
  }
}`) as unknown as TypedDocumentString<JudgedMessagesQuery, JudgedMessagesQueryVariables>;
export const JudgeMessagesDocument = new TypedDocumentString(`
    mutation JudgeMessages($judgments: [MessageJudgmentInput!]!) {
  judgeMessages(judgments: $judgments) {
    accepted
    updated
    rejected {
      index
      field
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<JudgeMessagesMutation, JudgeMessagesMutationVariables>;
export const QueuesToFillDocument = new TypedDocumentString(`
    query QueuesToFill {
  annotationQueues {
    id
    name
    status
  }
}
    `) as unknown as TypedDocumentString<QueuesToFillQuery, QueuesToFillQueryVariables>;
export const ApiKeysDocument = new TypedDocumentString(`
    query ApiKeys {
  apiKeys {
    ...ApiKeyLine
  }
}
    fragment ApiKeyLine on ApiKey {
  id
  name
  prefix
  scope
  role
  environment
  requestsPerMinute
  isPersonal
  ownerName
  createdByName
  createdByKeyName
  createdAt
  expiresAt
  lastUsedAt
  lastUsedFrom
  revokedAt
}`) as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    secret
    apiKey {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($id: ID!) {
  revokeApiKey(id: $id) {
    ...ApiKeyLine
  }
}
    fragment ApiKeyLine on ApiKey {
  id
  name
  prefix
  scope
  role
  environment
  requestsPerMinute
  isPersonal
  ownerName
  createdByName
  createdByKeyName
  createdAt
  expiresAt
  lastUsedAt
  lastUsedFrom
  revokedAt
}`) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const LanguageModelsDocument = new TypedDocumentString(`
    query LanguageModels {
  modelConnections {
    ...ConnectionRow
  }
  modelConnectionPresets {
    key
    title
    kind
    baseUrl
    needsKey
    toolProtocol
    note
  }
  modelChoices {
    models {
      ...PricedModel
    }
    answering {
      ref
    }
    reason
    settings {
      ...ModelLimits
    }
    today {
      callCount
      usd
      tokens
    }
  }
  assistantSettings {
    isTraced
    actsWithoutCard
  }
  slackConnections {
    id
    teamId
    runsAs
    linkCount
    createdAt
    usedAt
  }
  preferences
}
    fragment ConnectionRow on ModelConnection {
  id
  name
  kind
  baseUrl
  hasKey
  keyEnd
  allowedModels
  listedModels
  models
  toolProtocol
  isEnabled
  checkedAt
  latencyMs
  checkCode
  checkMessage
}
fragment PricedModel on ConnectedModel {
  ref
  connection
  model
  inputUsdPerMillion
  outputUsdPerMillion
  turnUsd
  relativeCost
}
fragment ModelLimits on ModelSettings {
  defaultModel
  fallbackModels
  dailyUsdPerPerson
  dailyTokensPerPerson
  updatedAt
}`) as unknown as TypedDocumentString<LanguageModelsQuery, LanguageModelsQueryVariables>;
export const LanguageModelsChangedDocument = new TypedDocumentString(`
    subscription LanguageModelsChanged {
  modelConnectionsChanged
}
    `) as unknown as TypedDocumentString<LanguageModelsChangedSubscription, LanguageModelsChangedSubscriptionVariables>;
export const CreateModelConnectionDocument = new TypedDocumentString(`
    mutation CreateModelConnection($input: CreateModelConnectionInput!) {
  createModelConnection(input: $input) {
    ...ConnectionRow
  }
}
    fragment ConnectionRow on ModelConnection {
  id
  name
  kind
  baseUrl
  hasKey
  keyEnd
  allowedModels
  listedModels
  models
  toolProtocol
  isEnabled
  checkedAt
  latencyMs
  checkCode
  checkMessage
}`) as unknown as TypedDocumentString<CreateModelConnectionMutation, CreateModelConnectionMutationVariables>;
export const UpdateModelConnectionDocument = new TypedDocumentString(`
    mutation UpdateModelConnection($input: UpdateModelConnectionInput!) {
  updateModelConnection(input: $input) {
    ...ConnectionRow
  }
}
    fragment ConnectionRow on ModelConnection {
  id
  name
  kind
  baseUrl
  hasKey
  keyEnd
  allowedModels
  listedModels
  models
  toolProtocol
  isEnabled
  checkedAt
  latencyMs
  checkCode
  checkMessage
}`) as unknown as TypedDocumentString<UpdateModelConnectionMutation, UpdateModelConnectionMutationVariables>;
export const CheckModelConnectionDocument = new TypedDocumentString(`
    mutation CheckModelConnection($id: ID!) {
  checkModelConnection(id: $id) {
    ...ConnectionRow
  }
}
    fragment ConnectionRow on ModelConnection {
  id
  name
  kind
  baseUrl
  hasKey
  keyEnd
  allowedModels
  listedModels
  models
  toolProtocol
  isEnabled
  checkedAt
  latencyMs
  checkCode
  checkMessage
}`) as unknown as TypedDocumentString<CheckModelConnectionMutation, CheckModelConnectionMutationVariables>;
export const DeleteModelConnectionDocument = new TypedDocumentString(`
    mutation DeleteModelConnection($id: ID!) {
  deleteModelConnection(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteModelConnectionMutation, DeleteModelConnectionMutationVariables>;
export const SetModelLimitsDocument = new TypedDocumentString(`
    mutation SetModelLimits($input: SetModelSettingsInput!, $assistant: AssistantSettingsInput!) {
  setModelSettings(input: $input) {
    ...ModelLimits
  }
  setAssistantSettings(input: $assistant) {
    isTraced
    actsWithoutCard
  }
}
    fragment ModelLimits on ModelSettings {
  defaultModel
  fallbackModels
  dailyUsdPerPerson
  dailyTokensPerPerson
  updatedAt
}`) as unknown as TypedDocumentString<SetModelLimitsMutation, SetModelLimitsMutationVariables>;
export const CreateSlackConnectionDocument = new TypedDocumentString(`
    mutation CreateSlackConnection($input: CreateSlackConnectionInput!) {
  createSlackConnection(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<CreateSlackConnectionMutation, CreateSlackConnectionMutationVariables>;
export const DeleteSlackConnectionDocument = new TypedDocumentString(`
    mutation DeleteSlackConnection($id: ID!) {
  deleteSlackConnection(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteSlackConnectionMutation, DeleteSlackConnectionMutationVariables>;
export const PreferModelDocument = new TypedDocumentString(`
    mutation PreferModel($model: JSON) {
  setPreference(input: { name: "assistantModel", value: $model })
}
    `) as unknown as TypedDocumentString<PreferModelMutation, PreferModelMutationVariables>;
export const MeaningSettingsDocument = new TypedDocumentString(`
    query MeaningSettings {
  meaningSettings {
    ...WholeMeaningSettings
  }
}
    fragment WholeMeaningSettings on MeaningSettings {
  embeddings
  connection {
    id
    name
  }
  model
  dailyCapUsd
  spentTodayUsd
  pendingCount
  problem
}`) as unknown as TypedDocumentString<MeaningSettingsQuery, MeaningSettingsQueryVariables>;
export const UpdateMeaningSettingsDocument = new TypedDocumentString(`
    mutation UpdateMeaningSettings($input: UpdateMeaningSettingsInput!) {
  updateMeaningSettings(input: $input) {
    ...WholeMeaningSettings
  }
}
    fragment WholeMeaningSettings on MeaningSettings {
  embeddings
  connection {
    id
    name
  }
  model
  dailyCapUsd
  spentTodayUsd
  pendingCount
  problem
}`) as unknown as TypedDocumentString<UpdateMeaningSettingsMutation, UpdateMeaningSettingsMutationVariables>;
export const LoopsDocument = new TypedDocumentString(`
    query Loops {
  loops {
    ...LoopRow
  }
}
    fragment LoopShareNumbers on LoopShare {
  count
  outOf
  share
  low
  high
}
fragment LoopRow on Loop {
  id
  name
  status
  step
  createdAt
  updatedAt
  steps {
    kind
    count
    outOf
    state
  }
  verdict {
    meaning
    fixed {
      ...LoopShareNumbers
    }
    broke {
      ...LoopShareNumbers
    }
  }
}`) as unknown as TypedDocumentString<LoopsQuery, LoopsQueryVariables>;
export const LoopPageDocument = new TypedDocumentString(`
    query LoopPage($id: ID!) {
  loop(id: $id) {
    ...LoopScreen
  }
}
    fragment LoopShareNumbers on LoopShare {
  count
  outOf
  share
  low
  high
}
fragment LoopStepPart on LoopStep {
  kind
  state
  count
  outOf
  share
  low
  high
  sentence
  link
  startedAt
  finishedAt
  error
}
fragment LoopScreen on Loop {
  id
  name
  status
  step
  filter
  proposer
  createdBy
  createdAt
  updatedAt
  endedAt
  settings {
    maxFailures
    controlCount
    rehearsalShare
    heldOutShare
    seed
    matching
  }
  steps {
    ...LoopStepPart
  }
  verdict {
    meaning
    pValue
    sentence
    fixed {
      ...LoopShareNumbers
    }
    fixedHeldOut {
      ...LoopShareNumbers
    }
    broke {
      ...LoopShareNumbers
    }
  }
}`) as unknown as TypedDocumentString<LoopPageQuery, LoopPageQueryVariables>;
export const LoopMovedDocument = new TypedDocumentString(`
    subscription LoopMoved($id: ID!) {
  loopChanged(id: $id) {
    ...LoopScreen
  }
}
    fragment LoopShareNumbers on LoopShare {
  count
  outOf
  share
  low
  high
}
fragment LoopStepPart on LoopStep {
  kind
  state
  count
  outOf
  share
  low
  high
  sentence
  link
  startedAt
  finishedAt
  error
}
fragment LoopScreen on Loop {
  id
  name
  status
  step
  filter
  proposer
  createdBy
  createdAt
  updatedAt
  endedAt
  settings {
    maxFailures
    controlCount
    rehearsalShare
    heldOutShare
    seed
    matching
  }
  steps {
    ...LoopStepPart
  }
  verdict {
    meaning
    pValue
    sentence
    fixed {
      ...LoopShareNumbers
    }
    fixedHeldOut {
      ...LoopShareNumbers
    }
    broke {
      ...LoopShareNumbers
    }
  }
}`) as unknown as TypedDocumentString<LoopMovedSubscription, LoopMovedSubscriptionVariables>;
export const LoopItemsDocument = new TypedDocumentString(`
    query LoopItems($id: ID!, $first: Int!, $after: String, $kind: LoopItemKind, $outcome: LoopOutcome, $isCorrected: Boolean) {
  loop(id: $id) {
    id
    items(
      first: $first
      after: $after
      kind: $kind
      outcome: $outcome
      isCorrected: $isCorrected
    ) {
      edges {
        cursor
        node {
          ...LoopItemRow
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    fragment LoopItemRow on LoopItem {
  id
  kind
  prompt
  failedAnswer
  expectedAnswer
  correction
  correctedBy
  proposal
  proposalError
  split
  isTrained
  newAnswer
  outcome
  message {
    id
    externalId
    conversation {
      externalId
    }
  }
}`) as unknown as TypedDocumentString<LoopItemsQuery, LoopItemsQueryVariables>;
export const LoopChoicesDocument = new TypedDocumentString(`
    query LoopChoices {
  trainingConfigurations {
    id
    name
    version
  }
  runners {
    id
    name
    revokedAt
    commands
  }
}
    `) as unknown as TypedDocumentString<LoopChoicesQuery, LoopChoicesQueryVariables>;
export const LoopModelsDocument = new TypedDocumentString(`
    query LoopModels {
  modelChoices {
    models {
      ref
    }
    answering {
      ref
    }
  }
}
    `) as unknown as TypedDocumentString<LoopModelsQuery, LoopModelsQueryVariables>;
export const StartLoopDocument = new TypedDocumentString(`
    mutation StartLoop($input: StartLoopInput!) {
  startLoop(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<StartLoopMutation, StartLoopMutationVariables>;
export const CorrectLoopItemsDocument = new TypedDocumentString(`
    mutation CorrectLoopItems($input: CorrectLoopItemsInput!) {
  correctLoopItems(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<CorrectLoopItemsMutation, CorrectLoopItemsMutationVariables>;
export const ProposeCorrectionsDocument = new TypedDocumentString(`
    mutation ProposeCorrections($input: ProposeCorrectionsInput!) {
  proposeCorrections(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<ProposeCorrectionsMutation, ProposeCorrectionsMutationVariables>;
export const AcceptCorrectionsDocument = new TypedDocumentString(`
    mutation AcceptCorrections($input: AcceptCorrectionsInput!) {
  acceptCorrections(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<AcceptCorrectionsMutation, AcceptCorrectionsMutationVariables>;
export const BuildLoopDatasetDocument = new TypedDocumentString(`
    mutation BuildLoopDataset($input: BuildLoopDatasetInput!) {
  buildLoopDataset(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<BuildLoopDatasetMutation, BuildLoopDatasetMutationVariables>;
export const StartLoopTrainingDocument = new TypedDocumentString(`
    mutation StartLoopTraining($input: StartLoopTrainingInput!) {
  startLoopTraining(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<StartLoopTrainingMutation, StartLoopTrainingMutationVariables>;
export const ReplayLoopDocument = new TypedDocumentString(`
    mutation ReplayLoop($input: ReplayLoopInput!) {
  replayLoop(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<ReplayLoopMutation, ReplayLoopMutationVariables>;
export const StopLoopDocument = new TypedDocumentString(`
    mutation StopLoop($id: ID!) {
  stopLoop(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<StopLoopMutation, StopLoopMutationVariables>;
export const ResumeLoopDocument = new TypedDocumentString(`
    mutation ResumeLoop($id: ID!) {
  resumeLoop(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<ResumeLoopMutation, ResumeLoopMutationVariables>;
export const DeleteLoopDocument = new TypedDocumentString(`
    mutation DeleteLoop($id: ID!) {
  deleteLoop(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteLoopMutation, DeleteLoopMutationVariables>;
export const MembersDocument = new TypedDocumentString(`
    query Members($after: String) {
  members(first: 200, after: $after) {
    edges {
      node {
        ...MemberRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment MemberRow on Member {
  id
  name
  email
  role
  createdAt
  isViewer
}`) as unknown as TypedDocumentString<MembersQuery, MembersQueryVariables>;
export const InvitationsDocument = new TypedDocumentString(`
    query Invitations {
  invitations {
    ...InvitationRow
  }
}
    fragment InvitationRow on Invitation {
  id
  email
  role
  state
  invitedByName
  createdAt
  expiresAt
}`) as unknown as TypedDocumentString<InvitationsQuery, InvitationsQueryVariables>;
export const InviteMemberDocument = new TypedDocumentString(`
    mutation InviteMember($input: InviteMemberInput!) {
  inviteMember(input: $input) {
    invitation {
      ...InvitationRow
    }
    mail
    link
  }
}
    fragment InvitationRow on Invitation {
  id
  email
  role
  state
  invitedByName
  createdAt
  expiresAt
}`) as unknown as TypedDocumentString<InviteMemberMutation, InviteMemberMutationVariables>;
export const RevokeInvitationDocument = new TypedDocumentString(`
    mutation RevokeInvitation($id: ID!) {
  revokeInvitation(id: $id) {
    ...InvitationRow
  }
}
    fragment InvitationRow on Invitation {
  id
  email
  role
  state
  invitedByName
  createdAt
  expiresAt
}`) as unknown as TypedDocumentString<RevokeInvitationMutation, RevokeInvitationMutationVariables>;
export const SetMemberRoleDocument = new TypedDocumentString(`
    mutation SetMemberRole($input: SetMemberRoleInput!) {
  setMemberRole(input: $input) {
    ...MemberRow
  }
}
    fragment MemberRow on Member {
  id
  name
  email
  role
  createdAt
  isViewer
}`) as unknown as TypedDocumentString<SetMemberRoleMutation, SetMemberRoleMutationVariables>;
export const RemoveMemberDocument = new TypedDocumentString(`
    mutation RemoveMember($id: ID!, $revokeKeys: Boolean) {
  removeMember(id: $id, revokeKeys: $revokeKeys)
}
    `) as unknown as TypedDocumentString<RemoveMemberMutation, RemoveMemberMutationVariables>;
export const MadeKeysDocument = new TypedDocumentString(`
    query MadeKeys($id: ID!) {
  node(id: $id) {
    ... on Member {
      id
      madeKeys {
        id
        name
        role
        scope
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MadeKeysQuery, MadeKeysQueryVariables>;
export const LeaveWorkspaceDocument = new TypedDocumentString(`
    mutation LeaveWorkspace {
  leaveWorkspace
}
    `) as unknown as TypedDocumentString<LeaveWorkspaceMutation, LeaveWorkspaceMutationVariables>;
export const TransferOwnershipDocument = new TypedDocumentString(`
    mutation TransferOwnership($id: ID!) {
  transferOwnership(id: $id) {
    ...MemberRow
  }
}
    fragment MemberRow on Member {
  id
  name
  email
  role
  createdAt
  isViewer
}`) as unknown as TypedDocumentString<TransferOwnershipMutation, TransferOwnershipMutationVariables>;
export const CreateSignInLinkDocument = new TypedDocumentString(`
    mutation CreateSignInLink($id: ID!) {
  createSignInLink(id: $id)
}
    `) as unknown as TypedDocumentString<CreateSignInLinkMutation, CreateSignInLinkMutationVariables>;
export const SignInPolicyDocument = new TypedDocumentString(`
    query SignInPolicy {
  workspace {
    id
    requiresSso
    ssoIsTested
  }
}
    `) as unknown as TypedDocumentString<SignInPolicyQuery, SignInPolicyQueryVariables>;
export const SetSignInPolicyDocument = new TypedDocumentString(`
    mutation SetSignInPolicy($input: SetSignInPolicyInput!) {
  setSignInPolicy(input: $input) {
    id
    requiresSso
    ssoIsTested
  }
}
    `) as unknown as TypedDocumentString<SetSignInPolicyMutation, SetSignInPolicyMutationVariables>;
export const MessagePageDocument = new TypedDocumentString(`
    query MessagePage($filter: AnalyticsFilter, $search: String, $roles: [MessageRole!], $first: Int, $after: String) {
  messages(
    filter: $filter
    search: $search
    roles: $roles
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        ...MessageRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment MessageRow on Message {
  id
  externalId
  role
  model
  createdAt
  contentPreview(maxLength: 200)
  inputTokens
  outputTokens
  latencyMs
  costUsd
  cost {
    gap
  }
  errorType
  conversation {
    id
    externalId
  }
  evaluations {
    id
    rating
    success
  }
  toolCalls {
    name
    success
  }
}`) as unknown as TypedDocumentString<MessagePageQuery, MessagePageQueryVariables>;
export const MessagesOfAllTimeDocument = new TypedDocumentString(`
    query MessagesOfAllTime($filter: AnalyticsFilter, $search: String, $roles: [MessageRole!]) {
  messages(filter: $filter, search: $search, roles: $roles, first: 1) {
    edges {
      node {
        id
        createdAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MessagesOfAllTimeQuery, MessagesOfAllTimeQueryVariables>;
export const NewerMessagesDocument = new TypedDocumentString(`
    query NewerMessages($filter: AnalyticsFilter, $search: String, $roles: [MessageRole!], $last: Int, $before: String) {
  messages(
    filter: $filter
    search: $search
    roles: $roles
    last: $last
    before: $before
  ) {
    edges {
      cursor
      node {
        ...MessageRow
      }
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}
    fragment MessageRow on Message {
  id
  externalId
  role
  model
  createdAt
  contentPreview(maxLength: 200)
  inputTokens
  outputTokens
  latencyMs
  costUsd
  cost {
    gap
  }
  errorType
  conversation {
    id
    externalId
  }
  evaluations {
    id
    rating
    success
  }
  toolCalls {
    name
    success
  }
}`) as unknown as TypedDocumentString<NewerMessagesQuery, NewerMessagesQueryVariables>;
export const MessagesDeletedDocument = new TypedDocumentString(`
    subscription MessagesDeleted {
  messagesDeleted
}
    `) as unknown as TypedDocumentString<MessagesDeletedSubscription, MessagesDeletedSubscriptionVariables>;
export const MetricsDocument = new TypedDocumentString(`
    query Metrics {
  metrics {
    ...MetricRow
  }
}
    fragment MeasuredPart on MetricMeasured {
  measure
  event
  failureTag
  tool
  models
  environments
  prompts
  attributes {
    name
    values
  }
}
fragment MetricRow on Metric {
  id
  key
  name
  description
  kind
  measured {
    ...MeasuredPart
  }
  denominator {
    ...MeasuredPart
  }
  percentile
  afterDays
  withinDays
  cap {
    value
    percentile
  }
  windowHours
  better
  unit
  isBuiltIn
}`) as unknown as TypedDocumentString<MetricsQuery, MetricsQueryVariables>;
export const MetricChoicesDocument = new TypedDocumentString(`
    query MetricChoices {
  metrics {
    id
    key
    name
  }
  eventNames {
    name
  }
}
    `) as unknown as TypedDocumentString<MetricChoicesQuery, MetricChoicesQueryVariables>;
export const MetricPreviewDocument = new TypedDocumentString(`
    query MetricPreview($input: MetricPreviewInput!) {
  previewMetric(input: $input) {
    value
    low
    high
    unitCount
    from
    to
  }
}
    `) as unknown as TypedDocumentString<MetricPreviewQuery, MetricPreviewQueryVariables>;
export const CreateMetricDocument = new TypedDocumentString(`
    mutation CreateMetric($input: MetricInput!) {
  createMetric(input: $input) {
    ...MetricRow
  }
}
    fragment MeasuredPart on MetricMeasured {
  measure
  event
  failureTag
  tool
  models
  environments
  prompts
  attributes {
    name
    values
  }
}
fragment MetricRow on Metric {
  id
  key
  name
  description
  kind
  measured {
    ...MeasuredPart
  }
  denominator {
    ...MeasuredPart
  }
  percentile
  afterDays
  withinDays
  cap {
    value
    percentile
  }
  windowHours
  better
  unit
  isBuiltIn
}`) as unknown as TypedDocumentString<CreateMetricMutation, CreateMetricMutationVariables>;
export const UpdateMetricDocument = new TypedDocumentString(`
    mutation UpdateMetric($input: MetricChangeInput!) {
  updateMetric(input: $input) {
    ...MetricRow
  }
}
    fragment MeasuredPart on MetricMeasured {
  measure
  event
  failureTag
  tool
  models
  environments
  prompts
  attributes {
    name
    values
  }
}
fragment MetricRow on Metric {
  id
  key
  name
  description
  kind
  measured {
    ...MeasuredPart
  }
  denominator {
    ...MeasuredPart
  }
  percentile
  afterDays
  withinDays
  cap {
    value
    percentile
  }
  windowHours
  better
  unit
  isBuiltIn
}`) as unknown as TypedDocumentString<UpdateMetricMutation, UpdateMetricMutationVariables>;
export const DeleteMetricDocument = new TypedDocumentString(`
    mutation DeleteMetric($id: ID!) {
  deleteMetric(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteMetricMutation, DeleteMetricMutationVariables>;
export const ModelsDocument = new TypedDocumentString(`
    query Models {
  models {
    ...ModelCard
  }
}
    fragment ModelCard on Model {
  id
  name
  provider
  trainingMethod
  baseModel
  trainingDataset
  evaluationResults
  firstSeenAt
  deployment {
    trainingJobId
    endpoint
    type
    deployedAt
  }
  price {
    ...PriceLine
  }
}
fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}`) as unknown as TypedDocumentString<ModelsQuery, ModelsQueryVariables>;
export const ModelsUseDocument = new TypedDocumentString(`
    query ModelsUse($filter: AnalyticsFilter!) {
  analytics(filter: $filter) {
    byModel {
      ...ModelRow
    }
  }
}
    fragment ModelRow on ModelOverview {
  model
  provider
  trainingMethod
  messageCount
  costUsd
  costPerMessageUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorShare
  latencyMs {
    p50Ms
    p95Ms
  }
  series {
    startedAt
    isPartial
    messageCount
  }
}`) as unknown as TypedDocumentString<ModelsUseQuery, ModelsUseQueryVariables>;
export const ModelPageDocument = new TypedDocumentString(`
    query ModelPage($name: String!, $filter: AnalyticsFilter!, $compare: Boolean!, $compareWith: CompareWithInput) {
  models {
    ...ModelCard
  }
  model(name: $name) {
    id
    versions {
      ...ModelVersionRow
    }
  }
  filterOptions {
    models
  }
  analytics(filter: $filter, compareWith: $compareWith) {
    ...ModelScreen
  }
}
    fragment ModelCard on Model {
  id
  name
  provider
  trainingMethod
  baseModel
  trainingDataset
  evaluationResults
  firstSeenAt
  deployment {
    trainingJobId
    endpoint
    type
    deployedAt
  }
  price {
    ...PriceLine
  }
}
fragment ModelVersionRow on ModelVersion {
  version
  loop {
    id
    name
  }
  label
  trainingMethod
  baseModel
  trainingDataset
  registeredAt
  job {
    id
    name
    status
    bestEvalLoss
  }
}
fragment ModelScreen on Analytics {
  interval
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  series {
    ...Bucket
  }
  previousSeries @include(if: $compare) {
    ...Bucket
  }
  comparison @include(if: $compare) {
    metrics {
      ...Compared
    }
  }
  ...RatingsPanel
  tools {
    ...ToolRow
  }
  ...ErrorsPanel
  ...FailureTagsPanel
}
fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
  previous @include(if: $compare) {
    callCount
    durationMs {
      p95Ms
    }
  }
  comparison @include(if: $compare) {
    ...ValueChange
  }
}
fragment Compared on MetricComparison {
  metric
  verdict
  sentence
}
fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}
fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}
fragment ErrorsPanel on Analytics {
  errors {
    errorType
    count
    share
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment FailureTagsPanel on Analytics {
  failureTags {
    tag
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment RatingsPanel on Analytics {
  ratings {
    rating
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
  ratingChange: comparison(metrics: [AVERAGE_RATING]) @include(if: $compare) {
    ...PeriodChange
  }
}
fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}`) as unknown as TypedDocumentString<ModelPageQuery, ModelPageQueryVariables>;
export const ModelChangedDocument = new TypedDocumentString(`
    subscription ModelChanged($filter: AnalyticsFilter!, $compare: Boolean!, $compareWith: CompareWithInput) {
  analyticsChanged(filter: $filter, compareWith: $compareWith) {
    ...ModelScreen
  }
}
    fragment ModelScreen on Analytics {
  interval
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  series {
    ...Bucket
  }
  previousSeries @include(if: $compare) {
    ...Bucket
  }
  comparison @include(if: $compare) {
    metrics {
      ...Compared
    }
  }
  ...RatingsPanel
  tools {
    ...ToolRow
  }
  ...ErrorsPanel
  ...FailureTagsPanel
}
fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
  previous @include(if: $compare) {
    callCount
    durationMs {
      p95Ms
    }
  }
  comparison @include(if: $compare) {
    ...ValueChange
  }
}
fragment Compared on MetricComparison {
  metric
  verdict
  sentence
}
fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}
fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}
fragment ErrorsPanel on Analytics {
  errors {
    errorType
    count
    share
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment FailureTagsPanel on Analytics {
  failureTags {
    tag
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment RatingsPanel on Analytics {
  ratings {
    rating
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
  ratingChange: comparison(metrics: [AVERAGE_RATING]) @include(if: $compare) {
    ...PeriodChange
  }
}`) as unknown as TypedDocumentString<ModelChangedSubscription, ModelChangedSubscriptionVariables>;
export const SaveModelDocument = new TypedDocumentString(`
    mutation SaveModel($model: ModelInput!) {
  saveModel(input: $model) {
    ...ModelCard
  }
}
    fragment ModelCard on Model {
  id
  name
  provider
  trainingMethod
  baseModel
  trainingDataset
  evaluationResults
  firstSeenAt
  deployment {
    trainingJobId
    endpoint
    type
    deployedAt
  }
  price {
    ...PriceLine
  }
}
fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}`) as unknown as TypedDocumentString<SaveModelMutation, SaveModelMutationVariables>;
export const DeleteModelDocument = new TypedDocumentString(`
    mutation DeleteModel($id: ID!) {
  deleteModel(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteModelMutation, DeleteModelMutationVariables>;
export const OrganisationPageDocument = new TypedDocumentString(`
    query OrganisationPage {
  organisation {
    workspaceCount
    messageCount
    costUsd
    personCount
    workspaces {
      ...OrganisationRow
    }
  }
}
    fragment OrganisationRow on OrganisationWorkspace {
  workspace {
    slug
    name
    role
    isCurrent
    archivedAt
  }
  messageCount
  costUsd
  memberCount
  lastMessageAt
}`) as unknown as TypedDocumentString<OrganisationPageQuery, OrganisationPageQueryVariables>;
export const OverviewDocument = new TypedDocumentString(`
    query Overview($filter: AnalyticsFilter!, $compare: Boolean!, $compareWith: CompareWithInput) {
  filterOptions {
    models
  }
  analytics(filter: $filter, compareWith: $compareWith) {
    ...FirstScreen
  }
}
    fragment ModelBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  costUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
fragment FirstScreen on Analytics {
  interval
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  comparison @include(if: $compare) {
    metrics {
      ...Compared
    }
  }
  series {
    ...Bucket
  }
  previousSeries @include(if: $compare) {
    ...Bucket
  }
  seriesByModel(top: 6) {
    model
    buckets {
      ...ModelBucket
    }
    previous @include(if: $compare) {
      ...ModelBucket
    }
  }
  byModel {
    ...ComparedModelRow
  }
  ...RatingsPanel
  tools {
    ...ToolRow
  }
  ...ErrorsPanel
  ...FailureTagsPanel
}
fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment ModelRow on ModelOverview {
  model
  provider
  trainingMethod
  messageCount
  costUsd
  costPerMessageUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorShare
  latencyMs {
    p50Ms
    p95Ms
  }
  series {
    startedAt
    isPartial
    messageCount
  }
}
fragment ComparedModelRow on ModelOverview {
  ...ModelRow
  previous @include(if: $compare) {
    ...GroupBefore
  }
}
fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
  previous @include(if: $compare) {
    callCount
    durationMs {
      p95Ms
    }
  }
  comparison @include(if: $compare) {
    ...ValueChange
  }
}
fragment Compared on MetricComparison {
  metric
  verdict
  sentence
}
fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}
fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}
fragment ErrorsPanel on Analytics {
  errors {
    errorType
    count
    share
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment FailureTagsPanel on Analytics {
  failureTags {
    tag
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment RatingsPanel on Analytics {
  ratings {
    rating
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
  ratingChange: comparison(metrics: [AVERAGE_RATING]) @include(if: $compare) {
    ...PeriodChange
  }
}
fragment GroupBefore on Overview {
  messageCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}`) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const OverviewChangedDocument = new TypedDocumentString(`
    subscription OverviewChanged($filter: AnalyticsFilter!, $compare: Boolean!, $compareWith: CompareWithInput) {
  analyticsChanged(filter: $filter, compareWith: $compareWith) {
    ...FirstScreen
  }
}
    fragment ModelBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  costUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
fragment FirstScreen on Analytics {
  interval
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  comparison @include(if: $compare) {
    metrics {
      ...Compared
    }
  }
  series {
    ...Bucket
  }
  previousSeries @include(if: $compare) {
    ...Bucket
  }
  seriesByModel(top: 6) {
    model
    buckets {
      ...ModelBucket
    }
    previous @include(if: $compare) {
      ...ModelBucket
    }
  }
  byModel {
    ...ComparedModelRow
  }
  ...RatingsPanel
  tools {
    ...ToolRow
  }
  ...ErrorsPanel
  ...FailureTagsPanel
}
fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment ModelRow on ModelOverview {
  model
  provider
  trainingMethod
  messageCount
  costUsd
  costPerMessageUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorShare
  latencyMs {
    p50Ms
    p95Ms
  }
  series {
    startedAt
    isPartial
    messageCount
  }
}
fragment ComparedModelRow on ModelOverview {
  ...ModelRow
  previous @include(if: $compare) {
    ...GroupBefore
  }
}
fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
  previous @include(if: $compare) {
    callCount
    durationMs {
      p95Ms
    }
  }
  comparison @include(if: $compare) {
    ...ValueChange
  }
}
fragment Compared on MetricComparison {
  metric
  verdict
  sentence
}
fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}
fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}
fragment ErrorsPanel on Analytics {
  errors {
    errorType
    count
    share
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment FailureTagsPanel on Analytics {
  failureTags {
    tag
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment RatingsPanel on Analytics {
  ratings {
    rating
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
  ratingChange: comparison(metrics: [AVERAGE_RATING]) @include(if: $compare) {
    ...PeriodChange
  }
}
fragment GroupBefore on Overview {
  messageCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}`) as unknown as TypedDocumentString<OverviewChangedSubscription, OverviewChangedSubscriptionVariables>;
export const SuccessByModelDocument = new TypedDocumentString(`
    query SuccessByModel($filter: AnalyticsFilter!, $interval: Interval!, $compare: Boolean!, $compareWith: CompareWithInput) {
  analytics(filter: $filter, compareWith: $compareWith) {
    seriesByModel(interval: $interval, top: 6) {
      model
      buckets {
        ...ModelBucket
      }
      previous @include(if: $compare) {
        ...ModelBucket
      }
    }
  }
}
    fragment ModelBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  costUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}`) as unknown as TypedDocumentString<SuccessByModelQuery, SuccessByModelQueryVariables>;
export const PermissionsDocument = new TypedDocumentString(`
    query Permissions {
  permissions {
    name
    what
    roles
    keyScopes
  }
}
    `) as unknown as TypedDocumentString<PermissionsQuery, PermissionsQueryVariables>;
export const PermissionMembersDocument = new TypedDocumentString(`
    query PermissionMembers {
  members(first: 200) {
    edges {
      node {
        id
        name
        email
        isViewer
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PermissionMembersQuery, PermissionMembersQueryVariables>;
export const ViewerMayDocument = new TypedDocumentString(`
    query ViewerMay($permission: PermissionName!) {
  viewerMay(permission: $permission) {
    isAllowed
    reason
  }
}
    `) as unknown as TypedDocumentString<ViewerMayQuery, ViewerMayQueryVariables>;
export const PermissionOfDocument = new TypedDocumentString(`
    query PermissionOf($memberId: ID!, $permission: PermissionName!) {
  permissionOf(memberId: $memberId, permission: $permission) {
    isAllowed
    reason
  }
}
    `) as unknown as TypedDocumentString<PermissionOfQuery, PermissionOfQueryVariables>;
export const PlaygroundModelsDocument = new TypedDocumentString(`
    query PlaygroundModels {
  modelChoices {
    models {
      ref
      connection
      model
      inputUsdPerMillion
      outputUsdPerMillion
    }
    answering {
      ref
    }
    settings {
      dailyUsdPerPerson
    }
    today {
      usd
    }
  }
  modelConnections {
    name
    kind
    baseUrl
  }
}
    `) as unknown as TypedDocumentString<PlaygroundModelsQuery, PlaygroundModelsQueryVariables>;
export const PlaygroundRunPageDocument = new TypedDocumentString(`
    query PlaygroundRunPage($id: ID!) {
  playgroundRun(id: $id) {
    ...PlaygroundWholeRun
  }
}
    fragment PlaygroundPromptParts on PlaygroundPrompt {
  messages {
    role
    text
    toolCalls {
      id
      name
      arguments
    }
    toolCallId
    name
  }
  tools {
    name
    description
    parameters
  }
  outputSchema
  temperature
  topP
  seed
  maxOutputTokens
  stop
}
fragment PlaygroundSourceParts on PlaygroundSource {
  kind
  promptName
  promptVersion
  traceId
  spanId
  messageExternalId
}
fragment PlaygroundAnswerParts on PlaygroundAnswer {
  id
  rowIndex
  columnIndex
  model
  status
  steps {
    text
    calls {
      id
      name
      arguments
      text
      error
      result
    }
    end
    inputTokens
    outputTokens
    cachedInputTokens
    isEstimated
    costUsd
    timeToFirstTokenMs
    durationMs
    ignored
  }
  costUsd
  failureCode
  failureMessage
  outputProblem
  traceId
}
fragment PlaygroundRunRow on PlaygroundRun {
  id
  title
  models
  isShared
  isOwn
  ownerName
  createdAt
}
fragment PlaygroundWholeRun on PlaygroundRun {
  ...PlaygroundRunRow
  prompt {
    ...PlaygroundPromptParts
  }
  rows
  source {
    ...PlaygroundSourceParts
  }
  answers {
    ...PlaygroundAnswerParts
  }
}`) as unknown as TypedDocumentString<PlaygroundRunPageQuery, PlaygroundRunPageQueryVariables>;
export const PlaygroundRunsDocument = new TypedDocumentString(`
    query PlaygroundRuns($first: Int!, $search: String, $isShared: Boolean) {
  playgroundRuns(first: $first, search: $search, isShared: $isShared) {
    edges {
      node {
        ...PlaygroundRunRow
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment PlaygroundRunRow on PlaygroundRun {
  id
  title
  models
  isShared
  isOwn
  ownerName
  createdAt
}`) as unknown as TypedDocumentString<PlaygroundRunsQuery, PlaygroundRunsQueryVariables>;
export const PlaygroundDraftDocument = new TypedDocumentString(`
    query PlaygroundDraft($from: PlaygroundSourceInput!) {
  playgroundDraft(from: $from) {
    title
    prompt {
      ...PlaygroundPromptParts
    }
    rows
    model
    source {
      ...PlaygroundSourceParts
    }
    notes
  }
}
    fragment PlaygroundPromptParts on PlaygroundPrompt {
  messages {
    role
    text
    toolCalls {
      id
      name
      arguments
    }
    toolCallId
    name
  }
  tools {
    name
    description
    parameters
  }
  outputSchema
  temperature
  topP
  seed
  maxOutputTokens
  stop
}
fragment PlaygroundSourceParts on PlaygroundSource {
  kind
  promptName
  promptVersion
  traceId
  spanId
  messageExternalId
}`) as unknown as TypedDocumentString<PlaygroundDraftQuery, PlaygroundDraftQueryVariables>;
export const PlaygroundEstimateDocument = new TypedDocumentString(`
    query PlaygroundEstimate($prompt: PlaygroundPromptInput!, $models: [String!]!) {
  playgroundEstimate(prompt: $prompt, models: $models) {
    inputTokens
    mostOutputTokens
    models {
      model
      inputUsd
      mostUsd
    }
  }
}
    `) as unknown as TypedDocumentString<PlaygroundEstimateQuery, PlaygroundEstimateQueryVariables>;
export const PlaygroundPromptsDocument = new TypedDocumentString(`
    query PlaygroundPrompts {
  prompts {
    id
    name
    type
  }
}
    `) as unknown as TypedDocumentString<PlaygroundPromptsQuery, PlaygroundPromptsQueryVariables>;
export const PlaygroundAnswerChangesDocument = new TypedDocumentString(`
    subscription PlaygroundAnswerChanges($runId: ID!) {
  playgroundAnswers(runId: $runId) {
    ...PlaygroundAnswerParts
  }
}
    fragment PlaygroundAnswerParts on PlaygroundAnswer {
  id
  rowIndex
  columnIndex
  model
  status
  steps {
    text
    calls {
      id
      name
      arguments
      text
      error
      result
    }
    end
    inputTokens
    outputTokens
    cachedInputTokens
    isEstimated
    costUsd
    timeToFirstTokenMs
    durationMs
    ignored
  }
  costUsd
  failureCode
  failureMessage
  outputProblem
  traceId
}`) as unknown as TypedDocumentString<PlaygroundAnswerChangesSubscription, PlaygroundAnswerChangesSubscriptionVariables>;
export const RunPlaygroundDocument = new TypedDocumentString(`
    mutation RunPlayground($input: RunPlaygroundInput!) {
  runPlayground(input: $input) {
    ...PlaygroundWholeRun
  }
}
    fragment PlaygroundPromptParts on PlaygroundPrompt {
  messages {
    role
    text
    toolCalls {
      id
      name
      arguments
    }
    toolCallId
    name
  }
  tools {
    name
    description
    parameters
  }
  outputSchema
  temperature
  topP
  seed
  maxOutputTokens
  stop
}
fragment PlaygroundSourceParts on PlaygroundSource {
  kind
  promptName
  promptVersion
  traceId
  spanId
  messageExternalId
}
fragment PlaygroundAnswerParts on PlaygroundAnswer {
  id
  rowIndex
  columnIndex
  model
  status
  steps {
    text
    calls {
      id
      name
      arguments
      text
      error
      result
    }
    end
    inputTokens
    outputTokens
    cachedInputTokens
    isEstimated
    costUsd
    timeToFirstTokenMs
    durationMs
    ignored
  }
  costUsd
  failureCode
  failureMessage
  outputProblem
  traceId
}
fragment PlaygroundRunRow on PlaygroundRun {
  id
  title
  models
  isShared
  isOwn
  ownerName
  createdAt
}
fragment PlaygroundWholeRun on PlaygroundRun {
  ...PlaygroundRunRow
  prompt {
    ...PlaygroundPromptParts
  }
  rows
  source {
    ...PlaygroundSourceParts
  }
  answers {
    ...PlaygroundAnswerParts
  }
}`) as unknown as TypedDocumentString<RunPlaygroundMutation, RunPlaygroundMutationVariables>;
export const StopPlaygroundRunDocument = new TypedDocumentString(`
    mutation StopPlaygroundRun($id: ID!) {
  stopPlaygroundRun(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<StopPlaygroundRunMutation, StopPlaygroundRunMutationVariables>;
export const StopPlaygroundAnswerDocument = new TypedDocumentString(`
    mutation StopPlaygroundAnswer($id: ID!) {
  stopPlaygroundAnswer(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<StopPlaygroundAnswerMutation, StopPlaygroundAnswerMutationVariables>;
export const ContinuePlaygroundAnswerDocument = new TypedDocumentString(`
    mutation ContinuePlaygroundAnswer($input: ContinuePlaygroundAnswerInput!) {
  continuePlaygroundAnswer(input: $input) {
    ...PlaygroundAnswerParts
  }
}
    fragment PlaygroundAnswerParts on PlaygroundAnswer {
  id
  rowIndex
  columnIndex
  model
  status
  steps {
    text
    calls {
      id
      name
      arguments
      text
      error
      result
    }
    end
    inputTokens
    outputTokens
    cachedInputTokens
    isEstimated
    costUsd
    timeToFirstTokenMs
    durationMs
    ignored
  }
  costUsd
  failureCode
  failureMessage
  outputProblem
  traceId
}`) as unknown as TypedDocumentString<ContinuePlaygroundAnswerMutation, ContinuePlaygroundAnswerMutationVariables>;
export const RetryPlaygroundAnswerDocument = new TypedDocumentString(`
    mutation RetryPlaygroundAnswer($id: ID!) {
  retryPlaygroundAnswer(id: $id) {
    ...PlaygroundAnswerParts
  }
}
    fragment PlaygroundAnswerParts on PlaygroundAnswer {
  id
  rowIndex
  columnIndex
  model
  status
  steps {
    text
    calls {
      id
      name
      arguments
      text
      error
      result
    }
    end
    inputTokens
    outputTokens
    cachedInputTokens
    isEstimated
    costUsd
    timeToFirstTokenMs
    durationMs
    ignored
  }
  costUsd
  failureCode
  failureMessage
  outputProblem
  traceId
}`) as unknown as TypedDocumentString<RetryPlaygroundAnswerMutation, RetryPlaygroundAnswerMutationVariables>;
export const UpdatePlaygroundRunDocument = new TypedDocumentString(`
    mutation UpdatePlaygroundRun($input: UpdatePlaygroundRunInput!) {
  updatePlaygroundRun(input: $input) {
    ...PlaygroundRunRow
  }
}
    fragment PlaygroundRunRow on PlaygroundRun {
  id
  title
  models
  isShared
  isOwn
  ownerName
  createdAt
}`) as unknown as TypedDocumentString<UpdatePlaygroundRunMutation, UpdatePlaygroundRunMutationVariables>;
export const DeletePlaygroundRunDocument = new TypedDocumentString(`
    mutation DeletePlaygroundRun($id: ID!) {
  deletePlaygroundRun(id: $id)
}
    `) as unknown as TypedDocumentString<DeletePlaygroundRunMutation, DeletePlaygroundRunMutationVariables>;
export const PriceBookDocument = new TypedDocumentString(`
    query PriceBook {
  prices {
    ...PriceLine
  }
  priceTables {
    source
    version
    datedAt
  }
  modelAliases {
    ...Alias
  }
  models {
    id
    name
    provider
    firstSeenAt
    price {
      id
    }
  }
  backgroundTasks {
    ...Task
  }
}
    fragment Task on BackgroundTask {
  id
  kind
  status
  totalCount
  doneCount
  progressShare
  createdAt
  finishedAt
  error
  retryAt
}
fragment Alias on ModelAlias {
  name
  model
}
fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}`) as unknown as TypedDocumentString<PriceBookQuery, PriceBookQueryVariables>;
export const SaveModelAliasDocument = new TypedDocumentString(`
    mutation SaveModelAlias($input: ModelAliasInput!) {
  saveModelAlias(input: $input) {
    alias {
      ...Alias
    }
    task {
      ...Task
    }
  }
}
    fragment Task on BackgroundTask {
  id
  kind
  status
  totalCount
  doneCount
  progressShare
  createdAt
  finishedAt
  error
  retryAt
}
fragment Alias on ModelAlias {
  name
  model
}`) as unknown as TypedDocumentString<SaveModelAliasMutation, SaveModelAliasMutationVariables>;
export const UnpricedDocument = new TypedDocumentString(`
    query Unpriced($filter: AnalyticsFilter!) {
  analytics(filter: $filter) {
    byModel {
      model
      provider
      messageCount
      pricedCount
    }
  }
}
    `) as unknown as TypedDocumentString<UnpricedQuery, UnpricedQueryVariables>;
export const SavePriceDocument = new TypedDocumentString(`
    mutation SavePrice($price: PriceInput!) {
  savePrice(input: $price) {
    price {
      ...PriceLine
    }
    task {
      ...Task
    }
  }
}
    fragment Task on BackgroundTask {
  id
  kind
  status
  totalCount
  doneCount
  progressShare
  createdAt
  finishedAt
  error
  retryAt
}
fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}`) as unknown as TypedDocumentString<SavePriceMutation, SavePriceMutationVariables>;
export const DeletePriceDocument = new TypedDocumentString(`
    mutation DeletePrice($id: ID!) {
  deletePrice(id: $id) {
    price {
      id
    }
    task {
      ...Task
    }
  }
}
    fragment Task on BackgroundTask {
  id
  kind
  status
  totalCount
  doneCount
  progressShare
  createdAt
  finishedAt
  error
  retryAt
}`) as unknown as TypedDocumentString<DeletePriceMutation, DeletePriceMutationVariables>;
export const ImportPricesDocument = new TypedDocumentString(`
    mutation ImportPrices($table: JSON!) {
  importPrices(input: { table: $table }) {
    added
    changed
    unchanged
    skipped {
      model
      reason
    }
    task {
      ...Task
    }
  }
}
    fragment Task on BackgroundTask {
  id
  kind
  status
  totalCount
  doneCount
  progressShare
  createdAt
  finishedAt
  error
  retryAt
}`) as unknown as TypedDocumentString<ImportPricesMutation, ImportPricesMutationVariables>;
export const TaskChangedDocument = new TypedDocumentString(`
    subscription TaskChanged($id: ID!) {
  backgroundTaskChanged(id: $id) {
    ...Task
  }
}
    fragment Task on BackgroundTask {
  id
  kind
  status
  totalCount
  doneCount
  progressShare
  createdAt
  finishedAt
  error
  retryAt
}`) as unknown as TypedDocumentString<TaskChangedSubscription, TaskChangedSubscriptionVariables>;
export const PromptsDocument = new TypedDocumentString(`
    query Prompts {
  prompts {
    ...PromptRow
  }
}
    fragment PromptRow on Prompt {
  id
  name
  type
  tags
  labels {
    label
    version
  }
  versionCount
  updatedAt
}`) as unknown as TypedDocumentString<PromptsQuery, PromptsQueryVariables>;
export const PromptsUseDocument = new TypedDocumentString(`
    query PromptsUse($range: TimeRangeInput!) {
  prompts {
    id
    usage(range: $range) {
      messageCount
      costUsd
      successShare
      successInterval {
        low
        high
      }
      lastUsedAt
    }
  }
}
    `) as unknown as TypedDocumentString<PromptsUseQuery, PromptsUseQueryVariables>;
export const PromptsChangedDocument = new TypedDocumentString(`
    subscription PromptsChanged {
  promptsChanged
}
    `) as unknown as TypedDocumentString<PromptsChangedSubscription, PromptsChangedSubscriptionVariables>;
export const PromptPageDocument = new TypedDocumentString(`
    query PromptPage($name: String!) {
  prompt(name: $name) {
    ...WholePrompt
  }
}
    fragment WholePrompt on Prompt {
  id
  name
  type
  tags
  labels {
    label
    version
  }
  versions {
    ...PromptVersionRow
  }
  comments {
    id
    version
    text
    author
    createdAt
  }
}
fragment PromptVersionRow on PromptVersion {
  id
  version
  labels
  commitMessage
  createdBy
  createdAt
}`) as unknown as TypedDocumentString<PromptPageQuery, PromptPageQueryVariables>;
export const PromptNumbersDocument = new TypedDocumentString(`
    query PromptNumbers($name: String!, $range: TimeRangeInput!) {
  prompt(name: $name) {
    id
    numbers(range: $range) {
      ...PromptVersionNumbersRow
    }
  }
}
    fragment PromptVersionNumbersRow on PromptVersionNumbers {
  version
  messageCount
  traceCount
  inputTokens
  outputTokens
  costPerMessageUsd
  costUsd
  latencyP50Ms
  errorShare
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  ratingInterval {
    low
    high
  }
  firstUsedAt
  lastUsedAt
}`) as unknown as TypedDocumentString<PromptNumbersQuery, PromptNumbersQueryVariables>;
export const PromptVersionTextDocument = new TypedDocumentString(`
    query PromptVersionText($name: String!, $version: Int!) {
  promptVersion(name: $name, version: $version) {
    ...PromptVersionContent
  }
}
    fragment PromptVersionContent on PromptVersion {
  id
  version
  text
  messages {
    role
    content
    placeholder
  }
  config
  variables
  placeholders
}`) as unknown as TypedDocumentString<PromptVersionTextQuery, PromptVersionTextQueryVariables>;
export const PromptAsServedDocument = new TypedDocumentString(`
    query PromptAsServed($name: String!, $version: Int!) {
  promptVersion(name: $name, version: $version) {
    id
    resolved {
      text
    }
  }
}
    `) as unknown as TypedDocumentString<PromptAsServedQuery, PromptAsServedQueryVariables>;
export const PromptComparisonDocument = new TypedDocumentString(`
    query PromptComparison($name: String!, $version: Int!, $base: Int!, $range: TimeRangeInput!) {
  prompt(name: $name) {
    id
    comparison(version: $version, base: $base, range: $range) {
      metric
      verdict
      sentence
    }
  }
}
    `) as unknown as TypedDocumentString<PromptComparisonQuery, PromptComparisonQueryVariables>;
export const PromptUsesDocument = new TypedDocumentString(`
    query PromptUses($name: String!, $version: Int!, $range: TimeRangeInput!) {
  prompt(name: $name) {
    id
    uses(version: $version, limit: 10, range: $range) {
      messageExternalId
      traceId
      spanId
      at
      model
      latencyMs
      errorType
      success
    }
  }
}
    `) as unknown as TypedDocumentString<PromptUsesQuery, PromptUsesQueryVariables>;
export const SavePromptVersionDocument = new TypedDocumentString(`
    mutation SavePromptVersion($input: PromptVersionInput!) {
  savePromptVersion(input: $input) {
    id
    name
    version
  }
}
    `) as unknown as TypedDocumentString<SavePromptVersionMutation, SavePromptVersionMutationVariables>;
export const SetPromptLabelsDocument = new TypedDocumentString(`
    mutation SetPromptLabels($input: PromptLabelsInput!) {
  setPromptLabels(input: $input) {
    id
    version
    labels
  }
}
    `) as unknown as TypedDocumentString<SetPromptLabelsMutation, SetPromptLabelsMutationVariables>;
export const SetPromptTagsDocument = new TypedDocumentString(`
    mutation SetPromptTags($input: PromptTagsInput!) {
  setPromptTags(input: $input) {
    id
    tags
  }
}
    `) as unknown as TypedDocumentString<SetPromptTagsMutation, SetPromptTagsMutationVariables>;
export const CommentPromptDocument = new TypedDocumentString(`
    mutation CommentPrompt($input: PromptCommentInput!) {
  commentPrompt(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<CommentPromptMutation, CommentPromptMutationVariables>;
export const DeletePromptCommentDocument = new TypedDocumentString(`
    mutation DeletePromptComment($id: ID!) {
  deletePromptComment(id: $id)
}
    `) as unknown as TypedDocumentString<DeletePromptCommentMutation, DeletePromptCommentMutationVariables>;
export const DeletePromptDocument = new TypedDocumentString(`
    mutation DeletePrompt($id: ID!) {
  deletePrompt(id: $id)
}
    `) as unknown as TypedDocumentString<DeletePromptMutation, DeletePromptMutationVariables>;
export const DeletePromptVersionDocument = new TypedDocumentString(`
    mutation DeletePromptVersion($id: ID!) {
  deletePromptVersion(id: $id)
}
    `) as unknown as TypedDocumentString<DeletePromptVersionMutation, DeletePromptVersionMutationVariables>;
export const AnnotationQueuesDocument = new TypedDocumentString(`
    query AnnotationQueues {
  annotationQueues {
    ...QueueRow
  }
}
    fragment QueueRow on AnnotationQueue {
  id
  name
  instructions
  overlap
  leaseMinutes
  isForAll
  status
  mayJudge
  itemCount
  completedCount
  submittedCount
  skippedByAllCount
  rubric {
    rating
    success
    correction
    failureTags
    fields {
      name
      values
    }
  }
  progress {
    ...QueueProgressRow
  }
}
fragment QueueProgressRow on QueueProgress {
  annotator
  isViewer
  submittedCount
  skippedCount
  extraCount
  heldCount
  freeAt
  lastAt
}`) as unknown as TypedDocumentString<AnnotationQueuesQuery, AnnotationQueuesQueryVariables>;
export const AnnotationQueuesChangedDocument = new TypedDocumentString(`
    subscription AnnotationQueuesChanged {
  annotationQueuesChanged
}
    `) as unknown as TypedDocumentString<AnnotationQueuesChangedSubscription, AnnotationQueuesChangedSubscriptionVariables>;
export const AnnotationQueuePageDocument = new TypedDocumentString(`
    query AnnotationQueuePage($id: ID!) {
  annotationQueue(id: $id) {
    ...QueueRow
  }
}
    fragment QueueRow on AnnotationQueue {
  id
  name
  instructions
  overlap
  leaseMinutes
  isForAll
  status
  mayJudge
  itemCount
  completedCount
  submittedCount
  skippedByAllCount
  rubric {
    rating
    success
    correction
    failureTags
    fields {
      name
      values
    }
  }
  progress {
    ...QueueProgressRow
  }
}
fragment QueueProgressRow on QueueProgress {
  annotator
  isViewer
  submittedCount
  skippedCount
  extraCount
  heldCount
  freeAt
  lastAt
}`) as unknown as TypedDocumentString<AnnotationQueuePageQuery, AnnotationQueuePageQueryVariables>;
export const AnnotationQueueAgreementDocument = new TypedDocumentString(`
    query AnnotationQueueAgreement($id: ID!) {
  annotationQueue(id: $id) {
    id
    agreement {
      ...QueueAgreementRow
    }
    pairs {
      one
      other
      itemCount
      sameRatingShare
      ratingDifference
      sameVerdictShare
    }
    disagreements(first: 20) {
      ...QueueDisagreementRow
    }
  }
}
    fragment QueueAgreementRow on QueueAgreement {
  field
  level
  itemCount
  judgmentCount
  alpha
  alphaLow
  alphaHigh
  sameShare
}
fragment QueueDisagreementRow on QueueDisagreement {
  disagreement
  item {
    id
    position
    message {
      id
      externalId
      contentPreview(maxLength: 160)
      traceId
      conversation {
        id
        externalId
      }
    }
    judgments {
      annotator
      rating
      success
      failureTags
      state
    }
  }
}`) as unknown as TypedDocumentString<AnnotationQueueAgreementQuery, AnnotationQueueAgreementQueryVariables>;
export const AnnotationQueueSkippedDocument = new TypedDocumentString(`
    query AnnotationQueueSkipped($id: ID!) {
  annotationQueue(id: $id) {
    id
    skippedByAllCount
    skippedByAll(first: 100) {
      ...QueueSkippedRow
    }
  }
}
    fragment QueueSkippedRow on QueueSkippedItem {
  skips {
    annotator
    reason
  }
  item {
    id
    position
    submittedCount
    message {
      id
      externalId
      contentPreview(maxLength: 160)
      traceId
      conversation {
        id
        externalId
      }
    }
  }
}`) as unknown as TypedDocumentString<AnnotationQueueSkippedQuery, AnnotationQueueSkippedQueryVariables>;
export const QueueMembersDocument = new TypedDocumentString(`
    query QueueMembers($id: ID!) {
  annotationQueue(id: $id) {
    id
    memberIds
  }
}
    `) as unknown as TypedDocumentString<QueueMembersQuery, QueueMembersQueryVariables>;
export const QueuePeopleDocument = new TypedDocumentString(`
    query QueuePeople {
  members(first: 200) {
    edges {
      node {
        id
        name
        email
        role
      }
    }
  }
}
    `) as unknown as TypedDocumentString<QueuePeopleQuery, QueuePeopleQueryVariables>;
export const SaveAnnotationQueueDocument = new TypedDocumentString(`
    mutation SaveAnnotationQueue($input: SaveAnnotationQueueInput!) {
  saveAnnotationQueue(input: $input) {
    ...QueueRow
  }
}
    fragment QueueRow on AnnotationQueue {
  id
  name
  instructions
  overlap
  leaseMinutes
  isForAll
  status
  mayJudge
  itemCount
  completedCount
  submittedCount
  skippedByAllCount
  rubric {
    rating
    success
    correction
    failureTags
    fields {
      name
      values
    }
  }
  progress {
    ...QueueProgressRow
  }
}
fragment QueueProgressRow on QueueProgress {
  annotator
  isViewer
  submittedCount
  skippedCount
  extraCount
  heldCount
  freeAt
  lastAt
}`) as unknown as TypedDocumentString<SaveAnnotationQueueMutation, SaveAnnotationQueueMutationVariables>;
export const FillAnnotationQueueDocument = new TypedDocumentString(`
    mutation FillAnnotationQueue($input: FillAnnotationQueueInput!) {
  fillAnnotationQueue(input: $input) {
    addedCount
    queue {
      id
      itemCount
    }
  }
}
    `) as unknown as TypedDocumentString<FillAnnotationQueueMutation, FillAnnotationQueueMutationVariables>;
export const SetAnnotationQueueStatusDocument = new TypedDocumentString(`
    mutation SetAnnotationQueueStatus($input: SetAnnotationQueueStatusInput!) {
  setAnnotationQueueStatus(input: $input) {
    ...QueueRow
  }
}
    fragment QueueRow on AnnotationQueue {
  id
  name
  instructions
  overlap
  leaseMinutes
  isForAll
  status
  mayJudge
  itemCount
  completedCount
  submittedCount
  skippedByAllCount
  rubric {
    rating
    success
    correction
    failureTags
    fields {
      name
      values
    }
  }
  progress {
    ...QueueProgressRow
  }
}
fragment QueueProgressRow on QueueProgress {
  annotator
  isViewer
  submittedCount
  skippedCount
  extraCount
  heldCount
  freeAt
  lastAt
}`) as unknown as TypedDocumentString<SetAnnotationQueueStatusMutation, SetAnnotationQueueStatusMutationVariables>;
export const PutSkippedBackDocument = new TypedDocumentString(`
    mutation PutSkippedBack($input: PutSkippedBackInput!) {
  putSkippedBack(input: $input) {
    putBackCount
    queue {
      ...QueueRow
    }
  }
}
    fragment QueueRow on AnnotationQueue {
  id
  name
  instructions
  overlap
  leaseMinutes
  isForAll
  status
  mayJudge
  itemCount
  completedCount
  submittedCount
  skippedByAllCount
  rubric {
    rating
    success
    correction
    failureTags
    fields {
      name
      values
    }
  }
  progress {
    ...QueueProgressRow
  }
}
fragment QueueProgressRow on QueueProgress {
  annotator
  isViewer
  submittedCount
  skippedCount
  extraCount
  heldCount
  freeAt
  lastAt
}`) as unknown as TypedDocumentString<PutSkippedBackMutation, PutSkippedBackMutationVariables>;
export const DeleteAnnotationQueueDocument = new TypedDocumentString(`
    mutation DeleteAnnotationQueue($id: ID!) {
  deleteAnnotationQueue(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteAnnotationQueueMutation, DeleteAnnotationQueueMutationVariables>;
export const LeaseQueueItemDocument = new TypedDocumentString(`
    mutation LeaseQueueItem($input: LeaseQueueItemInput!) {
  leaseQueueItem(input: $input) {
    ...QueueTaskCard
  }
}
    fragment QueueTaskCard on QueueTask {
  queueItemId
  position
  state
  leasedUntil
  rating
  success
  failureTags
  correctedOutput
  comment
  choices {
    field
    value
  }
  traceId
  conversationId
  message {
    role
    content
    createdAt
    errorType
    tools
  }
  context {
    role
    content
    createdAt
    errorType
    tools
  }
}`) as unknown as TypedDocumentString<LeaseQueueItemMutation, LeaseQueueItemMutationVariables>;
export const SubmitQueueItemDocument = new TypedDocumentString(`
    mutation SubmitQueueItem($input: SubmitQueueItemInput!) {
  submitQueueItem(input: $input) {
    queueItemId
    state
  }
}
    `) as unknown as TypedDocumentString<SubmitQueueItemMutation, SubmitQueueItemMutationVariables>;
export const SkipQueueItemDocument = new TypedDocumentString(`
    mutation SkipQueueItem($input: SkipQueueItemInput!) {
  skipQueueItem(input: $input) {
    queueItemId
    state
  }
}
    `) as unknown as TypedDocumentString<SkipQueueItemMutation, SkipQueueItemMutationVariables>;
export const UndoQueueItemDocument = new TypedDocumentString(`
    mutation UndoQueueItem($input: UndoQueueItemInput!) {
  undoQueueItem(input: $input) {
    ...QueueTaskCard
  }
}
    fragment QueueTaskCard on QueueTask {
  queueItemId
  position
  state
  leasedUntil
  rating
  success
  failureTags
  correctedOutput
  comment
  choices {
    field
    value
  }
  traceId
  conversationId
  message {
    role
    content
    createdAt
    errorType
    tools
  }
  context {
    role
    content
    createdAt
    errorType
    tools
  }
}`) as unknown as TypedDocumentString<UndoQueueItemMutation, UndoQueueItemMutationVariables>;
export const SentimentPageDocument = new TypedDocumentString(`
    query SentimentPage($filter: AnalyticsFilter!) {
  sentiment(filter: $filter) {
    ...SentimentNow
    series {
      ...SentimentBucket
    }
    languages {
      language
      isSupported
      messageCount
      share
    }
    allEmotions: emotions {
      emotion
      messageCount
      share
      low
      high
      previousShare
    }
    trajectories {
      trajectory
      conversationCount
      share
      low
      high
    }
    correlations {
      ...CorrelationRow
    }
    turned(first: 50) {
      ...TurnedRow
    }
    modelVersion
  }
  topics(filter: $filter) {
    ...TopicRow
  }
}
    fragment TopicRow on Topic {
  id
  name
  terms
  messageCount
  share
  previousShare
  change
  low
  high
  isNew
  isGrowing
  examples {
    contentPreview(maxLength: 140)
    conversation {
      externalId
    }
  }
}
fragment CorrelationRow on SentimentCorrelation {
  with
  n
  coefficient
  low
  high
  pValue
  sentence
}
fragment TurnedRow on TurnedConversation {
  conversation {
    externalId
    userId
    lastMessageAt
  }
  start
  end
  trajectory
  turningMessage {
    externalId
    createdAt
    contentPreview(maxLength: 160)
  }
}
fragment SentimentNow on Sentiment {
  messageCount
  supportedCount
  average
  low
  high
  emotions {
    emotion
    messageCount
    share
    previousShare
  }
}
fragment SentimentBucket on SentimentPoint {
  at
  messageCount
  average
  low
  high
  frustrationShare
  confusionShare
  satisfactionShare
}`) as unknown as TypedDocumentString<SentimentPageQuery, SentimentPageQueryVariables>;
export const WorkspaceSettingsDocument = new TypedDocumentString(`
    query WorkspaceSettings {
  workspaceSettings {
    ...Settings
  }
}
    fragment Settings on WorkspaceSettings {
  slaThresholdMs
  slaRules {
    dimension
    value
    thresholdMs
  }
  targets {
    metric
    value
    bound
  }
  timeZone
  weekStart
  updatedAt
  lastChange {
    ...WhoChanged
  }
}
fragment WhoChanged on LastChange {
  at
  actor {
    kind
    name
  }
}`) as unknown as TypedDocumentString<WorkspaceSettingsQuery, WorkspaceSettingsQueryVariables>;
export const WorkspaceSettingsChangedDocument = new TypedDocumentString(`
    subscription WorkspaceSettingsChanged {
  workspaceSettingsChanged {
    ...Settings
  }
}
    fragment Settings on WorkspaceSettings {
  slaThresholdMs
  slaRules {
    dimension
    value
    thresholdMs
  }
  targets {
    metric
    value
    bound
  }
  timeZone
  weekStart
  updatedAt
  lastChange {
    ...WhoChanged
  }
}
fragment WhoChanged on LastChange {
  at
  actor {
    kind
    name
  }
}`) as unknown as TypedDocumentString<WorkspaceSettingsChangedSubscription, WorkspaceSettingsChangedSubscriptionVariables>;
export const SetWorkspaceSettingsDocument = new TypedDocumentString(`
    mutation SetWorkspaceSettings($input: WorkspaceSettingsInput!) {
  setWorkspaceSettings(input: $input) {
    ...Settings
  }
}
    fragment Settings on WorkspaceSettings {
  slaThresholdMs
  slaRules {
    dimension
    value
    thresholdMs
  }
  targets {
    metric
    value
    bound
  }
  timeZone
  weekStart
  updatedAt
  lastChange {
    ...WhoChanged
  }
}
fragment WhoChanged on LastChange {
  at
  actor {
    kind
    name
  }
}`) as unknown as TypedDocumentString<SetWorkspaceSettingsMutation, SetWorkspaceSettingsMutationVariables>;
export const ResetWorkspaceSettingsDocument = new TypedDocumentString(`
    mutation ResetWorkspaceSettings {
  resetWorkspaceSettings {
    ...Settings
  }
}
    fragment Settings on WorkspaceSettings {
  slaThresholdMs
  slaRules {
    dimension
    value
    thresholdMs
  }
  targets {
    metric
    value
    bound
  }
  timeZone
  weekStart
  updatedAt
  lastChange {
    ...WhoChanged
  }
}
fragment WhoChanged on LastChange {
  at
  actor {
    kind
    name
  }
}`) as unknown as TypedDocumentString<ResetWorkspaceSettingsMutation, ResetWorkspaceSettingsMutationVariables>;
export const InvitedViewerDocument = new TypedDocumentString(`
    query InvitedViewer {
  viewer {
    person {
      id
      name
      email
    }
  }
}
    `) as unknown as TypedDocumentString<InvitedViewerQuery, InvitedViewerQueryVariables>;
export const AcceptInvitationDocument = new TypedDocumentString(`
    mutation AcceptInvitation($secret: String!) {
  acceptInvitation(input: { secret: $secret }) {
    __typename
  }
}
    `) as unknown as TypedDocumentString<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const AnomalyPageDocument = new TypedDocumentString(`
    query AnomalyPage($first: Int!, $after: String, $states: [AnomalyState!], $severities: [AnomalySeverity!], $metric: SignalMetric, $dimensionValue: String, $assigneeIds: [ID!], $isUnassigned: Boolean, $from: DateTime, $to: DateTime) {
  anomalies(
    first: $first
    after: $after
    states: $states
    severities: $severities
    metric: $metric
    dimensionValue: $dimensionValue
    assigneeIds: $assigneeIds
    isUnassigned: $isUnassigned
    from: $from
    to: $to
  ) {
    edges {
      cursor
      node {
        ...AnomalyRow
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment AnomalyRow on Anomaly {
  id
  number
  sentence
  metric
  dimension
  dimensionValue
  kind
  direction
  severity
  state
  beganAt
  detectedAt
  endedAt
  endReason
  value
  expectedLow
  expectedHigh
  at
  messageCount
  userCount
  excessCostUsd
  verdict
  assignee {
    id
    name
  }
  findings {
    id
  }
}`) as unknown as TypedDocumentString<AnomalyPageQuery, AnomalyPageQueryVariables>;
export const SignalWatchStateDocument = new TypedDocumentString(`
    query SignalWatchState {
  signalWatch {
    judgedUntil
    seriesCount
    learningCount
  }
}
    `) as unknown as TypedDocumentString<SignalWatchStateQuery, SignalWatchStateQueryVariables>;
export const AnomalyDaysDocument = new TypedDocumentString(`
    query AnomalyDays($from: DateTime!, $first: Int!) {
  anomalies(from: $from, first: $first) {
    edges {
      node {
        id
        beganAt
        severity
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<AnomalyDaysQuery, AnomalyDaysQueryVariables>;
export const OneAnomalyDocument = new TypedDocumentString(`
    query OneAnomaly($id: ID!) {
  anomaly(id: $id) {
    ...WholeAnomaly
  }
}
    fragment AnomalyRow on Anomaly {
  id
  number
  sentence
  metric
  dimension
  dimensionValue
  kind
  direction
  severity
  state
  beganAt
  detectedAt
  endedAt
  endReason
  value
  expectedLow
  expectedHigh
  at
  messageCount
  userCount
  excessCostUsd
  verdict
  assignee {
    id
    name
  }
  findings {
    id
  }
}
fragment FindingRow on AnomalyFinding {
  id
  series {
    id
    mutedUntil
  }
  metric
  dimension
  dimensionValue
  kind
  direction
  value
  expected
  expectedLow
  expectedHigh
  beganAt
  endedAt
}
fragment WholeAnomaly on Anomaly {
  ...AnomalyRow
  expected
  findings {
    ...FindingRow
  }
  buckets(around: 48) {
    ...ExpectedPoint
  }
  alsoMoved {
    ...FindingRow
  }
  annotations {
    ...Mark
  }
  filter
  verdictBy {
    id
    name
  }
  verdictAt
  verdictReason
  acknowledgedBy {
    id
    name
  }
  acknowledgedAt
  notes {
    id
    author {
      id
      name
    }
    text
    createdAt
  }
}
fragment Mark on Annotation {
  id
  kind
  label
  at
  endAt
  isAutomatic
  model
}
fragment ExpectedPoint on ExpectedBucket {
  at
  value
  expected
  low
  high
  isOut
}`) as unknown as TypedDocumentString<OneAnomalyQuery, OneAnomalyQueryVariables>;
export const WatchedSeriesPageDocument = new TypedDocumentString(`
    query WatchedSeriesPage($metric: SignalMetric, $first: Int!, $after: String) {
  watchedSeries(metric: $metric, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...WatchedRow
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment WatchedRow on WatchedSeries {
  id
  metric
  dimension
  dimensionValue
  learning
  valueCount
  lastBucketAt
  level
  bandShare
  threshold
  mutedUntil
  findingCount30Days
}`) as unknown as TypedDocumentString<WatchedSeriesPageQuery, WatchedSeriesPageQueryVariables>;
export const SignalSettingsDocument = new TypedDocumentString(`
    query SignalSettings {
  signalSettings {
    sensitivity
    changedAt
    changedBy {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<SignalSettingsQuery, SignalSettingsQueryVariables>;
export const SignalReplayDocument = new TypedDocumentString(`
    query SignalReplay($sensitivity: Sensitivity!, $days: Int!) {
  signalReplay(sensitivity: $sensitivity, days: $days) {
    anomalyCount
    perWeek
    sentence
    anomalies {
      sentence
      metric
      dimension
      dimensionValue
      kind
      beganAt
      endedAt
    }
  }
}
    `) as unknown as TypedDocumentString<SignalReplayQuery, SignalReplayQueryVariables>;
export const SignalPeopleDocument = new TypedDocumentString(`
    query SignalPeople($after: String) {
  members(first: 200, after: $after) {
    edges {
      node {
        id
        name
        personId
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<SignalPeopleQuery, SignalPeopleQueryVariables>;
export const AnomalyDetectedDocument = new TypedDocumentString(`
    subscription AnomalyDetected {
  anomalyDetected {
    ...AnomalyRow
  }
}
    fragment AnomalyRow on Anomaly {
  id
  number
  sentence
  metric
  dimension
  dimensionValue
  kind
  direction
  severity
  state
  beganAt
  detectedAt
  endedAt
  endReason
  value
  expectedLow
  expectedHigh
  at
  messageCount
  userCount
  excessCostUsd
  verdict
  assignee {
    id
    name
  }
  findings {
    id
  }
}`) as unknown as TypedDocumentString<AnomalyDetectedSubscription, AnomalyDetectedSubscriptionVariables>;
export const AnomalyChangedDocument = new TypedDocumentString(`
    subscription AnomalyChanged {
  anomalyChanged {
    ...AnomalyRow
  }
}
    fragment AnomalyRow on Anomaly {
  id
  number
  sentence
  metric
  dimension
  dimensionValue
  kind
  direction
  severity
  state
  beganAt
  detectedAt
  endedAt
  endReason
  value
  expectedLow
  expectedHigh
  at
  messageCount
  userCount
  excessCostUsd
  verdict
  assignee {
    id
    name
  }
  findings {
    id
  }
}`) as unknown as TypedDocumentString<AnomalyChangedSubscription, AnomalyChangedSubscriptionVariables>;
export const JudgeAnomalyDocument = new TypedDocumentString(`
    mutation JudgeAnomaly($id: ID!, $verdict: AnomalyVerdict!, $reason: String, $findings: [ID!]) {
  judgeAnomaly(id: $id, verdict: $verdict, reason: $reason, findings: $findings) {
    ...WholeAnomaly
  }
}
    fragment AnomalyRow on Anomaly {
  id
  number
  sentence
  metric
  dimension
  dimensionValue
  kind
  direction
  severity
  state
  beganAt
  detectedAt
  endedAt
  endReason
  value
  expectedLow
  expectedHigh
  at
  messageCount
  userCount
  excessCostUsd
  verdict
  assignee {
    id
    name
  }
  findings {
    id
  }
}
fragment FindingRow on AnomalyFinding {
  id
  series {
    id
    mutedUntil
  }
  metric
  dimension
  dimensionValue
  kind
  direction
  value
  expected
  expectedLow
  expectedHigh
  beganAt
  endedAt
}
fragment WholeAnomaly on Anomaly {
  ...AnomalyRow
  expected
  findings {
    ...FindingRow
  }
  buckets(around: 48) {
    ...ExpectedPoint
  }
  alsoMoved {
    ...FindingRow
  }
  annotations {
    ...Mark
  }
  filter
  verdictBy {
    id
    name
  }
  verdictAt
  verdictReason
  acknowledgedBy {
    id
    name
  }
  acknowledgedAt
  notes {
    id
    author {
      id
      name
    }
    text
    createdAt
  }
}
fragment Mark on Annotation {
  id
  kind
  label
  at
  endAt
  isAutomatic
  model
}
fragment ExpectedPoint on ExpectedBucket {
  at
  value
  expected
  low
  high
  isOut
}`) as unknown as TypedDocumentString<JudgeAnomalyMutation, JudgeAnomalyMutationVariables>;
export const UndoAnomalyVerdictDocument = new TypedDocumentString(`
    mutation UndoAnomalyVerdict($id: ID!) {
  undoAnomalyVerdict(id: $id) {
    ...WholeAnomaly
  }
}
    fragment AnomalyRow on Anomaly {
  id
  number
  sentence
  metric
  dimension
  dimensionValue
  kind
  direction
  severity
  state
  beganAt
  detectedAt
  endedAt
  endReason
  value
  expectedLow
  expectedHigh
  at
  messageCount
  userCount
  excessCostUsd
  verdict
  assignee {
    id
    name
  }
  findings {
    id
  }
}
fragment FindingRow on AnomalyFinding {
  id
  series {
    id
    mutedUntil
  }
  metric
  dimension
  dimensionValue
  kind
  direction
  value
  expected
  expectedLow
  expectedHigh
  beganAt
  endedAt
}
fragment WholeAnomaly on Anomaly {
  ...AnomalyRow
  expected
  findings {
    ...FindingRow
  }
  buckets(around: 48) {
    ...ExpectedPoint
  }
  alsoMoved {
    ...FindingRow
  }
  annotations {
    ...Mark
  }
  filter
  verdictBy {
    id
    name
  }
  verdictAt
  verdictReason
  acknowledgedBy {
    id
    name
  }
  acknowledgedAt
  notes {
    id
    author {
      id
      name
    }
    text
    createdAt
  }
}
fragment Mark on Annotation {
  id
  kind
  label
  at
  endAt
  isAutomatic
  model
}
fragment ExpectedPoint on ExpectedBucket {
  at
  value
  expected
  low
  high
  isOut
}`) as unknown as TypedDocumentString<UndoAnomalyVerdictMutation, UndoAnomalyVerdictMutationVariables>;
export const AcknowledgeAnomalyDocument = new TypedDocumentString(`
    mutation AcknowledgeAnomaly($id: ID!) {
  acknowledgeAnomaly(id: $id) {
    ...WholeAnomaly
  }
}
    fragment AnomalyRow on Anomaly {
  id
  number
  sentence
  metric
  dimension
  dimensionValue
  kind
  direction
  severity
  state
  beganAt
  detectedAt
  endedAt
  endReason
  value
  expectedLow
  expectedHigh
  at
  messageCount
  userCount
  excessCostUsd
  verdict
  assignee {
    id
    name
  }
  findings {
    id
  }
}
fragment FindingRow on AnomalyFinding {
  id
  series {
    id
    mutedUntil
  }
  metric
  dimension
  dimensionValue
  kind
  direction
  value
  expected
  expectedLow
  expectedHigh
  beganAt
  endedAt
}
fragment WholeAnomaly on Anomaly {
  ...AnomalyRow
  expected
  findings {
    ...FindingRow
  }
  buckets(around: 48) {
    ...ExpectedPoint
  }
  alsoMoved {
    ...FindingRow
  }
  annotations {
    ...Mark
  }
  filter
  verdictBy {
    id
    name
  }
  verdictAt
  verdictReason
  acknowledgedBy {
    id
    name
  }
  acknowledgedAt
  notes {
    id
    author {
      id
      name
    }
    text
    createdAt
  }
}
fragment Mark on Annotation {
  id
  kind
  label
  at
  endAt
  isAutomatic
  model
}
fragment ExpectedPoint on ExpectedBucket {
  at
  value
  expected
  low
  high
  isOut
}`) as unknown as TypedDocumentString<AcknowledgeAnomalyMutation, AcknowledgeAnomalyMutationVariables>;
export const ResolveAnomalyDocument = new TypedDocumentString(`
    mutation ResolveAnomaly($id: ID!) {
  resolveAnomaly(id: $id) {
    ...WholeAnomaly
  }
}
    fragment AnomalyRow on Anomaly {
  id
  number
  sentence
  metric
  dimension
  dimensionValue
  kind
  direction
  severity
  state
  beganAt
  detectedAt
  endedAt
  endReason
  value
  expectedLow
  expectedHigh
  at
  messageCount
  userCount
  excessCostUsd
  verdict
  assignee {
    id
    name
  }
  findings {
    id
  }
}
fragment FindingRow on AnomalyFinding {
  id
  series {
    id
    mutedUntil
  }
  metric
  dimension
  dimensionValue
  kind
  direction
  value
  expected
  expectedLow
  expectedHigh
  beganAt
  endedAt
}
fragment WholeAnomaly on Anomaly {
  ...AnomalyRow
  expected
  findings {
    ...FindingRow
  }
  buckets(around: 48) {
    ...ExpectedPoint
  }
  alsoMoved {
    ...FindingRow
  }
  annotations {
    ...Mark
  }
  filter
  verdictBy {
    id
    name
  }
  verdictAt
  verdictReason
  acknowledgedBy {
    id
    name
  }
  acknowledgedAt
  notes {
    id
    author {
      id
      name
    }
    text
    createdAt
  }
}
fragment Mark on Annotation {
  id
  kind
  label
  at
  endAt
  isAutomatic
  model
}
fragment ExpectedPoint on ExpectedBucket {
  at
  value
  expected
  low
  high
  isOut
}`) as unknown as TypedDocumentString<ResolveAnomalyMutation, ResolveAnomalyMutationVariables>;
export const ReopenAnomalyDocument = new TypedDocumentString(`
    mutation ReopenAnomaly($id: ID!) {
  reopenAnomaly(id: $id) {
    ...WholeAnomaly
  }
}
    fragment AnomalyRow on Anomaly {
  id
  number
  sentence
  metric
  dimension
  dimensionValue
  kind
  direction
  severity
  state
  beganAt
  detectedAt
  endedAt
  endReason
  value
  expectedLow
  expectedHigh
  at
  messageCount
  userCount
  excessCostUsd
  verdict
  assignee {
    id
    name
  }
  findings {
    id
  }
}
fragment FindingRow on AnomalyFinding {
  id
  series {
    id
    mutedUntil
  }
  metric
  dimension
  dimensionValue
  kind
  direction
  value
  expected
  expectedLow
  expectedHigh
  beganAt
  endedAt
}
fragment WholeAnomaly on Anomaly {
  ...AnomalyRow
  expected
  findings {
    ...FindingRow
  }
  buckets(around: 48) {
    ...ExpectedPoint
  }
  alsoMoved {
    ...FindingRow
  }
  annotations {
    ...Mark
  }
  filter
  verdictBy {
    id
    name
  }
  verdictAt
  verdictReason
  acknowledgedBy {
    id
    name
  }
  acknowledgedAt
  notes {
    id
    author {
      id
      name
    }
    text
    createdAt
  }
}
fragment Mark on Annotation {
  id
  kind
  label
  at
  endAt
  isAutomatic
  model
}
fragment ExpectedPoint on ExpectedBucket {
  at
  value
  expected
  low
  high
  isOut
}`) as unknown as TypedDocumentString<ReopenAnomalyMutation, ReopenAnomalyMutationVariables>;
export const AssignAnomalyDocument = new TypedDocumentString(`
    mutation AssignAnomaly($id: ID!, $personId: ID) {
  assignAnomaly(id: $id, personId: $personId) {
    ...WholeAnomaly
  }
}
    fragment AnomalyRow on Anomaly {
  id
  number
  sentence
  metric
  dimension
  dimensionValue
  kind
  direction
  severity
  state
  beganAt
  detectedAt
  endedAt
  endReason
  value
  expectedLow
  expectedHigh
  at
  messageCount
  userCount
  excessCostUsd
  verdict
  assignee {
    id
    name
  }
  findings {
    id
  }
}
fragment FindingRow on AnomalyFinding {
  id
  series {
    id
    mutedUntil
  }
  metric
  dimension
  dimensionValue
  kind
  direction
  value
  expected
  expectedLow
  expectedHigh
  beganAt
  endedAt
}
fragment WholeAnomaly on Anomaly {
  ...AnomalyRow
  expected
  findings {
    ...FindingRow
  }
  buckets(around: 48) {
    ...ExpectedPoint
  }
  alsoMoved {
    ...FindingRow
  }
  annotations {
    ...Mark
  }
  filter
  verdictBy {
    id
    name
  }
  verdictAt
  verdictReason
  acknowledgedBy {
    id
    name
  }
  acknowledgedAt
  notes {
    id
    author {
      id
      name
    }
    text
    createdAt
  }
}
fragment Mark on Annotation {
  id
  kind
  label
  at
  endAt
  isAutomatic
  model
}
fragment ExpectedPoint on ExpectedBucket {
  at
  value
  expected
  low
  high
  isOut
}`) as unknown as TypedDocumentString<AssignAnomalyMutation, AssignAnomalyMutationVariables>;
export const NoteAnomalyDocument = new TypedDocumentString(`
    mutation NoteAnomaly($id: ID!, $text: String!) {
  noteAnomaly(id: $id, text: $text) {
    ...WholeAnomaly
  }
}
    fragment AnomalyRow on Anomaly {
  id
  number
  sentence
  metric
  dimension
  dimensionValue
  kind
  direction
  severity
  state
  beganAt
  detectedAt
  endedAt
  endReason
  value
  expectedLow
  expectedHigh
  at
  messageCount
  userCount
  excessCostUsd
  verdict
  assignee {
    id
    name
  }
  findings {
    id
  }
}
fragment FindingRow on AnomalyFinding {
  id
  series {
    id
    mutedUntil
  }
  metric
  dimension
  dimensionValue
  kind
  direction
  value
  expected
  expectedLow
  expectedHigh
  beganAt
  endedAt
}
fragment WholeAnomaly on Anomaly {
  ...AnomalyRow
  expected
  findings {
    ...FindingRow
  }
  buckets(around: 48) {
    ...ExpectedPoint
  }
  alsoMoved {
    ...FindingRow
  }
  annotations {
    ...Mark
  }
  filter
  verdictBy {
    id
    name
  }
  verdictAt
  verdictReason
  acknowledgedBy {
    id
    name
  }
  acknowledgedAt
  notes {
    id
    author {
      id
      name
    }
    text
    createdAt
  }
}
fragment Mark on Annotation {
  id
  kind
  label
  at
  endAt
  isAutomatic
  model
}
fragment ExpectedPoint on ExpectedBucket {
  at
  value
  expected
  low
  high
  isOut
}`) as unknown as TypedDocumentString<NoteAnomalyMutation, NoteAnomalyMutationVariables>;
export const MuteSeriesDocument = new TypedDocumentString(`
    mutation MuteSeries($id: ID!, $until: DateTime!) {
  muteSeries(id: $id, until: $until) {
    ...WatchedRow
  }
}
    fragment WatchedRow on WatchedSeries {
  id
  metric
  dimension
  dimensionValue
  learning
  valueCount
  lastBucketAt
  level
  bandShare
  threshold
  mutedUntil
  findingCount30Days
}`) as unknown as TypedDocumentString<MuteSeriesMutation, MuteSeriesMutationVariables>;
export const UnmuteSeriesDocument = new TypedDocumentString(`
    mutation UnmuteSeries($id: ID!) {
  unmuteSeries(id: $id) {
    ...WatchedRow
  }
}
    fragment WatchedRow on WatchedSeries {
  id
  metric
  dimension
  dimensionValue
  learning
  valueCount
  lastBucketAt
  level
  bandShare
  threshold
  mutedUntil
  findingCount30Days
}`) as unknown as TypedDocumentString<UnmuteSeriesMutation, UnmuteSeriesMutationVariables>;
export const UpdateSignalSettingsDocument = new TypedDocumentString(`
    mutation UpdateSignalSettings($sensitivity: Sensitivity!) {
  updateSignalSettings(sensitivity: $sensitivity) {
    sensitivity
    changedAt
    changedBy {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateSignalSettingsMutation, UpdateSignalSettingsMutationVariables>;
export const SlackLinkOfferDocument = new TypedDocumentString(`
    query SlackLinkOffer($token: String!) {
  slackLinkOffer(token: $token) {
    teamId
    slackUserId
    slackUserName
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<SlackLinkOfferQuery, SlackLinkOfferQueryVariables>;
export const LinkSlackAccountDocument = new TypedDocumentString(`
    mutation LinkSlackAccount($token: String!) {
  linkSlackAccount(input: { token: $token }) {
    id
  }
}
    `) as unknown as TypedDocumentString<LinkSlackAccountMutation, LinkSlackAccountMutationVariables>;
export const StrategyDocument = new TypedDocumentString(`
    query Strategy($goals: [StrategyGoal!], $constraints: StrategyConstraintsInput) {
  trainingStrategy(goals: $goals, constraints: $constraints) {
    basis
    jobCount
    baseModel
    datasetName
    recommendations {
      ...RecommendationRow
    }
    predictedImprovement {
      value
      low
      high
    }
    roadmap {
      number
      key
      title
      hours
      costUsd
    }
    leftOut
  }
}
    fragment RecommendationRow on TrainingRecommendation {
  key
  kind
  title
  why
  parameters
  basisJobCount
  baseline
  predicted {
    value
    low
    high
  }
  improvement {
    value
    low
    high
  }
  savedHours {
    value
    low
    high
  }
  hours
  costUsd
  benefitUsd
  explorationScore
  isDecisive
  priority
}`) as unknown as TypedDocumentString<StrategyQuery, StrategyQueryVariables>;
export const StrategyTakenDocument = new TypedDocumentString(`
    query StrategyTaken {
  strategyRecommendations {
    ...TakenRow
  }
}
    fragment TakenRow on StrategyRecommendation {
  id
  kind
  title
  parameters
  basisJobCount
  baseline
  predicted
  predictedLow
  predictedHigh
  createdAt
  createdBy
  configuration {
    id
    name
  }
  finishedJobCount
  bestLoss
  outcome
}`) as unknown as TypedDocumentString<StrategyTakenQuery, StrategyTakenQueryVariables>;
export const AdoptRecommendationDocument = new TypedDocumentString(`
    mutation AdoptRecommendation($input: AdoptRecommendationInput!) {
  adoptRecommendation(input: $input) {
    ...TakenRow
  }
}
    fragment TakenRow on StrategyRecommendation {
  id
  kind
  title
  parameters
  basisJobCount
  baseline
  predicted
  predictedLow
  predictedHigh
  createdAt
  createdBy
  configuration {
    id
    name
  }
  finishedJobCount
  bestLoss
  outcome
}`) as unknown as TypedDocumentString<AdoptRecommendationMutation, AdoptRecommendationMutationVariables>;
export const ForgetRecommendationDocument = new TypedDocumentString(`
    mutation ForgetRecommendation($id: ID!) {
  deleteStrategyRecommendation(id: $id)
}
    `) as unknown as TypedDocumentString<ForgetRecommendationMutation, ForgetRecommendationMutationVariables>;
export const StudiesDocument = new TypedDocumentString(`
    query Studies {
  studies {
    ...StudyRow
  }
}
    fragment StudyRow on Study {
  id
  name
  method
  status
  objectives {
    name
    direction
    baseline
  }
  maxTrials
  trialCount
  counts {
    runningCount
    completeCount
    prunedCount
    failedCount
  }
  best {
    number
    values
    parameters
  }
  updatedAt
}`) as unknown as TypedDocumentString<StudiesQuery, StudiesQueryVariables>;
export const StudiesChangedDocument = new TypedDocumentString(`
    subscription StudiesChanged {
  studiesChanged
}
    `) as unknown as TypedDocumentString<StudiesChangedSubscription, StudiesChangedSubscriptionVariables>;
export const StudyChoicesDocument = new TypedDocumentString(`
    query StudyChoices {
  trainingConfigurations {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<StudyChoicesQuery, StudyChoicesQueryVariables>;
export const CreateStudyDocument = new TypedDocumentString(`
    mutation CreateStudy($input: CreateStudyInput!) {
  createStudy(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<CreateStudyMutation, CreateStudyMutationVariables>;
export const StudyPageDocument = new TypedDocumentString(`
    query StudyPage($id: ID!) {
  study(id: $id) {
    ...StudyRow
    createdAt
    configuration {
      id
      name
    }
    searchSpace {
      name
      kind
      low
      high
      isLog
      step
      choices
      when {
        parameter
        values
      }
    }
    pruner {
      kind
    }
    trialTable {
      numbers
      states
      parameters {
        name
        values
      }
      objectives {
        name
        values
      }
      durationsMs
    }
  }
}
    fragment StudyRow on Study {
  id
  name
  method
  status
  objectives {
    name
    direction
    baseline
  }
  maxTrials
  trialCount
  counts {
    runningCount
    completeCount
    prunedCount
    failedCount
  }
  best {
    number
    values
    parameters
  }
  updatedAt
}`) as unknown as TypedDocumentString<StudyPageQuery, StudyPageQueryVariables>;
export const StudyOutlookDocument = new TypedDocumentString(`
    query StudyOutlook($id: ID!) {
  study(id: $id) {
    id
    paretoFront {
      number
    }
    bestEstimate {
      number
      mean
      low
      high
      gain
      gainLow
      gainHigh
    }
    stopAdvice {
      shouldStop
      sentence
    }
    nextTrials(count: 5) {
      number
      parameters
      mean
      low
      high
      expectedImprovement
      probabilityOfImprovement
    }
  }
}
    `) as unknown as TypedDocumentString<StudyOutlookQuery, StudyOutlookQueryVariables>;
export const StudyImportanceDocument = new TypedDocumentString(`
    query StudyImportance($id: ID!, $method: StudyImportanceMethod!) {
  study(id: $id) {
    id
    importance(method: $method) {
      parameter
      value
      low
      high
    }
  }
}
    `) as unknown as TypedDocumentString<StudyImportanceQuery, StudyImportanceQueryVariables>;
export const StudyInsightDocument = new TypedDocumentString(`
    query StudyInsight($id: ID!) {
  study(id: $id) {
    id
    interactions {
      a
      b
      value
      low
      high
    }
    sensitivity {
      parameter
      change
      slice {
        value
        mean
        low
        high
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StudyInsightQuery, StudyInsightQueryVariables>;
export const StudyChangedDocument = new TypedDocumentString(`
    subscription StudyChanged($id: ID!) {
  studyChanged(id: $id)
}
    `) as unknown as TypedDocumentString<StudyChangedSubscription, StudyChangedSubscriptionVariables>;
export const StartStudyDocument = new TypedDocumentString(`
    mutation StartStudy($id: ID!) {
  startStudy(id: $id) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<StartStudyMutation, StartStudyMutationVariables>;
export const StopStudyDocument = new TypedDocumentString(`
    mutation StopStudy($id: ID!) {
  stopStudy(id: $id) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<StopStudyMutation, StopStudyMutationVariables>;
export const DeleteStudyDocument = new TypedDocumentString(`
    mutation DeleteStudy($id: ID!) {
  deleteStudy(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteStudyMutation, DeleteStudyMutationVariables>;
export const ImportStudyDocument = new TypedDocumentString(`
    mutation ImportStudy($input: ImportStudyInput!) {
  importStudy(input: $input) {
    trialCount
    rejected {
      index
      field
      reason
    }
    study {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<ImportStudyMutation, ImportStudyMutationVariables>;
export const TraceListPageDocument = new TypedDocumentString(`
    query TraceListPage($filter: TraceFilter, $search: String, $order: TraceOrder, $ascending: Boolean, $first: Int, $after: String) {
  traces(
    filter: $filter
    search: $search
    order: $order
    ascending: $ascending
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        ...TraceRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment TraceRow on Trace {
  id
  name
  startedAt
  durationMs
  isRunning
  rootKind
  environment
  sessionId
  userId
  services
  models
  spanCount
  errorCount
  errorTypes
  inputTokens
  outputTokens
  costUsd
  unpricedCallCount
  reportedCostUsd
  inputPreview
  outputPreview
  tags
  evaluations {
    id
    name
    rating
    success
    value
    label
  }
}`) as unknown as TypedDocumentString<TraceListPageQuery, TraceListPageQueryVariables>;
export const TracesOfAllTimeDocument = new TypedDocumentString(`
    query TracesOfAllTime($filter: TraceFilter, $search: String) {
  traces(filter: $filter, search: $search, first: 1) {
    edges {
      node {
        id
        startedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TracesOfAllTimeQuery, TracesOfAllTimeQueryVariables>;
export const TraceListChoicesDocument = new TypedDocumentString(`
    query TraceListChoices($from: DateTime, $to: DateTime) {
  traceFilterOptions(from: $from, to: $to) {
    names
    services
    environments
    models
    providers
    tools
    tags
    errorTypes
  }
}
    `) as unknown as TypedDocumentString<TraceListChoicesQuery, TraceListChoicesQueryVariables>;
export const TraceArrivedDocument = new TypedDocumentString(`
    subscription TraceArrived {
  traceCaptured {
    ...TraceRow
  }
}
    fragment TraceRow on Trace {
  id
  name
  startedAt
  durationMs
  isRunning
  rootKind
  environment
  sessionId
  userId
  services
  models
  spanCount
  errorCount
  errorTypes
  inputTokens
  outputTokens
  costUsd
  unpricedCallCount
  reportedCostUsd
  inputPreview
  outputPreview
  tags
  evaluations {
    id
    name
    rating
    success
    value
    label
  }
}`) as unknown as TypedDocumentString<TraceArrivedSubscription, TraceArrivedSubscriptionVariables>;
export const TracesDeletedDocument = new TypedDocumentString(`
    subscription TracesDeleted {
  tracesDeleted
}
    `) as unknown as TypedDocumentString<TracesDeletedSubscription, TracesDeletedSubscriptionVariables>;
export const TracePageDocument = new TypedDocumentString(`
    query TracePage($id: String!) {
  trace(traceId: $id) {
    ...TraceHead
    columns
    evaluations {
      ...Judgement
      spanId
    }
  }
}
    fragment TraceHead on Trace {
  id
  name
  startedAt
  durationMs
  isRunning
  services
  environment
  release
  version
  sessionId
  userId
  tags
  spanCount
  modelCallCount
  toolCallCount
  errorCount
  openCount
  inputTokens
  outputTokens
  costUsd
  unpricedCallCount
  reportedCostUsd
  receivedAt
}
fragment Judgement on Evaluation {
  id
  externalId
  name
  value
  label
  rating
  success
  failureTags
  comment
  correctedOutput
  evaluator
  evaluatorKind
  createdAt
}`) as unknown as TypedDocumentString<TracePageQuery, TracePageQueryVariables>;
export const TraceMovedDocument = new TypedDocumentString(`
    subscription TraceMoved($id: String!) {
  traceChanged(traceId: $id) {
    id
    spanCount
    receivedAt
    isRunning
    costUsd
    unpricedCallCount
  }
}
    `) as unknown as TypedDocumentString<TraceMovedSubscription, TraceMovedSubscriptionVariables>;
export const TraceFindingDocument = new TypedDocumentString(`
    query TraceFinding($id: String!, $text: String!) {
  trace(traceId: $id) {
    id
    search(text: $text)
  }
}
    `) as unknown as TypedDocumentString<TraceFindingQuery, TraceFindingQueryVariables>;
export const TraceSpanDocument = new TypedDocumentString(`
    query TraceSpan($traceId: String!, $spanId: String!) {
  trace(traceId: $traceId) {
    id
    span(spanId: $spanId) {
      ...SpanDetail
    }
  }
}
    fragment SpanText on SpanContent {
  form
  byteCount
  isCut
  text
  json
  messages {
    role
    content
    name
    toolCallId
    reasoning
    toolCalls {
      id
      name
      arguments
    }
    parts
    seenInSpans
  }
}
fragment SpanDetail on Span {
  id
  name
  kind
  startedAt
  durationMs
  isOrphan
  isError
  errorType
  errorMessage
  service
  environment
  model
  provider
  modelParameters
  toolName
  finishReason
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  reasoningTokens
  costUsd
  costNote
  costGap
  reportedCostUsd
  timeToFirstTokenMs
  subtree {
    spanCount
    errorCount
    modelCallCount
    inputTokens
    outputTokens
    costUsd
  }
  input {
    ...SpanText
  }
  output {
    ...SpanText
  }
  tools
  attributes
  sentAttributes
  usageReading {
    name
    reason
  }
  metadata
  resource
  scope
  events {
    name
    at
    offsetMs
    attributes
  }
  links {
    traceId
    spanId
    attributes
  }
  promptName
  promptVersion
  message {
    id
    externalId
    conversation {
      id
      externalId
    }
  }
  evaluations {
    ...Judgement
  }
}
fragment Judgement on Evaluation {
  id
  externalId
  name
  value
  label
  rating
  success
  failureTags
  comment
  correctedOutput
  evaluator
  evaluatorKind
  createdAt
}`) as unknown as TypedDocumentString<TraceSpanQuery, TraceSpanQueryVariables>;
export const TraceSpanInputDocument = new TypedDocumentString(`
    query TraceSpanInput($traceId: String!, $spanId: String!) {
  trace(traceId: $traceId) {
    id
    span(spanId: $spanId) {
      id
      input {
        ...SpanText
      }
    }
  }
}
    fragment SpanText on SpanContent {
  form
  byteCount
  isCut
  text
  json
  messages {
    role
    content
    name
    toolCallId
    reasoning
    toolCalls {
      id
      name
      arguments
    }
    parts
    seenInSpans
  }
}`) as unknown as TypedDocumentString<TraceSpanInputQuery, TraceSpanInputQueryVariables>;
export const TraceSpanJsonDocument = new TypedDocumentString(`
    query TraceSpanJson($traceId: String!, $spanId: String!) {
  trace(traceId: $traceId) {
    id
    span(spanId: $spanId) {
      id
      json
    }
  }
}
    `) as unknown as TypedDocumentString<TraceSpanJsonQuery, TraceSpanJsonQueryVariables>;
export const TraceJsonDocument = new TypedDocumentString(`
    query TraceJson($id: String!, $first: Int, $after: String) {
  trace(traceId: $id) {
    ...TraceHead
    metadata
    spans(first: $first, after: $after) {
      edges {
        node {
          id
          json
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment TraceHead on Trace {
  id
  name
  startedAt
  durationMs
  isRunning
  services
  environment
  release
  version
  sessionId
  userId
  tags
  spanCount
  modelCallCount
  toolCallCount
  errorCount
  openCount
  inputTokens
  outputTokens
  costUsd
  unpricedCallCount
  reportedCostUsd
  receivedAt
}`) as unknown as TypedDocumentString<TraceJsonQuery, TraceJsonQueryVariables>;
export const TrainingCompareJobsDocument = new TypedDocumentString(`
    query TrainingCompareJobs($ids: [ID!]!) {
  trainingJobs(first: 200, filter: { ids: $ids }) {
    edges {
      node {
        ...TrainingRow
        hyperparameters
        datasetName
      }
    }
  }
}
    fragment TrainingRow on TrainingJob {
  id
  name
  project
  groupName
  tags
  source
  status
  endReason
  attempt
  baseModel
  trainingMethod
  createdAt
  startedAt
  endedAt
  currentStep
  totalSteps
  progressShare
  etaSeconds
  heardAt
  lastLoss
  bestEvalLoss
  costUsd
  warnings {
    kind
    beganAtStep
    message
  }
}`) as unknown as TypedDocumentString<TrainingCompareJobsQuery, TrainingCompareJobsQueryVariables>;
export const TrainingCompareNamesDocument = new TypedDocumentString(`
    query TrainingCompareNames($id: ID!) {
  trainingJob(id: $id) {
    id
    metricNames
  }
}
    `) as unknown as TypedDocumentString<TrainingCompareNamesQuery, TrainingCompareNamesQueryVariables>;
export const TrainingCompareCurvesDocument = new TypedDocumentString(`
    query TrainingCompareCurves($input: CompareTrainingJobsInput!) {
  compareTrainingJobs(input: $input)
}
    `) as unknown as TypedDocumentString<TrainingCompareCurvesQuery, TrainingCompareCurvesQueryVariables>;
export const ConfigurationsPageDocument = new TypedDocumentString(`
    query ConfigurationsPage {
  trainingConfigurations {
    ...ConfigurationRow
  }
  runners {
    id
    name
    labels
    commands
    seenAt
    revokedAt
    leases {
      processAt
    }
  }
}
    fragment ConfigurationContent on TrainingConfigurationVersion {
  version
  command
  parameters
  labels
  project
  baseModel
  timeLimitSeconds
  createdAt
}
fragment ConfigurationRow on TrainingConfiguration {
  id
  name
  version
  updatedAt
  versions(first: 1) {
    ...ConfigurationContent
  }
}`) as unknown as TypedDocumentString<ConfigurationsPageQuery, ConfigurationsPageQueryVariables>;
export const ConfigurationVersionsDocument = new TypedDocumentString(`
    query ConfigurationVersions($id: ID!) {
  node(id: $id) {
    __typename
    ... on TrainingConfiguration {
      id
      name
      versions {
        ...ConfigurationContent
      }
    }
  }
  trainingJobs(filter: { configurationIds: [$id] }, first: 5) {
    edges {
      node {
        id
        name
        status
        endReason
        createdAt
        configurationVersion
      }
    }
  }
}
    fragment ConfigurationContent on TrainingConfigurationVersion {
  version
  command
  parameters
  labels
  project
  baseModel
  timeLimitSeconds
  createdAt
}`) as unknown as TypedDocumentString<ConfigurationVersionsQuery, ConfigurationVersionsQueryVariables>;
export const SaveTrainingConfigurationDocument = new TypedDocumentString(`
    mutation SaveTrainingConfiguration($input: SaveTrainingConfigurationInput!) {
  saveTrainingConfiguration(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<SaveTrainingConfigurationMutation, SaveTrainingConfigurationMutationVariables>;
export const CloneTrainingConfigurationDocument = new TypedDocumentString(`
    mutation CloneTrainingConfiguration($id: ID!) {
  cloneTrainingConfiguration(id: $id) {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<CloneTrainingConfigurationMutation, CloneTrainingConfigurationMutationVariables>;
export const DeleteTrainingConfigurationDocument = new TypedDocumentString(`
    mutation DeleteTrainingConfiguration($id: ID!) {
  deleteTrainingConfiguration(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteTrainingConfigurationMutation, DeleteTrainingConfigurationMutationVariables>;
export const StartTrainingJobDocument = new TypedDocumentString(`
    mutation StartTrainingJob($input: StartTrainingJobInput!) {
  startTrainingJob(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<StartTrainingJobMutation, StartTrainingJobMutationVariables>;
export const TrainingJobFilesDocument = new TypedDocumentString(`
    query TrainingJobFiles($id: ID!, $path: String) {
  trainingJob(id: $id) {
    id
    artifacts(path: $path) {
      name
      path
      isFolder
      sizeBytes
      url
    }
  }
}
    `) as unknown as TypedDocumentString<TrainingJobFilesQuery, TrainingJobFilesQueryVariables>;
export const TrainingLogStateDocument = new TypedDocumentString(`
    query TrainingLogState($id: ID!, $attempt: Int) {
  trainingJob(id: $id) {
    id
    log(attempt: $attempt) {
      attempt
      lastLine
    }
  }
}
    `) as unknown as TypedDocumentString<TrainingLogStateQuery, TrainingLogStateQueryVariables>;
export const TrainingLogLinesDocument = new TypedDocumentString(`
    query TrainingLogLines($id: ID!, $attempt: Int, $after: Step, $search: String, $count: Int) {
  trainingLog(
    jobId: $id
    attempt: $attempt
    after: $after
    search: $search
    count: $count
  ) {
    line
    text
  }
}
    `) as unknown as TypedDocumentString<TrainingLogLinesQuery, TrainingLogLinesQueryVariables>;
export const TrainingLogGrewDocument = new TypedDocumentString(`
    subscription TrainingLogGrew($id: ID!) {
  trainingLogAppended(jobId: $id) {
    attempt
    lastLine
  }
}
    `) as unknown as TypedDocumentString<TrainingLogGrewSubscription, TrainingLogGrewSubscriptionVariables>;
export const JobPredictionEpochsDocument = new TypedDocumentString(`
    query JobPredictionEpochs($id: ID!) {
  trainingPredictionEpochs(jobId: $id) {
    ...PredictionTrend
  }
}
    fragment PredictionTrend on PredictionEpoch {
  epoch
  predictionCount
  sampleCount
  scores {
    name
    lowerIsBetter
    sampleCount
    mean
    low
    high
    change {
      sampleCount
      mean
      low
      high
      verdict
    }
  }
}`) as unknown as TypedDocumentString<JobPredictionEpochsQuery, JobPredictionEpochsQueryVariables>;
export const JobPredictionsChangedDocument = new TypedDocumentString(`
    subscription JobPredictionsChanged($id: ID!) {
  trainingPredictionsChanged(jobId: $id) {
    ...PredictionTrend
  }
}
    fragment PredictionTrend on PredictionEpoch {
  epoch
  predictionCount
  sampleCount
  scores {
    name
    lowerIsBetter
    sampleCount
    mean
    low
    high
    change {
      sampleCount
      mean
      low
      high
      verdict
    }
  }
}`) as unknown as TypedDocumentString<JobPredictionsChangedSubscription, JobPredictionsChangedSubscriptionVariables>;
export const JobPredictionsDocument = new TypedDocumentString(`
    query JobPredictions($id: ID!, $epochs: [Int!]!, $change: PredictionChange, $score: String, $search: String, $after: String) {
  comparePredictions(
    jobId: $id
    epochs: $epochs
    change: $change
    score: $score
    search: $search
    first: 25
    after: $after
  ) {
    score
    sampleCount
    pairedCount
    changedCount
    betterCount
    worseCount
    change {
      sampleCount
      mean
      low
      high
      verdict
    }
    edges {
      cursor
      node {
        sampleIndex
        prompt
        reference
        isChanged
        scoreChange
        isBetter
        isWorse
        predictions {
          epoch
          step
          prediction
          scores
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<JobPredictionsQuery, JobPredictionsQueryVariables>;
export const UpdateTrainingParametersDocument = new TypedDocumentString(`
    mutation UpdateTrainingParameters($jobId: ID!, $parameters: JSON!) {
  updateTrainingParameters(jobId: $jobId, parameters: $parameters) {
    ...ParameterChangeRow
  }
}
    fragment ParameterChangeRow on ParameterUpdate {
  id
  status
  parameters
  previous
  requestedAt
  requestedBy
  appliedAtStep
  reason
}`) as unknown as TypedDocumentString<UpdateTrainingParametersMutation, UpdateTrainingParametersMutationVariables>;
export const CancelTrainingJobDocument = new TypedDocumentString(`
    mutation CancelTrainingJob($id: ID!, $saveCheckpoint: Boolean) {
  cancelTrainingJob(id: $id, saveCheckpoint: $saveCheckpoint) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<CancelTrainingJobMutation, CancelTrainingJobMutationVariables>;
export const ParameterChangedDocument = new TypedDocumentString(`
    subscription ParameterChanged($id: ID!) {
  parameterUpdateChanged(jobId: $id) {
    ...ParameterChangeRow
  }
}
    fragment ParameterChangeRow on ParameterUpdate {
  id
  status
  parameters
  previous
  requestedAt
  requestedBy
  appliedAtStep
  reason
}`) as unknown as TypedDocumentString<ParameterChangedSubscription, ParameterChangedSubscriptionVariables>;
export const TrainingJobPageDocument = new TypedDocumentString(`
    query TrainingJobPage($id: ID!) {
  trainingJob(id: $id) {
    ...TrainingJobScreen
    metricNames
    systemMetricNames
  }
}
    fragment SteeredJob on TrainingJob {
  parameters {
    name
    type
    minimum
    maximum
    applies
    current
  }
  parameterUpdates {
    ...ParameterChangeRow
  }
  stopDueAt
}
fragment ParameterChangeRow on ParameterUpdate {
  id
  status
  parameters
  previous
  requestedAt
  requestedBy
  appliedAtStep
  reason
}
fragment TrainingJobScreen on TrainingJob {
  ...TrainingRow
  ...SteeredJob
  externalId
  notes
  errorDetails
  currentEpoch
  totalEpochs
  lastEvalLoss
  bestEvalStep
  trainingType
  modelVersion
  outputModel
  hyperparameters
  datasetName
  datasetSize
  datasetQualityScore
  datasetSplit
  totalTokensProcessed
  hardware {
    name
    gpuName
    gpuCount
    cpuCount
    memoryBytes
  }
  hourlyUsd
  userName
  scores {
    overfitting
    convergence
    stability
    generalisation
    efficiency
  }
  stoppingSavesHours
  stoppingSavesUsd
  warnings {
    kind
    beganAtStep
    message
    advice
  }
  alerts {
    title
    text
    level
    step
    at
  }
  waste {
    cause
    hours
    costUsd
    message
  }
  registration {
    ...JobRegistration
  }
  attempts {
    attempt
    firstStep
    startedAt
    endedAt
    endReason
    exitCode
  }
  priority
  queuedAt
  runner {
    id
    name
  }
  configuration {
    id
    name
  }
  configurationVersion
  loop {
    id
    name
  }
}
fragment JobRegistration on ModelVersion {
  version
  model {
    id
    name
    analytics(filter: {  }) {
      messageCount
      ratedCount
      averageRating
      judgedCount
      successShare
    }
  }
}
fragment TrainingRow on TrainingJob {
  id
  name
  project
  groupName
  tags
  source
  status
  endReason
  attempt
  baseModel
  trainingMethod
  createdAt
  startedAt
  endedAt
  currentStep
  totalSteps
  progressShare
  etaSeconds
  heardAt
  lastLoss
  bestEvalLoss
  costUsd
  warnings {
    kind
    beganAtStep
    message
  }
}`) as unknown as TypedDocumentString<TrainingJobPageQuery, TrainingJobPageQueryVariables>;
export const TrainingCurvesDocument = new TypedDocumentString(`
    query TrainingCurves($id: ID!, $metrics: [String!]!, $maxPoints: Int, $fromStep: Step, $toStep: Step, $x: TrainingAxis, $attempts: TrainingAttempts) {
  trainingJob(id: $id) {
    id
    seriesColumns(
      metrics: $metrics
      maxPoints: $maxPoints
      fromStep: $fromStep
      toStep: $toStep
      x: $x
      attempts: $attempts
    )
  }
}
    `) as unknown as TypedDocumentString<TrainingCurvesQuery, TrainingCurvesQueryVariables>;
export const EditTrainingJobDocument = new TypedDocumentString(`
    mutation EditTrainingJob($input: EditTrainingJobInput!) {
  editTrainingJob(input: $input) {
    ...TrainingJobScreen
  }
}
    fragment SteeredJob on TrainingJob {
  parameters {
    name
    type
    minimum
    maximum
    applies
    current
  }
  parameterUpdates {
    ...ParameterChangeRow
  }
  stopDueAt
}
fragment ParameterChangeRow on ParameterUpdate {
  id
  status
  parameters
  previous
  requestedAt
  requestedBy
  appliedAtStep
  reason
}
fragment TrainingJobScreen on TrainingJob {
  ...TrainingRow
  ...SteeredJob
  externalId
  notes
  errorDetails
  currentEpoch
  totalEpochs
  lastEvalLoss
  bestEvalStep
  trainingType
  modelVersion
  outputModel
  hyperparameters
  datasetName
  datasetSize
  datasetQualityScore
  datasetSplit
  totalTokensProcessed
  hardware {
    name
    gpuName
    gpuCount
    cpuCount
    memoryBytes
  }
  hourlyUsd
  userName
  scores {
    overfitting
    convergence
    stability
    generalisation
    efficiency
  }
  stoppingSavesHours
  stoppingSavesUsd
  warnings {
    kind
    beganAtStep
    message
    advice
  }
  alerts {
    title
    text
    level
    step
    at
  }
  waste {
    cause
    hours
    costUsd
    message
  }
  registration {
    ...JobRegistration
  }
  attempts {
    attempt
    firstStep
    startedAt
    endedAt
    endReason
    exitCode
  }
  priority
  queuedAt
  runner {
    id
    name
  }
  configuration {
    id
    name
  }
  configurationVersion
  loop {
    id
    name
  }
}
fragment JobRegistration on ModelVersion {
  version
  model {
    id
    name
    analytics(filter: {  }) {
      messageCount
      ratedCount
      averageRating
      judgedCount
      successShare
    }
  }
}
fragment TrainingRow on TrainingJob {
  id
  name
  project
  groupName
  tags
  source
  status
  endReason
  attempt
  baseModel
  trainingMethod
  createdAt
  startedAt
  endedAt
  currentStep
  totalSteps
  progressShare
  etaSeconds
  heardAt
  lastLoss
  bestEvalLoss
  costUsd
  warnings {
    kind
    beganAtStep
    message
  }
}`) as unknown as TypedDocumentString<EditTrainingJobMutation, EditTrainingJobMutationVariables>;
export const DeleteTrainingJobDocument = new TypedDocumentString(`
    mutation DeleteTrainingJob($id: ID!) {
  deleteTrainingJob(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteTrainingJobMutation, DeleteTrainingJobMutationVariables>;
export const TrainingListPageDocument = new TypedDocumentString(`
    query TrainingListPage($filter: TrainingJobFilter, $search: String, $order: TrainingJobOrder, $descending: Boolean, $first: Int, $after: String) {
  trainingJobs(
    filter: $filter
    search: $search
    order: $order
    descending: $descending
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        ...TrainingRow
        sparkline
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment TrainingRow on TrainingJob {
  id
  name
  project
  groupName
  tags
  source
  status
  endReason
  attempt
  baseModel
  trainingMethod
  createdAt
  startedAt
  endedAt
  currentStep
  totalSteps
  progressShare
  etaSeconds
  heardAt
  lastLoss
  bestEvalLoss
  costUsd
  warnings {
    kind
    beganAtStep
    message
  }
}`) as unknown as TypedDocumentString<TrainingListPageQuery, TrainingListPageQueryVariables>;
export const TrainingListChoicesDocument = new TypedDocumentString(`
    query TrainingListChoices {
  trainingJobOptions {
    projects
    groupNames
    tags
    baseModels
  }
  trainingConfigurations {
    id
    name
  }
  runners {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<TrainingListChoicesQuery, TrainingListChoicesQueryVariables>;
export const TrainingJobOfRunDocument = new TypedDocumentString(`
    query TrainingJobOfRun($runId: String!) {
  trainingJobByExternalId(externalId: $runId) {
    id
  }
}
    `) as unknown as TypedDocumentString<TrainingJobOfRunQuery, TrainingJobOfRunQueryVariables>;
export const RunnersPageDocument = new TypedDocumentString(`
    query RunnersPage {
  runners {
    ...RunnerRow
  }
}
    fragment RunnerRow on Runner {
  id
  name
  labels
  commands
  hardware {
    name
    gpuName
    gpuCount
    cpuCount
    memoryBytes
  }
  hourlyUsd
  createdAt
  seenAt
  revokedAt
  leases {
    attempt
    leasedAt
    processAt
    job {
      id
      name
      status
      progressShare
    }
  }
}`) as unknown as TypedDocumentString<RunnersPageQuery, RunnersPageQueryVariables>;
export const RevokeRunnerDocument = new TypedDocumentString(`
    mutation RevokeRunner($id: ID!) {
  revokeRunner(id: $id) {
    id
    revokedAt
  }
}
    `) as unknown as TypedDocumentString<RevokeRunnerMutation, RevokeRunnerMutationVariables>;
export const TrainingSavingsPageDocument = new TypedDocumentString(`
    query TrainingSavingsPage {
  trainingSavings {
    jobCount
    pricedCount
    usedHours
    usedUsd
    wastedHours
    wastedUsd
    efficiency
    stoppingSavesHours
    stoppingSavesUsd
    byCause {
      cause
      hours
      costUsd
      jobCount
    }
    jobs(first: 50) {
      hours
      costUsd
      job {
        id
        name
        project
        waste {
          cause
          message
          hours
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TrainingSavingsPageQuery, TrainingSavingsPageQueryVariables>;
export const TrainingMovedDocument = new TypedDocumentString(`
    subscription TrainingMoved {
  trainingJobChanged {
    ...TrainingRow
    deletedAt
  }
}
    fragment TrainingRow on TrainingJob {
  id
  name
  project
  groupName
  tags
  source
  status
  endReason
  attempt
  baseModel
  trainingMethod
  createdAt
  startedAt
  endedAt
  currentStep
  totalSteps
  progressShare
  etaSeconds
  heardAt
  lastLoss
  bestEvalLoss
  costUsd
  warnings {
    kind
    beganAtStep
    message
  }
}`) as unknown as TypedDocumentString<TrainingMovedSubscription, TrainingMovedSubscriptionVariables>;
export const TrainingJobMovedDocument = new TypedDocumentString(`
    subscription TrainingJobMoved($id: ID!) {
  trainingJobChanged(jobId: $id) {
    ...TrainingJobScreen
  }
}
    fragment SteeredJob on TrainingJob {
  parameters {
    name
    type
    minimum
    maximum
    applies
    current
  }
  parameterUpdates {
    ...ParameterChangeRow
  }
  stopDueAt
}
fragment ParameterChangeRow on ParameterUpdate {
  id
  status
  parameters
  previous
  requestedAt
  requestedBy
  appliedAtStep
  reason
}
fragment TrainingJobScreen on TrainingJob {
  ...TrainingRow
  ...SteeredJob
  externalId
  notes
  errorDetails
  currentEpoch
  totalEpochs
  lastEvalLoss
  bestEvalStep
  trainingType
  modelVersion
  outputModel
  hyperparameters
  datasetName
  datasetSize
  datasetQualityScore
  datasetSplit
  totalTokensProcessed
  hardware {
    name
    gpuName
    gpuCount
    cpuCount
    memoryBytes
  }
  hourlyUsd
  userName
  scores {
    overfitting
    convergence
    stability
    generalisation
    efficiency
  }
  stoppingSavesHours
  stoppingSavesUsd
  warnings {
    kind
    beganAtStep
    message
    advice
  }
  alerts {
    title
    text
    level
    step
    at
  }
  waste {
    cause
    hours
    costUsd
    message
  }
  registration {
    ...JobRegistration
  }
  attempts {
    attempt
    firstStep
    startedAt
    endedAt
    endReason
    exitCode
  }
  priority
  queuedAt
  runner {
    id
    name
  }
  configuration {
    id
    name
  }
  configurationVersion
  loop {
    id
    name
  }
}
fragment JobRegistration on ModelVersion {
  version
  model {
    id
    name
    analytics(filter: {  }) {
      messageCount
      ratedCount
      averageRating
      judgedCount
      successShare
    }
  }
}
fragment TrainingRow on TrainingJob {
  id
  name
  project
  groupName
  tags
  source
  status
  endReason
  attempt
  baseModel
  trainingMethod
  createdAt
  startedAt
  endedAt
  currentStep
  totalSteps
  progressShare
  etaSeconds
  heardAt
  lastLoss
  bestEvalLoss
  costUsd
  warnings {
    kind
    beganAtStep
    message
  }
}`) as unknown as TypedDocumentString<TrainingJobMovedSubscription, TrainingJobMovedSubscriptionVariables>;
export const TrainingStepsDocument = new TypedDocumentString(`
    subscription TrainingSteps($id: ID!, $cursor: String) {
  trainingSteps(jobId: $id, cursor: $cursor) {
    columns
    cursor
  }
}
    `) as unknown as TypedDocumentString<TrainingStepsSubscription, TrainingStepsSubscriptionVariables>;
export const TransfersDocument = new TypedDocumentString(`
    query Transfers {
  transferSessions {
    ...TransferRow
  }
}
    fragment TransferRow on TransferSession {
  id
  externalId
  sourceModel
  targetModel
  domain
  method
  layersTransferred
  fineTuningEpochs
  startedAt
  completedAt
  job {
    id
    name
  }
  effect {
    accuracy {
      base
      difference
      verdict
      sentence
      value
      count
      baseCount
      interval {
        low
        high
      }
    }
    accuracySource
    accuracyGain
    trainingTimeHours
    trainingTimeSource
    trainingCostUsd
    scratchTimeHours
    scratchCostUsd
    scratchSource
    scratchJobCount
    timeSavedHours
    timeReductionPercent
    costSavedUsd
    costReductionPercent
    efficiencyScore
    effectiveness
  }
}`) as unknown as TypedDocumentString<TransfersQuery, TransfersQueryVariables>;
export const TransfersChangedDocument = new TypedDocumentString(`
    subscription TransfersChanged {
  transferSessionsChanged
}
    `) as unknown as TypedDocumentString<TransfersChangedSubscription, TransfersChangedSubscriptionVariables>;
export const UsersDocument = new TypedDocumentString(`
    query Users($search: String, $first: Int!, $after: String) {
  users(search: $search, first: $first, after: $after) {
    pageInfo {
      hasNextPage
    }
    edges {
      cursor
      node {
        ...UserRow
      }
    }
  }
}
    fragment UserRow on EndUser {
  userId
  properties
  firstSeenAt
  lastSeenAt
  identifiedAt
  messageCount
  conversationCount
  costUsd
  averageRating
  ratingCount
}`) as unknown as TypedDocumentString<UsersQuery, UsersQueryVariables>;
export const UserPageDocument = new TypedDocumentString(`
    query UserPage($userId: String!) {
  user(userId: $userId) {
    ...UserRow
    answerCount
    cohorts {
      id
      name
    }
    experiments {
      key
      name
      kind
      state
      variant
      firstExposedAt
      lastAt
      answerCount
    }
    conversations(first: 50) {
      pageInfo {
        hasNextPage
      }
      edges {
        node {
          conversationId
          startedAt
          lastMessageAt
          messageCount
          costUsd
          averageRating
          failureCount
          errorCount
          models
        }
      }
    }
  }
}
    fragment UserRow on EndUser {
  userId
  properties
  firstSeenAt
  lastSeenAt
  identifiedAt
  messageCount
  conversationCount
  costUsd
  averageRating
  ratingCount
}`) as unknown as TypedDocumentString<UserPageQuery, UserPageQueryVariables>;
export const WhyDocument = new TypedDocumentString(`
    query Why($input: ExplainInput!) {
  explain(input: $input) {
    ...WholeExplanation
  }
}
    fragment CauseRow on Cause {
  rank
  conditions {
    dimension
    value
  }
  effect
  explainedShare
  low
  high
  pValue
  mixEffect
  rateEffect
  baselineCount
  currentCount
  baselineValue
  currentValue
  filter
  isFilterExact
  isContradicted
  recommendation {
    key
    text
    link
  }
  examples(first: 3) {
    id
    externalId
    contentPreview(maxLength: 160)
    conversation {
      externalId
    }
  }
}
fragment WholeExplanation on Explanation {
  metric
  measure
  measureBaseline
  measureCurrent
  currentFrom
  currentTo
  baselineFrom
  baselineTo
  baseline
  current
  change
  low
  high
  sentence
  tooLittle
  causes {
    ...CauseRow
  }
  placebo {
    sentence
  }
  dimensionEffects {
    dimension
    mixEffect
    rateEffect
  }
}`) as unknown as TypedDocumentString<WhyQuery, WhyQueryVariables>;
export const WorkspacesDocument = new TypedDocumentString(`
    query Workspaces {
  workspaces {
    ...WorkspaceRow
  }
}
    fragment WorkspaceRow on WorkspaceEntry {
  slug
  name
  role
  isCurrent
  memberCount
  createdAt
  archivedAt
  deleteAfter
}`) as unknown as TypedDocumentString<WorkspacesQuery, WorkspacesQueryVariables>;
export const CreateWorkspaceDocument = new TypedDocumentString(`
    mutation CreateWorkspace($input: CreateWorkspaceInput!) {
  createWorkspace(input: $input) {
    ...WorkspaceRow
  }
}
    fragment WorkspaceRow on WorkspaceEntry {
  slug
  name
  role
  isCurrent
  memberCount
  createdAt
  archivedAt
  deleteAfter
}`) as unknown as TypedDocumentString<CreateWorkspaceMutation, CreateWorkspaceMutationVariables>;
export const RenameWorkspaceDocument = new TypedDocumentString(`
    mutation RenameWorkspace($name: String!) {
  renameWorkspace(input: { name: $name }) {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<RenameWorkspaceMutation, RenameWorkspaceMutationVariables>;
export const ArchiveWorkspaceDocument = new TypedDocumentString(`
    mutation ArchiveWorkspace {
  archiveWorkspace {
    id
  }
}
    `) as unknown as TypedDocumentString<ArchiveWorkspaceMutation, ArchiveWorkspaceMutationVariables>;
export const RestoreWorkspaceDocument = new TypedDocumentString(`
    mutation RestoreWorkspace {
  restoreWorkspace {
    id
  }
}
    `) as unknown as TypedDocumentString<RestoreWorkspaceMutation, RestoreWorkspaceMutationVariables>;
export const DeleteWorkspaceDocument = new TypedDocumentString(`
    mutation DeleteWorkspace($confirmSlug: String!) {
  deleteWorkspace(input: { confirmSlug: $confirmSlug }) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteWorkspaceMutation, DeleteWorkspaceMutationVariables>;
export const AssistantCommandsDocument = new TypedDocumentString(`
    query AssistantCommands {
  assistantTools {
    name
    title
    description
    group
    acts
    operations {
      name
      about
      parameters
      acts
    }
  }
}
    `) as unknown as TypedDocumentString<AssistantCommandsQuery, AssistantCommandsQueryVariables>;
export const AssistantConversationDocument = new TypedDocumentString(`
    query AssistantConversation($id: ID!) {
  assistantConversation(id: $id) {
    ...AssistantConversationRow
    turns {
      ...AssistantTurnParts
      versions {
        id
      }
    }
  }
}
    fragment AssistantTurnState on AssistantTurn {
  id
  asked
  place {
    path
    title
  }
  kind
  status
  parts {
    __typename
    ... on AssistantText {
      text
      withheldCount
      numbers {
        start
        end
        handle
        cell
      }
    }
    ... on AssistantToolUse {
      tool
      title
      arguments
      state
      handle
      durationMs
      rowCount
      totalCount
    }
    ... on AssistantProposal {
      proposalId
      title
      cardState: state
      refusedWith: message
      changes
      touches
      mutation
      isUndoable
    }
    ... on AssistantNotice {
      code
      message
      path
    }
  }
  model
  modelReason
  failureCode
  failureMessage
  inputTokens
  callCount
  outputTokens
  costUsd
  traceId
  rating
}
fragment AssistantTurnParts on AssistantTurn {
  ...AssistantTurnState
  conversation {
    id
  }
}
fragment AssistantConversationRow on AssistantConversation {
  id
  title
  model
  isShared
  isOwn
  ownerName
  updatedAt
}`) as unknown as TypedDocumentString<AssistantConversationQuery, AssistantConversationQueryVariables>;
export const AssistantConversationsDocument = new TypedDocumentString(`
    query AssistantConversations($search: String, $first: Int!) {
  assistantConversations(first: $first, search: $search) {
    edges {
      node {
        ...AssistantConversationRow
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment AssistantConversationRow on AssistantConversation {
  id
  title
  model
  isShared
  isOwn
  ownerName
  updatedAt
}`) as unknown as TypedDocumentString<AssistantConversationsQuery, AssistantConversationsQueryVariables>;
export const AssistantResultDocument = new TypedDocumentString(`
    query AssistantResult($conversationId: ID!, $handle: String!) {
  assistantResult(assistantConversationId: $conversationId, handle: $handle)
}
    `) as unknown as TypedDocumentString<AssistantResultQuery, AssistantResultQueryVariables>;
export const AssistantArgumentsDocument = new TypedDocumentString(`
    query AssistantArguments($text: String!) {
  planAssistantQuestion(text: $text) {
    problem {
      argument
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AssistantArgumentsQuery, AssistantArgumentsQueryVariables>;
export const AssistantExamplesDocument = new TypedDocumentString(`
    query AssistantExamples {
  assistantExamples
}
    `) as unknown as TypedDocumentString<AssistantExamplesQuery, AssistantExamplesQueryVariables>;
export const AssistantSuggestionsDocument = new TypedDocumentString(`
    query AssistantSuggestions {
  assistantSuggestions {
    text
    why
  }
}
    `) as unknown as TypedDocumentString<AssistantSuggestionsQuery, AssistantSuggestionsQueryVariables>;
export const AssistantModelsDocument = new TypedDocumentString(`
    query AssistantModels {
  modelChoices {
    models {
      ref
      turnUsd
      relativeCost
    }
    answering {
      ref
      turnUsd
    }
    reason
    settings {
      dailyUsdPerPerson
    }
    today {
      usd
    }
  }
}
    `) as unknown as TypedDocumentString<AssistantModelsQuery, AssistantModelsQueryVariables>;
export const AssistantExportDocument = new TypedDocumentString(`
    query AssistantExport($id: ID!, $format: AssistantExportFormat!) {
  assistantExport(id: $id, format: $format) {
    fileName
    contentType
    content
  }
}
    `) as unknown as TypedDocumentString<AssistantExportQuery, AssistantExportQueryVariables>;
export const AssistantTurnChangesDocument = new TypedDocumentString(`
    subscription AssistantTurnChanges($turnId: ID!) {
  assistantTurn(turnId: $turnId) {
    ...AssistantTurnState
  }
}
    fragment AssistantTurnState on AssistantTurn {
  id
  asked
  place {
    path
    title
  }
  kind
  status
  parts {
    __typename
    ... on AssistantText {
      text
      withheldCount
      numbers {
        start
        end
        handle
        cell
      }
    }
    ... on AssistantToolUse {
      tool
      title
      arguments
      state
      handle
      durationMs
      rowCount
      totalCount
    }
    ... on AssistantProposal {
      proposalId
      title
      cardState: state
      refusedWith: message
      changes
      touches
      mutation
      isUndoable
    }
    ... on AssistantNotice {
      code
      message
      path
    }
  }
  model
  modelReason
  failureCode
  failureMessage
  inputTokens
  callCount
  outputTokens
  costUsd
  traceId
  rating
}`) as unknown as TypedDocumentString<AssistantTurnChangesSubscription, AssistantTurnChangesSubscriptionVariables>;
export const AskAssistantDocument = new TypedDocumentString(`
    mutation AskAssistant($input: AskAssistantInput!) {
  askAssistant(input: $input) {
    ...AssistantTurnParts
  }
}
    fragment AssistantTurnState on AssistantTurn {
  id
  asked
  place {
    path
    title
  }
  kind
  status
  parts {
    __typename
    ... on AssistantText {
      text
      withheldCount
      numbers {
        start
        end
        handle
        cell
      }
    }
    ... on AssistantToolUse {
      tool
      title
      arguments
      state
      handle
      durationMs
      rowCount
      totalCount
    }
    ... on AssistantProposal {
      proposalId
      title
      cardState: state
      refusedWith: message
      changes
      touches
      mutation
      isUndoable
    }
    ... on AssistantNotice {
      code
      message
      path
    }
  }
  model
  modelReason
  failureCode
  failureMessage
  inputTokens
  callCount
  outputTokens
  costUsd
  traceId
  rating
}
fragment AssistantTurnParts on AssistantTurn {
  ...AssistantTurnState
  conversation {
    id
  }
}`) as unknown as TypedDocumentString<AskAssistantMutation, AskAssistantMutationVariables>;
export const RetryAssistantTurnDocument = new TypedDocumentString(`
    mutation RetryAssistantTurn($input: RetryAssistantTurnInput!) {
  retryAssistantTurn(input: $input) {
    ...AssistantTurnParts
  }
}
    fragment AssistantTurnState on AssistantTurn {
  id
  asked
  place {
    path
    title
  }
  kind
  status
  parts {
    __typename
    ... on AssistantText {
      text
      withheldCount
      numbers {
        start
        end
        handle
        cell
      }
    }
    ... on AssistantToolUse {
      tool
      title
      arguments
      state
      handle
      durationMs
      rowCount
      totalCount
    }
    ... on AssistantProposal {
      proposalId
      title
      cardState: state
      refusedWith: message
      changes
      touches
      mutation
      isUndoable
    }
    ... on AssistantNotice {
      code
      message
      path
    }
  }
  model
  modelReason
  failureCode
  failureMessage
  inputTokens
  callCount
  outputTokens
  costUsd
  traceId
  rating
}
fragment AssistantTurnParts on AssistantTurn {
  ...AssistantTurnState
  conversation {
    id
  }
}`) as unknown as TypedDocumentString<RetryAssistantTurnMutation, RetryAssistantTurnMutationVariables>;
export const StopAssistantTurnDocument = new TypedDocumentString(`
    mutation StopAssistantTurn($id: ID!) {
  stopAssistantTurn(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<StopAssistantTurnMutation, StopAssistantTurnMutationVariables>;
export const ShowAssistantTurnDocument = new TypedDocumentString(`
    mutation ShowAssistantTurn($id: ID!) {
  showAssistantTurn(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<ShowAssistantTurnMutation, ShowAssistantTurnMutationVariables>;
export const RateAssistantTurnDocument = new TypedDocumentString(`
    mutation RateAssistantTurn($input: RateAssistantTurnInput!) {
  rateAssistantTurn(input: $input) {
    ...AssistantTurnParts
  }
}
    fragment AssistantTurnState on AssistantTurn {
  id
  asked
  place {
    path
    title
  }
  kind
  status
  parts {
    __typename
    ... on AssistantText {
      text
      withheldCount
      numbers {
        start
        end
        handle
        cell
      }
    }
    ... on AssistantToolUse {
      tool
      title
      arguments
      state
      handle
      durationMs
      rowCount
      totalCount
    }
    ... on AssistantProposal {
      proposalId
      title
      cardState: state
      refusedWith: message
      changes
      touches
      mutation
      isUndoable
    }
    ... on AssistantNotice {
      code
      message
      path
    }
  }
  model
  modelReason
  failureCode
  failureMessage
  inputTokens
  callCount
  outputTokens
  costUsd
  traceId
  rating
}
fragment AssistantTurnParts on AssistantTurn {
  ...AssistantTurnState
  conversation {
    id
  }
}`) as unknown as TypedDocumentString<RateAssistantTurnMutation, RateAssistantTurnMutationVariables>;
export const SettleAssistantProposalDocument = new TypedDocumentString(`
    mutation SettleAssistantProposal($input: SettleAssistantProposalInput!) {
  settleAssistantProposal(input: $input) {
    ...AssistantTurnParts
  }
}
    fragment AssistantTurnState on AssistantTurn {
  id
  asked
  place {
    path
    title
  }
  kind
  status
  parts {
    __typename
    ... on AssistantText {
      text
      withheldCount
      numbers {
        start
        end
        handle
        cell
      }
    }
    ... on AssistantToolUse {
      tool
      title
      arguments
      state
      handle
      durationMs
      rowCount
      totalCount
    }
    ... on AssistantProposal {
      proposalId
      title
      cardState: state
      refusedWith: message
      changes
      touches
      mutation
      isUndoable
    }
    ... on AssistantNotice {
      code
      message
      path
    }
  }
  model
  modelReason
  failureCode
  failureMessage
  inputTokens
  callCount
  outputTokens
  costUsd
  traceId
  rating
}
fragment AssistantTurnParts on AssistantTurn {
  ...AssistantTurnState
  conversation {
    id
  }
}`) as unknown as TypedDocumentString<SettleAssistantProposalMutation, SettleAssistantProposalMutationVariables>;
export const UndoAssistantProposalDocument = new TypedDocumentString(`
    mutation UndoAssistantProposal($input: UndoAssistantProposalInput!) {
  undoAssistantProposal(input: $input) {
    ...AssistantTurnParts
  }
}
    fragment AssistantTurnState on AssistantTurn {
  id
  asked
  place {
    path
    title
  }
  kind
  status
  parts {
    __typename
    ... on AssistantText {
      text
      withheldCount
      numbers {
        start
        end
        handle
        cell
      }
    }
    ... on AssistantToolUse {
      tool
      title
      arguments
      state
      handle
      durationMs
      rowCount
      totalCount
    }
    ... on AssistantProposal {
      proposalId
      title
      cardState: state
      refusedWith: message
      changes
      touches
      mutation
      isUndoable
    }
    ... on AssistantNotice {
      code
      message
      path
    }
  }
  model
  modelReason
  failureCode
  failureMessage
  inputTokens
  callCount
  outputTokens
  costUsd
  traceId
  rating
}
fragment AssistantTurnParts on AssistantTurn {
  ...AssistantTurnState
  conversation {
    id
  }
}`) as unknown as TypedDocumentString<UndoAssistantProposalMutation, UndoAssistantProposalMutationVariables>;
export const UpdateAssistantConversationDocument = new TypedDocumentString(`
    mutation UpdateAssistantConversation($input: UpdateAssistantConversationInput!) {
  updateAssistantConversation(input: $input) {
    ...AssistantConversationRow
  }
}
    fragment AssistantConversationRow on AssistantConversation {
  id
  title
  model
  isShared
  isOwn
  ownerName
  updatedAt
}`) as unknown as TypedDocumentString<UpdateAssistantConversationMutation, UpdateAssistantConversationMutationVariables>;
export const BranchAssistantConversationDocument = new TypedDocumentString(`
    mutation BranchAssistantConversation($input: BranchAssistantConversationInput!) {
  branchAssistantConversation(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<BranchAssistantConversationMutation, BranchAssistantConversationMutationVariables>;
export const DeleteAssistantConversationDocument = new TypedDocumentString(`
    mutation DeleteAssistantConversation($id: ID!) {
  deleteAssistantConversation(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteAssistantConversationMutation, DeleteAssistantConversationMutationVariables>;
export const ConversationsOfGroupDocument = new TypedDocumentString(`
    query ConversationsOfGroup($filter: AnalyticsFilter!, $group: ConversationGroupInput!) {
  analytics(filter: $filter) {
    conversations(group: $group, first: 100) {
      id
      externalId
      userId
      startedAt
      lastMessageAt
      messageCount
    }
  }
}
    `) as unknown as TypedDocumentString<ConversationsOfGroupQuery, ConversationsOfGroupQueryVariables>;
export const PanelsNoticeDocument = new TypedDocumentString(`
    subscription PanelsNotice($filter: AnalyticsFilter!) {
  analyticsChanged(filter: $filter) {
    interval
  }
}
    `) as unknown as TypedDocumentString<PanelsNoticeSubscription, PanelsNoticeSubscriptionVariables>;
export const PanelsDocument = new TypedDocumentString(`
    query Panels($filter: AnalyticsFilter!, $compare: Boolean!, $compareWith: CompareWithInput, $slaMs: Int, $failures: AnalyticsFilter!, $groupBy: GroupDimension! = TRAINING_METHOD, $withAnalytics: Boolean! = false, $withAbandonment: Boolean! = false, $withActivity: Boolean! = false, $withAgreement: Boolean! = false, $withAnomalies: Boolean! = false, $withConversationLength: Boolean! = false, $withCostByModel: Boolean! = false, $withCostOutlook: Boolean! = false, $withCostPerSuccess: Boolean! = false, $withErrorRate: Boolean! = false, $withErrorSeries: Boolean! = false, $withErrors: Boolean! = false, $withFailureTags: Boolean! = false, $withFirstToken: Boolean! = false, $withGroupComparison: Boolean! = false, $withInsights: Boolean! = false, $withJobs: Boolean! = false, $withJudgments: Boolean! = false, $withModelPerformance: Boolean! = false, $withNumbers: Boolean! = false, $withProviderHealth: Boolean! = false, $withProviders: Boolean! = false, $withQualityForecast: Boolean! = false, $withRatings: Boolean! = false, $withResponseTime: Boolean! = false, $withRetention: Boolean! = false, $withSentimentGauge: Boolean! = false, $withSentimentTrend: Boolean! = false, $withSessions: Boolean! = false, $withSla: Boolean! = false, $withSuccessByModel: Boolean! = false, $withSuccessRate: Boolean! = false, $withTokens: Boolean! = false, $withTools: Boolean! = false, $withTrainingMethods: Boolean! = false, $withTurnsToSuccess: Boolean! = false, $withVariants: Boolean! = false) {
  analytics(filter: $filter, compareWith: $compareWith) @include(if: $withAnalytics) {
    ...AbandonmentPanel @include(if: $withAbandonment)
    ...ConversationLengthPanel @include(if: $withConversationLength)
    ...CostByModelPanel @include(if: $withCostByModel)
    ...CostPerSuccessPanel @include(if: $withCostPerSuccess)
    ...ErrorRatePanel @include(if: $withErrorRate)
    ...ErrorSeriesPanel @include(if: $withErrorSeries)
    ...ErrorsPanel @include(if: $withErrors)
    ...FailureTagsPanel @include(if: $withFailureTags)
    ...FirstTokenPanel @include(if: $withFirstToken)
    ...GroupComparisonPanel @include(if: $withGroupComparison)
    ...ModelPerformancePanel @include(if: $withModelPerformance)
    ...NumbersPanel @include(if: $withNumbers)
    ...ProviderHealthPanel @include(if: $withProviderHealth)
    ...ProvidersPanel @include(if: $withProviders)
    ...RatingsPanel @include(if: $withRatings)
    ...ResponseTimePanel @include(if: $withResponseTime)
    ...RetentionPanel @include(if: $withRetention)
    ...SessionsPanel @include(if: $withSessions)
    ...SlaPanel @include(if: $withSla)
    ...SuccessByModelPanel @include(if: $withSuccessByModel)
    ...SuccessRatePanel @include(if: $withSuccessRate)
    ...TokensPanel @include(if: $withTokens)
    ...ToolsPanel @include(if: $withTools)
    ...TrainingMethodsPanel @include(if: $withTrainingMethods)
    ...TurnsToSuccessPanel @include(if: $withTurnsToSuccess)
    ...VariantsPanel @include(if: $withVariants)
  }
  ...ActivityPanel @include(if: $withActivity)
  ...AgreementPanel @include(if: $withAgreement)
  ...AnomaliesPanel @include(if: $withAnomalies)
  ...CostOutlookPanel @include(if: $withCostOutlook)
  ...InsightsPanel @include(if: $withInsights)
  ...JobsPanel @include(if: $withJobs)
  ...JudgmentsPanel @include(if: $withJudgments)
  ...QualityForecastPanel @include(if: $withQualityForecast)
  ...SentimentGaugePanel @include(if: $withSentimentGauge)
  ...SentimentTrendPanel @include(if: $withSentimentTrend)
}
    fragment ModelBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  costUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment ModelRow on ModelOverview {
  model
  provider
  trainingMethod
  messageCount
  costUsd
  costPerMessageUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorShare
  latencyMs {
    p50Ms
    p95Ms
  }
  series {
    startedAt
    isPartial
    messageCount
  }
}
fragment ComparedModelRow on ModelOverview {
  ...ModelRow
  previous @include(if: $compare) {
    ...GroupBefore
  }
}
fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
  previous @include(if: $compare) {
    callCount
    durationMs {
      p95Ms
    }
  }
  comparison @include(if: $compare) {
    ...ValueChange
  }
}
fragment Compared on MetricComparison {
  metric
  verdict
  sentence
}
fragment ValueChange on ValueComparison {
  base
  difference
  verdict
  sentence
}
fragment PeriodChange on PeriodComparison {
  metrics {
    metric
    base
    difference
    verdict
    sentence
  }
}
fragment ActivityPanel on Query {
  activity(first: 30) {
    edges {
      cursor
      node {
        at
        actor {
          kind
          key
          name
        }
        action
        change
        targetType
        targetId
        targetName
        changedFields
        count
      }
    }
  }
}
fragment RetentionPanel on Analytics {
  retention {
    startedAt
    userCount
    weeks {
      week
      userCount
    }
  }
  retentionComparison @include(if: $compare) {
    ...ValueChange
  }
}
fragment CostByModelPanel on Analytics {
  interval
  overview {
    costUsd
  }
  seriesByModel(top: 6) {
    model
    buckets {
      ...ModelBucket
    }
  }
  previousSeries @include(if: $compare) {
    startedAt
    costUsd
  }
  costChange: comparison(metrics: [COST_PER_MESSAGE]) @include(if: $compare) {
    ...PeriodChange
  }
}
fragment CostOutlookPanel on Query {
  costOutlook {
    monthEndUsd
    low
    high
    spentUsd
    budgetUsd
    passesBudgetOn
    passesBudgetLow
    passesBudgetHigh
    sentence
  }
  costForecast: forecast(metric: COST, days: 30) {
    ...ForecastShown
  }
  costWeek: forecast(metric: COST, days: 7) {
    ...ForecastShown
  }
}
fragment CostPerSuccessPanel on Analytics {
  interval
  overview {
    costPerSuccessUsd
    costPerMessageUsd
  }
  previous @include(if: $compare) {
    costPerSuccessUsd
    costPerMessageUsd
  }
  series {
    ...CostBucket
  }
  previousSeries @include(if: $compare) {
    ...CostBucket
  }
}
fragment CostBucket on OverviewBucket {
  startedAt
  isPartial
  costPerSuccessUsd
  costPerMessageUsd
}
fragment TokensPanel on Analytics {
  interval
  overview {
    inputTokens
    outputTokens
  }
  series {
    ...TokenBucket
  }
  previousSeries @include(if: $compare) {
    ...TokenBucket
  }
  tokenChange: comparison(metrics: [OUTPUT_TOKENS_PER_MESSAGE]) @include(if: $compare) {
    ...PeriodChange
  }
}
fragment TokenBucket on OverviewBucket {
  startedAt
  isPartial
  inputTokens
  outputTokens
  cacheReadTokens
}
fragment GroupComparisonPanel on Analytics {
  groupComparison(by: $groupBy, top: 12) {
    by
    base
    groups {
      value
      isBase
      messageCount
      metrics {
        metric
        value
        count
        difference
        verdict
        sentence
      }
    }
    topicNames {
      topicId
      name
    }
    mixes {
      dimension
      isDifferent
      sentence
    }
  }
}
fragment ModelPerformancePanel on Analytics {
  byModel {
    ...ComparedModelRow
  }
}
fragment SessionsPanel on Analytics {
  bySession(top: 100) {
    sessionId
    experimentName
    variant
    ...GroupRow
    previous @include(if: $compare) {
      ...GroupBefore
    }
  }
}
fragment TrainingMethodsPanel on Analytics {
  byTrainingMethod {
    trainingMethod
    ...GroupRow
    previous @include(if: $compare) {
      ...GroupBefore
    }
  }
}
fragment VariantsPanel on Analytics {
  byVariant {
    experimentName
    variant
    ...GroupRow
    previous @include(if: $compare) {
      ...GroupBefore
    }
  }
}
fragment AnomaliesPanel on Query {
  anomalies(first: 12) {
    edges {
      node {
        id
        number
        sentence
        metric
        dimension
        dimensionValue
        severity
        state
        beganAt
        endedAt
        value
        expectedLow
        expectedHigh
      }
    }
  }
}
fragment ErrorRatePanel on Analytics {
  interval
  overview {
    messageCount
  }
  errorChange: comparison(metrics: [ERROR_SHARE]) @include(if: $compare) {
    ...PeriodChange
  }
  series {
    ...ErrorBucket
  }
  previousSeries @include(if: $compare) {
    ...ErrorBucket
  }
}
fragment ErrorBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  errorCount
  errorShare
}
fragment ErrorSeriesPanel on Analytics {
  interval
  errorSeries(top: 7) {
    errorType
    count
    buckets {
      startedAt
      count
    }
    previous @include(if: $compare) {
      count
      buckets {
        startedAt
        count
      }
    }
  }
}
fragment ErrorsPanel on Analytics {
  errors {
    errorType
    count
    share
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment InsightsPanel on Query {
  insights(first: 5) {
    ...InsightRow
  }
}
fragment InsightRow on Insight {
  id
  kind
  sentence
  value
  unit
  link
  isNew
  createdAt
}
fragment JobsPanel on Query {
  backgroundTasks {
    id
    kind
    status
    progressShare
    doneCount
    totalCount
    failedCount
    createdAt
    finishedAt
    error
  }
}
fragment ProviderHealthPanel on Analytics {
  interval
  byProvider {
    provider
    messageCount
    series {
      ...HealthBucket
    }
    previousSeries @include(if: $compare) {
      ...HealthBucket
    }
    rateLimits {
      count
      buckets {
        startedAt
        count
      }
      previous @include(if: $compare) {
        buckets {
          startedAt
          count
        }
      }
    }
  }
}
fragment HealthBucket on OverviewBucket {
  startedAt
  messageCount
  errorShare
  latencyMs {
    p95Ms
  }
}
fragment ProvidersPanel on Analytics {
  byProvider {
    provider
    messageCount
    errorCount
    errorShare
    latencyMs {
      p50Ms
      p95Ms
      p99Ms
    }
    timeToFirstTokenMs {
      p50Ms
    }
    costUsd
    previous @include(if: $compare) {
      messageCount
      errorCount
    }
  }
}
fragment ToolsPanel on Analytics {
  tools {
    ...ToolRow
  }
}
fragment NumbersPanel on Analytics {
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  comparison @include(if: $compare) {
    metrics {
      ...Compared
    }
  }
  series {
    ...Bucket
  }
}
fragment ConversationLengthPanel on Analytics {
  conversationLengths {
    messageCount
    conversationCount
  }
  previousConversationLengths @include(if: $compare) {
    messageCount
    conversationCount
  }
  conversationLengthComparison @include(if: $compare) {
    ...ValueChange
  }
}
fragment FirstTokenPanel on Analytics {
  interval
  overview {
    timeToFirstTokenMs {
      p50Ms
    }
  }
  series {
    ...FirstTokenBucket
  }
  previousSeries @include(if: $compare) {
    ...FirstTokenBucket
  }
  firstTokenChange: comparison(metrics: [TIME_TO_FIRST_TOKEN_P50]) @include(if: $compare) {
    ...PeriodChange
  }
}
fragment FirstTokenBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  timeToFirstTokenMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment ResponseTimePanel on Analytics {
  interval
  overview {
    latencyMs {
      p50Ms
      p99Ms
    }
  }
  series {
    ...LatencyBucket
  }
  previousSeries @include(if: $compare) {
    ...LatencyBucket
  }
  latencyChange: comparison(metrics: [LATENCY_P50, LATENCY_P95]) @include(if: $compare) {
    ...PeriodChange
  }
}
fragment LatencyBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment SlaPanel on Analytics {
  interval
  sla(thresholdMs: $slaMs) {
    thresholdMs
    rules {
      value
      thresholdMs
    }
    measuredCount
    breachCount
    breachShare
    series {
      startedAt
      measuredCount
      breachCount
      breachShare
    }
    comparison @include(if: $compare) {
      ...ValueChange
    }
    previous @include(if: $compare) {
      breachShare
      series {
        startedAt
        measuredCount
        breachCount
        breachShare
      }
    }
  }
}
fragment AbandonmentPanel on Analytics {
  abandonment {
    ...Ends
    abandonedShare
    previous @include(if: $compare) {
      ...Ends
    }
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment Ends on Abandonment {
  conversationCount
  openCount
  unansweredCount
  failedCount
}
fragment AgreementPanel on Query {
  evaluationMetrics(filter: $filter, compareWith: $compareWith) {
    agreement {
      ...Agreements
    }
    previousAgreement @include(if: $compare) {
      ...Agreements
    }
    accuracy {
      share
      of
    }
    accuracyComparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment Agreements on EvaluatorAgreement {
  verdicts {
    alpha
    messageCount
    valueCount
  }
  ratings {
    alpha
    messageCount
    valueCount
  }
}
fragment FailureTagsPanel on Analytics {
  failureTags {
    tag
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
}
fragment JudgmentsPanel on Query {
  messages(filter: $failures, roles: [ASSISTANT], first: 25) {
    edges {
      node {
        id
        createdAt
        model
        traceId
        contentPreview(maxLength: 160)
        conversation {
          externalId
        }
        evaluations {
          id
          success
          rating
          failureTags
          comment
          evaluator
          evaluatorKind
        }
      }
    }
  }
}
fragment QualityForecastPanel on Query {
  qualityForecast: forecast(metric: SUCCESS_SHARE, days: 7, filter: $filter) {
    ...ForecastShown
  }
}
fragment RatingsPanel on Analytics {
  ratings {
    rating
    count
    previousCount @include(if: $compare)
    comparison @include(if: $compare) {
      ...ValueChange
    }
  }
  ratingChange: comparison(metrics: [AVERAGE_RATING]) @include(if: $compare) {
    ...PeriodChange
  }
}
fragment SentimentGaugePanel on Query {
  sentiment(filter: $filter) {
    ...SentimentNow
  }
}
fragment SentimentNow on Sentiment {
  messageCount
  supportedCount
  average
  low
  high
  emotions {
    emotion
    messageCount
    share
    previousShare
  }
}
fragment SentimentTrendPanel on Query {
  sentiment(filter: $filter) {
    series {
      ...SentimentBucket
    }
  }
}
fragment SentimentBucket on SentimentPoint {
  at
  messageCount
  average
  low
  high
  frustrationShare
  confusionShare
  satisfactionShare
}
fragment SuccessByModelPanel on Analytics {
  interval
  overview {
    judgedCount
  }
  seriesByModel(top: 6) {
    model
    buckets {
      ...ModelBucket
    }
    previous @include(if: $compare) {
      ...ModelBucket
    }
  }
}
fragment SuccessRatePanel on Analytics {
  interval
  overview {
    judgedCount
  }
  successChange: comparison(metrics: [SUCCESS_SHARE]) @include(if: $compare) {
    ...PeriodChange
  }
  series {
    ...SuccessBucket
  }
  previousSeries @include(if: $compare) {
    ...SuccessBucket
  }
}
fragment SuccessBucket on OverviewBucket {
  startedAt
  isPartial
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
fragment TurnsToSuccessPanel on Analytics {
  turnsToSuccess {
    turn
    conversationCount
  }
  previousTurnsToSuccess @include(if: $compare) {
    turn
    conversationCount
  }
  turnsToSuccessComparison @include(if: $compare) {
    ...ValueChange
  }
}
fragment GroupRow on OverviewNumbers {
  messageCount
  conversationCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorCount
  errorShare
  costUsd
  costPerMessageUsd
  costPerSuccessUsd
  latencyMs {
    p50Ms
    p95Ms
  }
}
fragment GroupBefore on Overview {
  messageCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
fragment ForecastShown on Forecast {
  metric
  points {
    at
    value
    low50
    high50
    low80
    high80
    low95
    high95
  }
  history {
    at
    value
  }
  model
  wape
  skill
  coverage95
  refusal
  levelShiftAt
  sentence
}`) as unknown as TypedDocumentString<PanelsQuery, PanelsQueryVariables>;
export const RateDocument = new TypedDocumentString(`
    mutation Rate($evaluations: [EvaluationInput!]!) {
  evaluateMessages(evaluations: $evaluations) {
    accepted
    updated
    rejected {
      index
      field
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<RateMutation, RateMutationVariables>;
export const CreateExportDocument = new TypedDocumentString(`
    mutation CreateExport($input: ExportInput!) {
  createExport(input: $input) {
    ...ExportLine
  }
}
    fragment ExportLine on Export {
  id
  type
  format
  filter
  roles
  timeZone
  status
  task {
    id
    doneCount
    totalCount
  }
  expectedCount
  writtenCount
  sizeBytes
  failure
  path
  link
  requestedBy
  dueAt
  mail
  createdAt
  expiresAt
}`) as unknown as TypedDocumentString<CreateExportMutation, CreateExportMutationVariables>;
export const CancelExportDocument = new TypedDocumentString(`
    mutation CancelExport($id: ID!) {
  cancelExport(id: $id) {
    ...ExportLine
  }
}
    fragment ExportLine on Export {
  id
  type
  format
  filter
  roles
  timeZone
  status
  task {
    id
    doneCount
    totalCount
  }
  expectedCount
  writtenCount
  sizeBytes
  failure
  path
  link
  requestedBy
  dueAt
  mail
  createdAt
  expiresAt
}`) as unknown as TypedDocumentString<CancelExportMutation, CancelExportMutationVariables>;
export const DeleteExportDocument = new TypedDocumentString(`
    mutation DeleteExport($id: ID!) {
  deleteExport(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteExportMutation, DeleteExportMutationVariables>;
export const ExportChangedDocument = new TypedDocumentString(`
    subscription ExportChanged($id: ID!) {
  exportChanged(id: $id) {
    ...ExportLine
  }
}
    fragment ExportLine on Export {
  id
  type
  format
  filter
  roles
  timeZone
  status
  task {
    id
    doneCount
    totalCount
  }
  expectedCount
  writtenCount
  sizeBytes
  failure
  path
  link
  requestedBy
  dueAt
  mail
  createdAt
  expiresAt
}`) as unknown as TypedDocumentString<ExportChangedSubscription, ExportChangedSubscriptionVariables>;
export const ExportRunsDocument = new TypedDocumentString(`
    query ExportRuns($input: ExportTimesInput!) {
  exportRuns(input: $input)
}
    `) as unknown as TypedDocumentString<ExportRunsQuery, ExportRunsQueryVariables>;
export const SaveExportScheduleDocument = new TypedDocumentString(`
    mutation SaveExportSchedule($input: ExportScheduleInput!) {
  saveExportSchedule(input: $input) {
    ...ExportScheduleLine
  }
}
    fragment ExportScheduleLine on ExportSchedule {
  id
  name
  type
  format
  filter
  roles
  every
  weekday
  time
  timeZone
  dayCount
  recipients
  isPaused
  nextRuns
  savedBy
  failure
  exports {
    id
    status
    mail
    dueAt
    path
  }
}`) as unknown as TypedDocumentString<SaveExportScheduleMutation, SaveExportScheduleMutationVariables>;
export const DeleteExportScheduleDocument = new TypedDocumentString(`
    mutation DeleteExportSchedule($id: ID!) {
  deleteExportSchedule(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteExportScheduleMutation, DeleteExportScheduleMutationVariables>;
export const DismissInsightDocument = new TypedDocumentString(`
    mutation DismissInsight($id: ID!, $reason: InsightReason!) {
  dismissInsight(id: $id, reason: $reason) {
    id
    dismissedAt
  }
}
    `) as unknown as TypedDocumentString<DismissInsightMutation, DismissInsightMutationVariables>;
export const RestoreInsightDocument = new TypedDocumentString(`
    mutation RestoreInsight($id: ID!) {
  restoreInsight(id: $id) {
    id
    dismissedAt
  }
}
    `) as unknown as TypedDocumentString<RestoreInsightMutation, RestoreInsightMutationVariables>;
export const VisitInsightsDocument = new TypedDocumentString(`
    mutation VisitInsights {
  visitInsights
}
    `) as unknown as TypedDocumentString<VisitInsightsMutation, VisitInsightsMutationVariables>;
export const MarksDocument = new TypedDocumentString(`
    query Marks($from: DateTime, $to: DateTime) {
  annotations(from: $from, to: $to) {
    ...Mark
  }
}
    fragment Mark on Annotation {
  id
  kind
  label
  at
  endAt
  isAutomatic
  model
}`) as unknown as TypedDocumentString<MarksQuery, MarksQueryVariables>;
export const MarksChangedDocument = new TypedDocumentString(`
    subscription MarksChanged {
  annotationsChanged
}
    `) as unknown as TypedDocumentString<MarksChangedSubscription, MarksChangedSubscriptionVariables>;
export const CreateMarkDocument = new TypedDocumentString(`
    mutation CreateMark($input: CreateAnnotationInput!) {
  createAnnotation(input: $input) {
    ...Mark
  }
}
    fragment Mark on Annotation {
  id
  kind
  label
  at
  endAt
  isAutomatic
  model
}`) as unknown as TypedDocumentString<CreateMarkMutation, CreateMarkMutationVariables>;
export const UpdateMarkDocument = new TypedDocumentString(`
    mutation UpdateMark($input: UpdateAnnotationInput!) {
  updateAnnotation(input: $input) {
    ...Mark
  }
}
    fragment Mark on Annotation {
  id
  kind
  label
  at
  endAt
  isAutomatic
  model
}`) as unknown as TypedDocumentString<UpdateMarkMutation, UpdateMarkMutationVariables>;
export const DeleteMarkDocument = new TypedDocumentString(`
    mutation DeleteMark($id: ID!) {
  deleteAnnotation(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteMarkMutation, DeleteMarkMutationVariables>;
export const WhyThisCostDocument = new TypedDocumentString(`
    query WhyThisCost($externalId: String!) {
  message(externalId: $externalId) {
    id
    model
    inputTokens
    outputTokens
    cacheReadTokens
    cacheWriteTokens
    reasoningTokens
    cost {
      totalUsd
      inputUsd
      cacheReadUsd
      cacheWriteUsd
      outputUsd
      reasoningUsd
      note
      gap
      price {
        ...PriceLine
      }
    }
  }
}
    fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}`) as unknown as TypedDocumentString<WhyThisCostQuery, WhyThisCostQueryVariables>;
export const ExpectedBucketsDocument = new TypedDocumentString(`
    query ExpectedBuckets($metric: SignalMetric!, $filter: AnalyticsFilter, $from: DateTime!, $to: DateTime!) {
  expectedBuckets(metric: $metric, filter: $filter, from: $from, to: $to) {
    ...ExpectedPoint
  }
}
    fragment ExpectedPoint on ExpectedBucket {
  at
  value
  expected
  low
  high
  isOut
}`) as unknown as TypedDocumentString<ExpectedBucketsQuery, ExpectedBucketsQueryVariables>;
export const ForecastOfDocument = new TypedDocumentString(`
    query ForecastOf($metric: SignalMetric!, $days: Int!, $filter: AnalyticsFilter) {
  forecast(metric: $metric, days: $days, filter: $filter) {
    ...ForecastShown
  }
}
    fragment ForecastShown on Forecast {
  metric
  points {
    at
    value
    low50
    high50
    low80
    high80
    low95
    high95
  }
  history {
    at
    value
  }
  model
  wape
  skill
  coverage95
  refusal
  levelShiftAt
  sentence
}`) as unknown as TypedDocumentString<ForecastOfQuery, ForecastOfQueryVariables>;