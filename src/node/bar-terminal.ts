/** Stream of a terminal, or a stand-in for it. */
export interface Terminal {
  /** Whether it is a terminal at all. */
  readonly isTTY?: boolean | undefined;
  /** Its width in characters. */
  readonly columns?: number | undefined;
  /** Writes text. */
  write(text: string): unknown;
}

const ERASE_LINE = '\r\x1b[K';
const printing = ['debug', 'log', 'info', 'warn', 'error'] as const;

/**
 * The last line of a terminal, as cli-progress draws on it. While it is open, what others print by `console` gets lines of its
 * own above. It neither hides the cursor nor moves it to where it was before, so a killed program needs no repair, and messages
 * in between stay.
 */
export class BarTerminal {
  private line = '';
  private readonly consoleMethods = printing.map((name) => [name, console[name]] as const);

  constructor(private readonly terminal: Terminal) {
    for (const [name, print] of this.consoleMethods) {
      console[name] = (...message: unknown[]) => {
        this.terminal.write(ERASE_LINE);
        print.apply(console, message);
        this.terminal.write(this.line);
      };
    }
  }

  isTTY(): boolean {
    return true;
  }

  /** One fewer than there are columns: some terminals wrap already when the last is written. */
  getWidth(): number {
    return (this.terminal.columns || 80) - 1;
  }

  write(text: string): void {
    this.line = text.slice(0, this.getWidth());
    this.terminal.write(ERASE_LINE + this.line);
  }

  newline(): void {
    this.terminal.write('\n');
  }

  /** Gives the console back as it was. */
  close(): void {
    for (const [name, print] of this.consoleMethods) console[name] = print;
  }

  // The rest of what cli-progress calls: `write` does all of it.
  clearRight(): void {}
  clearLine(): void {}
  cursor(): void {}
  cursorTo(): void {}
  cursorSave(): void {}
  cursorRestore(): void {}
  lineWrapping(): void {}
}
