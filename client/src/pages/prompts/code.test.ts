import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { promptCode } from './code.ts';

const codeOf = (name: string, variables: readonly string[] = [], placeholders: readonly string[] | null = null): Record<string, string> =>
  Object.fromEntries(promptCode('http://127.0.0.1:4000', name, 'production', variables, placeholders).map(({ key, code }) => [key, code]));

const names = ['support/answer', `it's "so"`, 'ünï/näme', 'a\\b'];
const has = (command: string): boolean => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

test.each(names)('the code for %j can be read by what runs it', (name) => {
  for (const [variables, placeholders] of [
    [['user', 'plan'], null],
    [['user-name', 'a.b'], ['history']],
  ] as const) {
    const { python = '', js = '', http = '' } = codeOf(name, variables, placeholders);
    expect(() => execFileSync(process.execPath, ['--input-type=module', '--check'], { input: js, stdio: 'pipe' })).not.toThrow();
    if (has('python3')) execFileSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: python });
    const words = execFileSync('bash', ['-c', `curl() { printf '%s\\n' "$@"; }\n${http}`], { encoding: 'utf8' }).split('\n');
    const { pathname, searchParams } = new URL(words[0] as string);
    expect(decodeURIComponent(pathname)).toBe(`/api/prompts/${name}`);
    expect(searchParams.get('label')).toBe('production');
  }
});

test('variables are given under their names in both languages, also where a name is no keyword', () => {
  expect(codeOf('a', ['user', 'plan'])['python']).toContain('prompt.compile(user="…", plan="…")');
  expect(codeOf('a', ['user-name'])['python']).toContain('prompt.compile(**{"user-name": "…"})');
  expect(codeOf('a', ['user'], ['history'])['python']).toContain('type="chat")\nprint(prompt.compile(user="…", history=[]))');
  expect(codeOf('a', ['user'], ['history'])['js']).toContain('prompt.compile({ "user": "…" }, { "history": [] })');
  expect(codeOf('a', ['user-name'])['js']).toContain('prompt.compile({ "user-name": "…" })');
});
