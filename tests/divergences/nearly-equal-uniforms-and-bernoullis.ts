import {
  bernoulliKl,
  bernoulliSquaredHellinger,
  uniformKl,
  uniformSquaredHellinger,
} from 'gan-core/divergences';

/** Rows of nearly-equal.test.ts: divergence, p, q, its value. */
export const nearlyEqualUniformsAndBernoullis = [
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
