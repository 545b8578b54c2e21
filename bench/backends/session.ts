import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import type { GameSize } from '../games';
import { naiveLoop, type Training } from '../naive-loop';
import { withTrainer } from '../with-trainer';

/** Who plays: the naive loop on the backend as tfjs has it, or the Trainer, without or with R1 in every step. */
export type Way = 'naive loop' | 'Trainer' | 'Trainer with R1';

/** What to play. */
export interface Order {
  readonly game: GameSize;
  readonly way: Way;
  readonly steps: number;
}

/** A backend that plays games, in the process or page that this runs in. */
export interface Session {
  /** The hardware, where the backend tells it. */
  readonly adapter: string | undefined;
  /** Plays so many steps, waits for the device, and gives the milliseconds that a step took. */
  play(order: Order): Promise<number>;
}

/** Starts the backend. */
export async function openSession(...backend: Parameters<typeof useBackend>): Promise<Session> {
  tf.enableProdMode();
  const { adapter, restore } = await useBackend(...backend);
  restore();
  const trainings = new Map<string, Training>();
  const trainingOf = ({ game, way }: Order): Training => {
    const key = JSON.stringify([game, way]);
    const make = () =>
      way === 'naive loop' ? naiveLoop(game) : withTrainer(game, { r1: way === 'Trainer with R1' });
    const training = trainings.get(key) ?? make();
    trainings.set(key, training);
    return training;
  };
  return {
    adapter,
    async play(order) {
      const changes = order.way === 'naive loop' ? undefined : await useBackend(...backend);
      const training = trainingOf(order);
      const begin = performance.now();
      await training.run(order.steps);
      const time = (performance.now() - begin) / order.steps;
      changes?.restore();
      return time;
    },
  };
}
