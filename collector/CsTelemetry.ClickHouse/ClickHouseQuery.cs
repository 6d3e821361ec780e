namespace CsTelemetry.ClickHouse;

/// <summary>Describes one statement with everything that varies from request to request. Immutable.</summary>
/// <param name="Sql">
/// One statement, without FORMAT. Values appear as <c>{name:Type}</c> and travel in
/// <see cref="Parameters"/>; never paste a value into the text.
/// </param>
public sealed record ClickHouseQuery(string Sql)
{
    /// <summary>Gets the values of the statement's <c>{name:Type}</c> places. Default none.</summary>
    public ClickHouseParameters Parameters { get; init; } = ClickHouseParameters.None;

    /// <summary>Gets ClickHouse settings for this request alone, such as <c>max_threads</c>. Default none.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets HTTP headers for this request alone, which SQL can read and not change: <c>getClientHTTPHeader</c>. Default none.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the id under which the server logs the query. Default: a random one of the server's.</summary>
    public string? QueryId { get; init; }

    /// <summary>Gets the time limit. Default <see cref="ClickHouseClientOptions.RequestTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets the most bytes of the answer. Default <see cref="ClickHouseClientOptions.MaxResponseBytes"/>; a stream has none.</summary>
    public long? MaxResponseBytes { get; init; }

    /// <summary>Gets whether unqualified names belong to the endpoint's database. False only before it exists.</summary>
    internal bool InDatabase { get; init; } = true;
}
