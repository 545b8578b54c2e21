import { randomUniform } from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { dcgan, perceptrons } from '../../bench/networks';

/** What a game did with a number of threads. */
export interface Run {
  readonly game: string;
  readonly threads: number;
  /** A digest of all weights and losses, bit for bit. */
  readonly digest: string;
  readonly millisecondsOfStep: number;
}

/** What a browser did. */
export interface PageReport {
  readonly userAgent: string;
  readonly isolated: boolean;
  readonly runs: readonly Run[];
}

const steps = 20;

const games = {
  perceptrons: { networks: perceptrons(128), data: gaussianRing, batchSize: 256 },
  DCGAN: {
    networks: dcgan,
    data: () => randomUniform([256, 28, 28, 1], -1, 1, 'float32', 1),
    batchSize: 64,
  },
};

async function play(game: keyof typeof games, threads: number): Promise<Run> {
  const { networks, data, batchSize } = games[game];
  const backend = await useBackend('wasm', { threads });
  const { generator, discriminator, latentLength } = networks;
  const trainer = new Trainer({ generator, discriminator, latent: normalLatent(latentLength), seed: 1 });
  const first = await trainer.fit(data(), { steps: 5, batchSize });
  const begun = performance.now();
  const { reports } = await trainer.fit(data(), { steps, batchSize });
  const millisecondsOfStep = (performance.now() - begun) / steps;
  const losses = [...first.reports, ...reports].flatMap((each) => [
    each.discriminatorLoss ?? 0,
    each.generatorLoss ?? 0,
  ]);
  const networksNow = await trainer.ready();
  const weights = [networksNow.generator, networksNow.discriminator].flatMap((model) =>
    model.getWeights().map((weight) => weight.dataSync() as Float32Array<ArrayBuffer>),
  );
  const digest = await digestOf([Float64Array.from(losses), ...weights]);
  trainer.dispose();
  backend.restore();
  return { game, threads: backend.threads ?? 1, digest, millisecondsOfStep };
}

async function digestOf(arrays: BlobPart[]): Promise<string> {
  const bytes = await new Blob(arrays).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function report(): Promise<PageReport> {
  const runs: Run[] = [];
  for (const game of ['perceptrons', 'DCGAN'] as const)
    for (const threads of [1, 2, 3, 4]) runs.push(await play(game, threads));
  return { userAgent: navigator.userAgent, isolated: crossOriginIsolated, runs };
}

const send = (body: unknown) => fetch('/report', { method: 'POST', body: JSON.stringify(body) });
report().then(send, (error) => send({ error: String(error?.stack ?? error) }));
