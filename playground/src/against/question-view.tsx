import { useEffect, useRef } from 'preact/hooks';
import { PictureGrid } from '../pictures/view/picture-grid';
import type { GameAgainst, Round } from './game-against';

/** One picture, and the question. */
export function QuestionView({ game, round }: { readonly game: GameAgainst; readonly round: Round }) {
  const at = round.answers.length;
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus(), []); // the button that dealt is gone
  const question = round.questions[at];
  if (!question) return null;
  return (
    <section ref={place} tabIndex={-1} class="question" aria-label="Real or generated?">
      <p aria-live="polite">
        Picture {at + 1} of {round.questions.length}
      </p>
      <PictureGrid
        pictures={question.pixels}
        shape={round.shape}
        columns={1}
        label={`Picture ${at + 1}, of which you are to say whether it is real or generated`}
      />
      <div class="buttons">
        <button type="button" class="answer real" onClick={() => game.answer(true)}>
          Real <kbd>←</kbd>
        </button>
        <button type="button" class="answer generated" onClick={() => game.answer(false)}>
          Generated <kbd>→</kbd>
        </button>
      </div>
      <progress max={round.questions.length} value={at} aria-label="Answers given" />
      <p>
        <button type="button" onClick={() => game.leave()}>
          Leave this round
        </button>
      </p>
    </section>
  );
}
