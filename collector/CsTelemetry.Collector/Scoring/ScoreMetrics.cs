using System.Diagnostics.Metrics;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Accounting;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Exports how the score runs go. Thread-safe.</summary>
internal sealed class ScoreMetrics : IDisposable
{
    private readonly Meter _meter = new(BooksMetrics.MeterName);
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _eventDelay;
    private readonly Counter<long> _accounts;
    private readonly Counter<long> _rows;
    private readonly Counter<long> _failures;
    private readonly Books _books;
    private readonly TimeProvider _time;
    private long _currentAt;
    private long _currentVerified = -1;
    private long _dirty;
    private long _waiting;
    private int _isKeeper;

    public ScoreMetrics(Books books, TimeProvider time)
    {
        (_books, _time) = (books, time);
        _currentAt = time.GetTimestamp();
        _duration = _meter.CreateHistogram<double>("cstelemetry.collector.scores.run.duration", "s", "How long a score run took.");
        _eventDelay = _meter.CreateHistogram<double>("cstelemetry.collector.scores.event.delay", "s", "How long the first of the events that a round worked off had waited since it was accepted: until the scores of days that have ended had it, and were stored.");
        _accounts = _meter.CreateCounter<long>("cstelemetry.collector.scores.accounts", "{account}", "Accounts that were scored.");
        _rows = _meter.CreateCounter<long>("cstelemetry.collector.scores.rows", "{row}", "Score rows that were stored.");
        _failures = _meter.CreateCounter<long>("cstelemetry.collector.scores.failures", "{round}", "Rounds of score runs that failed and are repeated.");
        _meter.CreateObservableGauge("cstelemetry.collector.scores.lag", Lag, "s", "For how long stored events have been waiting to be in their scores; 0 when none are. Not there where another collector computes them.");
        _meter.CreateObservableGauge("cstelemetry.collector.scores.dirty", () => Interlocked.Read(ref _dirty), "{account}", "Accounts that are to be scored again.");
        _meter.CreateObservableGauge("cstelemetry.collector.scores.backlog", () => Interlocked.Read(ref _waiting), "{day}", "Days of the past whose scores wait to be computed again, some each round; newer days do not wait for them.");
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Whether this collector is the one that computes scores.</summary>
    public void IsKeeper(bool keeps) => Volatile.Write(ref _isKeeper, keeps ? 1 : 0);

    public void Dirty(long accounts) => Interlocked.Exchange(ref _dirty, accounts);

    /// <summary>So many days of the past wait to be scored again.</summary>
    public void Waiting(long days) => Interlocked.Exchange(ref _waiting, days);

    /// <summary>Everything that had been verified at a moment is in the scores.</summary>
    public void Current(long verified, long at)
    {
        Interlocked.Exchange(ref _currentAt, at);
        Interlocked.Exchange(ref _currentVerified, verified);
    }

    /// <summary>Events of which the first was accepted then are in the scores.</summary>
    public void WorkedOff(DateTimeOffset oldestReceivedAt) => _eventDelay.Record(Math.Max(0, (_time.GetUtcNow() - oldestReceivedAt).TotalSeconds));

    public void Ran(ScoreRun run)
    {
        var kind = new KeyValuePair<string, object?>("kind", run.Kind.ToString().ToLowerInvariant());
        _duration.Record((run.FinishedAt - run.ComputedAt).TotalSeconds, kind);
        _accounts.Add(run.AccountCount, kind);
        _rows.Add(run.RowCount, kind);
    }

    public void Failed() => _failures.Add(1);

    /// <summary>Tells for how many seconds stored events have been waiting at the most.</summary>
    internal double LagSeconds() =>
        _books.Read().Verified == Interlocked.Read(ref _currentVerified) ? 0 : _time.GetElapsedTime(Interlocked.Read(ref _currentAt)).TotalSeconds;

    private IEnumerable<Measurement<double>> Lag() => Volatile.Read(ref _isKeeper) == 0 ? [] : [new(LagSeconds())];
}
