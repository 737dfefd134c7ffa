import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';
import { Random } from './random.ts';

const itemCount = 12;
/** So often the messages of the past are looked for: they can be sampled once they are projected. */
const tries = 20;
const pauseMs = 500;
const tags = ['wrong-answer', 'incomplete', 'tone'] as const;

const listText = 'query DemoQueues { annotationQueues { id name } }';
const saveText = 'mutation DemoQueue($input: SaveAnnotationQueueInput!) { saveAnnotationQueue(input: $input) { id } }';
const fillText = 'mutation DemoFillQueue($input: FillAnnotationQueueInput!) { fillAnnotationQueue(input: $input) { addedCount } }';
const keyText = 'mutation DemoReviewer($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id } } }';
const revokeText = 'mutation DemoReviewerLeaves($id: ID!) { revokeApiKey(id: $id) { id } }';
const leaseText = 'mutation DemoLease($input: LeaseQueueItemInput!) { leaseQueueItem(input: $input) { queueItemId position } }';
const submitText = 'mutation DemoJudge($input: SubmitQueueItemInput!) { submitQueueItem(input: $input) { state } }';

/**
 * Makes one annotation queue of answers of the past that failed, and has two simulated reviewers judge it: one all of it, the other three
 * quarters, so that the rest is for the reader. Once: a queue that is there stays as it is. A key that may not make queues and keys sends
 * none.
 */
export async function sendAnnotation(
  server: ServerAddress,
  { seed, environment }: { readonly seed: number; readonly environment: string },
): Promise<void> {
  const name = seed === 1 ? 'demo: answers that failed' : `demo ${seed}: answers that failed`;
  try {
    const { annotationQueues } = await sendOperation<{ annotationQueues: { name: string }[] }>(server, listText, {});
    if (annotationQueues.some((queue) => queue.name === name)) return;
    const { saveAnnotationQueue: queue } = await sendOperation<{ saveAnnotationQueue: { id: string } }>(server, saveText, {
      input: {
        name,
        overlap: 2,
        instructions:
          'Did the assistant solve what the customer asked for?\n1: harmful or wrong, 3: usable with a second look, 5: nothing to add.\nTag what went wrong, and write what it should have answered.',
        rubric: {
          rating: true,
          success: true,
          correction: true,
          failureTags: [...tags],
          fields: [{ name: 'tone', values: ['friendly', 'neutral', 'curt'] }],
        },
      },
    });
    await fill(server, queue.id, { seed, environment });
    for (const reviewer of [1, 2]) await review(server, queue.id, { seed, reviewer });
  } catch (error) {
    if (!(error instanceof ServerProblem && error.kind === 'REFUSED')) throw error;
  }
}

async function fill(server: ServerAddress, id: string, { seed, environment }: { seed: number; environment: string }): Promise<void> {
  const input = { id, filter: { success: false, environments: [environment] }, sampleCount: itemCount, seed };
  for (let left = tries; left > 0; left -= 1) {
    const { fillAnnotationQueue } = await sendOperation<{ fillAnnotationQueue: { addedCount: number } }>(server, fillText, { input });
    if (fillAnnotationQueue.addedCount > 0) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** What a reviewer thinks of a message follows mostly from the message, and a little from the reviewer. */
async function review(server: ServerAddress, queueId: string, { seed, reviewer }: { seed: number; reviewer: number }): Promise<void> {
  const { createApiKey: made } = await sendOperation<{ createApiKey: { secret: string; apiKey: { id: string } } }>(server, keyText, {
    input: { name: `demo: reviewer ${reviewer}`, role: 'REVIEWER' },
  });
  const { workspace: _none, ...address } = server;
  const own = { ...address, apiKey: made.secret };
  for (let count = reviewer === 1 ? itemCount : (itemCount * 3) / 4; count > 0; count -= 1) {
    const { leaseQueueItem: task } = await sendOperation<{ leaseQueueItem: { queueItemId: string; position: number } | null }>(
      own,
      leaseText,
      {
        input: { queueId },
      },
    );
    if (task === null) break;
    const message = new Random(seed, 'annotation', task.position);
    const taste = new Random(seed, 'annotation of', reviewer, task.position);
    const rating = Math.min(5, Math.max(1, message.whole(1, 4) + (taste.happens(0.3) ? taste.whole(-1, 1) : 0)));
    const tag = message.pick(tags);
    await sendOperation(own, submitText, {
      input: {
        queueItemId: task.queueItemId,
        rating,
        success: rating > 3,
        failureTags: rating > 3 ? [] : [taste.happens(0.8) ? tag : taste.pick(tags)],
        choices: [{ field: 'tone', value: taste.happens(0.75) ? 'neutral' : 'curt' }],
      },
    });
  }
  await sendOperation(server, revokeText, { id: made.apiKey.id });
}
