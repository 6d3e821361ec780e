import type { ReactNode } from 'react';
import classes from './Panel.module.css';

interface PanelProps {
  /** Also the target of the navigation's links. */
  id: string;
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  /** True while newer numbers are on their way. */
  busy?: boolean;
  /** True when the content reaches the panel's edges. */
  flush?: boolean;
  children: ReactNode;
}

/** A titled surface: one landmark of the page. */
export function Panel({ id, title, note, actions, busy = false, flush = false, children }: PanelProps) {
  return (
    <section id={id} className={classes['panel']} aria-labelledby={`${id}-title`} aria-busy={busy}>
      <header className={classes['header']}>
        <div className={classes['heading']}>
          <h2 id={`${id}-title`}>{title}</h2>
          {note !== undefined && <p className={classes['note']}>{note}</p>}
        </div>
        {actions}
      </header>
      <div className={flush ? classes['flush'] : classes['content']} data-busy={busy}>
        {children}
      </div>
    </section>
  );
}
