export function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
