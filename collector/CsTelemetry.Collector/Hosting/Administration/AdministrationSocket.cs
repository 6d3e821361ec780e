using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsTelemetry.Collector.Administering;

namespace CsTelemetry.Collector.Hosting.Administration;

/// <summary>
/// Serves administration on a Unix domain socket in the data directory, mode 0600: whoever owns the directory may administer
/// without a key, and nobody else can reach it. HTTP/1.1: `POST /NAME` with a JSON object of arguments, answered by lines of JSON.
/// </summary>
internal sealed class AdministrationSocket(
    OperationCatalog operations, DataFolder data, IHostApplicationLifetime lifetime, ILogger<OperationCatalog> logger) : IHostedService
{
    // sockaddr_un on Linux; .NET refuses longer ones.
    private const int MaxPathBytes = 107;
    private const long MaxArgumentBytes = 64 * 1024;

    private WebApplication? _app;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var bindPath = Path.Combine(data.Path, ".admin", "s");
        if (System.Text.Encoding.UTF8.GetByteCount(bindPath) > MaxPathBytes)
        {
            Log.SocketNotOpened(logger, data.SocketPath, $"A socket's path has at most {MaxPathBytes} bytes; shorten the data directory's, or name it by a link.");
            return;
        }

        try
        {
            _app = Build(bindPath);
            await _app.StartAsync(cancellationToken);
            Publish(bindPath);
            Log.SocketOpened(logger, data.SocketPath);
        }
        catch (Exception exception) when (exception is IOException or SocketException or UnauthorizedAccessException)
        {
            Log.SocketNotOpened(logger, data.SocketPath, exception.Message);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is { } app)
        {
            File.Delete(data.SocketPath);
            await app.StopAsync(cancellationToken);
            await app.DisposeAsync();
        }
    }

    private WebApplication Build(string bindPath)
    {
        MakePrivateFolder(Path.GetDirectoryName(bindPath)!);
        File.Delete(bindPath);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxArgumentBytes;

            // An operator who reads slowly, or thinks, holds nobody up.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.ListenUnixSocket(bindPath);
        });
        var app = builder.Build();
        app.Run(AnswerAsync);
        return app;
    }

    // It is bound where nobody else can go, made private there, and only then given its name.
    private void Publish(string bindPath)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(bindPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(bindPath, data.SocketPath, overwrite: true);
        Directory.Delete(Path.GetDirectoryName(bindPath)!);
    }

    private static void MakePrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.ContentType = "application/x-ndjson";
        try
        {
            var arguments = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: either.Token) as JsonObject
                ?? throw new JsonException("it is no object");
            await foreach (var line in operations.RunAsync(http.Request.Path.Value!.Trim('/'), new OperationArguments(arguments), either.Token))
            {
                await WriteAsync(http, line, either.Token);
            }
        }
        catch (JsonException exception)
        {
            await WriteAsync(http, AdministrationLine.Error($"The arguments are not JSON: {exception.Message}", ExitCodes.Usage), either.Token);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(http, AdministrationLine.Error("The collector is stopping. Run it again; what was done stays done."), http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // Interrupted by who asked.
        }
    }

    private static async Task WriteAsync(HttpContext http, AdministrationLine line, CancellationToken cancellationToken)
    {
        await http.Response.WriteAsync(line.ToJson() + "\n", cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
    }
}
