using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Targets;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests.Building;

/// <summary>Builds plain accounts whose parts a test then changes.</summary>
internal static class Sample
{
    public static readonly DateOnly AsOf = new(2026, 3, 31);

    public static readonly AdoptionTargets Targets = new(4, 2, 100, .5, 40);

    public static readonly IReadOnlyList<CoreFeature> Core = [new("export"), new("import"), new("search")];

    /// <summary>An account a year old that does everything: without a cap, missing nothing.</summary>
    public static AccountUsage Account(params UserUsage[] users) =>
        new("acme", AsOf.AddDays(-364), users.Length > 0 ? users : [User("ann"), User("bob"), User("cem")]);

    /// <summary>A person active every week, with 20 events and two uses of each of two core features on two days.</summary>
    public static UserUsage User(string id) =>
        new(id, 0xFFFF, 20, 30, [new FeatureUse("export", 2, 0b11), new FeatureUse("search", 2, 0b11)]);

    /// <summary>A person who was never seen in the windows.</summary>
    public static UserUsage SilentUser(string id) => new(id, 0, 0, 0, []);

    public static AdoptionScore Score(AccountUsage account, AdoptionTargets? targets = null, IReadOnlyList<CoreFeature>? core = null) =>
        AdoptionScorer.Score(account, AsOf, core ?? Core, targets ?? Targets);
}
