import { emotions, type Emotion } from '../types.ts';

/**
 * Labels of GoEmotions that make an emotion: a message has it with the probability that it has at least one of them, taken as independent.
 * URGENCY is none of the labels, and is read from words; FRUSTRATION from words, too. The model card (docs/meaning.md) says how well each is found.
 */
export const labelsOfEmotion: Readonly<Record<Exclude<Emotion, 'URGENCY'>, readonly string[]>> = {
  FRUSTRATION: ['annoyance', 'anger', 'disappointment', 'disapproval'],
  CONFUSION: ['confusion'],
  SATISFACTION: ['admiration', 'approval', 'joy', 'relief', 'gratitude'],
  GRATITUDE: ['gratitude'],
  CURIOSITY: ['curiosity'],
  ANGER: ['anger', 'disgust'],
  DISAPPOINTMENT: ['disappointment'],
  JOY: ['joy', 'amusement', 'excitement', 'love'],
  SADNESS: ['sadness', 'grief', 'remorse'],
  WORRY: ['fear', 'nervousness'],
  SURPRISE: ['surprise', 'realization'],
};

const positive = 'admiration amusement approval caring excitement gratitude joy love optimism pride relief'.split(' ');
const negative = 'anger annoyance disappointment disapproval disgust embarrassment fear grief nervousness remorse sadness'.split(' ');

/** Of labels, in the order of the model. */
export type LabelProbabilities = Readonly<Record<string, number>>;

const anyOf = (labels: readonly string[], probabilities: LabelProbabilities): number =>
  1 - labels.reduce((none, label) => none * (1 - (probabilities[label] ?? 0)), 1);

const urgent =
  /\b(?:asap|urgent(?:ly)?|immediately|emergency|right (?:now|away)|as soon as possible|time[- ]sensitive|critical(?:ly)?|deadline|hurry|at once|(?:by|before|until) (?:today|tonight|tomorrow|noon|midnight|end of (?:the )?day|eod|\d{1,2} ?(?:am|pm)))\b/gi;
const pressing = /\b(?:now|quick(?:ly)?|soon|fast|today|need(?:ed)? (?:this|it)|waiting|still waiting|need(?:ed)? by)\b|!{2,}/gi;

/** How urgent the words of a text are, in English: 0.04 without any, 0.75 with one that says so, more with more. */
function urgencyOf(text: string): number {
  const strong = new Set((text.match(urgent) ?? []).map((word) => word.toLowerCase())).size;
  const weak = new Set((text.match(pressing) ?? []).map((word) => word.toLowerCase())).size;
  return 1 / (1 + Math.exp(3.2 - 4.3 * Math.min(strong, 2) - 0.8 * Math.min(weak, 3)));
}

const failedHelp =
  /\b(?:useless|waste of (?:my )?time|(?:i )?give up|fed up|ridiculous|unacceptable|(?:that(?:'|’)?s|is|are) wrong again|still wrong|nothing works|not what i asked|already (?:said|told|asked|tried|explained)|(?:explained|said|told|asked|tried)(?: you)?(?: this| that)? (?:twice|already|before|(?:two|three|several|many) times)|(?:talk|speak) to (?:an? |some)(?:real |actual )?(?:person|human|agent|manager|supervisor|one|body)|(?:didn(?:'|’)?t|doesn(?:'|’)?t|does not|did not) help(?: me)? at all|stop (?:giving|making|ignoring|repeating)|keeps? (?:failing|crashing|giving|breaking|saying)|(?:are you even|you(?:'|’)?re not) (?:reading|listening)|(?:third|fourth|fifth|\d+th) time|same (?:wrong )?(?:answer|error|mistake) again)\b/gi;
const failing =
  /\b(?:still (?:not|no|doesn(?:'|’)?t|does not|isn(?:'|’)?t|fails|broken|failing)|(?:does|did|do)(?:n(?:'|’)?t| not) (?:work|help)|not working|fails? again|second time|makes? no sense|broken|wrong)\b/gi;

/**
 * How frustrated a user is with the help they get, by English words that comments on the web, which the labels are from, hardly have: 0
 * without any, 0.55 with one that says so, 0.2 with one that reports a failure, more with more.
 */
function frustrationByWords(text: string): number {
  const strong = new Set((text.match(failedHelp) ?? []).map((word) => word.toLowerCase())).size;
  const weak = new Set((text.match(failing) ?? []).map((word) => word.toLowerCase())).size;
  return 1 - (1 - 0.55) ** strong * (1 - 0.2) ** weak;
}

/** The probability of each emotion, in the order of `emotions`. */
export const emotionsOf = (probabilities: LabelProbabilities, text: string): number[] =>
  emotions.map((emotion) => {
    if (emotion === 'URGENCY') return urgencyOf(text);
    const byLabels = anyOf(labelsOfEmotion[emotion], probabilities);
    return emotion === 'FRUSTRATION' ? 1 - (1 - byLabels) * (1 - frustrationByWords(text)) : byLabels;
  });

/**
 * From -1, surely negative, to 1, surely positive: the probability of any positive label less that of any negative one, or of words of
 * frustration.
 */
export const sentimentOf = (probabilities: LabelProbabilities, text: string): number =>
  anyOf(positive, probabilities) - (1 - (1 - anyOf(negative, probabilities)) * (1 - frustrationByWords(text)));
