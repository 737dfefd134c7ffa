import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput, Problems } from '../../platform/ingest/input.ts';
import { badJson } from '../../platform/ingest/json.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { readLine, readShortText, shown, type Fields } from '../../platform/ingest/values.ts';
import { badSchema } from '../playground/pure/json-schema.ts';
import { BadJudge } from './errors.ts';
import {
  maxCategories,
  maxCategoryLength,
  maxCriteriaLength,
  maxDescriptionLength,
  maxExampleLength,
  maxExamples,
  maxKeyLength,
  maxNameLength,
  maxPatternLength,
  maxRuleTextLength,
  maxRuleTexts,
  rubricScales,
  ruleKinds,
  type RubricContent,
  type RubricExample,
  type RubricScale,
  type Rule,
  type RuleKind,
} from './types.ts';
import { readVerdict } from './pure/verdict.ts';

type Given = Fields;

/** The rubric as it can be stored, or every field at fault. */
export function checkRubric(input: Given): Result<RubricContent, BadJudge> {
  const scale = rubricScales.includes(input['scale'] as RubricScale)
    ? (input['scale'] as RubricScale)
    : new Problem('scale', `is ${shown(input['scale'])}; one of ${rubricScales.join(', ')} is taken`);
  const categories = readCategories(input['categories'], scale);
  const name = readLine(input, 'name', maxNameLength);
  return checkInput(
    {
      key: readKey(input),
      name,
      description: optional(input, 'description', maxDescriptionLength) ?? '',
      criteria: readShortText(input, 'criteria', maxCriteriaLength),
      scale,
      categories,
      examples: readExamples(input['examples'], scale, categories),
      usesReference: input['usesReference'] === true,
    },
    BadJudge,
  );
}

function readKey(input: Given): string | Problem {
  const key = readLine(input, 'key', maxKeyLength);
  if (key instanceof Problem) return key;
  return /^[a-z0-9]+([-_.][a-z0-9]+)*$/.test(key)
    ? key
    : new Problem('key', `is ${shown(key)}; a to z and 0 to 9 are taken, with "-", "_" or "." between them, such as tool-choice`);
}

function optional(input: Given, field: string, most: number): string | null | Problem {
  const value = input[field];
  return value === undefined || value === null || value === '' ? null : readShortText(input, field, most);
}

function readCategories(value: unknown, scale: RubricScale | Problem): readonly string[] | Problem | Problems {
  const categories = (value ?? []) as readonly string[];
  if (scale !== 'CATEGORY')
    return categories.length === 0 ? [] : new Problem('categories', 'are given; only a rubric of the scale CATEGORY has categories');
  if (categories.length < 2 || categories.length > maxCategories)
    return new Problem('categories', `has ${categories.length} categories; 2 to ${maxCategories} are taken`);
  const read = categories.map((category, at) => {
    const line = readLine({ category }, 'category', maxCategoryLength);
    return line instanceof Problem ? new Problem(`categories[${at}]`, line.reason) : line;
  });
  const problems = read.filter((category) => category instanceof Problem);
  if (problems.length > 0) return new Problems(problems);
  const twice = read.findIndex((category, at) => read.indexOf(category) < at);
  return twice < 0 ? (read as string[]) : new Problem(`categories[${twice}]`, `is ${shown(read[twice])}, which stands there twice`);
}

function readExamples(
  value: unknown,
  scale: RubricScale | Problem,
  categories: readonly string[] | Problem | Problems,
): readonly RubricExample[] | Problem | Problems {
  const examples = (value ?? []) as readonly Given[];
  if (examples.length > maxExamples) return new Problem('examples', `has ${examples.length} examples; at most ${maxExamples} are taken`);
  const problems: Problem[] = [];
  const read = examples.map((example, at): RubricExample => {
    const text = (field: string): string => {
      const found = readShortText(example, field, maxExampleLength);
      if (!(found instanceof Problem)) return found;
      problems.push(new Problem(`examples[${at}].${field}`, found.reason));
      return '';
    };
    const one = { question: text('question'), answer: text('answer'), verdict: text('verdict'), reason: text('reason') };
    if (one.verdict !== '' && !(scale instanceof Problem) && Array.isArray(categories)) {
      const isText = scale === 'PASS_FAIL' || scale === 'CATEGORY';
      const verdict = isText ? one.verdict : Number(one.verdict);
      const problem = readVerdict(JSON.stringify({ reason: '', verdict }), { scale, categories: categories as string[] });
      if (typeof problem === 'string') problems.push(new Problem(`examples[${at}].verdict`, `is ${shown(one.verdict)}. ${problem}`));
    }
    return one;
  });
  return problems.length > 0 ? new Problems(problems) : read;
}

/** The rule as it can be stored, or every field at fault; paths begin at the rule. */
export async function checkRule(input: Given): Promise<Result<Rule, BadJudge>> {
  const kind = ruleKinds.includes(input['kind'] as RuleKind)
    ? (input['kind'] as RuleKind)
    : new Problem('kind', `is ${shown(input['kind'])}; one of ${ruleKinds.join(', ')} is taken`);
  const isLimit = kind === 'LENGTH' || kind === 'LATENCY' || kind === 'COST';
  const [minimum, maximum] = [readLimit(input, 'minimum'), readLimit(input, 'maximum')];
  return checkInput(
    {
      kind,
      pattern: kind === 'REGEX' ? readPattern(input) : null,
      texts: kind === 'CONTAINS' ? readTexts(input['texts']) : [],
      ignoresCase: input['ignoresCase'] === true,
      schema: kind === 'JSON_SCHEMA' ? await readSchema(input['schema']) : null,
      minimum: isLimit ? minimum : null,
      maximum: isLimit ? limitsOf(minimum, maximum) : null,
      isNegated: input['isNegated'] === true,
    },
    BadJudge,
  );
}

function readPattern(input: Given): string | Problem {
  const pattern = readShortText(input, 'pattern', maxPatternLength);
  if (pattern instanceof Problem) return pattern;
  try {
    new RegExp(pattern, 'u');
    return pattern;
  } catch (error) {
    return new Problem('pattern', `is no regular expression: ${(error as Error).message.slice(0, 200)}`);
  }
}

function readTexts(value: unknown): readonly string[] | Problem {
  const texts = (value ?? []) as readonly unknown[];
  if (texts.length === 0 || texts.length > maxRuleTexts)
    return new Problem('texts', `has ${texts.length} texts; 1 to ${maxRuleTexts} are taken`);
  for (const [at, text] of texts.entries()) {
    if (typeof text !== 'string' || text === '' || text.length > maxRuleTextLength)
      return new Problem(`texts[${at}]`, `is ${shown(text)}; a text of 1 to ${maxRuleTextLength} characters is taken`);
    const problem = unstorable(text);
    if (problem !== null) return new Problem(`texts[${at}]`, problem);
  }
  return texts as string[];
}

async function readSchema(value: unknown): Promise<Readonly<Record<string, unknown>> | null | Problem> {
  if (value === undefined || value === null) return null;
  const problem = badJson(value) ?? (await badSchema(value));
  return problem === null ? (value as Record<string, unknown>) : new Problem('schema', problem);
}

function readLimit(input: Given, field: string): number | null | Problem {
  const value = input[field];
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? value
    : new Problem(field, `is ${shown(value)}; a number from 0 is taken`);
}

function limitsOf(minimum: number | null | Problem, maximum: number | null | Problem): number | null | Problem {
  if (minimum === null && maximum === null) return new Problem('maximum', 'is missing, and so is minimum; one of the two is needed');
  if (typeof minimum === 'number' && typeof maximum === 'number' && minimum > maximum)
    return new Problem('maximum', `is ${maximum}, below minimum, which is ${minimum}`);
  return maximum;
}
