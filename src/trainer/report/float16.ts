/** The report's warning on a GPU without float32. */
export const float16Warning =
  "This GPU keeps float16 only: every number has three digits, small updates of weights are lost, and adam()'s default epsilon is 1e-3. The backend 'wasm' keeps float32.";
/** The hint of a NonFiniteError on such a backend. */
export const float16Hint =
  "This GPU keeps float16 only, and nothing above 65,504: an optimizer of tfjs needs an epsilon of 1e-3; the backend 'wasm' keeps float32.";
