import { PictureGrid } from '../pictures/view/picture-grid';
import type { Round } from './game-against';

/** All pictures of a round with what they are, and who was right. */
export function RoundPictures({ round }: { readonly round: Round }) {
  return (
    <ul class="round-pictures">
      {round.questions.map(({ isReal, pixels, logit }, index) => {
        const what = isReal ? 'real' : 'generated';
        const reader = round.answers[index]!.saidReal === isReal;
        const discriminator = logit > round.middle === isReal;
        return (
          <li key={index} class={what}>
            <PictureGrid
              pictures={pixels}
              shape={round.shape}
              columns={1}
              label={`Picture ${index + 1}, ${what}`}
            />
            <span>{what}</span>
            <span>
              you {mark(reader)} D {mark(discriminator)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function mark(isRight: boolean) {
  return (
    <>
      <span aria-hidden="true">{isRight ? '✓' : '✗'}</span>
      <span class="unseen">{isRight ? 'right' : 'wrong'}</span>
    </>
  );
}
