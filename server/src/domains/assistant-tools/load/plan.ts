import { declaredReferences, declaredTool } from '../../../platform/tools/tool.ts';
import { entitiesIn, namedAfterKind, possibleNames, type Candidate } from '../pure/planner/entities.ts';
import { planByRules } from '../pure/planner/rules.ts';
import { planSlash } from '../pure/planner/slash.ts';
import { answer, noAnswer, type Entity, type Plan } from '../pure/planner/types.ts';
import { isCommonWord } from '../pure/planner/vocabulary.ts';
import { readTimeWords, type Clock } from '../pure/time-words.ts';
import { wordsOf } from '../pure/words.ts';
import type { ToolContext, ToolDefinition } from '../types.ts';
import { definitionsFor } from './catalogue.ts';
import { clockOf } from './clock.ts';
import { findAll, findItems } from './references.ts';
import { mostFitting } from '../pure/search.ts';

export const maxTextLength = 2_000;

/**
 * What a text asks for: a tool with its arguments, or why none can answer. Own rules over words, times and the names of stored things; no
 * model takes part, and the same text over the same data has the same plan (docs/assistant.md).
 */
export async function planQuestion(context: ToolContext, text: string, now: Date): Promise<Plan> {
  const tools = definitionsFor(context.schema, context.viewer);
  const asked = text.trim();
  if (asked === '') return noAnswer('The text is empty.', ['/production_metrics', '/training_metrics list_jobs']);
  if (asked.length > maxTextLength) return noAnswer(`The text has ${asked.length} characters; at most ${maxTextLength} are read.`);
  if (asked.startsWith('/')) return planSlash(asked, tools);
  const [candidates, clock] = [await candidatesFor(context, asked), await clockOf(context, now)];
  const plan = planWords(asked, candidates, clock, tools);
  if (!plan.canAnswer) return plan;
  const isAllowed = tools.some(({ name }) => name === plan.tool);
  return isAllowed ? plan : noAnswer(`The tool ${plan.tool} answers that, and the viewer may not run it.`);
}

/** Those of the texts that are answered by the tool that each is meant for. Names are looked up once for all, the most used or newest ones. */
export async function understoodOf(
  context: ToolContext,
  texts: readonly { readonly text: string; readonly tool: string }[],
  now: Date,
): Promise<string[]> {
  const tools = definitionsFor(context.schema, context.viewer);
  const [candidates, clock] = [await candidatesFor(context, ''), await clockOf(context, now)];
  return texts.flatMap(({ text, tool }) => {
    const plan = planWords(text, candidates, clock, tools);
    return plan.canAnswer && plan.tool === tool && tools.some(({ name }) => name === tool) ? [text] : [];
  });
}

function planWords(text: string, candidates: readonly Candidate[], clock: Clock, tools: readonly ToolDefinition[]): Plan {
  const lower = text.toLowerCase().replaceAll('’', "'").replaceAll(/\s+/g, ' ');
  // Names are taken out before times are read: "march-2026-run" is no month.
  const named = entitiesIn(lower, candidates);
  const range = readTimeWords(named.rest, clock);
  const rest = range === null ? named.rest : named.rest.replace(range.phrase, ' ');
  const missing = missingIn(named.rest, named.entities);
  const entities = missing === null ? named.entities : [...named.entities, missing];
  const reading = {
    asked: text,
    text: lower,
    rest: missing === null ? rest : rest.replace(missing.name.toLowerCase(), ' '),
    range,
    entities,
  };
  return planByRules(reading) ?? planByTools(lower, tools);
}

/** A name that no thing has: the tool that is asked with it answers with names that are spelled alike. */
function missingIn(rest: string, entities: readonly Entity[]): Entity | null {
  const named = namedAfterKind(rest);
  if (named === null || entities.some(({ kind }) => kind === named.kind)) return null;
  return { kind: named.kind, id: named.name, name: named.name };
}

/** Things whose names may stand in the text: of each kind all, or where there are more than come at once, those that the text may name. */
async function candidatesFor(context: ToolContext, text: string): Promise<Candidate[]> {
  const names = possibleNames(text);
  const kinds = declaredReferences().filter(({ kind }) => kind !== 'trainingMethod');
  const whole = await findAll(context, kinds);
  const found = await Promise.all(
    kinds.map(async (reference, index) => {
      const all = whole[index] ?? null;
      if (all === null) return [];
      const isWhole = all.total === null || all.total <= all.items.length;
      const more = isWhole ? [] : await Promise.all(names.map((name) => findItems(context, reference, name)));
      return [...all.items, ...more.flatMap(({ items }) => items)].map(({ id, names: of }) => ({ kind: reference.kind, id, names: of }));
    }),
  );
  return found.flat();
}

/** The tool that a text names by its words, where it has an operation that needs no argument. */
function planByTools(text: string, tools: readonly ToolDefinition[]): Plan {
  const asked = new Set(wordsOf(text));
  const entries = tools.map((definition) => ({ item: definition, tool: declaredTool(definition.name) }));
  for (const definition of mostFitting(text, entries).slice(0, 3)) {
    const names = wordsOf(`${definition.name.replaceAll('_', ' ')} ${definition.title}`);
    if (!names.some((word) => asked.has(word))) continue;
    const known = new Set(wordsOf(knownWords(definition)));
    if ([...asked].some((word) => !known.has(word) && !isCommonWord(word))) continue;
    const operation = openOperation(definition, asked);
    if (operation !== null)
      return answer(definition.name, operation === '' ? {} : { operation }, `The text names ${definition.title.toLowerCase()}.`);
  }
  const suggestions = mostFitting(text, entries)
    .slice(0, 3)
    .map(({ name }) => `/${name}`);
  return noAnswer("I can't answer that: no tool reads what the text asks for. Commands begin with a slash.", suggestions);
}

/** All words by which a tool is described. */
function knownWords({ name }: ToolDefinition): string {
  const { title, description, words, operations } = declaredTool(name) ?? { title: '', description: '', words: [], operations: {} };
  const ofOperations = Object.entries(operations).flatMap(([operation, { about, words: others = [] }]) => [operation, about, ...others]);
  return [name, title, description, ...words, ...ofOperations].join(' ').replaceAll('_', ' ');
}

/** The operation that fits the words best, of those that need no argument and change nothing; null: there is none. */
function openOperation({ name }: ToolDefinition, asked: ReadonlySet<string>): string | null {
  const open = Object.entries(declaredTool(name)?.operations ?? {}).filter(
    ([, operation]) =>
      !('mutation' in operation) &&
      !('missing' in operation) &&
      !Object.values(operation.arguments ?? {}).some(({ isRequired }) => isRequired === true) &&
      !('document' in operation && /\$\w+: [\w[\]]+!(?! =)/.test(operation.document.split(')')[0] as string)),
  );
  const fit = ([operation, { about, words = [] }]: (typeof open)[number]): number =>
    wordsOf(`${operation} ${about} ${words.join(' ')}`).filter((word) => asked.has(word)).length;
  return open.sort((one, other) => fit(other) - fit(one))[0]?.[0] ?? null;
}
