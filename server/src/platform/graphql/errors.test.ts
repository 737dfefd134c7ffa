import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../..');
const documented = readFileSync(join(source, '../../docs/errors.md'), 'utf8');

/** Every code that the server's files can answer with. */
function codesInUse(): string[] {
  const files = globSync('**/*.ts', { cwd: source, exclude: (path) => /\.(test|testing)\.ts$|generated/.test(path) });
  const texts = files.map((file) => readFileSync(join(source, file), 'utf8'));
  return texts.flatMap((text) =>
    [...text.matchAll(/(?:(?:codedError|refusal)\(\s*|code(?: =|:) )'([A-Z][A-Z_]+)'/g)].map(([, code]) => code as string),
  );
}

test('docs/errors.md names every code, and codes are never reworded without it', () => {
  const codes = [...new Set(codesInUse())].sort();
  expect(codes.length).toBeGreaterThan(25);
  expect(codes.filter((code) => !documented.includes(`\`${code}\``))).toEqual([]);
});
