import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Job } from '../../../platform/jobs/jobs.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { storeArtifact } from '../../artifacts/commands.ts';
import { removeFile } from '../files.ts';
import { exportOfTask, finishExport } from '../queries/user-exports.ts';
import { exportedFiles, fileName, type ExportCounts } from '../types.ts';
import { collect } from './collect.ts';
import { exportingUsers } from './kinds.ts';

/**
 * Makes the ZIP of what is stored of a user. One that was cut off begins again: nothing is kept before the file is whole, and where the
 * user is deleted meanwhile the file goes, too.
 */
export const exportUserJob: Job = {
  ...exportingUsers,
  async run(stores, { id: taskId, workspaceId }, report, signal) {
    const [found] = await exportOfTask(stores.postgres, { workspaceId, taskId });
    if (found === undefined) return;
    const { id, userId } = found;
    const folder = await mkdtemp(join(tmpdir(), 'ftl-export-'));
    try {
      const counts = await collect(stores, { workspaceId, userId, folder, signal }, (doneCount) => report({ doneCount }));
      if (counts === null) return;
      const now = new Date();
      const content = await zipOf(folder, { counts, madeAt: now });
      const sizeBytes = unwrap(await storeArtifact(stores, { workspaceId, kind: 'exports', id }, fileName, { content, sizeBytes: null }));
      const isWanted = (await finishExport(stores.postgres, { workspaceId, id, counts, sizeBytes, now })) > 0;
      if (!isWanted) await removeFile(stores, { workspaceId, id });
      await report({ doneCount: counts.messages, totalCount: counts.messages });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const readme = ({ counts, madeAt }: { counts: ExportCounts; madeAt: Date }): string =>
  `What was stored of one user at ${madeAt.toISOString()}: one JSON object a line, times in UTC.

messages.jsonl      ${counts.messages} messages of the user and of the traces that name the user, with their tool calls
evaluations.jsonl   ${counts.evaluations} judgments of these messages, traces and sessions, and by the user
spans.jsonl         ${counts.spans} steps of the traces that name the user, with their texts
predictions.jsonl   ${counts.predictions} answers of models in training to prompts that repeat one of these messages
properties.jsonl    ${counts.properties} properties of the user, as the application last gave them
events.jsonl        ${counts.events} events that the application reported of the user
exposures.jsonl     ${counts.exposures} variants of experiments and flags that the user was exposed to, by phase
overrides.jsonl     ${counts.overrides} variants that were forced on the user for testing
`;

async function zipOf(folder: string, made: { counts: ExportCounts; madeAt: Date }): Promise<AsyncIterable<Buffer>> {
  const { ZipFile } = await import('yazl'); // for this task alone
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(readme(made)), 'README.txt', { mtime: made.madeAt });
  for (const name of exportedFiles) zip.addFile(join(folder, `${name}.jsonl`), `${name}.jsonl`, { mtime: made.madeAt });
  zip.end();
  // A file that cannot be read fails the archive, and with it the upload.
  zip.on('error', (error: Error) => (zip.outputStream as Readable).destroy(error));
  return zip.outputStream as AsyncIterable<Buffer>;
}
