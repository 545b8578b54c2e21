/** DCGAN's β₁: less than Adam's usual 0.9, with which both networks overshoot. */
export const pictureBeta1 = 0.5;
