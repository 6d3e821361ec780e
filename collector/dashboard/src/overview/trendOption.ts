import type { EChartsCoreOption } from 'echarts/core';
import type { PortfolioWeekPoint } from '../api/types';
import { formatShortDay, formatWindow, parseDay } from '../days/calendarDay';
import { formatCount } from '../numbers/format';

const LABEL_EVERY_WEEKS = 5;

/** The colours of a chart, read from the page's tokens. */
export interface Palette {
  ink: string;
  quiet: string;
  line: string;
  surface: string;
  users: string;
  accounts: string;
  fontFamily: string;
}

/**
 * Two charts under one another with one time axis: users and accounts differ by an order of magnitude, and a second
 * scale in the same chart would let the eye compare what cannot be compared. Both begin at 0.
 */
export function trendOption(
  trend: readonly PortfolioWeekPoint[],
  provisional: boolean,
  palette: Palette,
): EChartsCoreOption {
  const weeks = trend.map((week) => week.week_ending);
  const text = { color: palette.quiet, fontSize: 12, fontFamily: palette.fontFamily };
  const xAxis = {
    type: 'category',
    data: weeks,
    boundaryGap: false,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.line } },
  };
  const yAxis = {
    type: 'value',
    min: 0,
    minInterval: 1,
    splitNumber: 3,
    axisLabel: { ...text, formatter: formatCount },
    splitLine: { lineStyle: { color: palette.line } },
  };

  return {
    animation: false,
    textStyle: { fontFamily: palette.fontFamily },
    grid: [
      { left: 44, right: 14, top: 26, height: 128 },
      { left: 44, right: 14, top: 204, height: 76 },
    ],
    title: [
      chartTitle('Active users per week', 0, palette),
      chartTitle('Active accounts per week', 176, palette),
    ],
    axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: palette.quiet } },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: palette.surface,
      borderColor: palette.line,
      padding: [8, 12],
      textStyle: { color: palette.ink, fontSize: 13, fontFamily: palette.fontFamily },
      formatter: (parameters: unknown) => tooltipHtml(trend, parameters),
    },
    xAxis: [
      { ...xAxis, gridIndex: 0, axisLabel: { show: false } },
      {
        ...xAxis,
        gridIndex: 1,
        axisLabel: {
          ...text,
          formatter: shortDay,
          hideOverlap: true,
          alignMaxLabel: 'right',
          interval: fromTheEnd(weeks.length),
        },
      },
    ],
    yAxis: [
      { ...yAxis, gridIndex: 0 },
      { ...yAxis, gridIndex: 1, splitNumber: 2 },
    ],
    series: [
      ...lines(
        'Active users',
        0,
        trend.map((week) => week.active_users),
        provisional,
        palette.users,
      ),
      ...lines(
        'Active accounts',
        1,
        trend.map((week) => week.active_accounts),
        provisional,
        palette.accounts,
      ),
    ],
  };
}

/** The last stretch of a provisional trend is dashed: late events may still raise it. */
function lines(
  name: string,
  axisIndex: number,
  values: readonly number[],
  provisional: boolean,
  color: string,
) {
  const series = {
    name,
    type: 'line',
    xAxisIndex: axisIndex,
    yAxisIndex: axisIndex,
    symbol: 'circle',
    symbolSize: 6,
    showSymbol: false,
    color,
    lineStyle: { width: 2, color },
  };
  if (!provisional || values.length < 2) {
    return [{ ...series, data: [...values], areaStyle: { color, opacity: 0.08 } }];
  }

  const lastFrozen = values.length - 2;
  return [
    {
      ...series,
      data: values.map((value, index) => (index <= lastFrozen ? value : null)),
      areaStyle: { color, opacity: 0.08 },
    },
    {
      ...series,
      data: values.map((value, index) => (index >= lastFrozen ? value : null)),
      lineStyle: { width: 2, color, type: [4, 4] },
    },
  ];
}

/** Every fifth week has its name, counted from the last: the day shown is the one that has to be read. */
function fromTheEnd(weekCount: number): (index: number) => boolean {
  return (index) => (weekCount - 1 - index) % LABEL_EVERY_WEEKS === 0;
}

function chartTitle(text: string, top: number, palette: Palette) {
  const textStyle = { color: palette.quiet, fontSize: 12, fontWeight: 500, fontFamily: palette.fontFamily };
  return { text, top, left: 0, padding: 0, textStyle };
}

function shortDay(text: string): string {
  const day = parseDay(text);
  return day === null ? text : formatShortDay(day);
}

/** Only numbers and days go in, so there is nothing to escape. */
function tooltipHtml(trend: readonly PortfolioWeekPoint[], parameters: unknown): string {
  const first: unknown = Array.isArray(parameters) ? parameters[0] : parameters;
  const index = (first as { dataIndex?: number } | undefined)?.dataIndex ?? -1;
  const week = trend[index];
  const day = week === undefined ? null : parseDay(week.week_ending);
  if (week === undefined || day === null) {
    return '';
  }

  return [
    `<b>${formatWindow(day, 7)}</b>`,
    `${formatCount(week.active_users)} active users`,
    `${formatCount(week.active_accounts)} active accounts`,
    `${formatCount(week.uses)} uses`,
  ].join('<br>');
}
