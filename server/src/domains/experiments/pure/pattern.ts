/**
 * What a regular expression of a condition may be. Patterns are matched by engines that try one way after the other (V8 here, in pages and in
 * GrowthBook's SDKs; Python's `re`), so that the ways are counted before a pattern is saved. Taken is what all of these read alike.
 */
const maxPatternLength = 200;
/** Texts longer than this match no pattern: what a pattern costs grows with them. */
export const maxMatchedLength = 1_024;
/** Characters that a text may be looked at, over all ways to match it: some ten milliseconds. */
export const maxPatternSteps = 2 ** 24;

/** Work of a part for one way that leads to it, and the ways that lead on from it. */
interface Cost {
  readonly steps: number;
  readonly ways: number;
}

interface Part extends Cost {
  /** Whether it matches at the start of a text alone. */
  readonly isAnchored: boolean;
}

/** Why a pattern is not taken. */
class Refused extends Error {}

/** The most steps that a search for a pattern takes in a text of `longest` characters, or why the pattern is not taken. */
export function stepsOfPattern(pattern: string, longest = maxMatchedLength): number | string {
  if (pattern.length > maxPatternLength) return `has ${pattern.length} characters; at most ${maxPatternLength} are taken`;
  try {
    new RegExp(pattern);
  } catch {
    return 'is no regular expression';
  }
  try {
    const reader = new Reader(pattern, longest);
    const whole = reader.choice();
    if (!reader.isAtEnd) return 'is no regular expression';
    const starts = longest + 1;
    return starts + whole.steps * (whole.isAnchored ? 1 : starts);
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

/** Whether a pattern is of ASCII alone, as `$regexi` takes it: engines fold the case of other letters in different ways. */
export const isAsciiPattern = (pattern: string): boolean =>
  // oxlint-disable-next-line no-control-regex -- the range of ASCII
  /^[\x00-\x7f]*$/.test(pattern) && !/\\u(?!00[0-7])|\\x[89a-f]/i.test(pattern);

class Reader {
  #at = 0;
  readonly #pattern: string;
  readonly #longest: number;

  constructor(pattern: string, longest: number) {
    this.#pattern = pattern;
    this.#longest = longest;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#pattern.length;
  }

  /** `a|b|c`, to the end or the closing parenthesis. */
  choice(): Part {
    let { steps, ways, isAnchored } = this.#sequence();
    while (this.#takes('|')) {
      const other = this.#sequence();
      steps += other.steps;
      ways += other.ways;
      isAnchored &&= other.isAnchored;
    }
    return { steps, ways, isAnchored };
  }

  #sequence(): Part {
    let [steps, ways, isAnchored] = [1, 1, false];
    for (let isFirst = true; !this.isAtEnd && !this.#sees('|') && !this.#sees(')'); isFirst = false) {
      const part = this.#part();
      if (isFirst) isAnchored = part.isAnchored;
      steps += ways * part.steps;
      ways *= part.ways;
    }
    return { steps, ways, isAnchored };
  }

  #part(): Part {
    if (this.#takes('^')) return this.#unrepeated({ steps: 1, ways: 1, isAnchored: true });
    if (this.#takes('$')) return this.#unrepeated({ steps: 1, ways: 1, isAnchored: false });
    if (this.#takes('(')) return this.#group();
    if (this.#takes('[')) this.#class();
    else if (this.#takes('\\')) {
      if (this.#escape() === 'place') return this.#unrepeated({ steps: 1, ways: 1, isAnchored: false });
    } else {
      if (/[{}\]]/.test(this.#next()))
        throw new Refused('has one of { } ] by itself, which engines read in different ways; write \\{, \\} or \\]');
      this.#at += 1;
    }
    return { ...this.#repeats(), isAnchored: false };
  }

  #group(): Part {
    if (this.#sees('?') && !this.#sees('?:'))
      throw new Refused('looks around, sets options or names a group; a pattern may do none of these');
    if (this.#takes('?')) this.#takes(':');
    const inside = this.choice();
    this.#takes(')');
    return this.#unrepeated(inside);
  }

  #unrepeated(part: Part): Part {
    if (/[*+?{]/.test(this.#next())) throw new Refused('repeats a group or a place; only single characters and classes may repeat');
    return part;
  }

  /** What follows a character or class: `*`, `+`, `?`, `{2}`, `{2,}`, `{2,5}`, each also reluctant. */
  #repeats(): Cost {
    const [all, sign, least = '', comma, most = ''] = /^(?:([*+?])|\{(\d+)(,)?(\d*)\})\??/.exec(this.#pattern.slice(this.#at)) ?? [];
    if (all === undefined) return { steps: 1, ways: 1 };
    this.#at += all.length;
    if (/[*+?{]/.test(this.#next())) throw new Refused('repeats what repeats; only single characters and classes may');
    const { from, to } =
      sign === undefined
        ? { from: Number(least), to: comma === undefined ? Number(least) : most === '' ? Infinity : Number(most) }
        : { from: sign === '+' ? 1 : 0, to: sign === '?' ? 1 : Infinity };
    if (Number.isFinite(to) ? to > 1_000 : from > 1_000) throw new Refused('repeats a part more than 1000 times; at most 1000 are taken');
    const furthest = Math.min(to, Math.max(from, this.#longest));
    return { steps: furthest + 1, ways: furthest - from + 1 };
  }

  /** A class behind its opening bracket. */
  #class(): void {
    this.#takes('^');
    if (this.#sees(']')) throw new Refused('has an empty class, which engines read in different ways');
    while (!this.#takes(']')) {
      const isOne = this.#member();
      if (!this.#sees('-') || this.#sees('-]')) continue;
      this.#at += 1;
      if (!isOne || !this.#member()) throw new Refused('has a range in a class that does not go from one character to another; write \\-');
    }
  }

  /** A member of a class. Whether it is one character. */
  #member(): boolean {
    if (!this.#takes('\\')) {
      this.#at += 1;
      return true;
    }
    const kind = this.#escape();
    if (kind === 'place') throw new Refused('has \\b or \\B in a class, which engines read in different ways');
    return kind === 'one';
  }

  /** What stands behind a backslash: one character, one of several, or a place between two. */
  #escape(): 'one' | 'several' | 'place' {
    const [all] = /^(?:[dDwWsS]|[bB]|[nrtfv]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^0-9A-Za-z_\s])/.exec(this.#pattern.slice(this.#at)) ?? [];
    if (all === undefined)
      throw new Refused(
        'refers back or has an escape that engines read in different ways; \\d \\w \\s \\b \\n \\r \\t \\f \\v \\xHH \\uHHHH and escaped signs are taken',
      );
    this.#at += all.length;
    return /^[dDwWsS]$/.test(all) ? 'several' : /^[bB]$/.test(all) ? 'place' : 'one';
  }

  #next(): string {
    return this.#pattern[this.#at] ?? '';
  }

  #sees(text: string): boolean {
    return this.#pattern.startsWith(text, this.#at);
  }

  #takes(text: string): boolean {
    const isThere = this.#sees(text);
    if (isThere) this.#at += text.length;
    return isThere;
  }
}
