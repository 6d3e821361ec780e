using CsTelemetry.Adoption.Bands;

namespace CsTelemetry.Adoption.Model;

/// <summary>Finds everything that is wrong with a model's numbers, with the JSON pointer of each. Pure.</summary>
public static class ModelCheck
{
    private const double MaxSeats = 10_000_000;
    private const double Million = 1_000_000;
    private const int MaxDays = 3650;

    /// <summary>Lists the faults; empty when the model can be used.</summary>
    public static IReadOnlyList<ModelFault> FaultsOf(AdoptionModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var faults = new FaultList();
        faults.Demand(SemanticVersion.IsValid(model.Version), "/version", $"'{model.Version}' is no semantic version; write one like 1.1.0.");
        Weights(model.Weights, faults);
        Shapes(model.Shapes, faults);
        Caps(model.Caps, faults);
        States(model.States, faults);
        Targets(model.Targets, faults);
        Segments(model.Segments, faults);
        Confidence(model.Confidence, faults);
        Bands(model.Bands, faults);
        CurveCheck.Check(model.Curves, faults);
        return faults.Faults;
    }

    /// <summary>Refuses a model that has faults.</summary>
    /// <exception cref="ArgumentException">The model has faults; the message names all of them.</exception>
    internal static AdoptionModel Checked(AdoptionModel? model)
    {
        if (model is null || ReferenceEquals(model, AdoptionModel.V1))
        {
            return AdoptionModel.V1;
        }

        var faults = FaultsOf(model);
        return faults.Count == 0
            ? model
            : throw new ArgumentException($"The model cannot be: {string.Join(' ', faults.Select(fault => $"{fault.Path}: {fault.Detail}"))}", nameof(model));
    }

    private static void Weights(ComponentWeights weights, FaultList faults)
    {
        faults.Within("/weights/reach", weights.Reach, 0, 1);
        faults.Within("/weights/consistency", weights.Consistency, 0, 1);
        faults.Within("/weights/breadth", weights.Breadth, 0, 1);
        faults.Within("/weights/intensity", weights.Intensity, 0, 1);
        faults.Within("/weights/resilience", weights.Resilience, 0, 1);
        faults.Within("/weights/momentum", weights.Momentum, 0, 1);
        var sum = weights.Reach + weights.Consistency + weights.Breadth + weights.Intensity + weights.Resilience + weights.Momentum;
        faults.Demand(Math.Abs(sum - 1) <= 1e-9, "/weights", $"The weights sum to {FaultList.Text(sum)}; they must sum to 1.");
    }

    private static void Shapes(ComponentShapes shapes, FaultList faults)
    {
        faults.Within("/shapes/smoothing_seats", shapes.SmoothingSeats, 0, Million);
        faults.Positive("/shapes/early_reach", shapes.EarlyReach, 1);
        faults.Positive("/shapes/middle_reach", shapes.MiddleReach, 1);
        faults.Positive("/shapes/late_reach", shapes.LateReach, 1);
        faults.Within("/shapes/middle_reach_months", shapes.MiddleReachMonths, 0, 1200);
        faults.Within("/shapes/early_reach_months", shapes.EarlyReachMonths, 0, Math.Max(0, shapes.MiddleReachMonths));
        faults.Within("/shapes/consistency_blocks", shapes.ConsistencyBlocks, 1, Usage.UsageWindows.BlockCount);
        faults.Positive("/shapes/consistency_half_life_blocks", shapes.ConsistencyHalfLifeBlocks, 1000);
        faults.Within("/shapes/adopted_uses", shapes.AdoptedUses, 1, Million);
        faults.Within("/shapes/adopted_days", shapes.AdoptedDays, 1, Usage.UsageWindows.CoreDays);
        faults.Positive("/shapes/resilient_share", shapes.ResilientShare, 1);
        faults.Positive("/shapes/resilient_events", shapes.ResilientEvents, Million);
        faults.Within("/shapes/steady_momentum", shapes.SteadyMomentum, 0, 1);
        faults.Within("/shapes/momentum_slope", shapes.MomentumSlope, 0, 100);
        faults.Positive("/shapes/momentum_shrinkage", shapes.MomentumShrinkage, Million);
        faults.Within("/shapes/momentum_tenure_days", shapes.MomentumTenureDays, 1, MaxDays);
    }

    private static void Caps(CapLimits caps, FaultList faults)
    {
        faults.Within("/caps/silence", caps.Silence, 0, 100);
        faults.Within("/caps/single_point", caps.SinglePoint, 0, 100);
        faults.Within("/caps/single_point_share", caps.SinglePointShare, 0, 1);
        faults.Within("/caps/single_point_seats", caps.SinglePointSeats, 1, MaxSeats);
    }

    private static void States(StateLimits states, FaultList faults)
    {
        faults.Within("/states/onboarding_days", states.OnboardingDays, 0, MaxDays);
        faults.Within("/states/stale_days", states.StaleDays, 1, MaxDays);
        faults.Positive("/states/min_coverage", states.MinCoverage, 1);
    }

    private static void Targets(TargetRules rules, FaultList faults)
    {
        faults.Within("/target_rules/percentile", rules.Percentile, 0, 1);
        faults.Within("/target_rules/min_tenure_days", rules.MinTenureDays, 0, MaxDays);
        faults.Positive("/target_rules/min_adopted_core", rules.MinAdoptedCore, Million);
        faults.Within("/target_rules/core_percent", rules.CorePercent, 1, 100);
        faults.Within("/target_rules/max_core_count", rules.MaxCoreCount, 0, 1000);
        faults.Within("/target_rules/min_core_count", rules.MinCoreCount, 0, Math.Max(0, rules.MaxCoreCount));
    }

    private static void Segments(SegmentRules rules, FaultList faults)
    {
        faults.Within("/segments/min_accounts", rules.MinAccounts, 1, Million);
        faults.Within("/segments/small_seats", rules.SmallSeats, 1, MaxSeats);
        faults.Demand(rules.MediumSeats > rules.SmallSeats, "/segments/medium_seats", "The most seats of a medium account must exceed a small one's.");
        faults.Demand(rules.LargeSeats > rules.MediumSeats && rules.LargeSeats <= MaxSeats, "/segments/large_seats", $"The most seats of a large account must exceed a medium one's and be at most {FaultList.Text(MaxSeats)}.");
    }

    private static void Confidence(ConfidenceLimits limits, FaultList faults)
    {
        faults.Positive("/confidence/standard_errors", limits.StandardErrors, 10);
        faults.Within("/confidence/medium_half_width", limits.MediumHalfWidth, 0, 100);
        faults.Within("/confidence/high_half_width", limits.HighHalfWidth, 0, Math.Max(0, limits.MediumHalfWidth));
        faults.Within("/confidence/high_coverage", limits.HighCoverage, 0, 1);
        faults.Within("/confidence/max_single_people", limits.MaxSinglePeople, 1, 10_000);
        faults.Within("/confidence/group_count", limits.GroupCount, 2, 1000);
    }

    private static void Bands(BandRule bands, FaultList faults)
    {
        faults.Within("/bands/healthy_from", bands.HealthyFrom, 0, 100);
        faults.Within("/bands/watch_from", bands.WatchFrom, 0, 100);
        faults.Demand(bands.WatchFrom < bands.HealthyFrom, "/bands/watch_from", "The least score to watch must lie below the least healthy one.");
        faults.Within("/bands/margin", bands.Margin, 0, 25);
        faults.Within("/bands/evaluations", bands.Evaluations, 1, 52);
    }
}
