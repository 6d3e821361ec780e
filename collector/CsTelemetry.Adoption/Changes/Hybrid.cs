using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Segments;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Changes;

/// <summary>
/// Holds an account whose parts come from different days. Each part that a <c>with</c> replaces is one step from one day to another.
/// The clock by which tenure counts is a part of its own: a target that age raises is no change of behaviour.
/// </summary>
internal sealed record Hybrid
{
    public required string AccountId { get; init; }

    public required IReadOnlyList<UserUsage> Users { get; init; }

    public required double? Seats { get; init; }

    public required IReadOnlySet<string>? Entitled { get; init; }

    /// <summary>Gets the plan and seats that choose the segment.</summary>
    public required (string? Plan, double? Seats) Place { get; init; }

    /// <summary>Gets the first day and the day at which tenure is counted.</summary>
    public required (DateOnly FirstDay, DateOnly AsOf) Clock { get; init; }

    public required CoreIndex Core { get; init; }

    public required AdoptionModel Numbers { get; init; }

    public required SegmentTable Segments { get; init; }

    public static Hybrid Of(ScoreMoment moment) => new()
    {
        AccountId = moment.Usage.AccountId,
        Users = moment.Usage.Users,
        Seats = moment.Usage.EligibleSeats,
        Entitled = moment.Usage.EntitledFeatures,
        Place = (moment.Usage.Plan, moment.Usage.EligibleSeats),
        Clock = (moment.Usage.FirstDay, moment.AsOf),
        Core = moment.Model.Index,
        Numbers = moment.Model.Numbers,
        Segments = moment.Model.Segments,
    };

    /// <summary>Computes what the score is a function of.</summary>
    public ScoreBasis Basis()
    {
        var usage = new AccountUsage(AccountId, Clock.FirstDay, Users, Seats, EntitledFeatures: Entitled);
        var measured = new MeasuredAccount(usage, Clock.AsOf, Core, Numbers);
        return new ScoreBasis(measured.Measures, Segments.For(Place.Plan, Place.Seats).Targets, Numbers);
    }
}
