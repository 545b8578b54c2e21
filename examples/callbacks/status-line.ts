/** Where a status line is drawn: stderr, or a stand-in for it. */
export type Terminal = Pick<NodeJS.WriteStream, 'write'> & { readonly columns?: number | undefined };

const eraseLine = '\r\x1b[K';
const printing = ['debug', 'log', 'info', 'warn', 'error'] as const;

/**
 * The last line of a terminal, drawn again and again. While it is open, what others print by `console` gets lines of its
 * own above it. It leaves the terminal as it is, the cursor too, so that a killed program needs no repair.
 */
export class StatusLine {
  private line = '';
  private readonly consoleMethods = printing.map((name) => [name, console[name]] as const);

  constructor(private readonly terminal: Terminal) {
    for (const [name, print] of this.consoleMethods) {
      console[name] = (...message: unknown[]) => {
        this.terminal.write(eraseLine);
        print.apply(console, message);
        this.terminal.write(this.line);
      };
    }
  }

  /** How many characters fit: one fewer than columns, since some terminals wrap already when the last is written. */
  get width(): number {
    return (this.terminal.columns || 80) - 1;
  }

  show(line: string): void {
    const fitting = line.slice(0, this.width);
    if (fitting === this.line) return;
    this.line = fitting;
    this.terminal.write(eraseLine + fitting);
  }

  /** Leaves the line as it was drawn last, and the console as it was. */
  close(): void {
    for (const [name, print] of this.consoleMethods) console[name] = print;
    this.terminal.write('\n');
  }
}
