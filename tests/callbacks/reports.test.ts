import { consoleLog, describeReport, readableTime, reportNumbers } from 'gan-core/callbacks';
import type { Estimate } from 'gan-core/estimators';
import type { GameReport, TrainingReport } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';
import { newTrainer, ring } from '../trainer/small-trainer';
import { newGame } from '../trainer/updates/adversarial-game';

onCpu();

const measured: Estimate = {
  value: 0.32,
  standardError: 0.01,
  interval: [0.301, 0.3416],
  unit: 'nats',
  bound: 'lower',
  estimator: 'Jensen–Shannon by discriminator',
  sampleSizes: { p: 1000, q: 1000 },
  converged: true,
  warnings: [],
};
const report: TrainingReport = {
  step: 2000,
  discriminatorLoss: 1.3,
  generatorLoss: 0.8,
  realScore: 0.5,
  fakeScore: 0.25,
  realLogit: 0,
  fakeLogit: -1,
  terms: { r1: 0.125, value: 7 },
  divergence: { name: 'Jensen–Shannon', value: 0.0134, unit: 'nats', bound: 'lower' },
  seconds: 10,
  threads: 2,
  measured: null,
  warnings: [],
};
const gameReport: GameReport = {
  step: 5,
  losses: { critic: -0.5, 'generator.cycle': 12.25 },
  measured,
  seconds: 1,
  threads: null,
  warnings: ['careful'],
};

describe('the numbers of a report', () => {
  it('are those of a Trainer, without step, time, threads and what is null', () => {
    expect(reportNumbers(report)).toEqual({
      discriminatorLoss: 1.3,
      generatorLoss: 0.8,
      realScore: 0.5,
      fakeScore: 0.25,
      realLogit: 0,
      fakeLogit: -1,
      'terms.r1': 0.125,
      'terms.value': 7,
      divergence: 0.0134,
    });
  });

  it("are a game's losses and what was measured", () => {
    expect(reportNumbers(gameReport)).toEqual({
      'losses.critic': -0.5,
      'losses.generator.cycle': 12.25,
      measured: 0.32,
    });
  });
});

describe('a report in phrases', () => {
  it('begins with what was measured', () => {
    expect(describeReport({ ...report, measured })).toEqual([
      'measured 0.3200 [0.3010, 0.3416] nats',
      'loss D 1.300 G 0.8000',
      'Jensen–Shannon ≥ 0.01340 nats by the D in training',
    ]);
    expect(describeReport(gameReport)).toEqual([
      'measured 0.3200 [0.3010, 0.3416] nats',
      'critic -0.5000',
      'generator.cycle 12.25',
    ]);
  });
});

it('a time is as people say it', () => {
  const times = [0, 44.6, 59.6, 119.7, 3599.6, 7500].map(readableTime);
  expect(times).toEqual(['0 s', '45 s', '1 min', '2 min', '1 h', '2 h 5 min']);
});

describe('consoleLog', () => {
  it('prints a line a report, of a Trainer and of a GameTrainer', async () => {
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    const trainer = newTrainer({ callbacks: [consoleLog({ print })] });
    await trainer.fit(ring, { steps: 4, reportEvery: 2, batchSize: 4 });
    trainer.dispose();
    const game = newGame({ callbacks: [consoleLog({ print })] });
    await game.fit(ring, { steps: 1, batchSize: 4 });
    game.dispose();
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^2\/4 steps, 0 s {2}loss D \S+ G \S+ {2}Jensen–Shannon ≥ /);
    expect(lines[1]).toMatch(/^4\/4 steps/);
    expect(lines[2]).toMatch(/^1\/1 steps, 0 s {2}d \S+ {2}g \S+$/);
  });

  it('prints seldom where it is told to, but the last report always; and how a run ended early', async () => {
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line.replace(/,.*/, ''));
    const trainer = newTrainer({
      callbacks: [
        consoleLog({ everySeconds: 3600, print }),
        { name: 'stop', onStepEnd: (step, running) => void (step === 7 && running.stop()) },
      ],
    });
    await trainer.fit(ring, { steps: 4, reportEvery: 1, batchSize: 4 });
    expect(lines).toEqual(['1/4 steps', '4/4 steps']);
    await trainer.fit(ring, { steps: 4, reportEvery: 4, batchSize: 4 });
    expect(lines.slice(2)).toEqual(['7/8 steps', 'stopped after 7/8 steps']);
    trainer.dispose();
  });
});
