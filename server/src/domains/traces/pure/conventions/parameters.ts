import { fieldsOf, jsonOr } from '../chat/json.ts';
import type { AttributeValue, Attributes } from '../../types.ts';
import { toolsOf } from './flattened.ts';
import { group, put, row, type SpanAttributes } from './span-attributes.ts';

const langfuseParameters = row('langfuse.observation.model.parameters');
const invocation = row('llm.invocation_parameters');
const requestGroup = group('gen_ai.request.');
const aiSdkGroup = group('ai.settings.');
const older = [['top_k', row('llm.top_k')], ['frequency_penalty', row('llm.frequency_penalty')], ['presence_penalty', row('llm.presence_penalty')], ['stop_sequences', row('llm.chat.stop_sequences')]] as const;

const definitions = row('gen_ai.tool.definitions', 'ai.prompt.tools', 'gen_ai.request.tools', 'mlflow.chat.tools');
const toolGroup = group('llm.tools.');
const functionGroup = group('llm.request.functions.');

/** Fields of a request that are read elsewhere, and are no parameters of a model. */
const notParameters = new Set(['messages', 'input', 'contents', 'prompt', 'system', 'instructions', 'tools', 'model']);

export interface ModelCall {
  readonly parameters: Attributes | null;
  readonly tools: readonly unknown[] | null;
}

/** How a model was called: temperature and the like of all conventions in one, and the tools that it could call. */
export function modelCallOf(attributes: SpanAttributes): ModelCall {
  let found: Record<string, AttributeValue> | null = null;
  const add = (name: string, value: AttributeValue): void => {
    found ??= {};
    if (!Object.hasOwn(found, name)) put(found, name, value);
  };
  let requestTools: unknown;
  for (const names of [langfuseParameters, invocation]) {
    const map = attributes.take(names, mapOf);
    if (map !== null) for (const name in map) if (!notParameters.has(name)) add(name, map[name] as AttributeValue); else if (name === 'tools') requestTools = map[name];
  }
  if (attributes.has(requestGroup)) for (const [name, value] of attributes.entries(requestGroup)) add(name, value);
  if (attributes.has(aiSdkGroup)) for (const [name, value] of attributes.entries(aiSdkGroup)) add(name, value);
  for (const [name, names] of older) {
    const value = attributes.take(names, (sent) => sent);
    if (value !== null) add(name, value);
  }
  return { parameters: found, tools: attributes.take(definitions, toolList) ?? flattenedTools(attributes) ?? (Array.isArray(requestTools) && requestTools.length > 0 ? requestTools : null) };
}

function flattenedTools(attributes: SpanAttributes): readonly unknown[] | null {
  for (const definitionGroup of [toolGroup, functionGroup]) {
    if (!attributes.has(definitionGroup)) continue;
    const tools = toolsOf(attributes.entries(definitionGroup));
    if (tools.length > 0) return tools;
  }
  return null;
}

/** A list, the JSON of one, or a list of JSON texts (AI SDK). */
function toolList(value: AttributeValue): readonly unknown[] | null {
  const list = jsonOr(value);
  return Array.isArray(list) && list.length > 0 ? list.map(jsonOr) : null;
}

function mapOf(value: AttributeValue): Attributes | null {
  return fieldsOf(jsonOr(value)) as Attributes | null;
}
