import { slice, type Tensor, type Tensor1D, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import type { PlaneSettings } from '../settings/plane-settings';
import { gridPlaces } from './grid-places';
import type { Inside, InsideLayer, NetworkName, UnitPlace } from './messages';
import { noiseSquare } from './noise-grid';

/** Of each layer, at most so many units are shown. */
const shownUnits = 12;
const side = 20;
/** Of the chosen unit. */
const fineSide = 48;
/** At least so long between two looks while a run trains, in milliseconds. */
const pause = 300;

/** Inputs of a network at which its units are shown. */
interface Places {
  readonly coarse: Tensor2D;
  readonly fine: Tensor2D;
}

/** Reads what a network is made of: between steps, a few times a second, and the first units of each layer alone. */
export class InsideReader {
  private readonly places: Readonly<Record<NetworkName, Places | undefined>>;
  private readAt = Number.NEGATIVE_INFINITY;

  constructor(settings: Pick<PlaneSettings, 'noise' | 'noiseSize'>) {
    const noise = (perSide: number) => {
      const values = noiseSquare(settings, perSide);
      return values && tensor2d(values, [perSide ** 2, settings.noiseSize]);
    };
    const [coarse, fine] = [noise(side), noise(fineSide)];
    this.places = {
      discriminator: { coarse: gridPlaces(side), fine: gridPlaces(fineSide) },
      generator: coarse && fine && { coarse, fine },
    };
  }

  /**
   * The inside of a network; null where the last one is new enough, or there is no square to show it over: G's noise may have many values.
   *
   * @param now - whether it is to be read however new the last one is
   */
  async read(
    name: NetworkName,
    network: Sequential,
    chosen: UnitPlace | null,
    now: boolean,
  ): Promise<Inside | null> {
    const places = this.places[name];
    if (!places || (!now && performance.now() - this.readAt < pause)) return null;
    this.readAt = performance.now();
    const { layers } = network;
    const unit = chosen && chosen.unit < (layers[chosen.layer]?.outputShape[1] as number) ? chosen : null;
    const [outputs, ofUnit] = tidy(() => [
      outputsOf(network, places.coarse),
      unit ? [slice(outputsOf(network, places.fine)[unit.layer]!, [0, unit.unit], [-1, 1])] : [],
    ]) as [Tensor2D[], Tensor[]];
    const read: InsideLayer[] = [];
    for (const [index, output] of outputs.entries()) read.push(await layerOf(output, layers[index]!));
    const values = ((await ofUnit[0]?.data()) as Float32Array | undefined)?.slice();
    for (const each of [...outputs, ...ofUnit]) each.dispose();
    return {
      network: name,
      layers: read,
      unit: unit && values ? { ...unit, values, side: fineSide } : null,
    };
  }

  dispose(): void {
    for (const places of Object.values(this.places)) {
      places?.coarse.dispose();
      places?.fine.dispose();
    }
  }
}

function outputsOf(network: Sequential, places: Tensor2D): Tensor2D[] {
  let x: Tensor = places;
  return network.layers.map((layer) => {
    x = layer.apply(x) as Tensor;
    return x as Tensor2D;
  });
}

/** What a dense layer's first units give and take. */
async function layerOf(output: Tensor2D, layer: Sequential['layers'][number]): Promise<InsideLayer> {
  const [kernel, bias] = layer.getWeights() as [Tensor2D, Tensor1D];
  const [inputs, units] = kernel.shape;
  const shown = Math.min(units, shownUnits);
  const shownInputs = Math.min(inputs, shownUnits);
  const [values, weights, biases] = await Promise.all(
    tidy(() => [
      slice(output, [0, 0], [-1, shown]),
      slice(kernel, [0, 0], [shownInputs, shown]),
      slice(bias, [0], [shown]),
    ]).map(async (each) => {
      const data = ((await each.data()) as Float32Array).slice();
      each.dispose();
      return data;
    }),
  );
  const columns = (all: Float32Array, rows: number) =>
    Array.from({ length: shown }, (_, unit) =>
      Float32Array.from({ length: rows }, (_, row) => all[row * shown + unit]!),
    );
  return {
    units,
    inputs,
    values: columns(values!, side ** 2),
    side,
    weights: columns(weights!, shownInputs),
    biases: biases!,
  };
}
