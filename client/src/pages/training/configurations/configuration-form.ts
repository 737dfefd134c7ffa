import type { Checked } from '../../../controls/form/form-state.ts';
import type { ConfigurationContentFragment, SaveTrainingConfigurationInput } from '../../../graphql/generated/graphql.ts';

/** A configuration while it is typed. */
export interface ConfigurationDraft {
  readonly name: string;
  readonly command: string;
  /** A JSON object. */
  readonly parameters: string;
  /** Separated by commas. */
  readonly labels: string;
  readonly project: string;
  readonly baseModel: string;
  /** Seconds; empty: no limit. */
  readonly timeLimitSeconds: string;
}

export const emptyConfiguration: ConfigurationDraft = {
  name: '',
  command: '',
  parameters: '{\n  "learning_rate": 0.003\n}',
  labels: '',
  project: '',
  baseModel: '',
  timeLimitSeconds: '',
};

export function draftOfConfiguration(name: string, content: ConfigurationContentFragment): ConfigurationDraft {
  return {
    name,
    command: content.command,
    parameters: JSON.stringify(content.parameters, null, 2),
    labels: content.labels.join(', '),
    project: content.project ?? '',
    baseModel: content.baseModel ?? '',
    timeLimitSeconds: content.timeLimitSeconds == null ? '' : String(content.timeLimitSeconds),
  };
}

/** The configuration that a draft stands for, or what keeps it from being one, by field. `id`: of which it is a new version. */
export function readConfiguration(id: string | null, draft: ConfigurationDraft): Checked<SaveTrainingConfigurationInput> {
  const problems: Record<string, string> = {};
  const [name, command] = [draft.name.trim(), draft.command.trim()];
  if (name === '') problems['name'] = 'Give the configuration a name.';
  if (command === '') problems['command'] = 'Give the name of a command that a runner allows.';
  const parameters = readObject(draft.parameters);
  if ('problem' in parameters) problems['parameters'] = parameters.problem;
  const seconds = draft.timeLimitSeconds.trim().replaceAll(/[\s,_]/g, '');
  if (seconds !== '' && !/^[1-9]\d{0,8}$/.test(seconds)) problems['timeLimitSeconds'] = 'Give a whole number of seconds, or nothing.';
  if ('problem' in parameters || Object.keys(problems).length > 0) return { ok: false, problems };
  const textOrNull = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    ok: true,
    value: {
      ...(id !== null && { id }),
      name,
      command,
      parameters: parameters.value,
      labels: labelsOf(draft.labels),
      project: textOrNull(draft.project),
      baseModel: textOrNull(draft.baseModel),
      timeLimitSeconds: seconds === '' ? null : Number(seconds),
    },
  };
}

/** Texts between commas, each once. */
const labelsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((label) => label.trim())
      .filter((label) => label !== ''),
  ),
];

/** A JSON object of what was typed; nothing is an empty one. */
export function readObject(text: string): { readonly value: Readonly<Record<string, unknown>> } | { readonly problem: string } {
  if (text.trim() === '') return { value: {} };
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return { problem: `This is not JSON: ${(error as Error).message}` };
  }
  if (read === null || typeof read !== 'object' || Array.isArray(read)) return { problem: 'Give a JSON object, such as { "steps": 500 }.' };
  return { value: read as Record<string, unknown> };
}
