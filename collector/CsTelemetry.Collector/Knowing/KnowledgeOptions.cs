using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing;

/// <summary>The configuration section `Knowledge`: how much a tenant may tell, and how soon other collectors' words are heard.</summary>
internal sealed class KnowledgeOptions
{
    public const string Section = "Knowledge";

    /// <summary>Gets or sets the most features in a tenant's catalog. Default 10,000; 1 to 100,000.</summary>
    public int MaxFeatures { get; set; } = 10_000;

    /// <summary>Gets or sets the most accounts with a document, of a tenant. Default 1,000,000; 1 to 10,000,000.</summary>
    public int MaxAccounts { get; set; } = 1_000_000;

    /// <summary>Gets or sets the most users with a document, of a tenant. Default 1,000,000; 1 to 10,000,000.</summary>
    public int MaxUsers { get; set; } = 1_000_000;

    /// <summary>Gets or sets the most plans of a tenant. Default 1,000; 1 to 100,000.</summary>
    public int MaxPlans { get; set; } = 1000;

    /// <summary>Gets or sets the most releases of a tenant. Default 10,000; 1 to 100,000.</summary>
    public int MaxReleases { get; set; } = 10_000;

    /// <summary>Gets or sets the most bytes of a tenant's documents, all together. Default 256 MiB; 1 MiB to 16 GiB.</summary>
    public long MaxBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Gets or sets how many tenants' knowledge is kept in memory; beyond, the one not asked for longest is read anew. Default 256; 1 to 100,000.</summary>
    public int MaxTenantsInMemory { get; set; } = 256;

    /// <summary>Gets or sets how often it is looked for what other collectors wrote. Default 3 s; 0.1 s to 5 min.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Gets or sets how often it is looked for what events say of accounts and users. Default 10 s; 0.1 s to 1 h.</summary>
    public TimeSpan LearnInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Tells how many documents of a kind a tenant may have.</summary>
    public int MaxCount(KnowledgeKind kind) => kind switch
    {
        KnowledgeKind.Feature => MaxFeatures,
        KnowledgeKind.Account => MaxAccounts,
        KnowledgeKind.User => MaxUsers,
        KnowledgeKind.Plan => MaxPlans,
        _ => MaxReleases,
    };

    /// <summary>Names the setting that says how many documents of a kind a tenant may have.</summary>
    public static string MaxCountName(KnowledgeKind kind) => $"Max{kind}s";

    public IEnumerable<string> Faults()
    {
        foreach (var (name, value, most) in new[]
        {
            (nameof(MaxFeatures), MaxFeatures, 100_000),
            (nameof(MaxAccounts), MaxAccounts, 10_000_000),
            (nameof(MaxUsers), MaxUsers, 10_000_000),
            (nameof(MaxPlans), MaxPlans, 100_000),
            (nameof(MaxReleases), MaxReleases, 100_000),
            (nameof(MaxTenantsInMemory), MaxTenantsInMemory, 100_000),
        })
        {
            if (value < 1 || value > most)
            {
                yield return $"Knowledge:{name} is {value}; it must be 1 to {most}.";
            }
        }

        if (MaxBytes is < 1024 * 1024 or > 16L * 1024 * 1024 * 1024)
        {
            yield return $"Knowledge:MaxBytes is {MaxBytes}; it must be 1048576 to 17179869184.";
        }

        if (RefreshInterval < TimeSpan.FromSeconds(0.1) || RefreshInterval > TimeSpan.FromMinutes(5))
        {
            yield return $"Knowledge:RefreshInterval is {RefreshInterval}; it must be 00:00:00.1 to 00:05:00.";
        }

        if (LearnInterval < TimeSpan.FromSeconds(0.1) || LearnInterval > TimeSpan.FromHours(1))
        {
            yield return $"Knowledge:LearnInterval is {LearnInterval}; it must be 00:00:00.1 to 01:00:00.";
        }
    }
}
