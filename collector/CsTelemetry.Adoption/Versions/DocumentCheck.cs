using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Segments;

namespace CsTelemetry.Adoption.Versions;

/// <summary>Finds everything that is wrong with a model document.</summary>
internal static class DocumentCheck
{
    private const int MaxCore = 1000;
    private const int MaxKeyLength = 256;
    private const int MaxRows = 10_000;
    private const double MaxNumber = 1e15;

    /// <summary>Lists the faults; a complete document also has core features and targets.</summary>
    public static IReadOnlyList<ModelFault> FaultsOf(ScoreModelDocument document, bool complete)
    {
        var faults = new FaultList();
        Core(document.Core, faults);
        Targets(document.Targets, faults);
        if (complete)
        {
            faults.Demand(document.Core is not null, "/core", "The core features are missing; a version that is used names them.");
            faults.Demand(document.Targets is not null, "/targets", "The targets are missing; freeze them from a portfolio first.");
        }

        return [.. ModelCheck.FaultsOf(document.ToModel()), .. faults.Faults];
    }

    private static void Core(IReadOnlyList<CoreFeature>? core, FaultList faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        faults.Demand(core is null || core.Count <= MaxCore, "/core", $"There are more than {MaxCore} core features.");
        for (var i = 0; i < Math.Min(core?.Count ?? 0, MaxCore); i++)
        {
            if (core![i] is not { Feature.Length: > 0 and <= MaxKeyLength } feature)
            {
                faults.Add($"/core/{i}/feature", $"A core feature needs a key of 1 to {MaxKeyLength} characters.");
                continue;
            }

            faults.Positive($"/core/{i}/weight", feature.Weight, 1_000_000);
            faults.Demand(seen.Add(feature.Feature), $"/core/{i}/feature", $"'{feature.Feature}' comes twice; name each core feature once.");
        }
    }

    private static void Targets(IReadOnlyList<SegmentTargets>? rows, FaultList faults)
    {
        if (rows is null)
        {
            return;
        }

        faults.Demand(rows.Count <= MaxRows, "/targets", $"There are {rows.Count} rows of targets; at most {MaxRows} are kept.");
        faults.Demand(rows.Count(IsTenant) == 1, "/targets", "Exactly one row, without plan and sizes, must hold the targets of the whole tenant.");
        var seen = new HashSet<(string Plan, SizeClass Size)>();
        for (var i = 0; i < Math.Min(rows.Count, MaxRows); i++)
        {
            Row(rows[i], $"/targets/{i}", seen, faults);
        }
    }

    private static bool IsTenant(SegmentTargets row) => row is { Plan: null, Sizes: null };

    private static void Row(SegmentTargets? row, string pointer, HashSet<(string Plan, SizeClass Size)> seen, FaultList faults)
    {
        if (row is null)
        {
            faults.Add(pointer, "The row is null.");
            return;
        }

        if (!IsTenant(row))
        {
            faults.Demand(row.Plan is { Length: <= MaxKeyLength }, $"{pointer}/plan", $"A segment names its plan, in at most {MaxKeyLength} characters; \"\" stands for unknown plans.");
            faults.Demand(row.Sizes is { Count: > 0 }, $"{pointer}/sizes", "A segment names at least one size class.");
            foreach (var size in row.Sizes ?? [])
            {
                faults.Demand(Enum.IsDefined(size) && seen.Add((row.Plan ?? "", size)), $"{pointer}/sizes", $"Size class '{size}' of plan '{row.Plan}' comes twice or does not exist.");
            }
        }

        Number($"{pointer}/active_users", row.ActiveUsers, MaxNumber, faults);
        Number($"{pointer}/adopted_core", row.AdoptedCore, MaxNumber, faults);
        Number($"{pointer}/decayed_events", row.DecayedEvents, MaxNumber, faults);
        Number($"{pointer}/mean_utilisation", row.MeanUtilisation, 1, faults);
        faults.Within($"{pointer}/account_count", row.AccountCount, 0, int.MaxValue);
    }

    private static void Number(string pointer, double? value, double most, FaultList faults)
    {
        if (value is { } known)
        {
            faults.Within(pointer, known, 0, most);
        }
    }
}
