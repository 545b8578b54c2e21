/** The report's warning on a GPU without float32. */
export const float16Warning =
  "This GPU keeps float16 only: every number has three digits, small updates of weights are lost, and adam()'s default epsilon is 1e-3. The backend 'wasm' keeps float32.";
