namespace CsTelemetry.Adoption.Bands;

/// <summary>
/// Follows an account's band over weekly evaluations. "CsTelemetry adoption model 1.0", Bands: a band changes only when the score is
/// ≥ 3 points past the edge in 2 consecutive weekly evaluations. Pure; thread-safe.
/// </summary>
public static class BandTrack
{
    /// <summary>Takes one weekly evaluation into account. A week without a score is no evaluation: nothing changes.</summary>
    /// <param name="state">What held before; <c>default</c> at the start. The first score gives the band by the edges alone.</param>
    /// <param name="score">The week's score, 0 to 100; null without one.</param>
    /// <param name="rule">The edges.</param>
    public static BandState Next(BandState state, double? score, BandRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (score is not { } points)
        {
            return state;
        }

        if (state.Band is not { } band)
        {
            return new BandState(rule.BandOf(points));
        }

        var reached = Reached(band, points, rule);
        if (reached == band)
        {
            return new BandState(band);
        }

        // Of two evaluations past different edges, both are past the nearer one.
        var goesOn = state.Pending is { } pending && (pending > band) == (reached > band);
        var agreed = goesOn ? Nearer(band, state.Pending!.Value, reached) : reached;
        var count = goesOn ? state.Count + 1 : 1;
        return count >= rule.Evaluations ? new BandState(agreed) : new BandState(band, agreed, count);
    }

    /// <summary>Follows a history of weekly evaluations, the earliest first.</summary>
    /// <param name="scores">The weekly scores; null for weeks without one.</param>
    /// <param name="rule">The edges.</param>
    public static BandState Follow(IEnumerable<double?> scores, BandRule rule)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return scores.Aggregate(default(BandState), (state, score) => Next(state, score, rule));
    }

    // The farthest band whose edge, seen from the present one, the score has passed by the margin.
    private static AdoptionBand Reached(AdoptionBand band, double score, BandRule rule)
    {
        var up = score >= rule.HealthyFrom + rule.Margin ? AdoptionBand.Healthy : score >= rule.WatchFrom + rule.Margin ? AdoptionBand.Watch : AdoptionBand.AtRisk;
        var down = score <= rule.WatchFrom - rule.Margin ? AdoptionBand.AtRisk : score <= rule.HealthyFrom - rule.Margin ? AdoptionBand.Watch : AdoptionBand.Healthy;
        return up > band ? up : down < band ? down : band;
    }

    private static AdoptionBand Nearer(AdoptionBand band, AdoptionBand one, AdoptionBand other) =>
        Math.Abs(one - band) <= Math.Abs(other - band) ? one : other;
}
