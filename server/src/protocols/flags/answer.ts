/** An answer of these paths, its body written already. */
export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON; empty: no body. */
  readonly text: string;
  /** Units that a hash gave a variant: exposures, where the caller asks to have them recorded. */
  readonly given?: readonly Given[];
}

export interface Given {
  readonly experiment: string;
  readonly unitId: string;
  readonly variant: string;
  readonly phase: number;
  /** Kept with the exposure: what it names of the unit, and the client. */
  readonly attributes?: Readonly<Record<string, unknown>> | null | undefined;
  readonly client?: unknown;
}

export const answered = (body: unknown, status = 200): Answered => ({ status, text: JSON.stringify(body) });
