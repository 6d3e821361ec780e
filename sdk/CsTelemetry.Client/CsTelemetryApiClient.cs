using System.Text.Json.Serialization.Metadata;
using CsTelemetry.Client.Contracts;
using CsTelemetry.Client.Sending;

namespace CsTelemetry.Client;

/// <summary>
/// Reads and writes the REST API of a CsTelemetry collector. Thread-safe; one for the whole process is enough. A GET or PUT that is answered with 429 or 503 and
/// Retry-After is made again, at most 3 times, after at most 30 seconds (and up to a quarter more) each. Every method throws <see cref="CsTelemetryApiException"/>
/// when the collector refuses, <see cref="HttpRequestException"/> when no answer comes, and <see cref="ArgumentException"/> for an id that no URL can carry.
/// </summary>
public sealed class CsTelemetryApiClient : IDisposable
{
    private readonly ApiPipeline _api;
    private readonly HttpClient? _owned;

    /// <summary>Makes a client that sends by an <see cref="HttpClient"/> of yours, such as one of <c>AddHttpClient</c>; it stays yours.</summary>
    /// <param name="http">With the collector's address as its base address and a key as its bearer token.</param>
    /// <param name="time">The clock of waits. Default: the system's.</param>
    /// <exception cref="ArgumentException">The base address is not an absolute one of HTTP.</exception>
    public CsTelemetryApiClient(HttpClient http, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        _api = new ApiPipeline(http, ApiAddress.Root(http.BaseAddress, nameof(http)), time ?? TimeProvider.System);
    }

    private CsTelemetryApiClient(HttpClient owned, Uri root, TimeProvider time)
    {
        _owned = owned;
        _api = new ApiPipeline(owned, root, time);
    }

    /// <summary>Makes a client with connections of its own. Answers are at most 64 MiB, exports excepted; each call takes at most 100 seconds, of an export until it begins.</summary>
    /// <param name="address">The collector's HTTP address, such as https://collector.example:5318.</param>
    /// <param name="key">A key, PREFIX.SECRET; reading needs the scope `read`, writing `catalog:write`, lists of people and SQL `users:read`.</param>
    /// <param name="time">The clock of waits. Default: the system's.</param>
    /// <exception cref="ArgumentException">The address or the key cannot be one.</exception>
    public static CsTelemetryApiClient Create(Uri address, string key, TimeProvider? time = null)
    {
        var root = ApiAddress.Root(address, nameof(address));
        return new CsTelemetryApiClient(ApiAddress.Connect(root, key), root, time ?? TimeProvider.System);
    }

    /// <summary>Closes the connections of a client that <see cref="Create"/> made.</summary>
    public void Dispose() => _owned?.Dispose();

    /// <summary>Gets one account's score with its whole explanation, by default of the newest complete day and the model in force.</summary>
    public Task<AdoptionScore> GetAdoptionScoreAsync(
        string accountId, DateOnly? asOf = null, string? modelVersion = null, ScoreExpansion? expand = null, CancellationToken cancellationToken = default)
    {
        var path = new ApiPath($"{AccountPath(accountId)}/adoption-score").With("as_of", asOf).With("model_version", modelVersion).With("expand", expand?.Name());
        return AnswerAsync(ApiCall.Get(path), ApiJson.Default.AdoptionScore, cancellationToken);
    }

    /// <summary>Lists scores, page by page as they are read.</summary>
    public IAsyncEnumerable<AdoptionScoreRow> ListAdoptionScoresAsync(AdoptionScoreFilter? filter = null, CancellationToken cancellationToken = default) =>
        Paging.WalkAsync<Page<AdoptionScoreRow>, AdoptionScoreRow>(
            _api, (filter ?? new()).On(new ApiPath("v1/adoption-scores")), ApiJson.Default.AdoptionScorePage, cancellationToken);

    /// <summary>Lists the scores that were stated for good and are others now, by day and account, page by page as they are read.</summary>
    public IAsyncEnumerable<ScoreRestatement> ListScoreRestatementsAsync(RestatementFilter? filter = null, CancellationToken cancellationToken = default) =>
        Paging.WalkAsync<Page<ScoreRestatement>, ScoreRestatement>(
            _api, (filter ?? new()).On(new ApiPath("v1/adoption-scores/restatements")), ApiJson.Default.ScoreRestatementPage, cancellationToken);

    /// <summary>Gets an account's stored scores, the earliest day first; by default of a year.</summary>
    public Task<ScoreHistory> GetAdoptionScoreHistoryAsync(
        string accountId, DateOnly? from = null, DateOnly? to = null, string? modelVersion = null, CancellationToken cancellationToken = default)
    {
        var path = new ApiPath($"{AccountPath(accountId)}/adoption-score/history").With("from", from).With("to", to).With("model_version", modelVersion);
        return AnswerAsync(ApiCall.Get(path), ApiJson.Default.ScoreHistory, cancellationToken);
    }

    /// <summary>Lists the accounts by id, page by page as they are read.</summary>
    public IAsyncEnumerable<AccountSummary> ListAccountsAsync(DateOnly? asOf = null, CancellationToken cancellationToken = default) =>
        Paging.WalkAsync<Page<AccountSummary>, AccountSummary>(_api, new ApiPath("v1/accounts").With("as_of", asOf), ApiJson.Default.AccountPage, cancellationToken);

    /// <summary>Lists the features by key, page by page as they are read; only those that the catalog knows, or does not, with <paramref name="catalogued"/>.</summary>
    public IAsyncEnumerable<FeatureSummary> ListFeaturesAsync(DateOnly? asOf = null, bool? catalogued = null, CancellationToken cancellationToken = default) =>
        Paging.WalkAsync<Page<FeatureSummary>, FeatureSummary>(
            _api, new ApiPath("v1/features").With("as_of", asOf).With("catalogued", Truth(catalogued)), ApiJson.Default.FeaturePage, cancellationToken);

    /// <summary>Gets how far a feature is adopted, as of one day or, with <paramref name="from"/>, over time; in groups with <paramref name="groupBy"/>, such as `plan`.</summary>
    public Task<MetricSeries<FeatureAdoption>> GetFeatureAdoptionAsync(
        string feature, MetricFilter? filter = null, DateOnly? from = null, MetricInterval? interval = null, string? groupBy = null, CancellationToken cancellationToken = default)
    {
        var path = (filter ?? new()).On(new ApiPath($"{FeaturePath(feature)}/adoption"))
            .With("from", from).With("interval", interval is { } each ? ApiNames.Of(each) : null).With("group_by", groupBy);
        return AnswerAsync(ApiCall.Get(path), ApiJson.Default.FeatureAdoptionSeries, cancellationToken);
    }

    /// <summary>Lists who may use a feature and has not touched it, ever or since a day or the id of a release. Of a feature that was never reported this says nothing: see <see cref="GetNeverUsedSummaryAsync"/>.</summary>
    public IAsyncEnumerable<NeverUsedItem> ListNeverUsedAsync(
        string feature, NeverUsedOf of = NeverUsedOf.Accounts, string? since = null, MetricFilter? filter = null, CancellationToken cancellationToken = default) =>
        Paging.WalkAsync<NeverUsedPage, NeverUsedItem>(_api, NeverUsed(feature, of, since, filter), ApiJson.Default.NeverUsedPage, cancellationToken);

    /// <summary>Gets how many may use a feature and have not touched it, and whether that can be told.</summary>
    public Task<NeverUsedSummary> GetNeverUsedSummaryAsync(
        string feature, NeverUsedOf of = NeverUsedOf.Accounts, string? since = null, MetricFilter? filter = null, CancellationToken cancellationToken = default)
    {
        var path = NeverUsed(feature, of, since, filter).With("summary", Truth(true));
        return AnswerAsync(ApiCall.Get(path), ApiJson.Default.NeverUsedSummary, cancellationToken);
    }

    /// <summary>Gets what is known of an account beside its usage, with the tag for changing it.</summary>
    public Task<Known<AccountDocument>> GetAccountAsync(string accountId, CancellationToken cancellationToken = default) =>
        KnownAsync(ApiCall.Get(new ApiPath(AccountPath(accountId))), ApiJson.Default.KnownAccount, cancellationToken);

    /// <summary>Replaces what was told of an account: what the document does not have is forgotten. Throws <see cref="CsTelemetryConflictException"/> when the condition does not hold.</summary>
    public Task<Known<AccountDocument>> PutAccountAsync(string accountId, AccountDocument account, WriteCondition? condition = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        return KnownAsync(ApiCall.Put(AccountPath(accountId), account, ApiJson.Default.AccountDocument, condition), ApiJson.Default.KnownAccount, cancellationToken);
    }

    /// <summary>Replaces an account's purchased seats, over time and by product, and nothing else of it.</summary>
    public Task<Known<AccountDocument>> PutSeatsAsync(string accountId, IReadOnlyList<SeatDays> seats, WriteCondition? condition = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(seats);
        return KnownAsync(ApiCall.Put($"{AccountPath(accountId)}/seats", new AccountSeats(seats), ApiJson.Default.AccountSeats, condition), ApiJson.Default.KnownAccount, cancellationToken);
    }

    /// <summary>Gets what the catalog says of a feature, with the tag for changing it.</summary>
    public Task<Known<FeatureDocument>> GetFeatureAsync(string feature, CancellationToken cancellationToken = default) =>
        KnownAsync(ApiCall.Get(new ApiPath(FeaturePath(feature))), ApiJson.Default.KnownFeature, cancellationToken);

    /// <summary>Replaces what the catalog says of a feature. Throws <see cref="CsTelemetryConflictException"/> when the condition does not hold.</summary>
    public Task<Known<FeatureDocument>> PutFeatureAsync(string feature, FeatureDocument document, WriteCondition? condition = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        return KnownAsync(ApiCall.Put(FeaturePath(feature), document, ApiJson.Default.FeatureDocument, condition), ApiJson.Default.KnownFeature, cancellationToken);
    }

    /// <summary>Runs one SELECT over the documented views: at most 100,000 rows, 16 MiB, 30 seconds. It is never repeated by itself.</summary>
    /// <param name="sql">The statement, at most 64 KiB; values are written `{name:Type}` and passed as parameters.</param>
    /// <param name="parameters">At most 100 strings, booleans, numbers, days, or lists of strings or whole numbers.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public Task<QueryAnswer> QueryAsync(string sql, IReadOnlyDictionary<string, object>? parameters = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var call = ApiCall.Post("v1/query", new QueryRequest(sql, QueryValues.Of(parameters)), ApiJson.Default.QueryRequest);
        return AnswerAsync(call, ApiJson.Default.QueryAnswer, cancellationToken);
    }

    /// <summary>Copies days of a view to a stream, as a file. When it throws, what was written is not whole; it is never repeated by itself.</summary>
    public Task ExportAsync(string dataset, ExportFormat format, DateOnly? from, DateOnly? to, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return _api.CopyAsync(ApiCall.Post("v1/exports", new ExportRequest(dataset, format, from, to), ApiJson.Default.ExportRequest), destination, cancellationToken);
    }

    private async Task<T> AnswerAsync<T>(ApiCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => (await _api.ReadAsync(call, type, cancellationToken).ConfigureAwait(false)).Answer;

    private async Task<Known<T>> KnownAsync<T>(ApiCall call, JsonTypeInfo<Known<T>> type, CancellationToken cancellationToken)
        where T : class
    {
        var (known, tag) = await _api.ReadAsync(call, type, cancellationToken).ConfigureAwait(false);
        return known with { Tag = tag };
    }

    private static string AccountPath(string accountId) => $"v1/accounts/{ApiPath.Segment(accountId, nameof(accountId))}";

    private static string FeaturePath(string feature) => $"v1/features/{ApiPath.Segment(feature, nameof(feature))}";

    private static string? Truth(bool? value) => value is null ? null : value.Value ? "true" : "false";

    private static ApiPath NeverUsed(string feature, NeverUsedOf of, string? since, MetricFilter? filter) =>
        (filter ?? new()).On(new ApiPath($"{FeaturePath(feature)}/never-used")).With("of", ApiNames.Of(of)).With("since", since);
}
