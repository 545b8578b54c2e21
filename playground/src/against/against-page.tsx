import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { writePictureSettings } from '../pictures/settings/picture-address';
import { sharedPictureRun } from '../pictures/view/shared-picture-run';
import { parameters, replaceParameters } from '../view/address-bar';
import '../pictures/pictures.css';
import './against.css';
import { createGameAgainst, type GameAgainst, type Round } from './game-against';
import { QuestionView } from './question-view';
import { RoundPictures } from './round-pictures';
import { RoundTable } from './round-table';
import { RoundsSoFar } from './rounds-so-far';
import { StageChoice } from './stage-choice';

let shared: GameAgainst | undefined;

/** The page's game: its results live on while the reader looks at another view. */
function sharedGame(): GameAgainst {
  const seed = Number(parameters().get('round') ?? Number.NaN);
  shared ??= createGameAgainst(Number.isSafeInteger(seed) && seed >= 0 ? seed : 1);
  return shared;
}

/** The reader says of pictures whether they are real, and is compared with D. */
export function AgainstPage() {
  const run = sharedPictureRun();
  const game = sharedGame();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => takeAnswerKey(game, event);
    addEventListener('keydown', onKeyDown);
    const stop = effect(() => {
      const into = new URLSearchParams({ view: 'against' });
      writePictureSettings(run.settings.value, into);
      if (game.seed.value !== 1) into.set('round', String(game.seed.value));
      replaceParameters(into);
    });
    return () => {
      removeEventListener('keydown', onKeyDown);
      stop();
    };
  }, []);
  const round = game.round.value;
  const isOver = round !== null && round.answers.length === round.questions.length;
  return (
    <main class="against">
      <p class="lead">
        Be the discriminator: say of 20 pictures, half of them real and half generated, which are real. The
        lecture’s formula turns your answers into a divergence, beside D’s. The longer G has trained, the
        harder it is.
      </p>
      <p class="message" role="alert">
        {run.message}
      </p>
      {run.needsPictures.value ? <p class="empty">Choose pictures in the view “Pictures” first.</p> : null}
      {round && !isOver ? (
        <QuestionView game={game} round={round} />
      ) : (
        <>
          {round && isOver ? <RoundEnd game={game} round={round} /> : null}
          <StageChoice run={run} game={game} />
          <RoundsSoFar results={game.results.value} />
        </>
      )}
    </main>
  );
}

function RoundEnd({ game, round }: { readonly game: GameAgainst; readonly round: Round }) {
  const result = game.results.value.at(-1)!;
  const { reader } = result;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []); // the buttons that answered are gone
  return (
    <section aria-label="Result">
      <h2 ref={heading} tabIndex={-1}>
        You were right {result.right} times, D {result.rightByDiscriminator} times; G had{' '}
        {round.step.toLocaleString('en')} steps
      </h2>
      <RoundTable result={result} />
      <details>
        <summary>How answers become a divergence</summary>
        <p>
          Your answers are a channel: with r = P(“real” | real) = {reader.realRate.toFixed(2)} and f =
          P(“real” | generated) = {reader.generatedRate.toFixed(2)}, JS(Bernoulli(r), Bernoulli(f)) ={' '}
          {reader.value.toFixed(3)} nats. What comes out of a channel is no farther apart than what goes in,
          so JS(P_data, P_G) is at least that. The best D that hears only your answers has V = −2 log 2 + 2 JS
          = {reader.bestValue.toFixed(3).replace('-', '−')}.
        </p>
        <p>
          The interval holds r and f at once: an exact one (Clopper–Pearson) of each at √0.95, and JS at its
          least and greatest over both. It is wide: ten pictures of each kind say little. It takes your
          answers for independent; one who counts to ten knows a little more.
        </p>
        <p>
          D is the one in training, as it was at step {round.step.toLocaleString('en')}.{' '}
          {round.realWereTrainedOn
            ? 'It was trained on the real pictures, since they are too few to keep some aside: its numbers are too high.'
            : 'It has met none of these pictures, neither the real nor the generated ones.'}{' '}
          By V it counts how sure it is, too: one that is sure and wrong falls below 0.
        </p>
      </details>
      <RoundPictures round={round} />
    </section>
  );
}

/** The arrows answer, as the buttons do. */
function takeAnswerKey(game: GameAgainst, event: KeyboardEvent): void {
  const round = game.round.value;
  if (!round || round.answers.length === round.questions.length) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  event.preventDefault();
  game.answer(event.key === 'ArrowLeft');
}
