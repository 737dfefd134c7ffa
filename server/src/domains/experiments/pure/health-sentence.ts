import { digits, thousands } from '../../../platform/statistics/words.ts';
import type { Cause, HealthDimension } from './cause.ts';

type Found = Omit<Cause, 'sentence'>;

/** What one value that does not fit shows, and where to look. */
export function causeSentence(cause: Found): string {
  const { dimension, attribute, value, counts, missingFrom, missingShare, restPValue, explains } = cause;
  const of = counts.find(({ variant }) => variant === missingFrom);
  const lacks = `variant ${missingFrom} has ${thousands(of?.n ?? 0)} units of ${thousands(of?.expected ?? 0)} expected (${percent(missingShare)} fewer)`;
  const rest = !explains ? '' : ` Without them the units fit the weights (p = ${digits(restPValue ?? 1, 2)}).`;
  return `${where[dimension](value, attribute ?? '')} ${lacks}.${rest} ${looks[dimension]}`;
}

const where: Record<HealthDimension, (value: string, attribute: string) => string> = {
  DAY: (day) => `Of units first exposed on ${day} (UTC),`,
  SOURCE: (source) => (source === 'ANSWER' ? 'Of units that answers alone exposed,' : 'Of units whose exposure was reported first,'),
  ENVIRONMENT: (name) => `Of units in ${name === '' ? 'no named environment' : `the environment ${name}`},`,
  CHANNEL: (channel) => (channel === 'widget' ? 'Of units in a widget,' : 'Of units outside of a widget,'),
  MODEL: (model) => `Of units that had ${model === '' ? 'no named model' : `the model ${model}`} before,`,
  CLIENT: (client) => (client === '' ? 'Of units whose exposure names no client,' : `Of units of the client ${client},`),
  ATTRIBUTE: (value, name) => (value === '' ? `Of units whose exposure has no attribute ${name},` : `Of units whose ${name} is ${value},`),
  FORCED: () => 'Of units that are forced for testing, and do not count,',
  ANSWERED: () => 'Of units with an answer since their exposure,',
  ERROR: () => 'Of units with a failed answer,',
};

const looks: Record<HealthDimension, string> = {
  DAY: 'Look at what was released or changed that day: weights served from elsewhere, exposures that were lost, traffic of bots.',
  SOURCE: 'Look at how this program reports: one variant may report exposures another way, later, or not at all.',
  ENVIRONMENT: 'Look at the program of this environment: an old definition, a fixed variant, or exposures that fail there.',
  CHANNEL: 'Look at the client of this channel: a redirect, a cache or a crash before it reports.',
  MODEL: 'Look at what is done for this model: a route or a fallback that takes units from one variant.',
  CLIENT: 'Look at this version of the client: an old definition, another hash, or exposures that it does not send.',
  ATTRIBUTE: 'Look at what is done for these units alone: a page, a release, a consent or a route that takes units from one variant.',
  FORCED: 'Look at whether units were forced because of what they saw: they leave their variant with it.',
  ANSWERED: 'Look at whether answers of one variant get lost, or whether units of one variant leave before their answer.',
  ERROR: 'Look at the errors of the variants: units of one may be lost by a failure before the exposure is reported.',
};

/** Units of a variant that no hash gives to any of them. */
export const straySentence = ({
  variant,
  n,
  byAnswer,
}: {
  readonly variant: string;
  readonly n: number;
  readonly byAnswer: number;
}): string =>
  `Variant ${variant} has the weight 0, and ${thousands(n)} of its units count (${thousands(n - byAnswer)} by a reported exposure, ${thousands(byAnswer)} by an answer that names it): look at the program that gives it, which has an old definition or a fixed variant.`;

/** What the causes point to together. */
export function summaryOf(causes: readonly Cause[]): string {
  const [first] = causes;
  if (first?.explains === true) return `Most likely cause: ${first.sentence.charAt(0).toLowerCase()}${first.sentence.slice(1)}`;
  const dimensions = [...new Set(causes.map(({ dimension }) => names[dimension]))];
  const general =
    'look at what holds for all units of a variant, such as a redirect, a crash before the exposure is reported, bots, or weights that are served from elsewhere.';
  return dimensions.length === 0
    ? `No day, source, environment, channel, model, client or attribute stands out: ${general}`
    : `Values of ${dimensions.join(', ')} do not fit by themselves, and none explains the mismatch alone. So ${general}`;
}

const names: Record<HealthDimension, string> = {
  DAY: 'day',
  SOURCE: 'source',
  ENVIRONMENT: 'environment',
  CHANNEL: 'channel',
  MODEL: 'model',
  CLIENT: 'client',
  ATTRIBUTE: 'attributes',
  FORCED: 'forced units',
  ANSWERED: 'answers',
  ERROR: 'errors',
};

const percent = (share: number): string => `${digits(share * 100, 2)} %`;
