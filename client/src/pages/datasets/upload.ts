import { refusalIn } from '../../graphql/auth.ts';
import { requestHeaders } from '../../graphql/headers.ts';

/** A row that was not taken. */
export interface RejectedRow {
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

export interface UploadOutcome {
  readonly version: { readonly id: string; readonly number: number; readonly rowCount: number } | null;
  readonly acceptedCount: number;
  readonly rejectedCount: number;
  readonly rejected: readonly RejectedRow[];
  readonly skippedFiles: readonly string[];
}

export interface UploadFile {
  /** With its folders. */
  readonly path: string;
  readonly file: File;
}

/**
 * Sends files into a dataset, one after the other in one body, as the browser reads them. `progress`: the share that is sent, 0 to 1.
 *
 * Errors  throws an Error with words for the reader.
 */
export function upload(
  datasetId: string,
  files: readonly UploadFile[],
  options: { readonly split: string; readonly progress: (share: number) => void; readonly signal: AbortSignal },
): Promise<UploadOutcome> {
  const named = files.map(({ path, file }) => `path=${encodeURIComponent(path)}&size=${file.size}`).join('&');
  const split = options.split === '' ? '' : `&split=${encodeURIComponent(options.split)}`;
  const request = new XMLHttpRequest();
  request.open('POST', `/v1/datasets/${encodeURIComponent(datasetId)}/import?${named}${split}`);
  for (const [name, value] of Object.entries(requestHeaders)) request.setRequestHeader(name, value);
  return new Promise((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => options.progress(total === 0 ? 0 : loaded / total));
    request.addEventListener('load', () => {
      const answer = parsed(request.responseText);
      if (request.status === 200 && answer !== null) resolve(answer as UploadOutcome);
      else reject(new Error(refusalIn(answer, request.status).message));
    });
    request.addEventListener('error', () => reject(new Error('The connection to the server was lost. Nothing of the files was kept.')));
    request.addEventListener('abort', () => reject(new Error('The import was stopped. Nothing of the files was kept.')));
    options.signal.addEventListener('abort', () => request.abort());
    request.send(new Blob(files.map(({ file }) => file)));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Files that were dropped, those within folders included, with their paths. */
export async function droppedFiles(items: DataTransferItemList): Promise<UploadFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: UploadFile[] = [];
  const walk = async (entry: FileSystemEntry, folder: string): Promise<void> => {
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
      found.push({ path: `${folder}${entry.name}`, file });
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    // A folder is read in parts, until there are no more.
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return;
      for (const one of some) await walk(one, `${folder}${entry.name}/`);
    }
  };
  for (const entry of entries) await walk(entry, '');
  return found.toSorted((one, other) => (one.path < other.path ? -1 : 1));
}
