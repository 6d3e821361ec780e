using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Api;

/// <summary>Makes scores as the model does.</summary>
internal static class Scores
{
    /// <summary>A small portfolio: accounts of one to nine people who come every week, one that has just begun, one that an operator took out, one whose program went silent.</summary>
    internal static Portfolio Portfolio { get; } = Make();

    internal static ClickHouse.Scores.ScoreRow Without(AdoptionState state, string account = "acme") =>
        Of(0, account: account) with { State = (sbyte)(state + 1), Score = null };

    internal static ClickHouse.Scores.ScoreRow Of(double score, AdoptionBand band = AdoptionBand.Watch, string account = "acme") => Portfolio.Rows[0] with
    {
        AccountId = account,
        State = (sbyte)(AdoptionState.Scored + 1),
        Score = score,
        Band = (sbyte)(band + 1),
    };

    private static Portfolio Make()
    {
        List<AccountUsage> accounts =
        [
            .. Enumerable.Range(1, 9).Select(people => Account($"account-{people}", people)),
            Account("new", 3) with { FirstDay = Sample.Today.AddDays(-11) },
            Account("internal", 3) with { Excluded = true },
            Account("quiet", 3) with { LastHeartbeat = Sample.Today.AddDays(-8) },
        ];
        var model = ScoreModel.Freeze(Adoption.Model.AdoptionModel.V1 with { Version = "1.0.0-auto" }, accounts, Sample.Today, [new("reports")]);
        var stamp = new ScoreStamp(7, Sample.Now, ClickHouse.Scores.ScoreRowKind.Frozen);
        var rows = ScoreComputer.Score(
            [.. accounts.Select(account => new ScoreInput(account, account.FirstDay.AddDays(3)))], Sample.Today, model, new Dictionary<string, BandState>(), stamp);
        return new Portfolio(Sample.Today, model, rows, new Dictionary<ulong, ScoreModel>(), 7);
    }

    private static AccountUsage Account(string id, int people) => new(
        id,
        Sample.Today.AddDays(-300),
        [.. Enumerable.Range(0, people).Select(i => new UserUsage($"user-{i}", 0xFFFF, 40 + i, 30 + i, [new FeatureUse("reports", 9, 0x55)]))],
        people * 2,
        LastHeartbeat: Sample.Today.AddDays(-1),
        Plan: people > 4 ? "pro" : null);
}
