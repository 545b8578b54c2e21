// Written by `npm run build:kernels` from the AssemblyScript in ../assembly, which describes each kernel.

/** The compiled kernels. Addresses are bytes in tfjs's memory. */
export interface SimdKernels {
  poolBytes(count: number): number;
  setPool(address: number, count: number, mayBlock: boolean, spinsBeforeSleep: number): void;
  tallyOf(asThread: number): number;
  activate(kind: number, x: number, y: number, length: number, parameter: number): void;
  activationGradient(
    kind: number,
    saved: number,
    dy: number,
    dx: number,
    length: number,
    parameter: number,
  ): void;
  adam(
    weights: number,
    gradient: number,
    mean: number,
    square: number,
    newWeights: number,
    newMean: number,
    newSquare: number,
    length: number,
    rateOfMean: number,
    rateOfSquare: number,
    rootScale: number,
    epsilon: number,
    stepSize: number,
    decay: number,
  ): void;
  arithmetic(
    operation: number,
    a: number,
    b: number,
    c: number,
    rows: number,
    length: number,
    rowOfA: number,
    rowOfB: number,
    spreadA: boolean,
    spreadB: boolean,
  ): void;
  batchNorm(
    x: number,
    y: number,
    rows: number,
    columns: number,
    mean: number,
    variance: number,
    scale: number,
    offset: number,
    epsilon: number,
    workspace: number,
  ): void;
  convolutionInputGradient(
    dy: number,
    filter: number,
    gradient: number,
    images: number,
    outChannels: number,
    workspace: number,
  ): void;
  convolutionWorkspace(outChannels: number): number;
  convolve(
    x: number,
    filter: number,
    y: number,
    images: number,
    outChannels: number,
    bias: number,
    activation: number,
    slope: number,
    workspace: number,
  ): void;
  depthwiseFilterGradient(
    x: number,
    dy: number,
    gradient: number,
    images: number,
    multiplier: number,
    workspace: number,
  ): void;
  depthwiseInputGradient(
    dy: number,
    filter: number,
    gradient: number,
    images: number,
    multiplier: number,
    workspace: number,
  ): void;
  depthwiseWorkspace(multiplier: number): number;
  convolutionFilterGradient(
    x: number,
    dy: number,
    gradient: number,
    images: number,
    outChannels: number,
    workspace: number,
  ): void;
  filterGradientWorkspace(outChannels: number): number;
  setConvolution(
    heightIn: number,
    widthIn: number,
    channelsIn: number,
    heightOut: number,
    widthOut: number,
    heightOfFilter: number,
    widthOfFilter: number,
    verticalStride: number,
    horizontalStride: number,
    verticalDilation: number,
    horizontalDilation: number,
    paddingTop: number,
    paddingLeft: number,
  ): void;
  layerNorm(
    x: number,
    y: number,
    rows: number,
    columns: number,
    scale: number,
    offset: number,
    epsilon: number,
  ): void;
  layerNormGradient(
    x: number,
    dy: number,
    gradient: number,
    rows: number,
    columns: number,
    scale: number,
    epsilon: number,
  ): void;
  layerNormScaleGradient(
    x: number,
    dy: number,
    gradient: number,
    rows: number,
    columns: number,
    epsilon: number,
    workspace: number,
  ): void;
  dropoutMask(y: number, length: number, rate: number, words: number): void;
  normalNoise(y: number, length: number, mean: number, deviation: number, words: number): void;
  averagePoolGradient(dy: number, gradient: number, images: number): void;
  maxPoolGradient(x: number, dy: number, gradient: number, images: number): void;
  multiply(
    a: number,
    transposeA: boolean,
    b: number,
    transposeB: boolean,
    c: number,
    rows: number,
    columns: number,
    depth: number,
    bias: number,
    activation: number,
    slope: number,
    workspace: number,
  ): void;
  productWorkspace(columns: number, depth: number): number;
  resizeGradient(
    dy: number,
    gradient: number,
    images: number,
    height: number,
    width: number,
    outHeight: number,
    outWidth: number,
    channels: number,
    rows: number,
    columns: number,
    workspace: number,
  ): void;
  resizeWorkspace(width: number, channels: number): number;
  rmsProp(
    weights: number,
    gradient: number,
    mean: number,
    square: number,
    velocity: number,
    newWeights: number,
    newMean: number,
    newSquare: number,
    newVelocity: number,
    length: number,
    rho: number,
    rate: number,
    momentum: number,
    epsilon: number,
    learningRate: number,
  ): void;
  sumSegments(
    x: number,
    segments: number,
    sums: number,
    rows: number,
    length: number,
    segmentCount: number,
  ): void;
  serve(number: number): void;
  sgd(
    weights: number,
    gradient: number,
    velocity: number,
    newWeights: number,
    newVelocity: number,
    length: number,
    momentum: number,
    nesterov: boolean,
    learningRate: number,
  ): void;
  sum(
    x: number,
    y: number,
    outer: number,
    count: number,
    inner: number,
    scale: number,
    workspace: number,
  ): void;
  sumWorkspace(outer: number, count: number, inner: number): number;
  winogradConvolve(
    x: number,
    filter: number,
    y: number,
    images: number,
    outChannels: number,
    bias: number,
    activation: number,
    slope: number,
    workspace: number,
  ): void;
  winogradInputGradient(
    dy: number,
    filter: number,
    gradient: number,
    images: number,
    outChannels: number,
    workspace: number,
  ): void;
  winogradWorkspace(outChannels: number): number;
  winogradFilterGradient(
    x: number,
    dy: number,
    gradient: number,
    images: number,
    outChannels: number,
    workspace: number,
  ): void;
  winogradFilterWorkspace(outChannels: number): number;
}
