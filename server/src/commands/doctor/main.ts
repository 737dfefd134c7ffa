import { examine } from './doctor.ts';
import { reportOf } from './finding.ts';

const usage = `Looks at an installation with the environment of its server, and says what to do. Changes nothing.

  pnpm doctor            a line for each part: ok, warning or FAILURE
  pnpm doctor --json     the same as JSON: [{ area, level, says, advice }]

Exit code: 0 nothing failed, 1 something did, 2 it was called in another way.`;

const given = process.argv.slice(2).filter((argument) => argument !== '--');
if (given.some((argument) => argument !== '--json')) {
  console.log(usage);
  process.exit(given.includes('--help') || given.includes('-h') ? 0 : 2);
}
const findings = await examine(process.env);
console.log(given.includes('--json') ? JSON.stringify(findings, null, 2) : reportOf(findings));
process.exitCode = findings.some(({ level }) => level === 'FAILURE') ? 1 : 0;
