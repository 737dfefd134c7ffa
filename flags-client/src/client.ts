import { assign, type Assigned, type Attributes, type Feature } from './assign.ts';

export interface FlagOptions {
  /** Address of the server. */
  readonly url: string;
  /** API key of the scope CLIENT (`ftc_…`), which is no secret. */
  readonly key: string;
  /** Variants that are forced, by flag: for tests and previews. They are not reported. */
  readonly forced?: Readonly<Record<string, unknown>>;
  /** Names of attributes that are sent with exposures, so that a mismatch shows what it comes from. Default: none. */
  readonly exposedAttributes?: readonly string[];
  /** How this program is named beside them. Default: `flags-client/1`. */
  readonly client?: string;
  /** How often definitions are read again; 0: never. Default: a minute. */
  readonly refreshMs?: number;
  /** How long exposures may wait for others. Default: 2 seconds. */
  readonly flushMs?: number;
  /** Hears of what failed in the background: reading again, sending. */
  readonly onError?: (error: unknown) => void;
  readonly fetch?: typeof globalThis.fetch;
}

interface Exposure {
  readonly experiment: string;
  readonly unitId: string;
  readonly variant: string;
  readonly phase: number | null;
  readonly at: string;
  readonly client: string;
  readonly attributes?: Attributes;
}

/** What an exposure takes: the server refuses longer texts. */
const isPlain = (value: unknown): boolean =>
  (typeof value === 'string' && value.length <= 200) || typeof value === 'number' || typeof value === 'boolean';

const batchSize = 1_000;
const maxWaiting = 50_000;

/**
 * Flags and experiments, decided here: `value` computes the variant by the documented hash from definitions in memory, and reports the exposure
 * later, in batches that are sent again until the server has them.
 */
export class Flags {
  readonly #options: FlagOptions;
  #features: Readonly<Record<string, Feature>> = {};
  #etag = '';
  #waiting: Exposure[] = [];
  readonly #reported = new Set<string>();
  #sending: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #refresher: ReturnType<typeof setInterval> | undefined;
  #failures = 0;
  /** Exposures that were given up, since the server refused them or too many waited. */
  droppedCount = 0;

  constructor(options: FlagOptions) {
    this.#options = { ...options, url: options.url.replace(/\/+$/, '') };
  }

  /** Reads the definitions, and goes on reading them. Throws where they cannot be read. */
  async start(): Promise<this> {
    await this.refresh();
    const { refreshMs = 60_000 } = this.#options;
    if (refreshMs > 0 && this.#refresher === undefined) {
      this.#refresher = setInterval(() => void this.refresh().catch((error) => this.#options.onError?.(error)), refreshMs);
      (this.#refresher as { unref?: () => void }).unref?.();
    }
    return this;
  }

  /** Reads the definitions again; those that are known stay where that fails. */
  async refresh(): Promise<void> {
    const response = await this.#call(`/api/features/${encodeURIComponent(this.#options.key)}`, {
      headers: this.#etag === '' ? {} : { 'if-none-match': this.#etag },
    });
    if (response.status === 304) return;
    if (!response.ok) throw new Error(`Flags cannot be read: ${response.status} ${await response.text()}`);
    this.#features = ((await response.json()) as { features: Record<string, Feature> }).features;
    this.#etag = response.headers.get('etag') ?? '';
  }

  /** What a unit gets, without reporting it. null: there is no such flag. */
  assigned(flag: string, unitId: string, attributes: Attributes = {}): Assigned | null {
    const feature = Object.hasOwn(this.#features, flag) ? this.#features[flag] : undefined;
    if (feature === undefined) return null;
    const variant = this.#options.forced?.[flag];
    if (variant === undefined) return assign(feature, unitId, attributes);
    const rule = feature.rules?.[0];
    const place = rule?.meta?.findIndex(({ key }) => key === variant) ?? -1;
    return { value: place < 0 ? variant : rule?.variations?.[place], variant: null, unitId, phase: null };
  }

  /** The value for a unit, which counts as having seen its variant; `fallback` where there is no such flag, or no value. */
  value<Value>(flag: string, unitId: string, fallback: Value, attributes: Attributes = {}): Value {
    const got = this.assigned(flag, unitId, attributes);
    if (got === null) return fallback;
    if (got.variant !== null) {
      const { unitId, variant, phase } = got;
      this.#expose({ experiment: flag, unitId, variant, phase, ...this.#details(attributes) });
    }
    return (got.value ?? fallback) as Value;
  }

  #details(known: Attributes): Pick<Exposure, 'client' | 'attributes'> {
    const { client = 'flags-client/1', exposedAttributes = [] } = this.#options;
    const named = exposedAttributes.filter((name) => isPlain(known[name]));
    if (named.length === 0) return { client };
    return { client, attributes: Object.fromEntries(named.map((name) => [name, known[name]])) };
  }

  #expose(seen: Omit<Exposure, 'at'>): void {
    const name = JSON.stringify([seen.experiment, seen.phase, seen.unitId]);
    if (this.#reported.has(name)) return;
    if (this.#reported.size >= maxWaiting) this.#reported.clear();
    this.#reported.add(name);
    if (this.#waiting.length >= maxWaiting) return void (this.droppedCount += 1);
    this.#waiting.push({ ...seen, at: new Date().toISOString() });
    if (this.#waiting.length >= batchSize && this.#failures === 0) void this.flush();
    else this.#later(this.#options.flushMs ?? 2_000);
  }

  #later(ms: number): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => void this.flush(), ms);
    (this.#timer as { unref?: () => void }).unref?.();
  }

  /** Exposures that the server does not have yet. */
  get waitingCount(): number {
    return this.#waiting.length;
  }

  /** Sends what waits. What fails is sent again later, each time after twice the time, up to a minute. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return (this.#sending ??= this.#send().finally(() => (this.#sending = null)));
  }

  async #send(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, batchSize);
      try {
        const response = await this.#call('/api/exposures', {
          method: 'POST',
          keepalive: batch.length < 200,
          headers: { 'content-type': 'application/json', 'x-api-key': this.#options.key },
          body: JSON.stringify(batch),
        });
        if (response.status === 429 || response.status >= 500) throw new Error(`Exposures were not taken: ${response.status}`);
        this.#waiting.splice(0, batch.length);
        this.#failures = 0;
        const text = await response.text();
        const lost = response.ok ? (JSON.parse(text) as { rejected: unknown[] }).rejected : batch;
        if (lost.length > 0) {
          this.droppedCount += lost.length;
          this.#options.onError?.(new Error(`${lost.length} exposures were refused: ${text.slice(0, 500)}`));
        }
      } catch (error) {
        this.#failures += 1;
        this.#options.onError?.(error);
        return this.#later(Math.min(60_000, 500 * 2 ** this.#failures));
      }
    }
  }

  #call(path: string, init: RequestInit): Promise<Response> {
    return (this.#options.fetch ?? fetch)(`${this.#options.url}${path}`, { ...init, signal: AbortSignal.timeout(10_000) });
  }

  /** Sends what waits, and ends what runs in the background. */
  async close(): Promise<void> {
    clearInterval(this.#refresher);
    await this.flush();
    clearTimeout(this.#timer);
  }
}
