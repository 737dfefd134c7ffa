/** An answer of these paths, its body written already. */
export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON; empty: no body. */
  readonly text: string;
}

export const answered = (body: unknown, status = 200): Answered => ({ status, text: JSON.stringify(body) });
