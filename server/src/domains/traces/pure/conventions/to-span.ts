import type { ReceivedSpan, Span } from '../../types.ts';
import { conversationOf, environmentOf, experimentOf, metadataOf, promptOf, releaseOf, serviceOf, sessionOf, tagsOf, traceNameOf, userOf, variantOf, versionOf } from './application.ts';
import { toldByEvents } from './events.ts';
import { failureOf } from './failure.ts';
import { judgmentsOf } from './judgments.ts';
import { kindOf } from './kind.ts';
import { finishReasonOf, firstTokenMs, modelOf, providerOf, toolOf } from './model.ts';
import { modelCallOf } from './parameters.ts';
import { reportedCostOf, usageOf } from './span-usage.ts';
import { textsOf } from './texts.ts';
import { Told } from './told.ts';

/**
 * A span in the product's words, whatever convention told it: OpenTelemetry's GenAI, OpenInference, the AI SDK, OpenLLMetry,
 * Langfuse; of MLflow, Laminar and LangSmith what the table names. One row of names per meaning, best first (docs/conventions.md).
 *
 * What has become a field is no attribute any more; everything else stays one. Nothing is checked: ids and times are passed on.
 * Throws nothing, whatever the attributes are (to-span.fuzz.test.ts).
 */
export function toSpan(received: ReceivedSpan): Span {
  const { source } = received;
  const told = new Told(received.attributes);
  const isRoot = received.parentId === '';
  const kind = kindOf(told);
  const provider = providerOf(told);
  const events = toldByEvents(received.events);
  const prompt = promptOf(told);
  const tool = toolOf(told, kind, received.name);
  const call = modelCallOf(told);
  const failure = failureOf(told, received);
  const texts = textsOf(told, kind, isRoot, events);
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
    environment: environmentOf(told, source),
    release: releaseOf(told, source),
    appVersion: versionOf(told, source),
    model: modelOf(told),
    provider,
    modelParameters: call.parameters,
    usage: usageOf(told, kind, provider),
    reportedCostUsd: reportedCostOf(told, kind),
    timeToFirstTokenMs: firstTokenMs(told, received.startUs, events.firstTokenUs),
    finishReason: finishReasonOf(told),
    input: texts.input,
    output: texts.output,
    tools: call.tools ?? texts.tools,
    toolName: tool.name,
    toolCallId: tool.callId,
    sessionId: sessionOf(told),
    conversationId: conversationOf(told),
    userId: userOf(told),
    traceName: traceNameOf(told, isRoot),
    tags: tagsOf(told),
    experimentName: experimentOf(told),
    variant: variantOf(told),
    metadata: metadataOf(told),
    promptName: prompt.name,
    promptVersion: prompt.version,
    judgments: judgmentsOf(told, events.judgments),
    attributes: told.leftover(),
    events: events.events,
    links: received.links,
    source,
  };
}
