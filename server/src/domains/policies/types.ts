/** What personal data and secrets are looked for. */
export const maskingKinds = ['EMAIL', 'PHONE', 'CARD', 'IBAN', 'IP', 'JWT', 'CLOUD_KEY'] as const;
export type MaskingKind = (typeof maskingKinds)[number];

/** What becomes of it: kept, named (`[email]`), named with a keyed hash (`[email:1b4f0e98]`), or removed. */
export const maskingModes = ['OFF', 'MASK', 'HASH', 'DROP'] as const;
export type MaskingMode = (typeof maskingModes)[number];

/** What a workspace keeps of what comes in, and how long. */
export interface DataPolicy {
  readonly maskingMode: MaskingMode;
  /** Empty: every kind. */
  readonly maskingKinds: readonly MaskingKind[];
  /** Keys the hashes: the same value gives the same hash within the workspace, and another one elsewhere. */
  readonly maskingSecret: Uint8Array;
  /** null: without limit. */
  readonly traceRetentionDays: number | null;
  /** null: without limit. */
  readonly messageRetentionDays: number | null;
  /** Share of traces without an error or a judgment that is kept, 0 to 1. */
  readonly traceSampleShare: number;
  /** null: never changed. */
  readonly updatedAt: Date | null;
}

/** Makes personal data and secrets unreadable. Masking what is masked changes nothing (pure/masker.test.ts). */
export interface Masker {
  text(text: string): string;
  /** A JSON value, its keys too, at any depth; the very same value where nothing was found. */
  json(value: unknown): unknown;
  /** A JSON value as text, which stays valid JSON. */
  jsonText(text: string): string;
  /** An id: what is personal in it becomes its hash whatever the mode, so that different people stay different. */
  id(id: string): string;
}

/** What holds until a workspace says otherwise: everything is kept as it came. */
export const keepEverything: DataPolicy = {
  maskingMode: 'OFF',
  maskingKinds: [],
  maskingSecret: new Uint8Array(),
  traceRetentionDays: null,
  messageRetentionDays: null,
  traceSampleShare: 1,
  updatedAt: null,
};
