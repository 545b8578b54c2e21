/** Keeps one request under way: of those that come meanwhile, the latest is sent when the answer is there. */
export function latestRequest<Value>(send: (value: Value) => void) {
  let isUnderWay = false;
  let waiting: { readonly value: Value } | undefined;
  return {
    ask(value: Value): void {
      if (isUnderWay) waiting = { value };
      else {
        isUnderWay = true;
        send(value);
      }
    },
    answered(): void {
      isUnderWay = false;
      const next = waiting;
      waiting = undefined;
      if (next) this.ask(next.value);
    },
    forget(): void {
      isUnderWay = false;
      waiting = undefined;
    },
  };
}
