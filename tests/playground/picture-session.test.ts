import { createRandom } from 'gan-core/distributions';
import { describe, expect, it } from 'vitest';
import type { PictureSet } from '../../playground/src/pictures/data/picture-set';
import {
  defaultPictureSettings,
  type PictureSettings,
} from '../../playground/src/pictures/settings/picture-settings';
import type { PictureAnswer } from '../../playground/src/pictures/training/picture-messages';
import { PictureSession } from '../../playground/src/pictures/training/picture-session';
import { settingsOfPictureCheckpoint } from '../../playground/src/pictures/training/settings-of-picture-checkpoint';
import { onCpu } from './on-cpu';

onCpu();

const settings = {
  ...defaultPictureSettings,
  backend: 'cpu', // the page offers others; here it is the one that tests share
  generatorFilters: 2,
  discriminatorFilters: 2,
  noiseSize: 4,
  batchSize: 4,
} as unknown as PictureSettings;

const random = createRandom(1);
const bytesOf = (count: number) => Uint8Array.from({ length: count * 784 }, () => random.integer(256));
const pictures: PictureSet = { shape: [28, 28, 1], train: bytesOf(12), heldOut: bytesOf(6) };

type Opening = Parameters<typeof PictureSession.open>[0];

/** A session, and its answers by type: those that came, and the next. */
async function openSession(request: Partial<Opening> = {}, usual: Opening = { settings, pictures }) {
  const answers: PictureAnswer[] = [];
  const waiting: (() => void)[] = [];
  const session = await PictureSession.open({ ...usual, ...request }, (answer) => {
    answers.push(answer);
    for (const hear of waiting.splice(0)) hear();
  });
  const of = <Type extends PictureAnswer['type']>(type: Type) =>
    answers.filter((answer): answer is Extract<PictureAnswer, { type: Type }> => answer.type === type);
  const next = async <Type extends PictureAnswer['type']>(type: Type) => {
    const before = of(type).length;
    while (of(type).length === before) await new Promise<void>((hear) => waiting.push(hear));
    return of(type).at(-1)!;
  };
  return { session, of, next };
}

describe('a run on pictures', () => {
  it('shows what G makes, and follows the sliders and the ends', async () => {
    const { session, of, next } = await openSession();
    const [ready] = of('ready');
    const { frame } = of('frame')[0]!;
    expect([frame.sheet, frame.picture, frame.strip].map(({ length }) => length / 784)).toEqual([64, 1, 9]);
    expect(ready!.noise).toHaveLength(4);
    // The sliders begin with the noise of the sheet's first picture.
    expect(frame.picture).toEqual(frame.sheet.slice(0, 784));
    session.take({ type: 'noise', values: Float32Array.of(3, -3, 3, -3) });
    expect((await next('picture')).picture).not.toEqual(frame.picture);
    session.take({ type: 'noise', values: ready!.noise });
    expect((await next('picture')).picture).toEqual(frame.picture);
    session.take({ type: 'ends', seeds: [settings.seed + 1, settings.seed + 2] });
    expect((await next('strip')).strip).toEqual(frame.strip);
    session.dispose();
  });

  it('trains until it is paused, keeps stages, and goes on from a checkpoint', async () => {
    const { session, of, next } = await openSession();
    session.take({ type: 'train' });
    const { stage } = await next('stage');
    session.take({ type: 'pause' });
    const { step } = await next('paused');
    expect(stage.step).toBe(30);
    expect(step).toBeGreaterThanOrEqual(30);
    expect(stage.realLogits).toHaveLength(6); // as many as are held out
    expect(stage.generatedLogits).toHaveLength(stage.generated.length / 784);
    expect(of('frame').at(-1)!.frame.step).toBe(step);
    expect(
      of('report')
        .map((answer) => answer.report.step)
        .slice(0, 3),
    ).toEqual([10, 20, 30]);
    session.take({ type: 'save', id: 1 });
    session.take({ type: 'export', format: 'onnx', id: 2 });
    const { bytes } = (await next('files')).files[0]!;
    const exported = await next('files');
    expect(exported.id).toBe(2);
    expect(exported.files.map(({ name }) => name)).toEqual(['generator.onnx']);
    session.dispose();

    expect(await settingsOfPictureCheckpoint(bytes)).toEqual({
      ...settings,
      backend: defaultPictureSettings.backend, // nothing that the page couldn't have
    });
    const again = await openSession({ checkpoint: bytes });
    expect(again.of('ready')[0]!.step).toBe(step);
    expect(again.of('frame')[0]!.frame.sheet).toEqual(of('frame').at(-1)!.frame.sheet);
    again.session.dispose();
  });

  it('says that it needs pictures to train', async () => {
    const { session, next } = await openSession({}, { settings });
    session.take({ type: 'train' });
    expect((await next('halted')).message).toContain('Choose the pictures');
    session.dispose();
  });
});
