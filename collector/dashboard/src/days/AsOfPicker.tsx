import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { ChevronLeftIcon, ChevronRightIcon } from '../icons/icons';
import { addDays, formatLongDay, parseDay, type CalendarDay } from './calendarDay';
import classes from './AsOfPicker.module.css';

interface AsOfPickerProps {
  /** The day that is shown; null until the server has told it. */
  day: CalendarDay | null;
  /** The newest complete day; null while it is not known. */
  newest: CalendarDay | null;
  /** Null asks for the newest complete day, whichever that will be. */
  onPick: (day: CalendarDay | null) => void;
}

/** Chooses the complete day that every number of the page speaks of. */
export function AsOfPicker({ day, newest, onPick }: AsOfPickerProps) {
  const pick = (next: CalendarDay) => {
    if (newest === null || next <= newest) {
      onPick(next === newest ? null : next);
    }
  };
  const isNewest = day === newest;

  return (
    <div className={classes['picker']} role="group" aria-label="Day">
      <Tooltip label="The day before" withArrow>
        <ActionIcon
          variant="default"
          size={30}
          aria-label="The day before"
          disabled={day === null}
          onClick={() => {
            if (day !== null) {
              pick(addDays(day, -1));
            }
          }}
        >
          <ChevronLeftIcon />
        </ActionIcon>
      </Tooltip>
      <DayInput key={day} day={day} newest={newest} onPick={pick} />
      <Tooltip label="The day after" withArrow>
        <ActionIcon
          variant="default"
          size={30}
          aria-label="The day after"
          disabled={day === null || isNewest}
          onClick={() => {
            if (day !== null) {
              pick(addDays(day, 1));
            }
          }}
        >
          <ChevronRightIcon />
        </ActionIcon>
      </Tooltip>
      <Button
        variant="default"
        size="xs"
        disabled={day === null || isNewest}
        onClick={() => {
          onPick(null);
        }}
      >
        Latest
      </Button>
    </div>
  );
}

interface DayInputProps {
  day: CalendarDay | null;
  newest: CalendarDay | null;
  onPick: (day: CalendarDay) => void;
}

/** The browser's own day field: it knows every calendar's keys and every phone's wheel, and deals in plain days. */
function DayInput({ day, newest, onPick }: DayInputProps) {
  const [draft, setDraft] = useState<string>(day ?? '');

  const commit = (text: string) => {
    const typed = parseDay(text);
    // While a year is being typed the field holds days such as 0002-06-30: they are not meant.
    if (typed !== null && typed !== day && typed >= '1990-01-01') {
      onPick(typed);
    }
  };

  return (
    <input
      className={classes['input']}
      type="date"
      aria-label={day === null ? 'As of' : `As of ${formatLongDay(day)}`}
      data-testid="as-of"
      min="1990-01-01"
      max={newest ?? undefined}
      value={draft}
      disabled={day === null}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        commit(event.currentTarget.value);
      }}
      onBlur={() => {
        setDraft(day ?? '');
      }}
    />
  );
}
