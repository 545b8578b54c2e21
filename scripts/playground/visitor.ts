// Visits the playground as somebody would, in a frame of the same origin: opens it, presses Start, waits for all modes of the ring.

/** What a visit found. Times are in milliseconds from the opening on. */
export interface Visit {
  readonly isolated: boolean;
  /** When something was first painted. */
  readonly firstPaint: number;
  /** When Start could be pressed. */
  readonly ready: number;
  /** When all modes were reached, as the page says. */
  readonly allModes: number;
  readonly machine: string;
  readonly steps: number;
  /** The longest task of the page's thread while it trained; null where the browser doesn't tell. */
  readonly longestTask: number | null;
  /** Between two frames of the screen while it trained: the median, and the longest. */
  readonly frame: number;
  readonly longestFrame: number;
}

const patience = 180_000;

async function visit(): Promise<Visit> {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width: 1280px; height: 900px; border: 0';
  const began = performance.now();
  frame.src = '/playground/index.html';
  document.body.append(frame);
  const inside = () => frame.contentDocument!;
  const start = await until(() => inside().querySelector<HTMLButtonElement>('button.primary:not(:disabled)'));
  const ready = performance.now() - began;
  const longTasks = watchLongTasks();
  const frames = watchFrames();
  start.click();
  await until(() => readingOf(inside(), 'Modes reached') === '8 of 8');
  const allModes = performance.now() - began;
  const [paint] = frame.contentWindow!.performance.getEntriesByName('first-contentful-paint');
  const gaps = frames().sort((a, b) => a - b);
  return {
    isolated: crossOriginIsolated,
    firstPaint: paint?.startTime ?? Number.NaN,
    ready,
    allModes,
    machine: readingOf(inside(), 'Computed by'),
    steps: Number(readingOf(inside(), 'Step').replaceAll(',', '')),
    longestTask: longTasks(),
    frame: gaps[Math.floor(gaps.length / 2)] ?? Number.NaN,
    longestFrame: gaps.at(-1) ?? Number.NaN,
  };
}

function readingOf(page: Document, term: string): string {
  const rows = [...page.querySelectorAll('.readouts div')];
  const row = rows.find((each) => each.querySelector('dt')?.textContent === term);
  return row?.querySelector('dd')?.textContent ?? '';
}

async function until<T>(look: () => T | null | false | ''): Promise<T> {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited ${patience / 1000} s in vain for ${look}`);
}

/** Tasks of more than 50 ms are told by Chromium alone; below it tells of none. */
function watchLongTasks(): () => number | null {
  if (!PerformanceObserver.supportedEntryTypes.includes('longtask')) return () => null;
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  return () => longest;
}

function watchFrames(): () => number[] {
  const gaps: number[] = [];
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    gaps.push(now - last);
    last = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  return () => gaps.slice(1);
}

const told = () =>
  document.querySelector('iframe')?.contentDocument?.body.textContent?.slice(0, 500) ?? 'nothing';
const send = (body: unknown) => fetch('/report', { method: 'POST', body: JSON.stringify(body) });
visit().then(send, (error) => send({ error: `${error}. The page says: ${told()}` }));
