using System.Globalization;
using CsTelemetry.ClickHouse.Clusters;

namespace CsTelemetry.ClickHouse.Analysis;

/// <summary>
/// Makes the views that people query, in a database of their own beside the tables. They run with the rights of the user that owns the
/// tables and show the rows of one tenant: the one that an HTTP header of the request names. Who may see the views and nothing else, and
/// may change no setting, can therefore see no other tenant's rows, whatever the statement.
/// </summary>
public static class AnalysisSchema
{
    /// <summary>The header that says whose rows the views show. Without it they show none.</summary>
    public const string TenantHeader = "X-CsTelemetry-Tenant";

    private const string Confined = $"tenant = getClientHTTPHeader('{TenantHeader}') AND tenant != ''";

    /// <summary>Names the database of the views of a database.</summary>
    public static string DatabaseOf(string database) => database + "_analysis";

    /// <summary>Makes or replaces all views, so that they are those of this version. Bears repetition, and others that do the same.</summary>
    public static async Task ApplyAsync(StoreTopology topology, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(topology);
        foreach (var sql in Statements(topology.Client.Endpoint.Database, topology.Cluster))
        {
            var query = new ClickHouseQuery(sql) { InDatabase = false, Settings = HeaderSettings };
            await topology.Client.ExecuteAsync(query, cancellationToken);
            foreach (var shard in topology.Cluster is { OnCluster: false } ? topology.Shards : [])
            {
                await shard.ExecuteAsync(query, cancellationToken);
            }
        }
    }

    /// <summary>Gets what a request needs so that the views may look at its header; the read-only user's profile has it fixed.</summary>
    internal static Dictionary<string, string> HeaderSettings { get; } = new() { ["allow_get_client_http_header"] = "1" };

    /// <summary>Lists the statements, in their order.</summary>
    internal static IEnumerable<string> Statements(string database, ClusterLayout? cluster)
    {
        var views = DatabaseOf(Identifier.Check(database, "database"));
        var where = cluster is { OnCluster: true } ? $" ON CLUSTER {Identifier.Check(cluster.Name, "cluster")}" : "";
        yield return $"CREATE DATABASE IF NOT EXISTS {views}{where}";
        foreach (var view in AnalysisViews.All)
        {
            var select = string.Format(CultureInfo.InvariantCulture, view.Select, database, Confined);
            yield return $"CREATE OR REPLACE VIEW {views}.{view.Name}{where} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS {select}";
        }
    }
}
