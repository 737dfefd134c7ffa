import { fieldsOf, jsonOr } from '../chat/json.ts';
import type { AttributeValue, Attributes, SpanSource } from '../../types.ts';
import { group, put, row, textOf, type SpanAttributes } from './span-attributes.ts';

/** What a span says of the application and of the trace it is part of. */

const session = row(
  'session.id',
  'langfuse.session.id',
  'gen_ai.conversation.id',
  'spring.ai.chat.client.conversation.id',
  'ai.telemetry.metadata.sessionId',
  'ai.telemetry.metadata.threadId',
  'ai.settings.context.sessionId',
  'ai.settings.context.threadId',
  'traceloop.association.properties.session_id',
  'langsmith.trace.session_id',
  'langsmith.metadata.session_id',
  'langsmith.metadata.thread_id',
  'lmnr.association.properties.session_id',
  'mastra.metadata.sessionId',
  'mastra.metadata.threadId',
  'gcp.vertex.agent.session_id',
  'trace.metadata.session_id',
  'trace.metadata.openrouter.session_id',
  'wandb.thread_id',
  'opik.thread_id',
  'thread_id',
);
const conversation = row('gen_ai.conversation.id');
const user = row(
  'user.id',
  'langfuse.user.id',
  'ai.telemetry.metadata.userId',
  'ai.settings.context.userId',
  'gen_ai.request.user',
  'traceloop.association.properties.user_id',
  'langsmith.metadata.user_id',
  'lmnr.association.properties.user_id',
  'mastra.metadata.userId',
  'mastra.metadata.resourceId',
  'enduser.id',
  'llm.user',
  'trace.metadata.openrouter.user_id',
);
const traceName = row(
  'langfuse.trace.name',
  'ai.telemetry.metadata.traceName',
  'traceloop.workflow.name',
  'langsmith.trace.name',
  'mastra.metadata.traceName',
);
/** The AI SDK's name for what called it: of a root it names the trace. */
const functionName = row('ai.telemetry.functionId');
const tagNames = row(
  'langfuse.trace.tags',
  'tag.tags',
  'ai.telemetry.metadata.tags',
  'ai.settings.context.tags',
  'langsmith.span.tags',
  'lmnr.association.properties.tags',
  'braintrust.tags',
  'opik.tags',
);
const environmentName = row('langfuse.environment', 'deployment.environment.name', 'deployment.environment');
const releaseName = row('langfuse.release');
const versionName = row('langfuse.version', 'service.version');
const experiment = row(
  'langfuse.experiment.name',
  'experiment.name',
  'experiment_name',
  'langfuse.trace.metadata.experimentName',
  'langfuse.trace.metadata.experiment_name',
  'ai.telemetry.metadata.experimentName',
  'traceloop.association.properties.experiment_name',
  'ai.settings.context.experimentName',
);
const variantName = row(
  'experiment.variant',
  'experiment_variant',
  'langfuse.trace.metadata.variant',
  'ai.telemetry.metadata.variant',
  'traceloop.association.properties.variant',
  'ai.settings.context.variant',
);
const promptNames = row('langfuse.observation.prompt.name', 'gen_ai.prompt.name', 'prompt.id', 'traceloop.prompt.key', 'prompt.name');
const promptVersions = row('langfuse.observation.prompt.version', 'gen_ai.prompt.version', 'traceloop.prompt.version', 'prompt.version');
const linkedPrompt = row('ai.telemetry.metadata.langfusePrompt', 'ai.settings.context.langfusePrompt');

const wholeMetadata = [
  row('langfuse.trace.metadata'),
  row('langfuse.observation.metadata'),
  row('metadata'),
  row('braintrust.metadata'),
  row('opik.metadata'),
];
const metadataGroups = [
  group('langfuse.trace.metadata.'),
  group('langfuse.observation.metadata.'),
  group('ai.telemetry.metadata.'),
  group('ai.settings.context.'),
  group('metadata.'),
  group('traceloop.association.properties.'),
  group('langsmith.metadata.'),
  group('lmnr.association.properties.'),
  group('mastra.metadata.'),
  group('braintrust.metadata.'),
  group('opik.metadata.'),
];

export const sessionOf = (attributes: SpanAttributes): string | null => attributes.text(session);
export const conversationOf = (attributes: SpanAttributes): string | null => attributes.text(conversation);
export const userOf = (attributes: SpanAttributes): string | null => attributes.text(user);
export const experimentOf = (attributes: SpanAttributes): string | null => attributes.text(experiment);
export const variantOf = (attributes: SpanAttributes): string | null => attributes.text(variantName);

export function traceNameOf(attributes: SpanAttributes, isRoot: boolean): string | null {
  return attributes.text(traceName) ?? (isRoot ? attributes.text(functionName) : null);
}

/** Of the span, else of its resource. */
export const environmentOf = (attributes: SpanAttributes, source: SpanSource): string | null =>
  attributes.text(environmentName) ?? ofSource(source).environment;
export const releaseOf = (attributes: SpanAttributes, source: SpanSource): string | null =>
  attributes.text(releaseName) ?? ofSource(source).release;
export const versionOf = (attributes: SpanAttributes, source: SpanSource): string | null =>
  attributes.text(versionName) ?? ofSource(source).version;
export const serviceOf = (source: SpanSource): string | null => ofSource(source).service;

export function promptOf(attributes: SpanAttributes): { name: string | null; version: string | null } {
  const name = attributes.text(promptNames);
  if (name !== null) return { name, version: attributes.text(promptVersions) };
  return attributes.take(linkedPrompt, promptLink) ?? { name: null, version: null };
}

const noTags: readonly string[] = [];

/** Of every convention, each once; sent as a list, as JSON, or as text with commas. */
export function tagsOf(attributes: SpanAttributes): readonly string[] {
  const lists = attributes.takeAll(tagNames, tagList);
  return lists.length === 0 ? noTags : [...new Set(lists.flat())];
}

/** Of all conventions in one; of two values under one name the first. null: none. */
export function metadataOf(attributes: SpanAttributes): Attributes | null {
  if (!attributes.hasAny(wholeMetadata, metadataGroups)) return null;
  let found: Record<string, AttributeValue> | null = null;
  const add = (name: string, value: AttributeValue): void => {
    found ??= {};
    if (!Object.hasOwn(found, name)) put(found, name, value);
  };
  for (const whole of wholeMetadata) {
    const map = attributes.take(whole, mapOf);
    if (map !== null) for (const name in map) add(name, map[name] as AttributeValue);
  }
  for (const members of metadataGroups)
    if (attributes.has(members)) for (const [name, value] of attributes.entries(members)) add(name, jsonOr(value) as AttributeValue);
  return found;
}

interface OfSource {
  readonly service: string | null;
  readonly environment: string | null;
  readonly release: string | null;
  readonly version: string | null;
}

/** One source stands for all spans of a request: it is read once. */
const readSources = new WeakMap<SpanSource, OfSource>();

function ofSource(source: SpanSource): OfSource {
  const known = readSources.get(source);
  if (known !== undefined) return known;
  const of = (...names: readonly string[]): string | null =>
    names.map((name) => textOf(source.resource[name] ?? null)).find((text) => text !== null) ?? null;
  const read: OfSource = {
    service: of('service.name'),
    environment: of('langfuse.environment', 'deployment.environment.name', 'deployment.environment'),
    release: of('langfuse.release'),
    version: of('langfuse.version', 'service.version'),
  };
  readSources.set(source, read);
  return read;
}

function mapOf(value: AttributeValue): Attributes | null {
  return fieldsOf(jsonOr(value)) as Attributes | null;
}

function promptLink(value: AttributeValue): { name: string; version: string | null } | null {
  const link = mapOf(value);
  const name = link === null ? null : textOf(link['name'] ?? null);
  return name === null ? null : { name, version: textOf(link?.['version'] ?? null) };
}

function tagList(value: AttributeValue): readonly string[] | null {
  const list: unknown = jsonOr(value);
  if (Array.isArray(list)) return list.map((tag) => textOf(tag as AttributeValue)).filter((tag) => tag !== null);
  return typeof list === 'string'
    ? list
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== '')
    : null;
}
