/** Runs checks one by one, each whatever came of the others, and prints how each went. */
export class Stages {
  failed = 0;

  /** @returns the error's message where the check fails */
  async run(name: string, check: () => void | Promise<void>): Promise<string | undefined> {
    const start = performance.now();
    const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
    try {
      await check();
      console.log(`ok      ${name} (${seconds()})`);
      return undefined;
    } catch (error) {
      this.failed++;
      const message = error instanceof Error ? error.message : String(error);
      console.error(`FAILED  ${name} (${seconds()})\n${message}`);
      return message;
    }
  }
}
