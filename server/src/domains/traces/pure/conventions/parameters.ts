import { fieldsOf, jsonOr } from '../chat/json.ts';
import { toolDefinitions } from '../chat/tools.ts';
import type { AttributeValue, Attributes } from '../../types.ts';
import { toolsOf } from './flattened.ts';
import { group, put, row, textOf, type SpanAttributes } from './span-attributes.ts';

const langfuseParameters = row('langfuse.observation.model.parameters');
const invocation = row('llm.invocation_parameters');
const requestGroup = group('gen_ai.request.');
const aiSdkGroup = group('ai.settings.');
const older = [
  ['top_k', row('llm.top_k')],
  ['frequency_penalty', row('llm.frequency_penalty')],
  ['presence_penalty', row('llm.presence_penalty')],
  ['stop_sequences', row('llm.chat.stop_sequences')],
] as const;

const definitions = row(
  'gen_ai.tool.definitions',
  'gen_ai.request.tools',
  'gen_ai.agent.tools',
  'ai.prompt.tools',
  'mlflow.chat.tools',
  'llm.tools',
  'tools',
  'haystack.agent.tools',
  'langfuse.observation.metadata.tools',
);
/** Pydantic AI: function tools, output tools and what else a request asked for. */
const requestParameters = row('model_request_parameters');
const toolGroup = group('llm.tools.');
const functionGroup = group('llm.request.functions.');

/** Where a call's parameters and tools stand: most spans have none of it. */
const callRows = [langfuseParameters, invocation, ...older.map(([, names]) => names), definitions, requestParameters] as const;
const callGroups = [requestGroup, aiSdkGroup, toolGroup, functionGroup] as const;
const noCall: ModelCall = { parameters: null, model: null, tools: null };

/** Fields of a request that are read elsewhere, and are no parameters of a model. */
const notParameters = new Set(['messages', 'input', 'contents', 'prompt', 'system', 'instructions', 'tools', 'functions', 'model']);

export interface ModelCall {
  readonly parameters: Attributes | null;
  readonly tools: readonly unknown[] | null;
  /** The model that stands among the parameters: a call that failed names it there alone. */
  readonly model: string | null;
}

/** How a model was called: temperature and the like of all conventions in one, and the tools that it could call. */
export function modelCallOf(attributes: SpanAttributes): ModelCall {
  if (!attributes.hasAny(callRows, callGroups)) return noCall;
  let found: Record<string, AttributeValue> | null = null;
  const add = (name: string, value: AttributeValue): void => {
    found ??= {};
    if (!Object.hasOwn(found, name)) put(found, name, value);
  };
  let requestTools: unknown;
  let model: string | null = null;
  for (const names of [langfuseParameters, invocation]) {
    const map = attributes.take(names, mapOf);
    if (map !== null)
      for (const name in map)
        if (!notParameters.has(name)) add(name, map[name] as AttributeValue);
        else if (name === 'tools' || name === 'functions') requestTools = map[name];
        else if (name === 'model') model ??= textOf(map[name] as AttributeValue);
  }
  if (attributes.has(requestGroup)) for (const [name, value] of attributes.entries(requestGroup)) add(name, value);
  if (attributes.has(aiSdkGroup)) for (const [name, value] of attributes.entries(aiSdkGroup)) add(name, value);
  for (const [name, names] of older) {
    const value = attributes.take(names, (sent) => sent);
    if (value !== null) add(name, value);
  }
  return {
    parameters: found,
    model,
    tools:
      attributes.take(definitions, toolDefinitions) ??
      flattenedTools(attributes) ??
      toolDefinitions(requestTools) ??
      ofRequestParameters(attributes),
  };
}

/** The tools among the parameters of a request; the other parameters stay an attribute. */
function ofRequestParameters(attributes: SpanAttributes): readonly unknown[] | null {
  const sent = mapOf(attributes.peek(requestParameters) ?? null);
  const tools = sent === null ? null : toolDefinitions(sent);
  if (sent === null || tools === null || tools[0] === sent) return null;
  const { function_tools: _functions, output_tools: _outputs, builtin_tools: _builtin, ...rest } = sent;
  const restCount = Object.keys(rest).length;
  if (restCount === Object.keys(sent).length) return tools;
  attributes.show(requestParameters);
  if (restCount > 0) attributes.leave('model_request_parameters', rest);
  return tools;
}

function flattenedTools(attributes: SpanAttributes): readonly unknown[] | null {
  for (const definitionGroup of [toolGroup, functionGroup]) {
    if (!attributes.has(definitionGroup)) continue;
    const tools = toolsOf(attributes.entries(definitionGroup));
    if (tools.length > 0) return tools;
  }
  return null;
}

function mapOf(value: AttributeValue): Attributes | null {
  return fieldsOf(jsonOr(value)) as Attributes | null;
}
