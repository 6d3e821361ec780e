namespace CsTelemetry.Adoption.Validation;

/// <summary>Counts lost snapshots.</summary>
internal static class LostShare
{
    /// <summary>Computes the share that was lost; null when no snapshot has weight.</summary>
    public static double? Of(IReadOnlyList<Snapshot> snapshots, int[] weights)
    {
        var (lost, all) = (0d, 0d);
        foreach (var snapshot in snapshots)
        {
            var weight = weights[snapshot.Account];
            all += weight;
            lost += snapshot.Lost ? weight : 0;
        }

        return all > 0 ? lost / all : null;
    }
}
