/** Ratio of two polynomials, coefficients from the constant upwards. */
function ratioAt(x: number, numerator: readonly number[], denominator: readonly number[]): number {
  const at = (coefficients: readonly number[]) => coefficients.reduceRight((sum, each) => sum * x + each, 0);
  return at(numerator) / at(denominator);
}

const centre = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
] as const;
const tail = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
] as const;
const farTail = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
] as const;

/**
 * The value below which a standard normal variable lies with the given probability, to 16 digits
 * (Wichura 1988, Applied Statistics algorithm 241, PPND16).
 *
 * @param probability between 0 and 1; 0 and 1 give the infinities
 */
export function normalQuantile(probability: number): number {
  if (probability <= 0) return Number.NEGATIVE_INFINITY;
  if (probability >= 1) return Number.POSITIVE_INFINITY;
  const offset = probability - 0.5;
  if (Math.abs(offset) <= 0.425) return offset * ratioAt(0.180625 - offset * offset, ...centre);
  const depth = Math.sqrt(-Math.log(Math.min(probability, 1 - probability)));
  return Math.sign(offset) * (depth <= 5 ? ratioAt(depth - 1.6, ...tail) : ratioAt(depth - 5, ...farTail));
}

/** Standard deviations between the tenths at both ends of normal values. */
export const tenthsApart = 2.5631;

/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * The probability that a standard normal variable lies below `x`, to about 15 digits, in the tails too: a series about zero, further
 * out the continued fraction of what lies beyond (Abramowitz and Stegun 1964, 26.2.11 and 26.2.14).
 */
export function normalBelow(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return Number.NaN;
  if (size > 2.5) {
    let fraction = size;
    for (let term = 120; term > 0; term -= 1) fraction = size + term / fraction;
    const beyond = size === Number.POSITIVE_INFINITY ? 0 : normalDensity(size) / fraction;
    return x < 0 ? beyond : 1 - beyond;
  }
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + normalDensity(x) * sum;
}
