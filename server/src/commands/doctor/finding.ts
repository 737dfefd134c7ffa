/** What was looked at, and what came of it. */
export interface Finding {
  /** Such as `PostgreSQL`. */
  readonly area: string;
  /** FAILURE: the product does not work so. WARNING: it works, and will be slow, lose comfort or stop one day. */
  readonly level: 'OK' | 'WARNING' | 'FAILURE';
  readonly says: string;
  /** What to do; absent where all is well. */
  readonly advice?: string;
}

export const ok = (area: string, says: string): Finding => ({ area, level: 'OK', says });
export const warning = (area: string, says: string, advice: string): Finding => ({ area, level: 'WARNING', says, advice });
export const failure = (area: string, says: string, advice: string): Finding => ({ area, level: 'FAILURE', says, advice });

const marks: Readonly<Record<Finding['level'], string>> = { OK: 'ok      ', WARNING: 'warning ', FAILURE: 'FAILURE ' };

/** One line a finding, its advice below it; how many there are of each at the end. */
export function reportOf(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ area }) => area.length));
  const lines = findings.flatMap(({ area, level, says, advice }) => [
    `${marks[level]} ${area.padEnd(width)}  ${says}`,
    ...(advice === undefined ? [] : [`${' '.repeat(marks.OK.length + 1 + width)}  → ${advice}`]),
  ]);
  const count = (level: Finding['level']): number => findings.filter((one) => one.level === level).length;
  const [failures, warnings] = [count('FAILURE'), count('WARNING')];
  const end = failures === 0 && warnings === 0 ? 'All is well.' : `${failures} failed, ${warnings} with a warning.`;
  return [...lines, '', end].join('\n');
}

/** What an error says, in one line and without passwords of URLs. */
export function wordsOf(error: unknown): string {
  const { message, code, errors } = error as { message?: string; code?: string; errors?: unknown[] };
  const text =
    message !== undefined && message !== ''
      ? message
      : errors !== undefined && errors.length > 0
        ? wordsOf(errors[0])
        : (code ?? String(error));
  return text
    .replaceAll(/\/\/[^/@\s]*@/g, '//…@')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}
