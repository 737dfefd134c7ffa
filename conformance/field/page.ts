import { fieldClients, type FieldClient } from './clients.ts';
import { environments, type EnvironmentName } from './environments.ts';
import { expectedTraces } from './expected.ts';
import { knownWrong } from './known-wrong.ts';

/** Present in every environment, or only for the sake of another package. */
const UNDERNEATH = /^(opentelemetry-(sdk|exporter-.*|util-genai)|httpx|zod|@opentelemetry\/.*)$/;
/** Packages that only a variant of the clients of an environment uses: named there alone. */
const VARIANTS: Readonly<Record<string, RegExp>> = {
  'pydantic-ai-logfire': /openinference/,
  'pydantic-ai-openinference': /logfire/,
  'openai-agents-openinference': /agents-v2/,
  'openai-agents-otel': /openinference/,
};

/** Names and versions of what a client is made of. */
function packagesOf(client: FieldClient): readonly { readonly name: string; readonly version: string }[] {
  return environments[client.environment as EnvironmentName].packages
    .map((pinned) => pinned.split(/==|(?<=.)@(?=\d)/) as [string, string])
    .map(([name, version]) => ({ name: name.replace(/\[.*\]/, ''), version }))
    .filter(({ name }) => !UNDERNEATH.test(name) && VARIANTS[client.name]?.test(name) !== true);
}

/** The table of `docs/conformance.md`, between its marks. */
function fieldTable(): string {
  const rows = fieldClients.map((client: FieldClient & { name: keyof typeof expectedTraces }) => {
    const traces = expectedTraces[client.name];
    const packages = packagesOf(client).map(({ name, version }) => `\`${name}\` ${version}`);
    const whys = new Set(traces.flatMap(({ changes }) => changes.flatMap(({ why }) => why ?? [])));
    const wrong = new Set(knownWrong.filter(({ client: name }) => name === client.name).map(({ why }) => why));
    return [
      packages.join(', ') + (client.note === undefined ? '' : `; ${client.note}`),
      client.scenarios.map((scenario) => `\`${scenario}\``).join(' '),
      [...whys].join('; ') || 'nothing is missing',
      [...wrong].join('; ') || '—',
    ];
  });
  const head = ['client', 'does', 'what it does not report, or reports otherwise', 'what we read wrong'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const BEGIN = '<!-- clients in the field: written by CONFORMANCE=record -->';
const END = '<!-- end of clients in the field -->';

/** The page with today's table. */
export function withFieldTable(page: string): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  return `${page.slice(0, before + BEGIN.length)}\n\n${fieldTable()}\n\n${page.slice(after)}`;
}
