import type { Checked } from '../../controls/form/form-state.ts';
import type { AssistantSettingsInput, ModelLimitsFragment, SetModelSettingsInput } from '../../graphql/generated/graphql.ts';

/** Defaults and limits while they are typed. */
export interface LimitsDraft {
  /** Empty: that of the environment, else the first. */
  readonly defaultModel: string;
  /** One reference a line, in the order in which they are asked. */
  readonly fallbackModels: string;
  /** Empty: no limit. */
  readonly dailyUsdPerPerson: string;
  readonly dailyTokensPerPerson: string;
  readonly cards: 'always' | 'unread';
  readonly traced: 'no' | 'yes';
}

export interface Limits {
  readonly input: SetModelSettingsInput;
  readonly assistant: AssistantSettingsInput;
}

export const draftOf = (limits: ModelLimitsFragment, { isTraced, actsWithoutCard }: AssistantSettingsInput): LimitsDraft => ({
  defaultModel: limits.defaultModel ?? '',
  fallbackModels: limits.fallbackModels.join('\n'),
  dailyUsdPerPerson: limits.dailyUsdPerPerson == null ? '' : String(limits.dailyUsdPerPerson),
  dailyTokensPerPerson: limits.dailyTokensPerPerson == null ? '' : String(limits.dailyTokensPerPerson),
  cards: actsWithoutCard ? 'unread' : 'always',
  traced: isTraced ? 'yes' : 'no',
});

/** What a draft stands for, or what keeps it from being that, by field. */
export function readDraft(draft: LimitsDraft): Checked<Limits> {
  const problems: Record<string, string> = {};
  const usd = draft.dailyUsdPerPerson.trim();
  const tokens = draft.dailyTokensPerPerson.trim();
  if (usd !== '' && !(Number(usd) >= 0)) problems['dailyUsdPerPerson'] = 'Give US dollars, such as 2.50.';
  if (tokens !== '' && !/^\d{1,12}$/.test(tokens)) problems['dailyTokensPerPerson'] = 'Give a whole number of tokens.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      input: {
        ...(draft.defaultModel !== '' && { defaultModel: draft.defaultModel }),
        fallbackModels: draft.fallbackModels.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()])),
        ...(usd !== '' && { dailyUsdPerPerson: Number(usd) }),
        ...(tokens !== '' && { dailyTokensPerPerson: Number(tokens) }),
      },
      assistant: { isTraced: draft.traced === 'yes', actsWithoutCard: draft.cards === 'unread' },
    },
  };
}
