/** Collects what the next report is to say beside what it finds itself. */
export class Notices {
  constructor(private texts: readonly string[] = []) {}

  /** Adds a sentence, once. */
  add(text: string): void {
    if (!this.texts.includes(text)) this.texts = [...this.texts, text];
  }

  /** Gives all and forgets them. */
  take(): readonly string[] {
    const { texts } = this;
    this.texts = [];
    return texts;
  }
}
