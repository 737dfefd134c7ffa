/**
 * Traceloop's OpenLLMetry around the provider's client. Address, key and environment come from variables of its own and of OpenTelemetry.
 */
import { trace } from '@opentelemetry/api';
import * as traceloop from '@traceloop/node-server-sdk';
import { OpenAI } from 'openai';
import { call } from './call.ts';
import { listenToComplaints } from './complaints.ts';
import { done, errand, type Done } from './errand.ts';

// The types name the copy of the provider's client that `require` gives.
traceloop.initialize({
  appName: 'traceloop',
  disableBatch: true,
  silenceInitializationMessage: true,
  traceloopSyncEnabled: false,
  instrumentModules: { openAI: OpenAI as never },
});
const complaints = listenToComplaints();

const traceIds: Done['traceIds'] = {};
const person = { [traceloop.AssociationProperty.SESSION_ID]: errand.session, [traceloop.AssociationProperty.USER_ID]: errand.user };
for (const { name, request } of errand.calls) {
  await traceloop.withWorkflow({ name: 'answer a person', associationProperties: person }, async () => {
    traceIds[name] = trace.getActiveSpan()?.spanContext().traceId as string;
    await call(request).catch(() => undefined);
  });
  // Each span is sent as it ends, the workflow's a moment after its call. The turns of a conversation are seconds apart, so the next call
  // waits until this one has arrived.
  await new Promise((resolve) => setTimeout(resolve, 50));
  await traceloop.forceFlush();
}
done(traceIds, complaints);
