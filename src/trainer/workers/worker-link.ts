import { describeValue, WorkerError } from '../../errors';
import type { Answer, Setup, Task } from './messages';
import { keepAlive, listen, type WorkerLike } from './port';

/** One worker, asked one thing at a time. Whatever goes wrong on its side is a WorkerError, never a wait without end. */
export class WorkerLink {
  private waiting: { resolve(answer: Answer): void; reject(error: WorkerError): void } | undefined;
  private arrived: Answer | undefined;
  private failure: WorkerError | undefined;

  constructor(
    private readonly worker: WorkerLike,
    private readonly number: number,
  ) {
    listen(worker, {
      message: (data) => {
        if (isAnswer(data)) this.settle(data);
        else
          this.fail(
            `said ${describeValue(data)}, which serveGame doesn't; have its script post no messages of its own at this port.`,
          );
      },
      error: (cause) => this.fail(`failed: ${messageOf(cause).replace(/\.$/, '')}.`, cause),
      exit: (code) =>
        this.fail(
          `ended (exit code ${code}) while it was needed; its script must call serveGame, and go on.`,
        ),
    });
  }

  /**
   * Waits for the next answer.
   *
   * @param kind - what is expected
   * @param seconds - how long at most
   * @param hint - what to look at if nothing comes
   */
  async receive<K extends Answer['kind']>(
    kind: K,
    seconds: number,
    hint: string,
  ): Promise<Extract<Answer, { kind: K }>> {
    const answer = await this.nextAnswer(seconds, hint);
    if (answer.kind === 'failure') {
      const { name, message, cause } = answer;
      throw this.error(`${name}: ${message}`, cause === undefined ? undefined : new Error(String(cause)));
    }
    if (answer.kind !== kind) throw this.error(`said '${answer.kind}'; expected '${kind}'.`);
    return answer as Extract<Answer, { kind: K }>;
  }

  /** Gives it something to do. */
  send(message: Setup | Task): void {
    if (!this.failure) this.worker.postMessage(message);
  }

  /** An error that says what is wrong with an answer. */
  complain(problem: string): WorkerError {
    return this.error(problem);
  }

  /** Whether it keeps Node's process alive. */
  keepAlive(alive: boolean): void {
    keepAlive(this.worker, alive);
  }

  /** Ends the thread. */
  async terminate(): Promise<void> {
    this.fail('was ended.');
    await this.worker.terminate();
  }

  private nextAnswer(seconds: number, hint: string): Promise<Answer> {
    if (this.failure) return Promise.reject(this.failure);
    const { arrived } = this;
    this.arrived = undefined;
    if (arrived) return Promise.resolve(arrived);
    return new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => this.fail(`didn't answer in ${seconds} s: ${hint}.`), 1000 * seconds);
      const done = () => {
        clearTimeout(timer);
        this.waiting = undefined;
      };
      this.waiting = {
        resolve: (answer) => {
          done();
          resolve(answer);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      };
    });
  }

  private settle(answer: Answer): void {
    if (this.waiting) this.waiting.resolve(answer);
    else this.arrived = answer;
  }

  private fail(problem: string, cause?: unknown): void {
    this.failure ??= this.error(problem, cause);
    this.waiting?.reject(this.failure);
  }

  private error(problem: string, cause?: unknown): WorkerError {
    return new WorkerError(this.number, problem, cause === undefined ? undefined : { cause });
  }
}

const kinds: readonly unknown[] = ['hello', 'ready', 'part', 'failure'] satisfies Answer['kind'][];

function isAnswer(data: unknown): data is Answer {
  return typeof data === 'object' && data !== null && kinds.includes((data as Partial<Answer>).kind);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
