import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Job, JobKind } from '../../../platform/jobs/jobs.ts';
import { readVersionLines, versionOf } from '../load.ts';
import type { QualityReport } from '../pure/quality/analyse.ts';
import { storeQuality } from '../queries/quality.ts';

export const analysing: JobKind = { kind: 'analyseDataset', limit: 1 };
/** Rows that are analysed at most: numbers of each stand in memory. */
export const mostAnalysed = 1_000_000;

/** Looks at the rows of a version, in a thread of its own; one that was cut off begins again. */
export const analyseJob: Job = {
  ...analysing,
  async run(stores, { workspaceId, input }, report, signal, live) {
    const { versionId } = input as { versionId: string };
    const version = await versionOf(stores, { workspaceId, versionId });
    if (version === null) return;
    const worker = new Worker(new URL('../load/quality-worker.ts', import.meta.url));
    const ask = async <Answer>(message: readonly string[] | null): Promise<Answer> => {
      worker.postMessage(message);
      const [answer] = (await once(worker, 'message')) as [Answer];
      return answer;
    };
    try {
      let doneCount = 0;
      for await (const lines of readVersionLines(stores, { workspaceId, versionId, count: mostAnalysed })) {
        if (signal.aborted) return;
        doneCount += await ask<number>(lines.map(({ text }) => text));
        await report({ doneCount, totalCount: version.rowCount });
      }
      const found = await ask<QualityReport>(null);
      await storeQuality(stores.postgres, { workspaceId, versionId, address: version.address, report: found, now: new Date() });
    } finally {
      await worker.terminate();
    }
    live.publish('datasets.changed', workspaceId, { datasetId: version.datasetId });
  },
};
