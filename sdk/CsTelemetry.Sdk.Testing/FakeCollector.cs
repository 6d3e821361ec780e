using System.Net;
using CsTelemetry.Testing.Recording;
using CsTelemetry.Testing.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Testing;

/// <summary>
/// Is a collector in the test's own process: a real server on loopback for gRPC (HTTP/2 in clear text) and for POSTs over
/// HTTP/1.1. It keeps events in memory, recognises a batch that comes again, and misbehaves when told to. Safe for any
/// number of threads.
/// </summary>
public sealed class FakeCollector : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly AnswerScript _script = new();
    private readonly Store _store = new();
    private readonly CallHandler _handler;
    private readonly WebApplication _server;

    private FakeCollector(int port)
    {
        _handler = new CallHandler(_script, _store, _stopping.Token);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        _server = builder.Build();
        _server.Run(_handler.AnswerAsync);
    }

    /// <summary>Gets the address for gRPC.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    /// <summary>Gets the address for POSTs over HTTP/1.1, to <c>/v1/publish</c>.</summary>
    public Uri HttpEndpoint { get; private set; } = new("http://127.0.0.1");

    /// <summary>Gets or sets the only key that is let in. Default null: every key.</summary>
    public string? ApiKey
    {
        get => _handler.ApiKey;
        set => _handler.ApiKey = value;
    }

    /// <summary>Gets every event that was accepted, each once however often its batch came.</summary>
    public IReadOnlyList<RecordedEvent> Events => _store.Accepted;

    /// <summary>Gets every batch that was read, in the order of arrival: also those that were refused, and repeats.</summary>
    public IReadOnlyList<RecordedBatch> Batches => _store.Arrivals;

    /// <summary>Gets how many calls came, answered or not.</summary>
    public int CallCount => _handler.Calls;

    /// <summary>Gets the users that are to be forgotten, each with the account, or null for every account.</summary>
    public IReadOnlyList<(string UserId, string? AccountId)> Forgotten => _handler.Forgotten;

    /// <summary>Starts a collector.</summary>
    /// <param name="port">The port for gRPC; 0 for a free one. A collector that comes back is one on the same port.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The collector; dispose it.</returns>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<FakeCollector> StartAsync(int port = 0, CancellationToken cancellationToken = default)
    {
        var collector = new FakeCollector(port);
        await collector._server.StartAsync(cancellationToken).ConfigureAwait(false);
        var addresses = collector._server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.ToList();
        collector.Endpoint = new Uri(addresses[0]);
        collector.HttpEndpoint = new Uri(addresses[1]);
        return collector;
    }

    /// <summary>Points a client at this collector: <c>CsTelemetryClient.Create(collector.Configure)</c>.</summary>
    /// <param name="options">The client's options.</param>
    public void Configure(CsTelemetryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Endpoint = Endpoint;
        options.HttpEndpoint = HttpEndpoint;
        options.ApiKey = ApiKey ?? (options.ApiKey.Length > 0 ? options.ApiKey : "test.kit");
    }

    /// <summary>Answers the next calls so; later ones as <see cref="Always"/> said, or with acceptance. Scripts queue up.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="calls">How many calls; 1 or more.</param>
    /// <returns>This collector.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="calls"/> is below 1.</exception>
    public FakeCollector Next(CollectorAnswer answer, int calls = 1)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        _script.Enqueue(answer, calls);
        return this;
    }

    /// <summary>Answers every call so until this is called again, and drops what <see cref="Next"/> queued.</summary>
    /// <param name="answer">The answer; <see cref="CollectorAnswer.Accept"/> makes the collector well again.</param>
    /// <returns>This collector.</returns>
    public FakeCollector Always(CollectorAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        _script.Set(answer);
        return this;
    }

    /// <summary>Waits until so many events were accepted.</summary>
    /// <param name="count">How many; more may have come.</param>
    /// <param name="timeout">How long to wait, by the machine's clock; null for 20 s.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>All events.</returns>
    /// <exception cref="TimeoutException">They did not come; the message lists what did.</exception>
    public Task<IReadOnlyList<RecordedEvent>> WaitForAsync(int count, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        EventWait.UntilAsync(() => Events, events => events.Count >= count ? events : null, timeout, cancellationToken);

    /// <summary>Waits until an event was accepted that the predicate is true of.</summary>
    /// <param name="predicate">Says whether it is the event.</param>
    /// <param name="timeout">How long to wait, by the machine's clock; null for 20 s.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The first such event.</returns>
    /// <exception cref="TimeoutException">It did not come; the message lists what did.</exception>
    public Task<RecordedEvent> WaitForAsync(Func<RecordedEvent, bool> predicate, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        EventWait.UntilAsync(() => Events, events => events.FirstOrDefault(predicate), timeout, cancellationToken);

    /// <summary>Stops at once: open calls are cut, and the port is free.</summary>
    /// <returns>A task that ends when the collector has stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _server.StopAsync(now.Token).ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }
}
