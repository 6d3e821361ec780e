using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using CsTelemetry.Protocol.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>A real HTTP/2 server that speaks just enough gRPC, reads with the generated messages, and answers from a script.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<CollectorAnswer> _script = new();
    private readonly Channel<ReceivedBatch> _arrivals = Channel.CreateUnbounded<ReceivedBatch>();
    private readonly WebApplication _server;

    private FakeCollector(WebApplication server) => _server = server;

    /// <summary>Gets or sets what is answered before a byte of the request is read; null for the script.</summary>
    public CollectorAnswer? BeforeReading { get; set; }

    /// <summary>Gets or sets what is answered past the script.</summary>
    public CollectorAnswer Otherwise { get; set; } = Answers.Ok;

    public ConcurrentQueue<ReceivedBatch> Batches { get; } = new();

    public Uri Endpoint { get; private set; } = null!;

    public IEnumerable<Event> Events => Batches.SelectMany(batch => batch.Request.Events);

    public static async Task<FakeCollector> StartAsync(params CollectorAnswer[] script) => await StartAsync(0, script);

    public static async Task<FakeCollector> StartAsync(int port, params CollectorAnswer[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        var collector = new FakeCollector(builder.Build());
        foreach (var answer in script)
        {
            collector._script.Enqueue(answer);
        }

        collector._server.Run(collector.AnswerAsync);
        await collector._server.StartAsync();
        collector.Endpoint = new(collector._server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        return collector;
    }

    /// <summary>Waits for the next call that was read whole.</summary>
    public async Task<ReceivedBatch> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _arrivals.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext call)
    {
        if (BeforeReading is { } answerUnread)
        {
            await answerUnread(call, new PublishRequest());
            return;
        }

        using var body = new MemoryStream();
        await call.Request.Body.CopyToAsync(body, call.RequestAborted);
        var bytes = body.ToArray();
        Assert.Equal("/cstelemetry.v1.TelemetryCollector/Publish", call.Request.Path.Value);
        Assert.Equal("application/grpc", call.Request.ContentType);
        Assert.Equal((0, bytes.Length - 5), (bytes[0], BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(1))));
        var request = PublishRequest.Parser.ParseFrom(bytes, 5, bytes.Length - 5);
        var received = new ReceivedBatch(request, bytes, call.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        Batches.Enqueue(received);
        await _arrivals.Writer.WriteAsync(received);
        await (_script.TryDequeue(out var answer) ? answer : Otherwise)(call, request);
    }
}
