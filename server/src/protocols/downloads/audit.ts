import type { IncomingMessage, ServerResponse } from 'node:http';
import { recordEvent } from '../../domains/audit/commands.ts';
import { entriesOf } from '../../domains/audit/load.ts';
import { csvHeader, csvLine, jsonLine } from '../../domains/audit/pure/csv.ts';
import { readAuditFilter } from '../../domains/audit/load/filter.ts';
import type { Entry } from '../../domains/audit/types.ts';
import { actorOf } from '../../platform/graphql/actor.ts';
import { assertPermitted, unwrap } from '../../platform/graphql/errors.ts';
import { callerOf } from '../../platform/http/caller.ts';
import { answerFile, refuseDownload, viewerOfDownload, type DownloadDeps } from '../../platform/http/download.ts';

interface Form {
  readonly contentType: string;
  readonly head: string;
  readonly line: (entry: Entry) => string;
}

const forms: Readonly<Record<string, Form>> = {
  '/v1/audit.csv': { contentType: 'text/csv; charset=utf-8', head: csvHeader, line: csvLine },
  '/v1/audit.jsonl': { contentType: 'application/x-ndjson', head: '', line: jsonLine },
};

export const isAuditDownload = (pathname: string): boolean => Object.hasOwn(forms, pathname);

/**
 * Answers with the audit trail of the viewer's workspace as a file, oldest entry first, by the filter in the address. It is written page by
 * page, and that it was downloaded is itself recorded.
 */
export function answerAudit(deps: DownloadDeps, request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
  const { contentType, head, line } = forms[pathname] as Form;
  return answerFile(request, response, {
    refuse: refuseDownload(deps),
    open: async () => {
      const viewer = await viewerOfDownload(deps, request);
      assertPermitted(viewer, 'READ_AUDIT');
      const filter = unwrap(readAuditFilter(new URL(request.url ?? '', 'http://localhost').searchParams));
      const actor = actorOf(viewer, callerOf(request), 'downloadAuditLog');
      await recordEvent(deps.stores.postgres, viewer.workspaceId, { isPrivate: true }, actor);
      const pages = entriesOf(deps.stores, viewer.workspaceId, { trail: 'workspace', filter });
      return { contentType, name: pathname.slice('/v1/'.length), body: written(head, pages, line) };
    },
  });
}

async function* written(head: string, pages: AsyncIterable<readonly Entry[]>, line: (entry: Entry) => string): AsyncGenerator<string> {
  if (head !== '') yield head;
  for await (const page of pages) yield page.map(line).join('');
}
