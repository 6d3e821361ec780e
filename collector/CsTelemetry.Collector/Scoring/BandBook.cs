using CsTelemetry.Adoption.Bands;
using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>
/// Carries bands from day to day. They are evaluated on Sundays, the last days of weeks; from Monday to Saturday an account keeps the band of the Sunday before. Thread-safe.
/// </summary>
internal sealed class BandBook(ScoreStore store)
{
    // After so long without an evaluation an account begins anew.
    private const int RememberedWeeks = 8;

    // Beyond, naming them costs more than reading all.
    private const int MaxNamed = 1_000;

    /// <summary>Finds the state of accounts before a day, as runs before one left it.</summary>
    public async Task<IReadOnlyDictionary<string, BandState>> BeforeAsync(
        string tenant, string modelHash, DateOnly asOf, ulong before, IReadOnlyCollection<string>? accounts, CancellationToken cancellationToken)
    {
        var named = accounts is { Count: > MaxNamed } ? null : accounts;
        var bands = await store.BandsAsync(tenant, modelHash, EvaluationsBefore(asOf), before, named, cancellationToken);
        return bands.ToDictionary(
            pair => pair.Key,
            pair => new BandState(ScoreRows.Band(pair.Value.Band), ScoreRows.Band(pair.Value.Toward), pair.Value.Weeks),
            StringComparer.Ordinal);
    }

    /// <summary>Finds the state on a day.</summary>
    public static BandState On(DateOnly asOf, BandState before, double? score, BandRule rule) =>
        IsEvaluation(asOf) || before.Band is null ? BandTrack.Next(before, score, rule) : before;

    public static bool IsEvaluation(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday;

    private static IEnumerable<DateOnly> EvaluationsBefore(DateOnly asOf)
    {
        var back = asOf.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)asOf.DayOfWeek;
        return Enumerable.Range(0, RememberedWeeks).Select(week => asOf.AddDays(-back - (7 * week)));
    }
}
