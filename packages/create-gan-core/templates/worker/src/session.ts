import type { Plot } from './plot';
import type { Frame, Measured, Training } from './training';

/** What a page shows beside the points. */
export interface View {
  readonly status: string;
  readonly isReady: boolean;
  /** Whether something goes on that can be stopped. */
  readonly isWorking: boolean;
  /** Share of this run's steps that are done. */
  readonly progress: number;
  readonly frame?: Frame;
  readonly measured?: Measured | undefined;
}

export const firstView: View = {
  status: 'Starting WebAssembly …',
  isReady: false,
  isWorking: false,
  progress: 0,
};

/** Steps of a run. */
const STEPS = 3000;

/** What the button of a page does, and what is shown of it. */
export class Session {
  #view = firstView;
  /** Ends what goes on. */
  #work: AbortController | undefined;
  #isOver = false;

  constructor(
    private readonly training: Pick<Training, 'realPoints' | 'train' | 'measure' | 'dispose'>,
    private readonly plot: Plot,
    private readonly show: (view: View) => void,
  ) {}

  /** Gets ready, and shows the real points. */
  async start(): Promise<void> {
    try {
      this.plot.showReal(await this.training.realPoints());
      this.#change({ status: 'Ready.', isReady: true });
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Trains and then measures; where that goes on already, stops it. */
  async toggle(): Promise<void> {
    if (this.#work) return this.#work.abort();
    try {
      await this.#trainAndMeasure();
    } catch (error) {
      this.#fail(error);
    }
    this.#work = undefined;
    this.#change({ isWorking: false });
  }

  dispose(): void {
    this.#isOver = true;
    this.#work?.abort();
    this.training.dispose();
    this.plot.dispose();
  }

  async #trainAndMeasure(): Promise<void> {
    const first = this.#view.frame?.step ?? 0;
    this.#change({ status: 'Training …', isWorking: true, progress: 0, measured: undefined });
    const trained = await this.#untilStopped((signal) =>
      this.training.train(STEPS, signal, (frame) => {
        this.plot.showGenerated(frame.points, frame.step);
        this.#change({ frame, progress: (frame.step - first) / STEPS });
      }),
    );
    if (this.#isOver) return;
    this.#change({ status: 'Measuring …' });
    const measured = await this.#untilStopped(async (signal) =>
      this.#change({ measured: await this.training.measure(signal) }),
    );
    this.#change({ status: `${trained && measured ? 'Done' : 'Stopped'}. Train goes on from here.` });
  }

  /** Whether a piece of work came to its end: false where it was stopped. */
  async #untilStopped(begin: (signal: AbortSignal) => Promise<unknown>): Promise<boolean> {
    this.#work = new AbortController();
    const { signal } = this.#work;
    try {
      await begin(signal);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    }
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    console.error(error);
    this.#change({ status: error instanceof Error ? error.message : String(error) });
  }

  #change(change: Partial<View>): void {
    if (this.#isOver) return;
    this.#view = { ...this.#view, ...change };
    this.show(this.#view);
  }
}
