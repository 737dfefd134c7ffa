/** Scores by Langfuse's client, for traces that another client told of. Arguments: the trace's id, the id of a span of it. */
import { LangfuseClient } from '@langfuse/client';
import { done, errand, publicKey } from './errand.ts';

const [traceId, observationId] = process.argv.slice(2) as [string, string];
const langfuse = new LangfuseClient({ publicKey, secretKey: errand.key, baseUrl: errand.server });
langfuse.score.create({ id: `conformance-number-${traceId}`, traceId, name: 'accuracy', value: 0.75, comment: 'Of the trace.' });
langfuse.score.create({ id: `conformance-word-${traceId}`, traceId, observationId, name: 'tone', value: 'warm', dataType: 'CATEGORICAL' });
langfuse.score.create({ id: `conformance-yes-${traceId}`, traceId, observationId, name: 'correct', value: 1, dataType: 'BOOLEAN' });
await langfuse.score.flush();
// The same id once more: an update, no second evaluation.
langfuse.score.create({ id: `conformance-number-${traceId}`, traceId, name: 'accuracy', value: 0.5, comment: 'Of the trace, corrected.' });
await langfuse.score.flush();
done({});
