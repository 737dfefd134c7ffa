import type { Entity } from './types.ts';
import { isCommonWord } from './vocabulary.ts';

/** A thing that may be named in a text. */
export interface Candidate {
  readonly kind: string;
  readonly id: string;
  readonly names: readonly string[];
}

/** Words before a name that state what it is of. */
const kindWords: Readonly<Record<string, readonly string[]>> = {
  session: ['session', 'sessions'],
  model: ['model', 'models'],
  trainingJob: ['job', 'jobs', 'training', 'run', 'training job'],
  trainingConfiguration: ['configuration', 'config', 'from'],
  judge: ['judge', 'judges', 'have', 'let', 'by', 'with'],
  evaluationRun: ['evaluation run', 'evaluation', 'run', 'runs', 'evaluation runs'],
  alertRule: ['alert', 'rule', 'alarm', 'alerts'],
  experiment: ['experiment', 'flag', 'test', 'experiments'],
  experimentName: ['experiment'],
  prompt: ['prompt', 'prompts'],
  promptName: ['prompt'],
  environment: ['environment', 'env', 'in'],
  variant: ['variant', 'variants'],
  provider: ['provider', 'by'],
  toolName: ['tool', 'tools'],
  failureTag: ['tag', 'tagged', 'failure tag'],
  errorType: ['error', 'errors'],
  cohort: ['cohort', 'cohorts', 'segment'],
  benchmarkSuite: ['suite', 'benchmark', 'on'],
  board: ['board', 'dashboard'],
  trainingMethod: ['method'],
  user: ['user', 'users'],
};
/** A name that is a common word is read where the word for its kind stands beside it, or in quotes. */
const looksLikeName = (name: string): boolean => name.length >= 3 && (/[\d_\-/.:@]|\s/.test(name) || !isCommonWord(name));
/** Of several things with one name the first kind in this order is meant. */
const order = [
  'trainingJob',
  'experiment',
  'trainingConfiguration',
  'model',
  'session',
  'prompt',
  'benchmarkSuite',
  'cohort',
  'board',
  'failureTag',
  'errorType',
  'environment',
  'variant',
  'toolName',
  'experimentName',
  'promptName',
  'provider',
  'user',
];
const rank = (kind: string): number => (order.includes(kind) ? order.indexOf(kind) : order.length);

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

interface Span {
  readonly start: number;
  readonly end: number;
  readonly entity: Entity;
  readonly hasKind: boolean;
}

function spansOf(text: string, { kind, id, names }: Candidate): Span[] {
  return names.flatMap((name) => {
    const lower = name.toLowerCase();
    if (lower.length < 1) return [];
    const found = new RegExp(`(?<![\\w\\-/.])["'“]?${escaped(lower)}["'”]?(?:'s)?s?(?![\\w\\-/])(?!\\.\\w)`, 'g');
    return [...text.matchAll(found)].flatMap((match): Span[] => {
      const before = text.slice(0, match.index).trimEnd();
      const after = text.slice(match.index + match[0].length).trimStart();
      const words = kindWords[kind] ?? [];
      const isQuoted = /^["'“]/.test(match[0]);
      const hasKind = words.some(
        (word) => new RegExp(`(?:^|\\s)${word}$`).test(before) || (word.length > 2 && new RegExp(`^${word}(?:\\W|$)`).test(after)),
      );
      if (!hasKind && !isQuoted && !looksLikeName(lower)) return [];
      return [{ start: match.index, end: match.index + match[0].length, entity: { kind, id, name }, hasKind }];
    });
  });
}

/** The things that a text in lower case names, in its order, and the text without their names. Longer names win over parts of them. */
export function entitiesIn(text: string, candidates: readonly Candidate[]): { entities: Entity[]; rest: string } {
  const spans = candidates
    .flatMap((candidate) => spansOf(text, candidate))
    .sort(
      (one, other) =>
        other.end - other.start - (one.end - one.start) ||
        Number(other.hasKind) - Number(one.hasKind) ||
        rank(one.entity.kind) - rank(other.entity.kind),
    );
  const taken: Span[] = [];
  for (const span of spans) if (!taken.some(({ start, end }) => span.start < end && start < span.end)) taken.push(span);
  taken.sort((one, other) => one.start - other.start);
  let rest = '';
  let at = 0;
  for (const { start, end } of taken) {
    rest += `${text.slice(at, start)} `;
    at = end;
  }
  return { entities: uniqueOf(taken.map(({ entity }) => entity)), rest: `${rest}${text.slice(at)}` };
}

const uniqueOf = (entities: readonly Entity[]): Entity[] =>
  entities.filter(({ kind, id }, index) => entities.findIndex((one) => one.kind === kind && one.id === id) === index);

/** Words that may be names of things: quoted ones, and those with digits or signs in them. */
export function possibleNames(text: string): string[] {
  const quoted = [...text.matchAll(/["“']([^"”']{2,100})["”']/g)].map(([, name]) => name as string);
  const signed = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}_\-/.:@]*/gu)]
    .map(([word]) => word.replace(/[.:]+$/, ''))
    .filter((word) => word.length >= 3 && /[\d_\-/.:@]/.test(word) && !/^\d+(?:\.\d+)?$/.test(word) && !/^\d{4}-\d{2}-\d{2}/.test(word));
  return [...new Set([...quoted, ...signed])].slice(0, 6);
}

/** A name after the word for its kind, whether or not there is such a thing: "job abc123". */
export function namedAfterKind(text: string): { kind: string; name: string } | null {
  const words: readonly (readonly [string, RegExp])[] = [
    ['trainingJob', /\b(?:training )?(?:job|run) (?:named |called )?["“']?([\p{L}\p{N}][\p{L}\p{N}_\-/.:@]*)["”']?/u],
    ['session', /\bsessions? (?:named |called )?["“']?([\p{L}\p{N}][\p{L}\p{N}_\-/.:@]*)["”']?/u],
    ['model', /\bmodels? (?:named |called )?["“']?([\p{L}\p{N}][\p{L}\p{N}_\-/.:@]*)["”']?/u],
    ['experiment', /\b(?:experiment|flag) (?:named |called )?["“']?([\p{L}\p{N}][\p{L}\p{N}_\-/.:@]*)["”']?/u],
    ['prompt', /\bprompt (?:named |called )?["“']?([\p{L}\p{N}][\p{L}\p{N}_\-/.:@]*)["”']?/u],
    ['cohort', /\bcohort (?:named |called )?["“']?([\p{L}\p{N}][\p{L}\p{N}_\-/.:@]*)["”']?/u],
  ];
  for (const [kind, pattern] of words) {
    const [, name] = pattern.exec(text) ?? [];
    const isQuoted = name !== undefined && text.includes(`"${name}"`);
    if (name !== undefined && (isQuoted || /[\d_\-/.:@]/.test(name)) && !/^\d{1,2}$/.test(name))
      return { kind, name: name.replace(/[.:]+$/, '') };
  }
  return null;
}
