using System.Text.RegularExpressions;

namespace CsTelemetry.ClickHouse.Landing;

/// <summary>The statements that make empty copies of a table and of what hangs on it. Pure.</summary>
internal static partial class ProbeSql
{
    // A database and a table, each plain or in backticks, as the server writes them.
    private const string Name = @"(?:`(?:[^`\\]|\\.)+`|[A-Za-z_]\w*)";

    public const string ViewsOf =
        """
        SELECT name, create_table_query, as_select
        FROM system.tables
        WHERE engine = 'MaterializedView' AND database = currentDatabase()
          AND has((SELECT groupArrayArray(dependencies_table) FROM system.tables WHERE database = currentDatabase() AND name = {source:String}), name)
        ORDER BY name
        """;

    public const string Leftovers =
        """
        SELECT name
        FROM system.tables
        WHERE database = currentDatabase() AND startsWith(name, {prefix:String})
        ORDER BY engine = 'MaterializedView' DESC, name
        """;

    public static string Drop(string table) => $"DROP TABLE IF EXISTS {table} SYNC";

    /// <summary>Makes an empty table of the same columns and constraints.</summary>
    public static string CopyTable(string copy, string table) => $"CREATE TABLE {copy} AS {table} ENGINE = MergeTree ORDER BY tuple()";

    /// <summary>Names the table that a view writes into, as the server writes it; null if it keeps its rows itself.</summary>
    public static string? TargetOf(ProbedView view) => Target().Match(view.Definition) is { Success: true } match ? match.Groups["target"].Value : null;

    /// <summary>Makes the same view of another source, into another target; into a table of its own without one.</summary>
    public static string CopyView(string copy, ProbedView view, string source, string newSource, string? newTarget)
    {
        var select = Regex.Replace(view.Select, $@"(?<=\b(?:FROM|JOIN)\s+)(?:{Name}\.)?`?{Regex.Escape(source)}`?(?![\w`.])", newSource, RegexOptions.None, TimeSpan.FromSeconds(1));
        return newTarget is null
            ? $"CREATE MATERIALIZED VIEW {copy} ENGINE = MergeTree ORDER BY tuple() AS {select}"
            : $"CREATE MATERIALIZED VIEW {copy} TO {newTarget} AS {select}";
    }

    [GeneratedRegex($@"^CREATE MATERIALIZED VIEW \S+ TO (?<target>{Name}\.{Name})")]
    private static partial Regex Target();
}
