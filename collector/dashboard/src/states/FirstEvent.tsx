import { CodeBlock } from './CodeBlock';
import classes from './FirstEvent.module.css';
import { firstEventCode } from './firstEventCode';

/** What a new tenant sees: how the first event gets here, and when it will be seen. */
export function FirstEvent({ tenant, timeZone }: { tenant: string; timeZone: string }) {
  return (
    <section className={classes['empty']} aria-labelledby="first-event-title" data-testid="first-event">
      <h1 id="first-event-title">Nothing has reached “{tenant}” yet</h1>
      <p>
        Five lines in a C# product send the first event. Add the package <code>CsTelemetry.Sdk</code> and a
        key with the scope <code>ingest</code>:
      </p>
      <CodeBlock code={firstEventCode} label="C# lines" />
      <ul>
        <li>
          Without an <code>Endpoint</code> among the options, the SDK sends to{' '}
          <code>http://127.0.0.1:5317</code>.
        </li>
        <li>Track what a person gets value from: an export, a save, a share. A page view is not one.</li>
        <li>
          Numbers speak of complete days in {timeZone}: what arrives today is on this page tomorrow. It looks
          again every minute.
        </li>
      </ul>
    </section>
  );
}
