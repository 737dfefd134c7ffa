import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';
import { namedDataset, sendFiles } from '../importer/dataset.ts';
import { Random } from './random.ts';
import { intents } from './scripts/intents.ts';
import type { Intent } from './scripts/types.ts';

const rowsPerIntent = 24;
const listText = 'query DemoDatasets { datasets { name } }';
const fillText = 'mutation DemoFailures($input: DatasetFromMessagesInput!) { datasetFromMessages(input: $input) { addedCount } }';
const splitText = 'mutation DemoSplit($input: SplitDatasetInput!) { splitDataset(input: $input) { id } }';
const deleteText = 'mutation DemoNoFailures($id: ID!) { deleteDataset(id: $id) }';

/**
 * Makes a dataset of chats from a file, split into train and test, and one of the answers that failed. Once: datasets of the names stay as they
 * are. A key that may not edit datasets makes none; without a failed answer in the store there is none of them yet.
 */
export async function sendDatasets(
  server: ServerAddress,
  { seed, environment }: { readonly seed: number; readonly environment: string },
): Promise<void> {
  const named = (what: string): string => (seed === 1 ? `demo: ${what}` : `demo ${seed}: ${what}`);
  const [chats, failures] = [named('support chats'), named('answers that failed')];
  try {
    const { datasets } = await sendOperation<{ datasets: readonly { name: string }[] }>(server, listText, {});
    const isThere = (name: string): boolean => datasets.some((dataset) => dataset.name === name);
    if (!isThere(chats)) await sendChats(server, chats, seed);
    if (!isThere(failures)) await sendFailures(server, failures, environment);
  } catch (error) {
    if (!(error instanceof ServerProblem && error.kind === 'REFUSED')) throw error;
  }
}

async function sendChats(server: ServerAddress, name: string, seed: number): Promise<void> {
  const id = await namedDataset(server, {
    name,
    description: 'Simulated: how the assistant of the airline is to answer, for supervised fine-tuning.',
  });
  const lines = intents.flatMap((intent) =>
    Array.from({ length: rowsPerIntent }, (_, number) =>
      JSON.stringify(chatOf(intent, new Random(seed, 'dataset', intent.name, number), number)),
    ),
  );
  const content = Buffer.from(lines.join('\n'));
  await sendFiles(server, id, [
    {
      path: 'support-chats.jsonl',
      sizeBytes: content.length,
      content: async function* () {
        yield content;
      },
    },
  ]);
  const splits = [
    { name: 'train', share: 0.8 },
    { name: 'validation', share: 0.1 },
    { name: 'test', share: 0.1 },
  ];
  await sendOperation(server, splitText, { input: { id, splits, seed } });
}

/** A conversation as the script has it, slots in their braces. */
function chatOf({ name, language, steps }: Intent, random: Random, number: number): object {
  const turns = steps.flatMap(({ user, reply }) => [
    { role: 'user', content: random.pick([...user]) },
    { role: 'assistant', content: random.pick([...reply]) },
  ]);
  return {
    messages: [
      { role: 'system', content: 'You are the support assistant of an airline. Answer briefly, and confirm before you change anything.' },
      ...turns,
    ],
    metadata: { intent: name, language, conversationId: `${name}-${number}`, simulated: true },
  };
}

/** The rows are what the store has counted so far: what is sent last may be missing. */
async function sendFailures(server: ServerAddress, name: string, environment: string): Promise<void> {
  const id = await namedDataset(server, {
    name,
    description: 'Simulated: questions whose answers failed, to be corrected and trained on.',
  });
  try {
    await sendOperation(server, fillText, {
      input: { id, filter: { success: false, environments: [environment] }, target: 'PROMPT', sampleCount: 500 },
    });
  } catch (error) {
    await sendOperation(server, deleteText, { id });
    if (!(error instanceof ServerProblem && error.failure?.code === 'BAD_DATASET')) throw error;
  }
}
