using System.Collections.Frozen;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>What a key may do.</summary>
internal static class Scopes
{
    /// <summary>Publish events.</summary>
    public const string Ingest = "ingest";

    /// <summary>Publish events of any age; lifts the limit on late events.</summary>
    public const string Backfill = "backfill";

    /// <summary>Read metrics and scores; no user-level data.</summary>
    public const string Read = "read";

    /// <summary>Order the erasure of users, and read the receipts.</summary>
    public const string Erase = "erase";

    /// <summary>See who users are, where a call shows them at all.</summary>
    public const string UsersRead = "users:read";

    /// <summary>Look after the tenant's data: quarantine and the like.</summary>
    public const string Admin = "admin";

    /// <summary>Every scope there is.</summary>
    public static FrozenSet<string> All { get; } = FrozenSet.Create(StringComparer.Ordinal, Ingest, Backfill, Read, Erase, UsersRead, Admin);
}
