import type { ScoreCap, ScoreComponent } from '../api/types';

/** Where one line of the score begins and ends on the scale from 0 to 100. */
export interface Step {
  from: number;
  to: number;
}

export interface Waterfall {
  components: readonly (Step & { component: ScoreComponent })[];
  caps: readonly (Step & { cap: ScoreCap })[];
}

/** Lays the components end to end from 0, then takes the caps' points back. */
export function waterfall(components: readonly ScoreComponent[], caps: readonly ScoreCap[]): Waterfall {
  let level = 0;
  const step = (points: number): Step => {
    const from = level;
    level += points;
    return { from, to: level };
  };

  return {
    components: components.map((component) => ({ component, ...step(component.points) })),
    caps: caps.map((cap) => ({ cap, ...step(cap.points) })),
  };
}
