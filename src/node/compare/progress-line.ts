import type { Terminal } from '../bar-terminal';

const ERASE_LINE = '\r\x1b[K';
const BETWEEN_UPDATES = 50;

/** A line of a terminal that says what is going on, and leaves nothing behind; silent where there is no terminal. */
export class ProgressLine {
  private updated = Number.NEGATIVE_INFINITY;

  constructor(private readonly terminal: Terminal) {}

  /** Shows a text in place of the last one; of many in short order, some. */
  show(text: string, isUrgent = true): void {
    const now = performance.now();
    if (this.terminal.isTTY !== true || (!isUrgent && now - this.updated < BETWEEN_UPDATES)) return;
    this.updated = now;
    this.terminal.write(ERASE_LINE + text.slice(0, (this.terminal.columns || 80) - 1));
  }

  /** Takes it away. */
  clear(): void {
    if (this.terminal.isTTY === true) this.terminal.write(ERASE_LINE);
  }
}
