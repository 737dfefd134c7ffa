import type { IncomingMessage, ServerResponse } from 'node:http';
import { recordEvent } from '../../domains/audit/commands.ts';
import { openExport } from '../../domains/exports/load.ts';
import { actorOf } from '../../platform/graphql/actor.ts';
import { assertPermitted } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { callerOf } from '../../platform/http/caller.ts';
import { answerFile, type DownloadDeps } from './answer.ts';

const exportPath = /^\/v1\/exports\/([^/]+)$/;

/** The id of the export that a path downloads; null: it downloads none. */
export const downloadedExport = (pathname: string): string | null => exportPath.exec(pathname)?.[1] ?? null;

/** Answers with the file of a user's data. That it was downloaded is recorded. */
export function answerExport(deps: DownloadDeps, request: IncomingMessage, response: ServerResponse, sentId: string): Promise<void> {
  return answerFile(deps, request, response, {
    open: async (viewer) => {
      assertPermitted(viewer, 'PERSON_DATA');
      const { workspaceId } = viewer;
      const id = uuidKey(sentId);
      const { content, sizeBytes } = await openExport(deps.stores, workspaceId, id, new Date());
      const actor = actorOf(viewer, callerOf(request), 'downloadUserExport');
      await recordEvent(deps.stores.postgres, workspaceId, { targetType: 'UserExport', targetId: id }, actor);
      return { contentType: 'application/zip', name: `user-data-${id}.zip`, body: content, sizeBytes };
    },
  });
}
