import { lastChangeField } from '../audit/schema/last-change.ts';
import { builder } from '../../platform/graphql/builder.ts';
import { describedEnum } from '../../platform/graphql/enums.ts';
import { eitherOf, inputOf } from '../../platform/graphql/earlier-arguments.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { previewMasking, setDataPolicy } from './commands.ts';
import { fewestDays, longestExample, mostDays } from './ingest.ts';
import { readPolicy } from './load.ts';
import { maskingKinds, type DataPolicy, type MaskingKind, type MaskingMode } from './types.ts';

const MaskingModeRef = describedEnum<MaskingMode>('MaskingMode', 'Treatment of personal data and secrets before anything is stored.', {
  OFF: 'The server stores the value as sent.',
  MASK: 'The server replaces the value by its kind: "[email]".',
  HASH: 'The server replaces the value by its kind and a keyed hash: "[email:1b4f0e98]". Equal values have equal hashes within a workspace, and different hashes in another.',
  DROP: 'The server removes the value. Inside ids it puts a hash in place of the value, so that different people stay different.',
});

export const MaskingKindRef = describedEnum<MaskingKind>('MaskingKind', 'Kind of personal data or secret to look for.', {
  EMAIL: 'Addresses of e-mail.',
  PHONE: 'Telephone numbers: international, in common national forms, and after a word such as "phone".',
  CARD: 'Numbers of payment cards, by issuer, length and check digit.',
  IBAN: 'Bank account numbers, by country, length and check digits.',
  IP: 'IP addresses, versions 4 and 6; not those of the machine itself.',
  JWT: 'JSON Web Tokens, signed or not.',
  CLOUD_KEY: 'Keys of cloud providers, code hosts, model providers and of this product, and private keys.',
});

const DataPolicyRef = builder.objectRef<DataPolicy>('DataPolicy').implement({
  description: 'Data policy of a workspace: what is masked before it is stored, and how long messages and traces are kept.',
  fields: (t) => ({
    maskingMode: t.expose('maskingMode', { type: MaskingModeRef, description: 'Treatment of personal data and secrets.' }),
    maskingKinds: t.field({
      type: [MaskingKindRef],
      description: 'Kinds of personal data and secrets that the server looks for.',
      resolve: (policy) => [...(policy.maskingKinds.length === 0 ? maskingKinds : policy.maskingKinds)],
    }),
    traceRetentionDays: t.exposeInt('traceRetentionDays', {
      nullable: true,
      description: 'Days that traces are kept after their start; null: without limit.',
    }),
    messageRetentionDays: t.exposeInt('messageRetentionDays', {
      nullable: true,
      description: 'Days that messages are kept after their creation, with their tool calls and judgments; null: without limit.',
    }),
    traceSampleShare: t.exposeFloat('traceSampleShare', {
      description: 'Share of traces that is kept, 0 to 1. Traces with an error or a judgment, and all messages, are always kept.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true, description: 'Time of the last change; null: never changed.' }),
  }),
});

builder.objectField(DataPolicyRef, 'lastChange', (t) =>
  t.field(lastChangeField('DataPolicy', 'data policy', (_policy, { viewer }) => viewer.workspaceId)),
);

const words = {
  maskingMode: 'Treatment of personal data and secrets before a text is stored.',
  maskingKinds: 'Kinds of personal data and secrets to look for; empty: every kind.',
  traceRetentionDays: `Days that traces are kept, ${fewestDays} to ${mostDays}; null: without limit.`,
  messageRetentionDays: `Days that messages are kept, ${fewestDays} to ${mostDays}; null: without limit.`,
  traceSampleShare: 'Share of traces without an error or a judgment that is kept, 0 to 1.',
} as const;

const DataPolicyInput = builder.inputType('DataPolicyInput', {
  description: 'A whole data policy. A number of days that is absent or null means no limit.',
  fields: (t) => ({
    maskingMode: t.field({ type: MaskingModeRef, required: true, description: words.maskingMode }),
    maskingKinds: t.field({ type: [MaskingKindRef], required: true, description: words.maskingKinds }),
    traceRetentionDays: t.int({ description: words.traceRetentionDays }),
    messageRetentionDays: t.int({ description: words.messageRetentionDays }),
    traceSampleShare: t.float({ required: true, description: words.traceSampleShare }),
  }),
});

builder.queryFields((t) => ({
  dataPolicy: t.field({
    type: DataPolicyRef,
    authScopes: { may: 'READ_POLICY' },
    description: 'Data policy of the workspace. Until one is set, everything is stored as sent.',
    resolve: (_root, _args, { stores, viewer }) => readPolicy(stores.postgres, viewer.workspaceId),
  }),
  maskingPreview: t.string({
    authScopes: { may: 'READ_POLICY' },
    description: 'Preview of a text under a masking policy: the text that would be stored. Nothing of it is stored.',
    args: {
      text: t.arg.string({ required: true, description: `Text to mask, at most ${longestExample} characters.` }),
      mode: t.arg({ type: MaskingModeRef, required: true, description: 'Treatment of personal data and secrets.' }),
      maskingKinds: t.arg({ type: [MaskingKindRef], description: words.maskingKinds }),
      kinds: t.arg.stringList({
        deprecationReason: 'Use `maskingKinds`.',
        description: 'Names of the values of MaskingKind to look for; empty: every kind.',
      }),
    },
    resolve: async (_root, { text, mode, maskingKinds: named, kinds }, { stores, viewer }) =>
      unwrap(
        await previewMasking(stores, viewer.workspaceId, {
          text,
          mode,
          kinds: unwrap(eitherOf<readonly string[]>({ maskingKinds: named, kinds })).value,
        }),
      ),
  }),
}));

builder.mutationFields((t) => ({
  setDataPolicy: t.field({
    type: DataPolicyRef,
    authScopes: { may: 'EDIT_POLICY' },
    description:
      'Sets the whole data policy for data that arrives from now on. Stored data is not masked afterwards; a change of days applies to stored data too, and what is older is deleted within the hour.',
    args: {
      input: t.arg({ type: DataPolicyInput, description: 'The whole policy to set.' }),
      maskingMode: t.arg({ type: MaskingModeRef, deprecationReason: 'Use `input.maskingMode`.', description: words.maskingMode }),
      maskingKinds: t.arg.stringList({
        deprecationReason: 'Use `input.maskingKinds`.',
        description: 'Names of the values of MaskingKind to look for; empty: every kind.',
      }),
      traceRetentionDays: t.arg.int({ deprecationReason: 'Use `input.traceRetentionDays`.', description: words.traceRetentionDays }),
      messageRetentionDays: t.arg.int({ deprecationReason: 'Use `input.messageRetentionDays`.', description: words.messageRetentionDays }),
      traceSampleShare: t.arg.float({ deprecationReason: 'Use `input.traceSampleShare`.', description: words.traceSampleShare }),
    },
    resolve: async (_root, { input, ...earlier }, { stores, viewer }) => {
      const { value, argument } = unwrap(inputOf(input, earlier));
      return unwrap(await setDataPolicy(stores, viewer.workspaceId, value, new Date()), argument);
    },
  }),
}));
