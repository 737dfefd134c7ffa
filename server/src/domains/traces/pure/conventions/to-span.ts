import type { AttributeValue, ReceivedSpan, Span, SpanEvent, SpanKind } from '../../types.ts';
import { withRefusal } from '../chat/refusal.ts';
import {
  conversationOf,
  environmentOf,
  experimentOf,
  metadataOf,
  promptOf,
  releaseOf,
  serviceOf,
  sessionOf,
  tagsOf,
  traceNameOf,
  userOf,
  variantOf,
  versionOf,
} from './application.ts';
import { eventAttributes } from './events.ts';
import { failureOf } from './failure.ts';
import { judgmentsOf } from './judgments.ts';
import { kindOf } from './kind.ts';
import { finishReasonOf, firstTokenMs, modelOf, providerOf, toolOf } from './model.ts';
import { modelCallOf } from './parameters.ts';
import { readUsage } from './read-usage.ts';
import { restoredName, restoredOf } from './restored.ts';
import { callsModel, flawsOfCounts, reportedCostOf, usageOf } from './span-usage.ts';
import { textsOf, type Texts } from './texts.ts';
import { SpanAttributes } from './span-attributes.ts';
import { unreported, withFlaws, type SettledUsage } from './usage.ts';

/**
 * A span of any convention in the product's terms: OpenTelemetry's GenAI, OpenInference, the AI SDK, OpenLLMetry,
 * Langfuse; of MLflow, Laminar and LangSmith what the table names. One row of names per meaning, best first (docs/conventions.md).
 *
 * What has become a field is no attribute any more; everything else stays one. Nothing is checked: ids and times are passed on.
 * Throws nothing, whatever the attributes are (to-span.fuzz.test.ts).
 */
export function toSpan(received: ReceivedSpan): Span {
  const own = received.attributes[restoredName];
  return own === undefined ? readSpan(received) : restoredSpan(received, own);
}

/** A span that was downloaded tells the fields that its other attributes do not tell. */
function restoredSpan(received: ReceivedSpan, own: AttributeValue): Span {
  const restored = restoredOf(own);
  if (restored === null) return readSpan(received);
  const { [restoredName]: _own, ...attributes } = received.attributes;
  return { ...readSpan({ ...received, attributes }), ...restored };
}

function readSpan(received: ReceivedSpan): Span {
  const { source } = received;
  const attributes = new SpanAttributes(received.attributes);
  const isRoot = received.parentId === '';
  const kind = kindOf(attributes, received.name);
  const provider = providerOf(attributes);
  const events = eventAttributes(received.events);
  const prompt = promptOf(attributes);
  const tool = toolOf(attributes, kind, received.name);
  const call = modelCallOf(attributes);
  const failure = failureOf(attributes, received);
  const texts = textsOf(attributes, kind, isRoot, events);
  const flaws = flawsOfCounts(attributes, kind);
  const usage = withFlaws(spanUsage(attributes, kind, provider, texts, received.events), flaws);
  const finishReason = finishReasonOf(attributes, texts.finishReason);
  return {
    traceId: received.traceId,
    spanId: received.spanId,
    parentId: isRoot ? null : received.parentId,
    name: received.name,
    kind,
    startUs: received.startUs,
    endUs: received.endUs === 0 ? null : received.endUs,
    isError: failure.isError,
    errorType: failure.errorType,
    errorMessage: failure.errorMessage,
    service: serviceOf(source),
    environment: environmentOf(attributes, source),
    release: releaseOf(attributes, source),
    appVersion: versionOf(attributes, source),
    model: modelOf(attributes) ?? (callsModel.has(kind) ? (texts.model ?? call.model) : null),
    provider,
    modelParameters: call.parameters,
    usage: usage.usage,
    usageReading: usage.steps.length === 0 ? null : usage.steps.join(','),
    reportedCostUsd: reportedCostOf(attributes),
    timeToFirstTokenMs: firstTokenMs(attributes, received.startUs, events.firstTokenUs),
    finishReason,
    input: texts.input,
    output: kind === 'LLM' ? withRefusal(texts.output, finishReason) : texts.output,
    tools: call.tools ?? texts.tools,
    toolName: tool.name,
    toolCallId: tool.callId ?? texts.toolCallId,
    sessionId: sessionOf(attributes),
    conversationId: conversationOf(attributes),
    userId: userOf(attributes),
    traceName: traceNameOf(attributes, isRoot),
    tags: tagsOf(attributes),
    experimentName: experimentOf(attributes),
    variant: variantOf(attributes),
    metadata: metadataOf(attributes),
    promptName: prompt.name,
    promptVersion: prompt.version,
    judgments: judgmentsOf(attributes, events.judgments),
    attributes: attributes.leftover(),
    read: attributes.read(),
    events: events.events,
    links: received.links,
    source,
  };
}

/** Older google-adk reports the total as the output; the body of the answer has both. */
const isTotalAsOutput = ({ usage }: SettledUsage, inAnswer: SettledUsage | null): boolean =>
  inAnswer !== null &&
  (usage.inputTokens ?? 0) > 0 &&
  usage.inputTokens === inAnswer.usage.inputTokens &&
  usage.outputTokens === (inAnswer.usage.inputTokens ?? 0) + (inAnswer.usage.outputTokens ?? 0);

/** Of the span's attributes; of a call that has none, of the body of its answer or of an event, as streams tell it at their end. */
function spanUsage(
  attributes: SpanAttributes,
  kind: SpanKind,
  provider: string | null,
  { usage }: Texts,
  events: readonly SpanEvent[],
): SettledUsage {
  const own = usageOf(attributes, kind, provider);
  if ((own !== unreported && usage === undefined) || !callsModel.has(kind)) return own;
  const inAnswer = usage === undefined ? null : readUsage(usage, provider);
  if (own !== unreported && !isTotalAsOutput(own, inAnswer)) return own;
  if (inAnswer !== null) return { ...inAnswer, steps: [...inAnswer.steps, 'OUTSIDE_OF_SPAN:NAME'] };
  for (const event of events) {
    const ofEvent = usageOf(new SpanAttributes(event.attributes), kind, provider);
    if (ofEvent !== unreported) return { ...ofEvent, steps: [...ofEvent.steps, 'OUTSIDE_OF_SPAN:NAME'] };
  }
  return own;
}
