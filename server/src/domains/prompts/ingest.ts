import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput, Problems } from '../../platform/ingest/input.ts';
import { badJson, jsonText } from '../../platform/ingest/json.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { badText, maxTextBytes } from '../../platform/ingest/text.ts';
import { readLine, readShortText, shown } from '../../platform/ingest/values.ts';
import { BadPrompt } from './errors.ts';
import { latestLabel, maxLabelLength, maxLabels, maxMessages, maxNameLength, maxRoleLength, maxTagLength, maxTags } from './types.ts';
import { maxCommentLength, maxCommitMessageLength, type PromptContent, type PromptMessage } from './types.ts';

type Given = Readonly<Record<string, unknown>>;

/** A version as callers give it; absent and null are the same. */
export interface VersionInput extends Given {
  readonly name?: unknown;
  /** Of a text prompt. */
  readonly text?: unknown;
  /** Of a chat prompt: `{ role, content }` and `{ placeholder }`. */
  readonly messages?: unknown;
  readonly config?: unknown;
  /** Absent: none. */
  readonly labels?: unknown;
  /** Absent: as they are. */
  readonly tags?: unknown;
  readonly comment?: unknown;
}

export interface CheckedVersion {
  readonly name: string;
  readonly content: PromptContent;
  readonly config: unknown;
  readonly labels: readonly string[];
  /** Null: as they are. */
  readonly tags: readonly string[] | null;
  readonly comment: string | null;
}

/** The version as it can be stored, or every field at fault. */
export function checkVersion(input: VersionInput): Result<CheckedVersion, BadPrompt> {
  return checkInput(
    {
      name: readPromptName(input),
      content: readContent(input),
      config: readConfig(input.config),
      labels: readLabels(input.labels ?? []),
      tags: input.tags === undefined || input.tags === null ? null : readTags(input.tags),
      comment: readOptional(input, 'comment', maxCommitMessageLength),
    },
    BadPrompt,
  );
}

/** Addresses of Langfuse's own pages. */
const reserved = ['new', 'metrics', 'prompt-detail'];

function readPromptName(input: VersionInput): string | Problem {
  const name = readLine(input, 'name', maxNameLength);
  if (name instanceof Problem) return name;
  if (name.includes('|')) return new Problem('name', 'contains "|", which separates the parts of a reference to a prompt');
  if (name.startsWith('/') || name.endsWith('/')) return new Problem('name', 'begins or ends with "/", which stands between folders');
  return reserved.includes(name) ? new Problem('name', `is ${shown(name)}; ${reserved.join(', ')} are no names of prompts`) : name;
}

function readContent({ text, messages }: VersionInput): PromptContent | Problem | Problems {
  const [hasText, hasMessages] = [text ?? null, messages ?? null].map((value) => value !== null);
  if (hasText === hasMessages)
    return new Problem(
      'text',
      hasText ? 'is given beside messages; a prompt has one of the two' : 'is missing; a prompt has text or messages',
    );
  if (hasText) return readBody(text, 'text');
  if (!Array.isArray(messages)) return new Problem('messages', `is ${shown(messages)}; a list of messages is taken`);
  if (messages.length === 0 || messages.length > maxMessages)
    return new Problem('messages', `has ${messages.length} messages; 1 to ${maxMessages} are taken`);
  const read = messages.map((message: unknown, at) => readMessage(message, `messages[${at}]`));
  const problems = read.filter((message) => message instanceof Problem);
  if (problems.length > 0) return new Problems(problems);
  const byteCount = Buffer.byteLength(JSON.stringify(read));
  if (byteCount > maxTextBytes) return new Problem('messages', `are ${byteCount} bytes of JSON; at most ${maxTextBytes} are taken`);
  return read as readonly PromptMessage[];
}

function readMessage(message: unknown, path: string): PromptMessage | Problem {
  if (typeof message !== 'object' || message === null || Array.isArray(message))
    return new Problem(path, `is ${shown(message)}; an object with role and content, or with placeholder, is taken`);
  const { role = null, content = null, placeholder = null } = message as Given;
  if (placeholder !== null) {
    if (role !== null || content !== null)
      return new Problem(path, 'has a placeholder beside role or content; a message has one of the two');
    return typeof placeholder === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,99}$/.test(placeholder)
      ? { placeholder }
      : new Problem(`${path}.placeholder`, `is ${shown(placeholder)}; a letter, then letters, digits and "_" are taken, 100 in all`);
  }
  const read = readLine({ role }, 'role', maxRoleLength);
  if (read instanceof Problem) return new Problem(`${path}.role`, read.reason);
  const body = readBody(content, `${path}.content`);
  return body instanceof Problem ? body : { role: read, content: body };
}

function readBody(value: unknown, path: string): string | Problem {
  if (value === undefined || value === null) return new Problem(path, 'is missing; a text is taken');
  if (typeof value !== 'string') return new Problem(path, `is ${shown(value)}; a text is taken`);
  const problem = badText(value);
  return problem === null ? value : new Problem(path, problem);
}

function readConfig(value: unknown): unknown {
  if (value === undefined || value === null) return {};
  const problem = badJson(value);
  if (problem !== null) return new Problem('config', problem);
  const json = jsonText(value);
  return 'text' in json ? value : new Problem('config', json.problem);
}

/** Without `latest`, which the server keeps itself. */
export function readLabels(value: unknown): readonly string[] | Problem | Problems {
  const path = 'labels';
  const labels = readTexts(value, path, maxLabels);
  if (labels instanceof Problem) return labels;
  const at = labels.findIndex((label) => label.length > maxLabelLength || !/^[a-z0-9_.-]+$/.test(label));
  if (at >= 0)
    return new Problem(`${path}[${at}]`, `is ${shown(labels[at])}; 1 to ${maxLabelLength} of a to z, 0 to 9, "_", "." and "-" are taken`);
  return [...new Set(labels)].filter((label) => label !== latestLabel);
}

export function readTags(value: unknown): readonly string[] | Problem | Problems {
  const tags = readTexts(value, 'tags', maxTags);
  if (tags instanceof Problem) return tags;
  const read = tags.map((tag, at) => {
    const line = readLine({ tag }, 'tag', maxTagLength);
    return line instanceof Problem ? new Problem(`tags[${at}]`, line.reason) : line;
  });
  const problems = read.filter((tag) => tag instanceof Problem);
  return problems.length > 0 ? new Problems(problems) : [...new Set(read as string[])];
}

function readTexts(value: unknown, path: string, most: number): readonly string[] | Problem {
  if (!Array.isArray(value)) return new Problem(path, `is ${shown(value)}; a list of texts is taken`);
  if (value.length > most) return new Problem(path, `has ${value.length} items; at most ${most} are taken`);
  const at = value.findIndex((item) => typeof item !== 'string');
  return at < 0 ? (value as string[]) : new Problem(`${path}[${at}]`, `is ${shown(value[at])}; a text is taken`);
}

function readOptional(input: Given, field: string, most: number): string | null | Problem {
  const value = input[field];
  return value === undefined || value === null || value === '' ? null : readShortText(input, field, most);
}

export const readComment = (text: unknown): string | Problem => readShortText({ text }, 'text', maxCommentLength);
