import { type RoundResult, roundLength } from './game-against';

/** All rounds that were played, by the steps of G. */
export function RoundsSoFar({ results }: { readonly results: readonly RoundResult[] }) {
  if (results.length === 0) return null;
  const ordered = [...results].sort((a, b) => a.step - b.step);
  return (
    <section aria-label="Rounds so far">
      <h2>Rounds so far</h2>
      <table class="verdicts">
        <thead>
          <tr>
            <th scope="col">Steps of G</th>
            <th scope="col">You: right</th>
            <th scope="col">Your JS</th>
            <th scope="col">D: right</th>
            <th scope="col">D’s JS, by V on the stage</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((result, index) => (
            <tr key={index}>
              <th scope="row">{result.step.toLocaleString('en')}</th>
              <td data-title="You: right">
                {result.right} of {roundLength}
              </td>
              <td data-title="Your JS">{result.reader.value.toFixed(2)}</td>
              <td data-title="D: right">
                {result.rightByDiscriminator} of {roundLength}
              </td>
              <td data-title="D’s JS">{result.ofStage ? result.ofStage.divergence.toFixed(2) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
