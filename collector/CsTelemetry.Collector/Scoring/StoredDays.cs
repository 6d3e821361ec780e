using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Knows which days of a tenant have scores of a model: read once, then told of each run. Runs alone.</summary>
internal sealed class StoredDays(ScoreStore store)
{
    private readonly Dictionary<(string Tenant, string Model), Dictionary<DateOnly, List<ScoreRun>>> _known = [];

    /// <summary>Lists the days from one on.</summary>
    public async Task<IReadOnlyDictionary<DateOnly, StoredDay>> OfAsync(string tenant, string modelHash, DateOnly from, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue((tenant, modelHash), out var days))
        {
            var runs = await store.RunsAsync(tenant, from, DateOnly.FromDateTime(DateTime.UnixEpoch).AddYears(179), modelHash, cancellationToken);
            _known[(tenant, modelHash)] = days = runs.GroupBy(run => run.AsOf).ToDictionary(day => day.Key, day => day.Select(WithoutText).ToList());
        }

        return days.Where(day => day.Key >= from).Select(day => StoredDay.Of(day.Value)).OfType<StoredDay>().ToDictionary(day => day.AsOf);
    }

    /// <summary>A run has ended.</summary>
    public void Add(string tenant, ScoreRun run)
    {
        if (_known.TryGetValue((tenant, run.ModelHash), out var days))
        {
            if (!days.TryGetValue(run.AsOf, out var runs))
            {
                days[run.AsOf] = runs = [];
            }

            // Of runs over some accounts only the newest says something.
            runs.RemoveAll(earlier => earlier.Kind == ScoreRunKind.Changed && run.Kind == ScoreRunKind.Changed);
            runs.Add(WithoutText(run));
        }
    }

    /// <summary>Forgets everything: another collector may have computed meanwhile.</summary>
    public void Forget() => _known.Clear();

    // The text of a basis is long, and can be read again.
    private static ScoreRun WithoutText(ScoreRun run) => run with { Basis = "", Horizon = LogHorizon.None };
}
