import { parseArgs } from 'node:util';
import { ServerProblem } from 'importer/client';
import { namedEncoding } from 'importer/encoding';
import { fields } from 'importer/mapping/fields';
import { readMapping, type OtherColumns } from 'importer/mapping/mapping';
import { ConfigError, readTarget, targetUsage } from '../../platform/config.ts';
import { importDataset } from './dataset.ts';
import { listOfFormats, UnknownFormat } from './formats.ts';
import { importFiles, type ImportOptions } from './import.ts';
import { overruled, storedMapping } from './stored-mapping.ts';
import { shown } from './progress.ts';

const usage = `Imports files into a running server, and the training runs of folders.

  pnpm ingest <file or folder…> [options]

  --map FIELD=COLUMN,…        which column of a table, or member of JSON, is which field; FIELD:=VALUE is the same in every row
  --dataset NAME              into a dataset, which is made where there is none: rows to train and test with, also of folders as Hugging Face has them
  --mapping NAME              by a mapping that the workspace keeps (the page Import saves one); --map changes fields of it
  --other-columns metadata    keeps columns that are no field as metadata; without it they are named and left out
  --separator CHARACTER       between the cells of a table, "tab" too; without it the file shows it
  --encoding NAME             of the letters of a file; without it the bytes show it

Environment: ${targetUsage}.
Exit code: 0 all was taken, 1 some records were rejected, 2 nothing could be imported.
Fields: ${fields.map(({ name }) => name).join(', ')}; time is createdAt.
Known formats:
${listOfFormats()}`;

/** A command that can't be carried out as it is written. */
class UsageProblem extends Error {}

interface Arguments {
  readonly paths: readonly string[];
  readonly isHelp: boolean;
  /** Name of the dataset that takes the rows; null: files are messages, runs or results. */
  readonly dataset: string | null;
  readonly options: ImportOptions;
  /** Name of a mapping that the workspace keeps; null: none is named. */
  readonly mappingName: string | null;
  /** null: as the mapping has it. */
  readonly otherColumns: OtherColumns | null;
}

function readArguments(): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: process.argv.slice(2).filter((argument) => argument !== '--'),
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        map: { type: 'string', multiple: true },
        dataset: { type: 'string' },
        mapping: { type: 'string' },
        'other-columns': { type: 'string' },
        separator: { type: 'string' },
        encoding: { type: 'string' },
      },
    });
    const others = values['other-columns']?.toUpperCase().replaceAll('-', '_') ?? null;
    if (others !== null && others !== 'METADATA' && others !== 'LEAVE_OUT') throw new Error('--other-columns takes metadata or leave-out');
    const separator = values.separator === undefined ? null : values.separator === 'tab' ? '\t' : values.separator;
    if (separator !== null && separator.length !== 1) throw new Error('--separator takes one character, or tab');
    return {
      paths: positionals,
      isHelp: values.help === true,
      dataset: values.dataset ?? null,
      options: {
        mapping: readMapping(values.map ?? [], others ?? 'LEAVE_OUT'),
        encoding: values.encoding === undefined ? null : namedEncoding(values.encoding),
        separator,
      },
      mappingName: values.mapping ?? null,
      otherColumns: others,
    };
  } catch (error) {
    throw new UsageProblem((error as Error).message);
  }
}

/** A path that is not there is a fault of the command. */
function asUsage(error: unknown): never {
  const { code, path } = error as { code?: string; path?: string };
  throw code === 'ENOENT' ? new UsageProblem(`${path}: there is no such file or folder`) : error;
}

async function main(): Promise<number> {
  const { paths, isHelp, dataset, options, mappingName, otherColumns } = readArguments();
  if (paths.length === 0 || isHelp) {
    console.log(usage);
    return isHelp ? 0 : 2;
  }
  const server = readTarget(process.env);
  const screen = {
    isTerminal: process.stdout.isTTY === true,
    columns: process.stdout.columns || 80,
    write: (text: string) => process.stdout.write(text),
  };
  if (dataset !== null) return (await importDataset(dataset, paths, server, screen).catch(asUsage)).rejectedCount > 0 ? 1 : 0;
  const mapping =
    mappingName === null ? options.mapping : overruled(await storedMapping(server, mappingName), options.mapping, otherColumns);
  const { rejectedCount } = await importFiles(paths, server, screen, { ...options, mapping });
  return rejectedCount > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof ServerProblem || error instanceof UnknownFormat || error instanceof UsageProblem || error instanceof ConfigError))
    throw error;
  console.error(error.message.split('\n').map(shown).join('\n'));
  process.exitCode = 2;
}
