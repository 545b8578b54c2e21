/**
 * Lets timers, input and other tasks run before going on. Not by setTimeout where it can be helped: browsers hold that
 * back by 4 ms, and by a second in a hidden tab. jsdom, which Jest and Vitest put in place of a browser, has nothing else.
 */
export function yieldToEventLoop(): Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (task: () => void) => unknown };
  return new Promise((resolve) => {
    if (setImmediate) {
      setImmediate(resolve);
      return;
    }
    if (typeof MessageChannel === 'undefined') {
      setTimeout(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
