using CsTelemetry;

namespace UsageReplay;

/// <summary>Sends a log through the SDK and loses nothing: it waits for room instead of overrunning the buffer, and through outages.</summary>
internal sealed class Replay(CsTelemetryClient client, ReplayPlan plan, TimeProvider time)
{
    /// <summary>How many events may wait in the client before the replay waits too.</summary>
    public const int WindowEvents = 20_000;

    /// <summary>How many rows are sent between two looks at the client.</summary>
    private const int LookEvery = 500;

    private readonly Stall _stall = new(plan.GiveUpAfter, time);
    private long _logins;
    private long _featureUses;
    private DateOnly _lastDay;

    public long FeatureUses => Interlocked.Read(ref _featureUses);

    /// <summary>Gets why the replay ended early; null when it did not.</summary>
    public string? Interruption { get; private set; }

    public TelemetryStatistics Stats => client.GetStats();

    public async Task<ReplayReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            await SendAsync(cancellationToken);
            await WaitAsync(waiting => waiting == 0, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Interruption = "stopped";
        }

        // Disposing settles what is left within its timeout; only then do the numbers stand still.
        await client.DisposeAsync();
        return Report(time.GetElapsedTime(started));
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var signedIn = new HashSet<(string Account, string User)>();
        foreach (var row in plan.Log.Read().TakeWhile(row => row.Day <= plan.Survey.LastDay))
        {
            if (row.Day != _lastDay)
            {
                signedIn.Clear();
                _lastDay = row.Day;
            }

            if (signedIn.Add((row.AccountId, row.UserId)))
            {
                client.TrackLogin(row.AccountId, row.UserId, new() { OccurredAt = plan.Calendar.Move(ReplayCalendar.LoginBefore(row.OccurredAt)) });
                _logins++;
            }

            client.TrackFeature(row.Feature, row.AccountId, row.UserId, new() { OccurredAt = plan.Calendar.Move(row.OccurredAt), Quantity = row.Quantity });
            if (Interlocked.Increment(ref _featureUses) % LookEvery == 0 && !await WaitAsync(waiting => waiting < WindowEvents, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Waits until few enough events wait; false when the replay is to end.</summary>
    private async Task<bool> WaitAsync(Func<long, bool> enough, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            var stats = client.GetStats();
            if (stats.Rejected.Unauthenticated + stats.Rejected.PermissionDenied > 0)
            {
                Interruption = $"the collector refused the key ({stats.LastError})";
            }
            else if (_stall.Lasts(stats.Delivered + stats.Rejected.Total))
            {
                Interruption = $"the collector took nothing for {plan.GiveUpAfter:c} ({stats.LastError})";
            }

            if (Interruption is not null || enough(stats.Queued))
            {
                return Interruption is null;
            }

            await client.FlushAsync(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }

    private ReplayReport Report(TimeSpan elapsed)
    {
        var stats = client.GetStats();
        return new(
            _logins,
            _featureUses,
            _logins + _featureUses,
            stats.Delivered,
            stats.Rejected.Total,
            stats.Dropped.Total,
            plan.Calendar.Move(plan.Survey.FirstDay),
            plan.Calendar.Move(_featureUses == 0 ? plan.Survey.FirstDay : _lastDay),
            Math.Round(elapsed.TotalSeconds, 3),
            (long)(stats.Delivered / Math.Max(elapsed.TotalSeconds, 0.001)));
    }
}
