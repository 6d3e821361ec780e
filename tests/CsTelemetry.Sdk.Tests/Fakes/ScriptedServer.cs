using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using CsTelemetry.Protocol.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>
/// A real server of the HTTP versions and the certificate it is given. It reads gRPC and posts, plain and compressed,
/// and answers from a script; past the script it takes everything.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<CollectorAnswer> _script;
    private readonly WebApplication _server;

    private ScriptedServer(WebApplication server, IEnumerable<CollectorAnswer> script) => (_server, _script) = (server, new(script));

    public ConcurrentQueue<ReceivedCall> Calls { get; } = new();

    public Uri Endpoint => new(_server.Urls.First());

    public static Task<ScriptedServer> Http1Async(params CollectorAnswer[] script) => StartAsync(HttpProtocols.Http1, null, script);

    public static Task<ScriptedServer> Http2Async(params CollectorAnswer[] script) => StartAsync(HttpProtocols.Http2, null, script);

    public static async Task<ScriptedServer> StartAsync(HttpProtocols protocols, X509Certificate2? certificate, params CollectorAnswer[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            _ = certificate is null ? listen : listen.UseHttps(certificate);
        }));
        var server = new ScriptedServer(builder.Build(), script);
        server._server.Run(server.AnswerAsync);
        await server._server.StartAsync();
        return server;
    }

    public void Then(CollectorAnswer answer) => _script.Enqueue(answer);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext call)
    {
        using var body = new MemoryStream();
        await call.Request.Body.CopyToAsync(body, call.RequestAborted);
        var bytes = body.ToArray();
        var isGrpc = call.Request.ContentType == "application/grpc";
        var isPacked = isGrpc ? bytes[0] == 1 : call.Request.Headers.ContentEncoding == "gzip";
        var message = isGrpc ? bytes[5..] : bytes;
        var received = new ReceivedCall(
            call.Request.Path.Value!,
            call.Request.Protocol,
            call.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            bytes,
            isPacked ? Inflate(message) : message);
        Calls.Enqueue(received);
        var request = received.Path.EndsWith("orget", StringComparison.Ordinal) ? new PublishRequest() : received.Request;
        await (_script.TryDequeue(out var answer) ? answer : isGrpc ? Answers.Ok : HttpAnswers.Ok)(call, request);
    }

    private static byte[] Inflate(byte[] packed)
    {
        using var inflated = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        gzip.CopyTo(inflated);
        return inflated.ToArray();
    }
}
