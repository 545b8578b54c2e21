import {
  bernoulliKl,
  bernoulliSquaredHellinger,
  betaKl,
  betaSquaredHellinger,
  gammaKl,
  gammaSquaredHellinger,
  uniformKl,
  uniformSquaredHellinger,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';

/**
 * Pairs that differ by 1e-3 to 1e-14 of their parameters, and two that hardly overlap: textbook formulas in 60 digits by mpmath, of the
 * float64 parameters as they are.
 */
const reference = [
  [
    betaKl,
    { alpha: 0.10949117469992159, beta: 1.4560074705589057 },
    { alpha: 0.10949121210111534, beta: 1.4560082690913032 },
    6.080023164884507e-14,
  ],
  [
    betaKl,
    { alpha: 37.5119161772894, beta: 0.011186497551083419 },
    { alpha: 37.51191617729865, beta: 0.011186497551080499 },
    3.514286790368986e-26,
  ],
  [
    betaKl,
    { alpha: 0.09680283346387884, beta: 1.2219831568777466 },
    { alpha: 0.09672813906003436, beta: 1.2217683919774514 },
    2.8376466476005884e-7,
  ],
  [
    betaKl,
    { alpha: 30.052532844820085, beta: 0.08554408258182193 },
    { alpha: 30.052532856398333, beta: 0.0855440826513512 },
    3.1314713696596977e-19,
  ],
  [
    betaKl,
    { alpha: 40.385223421067856, beta: 56.554666450627266 },
    { alpha: 40.38522342106774, beta: 56.554666450627394 },
    3.0687379096307106e-28,
  ],
  [
    betaSquaredHellinger,
    { alpha: 0.10949117469992159, beta: 1.4560074705589057 },
    { alpha: 0.10949121210111534, beta: 1.4560082690913032 },
    1.5200055810175504e-14,
  ],
  [
    betaSquaredHellinger,
    { alpha: 37.5119161772894, beta: 0.011186497551083419 },
    { alpha: 37.51191617729865, beta: 0.011186497551080499 },
    8.785716975923187e-27,
  ],
  [
    betaSquaredHellinger,
    { alpha: 0.09680283346387884, beta: 1.2219831568777466 },
    { alpha: 0.09672813906003436, beta: 1.2217683919774514 },
    7.096004601779149e-8,
  ],
  [
    betaSquaredHellinger,
    { alpha: 30.052532844820085, beta: 0.08554408258182193 },
    { alpha: 30.052532856398333, beta: 0.0855440826513512 },
    7.828678421955975e-20,
  ],
  [
    betaSquaredHellinger,
    { alpha: 40.385223421067856, beta: 56.554666450627266 },
    { alpha: 40.38522342106774, beta: 56.554666450627394 },
    7.671844774076778e-29,
  ],
  [
    gammaKl,
    { shape: 0.10949117469992159, rate: 1.4560074705589057 },
    { shape: 0.10949121210111534, rate: 1.4560082690913032 },
    5.528685524511125e-14,
  ],
  [
    gammaKl,
    { shape: 37.5119161772894, rate: 0.011186497551083419 },
    { shape: 37.51191617729865, rate: 0.011186497551080499 },
    4.848147178282172e-24,
  ],
  [
    gammaKl,
    { shape: 0.09680283346387884, rate: 1.2219831568777466 },
    { shape: 0.09672813906003436, rate: 1.2217683919774514 },
    2.902287754047097e-7,
  ],
  [
    gammaKl,
    { shape: 30.052532844820085, rate: 0.08554408258182193 },
    { shape: 30.052532856398333, rate: 0.0855440826513512 },
    2.7839438156708027e-18,
  ],
  [
    gammaKl,
    { shape: 40.385223421067856, rate: 56.554666450627266 },
    { shape: 40.38522342106774, rate: 56.554666450627394 },
    5.223881733484385e-28,
  ],
  [
    gammaSquaredHellinger,
    { shape: 0.10949117469992159, rate: 1.4560074705589057 },
    { shape: 0.10949121210111534, rate: 1.4560082690913032 },
    1.3821712099058522e-14,
  ],
  [
    gammaSquaredHellinger,
    { shape: 37.5119161772894, rate: 0.011186497551083419 },
    { shape: 37.51191617729865, rate: 0.011186497551080499 },
    1.2120367945705983e-24,
  ],
  [
    gammaSquaredHellinger,
    { shape: 0.09680283346387884, rate: 1.2219831568777466 },
    { shape: 0.09672813906003436, rate: 1.2217683919774514 },
    7.257624387327214e-8,
  ],
  [
    gammaSquaredHellinger,
    { shape: 30.052532844820085, rate: 0.08554408258182193 },
    { shape: 30.052532856398333, rate: 0.0855440826513512 },
    6.959859536863798e-19,
  ],
  [
    gammaSquaredHellinger,
    { shape: 40.385223421067856, rate: 56.554666450627266 },
    { shape: 40.38522342106774, rate: 56.554666450627394 },
    1.305970433371096e-28,
  ],
  [
    uniformKl,
    { min: -0.7632731683552265, max: -0.6537819936553049 },
    { min: -0.7632732101448344, max: -0.653781908853554 },
    1.1561779832468859e-6,
  ],
  [
    uniformKl,
    { min: 0.5573745183646679, max: 38.06929069565407 },
    { min: 0.5573745183637943, max: 38.06929069567652 },
    6.218499966208614e-13,
  ],
  [
    uniformKl,
    { min: 1.4169727200642228, max: 1.5137755535281017 },
    { min: 1.4169431260549563, max: 1.5137964408645221 },
    0.0005213503137439072,
  ],
  [
    uniformKl,
    { min: -0.9139401922002435, max: 29.13859265261984 },
    { min: -0.913940195941202, max: 29.138592680562404 },
    1.0542712233878352e-9,
  ],
  [
    uniformKl,
    { min: 0.2515678573399782, max: 40.636791278407834 },
    { min: 0.25156785733986403, max: 40.63679127840785 },
    3.179313667753979e-15,
  ],
  [
    uniformSquaredHellinger,
    { min: -0.7632731683552265, max: -0.6537819936553049 },
    { min: -0.7632731775200826, max: -0.6537819654189673 },
    1.7079542811663335e-7,
  ],
  [
    uniformSquaredHellinger,
    { min: 0.5573745183646679, max: 38.06929069565407 },
    { min: 0.5573745183784267, max: 38.069290695677076 },
    4.900595521396035e-13,
  ],
  [
    uniformSquaredHellinger,
    { min: 1.4169727200642228, max: 1.5137755535281017 },
    { min: 1.4169918948535674, max: 1.5137200339136017 },
    0.00038588136081084217,
  ],
  [
    uniformSquaredHellinger,
    { min: -0.9139401922002435, max: 29.13859265261984 },
    { min: -0.9139401793288892, max: 29.138592677069443 },
    6.209286244632846e-10,
  ],
  [
    uniformSquaredHellinger,
    { min: 0.2515678573399782, max: 40.636791278407834 },
    { min: 0.2515678573399959, max: 40.636791278407735 },
    1.4508281782595473e-15,
  ],
  [
    uniformSquaredHellinger,
    { min: -0.003524898048144122, max: 9999.996475101952 },
    { min: 7736.573480227534, max: 7736.573480227539 },
    0.9999999766398454,
  ],
  [
    bernoulliKl,
    { probability: 0.607979430584237 },
    { probability: 0.6079795020581398 },
    1.0716853057731155e-14,
  ],
  [
    bernoulliKl,
    { probability: 0.45716662611812353 },
    { probability: 0.457166626118516 },
    3.1033320087729036e-25,
  ],
  [
    bernoulliKl,
    { probability: 0.16978721949271858 },
    { probability: 0.16962511578831962 },
    9.325700796151899e-8,
  ],
  [
    bernoulliKl,
    { probability: 0.34785912767983973 },
    { probability: 0.34785912780106737 },
    3.239130720306376e-20,
  ],
  [
    bernoulliKl,
    { probability: 0.5255986836273223 },
    { probability: 0.5255986836273214 },
    1.5818681564522593e-30,
  ],
  [
    bernoulliSquaredHellinger,
    { probability: 0.607979430584237 },
    { probability: 0.6079795020581398 },
    2.679213235514207e-15,
  ],
  [
    bernoulliSquaredHellinger,
    { probability: 0.45716662611812353 },
    { probability: 0.457166626118516 },
    7.758330021932434e-26,
  ],
  [
    bernoulliSquaredHellinger,
    { probability: 0.16978721949271858 },
    { probability: 0.16962511578831962 },
    2.3311298987973286e-8,
  ],
  [
    bernoulliSquaredHellinger,
    { probability: 0.34785912767983973 },
    { probability: 0.34785912780106737 },
    8.097826800985397e-21,
  ],
  [
    bernoulliSquaredHellinger,
    { probability: 0.5255986836273223 },
    { probability: 0.5255986836273214 },
    3.954670391130648e-31,
  ],
] as const;

describe('closed forms of nearly equal parameters', () => {
  it.each(reference.map((row) => [row[0].name, ...row] as const))(
    'keep their digits: %s',
    (_, divergence, p, q, truth) => {
      const value = (divergence as (p: unknown, q: unknown) => number)(p, q);
      expect(Math.abs(value - truth)).toBeLessThan(1e-14 * truth);
    },
  );
});
