import { expect, test } from 'vitest';
import { artifactPath } from './path.ts';

test.each<[path: string, names: string[]]>([
  ['', []],
  ['a', ['a']],
  ['model/MLmodel', ['model', 'MLmodel']],
  ['folder/', ['folder']],
  ['.hidden', ['.hidden']],
  ['..a/b..', ['..a', 'b..']],
  ['with space/ünï 模型.bin', ['with space', 'ünï 模型.bin']],
  ['%2e%2e', ['%2e%2e']],
  ['x'.repeat(255), ['x'.repeat(255)]],
])('%j names a file', (path, names) => {
  expect(artifactPath(path)).toEqual({ ok: true, value: names });
});

test.each([
  '/etc/passwd',
  '..',
  '../x',
  'a/../../x',
  'a/..',
  './a',
  'a//b',
  'a/./b',
  '\\..\\x',
  'a\\b',
  'a\u0000b',
  'a\nb',
  'a\u007f',
  'C:/x',
  'c:',
  'x'.repeat(256),
  'ü'.repeat(128),
  'x/'.repeat(33),
  `${'x'.repeat(200)}/`.repeat(6),
  '\ud800',
])('%j names none', (path) => {
  expect(artifactPath(path)).toMatchObject({ ok: false, failure: { code: 'BAD_ARTIFACT_PATH' } });
});
