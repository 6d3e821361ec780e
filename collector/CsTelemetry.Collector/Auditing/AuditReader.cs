namespace CsTelemetry.Collector.Auditing;

/// <summary>Reads the audit log, newest first. Thread-safe; writing goes on meanwhile.</summary>
internal sealed class AuditReader(AuditFiles files)
{
    /// <summary>Reads entries.</summary>
    /// <param name="tenant">Only those of this tenant; null for all, which is for the operator alone.</param>
    /// <param name="before">Only those older than this number; null for the newest.</param>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<AuditEntry> Read(string? tenant, long? before, int limit)
    {
        // A file that is renamed while it is read may be met twice, its entries with it.
        var newest = before ?? long.MaxValue;
        List<AuditEntry> found = [];
        foreach (var entry in files.NewestFirst())
        {
            if (entry.Number >= newest)
            {
                continue;
            }

            newest = entry.Number;
            if (tenant is null || entry.Tenant == tenant)
            {
                found.Add(entry);
            }

            if (found.Count == limit)
            {
                break;
            }
        }

        return found;
    }
}
