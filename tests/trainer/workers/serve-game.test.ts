import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { normalLatent } from 'gan-core/distributions';
import { serveGame } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { problemOfPart } from '../../../src/trainer/workers/part';

/** A port that hears what it is sent, as a page's window does. */
class EchoingPort extends EventTarget {
  readonly sent: unknown[] = [];
  postMessage(data: unknown): void {
    this.sent.push(data);
    this.hear(data);
  }
  hear(data: unknown): void {
    setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
  }
}
const turns = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('serveGame', () => {
  it("answers nobody else's messages, its own neither", async () => {
    const port = new EchoingPort();
    serveGame({ latent: normalLatent(2) }, port);
    for (const message of [null, undefined, 'hello', 3, { type: 'config' }, { kind: 'part' }, []])
      port.hear(message);
    await turns();
    expect(port.sent).toEqual([{ kind: 'hello', lacks: ['generator', 'discriminator'] }]);
  });

  it.each([
    [{ kind: 'generator' }, /before its setup/],
    [{ kind: 'setup' }, /./],
  ])('says what it can not do: %j', async (message, problem) => {
    const port = new EchoingPort();
    serveGame({ latent: normalLatent(2) }, port);
    port.hear(message);
    await turns();
    expect(port.sent).toHaveLength(2);
    expect(port.sent[1]).toMatchObject({ kind: 'failure', message: expect.stringMatching(problem) });
  });

  it('refuses a window', () => {
    const window = Object.assign(new EchoingPort(), { document: {} });
    Object.assign(window, { window });
    expect(() => serveGame({ latent: normalLatent(2) }, window)).toThrow(
      /^port: got a window, .*expected self/,
    );
    expect(window.sent).toEqual([]);
  });

  it('hears a MessagePort', async () => {
    const { port1, port2 } = new MessageChannel();
    serveGame({ latent: normalLatent(2) }, port1);
    const hello = await new Promise((resolve) => {
      port2.onmessage = ({ data }) => resolve(data);
    });
    expect(hello).toMatchObject({ kind: 'hello' });
    port1.close();
  });
});

describe('a part of a step', () => {
  const own = () => ({
    loss: tf.scalar(1),
    realLogits: tf.ones([4, 1]),
    fakeLogits: tf.ones([4, 1]),
    terms: { r1: tf.scalar(1) },
  });
  const part = {
    kind: 'part' as const,
    loss: 1,
    terms: { r1: 0.5 },
    realLogits: new Float32Array(4),
    fakeLogits: new Float32Array(4),
  };

  it('is fine where it has what this thread has', () => {
    expect(problemOfPart(part, own() as never)).toBeUndefined();
    const none = new Float32Array(0);
    expect(
      problemOfPart(
        { ...part, realLogits: none, fakeLogits: none },
        { loss: tf.scalar(1), terms: { r1: tf.scalar(1) } },
      ),
    ).toBeUndefined();
  });

  it.each<[object, RegExp]>([
    [{ loss: 'x' }, /the string 'x' as loss; expected a number/],
    [{ terms: undefined }, /undefined as terms; expected a number for 'r1'/],
    [{ terms: { r1: '1' } }, /expected a number for 'r1'/],
    [{ realLogits: [1, 2, 3, 4] }, /an array of 4 as realLogits; expected a Float32Array of 4/],
    [{ fakeLogits: new Float32Array(3) }, /as fakeLogits; expected a Float32Array of 4/],
  ])('is told what is wrong with it: %j', (change, problem) => {
    expect(problemOfPart({ ...part, ...change } as never, own() as never)).toMatch(problem);
  });
});
