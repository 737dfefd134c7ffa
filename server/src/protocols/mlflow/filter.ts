import { invalid } from './errors.ts';

/** One comparison of a filter, such as `params.lr = '0.1'`. */
export interface FilterTerm {
  /** `attributes`, `params`, `metrics` or `tags`. */
  readonly of: FilterSubject;
  readonly key: string;
  readonly operator: FilterOperator;
  /** Null: the operator takes none. */
  readonly value: string | number | readonly string[] | null;
}

export type FilterSubject = 'attributes' | 'params' | 'metrics' | 'tags';
export type FilterOperator = '=' | '!=' | '>' | '>=' | '<' | '<=' | 'LIKE' | 'ILIKE' | 'IN' | 'NOT IN' | 'IS NULL' | 'IS NOT NULL';

const subjects: Readonly<Record<string, FilterSubject>> = {
  attribute: 'attributes',
  attributes: 'attributes',
  attr: 'attributes',
  run: 'attributes',
  param: 'params',
  params: 'params',
  parameter: 'params',
  parameters: 'params',
  metric: 'metrics',
  metrics: 'metrics',
  tag: 'tags',
  tags: 'tags',
};

const maxLength = 20_000;
const maxTerms = 100;

type Token =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'quoted'; readonly text: string; readonly quote: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string };

const tokenForm =
  /\s*(?:(?<quote>['"`])(?<quoted>(?:(?!\k<quote>).)*)\k<quote>|(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.]))|(?<sign>!=|>=|<=|==|[=<>(),.])|(?<name>[\p{L}_][\p{L}\p{N}_\-/:]*))/suy;

function tokensOf(filter: string): Token[] {
  const tokens: Token[] = [];
  const text = filter.trimEnd();
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < text.length) {
    const at = tokenForm.lastIndex;
    const groups = tokenForm.exec(text)?.groups;
    if (groups === undefined) throw invalid(`Invalid filter: ${JSON.stringify(text.slice(at, at + 40))} cannot be read.`);
    const { quote, quoted, number, sign, name } = groups;
    if (quote !== undefined) tokens.push({ kind: 'quoted', text: quoted ?? '', quote });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'name', text: name ?? '' });
  }
  return tokens;
}

/** Reads tokens one after the other. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }
  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }
  peek(): Token | undefined {
    return this.#tokens[this.#at];
  }
  next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw invalid('Invalid filter: it ends in the middle of a comparison.');
    this.#at += 1;
    return token;
  }
  isWord(word: string): boolean {
    const token = this.peek();
    return token?.kind === 'name' && token.text.toUpperCase() === word;
  }
  take(word: string): boolean {
    const isThere = this.isWord(word);
    if (isThere) this.#at += 1;
    return isThere;
  }
  sign(text: string): boolean {
    const token = this.peek();
    const isThere = token?.kind === 'sign' && token.text === text;
    if (isThere) this.#at += 1;
    return isThere;
  }
}

/** The comparisons of a filter in MLflow's language, all of which must hold; '' has none. */
export function readFilter(filter: string): FilterTerm[] {
  if (filter.length > maxLength) throw invalid(`Invalid filter: it has ${filter.length} characters; at most ${maxLength} are taken.`);
  const reader = new Reader(tokensOf(filter));
  const terms: FilterTerm[] = [];
  while (!reader.isAtEnd) {
    if (terms.length > 0 && !reader.take('AND'))
      throw invalid('Invalid filter: comparisons are joined by AND; OR and parentheses are not taken.');
    if (terms.length === maxTerms) throw invalid(`Invalid filter: at most ${maxTerms} comparisons are taken.`);
    terms.push({ ...readSubject(reader), ...readComparison(reader) });
  }
  return terms;
}

/** The subject of an order, such as `metrics.loss DESC`. */
export function readOrder(text: string): { of: FilterSubject; key: string; isDescending: boolean } {
  if (text.length > maxLength) throw invalid('Invalid order_by: it is too long.');
  const reader = new Reader(tokensOf(text));
  const subject = readSubject(reader);
  const isDescending = reader.take('DESC');
  if (!isDescending) reader.take('ASC');
  if (!reader.isAtEnd) throw invalid(`Invalid order_by ${JSON.stringify(text.slice(0, 100))}: a field, then ASC or DESC is taken.`);
  return { ...subject, isDescending };
}

function readSubject(reader: Reader): { of: FilterSubject; key: string } {
  const first = reader.next();
  if (first.kind === 'quoted' && first.quote !== "'") {
    if (!reader.sign('.')) return { of: 'attributes', key: first.text };
    return subjectNamed(first.text, restOfName(reader));
  }
  if (first.kind !== 'name') throw invalid(`Invalid filter: ${JSON.stringify(first.text.slice(0, 40))} stands where a field is expected.`);
  if (!reader.sign('.')) return { of: 'attributes', key: first.text };
  return subjectNamed(first.text, restOfName(reader));
}

function subjectNamed(name: string, key: string): { of: FilterSubject; key: string } {
  const of = subjects[name.toLowerCase()];
  if (of === undefined)
    throw invalid(`Invalid entity type ${JSON.stringify(name.slice(0, 40))}: one of attributes, metrics, params and tags is taken.`);
  return { of, key };
}

/** A key: quoted, or names with dots between them. */
function restOfName(reader: Reader): string {
  const first = reader.next();
  if (first.kind === 'quoted' && first.quote !== "'") return first.text;
  const parts = [first.text];
  if (first.kind !== 'name' && first.kind !== 'number')
    throw invalid(`Invalid filter: ${JSON.stringify(first.text.slice(0, 40))} is no key.`);
  while (reader.sign('.')) parts.push(reader.next().text);
  return parts.join('.');
}

const signs = new Set(['=', '!=', '>', '>=', '<', '<=']);

function readComparison(reader: Reader): Pick<FilterTerm, 'operator' | 'value'> {
  if (reader.take('LIKE')) return { operator: 'LIKE', value: quotedText(reader) };
  if (reader.take('ILIKE')) return { operator: 'ILIKE', value: quotedText(reader) };
  if (reader.take('IN')) return { operator: 'IN', value: listOf(reader) };
  if (reader.take('NOT')) {
    if (!reader.take('IN')) throw invalid('Invalid filter: after NOT only IN is taken.');
    return { operator: 'NOT IN', value: listOf(reader) };
  }
  if (reader.take('IS')) {
    const isNot = reader.take('NOT');
    if (!reader.take('NULL')) throw invalid('Invalid filter: after IS only NULL and NOT NULL are taken.');
    return { operator: isNot ? 'IS NOT NULL' : 'IS NULL', value: null };
  }
  const sign = reader.next();
  const operator = sign.text === '==' ? '=' : sign.text;
  if (sign.kind !== 'sign' || !signs.has(operator))
    throw invalid(`Invalid filter: ${JSON.stringify(sign.text.slice(0, 40))} stands where a comparator is expected.`);
  const value = reader.next();
  if (value.kind === 'quoted' && value.quote !== '`') return { operator: operator as FilterOperator, value: value.text };
  if (value.kind === 'number') return { operator: operator as FilterOperator, value: Number(value.text) };
  throw invalid(`Invalid filter: ${JSON.stringify(value.text.slice(0, 40))} stands where a number or a quoted text is expected.`);
}

function quotedText(reader: Reader): string {
  const token = reader.next();
  if (token.kind !== 'quoted' || token.quote === '`') throw invalid('Invalid filter: a pattern is a quoted text.');
  return token.text;
}

function listOf(reader: Reader): string[] {
  if (!reader.sign('(')) throw invalid('Invalid filter: IN takes a list in parentheses.');
  const items: string[] = [];
  do items.push(quotedText(reader));
  while (reader.sign(','));
  if (!reader.sign(')')) throw invalid('Invalid filter: the list of IN has no end.');
  return items;
}
