import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT, run } from '../run.ts';

/** The relative links of a Markdown text, without their anchors. Code is no place for links. */
export function linksOf(text: string): string[] {
  const prose = text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
    .map((match) => (match[1] ?? match[2] ?? '').replace(/#.*$/, ''))
    .filter((link) => link !== '' && !/^[a-z]+:/.test(link));
}

/** Links of the project's documents that lead nowhere, as sentences. */
export async function brokenLinks(): Promise<string[]> {
  const { output } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { quiet: true });
  const checks = output.split('\n').filter((path) => path !== '').map(async (path) => {
    const links = linksOf(await readFile(join(ROOT, path), 'utf8'));
    const found = await Promise.all(links.map((link) => access(join(ROOT, dirname(path), link)).then(() => true, () => false)));
    return links.filter((_, index) => found[index] === false).map((link) => `${path} links to ${link}, which is not there`);
  });
  return (await Promise.all(checks)).flat();
}
