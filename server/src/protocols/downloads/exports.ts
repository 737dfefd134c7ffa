import type { IncomingMessage, ServerResponse } from 'node:http';
import { recordEvent } from '../../domains/audit/commands.ts';
import { kindOfExport, notFound, openDataExport, openUserExport, type ExportFile } from '../../domains/exports/load/file.ts';
import { shownLink, workspaceOfLink, type ShownLink } from '../../domains/exports/load/links.ts';
import { actorOf } from '../../platform/graphql/actor.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { assertPermitted, codedError, unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { callerOf } from '../../platform/http/caller.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import { answerFile, refuseDownload, type Download, type DownloadDeps } from '../../platform/http/download.ts';

const exportPath = /^\/v1\/exports\/([^/]+)$/;

/** The export that a path downloads. */
export interface DownloadedExport {
  readonly id: string;
  readonly link: ShownLink | null;
}

/** Null: the address downloads none. */
export function downloadedExport(pathname: string, address: string): DownloadedExport | null {
  const link = shownLink(pathname);
  if (link !== null) return { id: link.id, link };
  const id = exportPath.exec(pathname)?.[1];
  return id === undefined ? null : { id, link: address.includes('signature=') ? mailedLink(id, address) : null };
}

/** A link as mails of before hold it, for as long as it admits. */
function mailedLink(id: string, address: string): ShownLink {
  const query = new URL(address, 'http://localhost').searchParams;
  const [workspaceId = '', until = '', signature = ''] = ['workspaceId', 'until', 'signature'].map((name) => query.get(name) ?? '');
  return { id, workspaceId, until, signature };
}

/** Answers with the file of an export, to a viewer who may have it, or to the bearer of a signed link. That it was downloaded is recorded. */
export function answerExport(
  deps: DownloadDeps,
  request: IncomingMessage,
  response: ServerResponse,
  { id: sentId, link }: DownloadedExport,
): Promise<void> {
  const { stores } = deps;
  const id = uuidKey(sentId);
  return answerFile(request, response, {
    refuse: refuseDownload(deps),
    open: async () => {
      const now = new Date();
      const linkedTo = link === null ? null : await workspaceOfLink(stores, link, now);
      if (linkedTo !== null) return inWorkspace(linkedTo, () => openLinked(deps, request, { workspaceId: linkedTo, id }, now));
      const viewer = await viewerBeside(deps, request, link !== null);
      const place = { workspaceId: viewer.workspaceId, id };
      const kind = await kindOfExport(stores, place, now);
      assertPermitted(viewer, kind === 'user' ? 'PERSON_DATA' : 'EXPORT');
      if (kind === null) throw notFound(sentId);
      const file = await (kind === 'data' ? openDataExport : openUserExport)(stores, place, now);
      const actor = actorOf(viewer, callerOf(request), kind === 'data' ? 'downloadExport' : 'downloadUserExport');
      await recordEvent(stores.postgres, place.workspaceId, { targetType: kind === 'data' ? 'Export' : 'UserExport', targetId: id }, actor);
      return downloadOf(file);
    },
  });
}

/** Who asks, beside a link that does not admit where there was one. Errors: throws why there is no such viewer. */
async function viewerBeside({ viewerOf }: DownloadDeps, request: IncomingMessage, hadLink: boolean): Promise<Viewer> {
  const viewer = await viewerOf(request);
  const sentKey = request.headers.authorization !== undefined || request.headers['x-api-key'] !== undefined;
  if (viewer.ok || !hadLink || sentKey) return unwrap(viewer);
  throw codedError(
    'UNAUTHENTICATED',
    'This link does not admit: its time is over, or its address is not whole. Sign in to download the file, or ask for a new link.',
    { httpStatus: 401 },
  );
}

/** The bearer of a link is not known: the trail has the address. */
async function openLinked(
  { stores }: DownloadDeps,
  request: IncomingMessage,
  place: { readonly workspaceId: string; readonly id: string },
  now: Date,
): Promise<Download> {
  const file = await openDataExport(stores, place, now);
  const actor = { kind: 'UNKNOWN', id: null, name: null, keyId: null, ...callerOf(request), action: 'downloadExportByLink' } as const;
  await recordEvent(stores.postgres, place.workspaceId, { targetType: 'Export', targetId: place.id }, actor);
  return downloadOf(file);
}

const downloadOf = ({ contentType, name, content, sizeBytes }: ExportFile): Download => ({ contentType, name, body: content, sizeBytes });
