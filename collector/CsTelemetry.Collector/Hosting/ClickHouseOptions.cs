using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Analysis;

namespace CsTelemetry.Collector.Hosting;

/// <summary>The configuration section `ClickHouse`: a server of your own, or the embedded one.</summary>
internal sealed class ClickHouseOptions
{
    public const string Section = "ClickHouse";

    /// <summary>Gets or sets the HTTP address of a ClickHouse server, 24.8 or newer. Default none: the embedded one is started.</summary>
    public Uri? Url { get; set; }

    /// <summary>Gets or sets the user at that server. Default `default`.</summary>
    public string User { get; set; } = "default";

    /// <summary>Gets or sets the user's password. Default empty.</summary>
    public string Password { get; set; } = "";

    /// <summary>Gets or sets the database; it is made if missing. Default `cstelemetry`.</summary>
    public string Database { get; set; } = ClickHouseEndpoint.DefaultDatabase;

    /// <summary>Gets or sets the user that runs the SQL that people write (`POST /v1/query`): it must see the views of the database DATABASE_analysis and nothing else; `operations/clickhouse-reader.sql` makes it. Default none: then `POST /v1/query` is off. The embedded server has its own.</summary>
    public string? ReaderUser { get; set; }

    /// <summary>Gets or sets that user's password. Default empty.</summary>
    public string ReaderPassword { get; set; } = "";

    /// <summary>Gets or sets one server of each shard of a cluster, in the same order for every collector. Default none: no cluster.</summary>
    public IList<Uri> Shards { get; } = [];

    /// <summary>Gets or sets how the tables lie on the cluster. Read only with <see cref="Shards"/>.</summary>
    public ClusterOptions Cluster { get; set; } = new();

    /// <summary>Gets or sets where libchdb.so of the embedded server is. Default: looked for beside the collector and in the source tree.</summary>
    public string? LibraryPath { get; set; }

    /// <summary>Gets or sets how much memory the embedded server may take. Default 1 GB; 256 MB to 1 TB.</summary>
    public long MaxServerMemoryBytes { get; set; } = 1_000_000_000;

    /// <summary>Gets or sets how far the embedded server stands back behind the collector when both want the processors, as `nice` counts. Default 5; 0 to 19.</summary>
    public int Niceness { get; set; } = 5;

    public IEnumerable<string> Faults()
    {
        if (Url is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https")))
        {
            yield return $"ClickHouse:Url is \"{url}\"; it must be http://HOST:8123/ or https://HOST:8443/.";
        }

        if (ReaderUser is not null && (Url is null || ReaderUser.Length == 0 || string.Equals(ReaderUser, User, StringComparison.Ordinal)))
        {
            yield return $"ClickHouse:ReaderUser is \"{ReaderUser}\"; it must be a user of the server at ClickHouse:Url, another one than ClickHouse:User, that sees the views of {AnalysisSchema.DatabaseOf(Database)} and nothing else.";
        }

        foreach (var fault in Cluster.Faults(Url, Shards))
        {
            yield return fault;
        }

        if (MaxServerMemoryBytes is < 256_000_000 or > 1_000_000_000_000)
        {
            yield return $"ClickHouse:MaxServerMemoryBytes is {MaxServerMemoryBytes}; it must be 256000000 to 1000000000000.";
        }

        if (Niceness is < 0 or > 19)
        {
            yield return $"ClickHouse:Niceness is {Niceness}; it must be 0 to 19.";
        }
    }
}
