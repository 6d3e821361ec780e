using System.Text.Json;
using System.Text.Json.Nodes;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Analysis;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Api;

/// <summary>Runs what people ask in SQL, within limits. Thread-safe.</summary>
internal sealed class QueryRunner(AnalysisStore store, QueryGate gate)
{
    public const int MaxSqlLength = 64 * 1024;

    /// <summary>The most bytes of an answer as JSON, which is held in memory.</summary>
    public const int MaxJsonBytes = 16 << 20;

    public bool CanQuery => store.CanQuery;

    /// <summary>Runs a statement; null when too many run.</summary>
    /// <exception cref="InvalidParameterException">The request cannot be used.</exception>
    /// <exception cref="InvalidStatementException">The statement cannot be run.</exception>
    public async Task<QueryAnswer?> RunAsync(string tenant, QueryRequest request, CancellationToken cancellationToken)
    {
        var sql = StatementOf(request);
        var parameters = QueryParameters.Read(request.Parameters);
        using var pass = gate.TryEnter(tenant);
        if (pass is null)
        {
            return null;
        }

        using var answer = new BoundedMemory(MaxJsonBytes);
        try
        {
            await store.QueryAsync(tenant, sql, parameters, "JSONCompact", answer, cancellationToken);
        }
        catch (ClickHouseException exception) when (InvalidStatementException.From(exception) is { } invalid)
        {
            throw invalid;
        }
        catch (ArgumentException exception)
        {
            throw new InvalidParameterException("parameters", exception.Message);
        }

        answer.Position = 0;
        return Read(await JsonNode.ParseAsync(answer, cancellationToken: cancellationToken));
    }

    public async Task<QueryViews> ViewsAsync(CancellationToken cancellationToken)
    {
        var columns = (await store.ColumnsAsync(cancellationToken)).ToLookup(column => column.View, StringComparer.Ordinal);
        return new QueryViews([.. AnalysisViews.All.Select(view => new QueryView(
            view.Name,
            view.Description,
            view.HasPeople,
            view.Day,
            [.. columns[view.Name].Select(column => new QueryColumn(column.Name, column.Type))]))]);
    }

    private static string StatementOf(QueryRequest request)
    {
        var sql = request.Sql?.Trim().TrimEnd(';').TrimEnd() ?? "";
        return sql.Length is 0 or > MaxSqlLength
            ? throw new InvalidParameterException("sql", $"It has {sql.Length} characters; it must have 1 to {MaxSqlLength}.")
            : sql;
    }

    private static QueryAnswer Read(JsonNode? answer)
    {
        var rows = answer!["data"]!.AsArray();
        answer.AsObject().Remove("data");
        var columns = answer["meta"]!.Deserialize<List<QueryColumn>>(JsonSerializerOptions.Web)!;
        return new QueryAnswer(columns, rows, rows.Count);
    }
}
