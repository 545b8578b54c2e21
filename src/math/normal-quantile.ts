/**
 * Φ⁻¹(probability): where the standard normal distribution function reaches a probability, to about 1e-16 relatively
 * (Wichura 1988, "Algorithm AS 241: The Percentage Points of the Normal Distribution", PPND16: three rational
 * approximations, for the middle and for two parts of the tail).
 *
 * @param probability - in (0, 1)
 * @returns the quantile; ∓Infinity at 0 and 1, NaN outside
 */
export function normalQuantile(probability: number): number {
  const fromMiddle = probability - 0.5;
  if (Math.abs(fromMiddle) <= 0.425) {
    const r = 0.180625 - fromMiddle * fromMiddle;
    return (fromMiddle * polynomial(MIDDLE.numerator, r)) / polynomial(MIDDLE.denominator, r);
  }
  const tail = fromMiddle < 0 ? probability : 1 - probability;
  if (!(tail > 0)) return tail === 0 ? Math.sign(fromMiddle) * Infinity : Number.NaN;
  const depth = Math.sqrt(-Math.log(tail));
  const { numerator, denominator, from } = depth <= 5 ? NEAR_TAIL : FAR_TAIL;
  return (
    (Math.sign(fromMiddle) * polynomial(numerator, depth - from)) / polynomial(denominator, depth - from)
  );
}

/** Σ coefficients[i]·xⁱ, by Horner's rule. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0);
}

const MIDDLE = {
  numerator: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  denominator: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
};

const NEAR_TAIL = {
  from: 1.6,
  numerator: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  denominator: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
};

const FAR_TAIL = {
  from: 5,
  numerator: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  denominator: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};
