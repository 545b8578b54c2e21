/** A canvas with points of the plane: real ones as large pale discs, generated ones as small dots over them. */
export class Plot {
  #real = new Float32Array();
  #generated = new Float32Array();
  #frame = 0;
  readonly #resize = new ResizeObserver(() => this.#redraw());
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  readonly #recolor = () => this.#redraw();

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.#resize.observe(canvas);
    this.#dark.addEventListener('change', this.#recolor);
  }

  showReal(points: Float32Array): void {
    this.#real = new Float32Array(points);
    this.#redraw();
  }

  showGenerated(points: Float32Array, step: number): void {
    this.#generated = new Float32Array(points);
    this.canvas.ariaLabel = `Real points, and ${points.length / 2} generated ones after ${step} steps`;
    this.#redraw();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#resize.disconnect();
    this.#dark.removeEventListener('change', this.#recolor);
  }

  /** Once a frame of the screen, however often points come. */
  #redraw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    const side = Math.round(this.canvas.clientWidth * devicePixelRatio);
    const context = this.canvas.getContext('2d')!;
    const colors = getComputedStyle(this.canvas);
    this.canvas.width = side; // clears it, too
    this.canvas.height = side;
    const place = placing(this.#real, side);
    const disc = (points: Float32Array, color: string, radius: number) => {
      context.fillStyle = colors.getPropertyValue(color);
      for (let i = 0; i < points.length; i += 2) {
        const [x, y] = place(points[i]!, points[i + 1]!);
        context.beginPath();
        context.arc(x, y, radius * devicePixelRatio, 0, 2 * Math.PI);
        context.fill();
      }
    };
    context.globalAlpha = 0.35;
    disc(this.#real, '--real', 3.5);
    context.globalAlpha = 0.9;
    disc(this.#generated, '--generated', 1.25);
  }
}

/** From the plane to pixels: the real points fill five sixths of the square. */
function placing(points: Float32Array, side: number): (x: number, y: number) => readonly [number, number] {
  const reach = points.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const scale = ((5 / 12) * side) / reach;
  return (x, y) => [side / 2 + x * scale, side / 2 - y * scale];
}
