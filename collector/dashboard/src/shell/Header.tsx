import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { AsOfPicker } from '../days/AsOfPicker';
import type { CalendarDay } from '../days/calendarDay';
import { Logo, MoonIcon, SignOutIcon, SunIcon } from '../icons/icons';
import classes from './Header.module.css';

interface HeaderProps {
  tenant: string | null;
  day: CalendarDay | null;
  newest: CalendarDay | null;
  onPick: (day: CalendarDay | null) => void;
  onSignOut: () => void;
}

/** Whose numbers these are, which part of them to look at, of which day, in which light. */
export function Header({ tenant, day, newest, onPick, onSignOut }: HeaderProps) {
  return (
    <header className={classes['header']}>
      <div className={classes['inner']}>
        <span className={classes['brand']}>
          <Logo />
          <span className={classes['name']}>CsTelemetry</span>
          {tenant !== null && (
            <span className={classes['tenant']} data-testid="tenant">
              {tenant}
            </span>
          )}
        </span>
        <nav className={classes['nav']} aria-label="Parts of the page">
          <a href="#overview">Overview</a>
          <a href="#features">Features</a>
          <a href="#accounts">Accounts</a>
        </nav>
        <div className={classes['picker']}>
          <AsOfPicker day={day} newest={newest} onPick={onPick} />
        </div>
        <div className={classes['buttons']}>
          <SchemeButton />
          <Tooltip label="Sign out" withArrow>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label="Sign out" onClick={onSignOut}>
              <SignOutIcon />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
    </header>
  );
}

function SchemeButton() {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const label = isDark ? 'Light colours' : 'Dark colours';
  return (
    <Tooltip label={label} withArrow>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={label}
        onClick={() => {
          setColorScheme(isDark ? 'light' : 'dark');
        }}
      >
        {isDark ? <SunIcon /> : <MoonIcon />}
      </ActionIcon>
    </Tooltip>
  );
}
