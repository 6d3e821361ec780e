using System.Text.RegularExpressions;
using CsTelemetry.ClickHouse.Clusters;

namespace CsTelemetry.ClickHouse.Schema;

// On a cluster a table T becomes two: T_local, which holds a shard's own rows, and T, a Distributed table over it. Views
// go from local tables to local tables. Rows of one (tenant, account) are on one shard.

/// <summary>
/// Turns a statement of a migration into what a cluster runs, so that one set of files serves one server and many. It
/// knows the few forms that migrations use and refuses others. Without a cluster, statements stay as they are.
/// </summary>
internal sealed partial class SchemaRenderer(ClusterLayout? cluster, string database)
{
    private const string AccountKey = "tenant, account_id";
    private const int DeduplicationWindow = 10_000;
    private const int DeduplicationSeconds = 7 * 24 * 60 * 60;

    private readonly string _onCluster = cluster is { OnCluster: true } ? $" ON CLUSTER {cluster.Name}" : "";

    /// <exception cref="NotSupportedException">The statement has a form that cannot be rendered for a cluster.</exception>
    public IReadOnlyList<RenderedStatement> Render(string statement)
    {
        if (cluster is null)
        {
            return [new RenderedStatement(statement)];
        }

        var sql = LeadingComments().Replace(statement, "");
        return Table().Match(sql) is { Success: true } table ? RenderTable(table)
            : View().Match(sql) is { Success: true } view ? [RenderView(view)]
            : PlainView().Match(sql) is { Success: true } plain ? [RenderPlainView(plain)]
            : Drop().Match(sql) is { Success: true } drop ? RenderDrop(drop)
            : Insert().Match(sql) is { Success: true } insert ? [RenderInsert(insert)]
            : Alteration().Match(sql) is { Success: true } alteration ? RenderAlteration(alteration)
            : throw new NotSupportedException($"A migration's statement has no form for a cluster: {sql}");
    }

    /// <summary>Renders a table that each shard has under its plain name, with rows of its own.</summary>
    public string RenderOnEachShard(string createTable)
    {
        var match = Table().Match(createTable);
        return cluster is null ? createTable : LocalTable(match, match.Groups["name"].Value);
    }

    public string CreateDatabase() => $"CREATE DATABASE IF NOT EXISTS {database}{_onCluster}";

    private List<RenderedStatement> RenderTable(Match match)
    {
        var name = match.Groups["name"].Value;
        return
        [
            new(LocalTable(match, Local(name))),
            new($"CREATE TABLE IF NOT EXISTS {name}{_onCluster} AS {Local(name)}\nENGINE = Distributed({cluster!.Name}, {database}, {Local(name)}, cityHash64({ShardKey(match)}))"),
        ];
    }

    private string LocalTable(Match match, string name)
    {
        var engine = match.Groups["engine"].Value;
        var arguments = match.Groups["arguments"].Value;
        var tail = match.Groups["tail"].Value;
        if (cluster!.IsReplicated)
        {
            arguments = $"'{cluster.ReplicaPath}', '{{replica}}'{(arguments.Length > 0 ? ", " : "")}{arguments}";
            engine = "Replicated" + engine;
            tail = PlainWindow().Replace(tail, $"replicated_deduplication_window = {DeduplicationWindow}, replicated_deduplication_window_seconds = {DeduplicationSeconds}");
        }

        return $"CREATE TABLE IF NOT EXISTS {name}{_onCluster}\n{match.Groups["columns"].Value}\nENGINE = {engine}{(arguments.Length > 0 ? $"({arguments})" : "")}{tail}";
    }

    // FINAL and the rollup's sums are exact because rows of one sorting key are on one shard: a shard key is always a
    // part of the sorting key.
    private static string ShardKey(Match table)
    {
        var columns = OrderBy().Match(table.Groups["tail"].Value).Groups["columns"].Value.Split(',', StringSplitOptions.TrimEntries);
        return columns.Contains("tenant") && columns.Contains("account_id") ? AccountKey : columns[0];
    }

    private RenderedStatement RenderView(Match match) => new(
        $"CREATE MATERIALIZED VIEW IF NOT EXISTS {match.Groups["name"].Value}{_onCluster} TO {Local(match.Groups["target"].Value)} AS\n{LocalSources(match.Groups["select"].Value)}");

    // What people ask reads all shards, from whichever server they ask.
    private RenderedStatement RenderPlainView(Match match) => new(
        $"CREATE VIEW IF NOT EXISTS {match.Groups["name"].Value}{_onCluster} AS\n{match.Groups["select"].Value}");

    // A view has no Distributed table of its own; dropping what is not there does no harm.
    private List<RenderedStatement> RenderDrop(Match match)
    {
        var (what, name) = (match.Groups["what"].Value, match.Groups["name"].Value);
        return what == "VIEW"
            ? [new($"DROP VIEW IF EXISTS {name}{_onCluster} SYNC")]
            : [new($"DROP TABLE IF EXISTS {name}{_onCluster} SYNC"), new($"DROP TABLE IF EXISTS {Local(name)}{_onCluster} SYNC")];
    }

    private static RenderedStatement RenderInsert(Match match) => new(
        $"INSERT INTO {Local(match.Groups["name"].Value)}{match.Groups["columns"].Value}\n{LocalSources(match.Groups["select"].Value)}", OnEachShard: true);

    private List<RenderedStatement> RenderAlteration(Match match)
    {
        var (name, change) = (match.Groups["name"].Value, match.Groups["change"].Value);
        var local = new RenderedStatement($"ALTER TABLE {Local(name)}{_onCluster} {change}");
        return ColumnChange().IsMatch(change) ? [local, new($"ALTER TABLE {name}{_onCluster} {WithoutCodec().Replace(change, "")}")] : [local];
    }

    private static string Local(string table) => table + ClusterLayout.LocalSuffix;

    private static string LocalSources(string select) => Source().Replace(select, source => $"{source.Groups["word"].Value} {Local(source.Groups["table"].Value)}");

    [GeneratedRegex(@"\A(\s*--[^\n]*(\n|\z))*\s*", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingComments();

    [GeneratedRegex(@"\A\s*CREATE TABLE IF NOT EXISTS (?<name>\w+)\s*(?<columns>\(.*\))\s*ENGINE = (?<engine>\w*MergeTree)(\((?<arguments>[^)]*)\))?(?<tail>\s.*)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"\ACREATE MATERIALIZED VIEW IF NOT EXISTS (?<name>\w+) TO (?<target>\w+) AS\s+(?<select>.*)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex View();

    [GeneratedRegex(@"\ACREATE VIEW IF NOT EXISTS (?<name>\w+) AS\s+(?<select>.*)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex PlainView();

    [GeneratedRegex(@"\ADROP (?<what>TABLE|VIEW) IF EXISTS (?<name>\w+)( SYNC)?\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Drop();

    [GeneratedRegex(@"\AINSERT INTO (?<name>\w+)(?<columns>\s*\([\w, ]+\))?\s+(?<select>SELECT\s.*)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Insert();

    [GeneratedRegex(@"\AALTER TABLE (?<name>\w+)\s+(?<change>.*)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Alteration();

    [GeneratedRegex(@"\A(ADD|DROP|MODIFY|RENAME) COLUMN\b", RegexOptions.CultureInvariant)]
    private static partial Regex ColumnChange();

    [GeneratedRegex(@"\s+CODEC\((?:[^()]|\([^()]*\))*\)", RegexOptions.CultureInvariant)]
    private static partial Regex WithoutCodec();

    [GeneratedRegex(@"non_replicated_deduplication_window = \d+", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWindow();

    [GeneratedRegex(@"ORDER BY \(?(?<columns>[\w, ]+)\)?", RegexOptions.CultureInvariant)]
    private static partial Regex OrderBy();

    [GeneratedRegex(@"(?<!\bARRAY )\b(?<word>FROM|JOIN) (?<table>[a-z]\w*)\b(?!\()", RegexOptions.CultureInvariant)]
    private static partial Regex Source();
}
