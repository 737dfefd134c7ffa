import type { ExecutionResult } from 'graphql';
import { writeResult, type WrittenResult } from '../json.ts';
import { askedBy, type Asker, type Place } from '../../store/asker.ts';
import type { LiveBus } from '../../live/bus.ts';
import { Member, type Kept } from './member.ts';

/** A subscription in the pipeline: its results, or the reason why it cannot run. */
export type Opened = AsyncIterable<ExecutionResult> | ExecutionResult;

/** What the executor of a subscription needs to know, and to report. */
export interface Execution {
  readonly asker: Asker;
  /** Called when an event arrives; the returned function is called when the event's turn has come and it is executed. */
  readonly onEvent: () => () => void;
}

/**
 * `state`: a value at once and one at every change, of which only the latest counts. `events`: each value counts. `alone`: the field states
 * nothing, so that the subscription is not shared.
 */
export type Sharing = 'state' | 'events' | 'alone';

export interface ShareOptions {
  readonly sharing: Sharing;
  /** Opens the subscription on a bus. Rejects, or resolves to a result, where it cannot be opened. */
  readonly open: (execution: Execution, busOf: (bus: LiveBus) => LiveBus) => Promise<Opened>;
  /** One more caller waits for the same answer. */
  readonly alsoAt: (place: Place, asker: Asker) => void;
  readonly onEnd: () => void;
  readonly now: () => number;
}

/** One execution of the subscription, from its event on. */
interface Round {
  /** 0: its turn has not come. */
  number: number;
  /** How many changes were announced before it began: it has read those. */
  changeCount: number;
  begunAtMs: number;
}

/** Relative times ("the last hour") move on: after this a value is not delivered to a new member. */
const freshMs = 1_000;

const keptOf: Readonly<Record<Sharing, Kept>> = {
  state: { count: 1, bytes: Number.POSITIVE_INFINITY },
  events: { count: 100, bytes: 1024 * 1024 },
  alone: { count: 1, bytes: Number.POSITIVE_INFINITY },
};

/**
 * One subscription for all clients with the same document, variables and permissions: one source, one execution for each event, serialized
 * once.
 *
 * A slow member does not delay the others: the next value is computed as soon as one member waits for it, and the slow one
 * misses no more than it would alone. A member that joins later gets a first value with everything announced before: the latest one
 * if it is current, else one of a new execution, which is shared with others that join in the meantime. When the last member leaves,
 * executions that wait for their turn are abandoned.
 */
export class Share {
  readonly #options: ShareOptions;
  readonly #members = new Set<Member>();
  readonly #leaving = new AbortController();
  readonly #asker: Asker;
  readonly #opening: Promise<Opened>;
  readonly #sources = new Set<AsyncIterator<ExecutionResult>>();
  /** Executions that have begun or wait for their turn. */
  readonly #rounds = new Set<Round>();
  #roundOfSource: Round | null;
  #begunCount = 0;
  #changeCount = 0;
  #latest: { result: WrittenResult; round: Round } | null = null;
  #wake: (() => void) | null = null;

  constructor(options: ShareOptions) {
    this.#options = options;
    this.#asker = { places: () => this.#places(), isLive: true, signal: this.#leaving.signal };
    // A state gives a first value without an event: that execution is on its way from the start.
    this.#roundOfSource = options.sharing === 'state' ? this.#newRound() : null;
    this.#opening = Promise.resolve().then(() => this.#open());
    this.#opening.catch(() => this.#end('done')); // reported to each member that joins
  }

  /** Returns the values from now on. Rejects, or resolves to a result, where the subscription cannot be opened. */
  async join(place: Place): Promise<AsyncIterableIterator<WrittenResult, undefined> | ExecutionResult> {
    const member = new Member({
      place,
      kept: keptOf[this.#options.sharing],
      onWaiting: () => this.#wake?.(),
      onLeave: () => this.#leave(member),
    });
    this.#members.add(member);
    this.#options.alsoAt(place, this.#asker);
    if (this.#options.sharing === 'state') this.#giveFirst(member);
    const opened = await this.#opening;
    if (isStream(opened)) return member.iterator();
    this.#leave(member);
    return opened;
  }

  *#places(): Iterable<Place> {
    for (const { place } of this.#members) yield place;
  }

  async #open(): Promise<Opened> {
    const heard = (bus: LiveBus): LiveBus => ({
      publish: (topic, key, payload) => bus.publish(topic, key, payload),
      subscribe: (topic, key, listener) =>
        bus.subscribe(topic, key, (payload) => {
          this.#changeCount += 1;
          listener(payload);
        }),
      close: () => bus.close(),
    });
    const onEvent = (): (() => void) => {
      const round = (this.#roundOfSource ??= this.#newRound());
      return () => this.#begin(round);
    };
    const opened = await askedBy(this.#asker, () => this.#options.open({ asker: this.#asker, onEvent }, heard));
    if (isStream(opened)) void askedBy(this.#asker, () => this.#pump(opened[Symbol.asyncIterator]()));
    return opened;
  }

  async #pump(source: AsyncIterator<ExecutionResult>): Promise<void> {
    this.#sources.add(source);
    try {
      for (;;) {
        await this.#someoneWaits();
        if (this.#isOver) return;
        const { value, done } = await source.next();
        if (this.#isOver) return;
        if (done === true) return this.#end('done');
        const round = this.#roundOfSource ?? this.#newRound();
        this.#roundOfSource = null;
        this.#give(value, round, this.#members);
      }
    } catch (error) {
      this.#end({ error });
    } finally {
      this.#close(source);
    }
  }

  get #isOver(): boolean {
    return this.#leaving.signal.aborted;
  }

  async #someoneWaits(): Promise<void> {
    while (!this.#isOver && ![...this.#members].some(({ isWaiting }) => isWaiting)) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
  }

  #give(value: ExecutionResult, round: Round, members: Iterable<Member>): void {
    this.#rounds.delete(round);
    if (round.number === 0) this.#begin(round); // refused before anything was executed
    const result = writeResult(value);
    if (this.#options.sharing === 'state' && round.number > (this.#latest?.round.number ?? 0)) this.#latest = { result, round };
    for (const member of members) this.#offer(member, result, round);
  }

  #offer(member: Member, result: WrittenResult, round: Round): void {
    if (this.#options.sharing === 'state') {
      if (round.number <= member.lastNumber) return; // it has a later one already
      if (member.wantsChangesUntil !== null && round.changeCount < member.wantsChangesUntil) return; // a later one is on its way to it
      member.lastNumber = round.number;
      member.wantsChangesUntil = null;
    }
    member.offer(result);
  }

  #giveFirst(member: Member): void {
    member.wantsChangesUntil = this.#changeCount;
    const latest = this.#latest;
    if (latest !== null && this.#isCurrent(latest.round) && this.#options.now() - latest.round.begunAtMs < freshMs)
      return this.#offer(member, latest.result, latest.round);
    if ([...this.#rounds].some((round) => this.#isCurrent(round))) return; // it comes with that one
    void this.#askForThoseWhoJoined();
  }

  /** Whether its value holds everything that was announced until now. */
  #isCurrent({ number, changeCount }: Round): boolean {
    return number === 0 || changeCount === this.#changeCount;
  }

  async #askForThoseWhoJoined(): Promise<void> {
    const round = this.#newRound();
    const execution: Execution = { asker: this.#asker, onEvent: () => () => this.#begin(round) };
    const joined = (): Member[] => [...this.#members].filter(({ wantsChangesUntil }) => wantsChangesUntil !== null);
    try {
      await this.#opening;
      const opened = await askedBy(this.#asker, () => this.#options.open(execution, (bus) => bus));
      if (!isStream(opened)) return this.#give(opened, round, joined());
      const source = opened[Symbol.asyncIterator]();
      this.#sources.add(source);
      const { value, done } = await askedBy(this.#asker, () => source.next()).finally(() => this.#close(source));
      if (done !== true) this.#give(value, round, joined());
    } catch (error) {
      this.#rounds.delete(round);
      for (const member of this.#isOver ? [] : joined()) member.end({ error });
    }
  }

  #newRound(): Round {
    const round = { number: 0, changeCount: 0, begunAtMs: 0 };
    this.#rounds.add(round);
    return round;
  }

  #begin(round: Round): void {
    this.#begunCount += 1;
    Object.assign(round, { number: this.#begunCount, changeCount: this.#changeCount, begunAtMs: this.#options.now() });
  }

  #leave(member: Member): void {
    this.#members.delete(member);
    if (this.#members.size === 0) this.#end('done');
  }

  #end(end: { error: unknown } | 'done'): void {
    if (this.#isOver) return;
    this.#options.onEnd();
    this.#leaving.abort();
    this.#wake?.();
    for (const source of this.#sources) this.#close(source);
    for (const member of this.#members) member.end(end);
    this.#members.clear();
  }

  /** Does not wait; a later failure has no receiver and is dropped. */
  #close(source: AsyncIterator<ExecutionResult>): void {
    this.#sources.delete(source);
    Promise.resolve(source.return?.()).catch(() => {});
  }
}

const isStream = (opened: Opened): opened is AsyncIterable<ExecutionResult> => Symbol.asyncIterator in opened;
