using System.Globalization;
using System.Runtime.CompilerServices;
using CsTelemetry.ClickHouse.Http;
using CsTelemetry.ClickHouse.Native;
using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.ClickHouse;

/// <summary>
/// Speaks to one ClickHouse server (24.8 or newer) over HTTP, with pooled connections. Thread-safe;
/// make one per endpoint and keep it. Never retries: see <see cref="ClickHouseException.IsTransient"/>.
/// Every method throws <see cref="ClickHouseException"/> when the server refuses, fails or is not
/// reached, and <see cref="OperationCanceledException"/> only for the caller's own token.
/// </summary>
public sealed class ClickHouseClient : IDisposable
{
    private const string ExecutionLimit = "max_execution_time";
    private readonly ClickHouseClientOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpTransport _transport;

    /// <summary>Makes a client; connects at the first request.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; all faults are listed.</exception>
    public ClickHouseClient(ClickHouseEndpoint endpoint, ClickHouseClientOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _options = options ?? new ClickHouseClientOptions();
        _options.Validate();
        _time = time ?? TimeProvider.System;
        Endpoint = endpoint;
        _transport = new HttpTransport(endpoint, _options);
    }

    /// <summary>Gets the server, user and database.</summary>
    public ClickHouseEndpoint Endpoint { get; }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _transport.Dispose();

    /// <summary>Asks whether the server answers at all; checks neither user nor database.</summary>
    public Task PingAsync(CancellationToken cancellationToken) => MeasureAsync("ping", async () =>
    {
        using var deadline = new Deadline(_options.RequestTimeout, _time, cancellationToken);
        if (!await _transport.PingAsync(deadline))
        {
            throw new ClickHouseException($"{Endpoint.Url} answers, but not as ClickHouse does.", 0, ClickHouseException.AnswerName, null, isTransient: true);
        }

        return true;
    });

    /// <summary>Asks for the server's version, and refuses one that lacks what the schema needs.</summary>
    /// <exception cref="NotSupportedException">The server is older than 24.8.</exception>
    public async Task<Version> VersionAsync(CancellationToken cancellationToken)
    {
        var query = new ClickHouseQuery("SELECT version()") { InDatabase = false };
        var rows = await QueryAsync(query, row => row.ReadString(), cancellationToken);
        return ServerVersion.Parse(rows[0]);
    }

    /// <summary>Runs a statement without rows and waits for its end.</summary>
    public Task ExecuteAsync(string sql, ClickHouseParameters? parameters, CancellationToken cancellationToken) =>
        ExecuteAsync(new ClickHouseQuery(sql) { Parameters = parameters ?? ClickHouseParameters.None }, cancellationToken);

    /// <inheritdoc cref="ExecuteAsync(string, ClickHouseParameters?, CancellationToken)"/>
    public Task ExecuteAsync(ClickHouseQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return MeasureAsync("execute", async () =>
        {
            var limit = query.Timeout ?? _options.RequestTimeout;
            using var deadline = new Deadline(limit, _time, cancellationToken);
            using var content = HttpTransport.Sql(query.Sql);
            using var response = await _transport.PostAsync(UriOf(query, waitForEnd: true, limit), content, deadline, query.Headers);
            return await DrainAsync(response, deadline);
        });
    }

    /// <summary>Runs a query and collects its rows. An error is one before the first row is seen.</summary>
    /// <param name="sql">One SELECT, without FORMAT, with values as <c>{name:Type}</c>.</param>
    /// <param name="parameters">The values, or null.</param>
    /// <param name="read">Reads one row: all of the SELECT's columns, in order.</param>
    /// <param name="cancellationToken">Ends the wait; the server then stops the query.</param>
    public Task<List<T>> QueryAsync<T>(
        string sql, ClickHouseParameters? parameters, Func<RowBinaryReader, T> read, CancellationToken cancellationToken) =>
        QueryAsync(new ClickHouseQuery(sql) { Parameters = parameters ?? ClickHouseParameters.None }, read, cancellationToken);

    /// <inheritdoc cref="QueryAsync{T}(string, ClickHouseParameters?, Func{RowBinaryReader, T}, CancellationToken)"/>
    public Task<List<T>> QueryAsync<T>(ClickHouseQuery query, Func<RowBinaryReader, T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(read);
        return MeasureAsync("query", async () =>
        {
            var rows = new List<T>();
            await foreach (var row in ReadAsync(query, waitForEnd: true, read, cancellationToken))
            {
                rows.Add(row);
            }

            return rows;
        });
    }

    /// <summary>
    /// Runs a query and hands out its rows as they arrive, in bounded memory. An error may come after
    /// rows; those were true. <see cref="ClickHouseQuery.Timeout"/> is the longest wait for more bytes.
    /// </summary>
    public IAsyncEnumerable<T> StreamAsync<T>(ClickHouseQuery query, Func<RowBinaryReader, T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(read);
        return ReadAsync(query, waitForEnd: false, read, cancellationToken);
    }

    /// <summary>
    /// Inserts one Native block and waits until it and everything that the views derive from it are
    /// stored. Sending the same block with the same token again is harmless; other rows with a used
    /// token are silently dropped by the server. So: never reuse a token, never change a block.
    /// </summary>
    /// <param name="table">An unqualified table name.</param>
    /// <param name="block">The rows; not to be touched before this ends.</param>
    /// <param name="token">Names the block for ever, such as its position in a log; 1 to 256 characters.</param>
    /// <param name="cancellationToken">Ends the wait; whether the block was stored is then unknown.</param>
    public Task InsertNativeAsync(string table, NativeBlock block, string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentException.ThrowIfNullOrEmpty(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(token.Length, 256, nameof(token));
        var columns = string.Join(", ", block.Columns);
        var uri = new RequestUri(Endpoint.Url)
            .Add("database", Endpoint.Database)
            .Add("query", $"INSERT INTO {Identifier.Check(table, "table")} ({columns}) FORMAT Native")
            .Add(InsertSettings.Pinned)
            .Add("insert_deduplication_token", token);
        return MeasureAsync("insert", async () =>
        {
            using var deadline = new Deadline(_options.InsertTimeout, _time, cancellationToken);
            using var content = new ReadOnlyMemoryContent(block.Bytes);
            using var response = await _transport.PostAsync(uri, content, deadline);
            var stored = await DrainAsync(response, deadline);
            ClickHouseMetrics.Inserted(block.RowCount, block.Bytes.Length);
            return stored;
        });
    }

    /// <summary>
    /// Runs a query and copies its answer, in a format of ClickHouse's such as <c>Native</c>, <c>JSONEachRow</c> or <c>Parquet</c>, as it comes, in bounded
    /// memory. <see cref="ClickHouseQuery.Timeout"/> is the longest wait for more bytes. After an error the target holds a part.
    /// </summary>
    /// <returns>How many bytes were copied.</returns>
    public Task<long> DownloadAsync(ClickHouseQuery query, string format, Stream target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(target);
        return MeasureAsync("download", async () =>
        {
            var limit = query.Timeout ?? _options.RequestTimeout;
            using var deadline = new Deadline(limit, _time, cancellationToken);
            using var content = HttpTransport.Sql($"{query.Sql}\nFORMAT {Identifier.Check(format, "format")}");
            using var response = await _transport.PostAsync(UriOf(query, waitForEnd: false, limit), content, deadline, query.Headers);
            using var body = await response.Content.ReadAsStreamAsync(deadline.Token);
            return await _transport.GuardAsync(
                () => GuardedCopy.RunAsync(body, target, HttpTransport.Header(response, ExceptionTail.TagHeader), HttpTransport.QueryId(response), deadline), deadline);
        });
    }

    /// <summary>
    /// Inserts what a gzip stream holds in a format of ClickHouse's, in as many blocks as it takes, without deduplication: for tables that nobody reads yet. After an
    /// error the table holds a part.
    /// </summary>
    /// <param name="table">An unqualified table name.</param>
    /// <param name="format">The format, such as <c>Native</c>.</param>
    /// <param name="gzip">The compressed rows.</param>
    /// <param name="limit">The longest time for all of it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task UploadAsync(string table, string format, Stream gzip, TimeSpan limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gzip);
        var uri = new RequestUri(Endpoint.Url)
            .Add("database", Endpoint.Database)
            .Add("query", $"INSERT INTO {Identifier.Check(table, "table")} FORMAT {Identifier.Check(format, "format")}")
            .Add(InsertSettings.Bulk);
        return MeasureAsync("upload", async () =>
        {
            using var deadline = new Deadline(limit, _time, cancellationToken);
            using var content = new StreamContent(gzip);
            content.Headers.ContentEncoding.Add("gzip");
            using var response = await _transport.PostAsync(uri, content, deadline);
            return await DrainAsync(response, deadline);
        });
    }

    private async IAsyncEnumerable<T> ReadAsync<T>(
        ClickHouseQuery query, bool waitForEnd, Func<RowBinaryReader, T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var limit = query.Timeout ?? _options.RequestTimeout;
        using var deadline = new Deadline(limit, _time, cancellationToken);
        using var content = HttpTransport.Sql(query.Sql);
        using var response = await _transport.PostAsync(UriOf(query, waitForEnd, limit), content, deadline, query.Headers);
        using var body = await response.Content.ReadAsStreamAsync(deadline.Token);
        var maxResponseBytes = query.MaxResponseBytes ?? (waitForEnd ? _options.MaxResponseBytes : long.MaxValue);
        using var rows = new RowBuffer(LimitsOf(response, maxResponseBytes));
        while (true)
        {
            while (rows.TryRead(read, out var row))
            {
                yield return row;
            }

            if (rows.HasEnded)
            {
                yield break;
            }

            if (!waitForEnd)
            {
                deadline.Restart();
            }

            await _transport.GuardAsync(() => FillAsync(rows, body, deadline), deadline);
        }
    }

    private static async Task<bool> FillAsync(RowBuffer rows, Stream body, Deadline deadline)
    {
        await rows.FillAsync(body, deadline.Token);
        return true;
    }

    // Only a body that was read to its end, without an error in its tail, is a success.
    private async Task<bool> DrainAsync(HttpResponseMessage response, Deadline deadline)
    {
        using var body = await response.Content.ReadAsStreamAsync(deadline.Token);
        using var rows = new RowBuffer(LimitsOf(response, maxResponseBytes: _options.MaxResponseBytes));
        while (!rows.HasEnded)
        {
            await _transport.GuardAsync(() => FillAsync(rows, body, deadline), deadline);
            rows.Skip();
        }

        return true;
    }

    private RequestUri UriOf(ClickHouseQuery query, bool waitForEnd, TimeSpan limit)
    {
        var uri = new RequestUri(Endpoint.Url)
            .Add("default_format", "RowBinary")
            .Add("wait_end_of_query", waitForEnd ? "1" : "0");
        if (waitForEnd && !query.Settings.ContainsKey(ExecutionLimit))
        {
            // The server gives up when nobody waits any more.
            uri.Add(ExecutionLimit, Math.Ceiling(limit.TotalSeconds).ToString("0", CultureInfo.InvariantCulture));
        }

        if (query.InDatabase)
        {
            uri.Add("database", Endpoint.Database);
        }

        if (query.QueryId is { } id)
        {
            uri.Add("query_id", id);
        }

        return uri.Add(_options.Settings.Where(setting => !query.Settings.ContainsKey(setting.Key))).Add(query.Settings).Add(query.Parameters, "param_");
    }

    private AnswerLimits LimitsOf(HttpResponseMessage response, long maxResponseBytes) => new(
        maxResponseBytes,
        _options.MaxRowBytes,
        HttpTransport.Header(response, ExceptionTail.TagHeader),
        HttpTransport.QueryId(response));

    private async Task<T> MeasureAsync<T>(string operation, Func<Task<T>> run)
    {
        var started = _time.GetTimestamp();
        try
        {
            return await run();
        }
        catch (ClickHouseException exception)
        {
            ClickHouseMetrics.Failed(operation, exception.Name);
            throw;
        }
        finally
        {
            ClickHouseMetrics.Answered(operation, _time.GetElapsedTime(started));
        }
    }
}
