import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';
import { shown, type Screen } from './progress.ts';

/** A file that is sent, or a text in its place. */
export interface SentFile {
  /** With the folders below the one that was named. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly content: () => AsyncIterable<Uint8Array>;
}

export interface SentOutcome {
  readonly version: { readonly id: string; readonly number: number; readonly rowCount: number } | null;
  readonly acceptedCount: number;
  readonly rejectedCount: number;
  readonly rejected: readonly { readonly file: string; readonly line: number; readonly field: string; readonly reason: string }[];
  readonly skippedFiles: readonly string[];
}

const findText = 'query ImportedDataset($name: String!) { dataset(name: $name) { id } }';
const makeText = 'mutation MakeDataset($input: CreateDatasetInput!) { createDataset(input: $input) { id } }';

/** The dataset of a name, made where there is none. Errors: throws `ServerProblem`. */
export async function namedDataset(
  server: ServerAddress,
  input: { readonly name: string; readonly description?: string },
): Promise<string> {
  const { dataset } = await sendOperation<{ dataset: { id: string } | null }>(server, findText, { name: input.name });
  if (dataset !== null) return dataset.id;
  return (await sendOperation<{ createDataset: { id: string } }>(server, makeText, { input })).createDataset.id;
}

/** Sends files into a dataset as one version, one after the other as they are read. Errors: throws `ServerProblem`. */
export async function sendFiles(server: ServerAddress, datasetId: string, files: readonly SentFile[], comment = ''): Promise<SentOutcome> {
  const { url, apiKey, workspace } = server;
  const query = new URLSearchParams();
  for (const { path, sizeBytes } of files) {
    query.append('path', path);
    query.append('size', String(sizeBytes));
  }
  if (comment !== '') query.append('comment', comment);
  const body = Readable.from(
    (async function* () {
      for (const { content } of files) yield* content();
    })(),
  );
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${url}/v1/datasets/${encodeURIComponent(datasetId)}/import?${query.toString()}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
        ...(workspace === undefined ? {} : { 'x-workspace': workspace }),
      },
      body: Readable.toWeb(body) as never,
      duplex: 'half',
    } as RequestInit);
    text = await response.text();
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).message;
    throw new ServerProblem(`The server at ${url} broke off (${cause}). Nothing of the files was kept.`, false, null, 'UNANSWERED');
  }
  if (response.status === 200) return JSON.parse(text) as SentOutcome;
  const reason = (parsed(text) as { errors?: { message?: string }[] } | null)?.errors?.[0]?.message;
  throw new ServerProblem(`The server answered ${response.status}: ${reason ?? text.slice(0, 200)}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Files of a path: itself, or all in a folder, in their order. Errors: throws an Error where there is no such path. */
async function filesOf(path: string): Promise<SentFile[]> {
  const found = await stat(path);
  const of = (place: string, name: string, sizeBytes: number): SentFile => ({
    path: name,
    sizeBytes,
    content: () => createReadStream(place),
  });
  if (found.isFile()) return [of(path, basename(path), found.size)];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const places = entries
    .filter((entry) => entry.isFile() && !join(entry.parentPath, entry.name).includes('/.git/'))
    .map((entry) => join(entry.parentPath, entry.name));
  const files: SentFile[] = [];
  for (const place of places.toSorted()) files.push(of(place, relative(path, place).replaceAll('\\', '/'), (await stat(place)).size));
  return files;
}

const mostShown = 20;

/** Imports files and folders into a dataset, and says what was not taken. */
export async function importDataset(
  name: string,
  paths: readonly string[],
  server: ServerAddress,
  screen: Screen,
): Promise<{ rejectedCount: number }> {
  const files: SentFile[] = [];
  for (const path of paths) files.push(...(await filesOf(path)));
  const datasetId = await namedDataset(server, { name });
  screen.write(
    `Importing ${files.length === 1 ? 'one file' : `${files.length} files`} into the dataset “${shown(name)}” at ${server.url}\n`,
  );
  const { version, acceptedCount, rejectedCount, rejected, skippedFiles } = await sendFiles(server, datasetId, files);
  const count = (value: number): string => value.toLocaleString('en');
  if (skippedFiles.length > 0) screen.write(`  without rows: ${skippedFiles.map(shown).join(', ')}\n`);
  for (const { file, line, field, reason } of rejected.slice(0, mostShown))
    screen.write(`  ${shown(file)}:${line}: ${shown(field === '' ? reason : `${field} ${reason}`)}\n`);
  if (rejectedCount > mostShown) screen.write(`  … and ${count(rejectedCount - mostShown)} more\n`);
  screen.write(
    version === null
      ? 'No row was taken.\n'
      : `${count(acceptedCount)} rows in version ${version.number} (${count(rejectedCount)} rejected).\n`,
  );
  return { rejectedCount };
}
