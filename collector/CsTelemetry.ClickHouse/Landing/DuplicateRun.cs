namespace CsTelemetry.ClickHouse.Landing;

/// <summary>Events of one client, one after the other in one frozen batch of one month, that came through another log before.</summary>
internal readonly record struct DuplicateRun(string Tenant, ulong ClientInstanceId, ulong WalBatch, int Month, ulong First, ulong Last)
{
    /// <summary>
    /// Finds the runs in one batch's rows of a client, ordered by number: each as long as no row between its ends is
    /// other than a duplicate. A number that comes twice, once as a duplicate and once not, is left alone.
    /// </summary>
    public static IEnumerable<DuplicateRun> In(
        string tenant, ulong clientInstanceId, ulong walBatch, int month, IReadOnlyList<(ulong Sequence, bool IsDuplicate)> rows)
    {
        DuplicateRun? run = null;
        foreach (var (sequence, isDuplicate) in rows.GroupBy(row => row.Sequence, (number, copies) => (number, copies.All(copy => copy.IsDuplicate))))
        {
            if (!isDuplicate && run is { } ended)
            {
                yield return ended;
                run = null;
            }
            else if (isDuplicate)
            {
                run = (run ?? new DuplicateRun(tenant, clientInstanceId, walBatch, month, sequence, sequence)) with { Last = sequence };
            }
        }

        if (run is { } last)
        {
            yield return last;
        }
    }
}
