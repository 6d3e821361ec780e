import type { PortfolioWeekPoint } from '../api/types';
import { formatWindow, parseDay } from '../days/calendarDay';
import { formatCount } from '../numbers/format';
import classes from './TrendPanel.module.css';

/** The trend's numbers, newest week first. */
export function TrendTable({ trend }: { trend: readonly PortfolioWeekPoint[] }) {
  return (
    // It scrolls, so the keyboard has to reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['tableScroller']} role="group" aria-labelledby="trend-title" tabIndex={0}>
      <table className={classes['table']} aria-labelledby="trend-title">
        <thead>
          <tr>
            <th scope="col">Week</th>
            <th scope="col">Active users</th>
            <th scope="col">Active accounts</th>
            <th scope="col">Uses</th>
          </tr>
        </thead>
        <tbody>
          {trend.toReversed().map((week) => (
            <tr key={week.week_ending}>
              <th scope="row">{weekWords(week.week_ending)}</th>
              <td>{formatCount(week.active_users)}</td>
              <td>{formatCount(week.active_accounts)}</td>
              <td>{formatCount(week.uses)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function weekWords(weekEnding: string): string {
  const day = parseDay(weekEnding);
  return day === null ? weekEnding : formatWindow(day, 7);
}
