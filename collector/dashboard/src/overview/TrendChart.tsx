import { useComputedColorScheme } from '@mantine/core';
import { LineChart } from 'echarts/charts';
import { AxisPointerComponent, GridComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { init, use as register, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { PortfolioWeekPoint } from '../api/types';
import classes from './TrendPanel.module.css';
import { trendOption, type Palette } from './trendOption';

register([LineChart, GridComponent, TitleComponent, TooltipComponent, AxisPointerComponent, SVGRenderer]);

interface TrendChartProps {
  trend: readonly PortfolioWeekPoint[];
  provisional: boolean;
  /** What the chart shows, in words; the table beside it has the numbers. */
  label: string;
}

/** The trend as two lines over time. */
export default function TrendChart({ trend, provisional, label }: TrendChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    const container = element.current;
    if (container === null) {
      return undefined;
    }

    const made = init(container, null, { renderer: 'svg' });
    chart.current = made;
    const observer = new ResizeObserver(() => {
      made.resize();
    });
    observer.observe(container);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(trendOption(trend, provisional, readPalette()), { notMerge: true });
  }, [trend, provisional, scheme]);

  return <div ref={element} className={classes['chart']} role="img" aria-label={label} />;
}

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token('--ink'),
    quiet: token('--ink-3'),
    line: token('--line'),
    surface: token('--surface'),
    users: token('--accent'),
    accounts: token('--accent-2'),
    fontFamily: getComputedStyle(document.body).fontFamily,
  };
}
