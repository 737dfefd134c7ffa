import type { IncomingMessage, ServerResponse } from 'node:http';
import { recordEvent } from '../../domains/audit/commands.ts';
import { exportVersion } from '../../domains/datasets/load/export.ts';
import { versionOf } from '../../domains/datasets/load.ts';
import { exportFormats } from '../../domains/datasets/pure/export-row.ts';
import { actorOf } from '../../platform/graphql/actor.ts';
import { assertPermitted, BadArgument, codedError } from '../../platform/graphql/errors.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { callerOf } from '../../platform/http/caller.ts';
import { answerFile, refuseDownload, viewerOfDownload, type DownloadDeps } from '../../platform/http/download.ts';
import { inWorkspace } from '../../platform/store/scope.ts';

const exportPath = /^\/v1\/dataset-versions\/([^/]+)$/;

/** Global id of the version that a path downloads; null: it downloads none. */
export const downloadedVersion = (pathname: string): string | null => {
  const id = exportPath.exec(pathname)?.[1];
  // An id is base64, in which a path may have `=` and `+` escaped.
  return id === undefined ? null : id.replaceAll(/%(2B|2F|3D)/gi, (escaped) => decodeURIComponent(escaped));
};

/** `GET /v1/dataset-versions/<id>?format=TRL&split=train`: the rows as a program takes them. That they were downloaded is recorded. */
export function answerVersion(deps: DownloadDeps, request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
  return answerFile(request, response, {
    refuse: refuseDownload(deps),
    open: async () => {
      const viewer = await viewerOfDownload(deps, request);
      assertPermitted(viewer, 'EXPORT');
      const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
      const asked = query.get('format') ?? 'ROWS';
      const format = exportFormats.find((one) => one === asked);
      if (format === undefined)
        throw new BadArgument('format', `is ${JSON.stringify(asked.slice(0, 40))}; one of ${exportFormats.join(', ')} is taken`);
      const { workspaceId } = viewer;
      const versionId = keyOfNode('DatasetVersion', id, 'id');
      return inWorkspace(workspaceId, async () => {
        const version = await versionOf(deps.stores, { workspaceId, versionId });
        if (version === null)
          throw codedError('NOT_FOUND', `Dataset version ${JSON.stringify(id)} was not found in this workspace.`, { httpStatus: 404 });
        const actor = actorOf(viewer, callerOf(request), 'downloadDatasetVersion');
        await recordEvent(deps.stores.postgres, workspaceId, { targetType: 'DatasetVersion', targetId: versionId }, actor);
        const { contentType, name, content } = await exportVersion(deps.stores, {
          workspaceId,
          version,
          format,
          split: query.get('split'),
        });
        return { contentType, name, body: content };
      });
    },
  });
}
