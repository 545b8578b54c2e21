import { type RoundResult, roundLength } from './game-against';
import { IntervalBar } from './interval-bar';
import type { ValueEstimate } from './value-from-logits';

/** Of 95 %, in standard errors. */
const deviations = 1.96;

/** What a round says: the reader's answers, and D's. */
export function RoundTable({ result }: { readonly result: RoundResult }) {
  const { reader, discriminator, value, ofStage } = result;
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  const about = ({ divergence, standardError }: ValueEstimate) =>
    [
      divergence - deviations * standardError,
      Math.min(divergence + deviations * standardError, Math.LN2),
    ] as const;
  const rows = [
    {
      who: 'You',
      right: `${result.right} of ${roundLength}`,
      rates: [percent(reader.realRate), percent(reader.generatedRate)],
      value: reader.value,
      interval: reader.interval,
      color: 'real',
    },
    {
      who: result.atHalf ? 'D, its answers at ½' : 'D, its answers at its median',
      right: `${result.rightByDiscriminator} of ${roundLength}`,
      rates: [percent(discriminator.realRate), percent(discriminator.generatedRate)],
      value: discriminator.value,
      interval: discriminator.interval,
      color: 'bound',
    },
    ...(value && ofStage
      ? ([
          {
            who: 'D, its full V',
            right: '',
            rates: ['', ''],
            value: value.divergence,
            interval: about(value),
            color: 'bound',
          },
          {
            who: `D, its V on all ${ofStage.pictures} pictures of this stage`,
            right: '',
            rates: ['', ''],
            value: ofStage.divergence,
            interval: about(ofStage),
            color: 'bound',
          },
        ] as const)
      : []),
  ] as const;
  return (
    <table class="verdicts">
      <caption>
        Jensen–Shannon divergence in nats, from 0 (alike) to log 2 = 0.693, with 95 % intervals: at least it
        is their lower end. Estimates by few answers come out too high on average.
      </caption>
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col">Right</th>
          <th scope="col">Real called real</th>
          <th scope="col">Generated called real</th>
          <th scope="col">Divergence, estimate</th>
          <th scope="col">At least</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ who, right, rates, value: estimate, interval, color }) => (
          <tr key={who}>
            <th scope="row">{who}</th>
            <td data-title="Right" data-empty={right === '' || undefined}>
              {right || '–'}
            </td>
            <td data-title="Real called real" data-empty={rates[0] === '' || undefined}>
              {rates[0] || '–'}
            </td>
            <td data-title="Generated called real" data-empty={rates[1] === '' || undefined}>
              {rates[1] || '–'}
            </td>
            <td>
              <IntervalBar value={estimate} interval={interval} color={color} />
              {signed(estimate)} ({signed(interval[0])} to {signed(interval[1])})
            </td>
            <td data-title="Divergence, at least">{signed(Math.max(interval[0], 0))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** With a true minus. */
function signed(value: number): string {
  return value.toFixed(2).replace('-', '−').replace('−0.00', '0.00');
}
