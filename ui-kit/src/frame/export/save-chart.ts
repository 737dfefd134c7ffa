import { chartPng, chartSvg } from './chart-image.ts';
import { BYTE_ORDER_MARK, csvOf, tabTextOf } from './csv.ts';
import type { ExportSource } from './export-source.ts';

export type FileKind = 'png' | 'svg' | 'csv';

/** Gives the reader a chart as a file, named after its title. */
export async function saveChart(source: ExportSource, kind: FileKind): Promise<void> {
  const url = URL.createObjectURL(await blobOf(source, kind));
  Object.assign(document.createElement('a'), { href: url, download: `${fileName(source.title())}.${kind}` }).click();
  // The browser reads the address after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function blobOf(source: ExportSource, kind: FileKind): Promise<Blob> {
  switch (kind) {
    case 'png':
      return chartPng(source);
    case 'svg':
      return new Blob([await chartSvg(source)], { type: 'image/svg+xml' });
    case 'csv':
      return new Blob([BYTE_ORDER_MARK, csvOf(source.table())], { type: 'text/csv;charset=utf-8' });
    default:
      return kind satisfies never;
  }
}

/** Puts the table on the clipboard, ready for a spreadsheet. */
export async function copyTable(source: ExportSource): Promise<void> {
  await navigator.clipboard.writeText(tabTextOf(source.table()));
}

/** A title as the name of a file, in its own letters: "Success rate, 95 %" is `success-rate-95`. */
export function fileName(title: string): string {
  const name = title
    .normalize('NFC')
    .toLocaleLowerCase('en')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  return name === '' ? 'chart' : name.slice(0, 80);
}
