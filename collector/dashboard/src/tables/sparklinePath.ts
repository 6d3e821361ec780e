// Room for the stroke and the end dot.
const PADDING = 3;

export interface SparklinePath {
  line: string;
  area: string;
  end: { x: number; y: number };
}

/** Draws values from 0 to their highest; values that are all 0 are a line on the ground. */
export function sparklinePath(values: readonly number[], width: number, height: number): SparklinePath {
  const highest = Math.max(1, ...values);
  const step = values.length > 1 ? (width - 2 * PADDING) / (values.length - 1) : 0;
  const points = values.map((value, index) => ({
    x: round(PADDING + index * step),
    y: round(height - PADDING - (value / highest) * (height - 2 * PADDING)),
  }));

  const line = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const end = points.at(-1) ?? { x: PADDING, y: height - PADDING };
  return { line, area: `${line}L${end.x} ${height}L${PADDING} ${height}Z`, end };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
