import { CheckpointError } from '../errors';

/** Numbers as JSON writes them. */
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Whole numbers from 0 on, without a fraction or an exponent behind them. */
const COUNT = /(?:0|[1-9]\d*)(?![\d.eE])/y;
const WORD = /true|false|null/y;
/** Characters of a string that stand for themselves: all but quotes, backslashes and those below the space. */
const PLAIN = /[ !#-[\]-\uffff]*/y;
/** Half of a surrogate pair: JSON's grammar lets a string hold it, and Unicode doesn't. */
const LONE_SURROGATE = /\p{Cs}/u;
/** Most characters of a text that a message shows. */
const LONGEST = 60;

/**
 * Reader of JSON text, one token after another, for files that nobody vouches for. It refuses what `JSON.parse` takes: two
 * members of one name, numbers beyond float64's, lone surrogates, and the name `__proto__`. Who calls it says what may come next,
 * so a file can't make it build anything else.
 */
export class JsonScanner {
  readonly #text: string;
  readonly #what: string;
  #at = 0;

  /**
   * Begins at a text's start.
   *
   * @param text - what is to be read
   * @param what - its name at the beginning of an error's message: 'The header'
   */
  constructor(text: string, what: string) {
    this.#text = text;
    this.#what = what;
  }

  /** Gives the next character that isn't white space; undefined at the end. */
  peek(): string | undefined {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? 'end')) this.#at++;
    return this.#text[this.#at];
  }

  /** Reads an object: `readMember` has to read the value that follows each name. */
  object(readMember: (name: string) => void): void {
    this.#take('{');
    const names = new Set<string>();
    if (this.#takes('}')) return;
    do {
      const name = this.string();
      if (names.has(name)) this.fail(`has ${quote(name)} twice in one object`);
      if (name === '__proto__') this.fail('has a member named __proto__');
      names.add(name);
      this.#take(':');
      readMember(name);
    } while (this.#takes(','));
    this.#take('}');
  }

  /** Reads an array: `readItem` has to read each value of it. */
  array(readItem: () => void): void {
    this.#take('[');
    if (this.#takes(']')) return;
    do readItem();
    while (this.#takes(','));
    this.#take(']');
  }

  /** Reads a string. */
  string(): string {
    if (this.peek() !== '"') this.fail('lacks a string');
    const from = this.#at;
    let at = this.#skipPlain(from + 1);
    const escapes = this.#text[at] === '\\';
    while (this.#text[at] === '\\') at = this.#skipPlain(at + 2);
    if (this.#text[at] !== '"') this.fail('has a string that does not end, or with a control character');
    this.#at = at + 1;
    if (!escapes) return this.#text.slice(from + 1, at);
    return this.#unescape(this.#text.slice(from, at + 1));
  }

  /** Reads a number that is finite as float64. */
  number(): number {
    const value = Number(this.#match(NUMBER, 'a value'));
    if (!Number.isFinite(value)) this.fail('has a number too large for float64');
    return value;
  }

  /** Reads a whole number from 0 to 2⁵³ − 1, written as such: not as 1.0 or 1e3. */
  count(): number {
    const value = Number(this.#match(COUNT, 'a whole number, at least 0,'));
    if (!Number.isSafeInteger(value)) this.fail('has a whole number above 2⁵³ − 1');
    return value;
  }

  /** Reads true, false or null. */
  word(): boolean | null {
    const word = this.#match(WORD, 'a value');
    return word === 'null' ? null : word === 'true';
  }

  /** Refuses what comes behind the last value, but white space. */
  end(): void {
    if (this.peek() !== undefined) this.fail('goes on behind its end');
  }

  /** Throws the error for a problem at this place. */
  fail(problem: string): never {
    throw new CheckpointError(`${this.#what} ${problem} (at character ${this.#at}).`);
  }

  #take(character: string): void {
    if (!this.#takes(character)) this.fail(`lacks a '${character}'`);
  }

  #takes(character: string): boolean {
    const comes = this.peek() === character;
    if (comes) this.#at++;
    return comes;
  }

  #match(pattern: RegExp, expected: string): string {
    this.peek();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? this.fail(`lacks ${expected}`);
    this.#at += found.length;
    return found;
  }

  #skipPlain(at: number): number {
    PLAIN.lastIndex = at;
    return PLAIN.test(this.#text) ? PLAIN.lastIndex : at;
  }

  #unescape(literal: string): string {
    let value: string;
    try {
      value = JSON.parse(literal) as string;
    } catch {
      this.fail('has a string with an unknown escape');
    }
    if (LONE_SURROGATE.test(value)) this.fail('has a string with half of a surrogate pair');
    return value;
  }
}

/** A text of a file in quotes on one line, for an error's message. */
export function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
