import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { badLine } from '../../platform/ingest/text.ts';
import { readBoolean, readEnum, readLine, shown, type Fields } from '../../platform/ingest/values.ts';
import { BadModelConnection } from './errors.ts';
import { isLocal, readBaseUrl } from './pure/base-url.ts';
import {
  connectionKinds,
  environmentName,
  maxFallbacks,
  maxModels,
  toolProtocols,
  type ConnectionKind,
  type ToolProtocol,
} from './types.ts';

const maxNameLength = 60;
const maxKeyLength = 1_000;
const maxModelLength = 200;
const mostUsd = 1_000_000;
const nanoUsdPerUsd = 1_000_000_000;
const mostTokens = 1_000_000_000_000;

/** A connection as the API takes it; absent and null are the same. */
export interface ConnectionInput {
  readonly name?: string | null | undefined;
  readonly kind?: string | null | undefined;
  readonly baseUrl?: string | null | undefined;
  readonly apiKey?: string | null | undefined;
  readonly allowedModels?: readonly string[] | null | undefined;
  readonly toolProtocol?: string | null | undefined;
  readonly isEnabled?: boolean | null | undefined;
}

export interface CheckedConnection {
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly baseUrl: string;
  /** Null: as it was; empty: none. */
  readonly apiKey: string | null;
  readonly allowedModels: readonly string[];
  readonly toolProtocol: ToolProtocol;
  readonly isEnabled: boolean;
}

/** The connection as it can be stored, or every field at fault. `hasKey`: it has a key already, which stays where none is given. */
export function checkConnection(input: ConnectionInput, hasKey: boolean): Result<CheckedConnection, BadModelConnection> {
  const fields = input as Fields;
  const baseUrl = readBaseUrl(fields['baseUrl'], 'baseUrl');
  return checkInput(
    {
      name: readConnectionName(fields),
      kind: readRequiredKind(fields),
      baseUrl,
      apiKey: readKey(fields, typeof baseUrl === 'string' ? baseUrl : null, hasKey),
      allowedModels: readModels(fields, 'allowedModels', maxModels),
      toolProtocol: withDefault(readEnum(fields, 'toolProtocol', toolProtocols), 'NATIVE'),
      isEnabled: withDefault(readBoolean(fields, 'isEnabled'), true),
    },
    BadModelConnection,
  );
}

const withDefault = <Value>(read: Value | null | Problem, byDefault: Value): Value | Problem => read ?? byDefault;

function readRequiredKind(fields: Fields): ConnectionKind | Problem {
  return readEnum(fields, 'kind', connectionKinds) ?? new Problem('kind', `is missing; one of ${connectionKinds.join(', ')} is taken`);
}

function readConnectionName(fields: Fields): string | Problem {
  const name = readLine(fields, 'name', maxNameLength);
  if (name instanceof Problem) return name;
  if (name.includes('/')) return new Problem('name', 'holds a slash, which stands between a connection and its models');
  if (name === environmentName)
    return new Problem('name', `is "${environmentName}", the name of the connection of ANALYTICS_MODEL_BASE_URL`);
  return name;
}

/** A header of HTTP carries it: visible ASCII. */
const keyForm = /^[\x21-\x7e]*$/;

function readKey(fields: Fields, baseUrl: string | null, hasKey: boolean): string | null | Problem {
  const { apiKey } = fields;
  const key = typeof apiKey === 'string' ? apiKey.trim() : null;
  if (key !== null && key.length > maxKeyLength)
    return new Problem('apiKey', `has ${key.length} characters; at most ${maxKeyLength} are taken`);
  if (key !== null && !keyForm.test(key)) return new Problem('apiKey', 'holds characters that no key has; copy it once more');
  const keeps = key === null ? hasKey : key !== '';
  if (keeps && baseUrl?.startsWith('http:') === true && !isLocal(baseUrl))
    return new Problem('baseUrl', 'begins with http: and leads to another network, where the key can be read on its way; use https:');
  return key;
}

function readModels(fields: Fields, field: string, most: number): readonly string[] | Problem {
  const list = fields[field] ?? [];
  if (!Array.isArray(list)) return new Problem(field, `is ${shown(list)}; a list of names is taken`);
  if (list.length > most) return new Problem(field, `has ${list.length} models; at most ${most} are taken`);
  const names: string[] = [];
  for (const [index, value] of list.entries()) {
    const name = typeof value === 'string' ? value.trim() : '';
    if (name === '' || name.length > maxModelLength || badLine(name) !== null)
      return new Problem(`${field}[${index}]`, `is ${shown(value)}; a name of 1 to ${maxModelLength} characters is taken`);
    names.push(name);
  }
  return [...new Set(names)];
}

/** Settings as the API takes them; what is absent is not set. */
export interface SettingsInput {
  readonly defaultModel?: string | null | undefined;
  readonly fallbackModels?: readonly string[] | null | undefined;
  readonly dailyUsdPerPerson?: number | null | undefined;
  readonly dailyTokensPerPerson?: number | bigint | null | undefined;
}

export interface CheckedSettings {
  readonly defaultModel: string | null;
  readonly fallbackModels: readonly string[];
  readonly dailyNanoUsdPerPerson: bigint | null;
  readonly dailyTokensPerPerson: bigint | null;
}

/** The settings as they can be stored, or every field at fault. `known`: references of the models that there are. */
export function checkSettings(input: SettingsInput, known: ReadonlySet<string>): Result<CheckedSettings, BadModelConnection> {
  const fields = input as Fields;
  const unknown = (name: string): string =>
    `is ${shown(name)}; ${known.size === 0 ? 'no model is connected yet' : `one of the connected models is taken, such as ${shown([...known][0])}`}`;
  const fallbacks = readModels(fields, 'fallbackModels', maxFallbacks);
  const strange = fallbacks instanceof Problem ? -1 : fallbacks.findIndex((name) => !known.has(name));
  const { defaultModel = null } = input;
  return checkInput(
    {
      defaultModel: defaultModel === null || known.has(defaultModel) ? defaultModel : new Problem('defaultModel', unknown(defaultModel)),
      fallbackModels:
        fallbacks instanceof Problem || strange < 0
          ? fallbacks
          : new Problem(`fallbackModels[${strange}]`, unknown(fallbacks[strange] as string)),
      dailyNanoUsdPerPerson: readUsd(input.dailyUsdPerPerson ?? null),
      dailyTokensPerPerson: readTokens(input.dailyTokensPerPerson ?? null),
    },
    BadModelConnection,
  );
}

function readUsd(usd: number | null): bigint | null | Problem {
  if (usd === null) return null;
  if (!(usd >= 0 && usd <= mostUsd)) return new Problem('dailyUsdPerPerson', `is ${shown(usd)}; US dollars from 0 to ${mostUsd} are taken`);
  return BigInt(Math.round(usd * nanoUsdPerUsd));
}

function readTokens(tokens: number | bigint | null): bigint | null | Problem {
  if (tokens === null) return null;
  if (tokens < 0 || tokens > mostTokens) return new Problem('dailyTokensPerPerson', `is ${shown(tokens)}; 0 to ${mostTokens} are taken`);
  return BigInt(tokens);
}
