import type { Checked } from '../../controls/form/form-state.ts';
import type {
  ConnectionRowFragment,
  CreateModelConnectionInput,
  LanguageModelsQuery,
  ModelConnectionKind,
  ToolProtocol,
} from '../../graphql/generated/graphql.ts';

export type Preset = LanguageModelsQuery['modelConnectionPresets'][number];

/** A connection while it is typed. */
export interface ConnectionDraft {
  readonly preset: string;
  readonly name: string;
  readonly kind: ModelConnectionKind;
  readonly baseUrl: string;
  /** Empty: the stored key stays, or there is none. */
  readonly apiKey: string;
  /** One name a line; empty: all that the server lists. */
  readonly allowedModels: string;
  readonly toolProtocol: ToolProtocol;
  readonly enabled: 'yes' | 'no';
}

/** No preset. */
export const otherServer = 'other';

export const draftOf = (connection: ConnectionRowFragment | null, preset: Preset | undefined): ConnectionDraft =>
  connection === null
    ? { ...fromPreset(preset), apiKey: '', allowedModels: '', enabled: 'yes' }
    : {
        preset: otherServer,
        name: connection.name,
        kind: connection.kind,
        baseUrl: connection.baseUrl,
        apiKey: '',
        allowedModels: connection.allowedModels.join('\n'),
        toolProtocol: connection.toolProtocol,
        enabled: connection.isEnabled ? 'yes' : 'no',
      };

/** What a choice of a preset fills in. */
export const fromPreset = (preset: Preset | undefined): Pick<ConnectionDraft, 'preset' | 'name' | 'kind' | 'baseUrl' | 'toolProtocol'> =>
  preset === undefined
    ? { preset: otherServer, name: '', kind: 'OPENAI_COMPATIBLE', baseUrl: 'http://127.0.0.1:8000/v1', toolProtocol: 'NATIVE' }
    : { preset: preset.key, name: preset.key, kind: preset.kind, baseUrl: preset.baseUrl, toolProtocol: preset.toolProtocol };

/** The input that a draft stands for, or what keeps it from being one, by field. */
export function readDraft(draft: ConnectionDraft): Checked<CreateModelConnectionInput> {
  const problems: Record<string, string> = {};
  if (draft.name.trim() === '') problems['name'] = 'Give the connection a name.';
  if (draft.name.includes('/')) problems['name'] = 'Leave out the slash, which stands before the names of models.';
  if (!/^https?:\/\/./.test(draft.baseUrl.trim())) problems['baseUrl'] = 'Give an address that begins with http:// or https://.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const allowedModels = draft.allowedModels.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  return {
    ok: true,
    value: {
      name: draft.name.trim(),
      kind: draft.kind,
      baseUrl: draft.baseUrl.trim(),
      ...(draft.apiKey.trim() !== '' && { apiKey: draft.apiKey.trim() }),
      allowedModels,
      toolProtocol: draft.toolProtocol,
      isEnabled: draft.enabled === 'yes',
    },
  };
}
