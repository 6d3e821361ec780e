using System.Collections.Frozen;
using System.Text;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Idempotency;
using CsTelemetry.Collector.Api.Idempotency;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Collector.Tests.Api.Idempotency;

/// <summary>What one process of a collector has of the memory of calls, on a store that it may share.</summary>
internal sealed class CallingProcess : IDisposable
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().BuildServiceProvider();
    private readonly IdempotencyFilter _filter;
    private readonly IdempotencyMetrics _metrics;

    public CallingProcess(ClickHouseClient store, ulong log, ManualTimeProvider time, IdempotencyLimits? limits = null)
    {
        limits ??= new IdempotencyLimits();
        var running = new RunningCalls(limits);
        Remembered = new RememberedAnswers(limits, time);
        _metrics = new IdempotencyMetrics(running, Remembered, limits);
        var ledger = new CallLedger(new IdempotencyStore(store), Remembered, log, limits, _metrics, time, NullLogger<CallLedger>.Instance);
        _filter = new IdempotencyFilter(running, ledger, limits, _metrics);
    }

    public RememberedAnswers Remembered { get; }

    public void Dispose() => _metrics.Dispose();

    /// <summary>Makes a call of the tenant demo.</summary>
    public async Task<CalledAnswer> CallAsync(string? key, RequestDelegate act, string body = "{}", string query = "", string prefix = "demo_1", string path = "/v1/things/a", string method = "PUT", bool onlyReads = false)
    {
        using var sent = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = Services };
        http.Request.Method = method;
        http.Request.Path = path;
        http.Request.QueryString = new QueryString(query);
        http.Request.ContentType = "application/json";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        http.Response.Body = sent;
        if (key is not null)
        {
            http.Request.Headers[IdempotentCall.Header] = key;
        }

        http.Features.Set(new Caller("demo", prefix, FrozenSet<string>.Empty));
        object[] metadata = [new HttpMethodMetadata([method]), .. onlyReads ? [OnlyReads.Mark] : Array.Empty<object>()];
        http.SetEndpoint(new RouteEndpoint(act, RoutePatternFactory.Parse("/v1/things/{id}"), 0, new EndpointMetadataCollection(metadata), null));
        await _filter.RunAsync(http, act);
        var headers = http.Response.Headers;
        return new CalledAnswer(http.Response.StatusCode, Encoding.UTF8.GetString(sent.ToArray()), headers.ETag, headers.Location, headers[IdempotencyFilter.ReplayedHeader], headers.RetryAfter);
    }
}
