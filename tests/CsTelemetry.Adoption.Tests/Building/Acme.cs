using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Segments;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Tests.Building;

/// <summary>The model's published example: Acme, 14 months old, 20 seats, 14 active users.</summary>
internal static class Acme
{
    public static readonly DateOnly AsOf = new(2026, 6, 30);

    public static readonly CoreFeature[] Core = [.. Enumerable.Range(0, 8).Select(i => new CoreFeature($"f{i}")), new("api_export"), new("sso")];

    public static readonly ScoreModel Model = ModelOf(AdoptionModel.V1);

    public static ScoreModel ModelOf(AdoptionModel numbers, CoreFeature[]? core = null, SegmentTargets[]? targets = null) =>
        ScoreModel.TryCreate(
            new ScoreModelDocument(
                numbers.Version,
                numbers.Weights,
                numbers.Shapes,
                numbers.Curves,
                numbers.Caps,
                numbers.States,
                numbers.Targets,
                numbers.Segments,
                numbers.Confidence,
                numbers.Bands,
                core ?? Core,
                targets ?? [new SegmentTargets(null, null, 30, 9, 900, .62, 50)]),
            out var faults) ?? throw new InvalidOperationException(string.Join(' ', faults));

    /// <summary>Acme with so many adopted core features.</summary>
    public static AccountUsage Account(int adopted) =>
        new("acme", AsOf.AddMonths(-14), [.. Enumerable.Range(0, 14).Select(i => Person(i, adopted))], EligibleSeats: 20);

    // Blocks 3 and 7 are silent; blocks 0, 1, 2 have 13, 13, 12 people (9.5 a week over four), block 4 has 14 and the
    // ten other old ones 13 (12 a week over twelve). The first person makes 81 of 260 events, a share of .31.
    private static UserUsage Person(int i, int adopted)
    {
        var blocks = (i < 13 ? 1u : 0) | (i > 0 ? 1u << 1 : 0) | (i < 12 ? 1u << 2 : 0) | (1u << 4) | (i < 13 ? 0xFF60u : 0);
        var features = i == 0 ? Core.Take(adopted).Select(feature => new FeatureUse(feature.Feature, 2, 0b101)).ToArray() : [];
        return new UserUsage($"user{i:00}", blocks, i == 0 ? 81 : i == 13 ? 11 : 14, i == 0 ? 152.5 : 20, features);
    }
}
