/**
 * The scalars of a flat YAML mapping, as MLflow's file store writes `meta.yaml`: plain, 'single' or "double" quoted, over several lines
 * where they are long. Values that are lists or mappings are left out, null is absent.
 */
export function flatYaml(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let key: string | null = null;
  let raw = '';
  const finish = (): void => {
    const value = key === null ? null : scalarOf(raw.trim());
    if (key !== null && value !== null) values.set(key, value);
  };
  for (const line of text.split(/\r?\n/)) {
    const member = /^([A-Za-z_][\w.-]*):(?:\s+(.*))?$/.exec(line);
    if (member === null) {
      // A line break within a scalar is a space, an empty line is a line break.
      raw += line.trim() === '' ? '\n' : `${raw.endsWith('\n') || raw.endsWith('\\') ? '' : ' '}${line.trim()}`;
      continue;
    }
    finish();
    [key, raw] = [member[1] as string, member[2] ?? ''];
  }
  finish();
  return values;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', '\n': '', ' ': ' ' };

function scalarOf(raw: string): string | null {
  if (raw.startsWith("'")) return raw.endsWith("'") && raw.length > 1 ? raw.slice(1, -1).replaceAll("''", "'") : null;
  if (raw.startsWith('"')) {
    if (!raw.endsWith('"') || raw.length < 2) return null;
    return raw
      .slice(1, -1)
      .replaceAll(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([^]))/gi, (_all, x?: string, u?: string, U?: string, char?: string) =>
        char === undefined ? String.fromCodePoint(Number.parseInt(x ?? u ?? U ?? '0', 16)) : (escapes[char] ?? char),
      );
  }
  return raw === '' || raw === 'null' || raw === '~' || raw.startsWith('[') || raw.startsWith('{') || raw.startsWith('- ') ? null : raw;
}
