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

    /// <summary>Read what single users did.</summary>
    public const string UsersRead = "users:read";

    /// <summary>Change the feature catalog, accounts and their entitlements.</summary>
    public const string CatalogWrite = "catalog:write";

    /// <summary>Change and publish score models.</summary>
    public const string ModelsWrite = "models:write";

    /// <summary>Read the audit log, and administer the tenant.</summary>
    public const string Admin = "admin";

    /// <summary>Order the erasure of users, and read the receipts.</summary>
    public const string Erase = "erase";

    /// <summary>Every scope there is. None includes another.</summary>
    public static FrozenSet<string> All { get; } =
        FrozenSet.Create(StringComparer.Ordinal, Ingest, Backfill, Read, UsersRead, CatalogWrite, ModelsWrite, Admin, Erase);
}
